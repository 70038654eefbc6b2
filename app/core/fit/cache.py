"""How much a layer remembers, in cells (one a token) and bytes.

Source: llama.cpp's ``llama-context.cpp``, ``llama-kv-cache.cpp``, ``llama-kv-cache-iswa.cpp``.
"""

from app.core.fit.shape import LayerShape, ModelShape
from app.core.run import CacheType

_CELLS = 256
"""llama.cpp rounds contexts up to so many."""
_BLOCKS: dict[CacheType, tuple[int, int]] = {"f16": (1, 2), "q8_0": (32, 34), "q4_0": (32, 18)}
"""Values a block, bytes a block."""


def cache_cells(layer: LayerShape, *, n_ctx: int, n_batch: int, n_seq: int = 1) -> int:
    """Return how many tokens a layer's cache holds, for ``n_seq`` texts that share ``n_ctx``.

    A layer with a sliding window holds the window and the batch that is being read.
    """
    if layer.kind == "recurrent":
        return 0
    n_cells = padded(-(-padded(n_ctx) // max(n_seq, 1)))
    if layer.window:
        n_cells = min(n_cells, padded(layer.window + min(n_batch, n_ctx)))
    return n_cells * max(n_seq, 1)


def cache_bytes(
    layer: LayerShape, cache_type: CacheType, *, n_ctx: int, n_batch: int, n_seq: int = 1
) -> int:
    """Return the bytes of a layer's cache, or of its state."""
    if layer.kind == "recurrent":
        return layer.state_bytes * max(n_seq, 1)
    block, size = _BLOCKS[cache_type]
    a_token = (-(-layer.n_k // block) + -(-layer.n_v // block)) * size
    return cache_cells(layer, n_ctx=n_ctx, n_batch=n_batch, n_seq=n_seq) * a_token


def value_bytes(cache_type: CacheType) -> float:
    """Return the bytes that a value takes."""
    block, size = _BLOCKS[cache_type]
    return size / block


def cache_type_works(shape: ModelShape, cache_type: CacheType) -> bool:
    """Tell whether llama.cpp can keep the model's cache so: a head has to be whole blocks.

    EXAONE 3.5 2.4B, with heads of 80 values, has an f16 cache only.
    """
    block, _ = _BLOCKS[cache_type]
    return all(
        width % (block * max(layer.n_head_kv, 1)) == 0
        for layer in shape.layers
        if layer.runs
        for width in (layer.n_k, layer.n_v)
    )


def padded(n_cells: int) -> int:
    """Return ``n_cells`` rounded up as llama.cpp does."""
    return -(-n_cells // _CELLS) * _CELLS
