"""What is measured to calibrate a PC, and what follows from it.

Two kinds of models are made for it. A *fat* one of each tensor type is larger than any cache:
a token's time is the reading of its weights, a prompt's the computing with them. Two *thin* ones
weigh next to nothing: what is left is what a layer costs by itself, and, far into a context, what
looking back costs; they differ in their number of layers and the width of their heads, so that
each cost can be told from the others.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median, median_low
from typing import Literal, NamedTuple

import msgspec

from app.core.fit.calibration import (
    AttentionSpeed,
    DeviceKind,
    DeviceSpeed,
    TypeSpeed,
    bits_per_value,
)
from app.core.fit.made_gguf import MadeShape
from app.core.run import Device, MeasuredRun

FAT_BYTES = 200 * 1024 * 1024
LIMIT_S = 20.0
"""For all of it."""
N_CTX = 2048
DEPTH = 768
"""How far into the context looking back is measured."""
_THIN_PROMPT = 64
_FAT_PROMPT: dict[DeviceKind, int] = {"cpu": 128, "gpu": 512, "igpu": 256, "accel": 256}
_SLOW_PROMPT = 16
"""For a device that is slow at every token."""
SLOW_TOKEN_S = 0.25
_NS = 1e-9

Work = Literal["decode", "prefill", "decode_far", "prefill_far"]


class Item(NamedTuple):
    """One Measure of a step. It is stopped after ``seconds``, as soon as something is there."""

    work: Work
    n_prompt: int = 0
    n_gen: int = 0
    depth: int = 0
    repetitions: int = 1
    seconds: float = 0.6


class Step(NamedTuple):
    """One model to make and to load on one device, and what to measure with it."""

    device: Device
    shape: MadeShape
    fat: bool
    items: tuple[Item, ...]
    must: bool
    """Whether nothing can be said of the device without it."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an item of a step."""

    step: Step
    item: Item
    runs: tuple[MeasuredRun, ...]
    n_threads: int


def calibration_steps(devices: Sequence[Device]) -> list[Step]:
    """Return the steps in order: first what must be, for all devices; then the rest, of which
    as many are done as there is time for."""
    steps: list[Step] = []
    for device in devices:
        steps.append(_fat(device, "Q4_K", must=True))
        steps += [_thin(device, shape) for shape in (THIN_MANY, THIN_WIDE)]
    steps += [_fat(device, kind) for kind in ("Q8_0", "Q6_K", "F16") for device in devices]
    return steps


def fat_shape(kind: str) -> MadeShape:
    """Return a model of about :data:`FAT_BYTES`, its matrices as wide as those of a model of 2
    billion weights."""
    one, two = (
        MadeShape(type=kind, n_layers=n, width=2048, n_head=16, n_head_kv=4, n_ff=6144, n_ctx=N_CTX)
        for n in (1, 2)
    )
    a_layer = two.weights_bytes - one.weights_bytes
    return msgspec.structs.replace(one, n_layers=max(2, round(FAT_BYTES / a_layer)))


THIN_MANY, THIN_WIDE = (
    MadeShape(
        type="Q4_K",
        n_layers=n_layers,
        width=256,
        n_head=16,
        n_head_kv=4,
        head_size=head_size,
        n_ff=256,
        n_ctx=N_CTX,
    )
    for n_layers, head_size in ((16, 64), (6, 128))
)


def _fat(device: Device, kind: str, *, must: bool = False) -> Step:
    items = (
        Item("decode", n_gen=16, repetitions=24),
        Item("prefill", n_prompt=_FAT_PROMPT[device.kind], repetitions=6),
    )
    return Step(device, fat_shape(kind), True, items, must)


def _thin(device: Device, shape: MadeShape) -> Step:
    items = (
        Item("decode", n_gen=64, repetitions=8, seconds=0.25),
        Item("prefill", n_prompt=_THIN_PROMPT, repetitions=8, seconds=0.2),
        Item("decode_far", n_gen=24, depth=DEPTH, seconds=0.5),
        Item("prefill_far", n_prompt=_THIN_PROMPT, depth=DEPTH, repetitions=2, seconds=0.8),
    )
    return Step(device, shape, False, items, True)


def shortened(item: Item, token_s: float | None) -> Item:
    """Return ``item`` for a device that takes ``token_s`` seconds a token of this model."""
    if item.work == "prefill" and token_s is not None and token_s > SLOW_TOKEN_S:
        return item._replace(n_prompt=_SLOW_PROMPT, repetitions=1)
    return item


def token_seconds(runs: Iterable[MeasuredRun]) -> float | None:
    """Return the seconds of one token, in the middle; None without any."""
    gaps: list[float] = [
        later - earlier
        for run in runs
        for earlier, later in pairwise((run.prefill_done, *run.tokens))
    ]
    return median(gaps) * _NS if gaps and median(gaps) > 0 else None


def prefill_seconds(runs: Iterable[MeasuredRun]) -> float | None:
    """Return the seconds of a prompt, in the middle; None without any."""
    times = [run.prefill_done - run.began for run in runs]
    return median_low(times) * _NS if times and median_low(times) > 0 else None


