"""What the measurements of a calibration say of a device."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import linear_regression, mean, median, median_low
from typing import NamedTuple

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
    fat_shapes,
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
    """Return the seconds of a prompt, in the middle; None without any.

    The first one, where there are others, fills buffers that nothing has touched before.
    """
    times = [run.prefill_done - run.began for run in runs]
    times = times[1:] or times
    return median_low(times) * _NS if times and median_low(times) > 0 else None


def device_speed(device: Device, taken: Sequence[Taken]) -> DeviceSpeed | None:
    """Return what the measurements say of a device; None where what must be is missing."""
    here = [one for one in taken if one.step.device.name == device.name]
    on_cpu = device.kind == "cpu"
    many, wide, odd = (_Thin(here, shape, on_cpu) for shape in (THIN_MANY, THIN_WIDE, THIN_ODD))
    typical = TYPICAL_CPU if device.kind == "cpu" else TYPICAL_GPU
    layer_s, token_s = _fixed_costs(many, wide) or (typical.layer_s, typical.token_s)
    decode = _attention(many.decode_pair_s, wide.decode_pair_s)
    prefill = _attention(many.prefill_pair_s, wide.prefill_pair_s) or typical.prefill_attention
    types = _type_speeds(here, _Costs(layer_s, token_s, prefill))
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
        decode_attention=_with_odd(decode, odd) or typical.decode_attention,
        prefill_attention=prefill,
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


class _Costs(NamedTuple):
    """What is not in the weights: of a layer, of a pass, and of a prompt's looking back."""

    layer_s: float
    token_s: float
    look: AttentionSpeed


class _Fat:
    """What one of the fat models took; ``n_values`` and ``n_rows`` are those that a prompt goes
    through."""

    def __init__(self, taken: Sequence[Taken], shape: MadeShape, costs: _Costs) -> None:
        self.shape = shape
        self.n_values = shape.prompt_bytes * 8 / bits_per_value(shape.type)
        self.n_rows = shape.prompt_rows
        self._fixed_s = costs.token_s + shape.n_layers * costs.layer_s
        here = [one for one in taken if one.step.shape == shape]
        prefill = next((one for one in here if one.item.work == "prefill"), None)
        self._n_prompt = prefill.item.n_prompt if prefill else 0
        self._prompt_s = prefill_seconds(prefill.runs) if prefill else None
        head = Head(shape.key_size, shape.key_size)
        n_looks = shape.n_layers * shape.n_head * self._n_prompt**2 / 2
        self._looking_s = n_looks * head.seconds(costs.look)
        # Each time it was measured counts alike, however many tokens there were.
        tokens = [token_seconds(one.runs) for one in here if one.item.work == "decode"]
        known = [token for token in tokens if token is not None]
        token = mean(known) if known else None
        self.reading_s = max(token - self._fixed_s, token / 2) if token is not None else None

    def computing_s(self, bytes_per_s: float) -> float | None:
        """Return the seconds of computing with a token of a prompt; None where no prompt was
        measured."""
        if self._prompt_s is None:
            return None
        once_s = self._fixed_s + self._looking_s + self.shape.token_bytes / bytes_per_s
        return max(self._prompt_s - once_s, self._prompt_s / 4) / self._n_prompt


def _type_speeds(taken: Sequence[Taken], costs: _Costs) -> dict[str, TypeSpeed]:
    """Return what the fat models say of each tensor type."""
    speeds: dict[str, TypeSpeed] = {}
    for kind in dict.fromkeys(one.step.shape.type for one in taken if one.step.fat):
        fats = [_Fat(taken, shape, costs) for shape in fat_shapes(kind)]
        read = [
            (fat.shape.token_rows, fat.shape.token_bytes, fat.reading_s)
            for fat in fats
            if fat.reading_s is not None
        ]
        if not read:
            continue
        byte_s, row_s = _straight_line(read)
        # Where it was not done in time: computing is never slower than token by token.
        value_s, prompt_row_s = byte_s * bits_per_value(kind) / 8, 0.0
        computed = [
            (fat.n_rows, fat.n_values, seconds)
            for fat in fats
            if (seconds := fat.computing_s(1 / byte_s)) is not None
        ]
        if computed:
            value_s, prompt_row_s = _straight_line(computed)
        speeds[kind] = TypeSpeed(
            bytes_per_s=1 / byte_s,
            values_per_s=1 / value_s,
            row_s=row_s,
            prompt_row_s=prompt_row_s,
        )
    return speeds


def _straight_line(measured: Sequence[tuple[int, float, float]]) -> tuple[float, float]:
    """Return the seconds of one of what rows are made of (bytes, or values), and those of a row
    besides. ``measured`` are rows, what they are made of, and seconds, the narrowest first; of
    one alone the row is part of the rate."""
    points = [(n_rows / size, seconds / size) for n_rows, size, seconds in measured]
    if len(points) == 1:
        return points[0][1], 0.0
    row_s, _ = linear_regression(*zip(*points, strict=True))
    # Where something else ran on the PC meanwhile the slope may be anything.
    rows, narrowest_s = points[0]
    row_s = min(max(0.0, row_s), narrowest_s / 2 / rows)
    return mean(seconds - row_s * rows for rows, seconds in points), row_s


def _spread(taken: Sequence[Taken]) -> float:
    """Return how far the repeats of the fat models' decode lie apart, half of the middle."""
    rates: dict[MadeShape, list[float]] = {}
    for one in taken:
        if one.step.fat:
            found = [1 / seconds for run in one.runs if (seconds := token_seconds([run]))]
            rates.setdefault(one.step.shape, []).extend(found)
    halves = [(max(of) - min(of)) / (max(of) + min(of)) for of in rates.values() if len(of) > 1]
    return max(halves, default=0.0)
