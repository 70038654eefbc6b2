"""Facts about a load that llama.cpp tells in its log alone, and what its errors mean.

What it says is taken as it is; where the words have changed the fact is ``None``, never a guess.
"""

import re
from collections.abc import Iterable

import msgspec

from app.core.problem import EngineError
from app.core.run import Memory

_MIB = 1024 * 1024
_BUFFER = re.compile(
    r"(?P<device>\S+)\s+(?P<purpose>model|KV|RS|compute|output)\s+buffer size\s*=\s*"
    r"(?P<mib>[0-9]+(?:\.[0-9]+)?) MiB"
)
_OFFLOADED = re.compile(r"offloaded (\d+)/(\d+) layers to GPU")
_UNKNOWN_ARCHITECTURE = re.compile(r"unknown model architecture: '([^']*)'")
_UNKNOWN_TOKENIZER = re.compile(r"unknown (?:pre-tokenizer type|tokenizer): '([^']*)'")
_NO_MEMORY = re.compile(
    r"(?:failed|unable) to allocate|insufficient memory|out of memory|cannot allocate memory"
    r"|std::bad_alloc|not enough space",
    re.IGNORECASE,
)
_WANTED_BYTES = re.compile(r"allocate buffer of size (\d+)")
_DETAIL_LINES = 12
_CPU = "CPU"


class LoadFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the log of one load said."""

    memory: Memory
    gpu_layers: int
    """0 where nothing was said about offloading."""
    devices: tuple[str, ...]
    """Where the layers run, by llama.cpp's name (``CPU``, ``CUDA0`` …)."""


def read_load_facts(lines: Iterable[str]) -> LoadFacts:
    """Gather the facts from the log lines of one load (model and context)."""
    sizes: dict[str, float] = {}
    devices: list[str] = []
    gpu_layers = n_layers = 0
    for line in lines:
        if found := _BUFFER.search(line):
            purpose = found["purpose"]
            sizes[purpose] = sizes.get(purpose, 0.0) + float(found["mib"])
            # CPU_Mapped and CPU_REPACK are kinds of memory of the device CPU.
            device = found["device"].partition("_")[0]
            if purpose == "model" and device not in devices:
                devices.append(device)
        elif found := _OFFLOADED.search(line):
            gpu_layers, n_layers = int(found[1]), int(found[2])
    gpus = [device for device in devices if device != _CPU]
    if gpus:
        # Even with every layer offloaded the embedding stays with the processor.
        devices = gpus if gpu_layers >= n_layers else [*gpus, _CPU]
    return LoadFacts(
        memory=Memory(
            weights_bytes=_bytes(sizes, "model"),
            kv_bytes=_bytes(sizes, "KV", "RS"),
            compute_bytes=_bytes(sizes, "compute", "output"),
        ),
        gpu_layers=gpu_layers,
        devices=tuple(devices),
    )


def load_error(lines: list[str]) -> EngineError:
    """Return what a failed load was about, by llama.cpp's last words."""
    detail = "\n".join(lines[-_DETAIL_LINES:])
    for line in reversed(lines):
        if found := _UNKNOWN_ARCHITECTURE.search(line):
            return EngineError("unknown_architecture", architecture=found[1], detail=detail)
        if found := _UNKNOWN_TOKENIZER.search(line):
            return EngineError("unknown_tokenizer", tokenizer=found[1], detail=detail)
        if _NO_MEMORY.search(line):
            return EngineError("out_of_memory", detail=detail, **_wanted(lines))
    return EngineError("load_failed", detail=detail)


def _wanted(lines: list[str]) -> dict[str, int]:
    """Return how much the allocation that failed was for, where it was said."""
    found = [match for line in lines if (match := _WANTED_BYTES.search(line))]
    return {"needed_bytes": int(found[-1][1])} if found else {}


def _bytes(sizes: dict[str, float], *purposes: str) -> int | None:
    found = [sizes[purpose] for purpose in purposes if purpose in sizes]
    return round(sum(found) * _MIB) if found else None
