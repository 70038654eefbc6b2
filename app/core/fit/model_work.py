"""What a token and a prompt cost in a model's layers, those that are alike folded into one."""

from collections import Counter
from typing import NamedTuple

from app.core.fit.calibration import bits_per_value
from app.core.fit.looking_back import Head
from app.core.fit.shape import LayerShape, ModelShape

_KEPT = 1000
"""Models whose work is remembered: a table of a whole catalogue asks again and again."""


class Weights(NamedTuple):
    """Weights of one tensor type. ``share`` of them work for one token; less than all only of
    experts."""

    type: str
    n_bytes: int
    n_values: float
    n_rows: float
    share: float
    expert: bool


class LayerWork(NamedTuple):
    """A layer's part. ``last_share`` is the part of the weights that comes before looking
    back."""

    weights: tuple[Weights, ...]
    n_head: int
    head: Head
    last_share: float
    window: int
    looks_back: bool
    state_bytes: int
    kept_values: int
    """Of an earlier token's K and V rows, all heads together."""
    has_experts: bool

    def seen(self, depth: int) -> int:
        """Return how many tokens the layer looks back on."""
        if not self.looks_back:
            return 0
        return min(depth, self.window) if self.window else depth

    def pairs(self, start: int, n_tokens: int) -> float:
        """Return how many earlier tokens all tokens of a slice together look back on."""
        first, last = self.seen(start), self.seen(start + n_tokens)
        growing = min(last - first, n_tokens)
        return growing * (first + last) / 2 + (n_tokens - growing) * last


class ModelWork(NamedTuple):
    """``kinds`` has, for each layer in order, its place among the different ``layers``."""

    layers: tuple[LayerWork, ...]
    kinds: tuple[int, ...]
    output_type: str
    output_bytes: int
    output_rows: int
    main_type: str


_known: dict[int, tuple[ModelShape, ModelWork]] = {}


def work_of(shape: ModelShape) -> ModelWork:
    """Return a model's work, from memory where the same object was asked about before."""
    found = _known.get(id(shape))
    if found is not None and found[0] is shape:
        return found[1]
    work = _work_of(shape)
    while len(_known) >= _KEPT:
        _known.pop(next(iter(_known)), None)
    _known[id(shape)] = (shape, work)
    return work


def main_type(shape: ModelShape) -> str:
    """Return the tensor type that most of the model's bytes have."""
    return work_of(shape).main_type


def _work_of(shape: ModelShape) -> ModelWork:
    used, n_expert = shape.n_expert_used, shape.n_expert
    share = used / n_expert if 0 < used <= n_expert else 1.0
    places: dict[LayerWork, int] = {}
    kinds = tuple(
        places.setdefault(_layer_work(layer, share, shape.n_embd), len(places))
        for layer in shape.layers
    )
    main = max(shape.bytes_by_type, key=shape.bytes_by_type.__getitem__, default="")
    groups = shape.embedding_groups if shape.tied_output else shape.output_groups
    largest = max(groups, key=lambda group: group.n_bytes, default=None)
    return ModelWork(
        layers=tuple(places),
        kinds=kinds,
        output_type=largest.type if largest else main,
        output_bytes=shape.output_bytes,
        output_rows=shape.n_vocab,
        main_type=main,
    )


def _layer_work(layer: LayerShape, share: float, n_embd: int) -> LayerWork:
    n_kv = max(1, layer.n_head_kv)
    weights = _weights(layer, share, n_embd)
    n_values = sum(one.n_values * one.share for one in weights)
    before = n_embd * (layer.n_head * layer.n_k / n_kv + layer.n_k + layer.n_v)
    return LayerWork(
        weights=weights,
        n_head=layer.n_head,
        # A compressed cache keeps no V rows: they are part of the K rows.
        head=Head(layer.n_k / n_kv, (layer.n_v or layer.n_k) / n_kv),
        last_share=min(1.0, before / n_values) if n_values else 1.0,
        window=layer.window,
        looks_back=layer.kind != "recurrent",
        state_bytes=layer.state_bytes,
        kept_values=layer.n_k + layer.n_v,
        has_experts=layer.has_experts,
    )


def _weights(layer: LayerShape, share: float, n_embd: int) -> tuple[Weights, ...]:
    n_bytes = Counter[tuple[str, bool]]()
    for group in layer.groups:
        n_bytes[group.type, group.expert] += group.n_bytes
    if not layer.groups:
        expert_part = layer.expert_bytes / layer.weights_bytes if layer.weights_bytes else 0.0
        for kind, total in layer.bytes_by_type.items():
            experts = round(total * expert_part)
            n_bytes[kind, True] += experts
            n_bytes[kind, False] += total - experts
    rows_a_value = _rows_a_value(layer, n_embd)
    return tuple(
        Weights(
            type=kind,
            n_bytes=size,
            n_values=(n_values := size * 8 / bits_per_value(kind)),
            n_rows=n_values * rows_a_value,
            share=share if expert else 1.0,
            expert=expert,
        )
        for (kind, expert), size in sorted(n_bytes.items())
        if size > 0
    )


def _rows_a_value(layer: LayerShape, n_embd: int) -> float:
    """Return how many rows a weight stands for, about: those of the layer's matrices are as
    long as the model is wide, but for the one that leads back from the feed-forward part."""
    if not n_embd or not layer.n_ff:
        return 1 / n_embd if n_embd else 0.0
    return (2 * layer.n_ff + n_embd) / (3 * n_embd * layer.n_ff)
