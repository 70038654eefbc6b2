"""How large llama.cpp's compute buffers become: the most that a batch takes up at once.

llama.cpp lays the results of a graph out so that what is done with makes room for what comes.
The sums here are what its allocator was seen to arrive at, on shapes from 0.5B to 236B; see
``tests/bench/memory_bench.py`` for how far they are off.
"""

from collections.abc import Iterable, Sequence

from app.core.fit.cache import cache_cells
from app.core.fit.shape import LayerShape, ModelShape

_FLOAT, _HALF = 4, 2


def compute_bytes(
    shape: ModelShape,
    layers: Sequence[LayerShape],
    *,
    n_ctx: int,
    n_batch: int,
    flash_attention: bool,
) -> int:
    """Return the bytes for running ``layers`` of the model on one device, masks included."""
    n_batch = min(n_batch, n_ctx)
    run = distinct(layers)
    work = max((_layer_work(shape, layer, n_batch) for layer in run), default=0)
    if not flash_attention:
        scores = max((_scores_work(shape, layer, n_ctx, n_batch) for layer in run), default=0)
        work = max(work, scores)
    return max(work, shape.n_embd * n_batch * _FLOAT) + mask_bytes(
        shape, n_ctx=n_ctx, n_batch=n_batch, flash_attention=flash_attention
    )


def mask_bytes(shape: ModelShape, *, n_ctx: int, n_batch: int, flash_attention: bool) -> int:
    """Return the bytes of the masks that say which token sees which: one for layers with a
    sliding window, one for those without."""
    cells = {
        layer.window: cache_cells(layer, n_ctx=n_ctx, n_batch=n_batch)
        for layer in distinct(shape.layers)
        if layer.kind != "recurrent"
    }
    return sum(cells.values()) * min(n_batch, n_ctx) * (_HALF if flash_attention else _FLOAT)


def distinct(layers: Iterable[LayerShape]) -> list[LayerShape]:
    """Return the layers that run, objects that are there many times once each."""
    return list({id(layer): layer for layer in layers if layer.runs}.values())


def _layer_work(shape: ModelShape, layer: LayerShape, n_batch: int) -> int:
    """Attention without its scores, or the feed-forward part, whichever takes more."""
    attention = 2 * shape.n_embd + layer.n_attention
    n_used = max(shape.n_expert_used, 1) if layer.has_experts else 1
    inner = n_used * layer.n_ff
    feed_forward = 3 * (inner + shape.n_embd) + layer.n_query
    if layer.has_experts and n_used * shape.n_embd > 2 * inner:
        # What the experts give does not fit where their inner values were.
        feed_forward += n_used * shape.n_embd
    return max(attention, feed_forward) * n_batch * _FLOAT


def _scores_work(shape: ModelShape, layer: LayerShape, n_ctx: int, n_batch: int) -> int:
    """Attention with the scores of every token against every other, as it is without flash
    attention."""
    if layer.kind == "recurrent":
        return 0
    scores = cache_cells(layer, n_ctx=n_ctx, n_batch=n_batch) * layer.n_head
    width = 2 if layer.kind == "mla" else 3
    return (scores + width * shape.n_embd + layer.n_attention) * n_batch * _FLOAT
