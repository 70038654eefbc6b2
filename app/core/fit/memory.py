"""How much memory a model takes on each device, before it is loaded."""

from typing import Literal

import msgspec

from app.core.fit.shape import LayerShape, ModelShape
from app.core.run import DEFAULT_N_CTX, CacheType, FlashAttention

Basis = Literal["catalogue", "header", "simulated", "loaded"]
"""What an estimate was made from: facts of the catalogue, the file's header, llama.cpp's own
simulated allocation, or a real load."""


class DeviceRoom(msgspec.Struct, frozen=True, kw_only=True):
    """What a device has to give."""

    name: str
    kind: Literal["cpu", "gpu", "igpu", "accel"]
    total_bytes: int
    free_bytes: int
    free_alone_bytes: int
    """Free once nothing else of ours is loaded."""
    unified: bool = False
    """Whether its memory is the PC's own: what it takes is missing there."""


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """How a model would be loaded; everything resolved, nothing automatic."""

    n_ctx: int = DEFAULT_N_CTX
    n_batch: int = 512
    cache_type: CacheType = "f16"
    flash_attention: FlashAttention = "auto"
    gpus: tuple[str, ...] = ()
    """GPUs by llama.cpp's names, in its order."""
    n_gpu_layers: int = 0
    """Layers on ``gpus``, from the last; one more than the model has takes the output along."""
    n_cpu_moe: int = 0
    tensor_split: tuple[float, ...] = ()
    """Shares of ``gpus``; empty: equal ones."""
    use_mmap: bool = True
    n_seq: int = 1
    repacks: frozenset[str] = frozenset()
    """Tensor types that this CPU copies into an order of its own."""
    projector_bytes: int = 0
    """Length of the image projector's file; 0 without one."""


class DeviceMemory(msgspec.Struct, frozen=True, kw_only=True):
    """What one device would hold."""

    name: str
    n_layers: int = 0
    """Repeating layers, and the output layer where it lies here."""
    weights_bytes: int = 0
    kv_bytes: int = 0
    compute_bytes: int = 0
    projector_bytes: int = 0

    @property
    def total_bytes(self) -> int:
        """All of it."""
        return self.weights_bytes + self.kv_bytes + self.compute_bytes + self.projector_bytes


class MemoryEstimate(msgspec.Struct, frozen=True, kw_only=True):
    """What a model would take, by device; the CPU first, with main memory."""

    devices: tuple[DeviceMemory, ...]
    engine_bytes: int
    """The worker itself: Python, libraries, vocabulary. In main memory."""
    basis: Basis

    @property
    def total_bytes(self) -> int:
        """On all devices together, the engine too."""
        return self.engine_bytes + sum(device.total_bytes for device in self.devices)


ENGINE_BYTES = 160 * 2**20
"""A worker with a model loaded, without what llama.cpp reports."""
_CELLS = 256
_CACHE_BYTES: dict[CacheType, tuple[int, int]] = {"f16": (1, 2), "q8_0": (32, 34), "q4_0": (32, 18)}


def estimate_memory(shape: ModelShape, placement: Placement) -> MemoryEstimate:
    """Return what loading would take. Never raises, whatever the shape says."""
    names = ("CPU", *placement.gpus)
    weights, kv, n_layers = ([0] * len(names) for _ in range(3))
    where = _layer_devices(shape, placement)
    weights[0] += shape.embedding_bytes
    for index, (layer, device) in enumerate(zip(shape.layers, where, strict=False)):
        experts = layer.expert_bytes if index < placement.n_cpu_moe else 0
        weights[0] += experts
        weights[device] += layer.weights_bytes - experts
        kv[device] += kv_bytes(layer, placement)
        n_layers[device] += 1
    last = where[-1]
    n_layers[last] += 1
    if not shape.tied_output or last:
        weights[last] += shape.output_bytes
    compute = shape.n_vocab * 4 + placement.n_batch * (shape.n_embd * 6 + shape.n_ff * 2) * 4
    return MemoryEstimate(
        devices=tuple(
            DeviceMemory(
                name=name,
                n_layers=n_layers[index],
                weights_bytes=weights[index],
                kv_bytes=kv[index],
                compute_bytes=compute if n_layers[index] or not index else 0,
                projector_bytes=placement.projector_bytes if not index else 0,
            )
            for index, name in enumerate(names)
        ),
        engine_bytes=ENGINE_BYTES,
        basis="header" if shape.exact else "catalogue",
    )


def kv_bytes(layer: LayerShape, placement: Placement) -> int:
    """Return the bytes of one layer's cache (or state) at the whole context."""
    if layer.kind == "recurrent":
        return layer.state_bytes * placement.n_seq
    n_cells = _padded(placement.n_ctx)
    if layer.window:
        n_cells = min(n_cells, _padded(layer.window * placement.n_seq + placement.n_batch))
    block, size = _CACHE_BYTES[placement.cache_type]
    return n_cells * (-(-layer.n_k // block) + -(-layer.n_v // block)) * size


def most_gpu_layers(
    shape: ModelShape, placement: Placement, rooms: tuple[DeviceRoom, ...], margin_bytes: int
) -> int:
    """Return the most layers (the output layer counts) that leave ``margin_bytes`` free on each
    GPU of ``placement``; 0 where none fit."""
    free = {room.name: room.free_bytes - margin_bytes for room in rooms}
    for n_layers in range(len(shape.layers) + 1, 0, -1):
        tried = msgspec.structs.replace(placement, n_gpu_layers=n_layers)
        parts = estimate_memory(shape, tried).devices[1:]
        if parts and all(part.total_bytes <= free.get(part.name, 0) for part in parts):
            return n_layers
    return 0


def _layer_devices(shape: ModelShape, placement: Placement) -> list[int]:
    """Return for each layer, and last for the output, 0 for the CPU or 1 + the GPU's place."""
    n_all = len(shape.layers) + 1
    n_gpu = min(max(placement.n_gpu_layers, 0), n_all) if placement.gpus else 0
    shares = placement.tensor_split or (1.0,) * len(placement.gpus)
    total, ends = sum(shares), list[float]()
    for share in shares:
        ends.append((ends[-1] if ends else 0.0) + share / total)
    where = [0] * (n_all - n_gpu)
    for index in range(n_gpu):
        at = index / n_gpu
        where.append(1 + min(sum(end <= at for end in ends), len(ends) - 1))
    return where


def _padded(n_cells: int) -> int:
    return -(-n_cells // _CELLS) * _CELLS
