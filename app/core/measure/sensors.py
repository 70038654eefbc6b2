"""What this PC tells of itself while it computes: load, clock, heat, memory, power."""

import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Literal, cast

import psutil

from app.core.measure.results import Conditions, MachineSample
from app.core.nvidia import NvidiaGpu, NvidiaReader

RAPL_FOLDER = Path("/sys/class/powercap")
THROTTLE_SHARE = 0.9
"""A clock below this share of its start counts as throttled."""
_CPU_SENSORS = ("coretemp", "k10temp", "zenpower", "cpu_thermal", "acpitz")


class Sensors:
    """Reads the PC; what it does not tell is None. A reading takes a few milliseconds.

    Sources: psutil, NVML, and Linux's powercap (RAPL), which mostly only root may read.
    """

    def __init__(self, nvidia: NvidiaReader | None = None, rapl: Path = RAPL_FOLDER) -> None:
        self._nvidia = nvidia or NvidiaReader()
        self._rapl = [_Counter(folder) for folder in _packages(rapl)]
        psutil.cpu_percent(interval=None)

    def read(self) -> MachineSample:
        """Return the machine now. Joules count from the first reading."""
        state = self._nvidia.read()
        gpu: NvidiaGpu | None = max(state.gpus, key=lambda gpu: gpu.load_percent or 0, default=None)
        used = None
        if gpu is not None and gpu.total_bytes is not None and gpu.free_bytes is not None:
            used = gpu.total_bytes - gpu.free_bytes
        watts = [gpu.watts for gpu in state.gpus if gpu.watts is not None]
        return MachineSample(
            ns=time.perf_counter_ns(),
            cpu_percent=psutil.cpu_percent(interval=None),
            cpu_mhz=_clock(),
            cpu_celsius=_celsius(),
            memory_available=psutil.virtual_memory().available,
            gpu_percent=gpu.load_percent if gpu else None,
            gpu_mhz=gpu.clock_mhz if gpu else None,
            gpu_celsius=gpu.temperature_c if gpu else None,
            vram_used=used,
            cpu_joules=self._joules(),
            gpu_watts=sum(watts) if watts else None,
        )

    def close(self) -> None:
        """Let the drivers go."""
        self._nvidia.close()

    def _joules(self) -> float | None:
        found = [counter.joules() for counter in self._rapl]
        known = [joules for joules in found if joules is not None]
        return sum(known) if known and len(known) == len(found) else None


class _Counter:
    """One package's energy counter, which begins again at its end."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "energy_uj"
        self._range = _number(folder / "max_energy_range_uj") or 0
        self._last = _number(self._file)
        self._total = 0

    def joules(self) -> float | None:
        """Return the energy since this object was made; None where it may not be read."""
        now = _number(self._file)
        if now is None or self._last is None:
            return None
        step = now - self._last
        self._total += step if step >= 0 else step + self._range
        self._last = now
        return self._total / 1e6


def conditions_of(samples: Sequence[MachineSample], *, waited_s: float, idle: bool) -> Conditions:
    """Return what the samples of one step say: whether it was throttled, and its energy."""
    throttled_by = _throttled_by(samples)
    joules, source = _energy(samples)
    return Conditions(
        samples=tuple(samples),
        throttled=bool(throttled_by),
        throttled_by=throttled_by,
        waited_s=waited_s,
        idle=idle,
        joules=joules,
        energy_source=source,
    )


def _throttled_by(samples: Sequence[MachineSample]) -> Literal["", "clock", "temperature"]:
    """Tell whether a clock fell by a tenth and more below that of the step's first half: one
    slow reading is no throttling, a slower second half is."""
    for clock in ("cpu_mhz", "gpu_mhz"):
        values = [value for s in samples if (value := getattr(s, clock)) is not None]
        if len(values) < 4:
            continue
        half = len(values) // 2
        if median(values[half:]) < THROTTLE_SHARE * median(values[:half]):
            return "clock"
    return ""


def _energy(samples: Sequence[MachineSample]) -> tuple[float | None, str]:
    """Return the joules between the first and the last sample, and what told them."""
    if len(samples) < 2:
        return None, ""
    first, last = samples[0], samples[-1]
    total, sources = 0.0, list[str]()
    if first.cpu_joules is not None and last.cpu_joules is not None:
        total += last.cpu_joules - first.cpu_joules
        sources.append("RAPL")
    watts = [s for s in samples if s.gpu_watts is not None]
    if len(watts) == len(samples):
        for before, after in pairwise(samples):
            mean = ((before.gpu_watts or 0) + (after.gpu_watts or 0)) / 2
            total += mean * (after.ns - before.ns) / 1e9
        sources.append("NVML")
    return (total, "+".join(sources)) if sources else (None, "")


def _packages(folder: Path) -> list[Path]:
    """Return the folders of whole processors; their parts are counted in them."""
    try:
        found = sorted(folder.glob("intel-rapl:[0-9]*"))
        return [f for f in found if f.name.count(":") == 1 and (f / "energy_uj").exists()]
    except OSError:
        return []


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text("ascii"))
    except (OSError, ValueError):
        return None


def _clock() -> float | None:
    try:
        frequency = psutil.cpu_freq()
    except (OSError, NotImplementedError, RuntimeError):
        return None
    # Some virtual machines tell 0.
    return frequency.current if frequency and frequency.current > 0 else None


def _celsius() -> float | None:
    ask = getattr(psutil, "sensors_temperatures", None)
    if ask is None:
        return None
    try:
        found = cast("dict[str, list[Any]]", ask())
    except (OSError, RuntimeError, ValueError):
        return None
    for name in _CPU_SENSORS:
        values = [float(sensor.current) for sensor in found.get(name, ()) if sensor.current]
        if values:
            return max(values)
    return None
