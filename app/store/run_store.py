"""The history: every comparison and every run, in one SQLite file."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NewType

import msgspec

from app.core.machine import MachineFacts
from app.core.metrics import figures_of
from app.core.problem import StoreError
from app.core.run import RunOutcome, RunSpec
from app.store.blob import pack, unpack
from app.store.database import Database
from app.store.neighbours import Neighbours
from app.store.owner import Owner, this_process
from app.store.records import (
    ComparisonRecord,
    FileIdentity,
    MeasuredRun,
    RunRecord,
    RunSummary,
    StoredRun,
)

PROMPT_START_CHARS = 200
_Row = tuple[Any, ...]
MeasuredRow = NewType("MeasuredRow", tuple[Any, ...])
"""A measured run as it lies in the store."""

_SUMMARY = """SELECT r.run_id, r.comparison_id, r.started_at AS started_at_ns,
    r.ended_at AS ended_at_ns, c.mode, c.prompt_start, r.pane, r.round AS round_number,
    r.model_id, r.model_name, r.quantisation, r.practice, r.backend, r.state, r.label,
    r.problem_kind, r.n_prompt, r.n_output, r.ttft_ms, r.decode_tps, r.chars_per_s
    FROM runs r JOIN comparisons c USING (comparison_id)"""


class RunStore:
    """Stores runs; every method raises StoreError (disk_full, store_unwritable, store_broken).

    ``path`` may be ``:memory:``: a history that ends with the program. Opening raises
    store_newer, and touches nothing, where a newer program wrote the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._owner = this_process()
        self.database = Database(path)
        """The open file, for the other stores that keep their tables in it."""

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def begin_anew(self) -> Path:
        """Put a broken file aside and go on with an empty one; returns where it is now.

        Raises StoreError (store_unwritable) where it cannot be renamed.
        """
        try:
            return self.database.move_aside()
        except OSError as error:
            raise StoreError("store_unwritable", path=str(self.path), detail=str(error)) from error

    # -- writing -----------------------------------------------------------------------

    def begin_comparison(self, comparison: ComparisonRecord) -> None:
        """Store what was asked, before anything runs."""
        with self.database.writing() as connection:
            _insert_comparison(connection, comparison)

    def begin_run(self, run: RunRecord) -> None:
        """Store a run as running, before its first token; it belongs to this process."""
        with self.database.writing() as connection:
            _insert_run(connection, run, self._owner)

    def finish_run(
        self, comparison: ComparisonRecord, run: RunRecord, outcome: RunOutcome, ended_at_ns: int
    ) -> None:
        """Store how a run ended, in one transaction. What could not be stored when it began is
        stored now."""
        figures = figures_of(outcome)
        report = outcome.report
        problem = outcome.problem
        with self.database.writing() as connection:
            _insert_comparison(connection, comparison)
            _insert_run(connection, run, self._owner)
            connection.execute(
                """UPDATE runs SET state = ?, label = ?, ended_at = ?, engine = ?, backend = ?,
                quantisation = ?, problem_kind = ?, n_prompt = ?, n_output = ?, ttft_ms = ?,
                decode_tps = ?, chars_per_s = ? WHERE run_id = ?""",
                (
                    outcome.state,
                    outcome.label,
                    ended_at_ns,
                    report.engine if report else "",
                    report.backend if report else "",
                    (report.quantisation if report else "") or run.planned.model.quantisation,
                    problem.kind if problem else None,
                    outcome.n_prompt,
                    outcome.n_output,
                    figures.ttft_ms,
                    figures.decode_tps,
                    figures.chars_per_s,
                    run.run_id,
                ),
            )
            connection.execute(
                "INSERT OR REPLACE INTO outcomes (run_id, outcome) VALUES (?, ?)",
                (run.run_id, pack(outcome)),
            )

    def mark_interrupted(self) -> int:
        """Mark what a crash left running; returns how many. Runs of another living window are
        left alone."""
        with self.database.writing() as connection:
            rows = connection.execute(
                "SELECT DISTINCT owner_pid, owner_started FROM runs WHERE state = 'running'"
            ).fetchall()
            gone = [row for row in rows if not Owner(*row).alive()]
            return sum(
                connection.execute(
                    """UPDATE runs SET state = 'interrupted'
                    WHERE state = 'running' AND owner_pid = ? AND owner_started = ?""",
                    row,
                ).rowcount
                for row in gone
            )

    # -- reading -----------------------------------------------------------------------

    def overlapping(self, run: RunRecord, now_ns: int) -> bool:
        """Tell whether another process of ours computed between the start of ``run`` and now."""
        return self.others_computed(run.started_at_ns, now_ns)

    def others_computed(self, since_ns: int, until_ns: int) -> bool:
        """Tell whether another process of ours computed between these moments (ns since 1970)."""
        return Neighbours(self.database).computed(since_ns, until_ns)

    def list_runs(
        self, limit: int = 100, before_ns: int | None = None, comparison_id: str | None = None
    ) -> list[RunSummary]:
        """Return the newest runs first, started before ``before_ns`` where that is given."""
        conditions: list[str] = []
        values: list[int | str] = []
        if before_ns is not None:
            conditions.append("r.started_at < ?")
            values.append(before_ns)
        if comparison_id is not None:
            conditions.append("r.comparison_id = ?")
            values.append(comparison_id)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        order = " ORDER BY r.started_at DESC, r.rowid DESC LIMIT ?"
        with self.database.reading() as connection:
            cursor = connection.execute(_SUMMARY + where + order, (*values, limit))
            names = [column[0] for column in cursor.description]
            return [self._summary(names, row) for row in cursor]

    def count_runs(self) -> int:
        """Return how many runs are stored."""
        with self.database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM runs").fetchone()[0])

    def load_run(self, run_id: str) -> StoredRun | None:
        """Return everything about one run; None where there is no such run."""
        with self.database.reading() as connection:
            row: _Row | None = connection.execute(
                """SELECT c.spec, c.machine, c.started_at, c.program, r.run_id,
                r.comparison_id, r.pane, r.round, r.label, r.started_at, r.file_size,
                r.header_sha256, r.file_sha256, r.ended_at, r.state, o.outcome
                FROM runs r JOIN comparisons c USING (comparison_id)
                LEFT JOIN outcomes o USING (run_id) WHERE run_id = ?""",
                (run_id,),
            ).fetchone()
        if row is None:
            return None
        try:
            return _stored_run(row)
        except msgspec.MsgspecError as error:
            raise self._broken(error) from error

    def measured_rows(self, limit: int = 40) -> list[MeasuredRow]:
        """Return the newest finished runs that were alone on the machine, still packed:
        :func:`read_measured` takes its time over them, on whatever thread."""
        with self.database.reading() as connection:
            rows: list[_Row] = connection.execute(
                """SELECT c.spec, r.pane, r.started_at, r.file_size, r.header_sha256,
                r.file_sha256, o.outcome FROM runs r JOIN comparisons c USING (comparison_id)
                JOIN outcomes o USING (run_id)
                WHERE r.state = 'finished' AND r.label = 'isolated' AND r.decode_tps IS NOT NULL
                ORDER BY r.started_at DESC LIMIT ?""",
                (limit,),
            ).fetchall()
        return [MeasuredRow(row) for row in rows]

    def _summary(self, names: list[str], row: _Row) -> RunSummary:
        try:
            return msgspec.convert(dict(zip(names, row, strict=True)), RunSummary, strict=False)
        except msgspec.ValidationError as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> StoreError:
        return StoreError("store_broken", path=str(self.path), detail=str(error))


