"""What comes of a sheet: an answer to each question by each model, and how good they are."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from statistics import fmean, median

import msgspec

from app.core.measure.statistics import share_interval
from app.core.metrics import Figures, figures_of
from app.core.run import PlannedModel, RunOutcome, Think
from app.core.sheets.checks import check_answer
from app.core.sheets.sheet import Marking, Question, Sheet

DEFAULT_MAX_TOKENS = 256
BEST_MARK = 5
Place = tuple[int, int]
"""Question and model, both as places in the plan."""
_NS_PER_S = 1e9
_LOST = ("worker_crashed", "worker_hung", "worker_not_started", "worker_spoke_nonsense")


class _Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below."""


class SheetPlan(_Frozen, frozen=True):
    """Everything that a sheet's run needs to be repeated."""

    run_id: str
    sheet: Sheet
    models: tuple[PlannedModel, ...]
    max_tokens: int = DEFAULT_MAX_TOKENS
    think: Think = "off"
    label: str = ""


class SheetAnswer(_Frozen, frozen=True):
    """What one model answered to one question; ``marking`` is what the check says."""

    question: int
    model: int
    started_at_ns: int
    ended_at_ns: int
    outcome: RunOutcome
    marking: Marking

    @property
    def place(self) -> Place:
        """Where it stands in the table."""
        return self.question, self.model


class HandMark(_Frozen, frozen=True):
    """What a person says of an answer: 1 to 5, or None, and a note."""

    mark: int | None = None
    note: str = ""


class ModelScore(_Frozen, frozen=True):
    """One model's column summed up. Shares of 1; None where there is nothing to say."""

    model: int
    n_answers: int
    n_failed: int
    n_checked: int
    n_right: int
    accuracy: float | None
    low: float | None
    """Ends of Wilson's 95 % interval."""
    high: float | None
    n_marked: int
    mean_mark: float | None
    decode_tps: float | None
    """Median over the answers, as the others; of those that were alone on the machine."""
    chars_per_s: float | None
    ttft_ms: float | None
    memory_bytes: int | None


def mark_outcome(question: Question, outcome: RunOutcome) -> Marking:
    """Return what the check says of an outcome; nothing of an answer that never ended."""
    if outcome.state != "finished":
        return Marking(right=None)
    return check_answer(question, outcome.text)


def places_of(plan: SheetPlan, *, together: bool) -> Iterator[Place]:
    """Yield the order in which answers are asked for.

    ``together``: all models fit into memory side by side, so that each question goes to all of
    them, whose turn comes first rotating: what the machine does in the course of the hours
    meets all alike. Otherwise a model answers everything before the next is loaded.
    """
    n_models, n_questions = len(plan.models), len(plan.sheet.questions)
    if together:
        for question in range(n_questions):
            for turn in range(n_models):
                yield question, (question + turn) % n_models
    else:
        for model in range(n_models):
            for question in range(n_questions):
                yield question, model


def left_places(
    plan: SheetPlan,
    before: Collection[SheetAnswer],
    now: Collection[SheetAnswer],
    out: Collection[int] = (),
    *,
    together: bool,
) -> list[Place]:
    """Return what is still to be asked. ``before`` are answers of earlier sessions: those lost
    with their process are asked for again. ``out`` are models that cannot be had now."""
    done = {a.place for a in before if not is_lost(a)} | {a.place for a in now}
    return [p for p in places_of(plan, together=together) if p not in done and p[1] not in out]


def is_lost(answer: SheetAnswer) -> bool:
    """Tell whether the answer failed by its process or its load, and not by the question."""
    outcome = answer.outcome
    if outcome.state == "finished":
        return False
    problem = outcome.problem
    return problem is None or outcome.report is None or problem.kind in _LOST


def seconds_left(left: Sequence[Place], answers: Collection[SheetAnswer]) -> float | None:
    """Return what the rest will take: as long as the same model took on average, else as all
    did; None before the first answer."""
    taken: dict[int, list[float]] = {}
    for answer in answers:
        if answer.outcome.state == "finished":
            seconds = (answer.ended_at_ns - answer.started_at_ns) / _NS_PER_S
            taken.setdefault(answer.model, []).append(seconds)
    if not taken:
        return None
    means = {model: fmean(values) for model, values in taken.items()}
    usual = fmean(means.values())
    return sum(means.get(model, usual) for _, model in left)


def scores_of(
    plan: SheetPlan,
    answers: Collection[SheetAnswer],
    marks: Mapping[Place, HandMark],
    figures: Callable[[SheetAnswer], Figures] = lambda answer: figures_of(answer.outcome),
) -> tuple[ModelScore, ...]:
    """Return each model's score, in the plan's order. ``figures`` may remember what it has
    derived of an answer."""
    return tuple(
        _score(place, [a for a in answers if a.model == place], marks, figures)
        for place in range(len(plan.models))
    )


def _score(
    model: int,
    mine: list[SheetAnswer],
    marks: Mapping[Place, HandMark],
    figures: Callable[[SheetAnswer], Figures],
) -> ModelScore:
    checked = [a.marking.right for a in mine if a.marking.right is not None]
    interval = share_interval(sum(checked), len(checked))
    given = [hand.mark for a in mine if (hand := marks.get(a.place)) and hand.mark is not None]
    alone = [
        figures(a) for a in mine if a.outcome.state == "finished" and a.outcome.label == "isolated"
    ]
    return ModelScore(
        model=model,
        n_answers=len(mine),
        n_failed=sum(a.outcome.state != "finished" for a in mine),
        n_checked=len(checked),
        n_right=sum(checked),
        accuracy=sum(checked) / len(checked) if checked else None,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        n_marked=len(given),
        mean_mark=fmean(given) if given else None,
        decode_tps=_median(alone, "decode_tps"),
        chars_per_s=_median(alone, "chars_per_s"),
        ttft_ms=_median(alone, "ttft_ms"),
        memory_bytes=max(filter(None, map(memory_of, mine)), default=None),
    )


def memory_of(answer: SheetAnswer) -> int | None:
    """Return the bytes that the model took, as its engine reported them; None where it did
    not."""
    report = answer.outcome.report
    if report is None:
        return None
    memory = report.memory
    parts = (memory.weights_bytes, memory.kv_bytes, memory.compute_bytes)
    return sum(part or 0 for part in parts) or None


def _median(figures: list[Figures], name: str) -> float | None:
    values = [value for f in figures if (value := getattr(f, name)) is not None]
    return median(values) if values else None
