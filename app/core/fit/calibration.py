"""How fast this PC's devices are, as measured: what speed estimates are made of."""

from typing import Literal

import msgspec

from app.core.gguf_types import TENSOR_TYPES
from app.core.machine import MachineFacts

DeviceKind = Literal["cpu", "gpu", "igpu", "accel"]


class _Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the values below."""


class TypeSpeed(_Frozen, frozen=True, kw_only=True):
    """What one device makes of the weights of one tensor type."""

    bytes_per_s: float
    """Read for one token: decode."""
    values_per_s: float
    """Weights times tokens, once they are there: prefill."""
    row_s: float = 0.0
    """What each row of a matrix costs a token besides: narrow models are read worse."""
    prompt_row_s: float = 0.0
    """What each row costs each token of a prompt besides."""


class AttentionSpeed(_Frozen, frozen=True, kw_only=True):
    """What looking back costs: seconds for each head and each earlier token, and for each value
    of its K and V rows besides."""

    pair_s: float
    value_s: float
    odd_value_s: float = 0.0
    """More for each of the values that a row's last whole step leaves over: a CPU takes them one
    by one."""


class DeviceSpeed(_Frozen, frozen=True, kw_only=True):
    """One device, by llama.cpp's name."""

    name: str
    kind: DeviceKind
    description: str = ""
    driver: str = ""
    n_threads: int = 1
    types: dict[str, TypeSpeed]
    """By tensor type (``Q4_K`` …), those that were measured; at least one."""
    layer_s: float
    """What a layer costs a token, or a slice of a prompt, whatever its size."""
    token_s: float
    """The same, for a whole pass through the model."""
    decode_attention: AttentionSpeed
    prefill_attention: AttentionSpeed
    spread: float = 0.0
    """How far repeats lay apart, as a share of the rate."""

    @property
    def bandwidth_bytes_per_s(self) -> float:
        """The fastest reading of weights that was seen."""
        return max((speed.bytes_per_s for speed in self.types.values()), default=0.0)

    @property
    def flops_per_s(self) -> float:
        """The fastest computing that was seen; a weight and a token are two operations."""
        return 2 * max((speed.values_per_s for speed in self.types.values()), default=0.0)


class Calibration(_Frozen, frozen=True, kw_only=True):
    """One measurement of all devices. ``engine`` is the fingerprint of the build it was made
    with; ``made_at_ns`` is ns since 1970."""

    made_at_ns: int
    engine: str
    machine: MachineFacts
    devices: tuple[DeviceSpeed, ...]
    seconds: float = 0.0
    """How long it took."""

    def device(self, name: str) -> DeviceSpeed:
        """Return a device by its name; a middling one, without a name, where nobody has
        measured it."""
        stand_in = TYPICAL_CPU if name == "CPU" else TYPICAL_GPU
        return next((found for found in self.devices if found.name == name), stand_in)


TYPICAL_CPU = DeviceSpeed(
    name="",
    kind="cpu",
    types={
        "Q4_K": TypeSpeed(bytes_per_s=25e9, values_per_s=200e9),
        "Q8_0": TypeSpeed(bytes_per_s=30e9, values_per_s=150e9),
    },
    layer_s=40e-6,
    token_s=200e-6,
    decode_attention=AttentionSpeed(pair_s=0.0, value_s=5e-11, odd_value_s=5e-10),
    prefill_attention=AttentionSpeed(pair_s=0.0, value_s=1e-11),
    spread=0.5,
)
TYPICAL_GPU = DeviceSpeed(
    name="",
    kind="gpu",
    types={
        "Q4_K": TypeSpeed(bytes_per_s=200e9, values_per_s=8e12),
        "Q8_0": TypeSpeed(bytes_per_s=260e9, values_per_s=8e12),
    },
    layer_s=40e-6,
    token_s=200e-6,
    decode_attention=AttentionSpeed(pair_s=0.0, value_s=2e-12),
    prefill_attention=AttentionSpeed(pair_s=0.0, value_s=2e-13),
    spread=0.5,
)
"""A middling PC and card of today."""
_SLOW_TABLE_TYPES = ("IQ1", "IQ2", "IQ3", "IQ4", "TQ")
_TABLE_SHARE = 0.6
"""A CPU reads the types that look every weight up in a table about so much slower."""
_FLOATS = ("F16", "BF16", "F32")


def bits_per_value(kind: str) -> float:
    """Return how many bits a weight of this tensor type takes; 8 for one that nobody knows."""
    return _BITS.get(kind, 8.0)


_BITS = {name: 8.0 * size / block for name, block, size in TENSOR_TYPES.values()}


def type_speed(device: DeviceSpeed, kind: str) -> TypeSpeed:
    """Return what a device makes of a tensor type; where that was not measured, what its
    neighbours by size say."""
    measured = device.types.get(kind)
    if measured is not None:
        return measured
    share = _TABLE_SHARE if device.kind == "cpu" and kind.startswith(_SLOW_TABLE_TYPES) else 1.0
    comparable = ((bits_per_value(name), speed) for name, speed in _comparable(device, kind))
    known = sorted(comparable, key=lambda found: found[0])
    bits = bits_per_value(kind)
    below = [found for found in known if found[0] <= bits]
    above = [found for found in known if found[0] > bits]
    if not below or not above:
        _, nearest = below[-1] if below else above[0]
        return TypeSpeed(
            bytes_per_s=nearest.bytes_per_s * share,
            values_per_s=nearest.values_per_s * share,
            row_s=nearest.row_s / share,
            prompt_row_s=nearest.prompt_row_s / share,
        )
    (low_bits, low), (high_bits, high) = below[-1], above[0]
    weight = (bits - low_bits) / (high_bits - low_bits)
    # What a weight takes grows with its bits: the time is what lies in between.
    seconds = (1 - weight) * low_bits / low.bytes_per_s + weight * high_bits / high.bytes_per_s
    values = (1 - weight) / low.values_per_s + weight / high.values_per_s
    row_s = (1 - weight) * low.row_s + weight * high.row_s
    prompt_row_s = (1 - weight) * low.prompt_row_s + weight * high.prompt_row_s
    return TypeSpeed(
        bytes_per_s=bits / seconds * share,
        values_per_s=share / values,
        row_s=row_s / share,
        prompt_row_s=prompt_row_s / share,
    )


def _comparable(device: DeviceSpeed, kind: str) -> list[tuple[str, TypeSpeed]]:
    """Return the measured types that are computed alike: floats are, and blocks are."""
    alike = [found for found in device.types.items() if (found[0] in _FLOATS) == (kind in _FLOATS)]
    return alike or list(device.types.items())
