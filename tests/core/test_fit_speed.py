"""What a token and a prompt cost, by shape, place and this PC's speed."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.fit.calibration import (
    TYPICAL_CPU,
    TYPICAL_GPU,
    AttentionSpeed,
    Calibration,
    DeviceSpeed,
    TypeSpeed,
    type_speed,
)
from app.core.fit.memory import Placement
from app.core.fit.shape import LayerShape, ModelShape
from app.core.fit.speed import Band, Correction, SpeedEstimate, estimate_speed, learn
from app.core.fit.work import Machine
from app.core.machine import MachineFacts

USUAL = Placement()
FREE = AttentionSpeed(pair_s=0.0, value_s=0.0)
CPU = DeviceSpeed(
    name="CPU",
    kind="cpu",
    types={
        "Q4_K": TypeSpeed(bytes_per_s=20e9, values_per_s=200e9),
        "Q8_0": TypeSpeed(bytes_per_s=40e9, values_per_s=100e9),
    },
    layer_s=0.0,
    token_s=0.0,
    decode_attention=FREE,
    prefill_attention=FREE,
)
GPU = msgspec.structs.replace(
    CPU,
    name="CUDA0",
    kind="gpu",
    types={"Q4_K": TypeSpeed(bytes_per_s=200e9, values_per_s=20e12)},
)
CALIBRATION = Calibration(
    made_at_ns=1,
    engine="build",
    machine=MachineFacts(
        os="", cpu_name="", physical_cores=2, logical_cores=2, memory_bytes=1, python=""
    ),
    devices=(CPU, GPU),
)
LAYER = LayerShape(
    weights_bytes=90_000_000,
    bytes_by_type={"Q4_K": 90_000_000},
    n_k=1024,
    n_v=1024,
    n_head=32,
    n_head_kv=8,
)


def shape(*layers: LayerShape, **values: object) -> ModelShape:
    base = ModelShape(
        architecture="llama",
        quantisation="Q4_K_M",
        layers=layers or (LAYER,) * 20,
        embedding_bytes=0,
        output_bytes=200_000_000,
        tied_output=False,
        n_vocab=100_000,
        n_embd=4096,
        n_head=32,
        n_ff=14336,
        n_ctx_train=8192,
        n_params=3_600_000_000,
        bytes_by_type={"Q4_K": 2_000_000_000},
    )
    return msgspec.structs.replace(base, **values)


def machine(model: ModelShape, placement: Placement, *devices: DeviceSpeed) -> Machine:
    calibration = msgspec.structs.replace(CALIBRATION, devices=devices or CALIBRATION.devices)
    return Machine(model, placement, calibration)


def test_a_token_reads_every_weight_once() -> None:
    seconds = machine(shape(), Placement()).decode_s(0)
    assert seconds == pytest.approx((20 * 90e6 + 200e6) / 20e9)


def test_a_layer_costs_something_whatever_its_size() -> None:
    slow = msgspec.structs.replace(CPU, layer_s=1e-3, token_s=5e-3)
    more = machine(shape(), Placement(), slow).decode_s(0) - machine(shape(), Placement()).decode_s(
        0
    )
    assert more == pytest.approx(20e-3 + 5e-3)


def test_a_token_meets_a_few_experts_a_prompt_nearly_all() -> None:
    layer = msgspec.structs.replace(LAYER, expert_bytes=80_000_000, has_experts=True)
    model = shape(*(layer,) * 20, n_expert=128, n_expert_used=8)
    model_machine = machine(model, Placement())
    decode = (20 * (10e6 + 80e6 / 16) + 200e6) / 20e9
    assert model_machine.decode_s(0) == pytest.approx(decode)
    # A prompt computes with the same few, but reads all that any of its tokens meets.
    values = 20 * (10e6 + 80e6 / 16) * 8 / 4.5
    reading = (20 * 90e6 + 200e6) / 20e9
    found = model_machine.prefill_s(512)
    assert found == pytest.approx(512 * values / 200e9 + reading, rel=0.06)


def test_looking_back_grows_with_the_context_but_not_past_a_window() -> None:
    looks = AttentionSpeed(pair_s=1e-9, value_s=1e-11)
    cpu = msgspec.structs.replace(CPU, decode_attention=looks, prefill_attention=looks)
    window = msgspec.structs.replace(LAYER, kind="window", window=128)
    state = msgspec.structs.replace(LAYER, kind="recurrent", state_bytes=1000)
    full, sliding, recurrent = (
        machine(shape(*(layer,) * 20), Placement(), cpu) for layer in (LAYER, window, state)
    )
    a_look = 20 * 32 * (1e-9 + 1e-11 * 256)
    a_row = 20 * 2 * 2048 / 40e9
    assert full.decode_s(4000) - full.decode_s(0) == pytest.approx(4000 * (a_look + a_row))
    assert sliding.decode_s(4000) == sliding.decode_s(128) > sliding.decode_s(0)
    assert recurrent.decode_s(4000) == recurrent.decode_s(0)
    assert full.prefill_s(512, 2048) - full.prefill_s(512) == pytest.approx(512 * 2048 * a_look)
    assert sliding.prefill_s(512, 2048) == pytest.approx(sliding.prefill_s(512, 1024))


def test_threads_that_share_cells_wait_for_the_one_with_the_most() -> None:
    looks = AttentionSpeed(pair_s=1e-9, value_s=0.0)
    cpu = msgspec.structs.replace(CPU, decode_attention=looks, n_threads=2)
    gpu = msgspec.structs.replace(GPU, decode_attention=looks, n_threads=2)

    free = [msgspec.structs.replace(one, decode_attention=FREE) for one in (cpu, gpu)]

    def tokens(depth: int, placement: Placement = USUAL, layer: LayerShape = LAYER) -> float:
        withal, without = (
            machine(shape(layer), placement, *devices).decode_s(depth)
            for devices in ((cpu, gpu), free)
        )
        return (withal - without) / (32 * 1e-9)

    assert tokens(200) == pytest.approx(200)
    # From 256 cells on each thread has half of 512, and the second one's are hardly filled.
    assert tokens(300) == pytest.approx(512)
    assert tokens(500) == pytest.approx(512)
    assert tokens(2047) == pytest.approx(2048)
    assert tokens(300, Placement(cache_type="q8_0")) == pytest.approx(300)
    assert tokens(300, Placement(flash_attention="off")) == pytest.approx(300)
    assert tokens(300, Placement(gpus=("CUDA0",), n_gpu_layers=9)) == pytest.approx(300)
    window = msgspec.structs.replace(LAYER, kind="window", window=512)
    assert tokens(4000, layer=window) == pytest.approx(1024)


def test_threads_read_the_rows_of_the_cells_that_they_have() -> None:
    a_row = 20 * 2 * 2048 / 40e9
    for n_threads, n_rows in ((1, 300), (2, 512), (4, 512), (16, 512)):
        found = machine(shape(), USUAL, msgspec.structs.replace(CPU, n_threads=n_threads))
        more = found.decode_s(300) - found.decode_s(0)
        assert more == pytest.approx(n_rows * a_row)


def test_a_row_of_a_matrix_costs_each_token_of_a_prompt() -> None:
    row_s = 1e-9
    types = {
        kind: msgspec.structs.replace(speed, prompt_row_s=row_s)
        for kind, speed in CPU.types.items()
    }
    cpu = msgspec.structs.replace(CPU, types=types)
    more = machine(shape(), USUAL, cpu).prefill_s(512) - machine(shape(), USUAL).prefill_s(512)
    n_rows = 160e6 / 4096
    # Of the last layer most weights follow the last token alone.
    assert 19 * n_rows <= more / (512 * row_s) <= 20 * n_rows
    assert machine(shape(), USUAL, cpu).decode_s(0) == machine(shape(), USUAL).decode_s(0)


def test_heads_of_an_odd_width_look_back_worse() -> None:
    looks = AttentionSpeed(pair_s=0.0, value_s=1e-11, odd_value_s=1e-9)
    cpu = msgspec.structs.replace(CPU, decode_attention=looks)
    even, odd = (
        machine(shape(msgspec.structs.replace(LAYER, n_k=width, n_v=width)), Placement(), cpu)
        for width in (8 * 64, 8 * 80)
    )
    more = 32 * 100 * 128e-11 + 100 * 2 * 1024 / 40e9
    assert even.decode_s(100) - even.decode_s(0) == pytest.approx(more)
    more = 32 * 100 * (160e-11 + 32e-9) + 100 * 2 * 1280 / 40e9
    assert odd.decode_s(100) - odd.decode_s(0) == pytest.approx(more)


def test_a_compressed_cache_is_looked_through_by_every_head() -> None:
    looks = AttentionSpeed(pair_s=0.0, value_s=1e-12)
    cpu = msgspec.structs.replace(CPU, decode_attention=looks)
    layer = msgspec.structs.replace(LAYER, kind="mla", n_k=576, n_v=0, n_head_kv=1)
    found = machine(shape(layer), Placement(), cpu)
    more = 32 * 1000 * 2 * 576e-12 + 1000 * 2 * 576 / 40e9
    assert found.decode_s(1000) - found.decode_s(0) == pytest.approx(more)


def test_a_smaller_cache_is_read_sooner() -> None:
    longer = [
        machine(shape(), Placement(cache_type=kind)).decode_s(4000)
        for kind in ("f16", "q8_0", "q4_0")
    ]
    nothing = machine(shape(), Placement()).decode_s(0)
    shares = [(seconds - nothing) / (longer[0] - nothing) for seconds in longer]
    assert shares == pytest.approx([1, 34 / 64, 18 / 64])


def test_a_part_on_the_gpu_is_in_between_and_every_layer_counts() -> None:
    speeds = [
        1 / machine(shape(), Placement(gpus=("CUDA0",), n_gpu_layers=n)).decode_s(0)
        for n in range(22)
    ]
    assert speeds == sorted(speeds)
    assert speeds[-1] == pytest.approx(200e9 / 2e9, rel=0.01)


def test_experts_kept_in_main_memory_are_read_there() -> None:
    layer = msgspec.structs.replace(LAYER, expert_bytes=80_000_000, has_experts=True)
    model = shape(*(layer,) * 20, n_expert=128, n_expert_used=8)
    all_there = Placement(gpus=("CUDA0",), n_gpu_layers=21)
    kept = msgspec.structs.replace(all_there, n_cpu_moe=20)
    without, withal = machine(model, all_there), machine(model, kept)
    more = 20 * 80e6 / 16 * (1 / 20e9 - 1 / 200e9)
    assert withal.decode_s(0) - without.decode_s(0) == pytest.approx(more, rel=0.5)
    assert withal.used == [0, 1]
    assert without.used == [1]


def test_a_prompt_slice_by_slice() -> None:
    model = machine(shape(), Placement(n_batch=128))
    assert model.prefill_s(256) == pytest.approx(2 * model.prefill_s(128))
    assert model.prefill_s(0) == 0


@pytest.mark.parametrize("kind", ["Q5_K", "Q6_K", "IQ4_XS", "F16", "Q2_K", "no such type"])
def test_a_type_that_was_not_measured_is_like_its_neighbours(kind: str) -> None:
    found = type_speed(CPU, kind)
    assert 10e9 < found.bytes_per_s <= 40e9
    assert 50e9 < found.values_per_s <= 200e9


def bands(estimate: SpeedEstimate) -> list[Band]:
    return [
        estimate.decode_empty,
        estimate.decode_full,
        estimate.prefill_empty,
        estimate.prefill_full,
    ]


def test_what_nobody_measured_is_told_with_a_wide_band() -> None:
    other = Placement(gpus=("Vulkan3",), n_gpu_layers=21)
    for model, basis in ((shape(), "header"), (shape(exact=False), "catalogue")):
        band = estimate_speed(model, other, CALIBRATION).decode_empty
        assert band.basis == basis
        assert band.high / band.low > 4
    band = estimate_speed(shape(), Placement(), CALIBRATION).decode_empty
    assert band.basis == "calibration"
    assert band.estimate == pytest.approx(10.0)
    assert 1.2 < band.high / band.low < 1.5


def width(band: Band) -> float:
    return band.high / band.low


def correction(model: ModelShape, measured: float, identity: str) -> Correction:
    found = learn(
        "decode", model, Placement(), CALIBRATION, measured, n_prompt=10, identity=identity
    )
    assert found is not None
    return found


def test_a_real_run_of_another_model_narrows_the_band_and_moves_it() -> None:
    other = correction(shape(*(LAYER,) * 10), 17.5, "other")
    before = estimate_speed(shape(), Placement(), CALIBRATION, identity="mine")
    after = estimate_speed(shape(), Placement(), CALIBRATION, (other,), identity="mine")
    assert after.decode_empty.basis == "other_models"
    moved = after.decode_empty.estimate / before.decode_empty.estimate
    assert moved == pytest.approx(other.ratio ** (1 / 1.5))
    assert width(after.decode_empty) < width(before.decode_empty)
    assert after.prefill_empty == before.prefill_empty
    # One that was far off leaves it open how much of that was its own.
    surprise = correction(shape(*(LAYER,) * 10), 10.0, "other")
    wide = estimate_speed(shape(), Placement(), CALIBRATION, (surprise,), identity="mine")
    assert width(wide.decode_empty) > width(before.decode_empty)


def test_a_run_of_the_model_itself_is_shown_beside_the_estimate() -> None:
    own = correction(shape(), 8.0, "mine")
    other = correction(shape(), 12.0, "other")
    before = estimate_speed(shape(), Placement(), CALIBRATION)
    band = estimate_speed(shape(), Placement(), CALIBRATION, (own, other), identity="mine")
    assert band.decode_empty.basis == "measured"
    assert band.decode_empty.measured == pytest.approx(8.0, rel=1e-3)
    assert band.decode_empty.low < 8.0 < band.decode_empty.high
    moved = band.decode_empty.estimate / before.decode_empty.estimate
    assert moved == pytest.approx(other.ratio ** (1 / 1.5))
    assert band.decode_full.measured is None


def test_the_more_models_agree_the_more_they_are_believed() -> None:
    def estimate(n_models: int) -> float:
        seen = [correction(shape(), 20.0, f"other {n}") for n in range(n_models)]
        return estimate_speed(shape(), Placement(), CALIBRATION, seen).decode_empty.estimate

    rates = [estimate(n) for n in (0, 1, 2, 5, 100)]
    assert rates == sorted(rates)
    assert rates[-1] == pytest.approx(20.0, rel=0.01)
    again = [correction(shape(), 20.0, "other")] * 100
    one = estimate_speed(shape(), Placement(), CALIBRATION, again).decode_empty.estimate
    assert one == pytest.approx(rates[1])


def test_runs_elsewhere_teach_nothing_here() -> None:
    other = correction(shape(), 15.0, "other")
    on_gpu = Placement(gpus=("CUDA0",), n_gpu_layers=21)
    found = estimate_speed(shape(), on_gpu, CALIBRATION, (other,))
    assert found == estimate_speed(shape(), on_gpu, CALIBRATION)


def test_another_quantisation_teaches_where_there_is_nothing_nearer() -> None:
    eight = shape(bytes_by_type={"Q8_0": 1})
    other = correction(shape(), 15.0, "other")
    band = estimate_speed(eight, Placement(), CALIBRATION, (other,)).decode_empty
    assert band.basis == "other_models"
    nearer = msgspec.structs.replace(other, quantisation="Q8_0", ratio=0.9)
    both = estimate_speed(eight, Placement(), CALIBRATION, (other, nearer)).decode_empty
    plain = estimate_speed(eight, Placement(), CALIBRATION).decode_empty.estimate
    assert band.estimate == pytest.approx(plain * other.ratio ** (1 / 2.5))
    assert both.estimate == pytest.approx(plain * 0.9 ** (1 / 1.5))
    assert both.high / both.low < band.high / band.low


@pytest.mark.parametrize("measured", [0.0, -1.0, math.nan, math.inf])
def test_a_run_that_says_nothing_teaches_nothing(measured: float) -> None:
    assert learn("decode", shape(), Placement(), CALIBRATION, measured, n_prompt=1) is None


COUNTS = st.integers(0, 2**40)
LAYERS = st.builds(
    LayerShape,
    kind=st.sampled_from(["full", "window", "mla", "recurrent"]),
    weights_bytes=COUNTS,
    expert_bytes=COUNTS,
    bytes_by_type=st.dictionaries(st.sampled_from(["Q4_K", "F32", "?", "IQ1_S"]), COUNTS),
    n_k=COUNTS,
    n_v=COUNTS,
    n_head=COUNTS,
    n_head_kv=COUNTS,
    window=COUNTS,
    state_bytes=COUNTS,
    has_experts=st.booleans(),
)


@given(
    st.lists(LAYERS, max_size=4),
    st.builds(
        Placement,
        n_ctx=st.integers(0, 2**20),
        n_batch=st.integers(64, 4096),
        gpus=st.sampled_from([(), ("CUDA0",), ("CUDA0", "CUDA1")]),
        n_gpu_layers=st.integers(-3, 9),
        n_cpu_moe=st.integers(0, 9),
    ),
    COUNTS,
    COUNTS,
)
def test_no_shape_is_too_absurd(
    layers: list[LayerShape], placement: Placement, n_expert: int, used: int
) -> None:
    model = msgspec.structs.replace(
        shape(), layers=tuple(layers), n_expert=n_expert, n_expert_used=used, n_embd=used
    )
    for calibration in (CALIBRATION, msgspec.structs.replace(CALIBRATION, devices=())):
        for band in bands(estimate_speed(model, placement, calibration)):
            assert 0 < band.low <= band.estimate <= band.high < math.inf


@given(st.integers(1, 10**10), st.integers(1, 10**10))
def test_more_to_read_is_never_faster(less: int, more: int) -> None:
    less, more = sorted((less, more))
    for devices in ((TYPICAL_CPU,), (TYPICAL_GPU,)):
        named = tuple(msgspec.structs.replace(one, name="CPU") for one in devices)
        seconds = [
            machine(
                shape(LayerShape(weights_bytes=size, bytes_by_type={"Q4_K": size})),
                Placement(),
                *named,
            ).decode_s(0)
            for size in (less, more)
        ]
        assert seconds[0] <= seconds[1]
