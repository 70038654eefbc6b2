"""What the measurements of a calibration say of a device."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import mean, median, median_low

import msgspec

from app.core.fit.calibration import (
    TYPICAL_CPU,
    TYPICAL_GPU,
    AttentionSpeed,
    DeviceSpeed,
    TypeSpeed,
    bits_per_value,
)
from app.core.fit.calibration_plan import (
    DEPTH,
    FAR_TOKENS,
    NEAR_TOKENS,
    THIN_MANY,
    THIN_ODD,
    THIN_PROMPT,
    THIN_WIDE,
    TOKEN_DEPTH,
    Item,
    Step,
    narrow_shape,
    wide_shape,
)
from app.core.fit.looking_back import Head, waited_for
from app.core.fit.made_gguf import MadeShape
from app.core.run import Device, MeasuredRun

UNKNOWN_COSTS = 0.3
"""How much wider a band is where the PC was too busy, or is too slow, for all of it: layers and
looking back are then taken to cost what they do elsewhere."""
_NS = 1e-9
_HICCUP = 3.0
"""Times the middle."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an item of a step."""

    step: Step
    item: Item
    runs: tuple[MeasuredRun, ...]
    n_threads: int


def token_seconds(runs: Iterable[MeasuredRun]) -> float | None:
    """Return the seconds of one token; None without any.

    A real run's rate has its hiccups in it, and so has this; but one that is much longer than
    all others says nothing of the next run.
    """
    gaps: list[float] = [
        later - earlier
        for run in runs
        for earlier, later in pairwise((run.prefill_done, *run.tokens))
    ]
    middle = median(gaps) if gaps else 0.0
    if middle <= 0:
        return None
    return mean(min(gap, _HICCUP * middle) for gap in gaps) * _NS


def prefill_seconds(runs: Iterable[MeasuredRun]) -> float | None:
    """Return the seconds of a prompt, in the middle; None without any."""
    times = [run.prefill_done - run.began for run in runs]
    return median_low(times) * _NS if times and median_low(times) > 0 else None


def device_speed(device: Device, taken: Sequence[Taken]) -> DeviceSpeed | None:
    """Return what the measurements say of a device; None where what must be is missing."""
    here = [one for one in taken if one.step.device.name == device.name]
    on_cpu = device.kind == "cpu"
    many, wide, odd = (_Thin(here, shape, on_cpu) for shape in (THIN_MANY, THIN_WIDE, THIN_ODD))
    typical = TYPICAL_CPU if device.kind == "cpu" else TYPICAL_GPU
    layer_s, token_s = _fixed_costs(many, wide) or (typical.layer_s, typical.token_s)
    types = _type_speeds(here, layer_s, token_s)
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
        decode_attention=_with_odd(_attention(many.decode_pair_s, wide.decode_pair_s), odd)
        or typical.decode_attention,
        prefill_attention=_attention(many.prefill_pair_s, wide.prefill_pair_s)
        or typical.prefill_attention,
        spread=_spread(here) + (0.0 if many.complete and wide.complete else UNKNOWN_COSTS),
    )


