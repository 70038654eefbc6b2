"""The PC that a run was made on: stored with every comparison."""

import platform
import subprocess
import sys
from pathlib import Path

import msgspec
import psutil

COMMAND_LIMIT_S = 2.0
_KEPT_BY_SYSTEM = 0.03


class MachineFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What does not change while the program runs. Unknown text is empty, unknown counts None."""

    os: str
    cpu_name: str
    physical_cores: int | None
    logical_cores: int | None
    memory_bytes: int
    python: str


def same_machine(a: MachineFacts, b: MachineFacts) -> bool:
    """Tell whether two descriptions are of one PC, as far as they tell."""
    cores = (a.cpu_name, a.physical_cores, a.logical_cores) == (
        b.cpu_name,
        b.physical_cores,
        b.logical_cores,
    )
    # A system keeps a little of the memory for itself, more or less with every update.
    larger = max(a.memory_bytes, b.memory_bytes)
    return cores and abs(a.memory_bytes - b.memory_bytes) <= _KEPT_BY_SYSTEM * larger


def read_machine() -> MachineFacts:
    """Ask the system; takes a few milliseconds."""
    return MachineFacts(
        os=platform.platform(),
        cpu_name=_cpu_name(),
        physical_cores=psutil.cpu_count(logical=False),
        logical_cores=psutil.cpu_count(logical=True),
        memory_bytes=psutil.virtual_memory().total,
        python=platform.python_version(),
    )


def _cpu_name() -> str:
    """Return the maker's name of the processor, as the system tells it."""
    if sys.platform == "linux":
        return _linux_cpu_name(Path("/proc/cpuinfo")) or platform.machine()
    if sys.platform == "darwin":
        command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        try:
            told = subprocess.run(
                command, capture_output=True, text=True, timeout=COMMAND_LIMIT_S, check=True
            )
        except (OSError, subprocess.SubprocessError):
            return platform.machine()
        return told.stdout.strip()
    return _windows_cpu_name() if sys.platform == "win32" else platform.machine()


def _linux_cpu_name(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        key, _, value = line.partition(":")
        if key.strip().lower() in ("model name", "hardware", "cpu model"):
            return " ".join(value.split())
    return ""


def _windows_cpu_name() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    place = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            name, _ = winreg.QueryValueEx(key, "ProcessorNameString")
    except OSError:
        return platform.processor()
    return " ".join(str(name).split())
