"""This PC as the program sees it: collected without a window, and never failing."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import psutil

from app.cli.doctor_engine import EngineState, inspect_engine
from app.cli.doctor_hub import HubSetup, look_at_hub
from app.core.gguf_stream import shown_path
from app.core.machine import MachineFacts, read_machine
from app.core.version import read_version
from app.services.graphics import Graphics, look_at_graphics
from app.services.paths import DataPaths
from app.services.resources import program_folder

PACKAGES = (
    "PySide6-Essentials",
    "llama-cpp-python",
    "pyqtgraph",
    "numpy",
    "msgspec",
    "gguf",
    "huggingface-hub",
    "httpx2",
    "keyring",
    "jinja2",
    "platformdirs",
    "psutil",
    "rich",
    "typer",
)
COMMAND_LIMIT_S = 20.0
MOST_FONTS = 8
FONT_FILES = {
    "win32": ("C:/Windows/Fonts/malgun.ttf",),
    "darwin": ("/System/Library/Fonts/AppleSDGothicNeo.ttc",),
}
"""The Hangul font that comes with the system, where it comes with one."""
_WINDOW_PROBE = """
import ctypes, pathlib, sys
import PySide6.QtWidgets
folder = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
if sys.platform == "linux":
    ctypes.CDLL(str(folder / "libqxcb.so"))
"""
"""Run in a process of its own: what a missing system library breaks must not break this one."""


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """The program and what it stands on; ``None`` marks a package that is not installed."""

    version: str
    folder: str
    python: str
    packages: dict[str, str | None]


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """Main memory now, in bytes."""

    total_bytes: int
    available_bytes: int


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a window could open here."""

    libraries_found: bool
    detail: str
    """The loader's own words where a library is missing."""
    display: str | None
    """The screen, where the system names one; None on Linux without any."""


class Fonts(msgspec.Struct, frozen=True, kw_only=True):
    """Fonts with Hangul in them."""

    system: tuple[str, ...]
    shipped: tuple[str, ...]


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder or file of the program. ``free_bytes`` is the room on its disk."""

    path: str
    exists: bool
    writable: bool
    size_bytes: int | None = None
    free_bytes: int | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that ``doctor`` tells."""

    program: Program
    engine: EngineState
    graphics: Graphics
    machine: MachineFacts
    memory: Memory
    window: Window
    fonts: Fonts
    hub: HubSetup
    folders: dict[str, Folder]


def collect(
    paths: DataPaths, resources: Path, worker: Sequence[str], *, library: Path, offline: bool
) -> Facts:
    """Look at everything; takes a second or two. ``library`` is the folder of models."""
    memory = psutil.virtual_memory()
    machine = read_machine()
    return Facts(
        program=Program(
            version=read_version(program_folder()),
            folder=shown_path(program_folder()),
            python=machine.python,
            packages={name: _version(name) for name in PACKAGES},
        ),
        engine=inspect_engine(worker),
        graphics=look_at_graphics(),
        machine=machine,
        memory=Memory(total_bytes=memory.total, available_bytes=memory.available),
        window=_window(),
        fonts=Fonts(system=_system_fonts(), shipped=_shipped_fonts(resources / "fonts")),
        hub=look_at_hub(offline=offline),
        folders={
            "data": folder_facts(paths.root),
            "database": folder_facts(paths.database),
            "settings": folder_facts(paths.settings),
            "logs": folder_facts(paths.log_folder),
            "models": folder_facts(resources / "models"),
            "library": folder_facts(library),
        },
    )


def folder_facts(path: Path) -> Folder:
    """Look at a path that may not exist yet: then it counts whether it could be made."""
    nearest = next(p for p in (path, *path.absolute().parents) if p.exists())
    try:
        free = shutil.disk_usage(nearest).free
    except OSError:
        free = None
    return Folder(
        path=shown_path(path.absolute()),
        exists=path.exists(),
        writable=os.access(nearest, os.W_OK),
        size_bytes=path.stat().st_size if path.is_file() else None,
        free_bytes=free,
    )


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _window() -> Window:
    detail = ""
    # A frozen bundle has no Python to ask, and brings its libraries.
    if not getattr(sys, "frozen", False):
        detail = _last_error([sys.executable, "-c", _WINDOW_PROBE])
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if sys.platform != "linux":
        display = sys.platform
    return Window(libraries_found=not detail, detail=detail, display=display or None)


def _last_error(command: Sequence[str]) -> str:
    """Return the last line that a failing command wrote; nothing where it does not fail."""
    try:
        told = subprocess.run(command, capture_output=True, timeout=COMMAND_LIMIT_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if told.returncode == 0:
        return ""
    lines = told.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"exit {told.returncode}"


def _system_fonts() -> tuple[str, ...]:
    known = FONT_FILES.get(sys.platform)
    if known is not None:
        return tuple(path for path in known if Path(path).exists())
    command = ["fc-list", ":lang=ko", "family"]
    try:
        told = subprocess.run(command, capture_output=True, timeout=COMMAND_LIMIT_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    names = told.stdout.decode("utf-8", "replace").splitlines()
    return tuple(sorted({name.partition(",")[0].strip() for name in names if name.strip()}))[
        :MOST_FONTS
    ]


def _shipped_fonts(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.glob("*.[ot]tf")))
