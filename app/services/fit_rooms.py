"""What this PC's devices have to give now, and would have without our models."""

from collections.abc import Iterable, Mapping

import psutil

from app.core.fit.memory import DeviceRoom
from app.core.fit.rooms import HOST, Rooms
from app.core.run import Device, LoadReport


def rooms_of(devices: Iterable[Device], held: Mapping[str, int]) -> Rooms:
    """Return the rooms of llama.cpp's ``devices``, the PC's own memory first; ``held`` is what
    our models take on each, by its name."""
    memory = psutil.virtual_memory()
    host = Device(
        name=HOST,
        description="",
        kind="cpu",
        total_bytes=memory.total,
        free_bytes=memory.available,
    )
    gpus = [device for device in devices if device.kind in {"gpu", "igpu"}]
    return tuple(_room(device, held.get(device.name, 0)) for device in (host, *gpus))


def _room(device: Device, held: int) -> DeviceRoom:
    return DeviceRoom(
        name=device.name,
        kind=device.kind,
        total_bytes=device.total_bytes,
        free_bytes=device.free_bytes,
        free_alone_bytes=min(device.free_bytes + held, device.total_bytes),
        unified=device.unified_memory,
    )


def held_by(reports: Iterable[LoadReport], host_bytes: int) -> dict[str, int]:
    """Return what loaded models hold by device: as their engines told it, on the PC's own
    memory what their processes take (``host_bytes``)."""
    held = {HOST: host_bytes}
    for report in reports:
        for part in report.parts:
            if part.device != HOST:
                taken = part.weights_bytes + part.kv_bytes + part.compute_bytes
                held[part.device] = held.get(part.device, 0) + taken
    return held
