"""Where the parts of a model go: devices, shares, experts, copies."""

from pathlib import Path

import msgspec
import pytest

from app.core.fit.cache import cache_bytes, cache_cells
from app.core.fit.memory import (
    DeviceRoom,
    MemoryEstimate,
    Placement,
    estimate_memory,
    layer_devices,
    most_gpu_layers,
    shared_by_room,
)
from app.core.fit.shape import LayerShape, ModelShape, shape_of
from app.core.fit.weights import repacked_types
from app.core.gguf_header import read_header
from tests.fit.grid import Cell

MIB = 2**20
X86 = "CPU : SSE3 = 1 | AVX2 = 1 | AVX512 = 0 | REPACK = 1 | "
ARM = "CPU : NEON = 1 | ARM_FMA = 1 | DOTPROD = 1 | REPACK = 1 | "


def plain(n_layers: int = 10, *, tied: bool = False) -> ModelShape:
    """Ten layers of 10 MiB with a cache of 1 KiB a token, between tables of 100 MiB."""
    layer = LayerShape(
        weights_bytes=10 * MIB, bytes_by_type={"Q8_0": 10 * MIB}, n_k=256, n_v=256, n_head=4
    )
    return ModelShape(
        architecture="llama",
        quantisation="Q8_0",
        layers=(layer,) * n_layers,
        embedding_bytes=100 * MIB,
        output_bytes=100 * MIB,
        tied_output=tied,
        n_vocab=1000,
        n_embd=256,
        n_head=4,
        n_ff=1024,
        n_ctx_train=4096,
        n_params=10**8,
    )


def gpus(n_layers: int, *names: str, **more: object) -> Placement:
    placement = Placement(gpus=names or ("CUDA0",), n_gpu_layers=n_layers)
    return msgspec.structs.replace(placement, **more)


def room(name: str, free_bytes: int) -> DeviceRoom:
    return DeviceRoom(
        name=name,
        kind="gpu",
        total_bytes=free_bytes,
        free_bytes=free_bytes,
        free_alone_bytes=free_bytes,
    )


def layers_of(estimate: MemoryEstimate) -> list[int]:
    return [device.n_layers for device in estimate.devices]


def test_all_on_the_cpu():
    estimate = estimate_memory(plain(), Placement(n_ctx=4096))
    (cpu,) = estimate.devices
    assert cpu.name == "CPU"
    assert cpu.n_layers == 11
    assert cpu.weights_bytes == 300 * MIB
    assert cpu.kv_bytes == 4096 * 1024 * 10
    assert cpu.total_bytes == cpu.weights_bytes + cpu.kv_bytes + cpu.compute_bytes
    assert estimate.total_bytes == cpu.total_bytes + estimate.engine_bytes
    assert estimate.basis == "header"


@pytest.mark.parametrize(
    ("n_gpu_layers", "expected"),
    [(0, [11, 0]), (1, [10, 1]), (4, [7, 4]), (10, [1, 10]), (11, [0, 11]), (99, [0, 11])],
)
def test_layers_go_to_the_gpu_from_the_last(n_gpu_layers: int, expected: list[int]):
    estimate = estimate_memory(plain(), gpus(n_gpu_layers))
    assert layers_of(estimate) == expected
    cpu, gpu = estimate.devices
    assert cpu.weights_bytes + gpu.weights_bytes == 300 * MIB
    if n_gpu_layers:
        # The output goes with the last layer, the input stays.
        assert gpu.weights_bytes == 100 * MIB + (expected[1] - 1) * 10 * MIB
    assert gpu.kv_bytes == max(expected[1] - 1, 0) * 4096 * 1024


def test_every_layer_where_nobody_counts():
    assert layers_of(estimate_memory(plain(), gpus(-1))) == [0, 11]
    # Without a GPU there is nowhere to go.
    assert layers_of(estimate_memory(plain(), Placement(n_gpu_layers=11))) == [11]


