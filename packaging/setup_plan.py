"""What the engine is built for on this machine, what is left out of it, and why.

The engine is one for every PC: a processor library for each generation of processors, of
which the best is loaded at run time, and a library for each kind of GPU whose tools are here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from setup_checks import Look, Problem
from setup_vulkan import find_vulkan

CPU, RPC, VULKAN, CUDA, METAL = "CPU", "RPC", "Vulkan", "CUDA", "Metal"
VARIANTS = "CPU-variants"
"""Stands for one processor library a generation; without it: one, for this PC's processor."""
_BACKEND_LINKER = "-DCMAKE_MODULE_LINKER_FLAGS_RELEASE"
"""Only for a release's flags: the others are the person's own LDFLAGS."""
DROPPED_FIRST = (CUDA, VULKAN, RPC, VARIANTS)
"""Where nobody can tell what a build failed over, in this order."""


@dataclass(frozen=True)
class Backend:
    """A part of the engine that can be left out; ``without`` are the options that leave it."""

    name: str
    options: tuple[str, ...]
    without: tuple[str, ...]


UNIVERSAL = Backend(
    VARIANTS,
    ("-DGGML_BACKEND_DL=ON", "-DGGML_NATIVE=OFF", "-DGGML_CPU_ALL_VARIANTS=ON"),
    ("-DGGML_BACKEND_DL=OFF", "-DGGML_NATIVE=ON", "-DGGML_CPU_ALL_VARIANTS=OFF"),
)
REMOTE = Backend(RPC, ("-DGGML_RPC=ON",), ("-DGGML_RPC=OFF",))


@dataclass(frozen=True)
class Plan:
    """What to build, and what to say about it."""

    backends: tuple[Backend, ...]
    left_out: tuple[Problem, ...] = ()
    dropped: tuple[Backend, ...] = ()
    """What could not be built here."""
    fetches_headers: bool = False
    """Whether Vulkan's headers come from a newer release of the system."""

    @property
    def names(self) -> tuple[str, ...]:
        """The engine's kinds of device, for people."""
        names = tuple(backend.name for backend in self.backends)
        return (CPU, *(name for name in names if name != VARIANTS))

    @property
    def options(self) -> tuple[str, ...]:
        """CMake's options, those included that undo what an earlier try had turned on."""
        on = [option for backend in self.backends for option in backend.options]
        off = [option for backend in self.dropped for option in backend.without]
        return (*on, *off)

    def notes(self) -> dict[str, object]:
        """Return what :meth:`kept` makes the plan from again."""
        parts = [[b.name, [*b.options], [*b.without]] for b in self.backends]
        return {"backends": parts, "fetches_headers": self.fetches_headers}

    @classmethod
    def kept(cls, notes: Mapping[str, Any]) -> "Plan | None":
        """Return the plan of these ``notes``, None where they are of another kind."""
        try:
            parts = [
                Backend(str(name), tuple(map(str, options)), tuple(map(str, without)))
                for name, options, without in notes["backends"]
            ]
        except (KeyError, TypeError, ValueError):
            return None
        return cls(tuple(parts), fetches_headers=bool(notes.get("fetches_headers")))

    def drop(self, *names: str) -> "Plan":
        """Return the plan without these backends."""
        return replace(
            self,
            backends=tuple(backend for backend in self.backends if backend.name not in names),
            dropped=self.dropped + tuple(b for b in self.backends if b.name in names),
        )

    def culprit(self, failed: Sequence[str]) -> str | None:
        """Return which backend a build failed over, by the lines that told of the failure; the
        riskiest where they do not say; None where nothing is left to leave out."""
        here = [name for name in DROPPED_FIRST if any(b.name == name for b in self.backends)]
        for name in here:
            mark = "ggml-cpu-" if name == VARIANTS else f"ggml-{name.lower()}"
            if any(mark in line for line in failed):
                return name
        return here[0] if here else None


def make_plan(look: Look) -> Plan:
    """Return what this machine's engine is built for."""
    if look.platform == "darwin":
        # Built on the Mac that it runs on; Metal is llama.cpp's own choice there.
        return Plan((Backend(METAL, ("-DGGML_METAL=ON",), ()), REMOTE))
    backends, left_out, fetches = [UNIVERSAL, REMOTE], [], False
    vulkan = find_vulkan(look)
    if isinstance(vulkan, Problem):
        left_out.append(vulkan)
    else:
        backends.append(Backend(VULKAN, vulkan.options, ("-DGGML_VULKAN=OFF",)))
        fetches = vulkan.fetches_headers
    cuda = _cuda(look)
    if isinstance(cuda, Problem):
        left_out.append(cuda)
    elif cuda:
        backends.append(cuda)
    return Plan(tuple(backends), tuple(left_out), fetches_headers=fetches)


def _cuda(look: Look) -> Backend | Problem | None:
    """Return CUDA where it works, what is missing where there is a GPU for it, else None."""
    gpu = _nvidia_gpu(look)
    if not gpu:
        return None
    nvcc = _nvcc(look)
    if not nvcc:
        return Problem("no_nvcc", {"gpu": gpu}, ("nvcc",))
    options = (
        "-DGGML_CUDA=ON",
        f"-DCMAKE_CUDA_COMPILER={nvcc}",
        # For the GPU that is here: for all of them it takes an hour.
        "-DCMAKE_CUDA_ARCHITECTURES=native",
        *_search_path(look, nvcc),
    )
    return Backend(CUDA, options, ("-DGGML_CUDA=OFF", f"{_BACKEND_LINKER}="))


def _search_path(look: Look, nvcc: str) -> tuple[str, ...]:
    """Return the option with which CUDA's libraries are found beside their compiler: the system
    searches where its own packages put them, and a toolkit can lie anywhere."""
    folder = Path(nvcc).resolve().parent.parent / "lib64"
    here = look.platform.startswith("linux") and any(folder.glob("libcudart.so*"))
    # CMAKE_ARGS is split at blanks.
    return (f"{_BACKEND_LINKER}=-Wl,-rpath,{folder}",) if here and " " not in str(folder) else ()


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
