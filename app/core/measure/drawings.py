"""What a measurement's pictures show, as data: series of points, worked out of raw stamps."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from app.core.measure.figures import (
    READING_CHARS_PER_S,
    MeasuredFigures,
    counted,
)
from app.core.measure.plan import BenchPlan, BenchStep
from app.core.measure.results import StepResult

DrawingKind = Literal["rounds", "depth", "users", "time", "gaps", "waits", "machine"]
MAX_POINTS = 2000
"""Of one curve; more are thinned."""
_NS_PER_S = 1e9
_NS_PER_MS = 1e6
_RATE_GAPS = 8


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One model's points. ``low`` and ``high`` are ends of intervals, empty without."""

    model: int
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    joined: bool = True
    """Drawn as a line; else as dots."""
    name: str = ""
    """Which figure, where a model has several series."""


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """One picture. ``line`` is a level to hold the points against."""

    kind: DrawingKind
    figure: str
    series: tuple[Series, ...]
    line: float | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(series.x for series in self.series)


def rounds_drawing(plan: BenchPlan, figures: MeasuredFigures, task: int, figure: str) -> Drawing:
    """Return every round's value as a dot about its model's place, with median and interval."""
    series: list[Series] = []
    for model in range(len(plan.models)):
        found = figures.find(model, task, figure)
        if found is None or found.summary.median is None:
            continue
        n = max(1, len(found.by_round))
        spots = tuple(model + 0.5 + (k - (n - 1) / 2) * 0.5 / n for k in range(n))
        series.append(Series(model=model, x=spots, y=tuple(found.by_round.values()), joined=False))
        low, high = found.summary.low, found.summary.high
        series.append(
            Series(
                model=model,
                x=(model + 0.5,),
                y=(found.summary.median,),
                low=(low,) if low is not None else (),
                high=(high,) if high is not None else (),
                joined=False,
                name="median",
            )
        )
    return Drawing(kind="rounds", figure=figure, series=tuple(series))


def depth_drawing(plan: BenchPlan, figures: MeasuredFigures, figure: str) -> Drawing:
    """Return a figure over the tokens that lie before it."""
    return _over(plan, figures, "depth", figure, lambda task: float(plan.tasks[task].depth))


def users_drawing(plan: BenchPlan, figures: MeasuredFigures, figure: str) -> Drawing:
    """Return a figure over the users at once; 글자/초 beside the speed of reading."""
    drawing = _over(plan, figures, "users", figure, lambda task: float(plan.tasks[task].users))
    line = READING_CHARS_PER_S if figure == "chars_per_s" else None
    return msgspec.structs.replace(drawing, line=line)


def time_drawing(plan: BenchPlan, results: Sequence[StepResult], task: int) -> Drawing:
    """Return each model's speed while it wrote, in its newest run of a task: tok/s over s."""
    series: list[Series] = []
    for model, stamps in _newest_stamps(plan, results, task).items():
        began = stamps[0]
        points = [
            ((b - began) / _NS_PER_S, _RATE_GAPS * _NS_PER_S / (b - a))
            for a, b in zip(stamps, stamps[_RATE_GAPS:], strict=False)
            if b > a
        ]
        kept = _thinned(points)
        series.append(Series(model=model, x=tuple(p[0] for p in kept), y=tuple(p[1] for p in kept)))
    return Drawing(kind="time", figure="decode_tps", series=tuple(series))


def gaps_drawing(plan: BenchPlan, results: Sequence[StepResult], task: int) -> Drawing:
    """Return how the waits between tokens are distributed over all rounds: the share of waits
    (per cent) that are at most so long (ms)."""
    gaps: dict[int, list[float]] = {}
    for step, result in counted(plan, results).items():
        if step.task == task:
            stamps = stamps_of(result)
            gaps.setdefault(step.model, []).extend(
                (b - a) / _NS_PER_MS for a, b in pairwise(stamps)
            )
    series: list[Series] = []
    for model, values in sorted(gaps.items()):
        ordered = sorted(values)
        points = [(gap, 100 * (k + 1) / len(ordered)) for k, gap in enumerate(ordered)]
        kept = _thinned(points)
        series.append(Series(model=model, x=tuple(p[0] for p in kept), y=tuple(p[1] for p in kept)))
    return Drawing(kind="gaps", figure="itl", series=tuple(series))


