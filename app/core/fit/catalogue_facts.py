"""Sizes of a model of which only the catalogue's facts are known; what these leave open is
taken from published models that are about as large.

Sources: bits a weight from llama.cpp's ``tools/quantize/README.md`` (Llama 3.1 8B); sizes of
:data:`_LIKE` from the configurations of published models.
"""

import math
from typing import NamedTuple

from app.core.catalogue import CatalogueModel

BITS: dict[str, float] = {
    "IQ1_S": 2.0042,
    "IQ1_M": 2.1460,
    "IQ2_XXS": 2.3824,
    "IQ2_XS": 2.5882,
    "IQ2_S": 2.7403,
    "IQ2_M": 2.9294,
    "Q2_K_S": 2.9697,
    "Q2_K": 3.1593,
    "IQ3_XXS": 3.2548,
    "IQ3_XS": 3.4977,
    "Q3_K_S": 3.6429,
    "IQ3_S": 3.6606,
    "IQ3_M": 3.7628,
    "Q3_K_M": 3.9960,
    "Q3_K_L": 4.2979,
    "IQ4_XS": 4.4597,
    "MXFP4": 4.45,
    "Q4_0": 4.65,
    "Q4_K_S": 4.6672,
    "IQ4_NL": 4.6818,
    "Q4_K_M": 4.8944,
    "Q4_1": 5.15,
    "Q5_K_S": 5.5704,
    "Q5_0": 5.6,
    "Q5_K_M": 5.7036,
    "Q5_1": 6.1,
    "Q6_K": 6.5633,
    "Q8_0": 8.5008,
    "F16": 16.0005,
    "BF16": 16.0005,
    "F32": 32.0,
}
"""Bits a weight of a whole file."""
_MAIN_TYPES = {
    "Q2_K_S": "Q2_K",
    "Q3_K_S": "Q3_K",
    "Q3_K_M": "Q3_K",
    "Q3_K_L": "Q3_K",
    "Q4_K_S": "Q4_K",
    "Q4_K_M": "Q4_K",
    "Q5_K_S": "Q5_K",
    "Q5_K_M": "Q5_K",
    "IQ2_M": "IQ2_S",
    "IQ3_XS": "IQ3_S",
    "IQ3_M": "IQ3_S",
}
"""Tensor type of most weights, where it is not called as the file is."""
_EDGE_BITS = 6.5625
"""A K-quant keeps the output matrix as Q6_K."""
_SMALL_B = 4.0
"""Smaller models (10⁹) have one table for input and output."""


class Sizes(NamedTuple):
    """What memory and speed follow from; ``active`` are the weights at work for a token."""

    params: int
    active: int
    n_layer: int
    n_embd: int
    n_head: int
    n_head_kv: int
    head_dim: int
    n_ff: int
    n_vocab: int
    tied: bool


class _Like(NamedTuple):
    billions: float
    n_layer: int
    n_embd: int
    n_head: int
    n_head_kv: int
    n_ff: int
    n_vocab: int


_LIKE = (
    _Like(0.6, 24, 1024, 16, 8, 3072, 110_592),
    _Like(1.3, 30, 2048, 32, 8, 4096, 102_400),
    _Like(2.4, 30, 2560, 32, 8, 7168, 102_400),
    _Like(3.5, 32, 2560, 32, 8, 9728, 128_256),
    _Like(8.0, 32, 4096, 32, 8, 14336, 128_256),
    _Like(11.0, 48, 4096, 32, 8, 14336, 128_256),
    _Like(14.0, 40, 5120, 40, 8, 17408, 128_256),
    _Like(32.0, 64, 5120, 40, 8, 27392, 102_400),
    _Like(72.0, 80, 8192, 64, 8, 29568, 128_256),
    _Like(110.0, 48, 4096, 64, 8, 10240, 196_608),
    _Like(240.0, 48, 6144, 64, 8, 18432, 153_600),
    _Like(600.0, 61, 7168, 64, 8, 18432, 163_840),
)


def sizes_of(model: CatalogueModel) -> Sizes:
    """Return the model's sizes: what the catalogue says, the rest from a model about as large.

    Of a model with experts those that work decide on its width; it has more layers.
    """
    known = model.shape
    active_b = min(model.active_b or _billions(model), _billions(model))
    like = _like(active_b)
    n_head = known.n_head or like.n_head
    n_embd = known.n_embd or like.n_embd
    params = round(_billions(model) * 1e9)
    return Sizes(
        params=params,
        active=min(round(active_b * 1e9), params),
        n_layer=known.n_layer or _like(math.sqrt(active_b * _billions(model))).n_layer,
        n_embd=n_embd,
        n_head=n_head,
        n_head_kv=known.n_head_kv or like.n_head_kv,
        head_dim=known.head_dim or max(n_embd // n_head, 64),
        n_ff=known.n_ff or like.n_ff,
        n_vocab=known.n_vocab or like.n_vocab,
        tied=_billions(model) < _SMALL_B,
    )


def bits_of(quantisation: str) -> float | None:
    """Return the bits a weight of a quantisation, None for one that is not known."""
    name = quantisation.upper()
    if name in BITS:
        return BITS[name]
    # Makers write Q4_K_XL, UD-Q4_K_M and the like.
    found = [known for known in BITS if known in name]
    return BITS[max(found, key=len)] if found else None


def main_type(quantisation: str) -> str:
    """Return the tensor type of most weights."""
    name = quantisation.upper()
    return _MAIN_TYPES.get(name, name)


def edge_bits(quantisation: str) -> float:
    """Return the bits a weight of the output matrix."""
    bits = bits_of(quantisation) or _EDGE_BITS
    return bits if bits >= _EDGE_BITS else _EDGE_BITS


def _like(billions: float) -> _Like:
    return min(_LIKE, key=lambda other: abs(math.log(other.billions / billions)))


def _billions(model: CatalogueModel) -> float:
    return max(model.parameters_b, 0.001)
