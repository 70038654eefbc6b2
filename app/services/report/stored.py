"""What a report is made of, read from the stores: a comparison with all of its runs, and which
one a person means by the beginning of an id."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from app.core.problem import UsageError
from app.store.history_store import HistoryQuery, HistoryStore
from app.store.measure_store import MeasureStore, StoredPlan
from app.store.records import ComparisonRecord, StoredRun
from app.store.run_store import RunStore
from app.store.sheet_store import SheetStore, StoredSheetRun

T = TypeVar("T")
_MOST = 100_000
"""Comparisons that are looked through for an id."""


class StoredComparison(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison and its runs, in the order in which they began."""

    comparison: ComparisonRecord
    runs: tuple[StoredRun, ...]
    title: str = ""
    """The person's own name for it."""


def find_comparison(store: RunStore, name: str = "") -> StoredComparison:
    """Return the comparison whose id begins like ``name``, or the newest. Raises UsageError
    (report_nothing, report_unknown), StoreError."""
    history = HistoryStore(store.database)
    if name:
        run_ids, ids = history.matching(name)
        # The beginning of a run's id means its comparison.
        of_runs = [run.run.comparison_id for run in map(store.load_run, run_ids) if run]
        found = {*ids, *of_runs}
        if len(found) != 1:
            raise UsageError("report_unknown", name=name, count=len(found))
        group = history.group(found.pop())
    else:
        group = next(iter(history.groups(HistoryQuery(), limit=1)), None)
    ids = history.run_ids(group.comparison_id) if group is not None else []
    runs = [run for run in map(store.load_run, ids) if run is not None]
    if group is None or not runs:
        raise UsageError("report_nothing")
    return StoredComparison(comparison=runs[0].comparison, runs=tuple(runs), title=group.title)


def find_plan(store: MeasureStore, name: str = "") -> StoredPlan:
    """Return the measurement whose id begins like ``name``, or the newest. Raises as
    :func:`find_comparison`."""
    chosen = _one(((plan.plan_id, plan) for plan in store.plans(_MOST)), name)
    stored = store.load(chosen.plan_id)
    if stored is None:
        raise UsageError("report_unknown", name=name, count=0)
    return stored


def find_sheet(store: SheetStore, name: str = "") -> StoredSheetRun:
    """Return the sheet's run whose id begins like ``name``, or the newest. Raises as
    :func:`find_comparison`."""
    chosen = _one(((run.run_id, run) for run in store.runs(_MOST)), name)
    stored = store.load(chosen.run_id)
    if stored is None:
        raise UsageError("report_unknown", name=name, count=0)
    return stored


def _one(found: Iterable[tuple[str, T]], name: str) -> T:
    """Choose by the beginning of an id; the first of all where none is given."""
    known = list(found)
    if not name:
        if not known:
            raise UsageError("report_nothing")
        return known[0][1]
    fitting = [value for key, value in known if key.startswith(name)]
    if len(fitting) != 1:
        raise UsageError("report_unknown", name=name, count=len(fitting))
    return fitting[0]
