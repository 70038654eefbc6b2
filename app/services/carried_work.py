"""Measurements and sheets' runs on their way to another PC: what a line of the file holds, and
what must be true of one before it is taken in."""

import msgspec

from app.core.machine import MachineFacts
from app.core.measure.plan import MAX_ROUNDS, steps_of
from app.core.sheets.results import BEST_MARK, HandMark, SheetAnswer, SheetPlan
from app.store.measure_store import StoredPlan
from app.store.sheet_store import SheetRunSummary, StoredSheetRun

_LAST_NS = 2**62
"""The year 2116."""
_MOST_MODELS, _MOST_TASKS, _MOST_WARMUPS = 64, 256, 100


class CarriedMark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person said of one answer."""

    question: int
    model: int
    hand: HandMark


class CarriedSheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sheet's run as JSON can hold it."""

    summary: SheetRunSummary
    plan: SheetPlan
    machine: MachineFacts
    program: str
    answers: tuple[SheetAnswer, ...]
    marks: tuple[CarriedMark, ...]
    blind_order: tuple[int, ...] = ()


def carried(stored: StoredSheetRun) -> CarriedSheet:
    """Return a run as it travels."""
    return CarriedSheet(
        summary=stored.summary,
        plan=stored.plan,
        machine=stored.machine,
        program=stored.program,
        answers=stored.answers,
        marks=tuple(
            CarriedMark(question=question, model=model, hand=hand)
            for (question, model), hand in stored.marks.items()
        ),
        blind_order=stored.blind_order,
    )


def arrived_sheet(line: CarriedSheet) -> StoredSheetRun:
    """Return a run that has travelled; raises ValueError for what this program would never have
    written."""
    n_questions, n_models = len(line.plan.sheet.questions), len(line.plan.models)
    check_moments(line.summary.created_at_ns, line.summary.ended_at_ns)
    places = [answer.place for answer in line.answers]
    places += [(mark.question, mark.model) for mark in line.marks]
    if not all(0 <= q < n_questions and 0 <= m < n_models for q, m in places):
        raise ValueError("an answer to no question")
    if any(not 1 <= (mark.hand.mark or 1) <= BEST_MARK for mark in line.marks):
        raise ValueError("a mark that nobody can give")
    if line.blind_order and sorted(line.blind_order) != list(range(n_models)):
        raise ValueError("not an order of the models")
    return StoredSheetRun(
        summary=line.summary,
        plan=line.plan,
        machine=line.machine,
        program=line.program,
        answers=line.answers,
        marks={(mark.question, mark.model): mark.hand for mark in line.marks},
        blind_order=line.blind_order,
    )


def check_plan(stored: StoredPlan) -> None:
    """Raise ValueError for a measurement that this program would never have written."""
    plan = stored.plan
    check_moments(stored.summary.created_at_ns, stored.summary.ended_at_ns)
    sane = (
        0 < len(plan.models) <= _MOST_MODELS
        and 0 < len(plan.tasks) <= _MOST_TASKS
        and 0 < plan.rounds <= MAX_ROUNDS
        and 0 <= plan.warmups <= _MOST_WARMUPS
    )
    if not sane:
        raise ValueError("a plan of no size")
    n_steps = len(steps_of(plan))
    if not all(0 <= result.step < n_steps for result in stored.results):
        raise ValueError("a result of no step")


def check_moments(*moments: int | None) -> None:
    """Raise ValueError for a moment (ns since 1970, UTC) that no clock shows."""
    if any(not 0 <= (moment or 0) <= _LAST_NS for moment in moments):
        raise ValueError("a time that no clock shows")
