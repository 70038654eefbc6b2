"""How much memory a model takes on each device, before it is loaded."""

from itertools import accumulate
from typing import Literal

import msgspec

from app.core.fit.cache import cache_bytes
from app.core.fit.compute import Batch, compute_by_device, distinct
from app.core.fit.shape import LayerShape, ModelShape
from app.core.fit.weights import weights_by_device
from app.core.run import DEFAULT_N_CTX, CacheType, FlashAttention

Basis = Literal["catalogue", "header", "simulated", "loaded"]
"""What an estimate was made from: facts of the catalogue, the file's header, llama.cpp's own
simulated allocation, or a real load."""

ENGINE_BYTES = 52 * 2**20
"""A worker with a model of hardly any weights and words: Python, libraries, buffers. Resident
memory as measured on Linux x86-64 with llama-cpp-python 0.3.36; with it and the next two the sum
came out 20 to 43 MiB over what workers with models from 0.5B to 3B really held."""
TOKEN_BYTES = 512
"""What a token of the vocabulary takes: its text and its merge, in llama.cpp's tables. Measured
so: 415 with one merge a token, and real vocabularies have up to two."""
_LEAST_TOKENS = 32
_WORK_BYTES = 2
"""A value that the CPU has quantised, or made f16, to multiply by it: not in llama.cpp's own
account."""


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
    """``auto`` counts as on: llama.cpp has it on every device that we name."""
    gpus: tuple[str, ...] = ()
    """GPUs by llama.cpp's names, in its order."""
    n_gpu_layers: int = 0
    """Layers on ``gpus``, from the last; one more than the model has takes the output along,
    and so does a negative number."""
    n_cpu_moe: int = 0
    tensor_split: tuple[float, ...] = ()
    """Shares of ``gpus``; empty: equal ones. llama.cpp goes by their free memory: see
    :func:`shared_by_room`."""
    use_mmap: bool = True
    n_seq: int = 1
    repacks: frozenset[str] = frozenset()
    """Tensor types that this CPU copies into an order of its own
    (:func:`app.core.fit.weights.repacked_types`)."""
    projector_bytes: int = 0
    """Length of the image projector's file; 0 without one. It goes where the last layer goes."""


class DeviceMemory(msgspec.Struct, frozen=True, kw_only=True):
    """What one device would hold."""

    name: str
    n_layers: int = 0
    """Repeating layers, and the output layer where it lies here."""
    weights_bytes: int = 0
    kv_bytes: int = 0
    compute_bytes: int = 0
    projector_bytes: int = 0
    mapped_bytes: int = 0
    """What llama.cpp counts as weights besides: pages of the file whose contents have been
    copied. The system takes them back when memory is short, so they are not in the total."""

    @property
    def total_bytes(self) -> int:
        """All that has to be there."""
        return self.weights_bytes + self.kv_bytes + self.compute_bytes + self.projector_bytes


class MemoryEstimate(msgspec.Struct, frozen=True, kw_only=True):
    """What a model would take, by device; the CPU first, with main memory."""

    devices: tuple[DeviceMemory, ...]
    engine_bytes: int
    """The worker itself: Python, libraries, vocabulary, the CPU's work memory. In main memory."""
    basis: Basis

    @property
    def total_bytes(self) -> int:
        """On all devices together, the engine too."""
        return self.engine_bytes + sum(device.total_bytes for device in self.devices)


_GUESSES = 4
"""Before the search for layers goes on by halves."""


def estimate_memory(shape: ModelShape, placement: Placement) -> MemoryEstimate:
    """Return what loading would take. Never raises, whatever the shape says."""
    placement = _within_bounds(placement)
    names = ("CPU", *placement.gpus)
    where = layer_devices(shape, placement)
    weights = weights_by_device(
        shape,
        where,
        n_devices=len(names),
        n_cpu_moe=placement.n_cpu_moe,
        use_mmap=placement.use_mmap,
        repacks=placement.repacks,
    )
    compute = compute_by_device(
        shape,
        where,
        _batch(placement),
        n_devices=len(names),
        n_cpu_moe=placement.n_cpu_moe,
    )
    held: list[list[LayerShape]] = [[] for _ in names]
    for layer, device in zip(shape.layers, where, strict=False):
        held[device].append(layer)
    caches = {id(layer): _cache(layer, placement) for layer in distinct(shape.layers)}
    return MemoryEstimate(
        devices=tuple(
            DeviceMemory(
                name=name,
                n_layers=sum(layer.runs for layer in held[device]) + (where[-1] == device),
                weights_bytes=weights[device].weights_bytes,
                kv_bytes=sum(caches[id(layer)] for layer in held[device] if layer.runs),
                compute_bytes=compute[device],
                projector_bytes=placement.projector_bytes if where[-1] == device else 0,
                mapped_bytes=weights[device].mapped_bytes,
            )
            for device, name in enumerate(names)
        ),
        engine_bytes=_engine(shape, placement),
        basis="header" if shape.exact else "catalogue",
    )


