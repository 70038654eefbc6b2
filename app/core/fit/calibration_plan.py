"""What is measured to calibrate a PC.

Two kinds of models are made for it. *Fat* ones of each tensor type are larger than any cache: a
token's time is the reading of their weights, a prompt's the computing with them; a narrow, a middle
and a wide one tell what a row of a matrix costs by itself. *Thin* ones weigh next to nothing: what
is left is what a layer costs by itself, and, far into a context, what looking back costs; they
differ in their number of layers and the width of their heads, so that each cost can be told from
the others.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from app.core.fit.calibration import DeviceKind
from app.core.fit.made_gguf import MadeShape
from app.core.run import Device

WAY = 2
"""Another number whenever something is measured otherwise: what was measured before says other
things, and is measured anew."""
FAT_BYTES = 200 * 1024 * 1024
WIDE_BYTES = 450 * 1024 * 1024
"""Of a middle and a wide one: they are read so fast that a cache of 32 MB helps noticeably with
200 MB of them."""
LIMIT_S = 20.0
"""For all of it."""
N_CTX = 2048
DEPTH = 768
"""How far into the context a prompt's looking back is measured."""
TOKEN_DEPTH = 260
"""The same for a token's: just past where a CPU begins to share cells among its threads. Farther
on it takes models this thin longer than it does others."""
THIN_PROMPT = 64
_FAT_PROMPT: dict[DeviceKind, int] = {"cpu": 128, "gpu": 512, "igpu": 256, "accel": 256}
_SLOW_PROMPT = 16
"""For a device that is slow at every token."""
SLOW_TOKEN_S = 0.25

Work = Literal["decode", "prefill", "decode_far", "prefill_far"]


class Item(NamedTuple):
    """One Measure of a step. It is stopped after ``seconds``, as soon as something is there."""

    work: Work
    n_prompt: int = 0
    n_gen: int = 0
    depth: int = 0
    repetitions: int = 1
    seconds: float = 0.6
    warm_up: bool = True


class Step(NamedTuple):
    """One model to make and to load on one device, and what to measure with it."""

    device: Device
    shape: MadeShape
    fat: bool
    items: tuple[Item, ...]
    must: bool
    """Whether nothing can be said of the device without it."""


def calibration_steps(devices: Sequence[Device]) -> list[Step]:
    """Return the steps in order: first what must be, for all devices; then the rest, of which
    as many are done as there is time for."""
    steps: list[Step] = []
    for device in devices:
        steps.append(_narrow(device, "Q4_K", must=True))
        steps += [_thin(device, shape) for shape in (THIN_MANY, THIN_WIDE)]
    steps += [_odd(device) for device in devices if device.kind == "cpu"]
    for kinds, make in (
        (("Q8_0",), _narrow),
        (("Q4_K", "Q8_0"), _wide),
        (("Q6_K",), _narrow),
        (("Q6_K",), _wide),
        (("Q8_0", "Q4_K"), _middle),
        (("F16",), _narrow),
    ):
        steps += [make(device, kind) for device in devices for kind in kinds]
    return steps


def narrow_shape(kind: str) -> MadeShape:
    """Return a fat model with the matrices of one of half a billion weights."""
    return _as_many_layers(
        MadeShape(type=kind, n_layers=1, width=1024, n_head=16, n_head_kv=8, n_ff=4096), FAT_BYTES
    )


def wide_shape(kind: str) -> MadeShape:
    """Return a fat model with the matrices of one of 8 billion weights."""
    return _as_many_layers(
        MadeShape(type=kind, n_layers=1, width=4096, n_head=32, n_head_kv=8, n_ff=14336),
        WIDE_BYTES,
    )


def middle_shape(kind: str) -> MadeShape:
    """Return a fat model with the matrices of one of 1.5 billion weights."""
    return _as_many_layers(
        MadeShape(type=kind, n_layers=1, width=2048, n_head=32, n_head_kv=8, n_ff=6144),
        WIDE_BYTES,
    )


def fat_shapes(kind: str) -> tuple[MadeShape, ...]:
    """Return those of one tensor type, the narrowest first."""
    return narrow_shape(kind), middle_shape(kind), wide_shape(kind)


def _as_many_layers(one: MadeShape, n_bytes: int) -> MadeShape:
    """Return ``one`` with as many layers as make about so many bytes."""
    two = msgspec.structs.replace(one, n_layers=2)
    n_layers = max(1, round(n_bytes / (two.weights_bytes - one.weights_bytes)))
    return msgspec.structs.replace(one, n_layers=n_layers, n_ctx=N_CTX)


THIN_MANY, THIN_WIDE, THIN_ODD = (
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
    for n_layers, head_size in ((16, 64), (6, 128), (12, 80))
)


NEAR_TOKENS, FAR_TOKENS = 64, 48
"""Made at an empty context, and at :data:`TOKEN_DEPTH`."""
_DECODE = Item("decode", n_gen=8, repetitions=48, seconds=0.4)
_DECODE_AGAIN = Item("decode", n_gen=8, repetitions=48, seconds=0.25, warm_up=False)
"""What else happens on a PC lasts for a while: a second time says more than a longer one."""
_DECODE_NEAR = Item("decode", n_gen=NEAR_TOKENS, repetitions=8, seconds=0.25)
_DECODE_FAR = Item("decode_far", n_gen=FAR_TOKENS, depth=TOKEN_DEPTH, repetitions=4, seconds=0.4)


def _narrow(device: Device, kind: str, *, must: bool = False) -> Step:
    items = (_DECODE, _prompt(device, repetitions=3), _DECODE_AGAIN)
    return Step(device, narrow_shape(kind), True, items, must)


def _wide(device: Device, kind: str) -> Step:
    return Step(device, wide_shape(kind), True, (_DECODE, _prompt(device, repetitions=2)), False)


def _middle(device: Device, kind: str) -> Step:
    return Step(device, middle_shape(kind), True, (_DECODE,), False)


def _prompt(device: Device, repetitions: int) -> Item:
    n_prompt = _FAT_PROMPT[device.kind]
    return Item("prefill", n_prompt=n_prompt, repetitions=repetitions, warm_up=False)


def _thin(device: Device, shape: MadeShape) -> Step:
    items = (
        _DECODE_NEAR,
        Item("prefill", n_prompt=THIN_PROMPT, repetitions=8, seconds=0.2),
        _DECODE_FAR,
        Item("prefill_far", n_prompt=THIN_PROMPT, depth=DEPTH, repetitions=2, seconds=0.8),
    )
    return Step(device, shape, False, items, True)


def _odd(device: Device) -> Step:
    # Heads whose width is no multiple of what a CPU takes at once: it looks back worse.
    return Step(device, THIN_ODD, False, (_DECODE_NEAR, _DECODE_FAR), False)


def shortened(item: Item, token_s: float | None) -> Item:
    """Return ``item`` for a device that takes ``token_s`` seconds a token of this model."""
    if item.work == "prefill" and token_s is not None and token_s > SLOW_TOKEN_S:
        return item._replace(n_prompt=_SLOW_PROMPT, repetitions=1)
    return item
