"""How many bytes of weights each layer has, by a file's header."""

import re
from collections.abc import Iterable

from app.core.gguf_header import GgufHeader, TensorInfo

_LAYER = re.compile(r"blk\.(\d+)\.(.+)")
_EXPERTS = re.compile(r"ffn_(?:up|down|gate|gate_up)_(?:ch)?exps")
_MOST_LAYERS = 4096
"""More than any model has: a file may say anything."""
_EMBEDDING, _OUTPUT = "token_embd.weight", "output.weight"


def layer_weights(
    tensors: Iterable[TensorInfo], n_layers: int, n_cpu_moe: int = 0
) -> tuple[int, ...]:
    """Return the bytes of each repeating layer, and last those of the output layer.

    Of the first ``n_cpu_moe`` layers the experts are left out, which stay in main memory. Of a
    split model this is only what the first part has.
    """
    n_layers = min(n_layers, _MOST_LAYERS)
    weights = [0] * (n_layers + 1)
    sizes: dict[str, int] = {}
    for tensor in tensors:
        size = tensor.n_bytes or 0
        if not (found := _LAYER.fullmatch(tensor.name)):
            sizes[tensor.name] = size
            continue
        layer = int(found[1])
        if layer < n_layers and not (layer < n_cpu_moe and _EXPERTS.match(found[2])):
            weights[layer] += size
    # Without one of its own the output layer gets a copy of the embedding.
    weights[n_layers] = sizes.get(_OUTPUT) or sizes.get(_EMBEDDING, 0)
    return tuple(weights)


def cache_bytes(header: GgufHeader) -> int:
    """Return the bytes of keys, or of values, of one token in one layer: the larger of both,
    as half-precision numbers."""
    sizes = [
        value
        for name in ("key_length", "value_length")
        if isinstance(value := header.metadata.get(f"{header.architecture}.attention.{name}"), int)
    ]
    if not sizes and header.n_heads and header.embedding_length:
        sizes = [header.embedding_length // header.n_heads]
    return 2 * (header.n_kv_heads or header.n_heads or 0) * max(sizes, default=0)
