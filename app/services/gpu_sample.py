"""A GPU at one moment, as the graph of a comparison shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class GpuSample:
    """``None`` is what this PC's driver does not tell."""

    name: str
    """llama.cpp's name, such as ``CUDA0``."""
    used_bytes: int | None
    load_percent: float | None


GpuReader = Callable[[], Sequence[GpuSample]]
"""Reads within a millisecond or two: it is called in the event loop."""
