"""Carries a history to another PC: one file of JSON lines, checked line by line on arrival."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from app.core.problem import StoreError
from app.core.run import RunOutcome
from app.services.file_copying import Stopped
from app.services.whole_file import whole_file
from app.store.history_store import HistoryGroup, HistoryQuery, HistoryStore
from app.store.records import ComparisonRecord, RunRecord
from app.store.run_store import RunStore

FORMAT = "naranhi-history"
VERSION = 1
MAX_LINE_BYTES = 64 * 1024 * 1024
_PAGE = 2000
_LAST_NS = 2**62
"""The year 2116."""


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int


class _Run(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    run: RunRecord
    outcome: RunOutcome
    ended_at_ns: int | None


class _Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    comparison: ComparisonRecord
    runs: tuple[_Run, ...]
    title: str = ""
    note: str = ""
    kept: bool = False


@dataclass(frozen=True)
class Exported:
    """What came of an export: runs that were written, and comparisons that could not be read."""

    n_runs: int
    n_unreadable: int


@dataclass(frozen=True)
class Imported:
    """What came of an import: comparisons and runs that are new, runs that were there already,
    and lines that could not be read."""

    n_comparisons: int
    n_runs: int
    n_known: int
    broken_lines: tuple[int, ...]


def export_history(
    runs: RunStore,
    history: HistoryStore,
    comparison_ids: Iterable[tuple[str, str, str, bool]],
    path: Path,
    on_done: Callable[[int], bool] = lambda _n: True,
) -> Exported:
    """Write comparisons, given as (id, title, note, kept), to ``path``, whole or not at all.

    A broken comparison is left out. ``on_done`` is told after each one and stops the work by
    returning False (nothing is left then, and no run was written). Raises StoreError, OSError.
    """
    try:
        with whole_file(path) as file:
            return _write_lines(file, runs, history, comparison_ids, on_done)
    except Stopped:
        return Exported(0, 0)


def _write_lines(
    file: BinaryIO,
    runs: RunStore,
    history: HistoryStore,
    comparison_ids: Iterable[tuple[str, str, str, bool]],
    on_done: Callable[[int], bool],
) -> Exported:
    n_runs = n_unreadable = 0
    file.write(msgspec.json.encode(_Head(FORMAT, VERSION)) + b"\n")
    for done, (comparison_id, title, note, kept) in enumerate(comparison_ids, 1):
        line = None
        try:
            line = _line_of(runs, history, comparison_id, title, note, kept=kept)
        except StoreError as error:
            if error.problem.kind != "store_broken":
                raise
            n_unreadable += 1
        if line is not None:
            file.write(msgspec.json.encode(line) + b"\n")
            n_runs += len(line.runs)
        if not on_done(done):
            raise Stopped
    return Exported(n_runs, n_unreadable)


def kept_words(history: HistoryStore, only: Sequence[str] = ()) -> list[tuple[str, str, str, bool]]:
    """Return comparisons as :func:`export_history` takes them: those of ``only``, or all, with
    the person's own words. Raises StoreError."""
    found: list[HistoryGroup] = []
    if only:
        asked = [history.group(comparison_id) for comparison_id in dict.fromkeys(only)]
        found = [group for group in asked if group is not None]
    else:
        while page := history.groups(HistoryQuery(), _PAGE, len(found)):
            found += page
    return [(group.comparison_id, group.title, group.note, group.kept) for group in found]


def import_history(
    runs: RunStore,
    history: HistoryStore,
    path: Path,
    on_done: Callable[[int], bool] = lambda _n: True,
) -> Imported:
    """Take in what :func:`export_history` wrote. What is there already stays as it is; a broken
    line is left out and named.

    Raises StoreError: ``store_broken`` for a file that is no exported history, ``store_newer``
    for a newer program's; OSError.
    """
    n_comparisons = n_runs = n_known = 0
    broken: list[int] = []
    with path.open("rb") as file:
        _check_head(file.readline(MAX_LINE_BYTES), path)
        number = 1
        while data := file.readline(MAX_LINE_BYTES):
            number += 1
            try:
                line = msgspec.json.decode(data, type=_Line)
                new, known = _take(runs, history, line)
            except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
                broken.append(number)
                continue
            n_runs += new
            n_known += known
            n_comparisons += bool(new)
            if not on_done(number - 1):
                break
    return Imported(n_comparisons, n_runs, n_known, tuple(broken))


def _line_of(
    runs: RunStore, history: HistoryStore, comparison_id: str, title: str, note: str, *, kept: bool
) -> _Line | None:
    found = [runs.load_run(run_id) for run_id in history.run_ids(comparison_id)]
    stored = [run for run in found if run is not None and run.outcome.state != "running"]
    if not stored:
        return None
    return _Line(
        comparison=stored[0].comparison,
        runs=tuple(
            _Run(run=one.run, outcome=one.outcome, ended_at_ns=one.ended_at_ns) for one in stored
        ),
        title=title,
        note=note,
        kept=kept,
    )


def _check_head(data: bytes, path: Path) -> None:
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("history_file_broken", path=str(path), detail=str(error)) from error
    if head.format != FORMAT:
        raise StoreError("history_file_broken", path=str(path), detail=head.format[:100])
    if head.version > VERSION:
        raise StoreError("store_newer", path=str(path), found=head.version, known=VERSION)


def _take(runs: RunStore, history: HistoryStore, line: _Line) -> tuple[int, int]:
    """Store a line; returns how many of its runs are new and how many were there. Raises
    ValueError for what this program would never have written."""
    comparison_id = line.comparison.spec.comparison_id
    panes = {planned.pane for planned in line.comparison.spec.models}
    moments = [line.comparison.started_at_ns]
    for one in line.runs:
        moments += [one.run.started_at_ns, one.ended_at_ns or 0]
    if any(not 0 <= moment <= _LAST_NS for moment in moments):
        raise ValueError("a time that no clock shows")
    if any(one.run.planned.pane not in panes for one in line.runs):
        raise ValueError("a run of no pane")
    new = known = 0
    for one in line.runs:
        if one.run.comparison_id != comparison_id or one.outcome.state == "running":
            continue
        if runs.load_run(one.run.run_id) is not None:
            known += 1
            continue
        ended = one.ended_at_ns if one.ended_at_ns is not None else one.run.started_at_ns
        runs.finish_run(line.comparison, one.run, one.outcome, ended)
        new += 1
    if new and not known:
        history.set_title(comparison_id, line.title)
        history.set_note(comparison_id, line.note)
        history.set_kept(comparison_id, line.kept)
    return new, known