def _insert_comparison(connection: sqlite3.Connection, comparison: ComparisonRecord) -> None:
    spec = comparison.spec
    connection.execute(
        """INSERT OR IGNORE INTO comparisons
        (comparison_id, started_at, mode, prompt_start, program, machine, spec)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            spec.comparison_id,
            comparison.started_at_ns,
            spec.mode,
            spec.prompt[:PROMPT_START_CHARS],
            comparison.program,
            msgspec.json.encode(comparison.machine).decode(),
            msgspec.json.encode(spec).decode(),
        ),
    )


def _insert_run(connection: sqlite3.Connection, run: RunRecord, owner: Owner) -> None:
    model = run.planned.model
    connection.execute(
        """INSERT OR IGNORE INTO runs (run_id, comparison_id, started_at, state, label,
        owner_pid, owner_started, pane, round, model_id, model_name, quantisation, practice,
        file_size, header_sha256, file_sha256)
        VALUES (?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            run.run_id,
            run.comparison_id,
            run.started_at_ns,
            run.label,
            owner.pid,
            owner.started,
            run.planned.pane,
            run.round_number,
            model.id,
            model.name,
            model.quantisation,
            model.practice,
            run.file.size_bytes,
            run.file.header_sha256,
            run.file.sha256,
        ),
    )


def _stored_run(row: _Row) -> StoredRun:
    spec_json, machine, began, program, run_id, comparison_id, pane, round_number = row[:8]
    label, started, size, header, sha256, ended, state, blob = row[8:]
    spec = msgspec.json.decode(spec_json, type=RunSpec)
    planned = next((model for model in spec.models if model.pane == pane), None)
    if planned is None:
        raise msgspec.ValidationError(f"no pane {pane} in the plan")
    return StoredRun(
        comparison=ComparisonRecord(
            spec=spec,
            machine=msgspec.json.decode(machine, type=MachineFacts),
            started_at_ns=began,
            program=program,
        ),
        run=RunRecord(
            run_id=run_id,
            comparison_id=comparison_id,
            planned=planned,
            round_number=round_number,
            label=label,
            started_at_ns=started,
            file=FileIdentity(size_bytes=size, header_sha256=header, sha256=sha256),
        ),
        ended_at_ns=ended,
        outcome=unpack(blob) if blob is not None else RunOutcome(state=state, label=label),
    )


def read_measured(rows: Iterable[MeasuredRow]) -> list[MeasuredRun]:
    """Return what measured runs say about speed; one that is broken says nothing."""
    found: list[MeasuredRun] = []
    for row in rows:
        try:
            run = _measured_run(row)
        except (msgspec.MsgspecError, StoreError):
            continue
        if run is not None:
            found.append(run)
    return found


def _measured_run(row: MeasuredRow) -> MeasuredRun | None:
    """Return what a run says; None where something of it is missing, or it was cached."""
    spec_json, pane, started, size, header, sha256, blob = row
    spec = msgspec.json.decode(spec_json, type=RunSpec)
    planned = next((model for model in spec.models if model.pane == pane), None)
    outcome = unpack(blob)
    if planned is None or outcome.report is None or outcome.n_prompt is None:
        return None
    if outcome.n_prompt_evaluated != outcome.n_prompt:
        return None
    figures = figures_of(outcome)
    return MeasuredRun(
        planned=planned,
        file=FileIdentity(size_bytes=size, header_sha256=header, sha256=sha256),
        started_at_ns=started,
        report=outcome.report,
        n_prompt=outcome.n_prompt,
        n_output=outcome.n_output,
        prefill_tps=figures.prefill_tps,
        decode_tps=figures.decode_tps,
        chars_per_s=figures.chars_per_s,
    )
