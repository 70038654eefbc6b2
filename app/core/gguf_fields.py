"""Fields of a GGUF header made from its keys, each harmless whatever the file says."""

import math
import unicodedata
from collections import Counter
from typing import NamedTuple

from app.core.gguf_stream import Value
from app.core.gguf_types import FILE_TYPES
from app.core.run import Sampling

Metadata = dict[str, Value]

_MAX_INT = 2**31 - 1
_GUESSED = 1024
"""Bit of ``general.file_type`` that says the type was guessed from the tensors."""


class _Range(NamedTuple):
    field: str
    low: float
    high: float


_SAMPLING_KEYS = {
    "temp": _Range("temperature", 0.0, 10.0),
    "top_k": _Range("top_k", 0, _MAX_INT),
    "top_p": _Range("top_p", 0.0, 1.0),
    "min_p": _Range("min_p", 0.0, 1.0),
    "penalty_repeat": _Range("repeat_penalty", 0.01, 10.0),
    "penalty_last_n": _Range("repeat_last_n", -1, _MAX_INT),
}
_WHOLE_NUMBERS = {"top_k", "repeat_last_n"}


def text_of(metadata: Metadata, key: str, limit: int = 120) -> str:
    """Return one line of printable text of at most ``limit`` characters; "" for anything
    else."""
    value = metadata.get(key)
    if not isinstance(value, str):
        return ""
    start = unicodedata.normalize("NFC", value[: 4 * limit])
    printable = "".join(c if c.isprintable() else " " for c in start)
    return " ".join(printable.split())[:limit]


def count_of(metadata: Metadata, key: str) -> int | None:
    """Return a number from 0 to 2**31 − 1; of a list (one a layer) the largest."""
    value = metadata.get(key)
    numbers = value if isinstance(value, tuple) else (value,)
    counts = [n for n in numbers if type(n) is int and 0 <= n <= _MAX_INT]
    return max(counts, default=None)


def quantisation_of(metadata: Metadata, weights: Counter[str]) -> str:
    """Return what the weights were quantised to: as the file says, else the tensor type that
    most of the ``weights`` (parameters by type) have."""
    file_type = count_of(metadata, "general.file_type")
    if file_type is not None and file_type & ~_GUESSED in FILE_TYPES:
        return FILE_TYPES[file_type & ~_GUESSED]
    return max(weights, key=lambda kind: weights[kind], default="")


def sampling_of(metadata: Metadata) -> Sampling | None:
    """Return the makers' sampling, ``general.sampling.*``; None where the file has none.

    A value that makes no sense is left at its default.
    """
    found: dict[str, float] = {}
    for key, (field, low, high) in _SAMPLING_KEYS.items():
        value = metadata.get(f"general.sampling.{key}")
        if isinstance(value, bool | str | tuple) or value is None:
            continue
        if math.isfinite(value) and low <= value <= high:
            found[field] = int(value) if field in _WHOLE_NUMBERS else round(float(value), 6)
    return Sampling(**found) if found else None  # pyright: ignore[reportArgumentType]
