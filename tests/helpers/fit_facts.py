"""A PC and models to judge, made of plain numbers."""

import msgspec

from app.core.catalogue import CatalogueModel, Licence, Shape, Text
from app.core.fit.calibration import (
    AttentionSpeed,
    Calibration,
    DeviceKind,
    DeviceSpeed,
    TypeSpeed,
)
from app.core.fit.memory import DeviceRoom
from app.core.fit.planning import Pc, Subject
from app.core.fit.shape import shape_of_catalogue
from app.core.machine import MachineFacts

GIB = 2**30
MACHINE = MachineFacts(
    os="test", cpu_name="test", physical_cores=8, logical_cores=16, memory_bytes=16 * GIB, python=""
)


def room(
    free: float, *, name: str = "CPU", total: float = 16, alone: float | None = None
) -> DeviceRoom:
    """Return a device with so many GiB."""
    return DeviceRoom(
        name=name,
        kind="cpu" if name == "CPU" else "gpu",
        total_bytes=int(total * GIB),
        free_bytes=int(free * GIB),
        free_alone_bytes=int((free if alone is None else alone) * GIB),
    )


def speed(name: str = "CPU", gb_per_s: float = 40.0, kind: DeviceKind = "cpu") -> DeviceSpeed:
    """Return a device that reads its weights so fast, and computes 20 times as fast."""
    rate = TypeSpeed(bytes_per_s=gb_per_s * 1e9, values_per_s=20 * gb_per_s * 1e9)
    return DeviceSpeed(
        name=name,
        kind=kind,
        types={"Q4_K": rate, "Q8_0": rate, "F16": rate},
        layer_s=1e-5,
        token_s=1e-4,
        decode_attention=AttentionSpeed(pair_s=1e-9, value_s=1e-11),
        prefill_attention=AttentionSpeed(pair_s=1e-10, value_s=1e-12),
    )


def calibration(*devices: DeviceSpeed) -> Calibration:
    """Return what would have been measured."""
    return Calibration(made_at_ns=1, engine="test", machine=MACHINE, devices=devices or (speed(),))


def pc(*rooms: DeviceRoom, gb_per_s: float = 40.0) -> Pc:
    """Return a PC; its GPUs are ten times as fast as its CPU."""
    speeds = [
        speed(one.name, gb_per_s * (1 if one.kind == "cpu" else 10), one.kind) for one in rooms
    ]
    return Pc(rooms=rooms, calibration=calibration(*speeds))


def model(
    billions: float, model_id: str = "", *, context: int = 131_072, nearest: str = ""
) -> CatalogueModel:
    """Return a model of the catalogue."""
    name = model_id or f"test-{billions:g}b"
    return CatalogueModel(
        id=name,
        family="test",
        team="test",
        name=Text(ko=name, en=name),
        repo=f"test/{name}",
        licence=Licence(name="MIT", badge="commercial", meaning=Text(ko="예", en="Yes")),
        parameters_b=billions,
        architecture="llama",
        context=context,
        shape=Shape(),
        nearest=nearest,
    )


def subject(billions: float, quantisation: str = "Q4_K_M", *, context: int = 131_072) -> Subject:
    """Return a model to judge, its sizes as the catalogue would guess them."""
    shape = shape_of_catalogue(model(billions, context=context), quantisation)
    assert shape is not None
    # As its header would tell it: the guess's own error is not what is tested.
    return Subject(shape=msgspec.structs.replace(shape, exact=True), chars_per_token=1.5)
