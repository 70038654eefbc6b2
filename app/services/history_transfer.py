"""Carries a history to another PC: one file of JSON lines, checked line by line on arrival."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Self

import msgspec

from app.core.problem import StoreError
from app.core.run import RunOutcome
from app.services.carried_work import (
    CarriedSheet,
    arrived_sheet,
    carried,
    check_moments,
    check_plan,
)
from app.services.file_copying import Stopped
from app.services.whole_file import whole_file
from app.store.history_store import HistoryQuery, HistoryStore
from app.store.measure_store import MeasureStore, StoredPlan
from app.store.records import ComparisonRecord, RunRecord
from app.store.run_store import RunStore
from app.store.sheet_store import SheetStore

FORMAT = "naranhi-history"
VERSION = 2
"""1 had comparisons only; it is read as well."""
MAX_LINE_BYTES = 64 * 1024 * 1024
_PAGE = 2000
_ALL = 2**31


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int


class _Run(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    run: RunRecord
    outcome: RunOutcome
    ended_at_ns: int | None


class _Line(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One comparison, measurement or sheet."""

    comparison: ComparisonRecord | None = None
    runs: tuple[_Run, ...] = ()
    title: str = ""
    note: str = ""
    kept: bool = False
    measurement: StoredPlan | None = None
    sheet: CarriedSheet | None = None


@dataclass(frozen=True)
class HistoryStores:
    """The open file, by its stores."""

    runs: RunStore
    groups: HistoryStore
    plans: MeasureStore
    sheets: SheetStore

    @classmethod
    def of(cls, runs: RunStore) -> Self:
        """Return the stores of the file that ``runs`` has opened."""
        database = runs.database
        return cls(runs, HistoryStore(database), MeasureStore(database), SheetStore(database))


