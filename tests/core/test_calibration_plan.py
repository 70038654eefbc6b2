"""What the measurements say: played on a machine whose speeds are known, they come out again."""

import msgspec
import pytest

from app.core.fit.calibration import (
    AttentionSpeed,
    Calibration,
    DeviceSpeed,
    TypeSpeed,
)
from app.core.fit.calibration_plan import (
    FAT_BYTES,
    WIDE_BYTES,
    Item,
    Step,
    calibration_steps,
    middle_shape,
    narrow_shape,
    shortened,
    wide_shape,
)
from app.core.fit.calibration_reading import UNKNOWN_COSTS, Taken, device_speed
from app.core.fit.made_gguf import MadeShape
from app.core.fit.memory import Placement
from app.core.fit.shape import LayerShape, ModelShape
from app.core.fit.work import Machine
from app.core.machine import read_machine
from app.core.run import Device, MeasuredRun

CPU = Device(name="CPU", description="A CPU", kind="cpu")
GPU = Device(name="Vulkan0", description="A card", kind="gpu", driver="1.0")
TRUE = DeviceSpeed(
    name="CPU",
    kind="cpu",
    n_threads=2,
    types={
        "Q4_K": TypeSpeed(bytes_per_s=38e9, values_per_s=220e9, row_s=3e-9, prompt_row_s=1e-9),
        "Q8_0": TypeSpeed(bytes_per_s=40e9, values_per_s=140e9, row_s=8e-9, prompt_row_s=2e-9),
        "Q6_K": TypeSpeed(bytes_per_s=34e9, values_per_s=320e9, row_s=15e-9, prompt_row_s=1e-9),
        "F16": TypeSpeed(bytes_per_s=44e9, values_per_s=170e9),
    },
    layer_s=30e-6,
    token_s=100e-6,
    decode_attention=AttentionSpeed(pair_s=5e-9, value_s=6e-11, odd_value_s=9e-10),
    prefill_attention=AttentionSpeed(pair_s=2e-10, value_s=1.5e-11),
)
IN_CACHE = msgspec.structs.replace(
    TRUE, types={"Q4_K": TypeSpeed(bytes_per_s=1e15, values_per_s=1e15)}
)
"""The same machine, as a model meets it that is small enough to stay in its caches."""


def model_of(made: MadeShape) -> ModelShape:
    """The made model as an estimate sees it."""
    layers = msgspec.structs.replace(made, n_layers=made.n_layers + 1)
    n_bytes = layers.weights_bytes - made.weights_bytes
    layer = LayerShape(
        weights_bytes=n_bytes,
        bytes_by_type={made.type: n_bytes},
        n_k=made.key_size * made.n_head_kv,
        n_v=made.key_size * made.n_head_kv,
        n_head=made.n_head,
        n_head_kv=made.n_head_kv,
        n_ff=made.n_ff,
    )
    return ModelShape(
        architecture="llama",
        quantisation=made.type,
        layers=(layer,) * made.n_layers,
        embedding_bytes=0,
        output_bytes=made.token_bytes - n_bytes * made.n_layers,
        tied_output=False,
        n_vocab=made.n_vocab,
        n_embd=made.width,
        n_head=made.n_head,
        n_ff=made.n_ff,
        n_ctx_train=made.n_ctx,
        n_params=0,
        bytes_by_type={made.type: made.weights_bytes},
    )


def played(step: Step, item: Item) -> Taken:
    """What the true machine would have stamped."""
    device = TRUE if step.fat else IN_CACHE
    calibration = Calibration(made_at_ns=0, engine="", machine=read_machine(), devices=(device,))
    machine = Machine(model_of(step.shape), Placement(), calibration)
    prefill_done = round(machine.prefill_s(item.n_prompt, item.depth) * 1e9)
    stamps, now = [], prefill_done
    for n in range(item.n_gen):
        now += round(machine.decode_s(item.depth + item.n_prompt + n) * 1e9)
        stamps.append(now)
    run = MeasuredRun(began=0, prefill_done=prefill_done, tokens=tuple(stamps))
    return Taken(step=step, item=item, runs=(run,) * item.repetitions, n_threads=2)


def everything() -> list[Taken]:
    return [played(step, item) for step in calibration_steps([CPU]) for item in step.items]


