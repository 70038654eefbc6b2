"""How much of a coming model lies in main memory, by what finds room on a GPU."""

from pathlib import Path

import msgspec
import pytest

from app.core.fit.made_gguf import MadeShape, write_gguf
from app.core.fit.shape import ModelShape, shape_of
from app.core.gguf_header import read_header
from app.core.run import GPU_MARGIN_BYTES, Device, LoadSettings
from app.services.devices import DeviceNow
from app.services.file_check import needed_bytes
from app.services.gpu_room import main_memory_needed

MIB = 1 << 20
LOAD = LoadSettings(n_ctx=2048)
SHAPE = MadeShape(type="Q8_0", n_layers=8, width=1024, n_head=16, n_head_kv=8, n_ff=4096)


@pytest.fixture(scope="module")
def shape(tmp_path_factory: pytest.TempPathFactory) -> ModelShape:
    path: Path = tmp_path_factory.mktemp("model") / "m.gguf"
    for _ in write_gguf(path, SHAPE):
        pass
    return shape_of(read_header(path))


def gpu(free_bytes: int, *, unified: bool = False) -> DeviceNow:
    device = Device(
        name="CUDA0",
        description="A card",
        kind="gpu",
        total_bytes=max(free_bytes, 8 << 30),
        free_bytes=free_bytes,
        unified_memory=unified,
    )
    return DeviceNow(device, "nvml")


def test_without_a_gpu_all_of_it_is_there(shape: ModelShape) -> None:
    assert main_memory_needed(shape, LOAD, [], []) == needed_bytes(shape, LOAD)


def test_what_a_gpu_holds_is_not(shape: ModelShape) -> None:
    all_of_it = needed_bytes(shape, LOAD)
    offloaded = main_memory_needed(shape, LOAD, [gpu(8 << 30)], [])
    assert offloaded < all_of_it - 0.8 * SHAPE.weights_bytes
    asked_for_none = msgspec.structs.replace(LOAD, n_gpu_layers=0)
    on_cpu = main_memory_needed(shape, asked_for_none, [gpu(8 << 30)], [])
    assert on_cpu > all_of_it - 64 * MIB
    elsewhere = msgspec.structs.replace(LOAD, devices=())
    assert main_memory_needed(shape, elsewhere, [gpu(8 << 30)], []) == all_of_it


def test_the_less_room_there_is_the_more_stays(shape: ModelShape) -> None:
    rooms = [0, GPU_MARGIN_BYTES, GPU_MARGIN_BYTES + 80 * MIB, 2 << 30]
    needs = [main_memory_needed(shape, LOAD, [gpu(free)], []) for free in rooms]
    assert needs == sorted(needs, reverse=True)
    assert needs[0] > needs[2] > needs[3]


def test_a_gpu_that_shares_main_memory_saves_none(shape: ModelShape) -> None:
    shared = main_memory_needed(shape, LOAD, [gpu(8 << 30, unified=True)], [])
    assert shared > needed_bytes(shape, LOAD) - 64 * MIB