@dataclass(frozen=True)
class Wanted:
    """What is to travel, by ids."""

    comparisons: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Lines that it takes."""
        return len(self.comparisons) + len(self.plans) + len(self.sheets)


@dataclass(frozen=True)
class Exported:
    """What came of an export: comparisons, their runs, and measurements and sheets, that were
    written, and what could not be read."""

    n_comparisons: int
    n_runs: int
    n_works: int
    n_unreadable: int


@dataclass
class Imported:
    """What came of an import: comparisons, runs, and measurements and sheets that are new, runs
    and works that were there already, and lines that could not be read."""

    n_comparisons: int = 0
    n_runs: int = 0
    n_known: int = 0
    n_works: int = 0
    n_known_works: int = 0
    broken_lines: tuple[int, ...] = ()


def everything(stores: HistoryStores) -> Wanted:
    """Return all that there is, the newest of each kind first. Raises StoreError."""
    comparisons: list[str] = []
    while page := stores.groups.groups(HistoryQuery(), _PAGE, len(comparisons)):
        comparisons += [group.comparison_id for group in page]
    return Wanted(
        tuple(comparisons),
        tuple(plan.plan_id for plan in stores.plans.plans(_ALL)),
        tuple(run.run_id for run in stores.sheets.runs(_ALL)),
    )


def export_history(
    stores: HistoryStores,
    wanted: Wanted,
    path: Path,
    on_done: Callable[[int], bool] = lambda _n: True,
) -> Exported:
    """Write what is wanted to ``path``, whole or not at all.

    What is broken, and what still runs, is left out. ``on_done`` is told after each one and
    stops the work by returning False (nothing is left then, and nothing was written). Raises
    StoreError, OSError.
    """
    try:
        with whole_file(path) as file:
            return _write_lines(file, stores, wanted, on_done)
    except Stopped:
        return Exported(0, 0, 0, 0)


def _write_lines(
    file: BinaryIO, stores: HistoryStores, wanted: Wanted, on_done: Callable[[int], bool]
) -> Exported:
    n_comparisons = n_runs = n_works = n_unreadable = 0
    file.write(msgspec.json.encode(_Head(FORMAT, VERSION)) + b"\n")
    for done, read in enumerate(_lines(stores, wanted), 1):
        line = None
        try:
            line = read()
        except StoreError as error:
            if error.problem.kind != "store_broken":
                raise
            n_unreadable += 1
        if line is not None:
            file.write(msgspec.json.encode(line) + b"\n")
            n_runs += len(line.runs)
            n_comparisons += line.comparison is not None
            n_works += line.comparison is None
        if not on_done(done):
            raise Stopped
    return Exported(n_comparisons, n_runs, n_works, n_unreadable)


def _lines(stores: HistoryStores, wanted: Wanted) -> Iterator[Callable[[], _Line | None]]:
    """Give, for each thing that is wanted, what reads it."""
    for comparison_id in wanted.comparisons:
        yield partial(_comparison_line, stores, comparison_id)
    for plan_id in wanted.plans:
        yield partial(_plan_line, stores, plan_id)
    for run_id in wanted.sheets:
        yield partial(_sheet_line, stores, run_id)


def _comparison_line(stores: HistoryStores, comparison_id: str) -> _Line | None:
    found = [stores.runs.load_run(run_id) for run_id in stores.groups.run_ids(comparison_id)]
    stored = [run for run in found if run is not None and run.outcome.state != "running"]
    group = stores.groups.group(comparison_id)
    if not stored or group is None:
        return None
    return _Line(
        comparison=stored[0].comparison,
        runs=tuple(
            _Run(run=one.run, outcome=one.outcome, ended_at_ns=one.ended_at_ns) for one in stored
        ),
        title=group.title,
        note=group.note,
        kept=group.kept,
    )


def _plan_line(stores: HistoryStores, plan_id: str) -> _Line | None:
    stored = stores.plans.load(plan_id)
    if stored is None or stored.summary.state == "running":
        return None
    return _Line(measurement=stored)


def _sheet_line(stores: HistoryStores, run_id: str) -> _Line | None:
    stored = stores.sheets.load(run_id)
    if stored is None or stored.summary.state == "running":
        return None
    return _Line(sheet=carried(stored))


def import_history(
    stores: HistoryStores, path: Path, on_done: Callable[[int], bool] = lambda _n: True
) -> Imported:
    """Take in what :func:`export_history` wrote. What is there already stays as it is; a broken
    line is left out and named.

    Raises StoreError: ``store_broken`` for a file that is no exported history, ``store_newer``
    for a newer program's; OSError.
    """
    came = Imported()
    broken: list[int] = []
    with path.open("rb") as file:
        _check_head(file.readline(MAX_LINE_BYTES), path)
        number = 1
        while data := file.readline(MAX_LINE_BYTES):
            number += 1
            try:
                _take(stores, msgspec.json.decode(data, type=_Line), came)
            except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
                broken.append(number)
                continue
            if not on_done(number - 1):
                break
    came.broken_lines = tuple(broken)
    return came


def _check_head(data: bytes, path: Path) -> None:
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("history_file_broken", path=str(path), detail=str(error)) from error
    if head.format != FORMAT:
        raise StoreError("history_file_broken", path=str(path), detail=head.format[:100])
    if head.version > VERSION:
        raise StoreError("store_newer", path=str(path), found=head.version, known=VERSION)


def _take(stores: HistoryStores, line: _Line, came: Imported) -> None:
    """Store a line and count it. Raises ValueError for what this program would never have
    written."""
    if line.comparison is not None:
        new, known = _take_comparison(stores, line.comparison, line)
        came.n_runs += new
        came.n_known += known
        came.n_comparisons += bool(new)
        return
    if line.measurement is not None:
        check_plan(line.measurement)
        new = stores.plans.take_in(line.measurement)
    elif line.sheet is not None:
        new = stores.sheets.take_in(arrived_sheet(line.sheet))
    else:
        raise ValueError("nothing at all")
    came.n_works += new
    came.n_known_works += not new


def _take_comparison(
    stores: HistoryStores, comparison: ComparisonRecord, line: _Line
) -> tuple[int, int]:
    """Return how many of the runs are new and how many were there."""
    comparison_id = comparison.spec.comparison_id
    panes = {planned.pane for planned in comparison.spec.models}
    check_moments(comparison.started_at_ns)
    for one in line.runs:
        check_moments(one.run.started_at_ns, one.ended_at_ns)
    if any(one.run.planned.pane not in panes for one in line.runs):
        raise ValueError("a run of no pane")
    new = known = 0
    for one in line.runs:
        if one.run.comparison_id != comparison_id or one.outcome.state == "running":
            continue
        if stores.runs.load_run(one.run.run_id) is not None:
            known += 1
            continue
        ended = one.ended_at_ns if one.ended_at_ns is not None else one.run.started_at_ns
        stores.runs.finish_run(comparison, one.run, one.outcome, ended)
        new += 1
    if new and not known:
        stores.groups.set_title(comparison_id, line.title)
        stores.groups.set_note(comparison_id, line.note)
        stores.groups.set_kept(comparison_id, line.kept)
    return new, known
