"""What is asked of the table: how models would be loaded, and on what PC."""

from dataclasses import dataclass

from app.core.run import CacheType, LoadSettings

CONTEXTS = (1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072)
"""Stops of the slider, tokens."""
CACHE_TYPES: tuple[CacheType, ...] = ("f16", "q8_0", "q4_0")
GIB = 2**30


@dataclass(frozen=True)
class Wish:
    """How every model of the table would be loaded."""

    n_ctx: int = 4096
    n_panes: int = 1
    """How many such models at once."""
    cache_type: CacheType = "f16"

    def load(self) -> LoadSettings:
        """Return it as a load would be asked for."""
        return LoadSettings(n_ctx=self.n_ctx, cache_type=self.cache_type)


@dataclass(frozen=True)
class Change:
    """Something that somebody thinks of buying."""

    memory_bytes: int = 0
    gpu_bytes: int = 0

    def __bool__(self) -> bool:
        return bool(self.memory_bytes or self.gpu_bytes)


CHANGES = (
    Change(memory_bytes=16 * GIB),
    Change(memory_bytes=32 * GIB),
    Change(gpu_bytes=8 * GIB),
    Change(gpu_bytes=12 * GIB),
    Change(gpu_bytes=24 * GIB),
)
