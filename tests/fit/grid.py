"""The grid of made models that the memory estimate is held against: every architecture of the
catalogue that llama.cpp knows, small, and with nothing but zeros in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.fit.memory import DeviceMemory, MemoryEstimate, Placement, estimate_memory
from app.core.fit.shape import shape_of
from app.core.fit.weights import repacked_types
from app.core.gguf_header import read_header
from app.core.run import CacheType, LoadReport, LoadSettings
from tests.helpers.families import FAMILIES
from tests.helpers.gguf_layers import SLIDING_LAYERS, Compressed, Shape
from tests.helpers.gguf_maker import Recipe, make_hollow

MIB = 2**20
QUANTISATIONS = ("F16", "Q8_0", "Q4_K", "Q6_K")
CACHES: tuple[CacheType, ...] = ("f16", "q8_0", "q4_0")
CONTEXTS = (512, 4096, 32768)
UNTIED_ONLY = ("exaone-moe",)
"""Families whose output llama.cpp does not make from the embedding."""
_PLAIN = Shape(n_layers=3, width=512, n_heads=8, n_kv_heads=2, n_ff=2048, n_ctx=32768)
_EXPERTS = replace(_PLAIN, n_layers=4, n_experts=16, n_experts_used=4, n_ff_expert=512)
SHAPES: dict[str, Shape] = {
    "llama": replace(_PLAIN, n_vocab=8192),
    "qwen2-ax4": _PLAIN,
    "qwen3": replace(_PLAIN, head=128),
    "exaone": _PLAIN,
    "exaone4": replace(_PLAIN, n_vocab=8192),
    "exaone4-sliding": Shape(
        n_layers=SLIDING_LAYERS + 1,
        n_next=1,
        width=256,
        n_heads=4,
        n_kv_heads=1,
        n_ff=512,
        n_ctx=32768,
        window=1024,
    ),
    "exaone-moe": replace(_EXPERTS, n_layers=5, n_next=1, window=128),
    "glm4moe-solar": _EXPERTS,
    "deepseek2-kanana2": Shape(
        n_layers=27,
        width=512,
        n_heads=8,
        n_ff=1024,
        n_ctx=32768,
        n_experts=8,
        n_experts_used=2,
        n_ff_expert=256,
        compressed=Compressed(lora=128, rope=32, nope=64, value=64),
    ),
}
"""By the family's id."""


@dataclass(frozen=True)
class Cell:
    """One made model of the grid, and the ways in which it is loaded."""

    family: str
    quantisation: str
    tied: bool

    @property
    def id(self) -> str:
        """What a test is called."""
        return f"{self.family}-{self.quantisation}-{'tied' if self.tied else 'untied'}"

    def make(self, folder: Path) -> Path:
        """Write it, and return its path."""
        family = next(one for one in FAMILIES if one.id == self.family)
        recipe = Recipe(
            family=family.family(),
            shape=SHAPES[self.family],
            quantisation=self.quantisation,
            tied=self.tied,
        )
        return make_hollow(folder / "grid.gguf", recipe)

    def loads(self) -> Iterator[LoadSettings]:
        """Give contexts and cache types: each with each for one quantisation, and every one of
        them at least once for the others."""
        turn = QUANTISATIONS.index(self.quantisation)
        for i, n_ctx in enumerate(CONTEXTS):
            for j, cache_type in enumerate(CACHES):
                if turn == 0 or (i + j) % 3 == turn % 3:
                    yield LoadSettings(n_ctx=n_ctx, cache_type=cache_type, devices=())


def cells() -> Iterator[Cell]:
    """Give the whole grid."""
    for family in SHAPES:
        for quantisation in QUANTISATIONS:
            for tied in (False, True):
                if not (tied and family in UNTIED_ONLY):
                    yield Cell(family, quantisation, tied)


def estimated(path: Path, settings: LoadSettings, report: LoadReport) -> MemoryEstimate:
    """Return what the estimate says of the load that ``report`` is of."""
    return estimated_of(path, settings, repacked_types(report.cpu_features))


def estimated_of(
    path: Path, settings: LoadSettings, repacks: frozenset[str] = frozenset()
) -> MemoryEstimate:
    """Return what the estimate says of loading ``path`` on the CPU."""
    placement = Placement(
        n_ctx=settings.n_ctx or 0,
        n_batch=settings.n_batch,
        cache_type=settings.cache_type,
        flash_attention=settings.flash_attention,
        use_mmap=settings.use_mmap,
        repacks=repacks,
    )
    return estimate_memory(shape_of(read_header(path)), placement)


def told(report: LoadReport) -> dict[str, int]:
    """Return bytes by purpose, as the engine reported them."""
    memory = report.memory
    return {
        "weights": memory.weights_bytes or 0,
        "mapped": memory.mapped_bytes or 0,
        "cache": memory.kv_bytes or 0,
        "compute": memory.compute_bytes or 0,
    }


def foretold(part: DeviceMemory) -> dict[str, int]:
    """Return the same of an estimate."""
    return {
        "weights": part.weights_bytes,
        "mapped": part.mapped_bytes,
        "cache": part.kv_bytes,
        "compute": part.compute_bytes,
    }
