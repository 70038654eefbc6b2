"""What a model's weights take on each device, and what mapping the file keeps besides.

Source: llama.cpp's ``llama-model.cpp`` (``load_tensors``), ``llama-model-loader.cpp``
(``get_mapping_range``), and ``repack.cpp`` and ``amx.cpp`` of ggml's CPU backend.
"""

from collections.abc import Iterable, Sequence

import msgspec

from app.core.cpu_features import features_in_use
from app.core.fit.shape import LayerShape, ModelShape
from app.core.fit.tensor_groups import TensorGroup

_REPACKED: dict[str, frozenset[str]] = {
    "AVX2": frozenset({"Q4_0", "Q4_K", "IQ4_NL", "MXFP4"}),
    "AVX512": frozenset({"Q2_K"}),
    "DOTPROD": frozenset({"Q4_0", "Q4_K", "Q5_K", "Q6_K", "Q8_0", "IQ4_NL", "MXFP4", "Q1_0"}),
    "AMX_INT8": frozenset({"Q4_0", "Q4_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K", "IQ4_XS"}),
}
"""Tensor types that ggml brings into an order of its own, by the CPU's feature."""


class WeightsPart(msgspec.Struct, frozen=True, kw_only=True):
    """Weights on one device.

    ``mapped_bytes`` come on top in what llama.cpp tells of a mapped file: the file's own pages
    of what has been copied elsewhere. The system takes them back when memory is short.
    """

    weights_bytes: int = 0
    mapped_bytes: int = 0


def repacked_types(cpu_features: str) -> frozenset[str]:
    """Return the tensor types that a CPU copies, by llama.cpp's own line of its features."""
    features = features_in_use(cpu_features)
    if "REPACK" not in features:
        return frozenset()
    found = (types for feature, types in _REPACKED.items() if feature in features)
    return frozenset[str]().union(*found)


def weights_by_device(
    shape: ModelShape,
    where: Sequence[int],
    *,
    n_devices: int,
    n_cpu_moe: int,
    use_mmap: bool,
    repacks: frozenset[str],
) -> list[WeightsPart]:
    """Return the weights of each device, the CPU first.

    ``where`` is each layer's device, the output layer's last. Beside a GPU llama.cpp copies no
    matrix on the CPU.
    """
    if n_devices > 1:
        repacks = frozenset()
    weights = [0] * n_devices
    weights[0] += shape.embedding_bytes
    for index, (layer, device) in enumerate(zip(shape.layers, where, strict=False)):
        experts = layer.expert_bytes if index < n_cpu_moe else 0
        weights[0] += experts
        weights[device] += layer.weights_bytes - experts
    weights[where[-1]] += _output_bytes(shape, bool(where[-1]), repacks)
    mapped = 0
    if use_mmap:
        in_place = list(_in_place(shape, where, n_cpu_moe, repacks))
        # Less than 0 only where a file says that its tensors lie over each other.
        mapped = max(_mapped(in_place) - sum(group.n_bytes for group in in_place), 0)
    return [
        WeightsPart(weights_bytes=n_bytes, mapped_bytes=mapped if device == 0 else 0)
        for device, n_bytes in enumerate(weights)
    ]


def held_weights(shape: ModelShape, *, output_on_gpu: bool, repacks: frozenset[str]) -> int:
    """Return the weights on all devices of a loaded model together."""
    layers = sum(layer.weights_bytes for layer in shape.layers)
    return shape.embedding_bytes + layers + _output_bytes(shape, output_on_gpu, repacks)


def _output_bytes(shape: ModelShape, on_gpu: bool, repacks: frozenset[str]) -> int:
    """Return what the output takes; where it is the table of embeddings, the copy of that."""
    if not shape.tied_output or on_gpu:
        return shape.output_bytes
    copies = (g.n_bytes for g in shape.embedding_groups if g.matrix and g.type in repacks)
    return sum(g.n_bytes for g in shape.output_groups) + sum(copies)


def _in_place(
    shape: ModelShape, where: Sequence[int], n_cpu_moe: int, repacks: frozenset[str]
) -> Iterable[TensorGroup]:
    """Yield the tensors that a CPU uses where they lie in the file."""
    yield from shape.embedding_groups
    for index, (layer, device) in enumerate(zip(shape.layers, where, strict=False)):
        yield from _cpu_groups(layer, device, index < n_cpu_moe, repacks)
    if not where[-1]:
        yield from (g for g in shape.output_groups if not (g.matrix and g.type in repacks))


def _cpu_groups(
    layer: LayerShape, device: int, experts_stay: bool, repacks: frozenset[str]
) -> Iterable[TensorGroup]:
    for group in layer.groups:
        here = device == 0 or (group.expert and experts_stay)
        if here and not (group.matrix and group.type in repacks):
            yield group


def _mapped(groups: Iterable[TensorGroup]) -> int:
    """Return the bytes of each file from the first to the last tensor that is used there."""
    ranges: dict[int, tuple[int, int]] = {}
    for group in groups:
        first, last = ranges.get(group.file, (group.first, group.last))
        ranges[group.file] = min(first, group.first), max(last, group.last)
    return sum(last - first for first, last in ranges.values())
