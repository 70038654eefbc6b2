"""How large llama.cpp's compute buffers become: the most that a batch takes up at once.

llama.cpp lays the results of a graph out so that what is done with makes room for what comes.
The sums here are what its allocator was seen to arrive at, on shapes from 0.5B to 236B; see
``tests/bench/memory_bench.py`` for how far they are off.

Beside a GPU all of a prompt is computed there, also the layers that stay in main memory:
llama.cpp copies their matrices and caches over one after another, and the GPU's buffer has room
for them.
"""

from collections.abc import Iterable, Sequence

import msgspec

from app.core.fit.cache import cache_bytes, cache_cells
from app.core.fit.shape import LayerShape, ModelShape
from app.core.run import CacheType

_FLOAT, _HALF, _INDEX = 4, 2, 8
_WIDE, _NARROW = 3, 1
"""How often a token's own values are there beside the feed-forward part: less often on a GPU,
to which the CPU hands them."""
_COPIES_IN_A_ROW = 4
"""Batches that several GPUs have under way at once."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What is computed at once, and against which cache."""

    n_ctx: int
    n_batch: int
    n_seq: int = 1
    cache_type: CacheType = "f16"
    flash_attention: bool = True

    @property
    def n_tokens(self) -> int:
        """Tokens of a batch: never more than the context has."""
        return min(self.n_batch, self.n_ctx)


def compute_by_device(
    shape: ModelShape, where: Sequence[int], batch: Batch, *, n_devices: int, n_cpu_moe: int
) -> list[int]:
    """Return each device's compute buffer, the CPU's first and with that for the logits.

    ``where`` is each layer's device, the output layer's last.
    """
    masks = _mask_bytes(shape, batch)
    logits = shape.n_vocab * batch.n_seq * _FLOAT
    inputs = shape.n_embd * batch.n_tokens * _FLOAT
    held: list[list[LayerShape]] = [[] for _ in range(n_devices)]
    stay: list[LayerShape] = []
    """Layers of GPUs whose experts are in main memory."""
    for index, (layer, device) in enumerate(zip(shape.layers, where, strict=False)):
        held[device].append(layer)
        if device and index < n_cpu_moe:
            stay.append(layer)
    if n_devices == 1:
        work = max((_work(shape, one, batch, _WIDE) for one in distinct(held[0])), default=0)
        return [logits + masks + max(work, inputs)]
    found = [logits + masks + 2 * inputs + _places_bytes(shape, batch)]
    for device in range(1, n_devices):
        guests = distinct(held[0]) if device == 1 else []
        moe_guests = distinct(stay) if device == 1 else []
        own = distinct(held[device])
        works = [_work(shape, layer, batch, _NARROW) for layer in own]
        works += [_guest_work(shape, layer, batch) for layer in guests]
        works += [_moe_guest_work(shape, layer, batch) for layer in moe_guests]
        here = works or where[-1] == device
        found.append(masks + max(works, default=inputs) if here else 0)
        if here and n_devices > 2 and not distinct(held[0]):
            found[-1] += (_COPIES_IN_A_ROW - 1) * (masks + inputs)
    return found


def distinct(layers: Iterable[LayerShape]) -> list[LayerShape]:
    """Return the layers that run, objects that are there many times once each."""
    return list({id(layer): layer for layer in layers if layer.runs}.values())


def _mask_bytes(shape: ModelShape, batch: Batch) -> int:
    """Return the bytes of the masks that say which token sees which: one for layers with a
    sliding window, one for those without."""
    cells = {
        layer.window: _cells(layer, batch)
        for layer in distinct(shape.layers)
        if layer.kind != "recurrent"
    }
    size = _HALF if batch.flash_attention else _FLOAT
    return sum(cells.values()) * batch.n_tokens * size


def _places_bytes(shape: ModelShape, batch: Batch) -> int:
    """Return the bytes of where each value goes in the V cache, which lies on its side where
    there is no flash attention."""
    if batch.flash_attention:
        return 0
    widths = {layer.window: layer.n_v for layer in distinct(shape.layers)}
    return sum(widths.values()) * batch.n_tokens * _INDEX


def _work(shape: ModelShape, layer: LayerShape, batch: Batch, width: int) -> int:
    """Attention or the feed-forward part, whichever takes more."""
    return max(_attention(shape, layer, batch), _feed_forward(shape, layer, batch, width))


def _attention(shape: ModelShape, layer: LayerShape, batch: Batch) -> int:
    values = 2 * shape.n_embd + layer.n_attention
    if not batch.flash_attention and layer.kind != "recurrent":
        # The scores of every token against every other.
        values += _cells(layer, batch) * layer.n_head
        values += 0 if layer.kind == "mla" else shape.n_embd
    return values * batch.n_tokens * _FLOAT


def _feed_forward(shape: ModelShape, layer: LayerShape, batch: Batch, width: int) -> int:
    n_used = max(shape.n_expert_used, 1) if layer.has_experts else 1
    inner = n_used * layer.n_ff
    values = 3 * inner + width * shape.n_embd + layer.n_query
    if layer.has_experts and n_used * shape.n_embd > 2 * inner:
        # What the experts give does not fit where their inner values were.
        values += n_used * shape.n_embd
    return values * batch.n_tokens * _FLOAT


def _guest_work(shape: ModelShape, layer: LayerShape, batch: Batch) -> int:
    """The same of a layer in main memory that a GPU computes: with its largest matrix, and its
    cache."""
    kept = cache_bytes(
        layer, batch.cache_type, n_ctx=batch.n_ctx, n_batch=batch.n_batch, n_seq=batch.n_seq
    )
    one_cache = kept if layer.n_v == 0 else kept // 2
    # Both, and now and then a gap that is left by one.
    attention = _attention(shape, layer, batch) + kept + one_cache // 2
    feed_forward = _feed_forward(shape, layer, batch, _NARROW) + one_cache
    largest = max(layer.largest_bytes(experts=experts) for experts in (False, True))
    return max(attention, feed_forward + largest)


def _moe_guest_work(shape: ModelShape, layer: LayerShape, batch: Batch) -> int:
    """The same of a GPU's layer whose experts are in main memory."""
    return _feed_forward(shape, layer, batch, _NARROW) + layer.largest_bytes(experts=True)


def _cells(layer: LayerShape, batch: Batch) -> int:
    return cache_cells(layer, n_ctx=batch.n_ctx, n_batch=batch.n_batch)