def device_speed(device: Device, taken: Sequence[Taken]) -> DeviceSpeed | None:
    """Return what the measurements say of a device; None where what must be is missing."""
    here = [one for one in taken if one.step.device.name == device.name]
    many, wide = (_Thin(here, shape) for shape in (THIN_MANY, THIN_WIDE))
    if many.decode is None or wide.decode is None:
        return None
    n_layers = many.shape.n_layers
    layer_s = (many.decode - wide.decode) / (n_layers - wide.shape.n_layers)
    # Where something else ran on the PC meanwhile the difference may be anything.
    most = min(many.decode / n_layers, wide.decode / wide.shape.n_layers)
    layer_s = min(max(layer_s, most / 2), most)
    token_s = min(many.decode - n_layers * layer_s, wide.decode)
    prefill_attention = _attention(many.prefill_pair_s, wide.prefill_pair_s)
    fat = {one.step.shape.type: one.step.shape for one in here if one.step.fat}
    types = {
        kind: speed
        for kind, shape in fat.items()
        if (speed := _type_speed(here, shape, token_s + shape.n_layers * layer_s))
    }
    if not types:
        return None
    return DeviceSpeed(
        name=device.name,
        kind=device.kind,
        description=device.description,
        driver=device.driver,
        n_threads=max(one.n_threads for one in here),
        types=types,
        layer_s=layer_s,
        token_s=token_s,
        decode_attention=_attention(many.decode_pair_s, wide.decode_pair_s),
        prefill_attention=prefill_attention,
        spread=_spread(here),
    )


class _Thin:
    """What one of the thin models took."""

    def __init__(self, taken: Sequence[Taken], shape: MadeShape) -> None:
        self.shape = shape
        runs = {one.item.work: one.runs for one in taken if one.step.shape == shape}
        self.decode = token_seconds(runs.get("decode", ()))
        far = token_seconds(runs.get("decode_far", ()))
        looks = shape.n_layers * shape.n_head * DEPTH
        self.decode_pair_s = _per(far, self.decode, looks)
        near = prefill_seconds(runs.get("prefill", ()))
        far = prefill_seconds(runs.get("prefill_far", ()))
        self.prefill_pair_s = _per(far, near, looks * _THIN_PROMPT)
        self.n_values = 2 * shape.key_size


def _per(far: float | None, near: float | None, looks: int) -> float | None:
    return max(0.0, far - near) / looks if far is not None and near is not None else None


def _attention(many: float | None, wide: float | None) -> AttentionSpeed:
    """Return the two costs of looking back from the seconds of a head and an earlier token, at
    the heads' two widths."""
    n_many, n_wide = 2 * THIN_MANY.key_size, 2 * THIN_WIDE.key_size
    if many is None or wide is None:
        only = many if wide is None else wide
        return AttentionSpeed(pair_s=0.0, value_s=(only or 0.0) / (n_many if many else n_wide))
    value_s = (wide - many) / (n_wide - n_many)
    pair_s = many - value_s * n_many
    if value_s < 0:
        return AttentionSpeed(pair_s=(many + wide) / 2, value_s=0.0)
    if pair_s < 0:
        return AttentionSpeed(pair_s=0.0, value_s=(many + wide) / (n_many + n_wide))
    return AttentionSpeed(pair_s=pair_s, value_s=value_s)


def _type_speed(taken: Sequence[Taken], shape: MadeShape, fixed_s: float) -> TypeSpeed | None:
    """Return what a fat model says; ``fixed_s`` is what its layers cost whatever their size."""
    found = {one.item.work: one for one in taken if one.step.shape == shape}
    decode, prefill = found.get("decode"), found.get("prefill")
    token = token_seconds(decode.runs) if decode else None
    if token is None:
        return None
    n_bytes = shape.token_bytes
    reading_s = max(token - fixed_s, token / 2)
    values_a_byte = 8 / bits_per_value(shape.type)
    seconds = prefill_seconds(prefill.runs) if prefill else None
    if prefill is None or seconds is None:
        # Not done in time. Computing is never slower than token by token.
        return TypeSpeed(
            bytes_per_s=n_bytes / reading_s, values_per_s=n_bytes * values_a_byte / reading_s
        )
    computing_s = max(seconds - fixed_s - reading_s, seconds / 4)
    n_values = shape.prompt_bytes * values_a_byte * prefill.item.n_prompt
    return TypeSpeed(bytes_per_s=n_bytes / reading_s, values_per_s=n_values / computing_s)


def _spread(taken: Sequence[Taken]) -> float:
    """Return how far the repeats of the fat models' decode lie apart, half of the middle."""
    widest = 0.0
    for one in taken:
        rates = [1 / found for run in one.runs if (found := token_seconds([run]))]
        if one.step.fat and len(rates) > 1:
            widest = max(widest, (max(rates) - min(rates)) / (max(rates) + min(rates)))
    return widest