def test_a_tied_table_is_copied_to_the_gpu():
    on_cpu = estimate_memory(plain(tied=True), Placement()).devices
    assert on_cpu[0].weights_bytes == 200 * MIB
    cpu, gpu = estimate_memory(plain(tied=True), gpus(11)).devices
    assert cpu.weights_bytes == 100 * MIB
    assert gpu.weights_bytes == 200 * MIB


def test_the_cpu_keeps_little_where_all_layers_are_elsewhere():
    alone = estimate_memory(plain(), Placement()).devices[0]
    cpu, gpu = estimate_memory(plain(), gpus(11)).devices
    assert cpu.kv_bytes == 0
    assert 0 < cpu.compute_bytes < alone.compute_bytes
    assert 0 < gpu.compute_bytes <= alone.compute_bytes


def test_the_gpu_has_room_for_what_it_computes_of_other_layers():
    everything, part, nothing = (
        estimate_memory(plain(), gpus(n_layers)).devices[1].compute_bytes for n_layers in (11, 4, 0)
    )
    # A matrix and a cache are copied there, whether it has layers of its own or not.
    assert part == nothing > everything


def test_shares_of_several_gpus():
    equal = layer_devices(plain(), gpus(11, "CUDA0", "CUDA1"))
    assert equal.count(1) == 6
    assert equal.count(2) == 5
    thirds = layer_devices(plain(), gpus(11, "CUDA0", "CUDA1", tensor_split=(3.0, 1.0)))
    assert (thirds.count(1), thirds.count(2)) == (9, 2)
    part = layer_devices(plain(), gpus(4, "CUDA0", "CUDA1"))
    assert part == [0] * 7 + [1, 1, 2, 2]


@pytest.mark.parametrize(
    "split", [(0.0, 0.0), (float("nan"), 1.0), (float("inf"), 1.0), (-1.0, -2.0), (1.0,), (1,) * 9]
)
def test_senseless_shares_are_no_error(split: tuple[float, ...]):
    where = layer_devices(plain(), gpus(11, "CUDA0", "CUDA1", tensor_split=split))
    assert len(where) == 11
    assert set(where) <= {1, 2}


def test_by_default_shares_follow_free_memory():
    rooms = (room("CUDA0", 3000 * MIB), room("CUDA1", 1000 * MIB))
    placement = shared_by_room(gpus(11, "CUDA0", "CUDA1"), rooms)
    assert layer_devices(plain(), placement).count(1) == 9
    chosen = gpus(11, "CUDA0", "CUDA1", tensor_split=(1.0, 1.0))
    assert shared_by_room(chosen, rooms) is chosen


def test_experts_of_the_first_layers_stay(tmp_path: Path):
    shape = shape_of(read_header(Cell("glm4moe-solar", "Q8_0", tied=False).make(tmp_path)))
    all_there = estimate_memory(shape, gpus(99))
    some_stay = estimate_memory(shape, gpus(99, n_cpu_moe=2))
    stay = sum(layer.expert_bytes for layer in shape.layers[:2])
    assert stay
    for device, sign in ((0, 1), (1, -1)):
        moved = some_stay.devices[device].weights_bytes - all_there.devices[device].weights_bytes
        assert moved == sign * stay


@pytest.mark.parametrize("free_mib", [0, 50, 150, 200, 260, 400, 4000])
def test_the_most_layers_that_fit(free_mib: int):
    shape, placement = plain(), gpus(0, n_ctx=8192)
    margin = 30 * MIB
    most = most_gpu_layers(shape, placement, (room("CUDA0", free_mib * MIB),), margin)

    def taken(n_layers: int) -> int:
        return estimate_memory(shape, gpus(n_layers, n_ctx=8192)).devices[1].total_bytes

    assert most == 0 or taken(most) <= free_mib * MIB - margin
    assert most == 11 or taken(most + 1) > free_mib * MIB - margin


def test_no_room_is_known():
    assert most_gpu_layers(plain(), gpus(0), (), 0) == 0
    assert most_gpu_layers(plain(), Placement(), (room("CUDA0", 2**40),), 0) == 0