def waits_drawing(plan: BenchPlan, figures: MeasuredFigures, task: int) -> Drawing:
    """Return first token (ms) against speed (tok/s), a dot a round."""
    series: list[Series] = []
    for model in range(len(plan.models)):
        wait, speed = (figures.find(model, task, name) for name in ("ttft_ms", "decode_tps"))
        if wait is None or speed is None:
            continue
        rounds = sorted(wait.by_round.keys() & speed.by_round.keys())
        series.append(
            Series(
                model=model,
                x=tuple(wait.by_round[r] for r in rounds),
                y=tuple(speed.by_round[r] for r in rounds),
                joined=False,
            )
        )
    return Drawing(kind="waits", figure="decode_tps", series=tuple(series))


def machine_drawing(results: Sequence[StepResult], figure: str) -> Drawing:
    """Return what the machine did over the whole measurement (s since its first sample):
    ``cpu_percent``, ``memory_available`` (GiB), ``cpu_celsius``, ``cpu_mhz``, ``gpu_watts``."""
    points: list[tuple[float, float]] = []
    began: int | None = None
    for result in sorted(results, key=lambda r: r.started_at_ns):
        first: int | None = None
        for sample in result.conditions.samples:
            value = getattr(sample, figure)
            first = sample.ns if first is None else first
            began = result.started_at_ns if began is None else began
            if value is not None:
                at = (result.started_at_ns - began + sample.ns - first) / _NS_PER_S
                points.append((at, value / 2**30 if figure == "memory_available" else value))
    kept = _thinned(points)
    series = Series(model=0, x=tuple(p[0] for p in kept), y=tuple(p[1] for p in kept))
    return Drawing(kind="machine", figure=figure, series=(series,))


def stamps_of(result: StepResult) -> tuple[int, ...]:
    """Return the token stamps of a step; of several users those of the first."""
    if result.outcome is not None and result.outcome.stamps is not None:
        return result.outcome.stamps.tokens
    if result.synthetic is not None:
        return result.synthetic.tokens
    return result.users[0].tokens if result.users else ()


def _newest_stamps(
    plan: BenchPlan, results: Sequence[StepResult], task: int
) -> dict[int, tuple[int, ...]]:
    newest: dict[int, tuple[BenchStep, StepResult]] = {}
    for step, result in counted(plan, results).items():
        known = newest.get(step.model)
        if step.task == task and (known is None or known[0].round_number < step.round_number):
            newest[step.model] = step, result
    stamps = {model: stamps_of(result) for model, (_, result) in sorted(newest.items())}
    return {model: found for model, found in stamps.items() if len(found) > _RATE_GAPS}


def _over(
    plan: BenchPlan,
    figures: MeasuredFigures,
    kind: Literal["depth", "users"],
    figure: str,
    x: Callable[[int], float],
) -> Drawing:
    series: list[Series] = []
    for model in range(len(plan.models)):
        points = [
            (x(found.task), found.summary)
            for found in figures.figures
            if found.model == model
            and found.figure == figure
            and plan.tasks[found.task].kind == kind
        ]
        known = sorted(
            ((at, s) for at, s in points if s.median is not None), key=lambda point: point[0]
        )
        if known:
            series.append(
                Series(
                    model=model,
                    x=tuple(at for at, _ in known),
                    y=tuple(s.median or 0.0 for _, s in known),
                    low=tuple(s.low or 0.0 for _, s in known),
                    high=tuple(s.high or 0.0 for _, s in known),
                )
            )
    return Drawing(kind=kind, figure=figure, series=tuple(series))


def _thinned(points: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    step = -(-len(points) // MAX_POINTS)
    return points[:: max(1, step)]
