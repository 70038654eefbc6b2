"""What a machine must have before set-up, tests or the window can begin.

Every check takes a ``Look``: the few things it looks at. Nothing here changes anything.
The window's start goes through here each time, so what few checks need is imported there.
"""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from setup_words import Words

# While the engine is built about 1.3 GB in the folder; pip's cache and the test tools, 0.3 each.
NEEDED_BYTES = 2_000_000_000

# What the wheels of Qt link to and do not carry, by what needs it.
CORE_LIBRARIES = ("libglib-2.0.so.0", "libzstd.so.1")
GUI_LIBRARIES = (
    "libEGL.so.1",
    "libGL.so.1",
    "libX11.so.6",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libxkbcommon.so.0",
)
X11_LIBRARIES = (
    "libX11-xcb.so.1",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)
WAYLAND_LIBRARIES = ("libwayland-client.so.0", "libwayland-cursor.so.0")
COMPARE = (
    'python3 packaging/start.py compare -m starter-s -m starter-m -p "한국의 수도는 어디인가요?"'
)


@dataclass(frozen=True)
class Problem:
    """One thing that is missing: which sentence, its parts, and the needs that mend it."""

    key: str
    parts: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def sentence(self, words: Words) -> str:
        """Return the one sentence for the person."""
        parts = dict(self.parts)
        if self.needs:
            parts["mend"] = words.mend(*self.needs)
        return words.text(self.key, **parts)


def has_library(name: str) -> bool:
    """Return whether the loader finds and opens the shared library ``name``."""
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def output_of(command: Sequence[str]) -> str | None:
    """Return what ``command`` prints, None where it is missing, fails or takes over 20 s."""
    import subprocess

    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


@dataclass(frozen=True)
class Look:
    """The machine as the checks see it."""

    platform: str = sys.platform
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    which: Callable[[str], str | None] = shutil.which
    has_library: Callable[[str], bool] = has_library
    has_module: Callable[[str], bool] = lambda name: importlib.util.find_spec(name) is not None
    output_of: Callable[[Sequence[str]], str | None] = output_of
    root: str = "/"
    """Where the system's own files begin."""
    free_bytes: Callable[[str], int] = lambda folder: shutil.disk_usage(folder).free


def screen(look: Look) -> Problem | None:
    """Return what keeps the window from opening: no display on Linux."""
    if not look.platform.startswith("linux") or look.environ.get("QT_QPA_PLATFORM"):
        return None
    if look.environ.get("DISPLAY") or look.environ.get("WAYLAND_DISPLAY"):
        return None
    return Problem("no_screen", {"command": COMPARE})


def libraries(look: Look, *, window: bool = False, tests: bool = False) -> Problem | None:
    """Return which shared libraries Qt will not find."""
    if not look.platform.startswith("linux"):
        return None
    wanted: list[str] = [*CORE_LIBRARIES]
    if window or tests:
        wanted += GUI_LIBRARIES
    if tests or (window and look.environ.get("DISPLAY")):
        wanted += X11_LIBRARIES
    elif window and look.environ.get("WAYLAND_DISPLAY"):
        wanted += WAYLAND_LIBRARIES
    missing = tuple(name for name in wanted if not look.has_library(name))
    return Problem("no_libraries", {"names": ", ".join(missing)}, missing) if missing else None


def compiler(look: Look) -> Problem | None:
    """Return that there is no C or no C++ compiler."""
    if look.platform == "darwin":
        # /usr/bin/cc is always there and only offers to install the tools.
        there = look.output_of(["xcode-select", "-p"]) is not None
    elif look.platform == "win32":
        there = any(look.which(name) for name in ("cl", "clang", "gcc")) or _visual_studio(look)
    else:
        there = all(
            look.environ.get(variable) or any(look.which(name) for name in names)
            for variable, names in (
                ("CC", ("cc", "gcc", "clang")),
                ("CXX", ("c++", "g++", "clang++")),
            )
        )
    return None if there else Problem("no_compiler", needs=("compiler",))


def _visual_studio(look: Look) -> bool:
    base = look.environ.get("ProgramFiles(x86)", r"C:\Program Files (x86)")
    finder = rf"{base}\Microsoft Visual Studio\Installer\vswhere.exe"
    tools = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"
    command = [finder, "-products", "*", "-requires", tools, "-property", "installationPath"]
    return bool((look.output_of(command) or "").strip())


def venv_modules(look: Look) -> Problem | None:
    """Return that Python came without venv or ensurepip, as Debian packages it."""
    missing = [name for name in ("venv", "ensurepip") if not look.has_module(name)]
    return Problem("no_venv", {"names": ", ".join(missing)}, ("venv",)) if missing else None


def test_programs(look: Look) -> Problem | None:
    """Return which programs the window's tests on a virtual screen lack (Linux)."""
    if not look.platform.startswith("linux"):
        return None
    missing = tuple(name for name in ("Xvfb", "xdotool") if not look.which(name))
    return Problem("no_xvfb", {"names": ", ".join(missing)}, missing) if missing else None


def disk(look: Look, folder: str) -> Problem | None:
    """Return that the disk of ``folder`` has too little room for a first set-up."""
    free = look.free_bytes(folder)
    if free >= NEEDED_BYTES:
        return None
    parts = {"needed": f"{NEEDED_BYTES / 1e9:.1f} GB", "free": f"{max(free, 0) / 1e9:.1f} GB"}
    return Problem("little_disk", {"folder": folder, **parts})


def screen_problems(look: Look, *, window: bool, tests: bool) -> list[Problem]:
    """Return what is missing for the window or for the tests of it, empty for neither."""
    found = [screen(look)] if window else []
    found += [libraries(look, window=window, tests=tests)]
    found += [test_programs(look)] if tests else []
    return [problem for problem in found if problem]


def require_screen(argv: Sequence[str], *, window: bool, look: Look | None = None) -> None:
    """Leave with a sentence each where the window or the tests (not ``window``) cannot run."""
    found = screen_problems(look or Look(), window=window, tests=not window)
    if not found:
        return
    words = Words.of_system(argv)
    for problem in found:
        words.say(problem.sentence(words))
    # Named tests may be ones that need no screen.
    if window or len(argv) == 1:
        sys.exit(1)


def set_up_problems(look: Look, root: str, *, environment: bool, engine: bool) -> list[Problem]:
    """Return what is missing for making the environment and for building the engine."""
    found = [venv_modules(look), libraries(look)] if environment else []
    found += [compiler(look)] if engine else []
    found += [disk(look, root)] if engine else []
    return [problem for problem in found if problem]
