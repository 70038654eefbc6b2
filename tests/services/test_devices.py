"""The list of devices: asked of a real worker, and live through what the drivers tell."""

import sys
from collections.abc import Callable, Iterator

import psutil
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.core.display_cards import DisplayCard
from app.core.nvidia import NvidiaGpu, NvidiaState
from app.core.run import Device, DevicePart, EngineInfo, LoadReport, Memory
from app.services.devices import DeviceList, Held
from app.services.worker_process import worker_command

GIB = 2**30
CPU = Device(name="CPU", description="A processor", kind="cpu", backend="CPU", total_bytes=64 * GIB)
CARD = "NVIDIA GeForce RTX 4060"
MakeList = Callable[..., DeviceList]


def gpu(name: str, description: str = CARD, **values: object) -> Device:
    values = {"backend": "CUDA", "total_bytes": 8 * GIB, "free_bytes": 8 * GIB, **values}
    return Device(name=name, description=description, kind="gpu", **values)  # pyright: ignore[reportArgumentType]


def report(*parts: DevicePart) -> LoadReport:
    return LoadReport(
        architecture="llama",
        name="m",
        quantisation="Q4_K_M",
        n_params=1,
        n_layers=2,
        n_vocab=3,
        n_ctx_train=4,
        n_ctx=5,
        n_batch=6,
        n_threads=7,
        backend="CUDA0",
        gpu_layers=3,
        load_ms=1.0,
        memory=Memory(),
        parts=parts,
    )


@pytest.fixture
def make(qapp: QCoreApplication) -> Iterator[MakeList]:
    made: list[DeviceList] = []

    def make_list(
        *devices: Device,
        nvidia: tuple[NvidiaGpu, ...] = (),
        cards: tuple[DisplayCard, ...] = (),
        command: list[str] | None = None,
    ) -> DeviceList:
        found = DeviceList(
            command or worker_command(),
            nvidia=lambda: NvidiaState(gpus=nvidia),
            cards=lambda: cards,
        )
        made.append(found)
        if devices:
            found.engine = EngineInfo(
                engine="e", system_info="", devices=devices, gpu_offload=True, library_folder=""
            )
            found.refresh()
        return found

    yield make_list
    for found in made:
        found.close()


def test_a_worker_tells_the_devices(make: MakeList, qtbot: QtBot) -> None:
    devices = make()
    assert devices.devices == ()
    with qtbot.waitSignal(devices.changed, timeout=60_000):
        devices.look()
        devices.look()
        assert devices.looking
    assert devices.problem is None
    (cpu,) = [now for now in devices.now if now.device.kind == "cpu"]
    assert cpu.live
    assert 0 < cpu.device.free_bytes <= psutil.virtual_memory().total
    qtbot.waitUntil(lambda: not devices.looking)


def test_an_engine_that_cannot_be_asked_leaves_a_problem(make: MakeList, qtbot: QtBot) -> None:
    devices = make(command=[sys.executable, "-c", "import os; os._exit(3)"])
    with qtbot.waitSignal(devices.changed, timeout=30_000):
        devices.look()
    assert devices.problem is not None
    assert devices.problem.kind == "worker_crashed"
    assert devices.devices == ()


def test_it_looks_by_itself_only_while_somebody_watches(make: MakeList, qtbot: QtBot) -> None:
    devices = make(CPU)
    devices.watch()
    devices.watch()
    devices.unwatch()
    with qtbot.waitSignal(devices.changed, timeout=5_000):
        pass
    devices.unwatch()
    devices.unwatch()
    assert not devices.watching


def test_nvidias_driver_makes_a_card_live(make: MakeList) -> None:
    told = NvidiaGpu(
        name=CARD,
        bus_id="",
        total_bytes=8 * GIB,
        free_bytes=3 * GIB,
        load_percent=90,
        used_by_pid={77: 4 * GIB},
    )
    devices = make(CPU, gpu("CUDA0"), nvidia=(told,))
    _, card = devices.now
    assert (card.source, card.device.free_bytes, card.load_percent) == ("nvml", 3 * GIB, 90)
    (sample,) = devices.gpu_samples()
    assert (sample.name, sample.used_bytes, sample.load_percent) == ("CUDA0", 5 * GIB, 90)


def test_one_card_that_two_backends_name_is_one(make: MakeList) -> None:
    told = NvidiaGpu(name=CARD, bus_id="", free_bytes=GIB)
    devices = make(CPU, gpu("CUDA0"), gpu("Vulkan0", backend="Vulkan"), nvidia=(told,))
    assert [device.free_bytes for device in devices.devices[1:]] == [GIB, GIB]


def test_of_two_alike_each_keeps_its_own_memory(make: MakeList) -> None:
    told = tuple(NvidiaGpu(name=CARD, bus_id=str(i), free_bytes=i * GIB) for i in (1, 2))
    devices = make(CPU, gpu("CUDA0"), gpu("CUDA1"), nvidia=told)
    assert [device.free_bytes for device in devices.devices[1:]] == [GIB, 2 * GIB]
    # Where one of them is hidden from the engine, which is which cannot be known.
    (_, only) = make(CPU, gpu("CUDA0"), nvidia=told).now
    assert only.source == "engine"


def test_amds_driver_makes_its_only_card_live(make: MakeList) -> None:
    card = DisplayCard(
        bus_id="0000:03:00.0",
        vendor="amd",
        vendor_id="0x1002",
        device_id="0x1",
        total_bytes=8 * GIB,
        used_bytes=2 * GIB,
        load_percent=12,
    )
    radeon = gpu("Vulkan0", "AMD Radeon RX 7600 (RADV NAVI33)", backend="Vulkan")
    _, now = make(CPU, radeon, cards=(card,)).now
    assert (now.source, now.device.free_bytes, now.load_percent) == ("sysfs", 6 * GIB, 12)
    _, now = make(CPU, radeon, cards=(card, card)).now
    assert now.source == "engine"


def test_what_nobody_tells_is_said_not_to_be_live(make: MakeList) -> None:
    arc = gpu("Vulkan0", "Intel(R) Arc(tm) A380", backend="Vulkan", free_bytes=5 * GIB)
    devices = make(CPU, arc)
    assert not devices.now[1].live
    assert devices.now[1].device.free_bytes == 5 * GIB
    (sample,) = devices.gpu_samples()
    assert (sample.used_bytes, sample.load_percent) == (None, None)


def test_a_device_that_the_processor_plays_has_the_pcs_memory(make: MakeList) -> None:
    played = gpu("Vulkan0", "llvmpipe", backend="Vulkan", software=True, total_bytes=10**15)
    _, now = make(CPU, played).now
    assert now.source == "system"
    assert now.device.free_bytes <= psutil.virtual_memory().total


def test_which_process_holds_how_much(make: MakeList) -> None:
    told = NvidiaGpu(name=CARD, bus_id="", free_bytes=GIB, used_by_pid={77: 4 * GIB, 5: GIB})
    devices = make(CPU, gpu("CUDA0"), nvidia=(told,))
    part = DevicePart(device="CUDA0", n_layers=3, weights_bytes=100, kv_bytes=20, compute_bytes=3)
    rest = DevicePart(device="CPU", n_layers=0, weights_bytes=50)
    held = devices.held({77: report(part, rest), 78: report(part)})
    # Ours only: 5 is somebody else's. Where the driver does not tell, llama.cpp's account stands.
    assert held["CUDA0"] == (
        Held(77, 4 * GIB, measured=True),
        Held(78, 123, measured=False),
    )
    assert held["CPU"] == (Held(77, 50, measured=False),)
