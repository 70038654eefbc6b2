"""A llama-cpp-python that somebody installed into the environment: it is used as it is.

Such a wheel, for CUDA, Vulkan or Metal, may do more than can be built here. It is told from
ours by pip's own note of where it came from, and taken along when the environment is made anew.
"""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import start

PATTERN = "llama_cpp_python-*.dist-info"
OUR_FOLDER = "/.build/wheel/"


@dataclass(frozen=True)
class InstalledEngine:
    """The engine that lies in a folder of packages. ``own``: a person put it there."""

    packages: Path
    info: Path
    own: bool

    @property
    def version(self) -> str:
        """Its version, as the folder of its facts is named."""
        return self.info.name.removesuffix(".dist-info").rpartition("-")[2]

    def keep(self, aside: Path) -> None:
        """Copy it to ``aside``, where it stays while the environment is made anew."""
        part = aside.with_name(aside.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        for name in self._files():
            if (self.packages / name).is_file():
                (part / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self.packages / name, part / name)
        shutil.rmtree(aside, ignore_errors=True)
        part.rename(aside)

    def _files(self) -> Iterator[str]:
        """Yield the files by pip's record, but for what lies outside the folder of packages."""
        with (self.info / "RECORD").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                if row and not Path(row[0]).is_absolute() and ".." not in Path(row[0]).parts:
                    yield row[0]


def packages_folder(venv: Path) -> Path | None:
    """Return the environment's folder of packages, None before it is made."""
    pattern = "Lib/site-packages" if start.WINDOWS else "lib/python*/site-packages"
    return next(iter(sorted(venv.glob(pattern))), None)


def installed_engine(venv: Path) -> InstalledEngine | None:
    """Return the engine in the environment ``venv``, None where there is none."""
    packages = packages_folder(venv)
    found = next(iter(sorted(packages.glob(PATTERN))), None) if packages else None
    if packages is None or found is None or not (found / "RECORD").is_file():
        return None
    return InstalledEngine(packages, found, own=OUR_FOLDER not in _origin(found))


def bring_back(aside: Path, venv: Path) -> None:
    """Put the engine kept in ``aside`` into the environment."""
    packages = packages_folder(venv)
    assert packages, "the environment is made before"
    shutil.copytree(aside, packages, dirs_exist_ok=True)
    shutil.rmtree(aside)


def _origin(info: Path) -> str:
    """Return the address of the file that pip installed, empty where an index gave it."""
    try:
        facts = json.loads((info / "direct_url.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(facts.get("url", "")) if isinstance(facts, dict) else ""
