"""The environment's folder: what stands in it about itself, whether it is whole, its removal."""

import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import start
from setup_stamps import Stamp, write_atomically


class VenvFolder:
    """``.venv`` of one project folder, with its marks in ``.venv/.naranhi``."""

    def __init__(self, root: Path, running_python: str) -> None:
        """Take the project's root and the Python to build on where there is none yet."""
        self.root = root
        self.path = root / ".venv"
        self.marks = self.path / ".naranhi"
        self.python = start.venv_python(str(root))
        self.base, self.version = self._base(running_python)

    def _base(self, running: str) -> tuple[str, str]:
        """Return the base Python and its version: the one of a working environment stays."""
        notes = self.stamp("venv").notes()
        base, version = str(notes.get("base", "")), str(notes.get("version", ""))
        there = base and os.path.exists(base)
        if there and (start.WINDOWS or os.path.realpath(self.python) == base):
            return base, version
        return os.path.realpath(running), ".".join(map(str, sys.version_info[:2]))

    def stamp(self, name: str) -> Stamp:
        """Return the stamp of the step ``name`` of this folder."""
        return Stamp(self.marks / f"{name}.json")

    def inputs(self) -> dict[str, object]:
        """Return what the bare environment is made from."""
        return {"root": str(self.root), "base": self.base, "version": self.version}

    def is_new(self) -> bool:
        """Return whether nothing was made yet."""
        return not self.path.exists() or not any(self.path.iterdir())

    def is_foreign(self) -> bool:
        """Return whether somebody else made the folder."""
        return not self.is_new() and not self.marks.is_dir()

    def is_sound(self, packages: Mapping[str, object]) -> bool:
        """Return whether it is whole and made from what lies here now, ``packages`` included."""
        if (self.marks / "dirty").exists() or not self.stamp("venv").holds(self.inputs()):
            return False
        stamp = self.stamp("packages")
        return not stamp.path.exists() or stamp.holds(packages)

    def mark_dirty(self, step: str) -> None:
        """Note that ``step`` is changing the environment."""
        write_atomically(self.marks / "dirty", step + "\n")

    def mark_clean(self) -> None:
        """Note that the step that was changing it has ended well."""
        (self.marks / "dirty").unlink()

    def mark_ready(self, kind: str, options: str) -> None:
        """Write what start.py compares to know that nothing is left to do for ``kind``."""
        for done in ("run", "test") if kind == "test" else ("run",):
            text = f"{start.fingerprint(str(self.root), done)}\n{self.base}\n{options}\n"
            write_atomically(Path(start.ready_file(str(self.root), done)), text)

    def mark_unready(self) -> None:
        """Take away what ``mark_ready`` wrote."""
        for kind in ("run", "test"):
            Path(start.ready_file(str(self.root), kind)).unlink(missing_ok=True)

    def link_project(self) -> None:
        """Let the project be imported from any folder, by the processes it starts too."""
        pattern = "Lib/site-packages" if start.WINDOWS else "lib/python*/site-packages"
        for folder in self.path.glob(pattern):
            write_atomically(folder / "naranhi.pth", f"{self.root}\n")

    def discard(self, trash: Path) -> None:
        """Remove it, by way of the folder ``trash`` on the same disk."""
        shutil.rmtree(trash, ignore_errors=True)
        trash.mkdir(parents=True, exist_ok=True)
        # Renamed first: a half-deleted one would look like somebody else's.
        os.replace(self.path, trash / f"venv-{time.time_ns()}")
        shutil.rmtree(trash, ignore_errors=True)