class _Thin:
    """What one of the thin models took."""

    def __init__(self, taken: Sequence[Taken], shape: MadeShape, on_cpu: bool) -> None:
        self.shape = shape
        found = {one.item.work: one for one in taken if one.step.shape == shape}
        runs = {work: one.runs for work, one in found.items()}
        heads = shape.n_layers * shape.n_head
        near = token_seconds(runs.get("decode", ()))
        far = token_seconds(runs.get("decode_far", ()))
        n_threads = max((one.n_threads for one in found.values()), default=1)
        near_looks, far_looks = (
            waited_for(seen, seen + 1, n_threads) if on_cpu else seen
            for seen in (NEAR_TOKENS // 2, TOKEN_DEPTH + FAR_TOKENS // 2)
        )
        self.decode_pair_s = _per(far, near, heads * (far_looks - near_looks))
        self.decode = near
        """A token's seconds, the few that it looks back on left out."""
        if near is not None:
            looking_s = (self.decode_pair_s or 0.0) * heads * near_looks
            self.decode = max(near - looking_s, near / 2)
        near = prefill_seconds(runs.get("prefill", ()))
        far = prefill_seconds(runs.get("prefill_far", ()))
        self.prefill_pair_s = _per(far, near, heads * DEPTH * THIN_PROMPT)
        self.complete = None not in (self.decode, self.decode_pair_s, self.prefill_pair_s)


def _per(far: float | None, near: float | None, looks: float) -> float | None:
    return max(0.0, far - near) / looks if far is not None and near is not None else None


def _fixed_costs(many: _Thin, wide: _Thin) -> tuple[float, float] | None:
    """Return what a layer and a pass cost by themselves; None where they were not measured."""
    if many.decode is None or wide.decode is None:
        return None
    n_layers = many.shape.n_layers
    layer_s = (many.decode - wide.decode) / (n_layers - wide.shape.n_layers)
    # Where something else ran on the PC meanwhile the difference may be anything.
    most = min(many.decode / n_layers, wide.decode / wide.shape.n_layers)
    layer_s = min(max(layer_s, most / 2), most)
    return layer_s, min(many.decode - n_layers * layer_s, wide.decode)


def _attention(many: float | None, wide: float | None) -> AttentionSpeed | None:
    """Return the two costs of looking back from the seconds of a head and an earlier token, at
    the heads' two widths; None without any."""
    n_many, n_wide = 2 * THIN_MANY.key_size, 2 * THIN_WIDE.key_size
    if many is None and wide is None:
        return None
    if many is None:
        return AttentionSpeed(pair_s=0.0, value_s=(wide or 0.0) / n_wide)
    if wide is None:
        return AttentionSpeed(pair_s=0.0, value_s=many / n_many)
    value_s = (wide - many) / (n_wide - n_many)
    pair_s = many - value_s * n_many
    if value_s < 0:
        return AttentionSpeed(pair_s=(many + wide) / 2, value_s=0.0)
    if pair_s < 0:
        return AttentionSpeed(pair_s=0.0, value_s=(many + wide) / (n_many + n_wide))
    return AttentionSpeed(pair_s=pair_s, value_s=value_s)


def _with_odd(cost: AttentionSpeed | None, odd: _Thin) -> AttentionSpeed | None:
    """Return ``cost`` with what heads of an odd width cost more, where that was measured."""
    head = Head(odd.shape.key_size, odd.shape.key_size)
    if cost is None or odd.decode_pair_s is None:
        return cost
    more_s = max(0.0, odd.decode_pair_s - head.seconds(cost))
    return msgspec.structs.replace(cost, odd_value_s=more_s / head.odd_values)


class _Fat:
    """What one of the fat models took."""

    def __init__(
        self, taken: Sequence[Taken], shape: MadeShape, layer_s: float, token_s: float
    ) -> None:
        self.shape = shape
        self.fixed_s = token_s + shape.n_layers * layer_s
        """What its layers cost whatever their size."""
        here = [one for one in taken if one.step.shape == shape]
        prefill = next((one for one in here if one.item.work == "prefill"), None)
        self.n_prompt = prefill.item.n_prompt if prefill else 0
        self.prompt_s = prefill_seconds(prefill.runs) if prefill else None
        # Each time it was measured counts alike, however many tokens there were.
        tokens = [token_seconds(one.runs) for one in here if one.item.work == "decode"]
        known = [token for token in tokens if token is not None]
        token = mean(known) if known else None
        self.reading_s = max(token - self.fixed_s, token / 2) if token is not None else None


def _type_speeds(taken: Sequence[Taken], layer_s: float, token_s: float) -> dict[str, TypeSpeed]:
    """Return what the fat models say of each tensor type."""
    speeds: dict[str, TypeSpeed] = {}
    for kind in dict.fromkeys(one.step.shape.type for one in taken if one.step.fat):
        narrow, wide = (
            _Fat(taken, shape, layer_s, token_s) for shape in (narrow_shape(kind), wide_shape(kind))
        )
        if narrow.reading_s is None:
            continue
        row_s = _row_s(narrow, wide)
        n_bytes = narrow.shape.token_bytes
        bytes_per_s = n_bytes / (narrow.reading_s - narrow.shape.token_rows * row_s)
        values_a_byte = 8 / bits_per_value(kind)
        # Where it was not done in time: computing is never slower than token by token.
        values_per_s = n_bytes * values_a_byte / narrow.reading_s
        if narrow.prompt_s is not None:
            once_s = narrow.fixed_s + n_bytes / bytes_per_s
            computing_s = max(narrow.prompt_s - once_s, narrow.prompt_s / 4)
            n_values = narrow.shape.prompt_bytes * values_a_byte * narrow.n_prompt
            values_per_s = n_values / computing_s
        speeds[kind] = TypeSpeed(bytes_per_s=bytes_per_s, values_per_s=values_per_s, row_s=row_s)
    return speeds


def _row_s(narrow: _Fat, wide: _Fat) -> float:
    """Return what a row costs by itself: how much worse than the wide model the narrow one is
    read. Without a wide one it is part of the rate."""
    if narrow.reading_s is None or wide.reading_s is None:
        return 0.0
    # Two equations: seconds = bytes / rate + rows * row_s.
    scale = narrow.shape.token_bytes / wide.shape.token_bytes
    more_s = narrow.reading_s - scale * wide.reading_s
    row_s = more_s / (narrow.shape.token_rows - scale * wide.shape.token_rows)
    return min(max(0.0, row_s), narrow.reading_s / 2 / narrow.shape.token_rows)


def _spread(taken: Sequence[Taken]) -> float:
    """Return how far the repeats of the fat models' decode lie apart, half of the middle."""
    rates: dict[MadeShape, list[float]] = {}
    for one in taken:
        if one.step.fat:
            found = [1 / seconds for run in one.runs if (seconds := token_seconds([run]))]
            rates.setdefault(one.step.shape, []).extend(found)
    halves = [(max(of) - min(of)) / (max(of) + min(of)) for of in rates.values() if len(of) > 1]
    return max(halves, default=0.0)
