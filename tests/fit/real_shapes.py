"""Shapes of models in the catalogue, as large as they are, with nothing but zeros in them."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.families import FAMILIES
from tests.helpers.gguf_layers import Compressed, Shape
from tests.helpers.gguf_maker import Recipe, make_hollow

_SMALL = Shape(n_layers=24, width=1024, n_heads=16, n_kv_heads=8, n_ff=4096, n_ctx=8192)
_LARGE = Shape(n_layers=32, width=4096, n_heads=32, n_kv_heads=8, n_ff=14336, n_ctx=32768)


@dataclass(frozen=True)
class Real:
    """One model: its family's id, its shape, the quantisation that is usual for it."""

    name: str
    family: str
    shape: Shape
    quantisation: str = "Q4_K"
    tied: bool = False

    def make(self, folder: Path, *, words: bool) -> Path:
        """Write it and return its path; without ``words`` its vocabulary is a tiny one."""
        family = next(one for one in FAMILIES if one.id == self.family).family()
        shape = self.shape if words else dataclasses.replace(self.shape, n_vocab=0)
        recipe = Recipe(family=family, shape=shape, quantisation=self.quantisation, tied=self.tied)
        return make_hollow(folder / "real.gguf", recipe)


LOADABLE = (
    Real(
        "HyperCLOVA X SEED 0.5B",
        "llama-seed",
        dataclasses.replace(_SMALL, n_vocab=110_592),
        tied=True,
    ),
    Real(
        "EXAONE 4.0 1.2B",
        "exaone4",
        dataclasses.replace(
            _SMALL, n_layers=30, width=2048, n_heads=32, n_vocab=102_400, n_ctx=65536
        ),
        quantisation="Q8_0",
        tied=True,
    ),
    Real(
        "EXAONE 3.5 2.4B",
        "exaone",
        dataclasses.replace(_LARGE, n_layers=30, width=2560, n_ff=7168, n_vocab=102_400),
        tied=True,
    ),
    Real(
        "Kanana 2 3B",
        "qwen3",
        dataclasses.replace(_LARGE, width=2560, head=128, n_ff=9728, n_vocab=128_256),
        quantisation="Q6_K",
        tied=True,
    ),
    Real("EXAONE 3.5 7.8B", "exaone", dataclasses.replace(_LARGE, n_vocab=102_400)),
)
"""Those that a PC with 16 GB takes."""
LARGE = (
    Real(
        "A.X 3.1 Light 7B",
        "llama",
        dataclasses.replace(_LARGE, n_kv_heads=32, n_ff=10880, n_vocab=102_400),
    ),
    Real(
        "Kanana 2 30B A3B",
        "deepseek2-kanana2",
        Shape(
            n_layers=27,
            width=2048,
            n_heads=32,
            n_ff=6144,
            n_vocab=128_256,
            n_ctx=32768,
            n_experts=128,
            n_experts_used=6,
            n_ff_expert=768,
            compressed=Compressed(lora=512, rope=64, nope=128, value=128),
        ),
    ),
    Real(
        "EXAONE 4.0 32B",
        "exaone4-sliding",
        Shape(
            n_layers=64,
            width=5120,
            n_heads=40,
            n_kv_heads=8,
            n_ff=27392,
            n_vocab=102_400,
            n_ctx=131072,
            window=4096,
        ),
    ),
    Real(
        "A.X 4.0 72B",
        "qwen2-ax4",
        Shape(
            n_layers=80,
            width=8192,
            n_heads=64,
            n_kv_heads=8,
            n_ff=29568,
            n_vocab=102_400,
            n_ctx=131072,
        ),
    ),
    Real(
        "Solar Open 100B",
        "glm4moe-solar",
        Shape(
            n_layers=48,
            width=4096,
            n_heads=64,
            n_kv_heads=8,
            head=128,
            n_ff=10240,
            n_vocab=196_608,
            n_ctx=131072,
            n_experts=128,
            n_experts_used=8,
            n_ff_expert=1280,
        ),
    ),
    Real(
        "K-EXAONE 236B",
        "exaone-moe",
        Shape(
            n_layers=49,
            n_next=1,
            width=6144,
            n_heads=64,
            n_kv_heads=8,
            head=128,
            n_ff=18432,
            n_vocab=153_600,
            n_ctx=262144,
            window=128,
            n_experts=128,
            n_experts_used=8,
            n_ff_expert=2048,
        ),
    ),
)
"""Those that llama.cpp is only asked about, without any memory being taken."""
