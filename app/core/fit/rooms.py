"""What the devices have to give, and what is asked of each of them."""

from collections.abc import Container, Iterable, Sequence

import msgspec

from app.core.fit.memory import DeviceRoom, MemoryEstimate

HOST = "CPU"
"""The device whose memory is the PC's own."""

Rooms = tuple[DeviceRoom, ...]
Needs = dict[str, int]
"""Bytes by device."""


def host_room(rooms: Rooms) -> DeviceRoom | None:
    """Return the PC's own memory."""
    return next((room for room in rooms if room.kind == "cpu"), None)


def needs_of(estimates: Iterable[MemoryEstimate], rooms: Rooms) -> Needs:
    """Return what models take together. What a device with unified memory takes is missing in
    the PC's own as well."""
    needs: Needs = {}
    host = host_room(rooms)
    host_name = host.name if host else HOST
    unified = {room.name for room in rooms if room.unified}
    for estimate in estimates:
        _add(needs, host_name, estimate.engine_bytes)
        for part in estimate.devices:
            name = host_name if part.name == HOST else part.name
            _add(needs, name, part.total_bytes)
            if name in unified:
                _add(needs, host_name, part.total_bytes)
    return needs


def without(rooms: Rooms, needs: Needs) -> Rooms:
    """Return what is left once ``needs`` are taken."""
    return tuple(
        msgspec.structs.replace(
            room,
            free_bytes=room.free_bytes - needs.get(room.name, 0),
            free_alone_bytes=room.free_alone_bytes - needs.get(room.name, 0),
        )
        for room in rooms
    )


def alone(rooms: Rooms) -> Rooms:
    """Return the rooms as they are once nothing of ours is loaded."""
    return tuple(msgspec.structs.replace(room, free_bytes=room.free_alone_bytes) for room in rooms)


def with_more_memory(rooms: Rooms, n_bytes: int) -> Rooms:
    """Return the rooms of this PC with so much more memory of its own."""
    return tuple(_grown(room, n_bytes) if room.kind == "cpu" else room for room in rooms)


def with_gpu(rooms: Rooms, n_bytes: int, name: str = "GPU+") -> Rooms:
    """Return the rooms of this PC with a GPU more that has so much memory."""
    gpu = DeviceRoom(
        name=name, kind="gpu", total_bytes=n_bytes, free_bytes=n_bytes, free_alone_bytes=n_bytes
    )
    return (*rooms, gpu)


def gpu_names(
    rooms: Rooms, wanted: Sequence[str] | None = None, unwanted: Container[str] = ()
) -> tuple[str, ...]:
    """Return the GPUs among ``wanted``; where nobody chose, all but the ``unwanted``."""
    names = [room.name for room in rooms if room.kind in {"gpu", "igpu"}]
    if wanted is None:
        return tuple(name for name in names if name not in unwanted)
    return tuple(name for name in names if name in wanted)


def _grown(room: DeviceRoom, n_bytes: int) -> DeviceRoom:
    return msgspec.structs.replace(
        room,
        total_bytes=room.total_bytes + n_bytes,
        free_bytes=room.free_bytes + n_bytes,
        free_alone_bytes=room.free_alone_bytes + n_bytes,
    )


def _add(needs: Needs, name: str, n_bytes: int) -> None:
    needs[name] = needs.get(name, 0) + n_bytes
