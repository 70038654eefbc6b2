"""llama-cpp-python from its pinned source: which backend, and a build that can be continued."""

import os
import re
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from setup_checks import Look
from setup_progress import BuildMeter
from setup_stamps import Stamp, file_digest, write_atomically

# Besides the options, these decide what a compiler makes.
COMPILER_VARIABLES = ("CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS", "CUDACXX", "CUDAFLAGS")


@dataclass(frozen=True)
class Backend:
    """What llama.cpp is built for, and why."""

    name: str
    options: tuple[str, ...]
    reason: str
    gpu: str = ""


def choose_backend(look: Look) -> Backend:
    """Return what this machine's build is for: Metal, CUDA or the CPU alone."""
    if look.platform == "darwin":
        return Backend("Metal", (), "backend_metal")
    gpu = _nvidia_gpu(look)
    nvcc = _nvcc(look)
    if not gpu:
        return Backend("CPU", (), "backend_cpu_no_gpu")
    if not nvcc:
        return Backend("CPU", (), "backend_cpu_no_nvcc", gpu)
    options = ("-DGGML_CUDA=ON", f"-DCMAKE_CUDA_COMPILER={nvcc}")
    return Backend("CUDA", options, "backend_cuda", gpu)


def _nvidia_gpu(look: Look) -> str:
    """Return the first GPU's name as the driver tells it, empty where none works."""
    found = re.search(r"^GPU \d+: (.+?)(?: \(UUID|$)", look.output_of(["nvidia-smi", "-L"]) or "")
    return found[1].strip()[:80] if found else ""


def _nvcc(look: Look) -> str | None:
    named = look.environ.get("CUDACXX")
    usual = "/usr/local/cuda/bin/nvcc"
    nvcc = named or look.which("nvcc") or look.which(usual)
    # It can be there and not run, when its toolkit is gone.
    return nvcc if nvcc and look.output_of([nvcc, "--version"]) else None


def cmake_args(backend: Backend, extra: str) -> str:
    """Return CMAKE_ARGS: the backend's options, then the person's, which win."""
    ours = [f'"{option}"' if " " in option else option for option in backend.options]
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

    def begin_build(self, inputs: Mapping[str, object]) -> BuildMeter:
        """Make ready for a build; one begun with the same ``inputs`` is continued."""
        begun = self.stamp("build-begun")
        known = 0
        if begun.holds(inputs):
            known = self._known_total()
        else:
            begun.remove()
            self.total.unlink(missing_ok=True)
            if self.objects.exists():
                shutil.rmtree(self.objects)
            begun.write(inputs, {})
        new = self.path / "wheel.part"
        if new.exists():
            shutil.rmtree(new)
        return BuildMeter(known, lambda total: write_atomically(self.total, f"{total}\n"))

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
        for folder in (self.objects, self.source, self.downloads):
            shutil.rmtree(folder, ignore_errors=True)
