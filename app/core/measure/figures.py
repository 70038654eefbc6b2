"""Figures of a measurement, derived from its steps' raw stamps."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import median

import msgspec

from app.core.measure.plan import BenchPlan, BenchStep, steps_of
from app.core.measure.results import StepResult, SyntheticStamps, UserStamps
from app.core.measure.statistics import Pair, Summary, compare, summarise
from app.core.metrics import decode_rate, figures_of, percentile, rate_after_first

READING_CHARS_PER_S = 10.0
"""How fast people read Korean, about."""
LESS_IS_BETTER = frozenset({"ttft_ms", "load_ms", "joules_per_answer", "total_ms", "ttft_p95_ms"})
_NS_PER_S = 1e9
_NS_PER_MS = 1e6
_JOULES_PER_KWH = 3.6e6


class FigureOfTask(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of one model in one task, over the rounds."""

    model: int
    task: int
    figure: str
    by_round: dict[int, float]
    summary: Summary


class PairOfTask(msgspec.Struct, frozen=True, kw_only=True):
    """Two models (places in the plan) compared by one figure of one task."""

    a: int
    b: int
    task: int
    figure: str
    pair: Pair


class MeasuredFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a measurement says so far."""

    figures: tuple[FigureOfTask, ...]
    pairs: tuple[PairOfTask, ...]

    def find(self, model: int, task: int, figure: str) -> FigureOfTask | None:
        """Return one figure, None where there is none."""
        wanted = (model, task, figure)
        return next((f for f in self.figures if (f.model, f.task, f.figure) == wanted), None)


def counted(plan: BenchPlan, results: Iterable[StepResult]) -> dict[BenchStep, StepResult]:
    """Return the result that counts for each step of a round: the newest finished one that was
    alone on the machine and not throttled. A throttled one counts only until it is repeated."""
    steps = {step.index: step for step in steps_of(plan)}
    chosen: dict[BenchStep, StepResult] = {}
    for result in sorted(results, key=lambda r: (not r.conditions.throttled, r.attempt)):
        step = steps.get(result.step)
        if step is None or not step.counts:
            continue
        if result.state == "finished" and result.label == "isolated":
            chosen[step] = result
    return chosen


def figures_of_measurement(plan: BenchPlan, results: Iterable[StepResult]) -> MeasuredFigures:
    """Derive all figures and pairs. Pairs compare what people choose by: speeds and waits."""
    rounds: dict[tuple[int, int, str], dict[int, float]] = {}
    for step, result in counted(plan, results).items():
        for figure, value in step_figures(result).items():
            rounds.setdefault((step.model, step.task, figure), {})[step.round_number] = value
    figures = tuple(
        FigureOfTask(
            model=model,
            task=task,
            figure=figure,
            by_round=dict(sorted(values.items())),
            summary=summarise([values[r] for r in sorted(values)]),
        )
        for (model, task, figure), values in sorted(rounds.items())
    )
    return MeasuredFigures(figures=figures, pairs=tuple(_pairs(plan, rounds)))


def _pairs(
    plan: BenchPlan, rounds: Mapping[tuple[int, int, str], Mapping[int, float]]
) -> Iterable[PairOfTask]:
    for task, figure in sorted({(task, figure) for _, task, figure in rounds}):
        for a, b in combinations(range(len(plan.models)), 2):
            of_a, of_b = rounds.get((a, task, figure)), rounds.get((b, task, figure))
            if of_a and of_b:
                pair = compare(of_a, of_b, less_is_better=figure in LESS_IS_BETTER)
                yield PairOfTask(a=a, b=b, task=task, figure=figure, pair=pair)


def step_figures(result: StepResult) -> dict[str, float]:
    """Return the defined figures of one step by name; times in ms, rates per second."""
    found: dict[str, float | None] = {"load_ms": result.load_ms}
    if result.synthetic is not None:
        found |= synthetic_figures(result.synthetic)
    n_answers = 1
    if result.outcome is not None:
        figures = figures_of(result.outcome)
        found |= {
            "prefill_tps": figures.prefill_tps,
            "decode_tps": figures.decode_tps,
            "ttft_ms": figures.ttft_ms,
            "chars_per_s": figures.chars_per_s,
            "total_ms": figures.total_ms,
        }
    if result.users:
        found |= user_figures(result.users)
        n_answers = len(result.users)
    if result.conditions.joules is not None and (result.outcome is not None or result.users):
        found["joules_per_answer"] = result.conditions.joules / n_answers
    return {name: value for name, value in found.items() if value is not None}


def synthetic_figures(stamps: SyntheticStamps) -> dict[str, float | None]:
    """Return prefill and decode in tokens a second, as llama-bench's pp and tg count them: all
    decoded tokens, from just before the first call to the end of the last."""
    prefill = decode = None
    if stamps.prefill_began is not None and stamps.prefill_ended is not None and stamps.n_prefill:
        prefill = _rate(stamps.n_prefill, stamps.prefill_ended - stamps.prefill_began)
    if stamps.decode_began is not None and stamps.tokens:
        decode = _rate(len(stamps.tokens), stamps.tokens[-1] - stamps.decode_began)
    return {"prefill_tps": prefill, "decode_tps": decode}


def user_figures(users: Sequence[UserStamps]) -> dict[str, float | None]:
    """Return what users who were answered together saw: the median user's tok/s and 글자/초,
    all users' tok/s together, and the 95th percentile of their waits."""
    each = [rate for user in users if (rate := decode_rate(user.tokens)) is not None]
    waits = [(u.tokens[0] - u.submitted) / _NS_PER_MS for u in users if u.tokens]
    began = min((u.submitted for u in users), default=0)
    ended = max((u.ended for u in users), default=0)
    chars = [
        rate
        for u in users
        if u.tokens and (rate := rate_after_first(u.n_chars + 1, u.tokens[0], u.ended)) is not None
    ]
    return {
        "decode_tps": median(each) if each else None,
        "all_tps": _rate(sum(len(u.tokens) for u in users), ended - began),
        "chars_per_s": median(chars) if chars else None,
        "ttft_p95_ms": percentile(waits, 0.95),
    }


def most_users(plan: BenchPlan, figures: MeasuredFigures, model: int) -> int | None:
    """Return the largest measured number of users at which the median user still gets text as
    fast as people read; 0 where not even one does, None where it was not measured."""
    kept = 0
    measured = False
    for task, work in sorted(enumerate(plan.tasks), key=lambda pair: pair[1].users):
        found = figures.find(model, task, "chars_per_s") if work.kind == "users" else None
        if found is None or found.summary.median is None:
            continue
        measured = True
        if found.summary.median < READING_CHARS_PER_S:
            break
        kept = work.users
    return kept if measured else None


def energy_per_1000(joules_per_answer: float) -> float:
    """Return the energy of 1,000 answers in kWh."""
    return joules_per_answer * 1000 / _JOULES_PER_KWH


def _rate(count: int, ns: int) -> float | None:
    return count * _NS_PER_S / ns if count and ns > 0 else None
