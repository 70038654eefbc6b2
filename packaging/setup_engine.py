"""llama-cpp-python from its pinned source: a build that can be continued."""

import os
import shutil
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from setup_progress import BuildMeter
from setup_stamps import Stamp, file_digest, write_atomically

# Besides the options, these decide what a compiler makes.
COMPILER_VARIABLES = ("CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS", "CUDACXX", "CUDAFLAGS")


def cmake_args(options: Sequence[str], extra: str) -> str:
    """Return CMAKE_ARGS: the plan's options, then the person's, which win."""
    ours = [f'"{option}"' if " " in option else option for option in options]
    return " ".join([*ours, extra]).strip()


def compilers(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that name compilers and their flags."""
    return {name: environ[name] for name in COMPILER_VARIABLES if environ.get(name)}


@dataclass(frozen=True)
class EngineFolder:
    """Where the engine is made: ``.build`` in the project's root."""

    path: Path

    @property
    def downloads(self) -> Path:
        """Where pip puts the source distribution."""
        return self.path / "sdist"

    @property
    def source(self) -> Path:
        """The unpacked source."""
        return self.path / "source"

    @property
    def objects(self) -> Path:
        """CMake's build folder."""
        return self.path / "objects"

    @property
    def wheels(self) -> Path:
        """Where the finished wheel lies."""
        return self.path / "wheel"

    @property
    def headers(self) -> Path:
        """Where fetched headers lie, aside from the system's."""
        return self.path / "headers"

    @property
    def total(self) -> Path:
        """The number of build steps that ninja told at first."""
        return self.path / "build-total"

    def stamp(self, name: str) -> Stamp:
        """Return the stamp of the step ``name`` of this folder."""
        return Stamp(self.path / "stamps" / f"{name}.json")

    def wheel(self) -> Path | None:
        """Return the finished wheel, None where it is missing or not what was stamped."""
        notes = self.stamp("wheel").notes()
        path = self.wheels / Path(str(notes.get("file", ""))).name
        if not path.is_file() or file_digest(path) != notes.get("sha256"):
            return None
        return path

    def unpack(self) -> None:
        """Unpack the one downloaded source distribution to ``source``."""
        (archive,) = self.downloads.glob("*.tar.gz")
        part = self.path / "source.part"
        for old in (part, self.source):
            if old.exists():
                shutil.rmtree(old)
        with tarfile.open(archive) as tar:
            # Python 3.11's first releases lack the filter; the hash is checked already.
            if hasattr(tarfile, "data_filter"):
                tar.extraction_filter = tarfile.data_filter
            tar.extractall(part)
        (top,) = part.iterdir()
        os.replace(top, self.source)
        part.rmdir()

    def begin_build(self, inputs: Mapping[str, object], *, anew: bool) -> tuple[str, ...]:
        """Make ready for a build; one begun with the same ``inputs`` is continued.

        Returns the backends over which its earlier tries had failed; none where they are to be
        tried ``anew``.
        """
        begun = self.stamp("build-begun")
        if begun.holds(inputs) and anew:
            self.note_failed(inputs, ())
        if begun.holds(inputs):
            failed = begun.notes().get("failed")
            return tuple(map(str, failed)) if isinstance(failed, list) else ()
        begun.remove()
        self.total.unlink(missing_ok=True)
        if self.objects.exists():
            shutil.rmtree(self.objects)
        begun.write(inputs, {"failed": []})
        return ()

    def begin_try(self) -> BuildMeter:
        """Make ready for one run of the compilers within a build, and return its meter."""
        new = self.path / "wheel.part"
        if new.exists():
            shutil.rmtree(new)
        return BuildMeter(
            self._known_total(), lambda total: write_atomically(self.total, f"{total}\n")
        )

    def note_failed(self, inputs: Mapping[str, object], failed: Sequence[str]) -> None:
        """Keep over which backends this build failed, so that it goes on without them."""
        self.stamp("build-begun").write(inputs, {"failed": [*failed]})
        # Fewer steps make up the whole now.
        self.total.unlink(missing_ok=True)

    def _known_total(self) -> int:
        try:
            return min(int(self.total.read_text(encoding="utf-8")), 10**6)
        except (OSError, ValueError):
            return 0

    def finish_build(self) -> dict[str, object]:
        """Put the new wheel in its place, clear what it was made from; return its notes."""
        part = self.path / "wheel.part"
        (new,) = part.glob("*.whl")
        if self.wheels.exists():
            shutil.rmtree(self.wheels)
        os.replace(part, self.wheels)
        return {"file": new.name, "sha256": file_digest(self.wheels / new.name)}

    def clear_source(self) -> None:
        """Free the space that only the build needed (about 1 GB)."""
        for name in ("source", "build-begun"):
            self.stamp(name).remove()
        self.total.unlink(missing_ok=True)
        for folder in (self.objects, self.source, self.downloads, self.headers):
            shutil.rmtree(folder, ignore_errors=True)