def most_gpu_layers(
    shape: ModelShape, placement: Placement, rooms: tuple[DeviceRoom, ...], margin_bytes: int
) -> int:
    """Return the most layers (the output layer counts) that leave ``margin_bytes`` free on each
    GPU of ``placement``; 0 where none fit."""
    free = {room.name: room.free_bytes - margin_bytes for room in rooms}
    placement = shared_by_room(placement, rooms)

    def fullness(n_layers: int) -> float:
        """Return the share of the fullest GPU that is taken."""
        tried = msgspec.structs.replace(placement, n_gpu_layers=n_layers)
        parts = estimate_memory(shape, tried).devices[1:]
        return max(part.total_bytes / free[part.name] for part in parts)

    if not placement.gpus or any(free.get(name, 0) <= 0 for name in placement.gpus):
        return 0
    least, least_full = 0, 0.0
    most = len(shape.layers) + 1
    most_full = fullness(most)
    if most_full <= 1:
        return most
    # More layers never take less, and mostly take about as much each: the first guesses lie
    # where a straight line says.
    n_guesses = 0
    while most - least > 1:
        share = (1 - least_full) / (most_full - least_full) if n_guesses < _GUESSES else 0.5
        middle = min(max(least + int((most - least) * share), least + 1), most - 1)
        n_guesses += 1
        full = fullness(middle)
        if full <= 1:
            least, least_full = middle, full
        else:
            most, most_full = middle, full
    return least


def shared_by_room(placement: Placement, rooms: tuple[DeviceRoom, ...]) -> Placement:
    """Return ``placement`` with the shares that llama.cpp takes where nobody chose: by the
    GPUs' free memory."""
    if len(placement.gpus) < 2 or any(share > 0 for share in placement.tensor_split):
        return placement
    free = {room.name: float(max(room.free_bytes, 0)) for room in rooms}
    shares = tuple(free.get(name, 0.0) for name in placement.gpus)
    return msgspec.structs.replace(placement, tensor_split=shares)


def layer_devices(shape: ModelShape, placement: Placement) -> list[int]:
    """Return for each layer, and last for the output, 0 for the CPU or 1 + the GPU's place."""
    n_all = len(shape.layers) + 1
    n_gpu = n_all if placement.n_gpu_layers < 0 else min(placement.n_gpu_layers, n_all)
    if not placement.gpus:
        n_gpu = 0
    shares = [max(share, 0.0) for share in placement.tensor_split[: len(placement.gpus)]]
    shares += [0.0] * (len(placement.gpus) - len(shares))
    total = sum(shares)
    if not 0 < total < float("inf"):
        shares, total = [1.0] * len(shares), float(len(shares))
    ends = [end / total for end in accumulate(shares)]
    where = [0] * (n_all - n_gpu)
    for index in range(n_gpu):
        at = index / n_gpu
        where.append(1 + min(sum(end <= at for end in ends), len(ends) - 1))
    return where


def _within_bounds(placement: Placement) -> Placement:
    """Return ``placement`` as the worker loads it: it takes no shorter batches or contexts."""
    return msgspec.structs.replace(
        placement,
        n_ctx=max(placement.n_ctx, _LEAST_TOKENS),
        n_batch=max(placement.n_batch, _LEAST_TOKENS),
        n_seq=max(placement.n_seq, 1),
    )


def _cache(layer: LayerShape, placement: Placement) -> int:
    return cache_bytes(
        layer,
        placement.cache_type,
        n_ctx=placement.n_ctx,
        n_batch=placement.n_batch,
        n_seq=placement.n_seq,
    )


def _batch(placement: Placement) -> Batch:
    return Batch(
        n_ctx=placement.n_ctx,
        n_batch=placement.n_batch,
        n_seq=placement.n_seq,
        cache_type=placement.cache_type,
        # A quantised cache exists with flash attention only.
        flash_attention=placement.flash_attention != "off" or placement.cache_type != "f16",
    )


def _engine(shape: ModelShape, placement: Placement) -> int:
    widest = max(shape.n_embd, shape.n_ff)
    work = widest * min(placement.n_batch, placement.n_ctx) * _WORK_BYTES
    return ENGINE_BYTES + shape.n_vocab * TOKEN_BYTES + work