def test_known_speeds_come_out_again() -> None:
    found = device_speed(CPU, everything())
    assert found is not None
    assert found.n_threads == 2
    assert found.types.keys() == TRUE.types.keys()
    for kind, true in TRUE.types.items():
        speed = found.types[kind]
        assert speed.bytes_per_s == pytest.approx(true.bytes_per_s, rel=0.03)
        assert speed.values_per_s == pytest.approx(true.values_per_s, rel=0.03)
        if kind != "F16":
            # Rows are counted here, and estimated by what is known of a model.
            assert speed.row_s == pytest.approx(true.row_s, rel=0.15)
            assert speed.prompt_row_s == pytest.approx(true.prompt_row_s, rel=0.15)
    assert found.decode_attention.value_s == pytest.approx(6e-11, rel=0.01)
    assert found.decode_attention.pair_s == pytest.approx(5e-9, rel=0.01)
    assert found.decode_attention.odd_value_s == pytest.approx(9e-10, rel=0.01)
    assert found.prefill_attention.value_s == pytest.approx(1.5e-11, rel=0.01)
    assert found.layer_s == pytest.approx(TRUE.layer_s, rel=0.01)
    assert found.token_s == pytest.approx(TRUE.token_s, rel=0.01)
    assert found.spread == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("missing", "types"),
    [
        ("prefill", {"Q4_K", "Q8_0", "Q6_K", "F16"}),
        ("decode_far", {"Q4_K", "Q8_0", "Q6_K", "F16"}),
        ("prefill_far", {"Q4_K", "Q8_0", "Q6_K", "F16"}),
        ("decode", None),
    ],
)
def test_what_was_not_done_in_time_is_bounded_or_nothing(
    missing: str, types: set[str] | None
) -> None:
    found = device_speed(CPU, [one for one in everything() if one.item.work != missing])
    assert (found and set(found.types)) == types
    if found is not None:
        assert all(speed.values_per_s > 0 for speed in found.types.values())


def test_a_busy_pc_still_gets_a_speed_with_a_wider_band() -> None:
    first = [one for one in everything() if one.step.fat][:1]
    found = device_speed(CPU, first)
    assert found is not None
    assert found.types.keys() == {"Q4_K"}
    assert found.spread >= UNKNOWN_COSTS
    assert found.layer_s > 0
    assert found.decode_attention.value_s > 0


def test_a_device_that_was_not_measured_has_no_speed() -> None:
    assert device_speed(GPU, everything()) is None
    assert device_speed(CPU, []) is None


def test_a_disturbed_measurement_is_still_sane() -> None:
    def disturbed(one: Taken) -> Taken:
        slow = one.step.shape.n_layers == 6
        runs = tuple(
            MeasuredRun(
                began=0,
                prefill_done=run.prefill_done * (9 if slow else 1),
                tokens=tuple(run.prefill_done * (9 if slow else 1) + 9 * n for n in run.tokens),
            )
            for run in one.runs
        )
        return msgspec.structs.replace(one, runs=runs) if slow else one

    found = device_speed(CPU, [disturbed(one) for one in everything()])
    assert found is not None
    assert found.layer_s > 0
    assert found.token_s >= 0
    assert found.decode_attention.pair_s >= 0
    assert found.decode_attention.value_s >= 0


@pytest.mark.parametrize("faster", ["narrow", "wide"])
def test_a_row_costs_something_and_never_all(faster: str) -> None:
    """Whatever else the PC did while the one or the other model was measured."""
    shape = narrow_shape("Q8_0") if faster == "narrow" else wide_shape("Q8_0")

    def hastened(one: Taken) -> Taken:
        runs = tuple(
            MeasuredRun(
                began=0,
                prefill_done=run.prefill_done // 9,
                tokens=tuple(run.prefill_done // 9 + n // 9 for n in run.tokens),
            )
            for run in one.runs
        )
        return msgspec.structs.replace(one, runs=runs) if one.step.shape == shape else one

    found = device_speed(CPU, [hastened(one) for one in everything()])
    assert found is not None
    speed = found.types["Q8_0"]
    assert speed.bytes_per_s > 0
    assert speed.values_per_s > 0
    assert min(speed.row_s, speed.prompt_row_s) >= 0
    if faster == "narrow":
        assert speed.row_s == speed.prompt_row_s == 0


def test_what_must_be_comes_first_for_every_device() -> None:
    steps = calibration_steps([CPU, GPU])
    needed = [step.must for step in steps]
    assert needed == sorted(needed, reverse=True)
    assert {step.device.name for step in steps if step.must} == {"CPU", "Vulkan0"}


@pytest.mark.parametrize("kind", ["Q4_K", "Q8_0", "Q6_K", "F16"])
def test_a_fat_model_is_larger_than_caches(kind: str) -> None:
    assert FAT_BYTES * 0.9 < narrow_shape(kind).weights_bytes < FAT_BYTES * 1.1
    assert WIDE_BYTES * 0.9 < middle_shape(kind).weights_bytes < WIDE_BYTES * 1.1
    assert WIDE_BYTES * 0.8 < wide_shape(kind).weights_bytes < WIDE_BYTES * 1.5


def test_a_slow_device_gets_a_short_prompt() -> None:
    item = Item("prefill", n_prompt=512, repetitions=6)
    assert shortened(item, 0.01) == item
    assert shortened(item, 1.0).n_prompt < 100
    assert shortened(Item("decode", n_gen=9), 1.0).n_gen == 9