def test_windows_hold_the_window_and_a_batch():
    layer = LayerShape(kind="window", weights_bytes=1, n_k=32, n_v=32, window=4096)
    assert cache_cells(layer, n_ctx=131072, n_batch=512) == 4608
    assert cache_cells(layer, n_ctx=2048, n_batch=512) == 2048
    assert cache_cells(layer, n_ctx=131072, n_batch=2048) == 6144


def test_contexts_are_rounded_up():
    layer = LayerShape(weights_bytes=1, n_k=32, n_v=32)
    assert cache_cells(layer, n_ctx=1000, n_batch=512) == 1024
    assert cache_bytes(layer, "f16", n_ctx=1000, n_batch=512) == 1024 * 64 * 2
    assert cache_bytes(layer, "q8_0", n_ctx=1000, n_batch=512) == 1024 * 2 * 34
    assert cache_bytes(layer, "q4_0", n_ctx=1000, n_batch=512) == 1024 * 2 * 18
    assert cache_bytes(layer, "f16", n_ctx=1000, n_batch=512, n_seq=2) == 1024 * 64 * 2


def test_flash_attention_spares_the_scores():
    on, off = (
        estimate_memory(plain(), Placement(n_ctx=32768, flash_attention=choice)).devices[0]
        for choice in ("on", "off")
    )
    assert off.compute_bytes - on.compute_bytes > 4 * 32768 * 512 * 4 * 0.9
    # A quantised cache is never without it.
    quantised = Placement(n_ctx=32768, flash_attention="off", cache_type="q8_0")
    assert estimate_memory(plain(), quantised).devices[0].compute_bytes == on.compute_bytes


def test_the_projector_goes_with_the_last_layer():
    on_cpu = estimate_memory(plain(), Placement(projector_bytes=MIB))
    assert [device.projector_bytes for device in on_cpu.devices] == [MIB]
    on_gpu = estimate_memory(plain(), gpus(3, projector_bytes=MIB))
    assert [device.projector_bytes for device in on_gpu.devices] == [0, MIB]


def test_what_a_cpu_copies_lies_in_the_file_too(tmp_path: Path):
    """The copy is what has to be there; the mapped file beside it is the system's to drop."""
    shape = shape_of(read_header(Cell("llama", "Q4_K", tied=False).make(tmp_path)))
    plainly, copying = (
        estimate_memory(shape, Placement(repacks=repacks)).devices[0]
        for repacks in (frozenset[str](), repacked_types(X86))
    )
    assert plainly.weights_bytes == copying.weights_bytes
    assert plainly.mapped_bytes < 4096
    assert copying.mapped_bytes > 0.3 * copying.weights_bytes
    assert copying.total_bytes == plainly.total_bytes
    unmapped = Placement(repacks=repacked_types(X86), use_mmap=False)
    assert estimate_memory(shape, unmapped).devices[0].mapped_bytes == 0
    beside_a_gpu = gpus(0, repacks=repacked_types(X86))
    assert estimate_memory(shape, beside_a_gpu).devices[0].mapped_bytes < 4096


def test_types_that_a_cpu_copies():
    assert repacked_types(X86) == {"Q4_0", "Q4_K", "IQ4_NL", "MXFP4"}
    assert {"Q8_0", "Q6_K"} <= repacked_types(ARM)
    assert repacked_types(X86.replace("REPACK = 1", "REPACK = 0")) == frozenset()
    assert repacked_types("") == frozenset()


def test_a_large_vocabulary_costs_the_engine_memory():
    small, large = (
        estimate_memory(shape, Placement()).engine_bytes
        for shape in (plain(), _with_words(plain(), 200_000))
    )
    assert 80 * MIB < large - small < 120 * MIB


def _with_words(shape: ModelShape, n_vocab: int) -> ModelShape:
    return msgspec.structs.replace(shape, n_vocab=n_vocab)
