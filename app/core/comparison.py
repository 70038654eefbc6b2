"""One prompt to several models: the order of their turns, and who was faster."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import median
from typing import Literal, TypeVar

import msgspec

from app.core.live_run import LiveRun
from app.core.measure.statistics import Decision, compare
from app.core.metrics import figures_of
from app.core.run import Label, RunOutcome, RunSpec

T = TypeVar("T")
SpeedFigure = Literal["decode_tps", "chars_per_s"]


class PaneFigure(msgspec.Struct, frozen=True, kw_only=True):
    """One pane's figure over the rounds."""

    pane: int
    model: str
    n: int
    median: float | None
    low: float | None
    high: float | None
    """Smallest and largest of the rounds; None without any."""


class PairVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """Two panes against each other, round by round.

    ``ratio`` is the median of a's figure divided by b's in the same round; ``low`` and ``high``
    are the ends of its 95 % interval (:func:`app.core.measure.statistics.ratio_interval`).
    """

    a: int
    b: int
    n: int
    ratio: float | None
    low: float | None
    high: float | None
    verdict: Decision
    more_rounds: int | None = None
    """See :class:`app.core.measure.statistics.Pair`."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Who was faster, by ``figure``. A race is never ranked: its ``panes`` and ``pairs`` are
    empty."""

    figure: SpeedFigure
    label: Label
    panes: tuple[PaneFigure, ...]
    pairs: tuple[PairVerdict, ...]


class Comparison:
    """A comparison while it goes and afterwards: what was asked, and its runs in the order in
    which they began."""

    def __init__(self, spec: RunSpec, runs: list[LiveRun]) -> None:
        self.spec = spec
        self.runs = runs

    def outcomes_by_pane(self) -> dict[int, RunOutcome]:
        """Return each pane's newest outcome."""
        return {run.pane: run.outcome for run in self.runs if run.outcome is not None}

    def verdict(self) -> Verdict:
        """Judge speed over the rounds that have ended."""
        return judge(
            self.spec,
            ((r.pane, r.round_number, r.outcome) for r in self.runs if r.outcome is not None),
        )


def turn_order(items: Sequence[T], round_number: int) -> tuple[T, ...]:
    """Return the order of one round (1 is the first): rows of a cyclic Latin square, so that
    over as many rounds as there are items each one is in each place once."""
    start = (round_number - 1) % len(items) if items else 0
    return (*items[start:], *items[:start])


def judge(spec: RunSpec, outcomes: Iterable[tuple[int, int, RunOutcome]]) -> Verdict:
    """Judge runs given as (pane, round, outcome); only finished, isolated ones count."""
    if spec.mode == "race":
        return Verdict(figure="decode_tps", label="race", panes=(), pairs=())
    counted = [one for one in outcomes if one[2].state == "finished" and one[2].label == "isolated"]
    figure = _figure_for([outcome for _, _, outcome in counted])
    rates: dict[int, dict[int, float]] = {planned.pane: {} for planned in spec.models}
    for pane, round_number, outcome in counted:
        rate: float | None = getattr(figures_of(outcome), figure)
        if rate is not None:
            rates[pane][round_number] = rate
    return Verdict(
        figure=figure,
        label="isolated",
        panes=tuple(
            _pane_figure(planned.pane, planned.model.id, list(rates[planned.pane].values()))
            for planned in spec.models
        ),
        pairs=tuple(judge_pair(a, b, rates[a], rates[b]) for a, b in combinations(rates, 2)),
    )


def _figure_for(outcomes: Sequence[RunOutcome]) -> SpeedFigure:
    """Return what these models are judged by: a token of one vocabulary is not as long as one of
    another, and then only what a person reads can be held against each other."""
    sizes = {outcome.report.n_vocab for outcome in outcomes if outcome.report is not None}
    told = all(figures_of(outcome).chars_per_s for outcome in outcomes)
    return "chars_per_s" if len(sizes) > 1 and told else "decode_tps"


def judge_pair(a: int, b: int, of_a: Mapping[int, float], of_b: Mapping[int, float]) -> PairVerdict:
    """Compare two panes by the rounds that both have; the values are rates by round."""
    pair = compare(of_a, of_b)
    return PairVerdict(
        a=a,
        b=b,
        n=pair.n,
        ratio=pair.ratio,
        low=pair.low,
        high=pair.high,
        verdict=pair.decision,
        more_rounds=pair.more_rounds,
    )


def _pane_figure(pane: int, model: str, values: list[float]) -> PaneFigure:
    return PaneFigure(
        pane=pane,
        model=model,
        n=len(values),
        median=median(values) if values else None,
        low=min(values, default=None),
        high=max(values, default=None),
    )
