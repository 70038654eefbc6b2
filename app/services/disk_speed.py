"""How fast the disk below a folder reads: what loading a model for the first time takes."""

import mmap
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

N_BYTES = 128 * 2**20
SPARE_BYTES = 2**30
"""A disk that is nearly full is left alone."""
_BLOCK = 4 * 2**20


def read_speed(
    folder: Path, free_bytes: int | None, cancelled: Callable[[], bool] = lambda: False
) -> float | None:
    """Return bytes a second; None where that cannot be told: no room, a folder that cannot be
    written, or a system or file system that always reads through its cache.

    Writes a file of 128 MiB for a moment; blocks for some seconds on a slow disk.
    """
    direct = getattr(os, "O_DIRECT", None)
    if direct is None or free_bytes is None or free_bytes < N_BYTES + SPARE_BYTES:
        return None
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".read-speed-", buffering=0) as file:
            for _ in range(N_BYTES // _BLOCK):
                # What is random cannot be kept smaller, or once for all.
                file.write(os.urandom(_BLOCK))
                if cancelled():
                    return None
            os.fsync(file.fileno())
            descriptor = os.open(file.name, os.O_RDONLY | direct)
            try:
                return N_BYTES / _seconds(descriptor)
            finally:
                os.close(descriptor)
    except OSError:
        return None


def _seconds(descriptor: int) -> float:
    # Reading past the cache needs memory at the start of a page.
    with mmap.mmap(-1, _BLOCK) as block:
        began = time.perf_counter()
        while os.readv(descriptor, [block]):
            pass
        return max(time.perf_counter() - began, 1e-6)
