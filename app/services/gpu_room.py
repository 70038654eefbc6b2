"""Where a model that is to be loaded would lie: whether on its GPUs once models that rest there are
gone, and how much of it in main memory."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from app.core.fit.memory import (
    DeviceRoom,
    Placement,
    estimate_memory,
    most_gpu_layers,
    shared_by_room,
)
from app.core.fit.planning import context_of
from app.core.fit.shape import ModelShape
from app.core.run import GPU_MARGIN_BYTES, LoadReport, LoadSettings
from app.services.devices import DeviceNow


def who_leaves(
    shape: ModelShape,
    load: LoadSettings,
    gpus: Sequence[DeviceNow],
    loaded: Iterable[LoadReport],
    resting: Sequence[LoadReport],
) -> int | None:
    """Return the place in ``resting`` of the first model that lies on a GPU where the coming one
    has no room beside all that are ``loaded``, but would have it without those that rest: for
    all the layers that are asked for, or for some where there is none for a single one now. None
    where nothing would be gained."""
    n_wanted = _wanted_layers(shape, load)
    freed = _held(resting)
    rooms = _rooms(load, gpus, loaded)
    if not n_wanted or not any(freed.get(room.name) for room in rooms):
        return None
    placement = _placement(shape, load, rooms)
    n_now = most_gpu_layers(shape, placement, rooms, GPU_MARGIN_BYTES)
    if n_now >= n_wanted:
        return None
    emptied = tuple(
        msgspec.structs.replace(room, free_bytes=room.free_bytes + freed.get(room.name, 0))
        for room in rooms
    )
    n_then = most_gpu_layers(shape, placement, emptied, GPU_MARGIN_BYTES)
    if n_then < n_wanted and (n_now or not n_then):
        return None
    names = {room.name for room in rooms}
    return next(
        place
        for place, report in enumerate(resting)
        if any(held for name, held in _held([report]).items() if name in names)
    )


def main_memory_needed(
    shape: ModelShape,
    load: LoadSettings,
    gpus: Sequence[DeviceNow],
    loaded: Iterable[LoadReport],
) -> int:
    """Return the bytes of main memory that a load takes, beside all that are ``loaded``: what
    finds room on a GPU with memory of its own is not among them."""
    rooms = _rooms(load, gpus, loaded)
    placement = _placement(shape, load, rooms)
    n_layers = 0
    if rooms:
        n_fit = most_gpu_layers(shape, placement, rooms, GPU_MARGIN_BYTES)
        n_layers = min(_wanted_layers(shape, load), n_fit)
    placed = msgspec.structs.replace(shared_by_room(placement, rooms), n_gpu_layers=n_layers)
    estimate = estimate_memory(shape, placed)
    elsewhere = {room.name for room in rooms if not room.unified}
    return estimate.engine_bytes + sum(
        part.total_bytes for part in estimate.devices if part.name not in elsewhere
    )


def _wanted_layers(shape: ModelShape, load: LoadSettings) -> int:
    n_all = len(shape.layers) + 1
    return n_all if load.n_gpu_layers < 0 else min(load.n_gpu_layers, n_all)


def _rooms(
    load: LoadSettings, gpus: Sequence[DeviceNow], loaded: Iterable[LoadReport]
) -> tuple[DeviceRoom, ...]:
    """Return the GPUs that the load may use."""
    taken = _held(loaded)
    wanted = [now for now in gpus if load.devices is None or now.device.name in load.devices]
    return tuple(_room(now, taken.get(now.device.name, 0)) for now in wanted)


def _placement(shape: ModelShape, load: LoadSettings, rooms: Sequence[DeviceRoom]) -> Placement:
    """Return the load with all settled but the layers on the GPUs."""
    return Placement(
        n_ctx=context_of(load, shape),
        n_batch=load.n_batch,
        cache_type=load.cache_type,
        flash_attention=load.flash_attention,
        gpus=tuple(room.name for room in rooms),
        n_cpu_moe=load.n_cpu_moe,
        tensor_split=load.tensor_split,
        use_mmap=load.use_mmap,
    )


def _held(reports: Iterable[LoadReport]) -> Mapping[str, int]:
    """Return what loaded models hold, by the device's name, as their engines told it."""
    held: dict[str, int] = {}
    for report in reports:
        for part in report.parts:
            n_bytes = part.weights_bytes + part.kv_bytes + part.compute_bytes
            held[part.device] = held.get(part.device, 0) + n_bytes
    return held


def _room(now: DeviceNow, taken: int) -> DeviceRoom:
    device = now.device
    # What is not live was told before these models were loaded.
    free = device.free_bytes if now.live else max(0, device.free_bytes - taken)
    return DeviceRoom(
        name=device.name,
        kind=device.kind,
        total_bytes=device.total_bytes,
        free_bytes=free,
        free_alone_bytes=free + taken,
        unified=device.unified_memory,
    )
