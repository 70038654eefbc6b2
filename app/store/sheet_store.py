"""Question sheets that ran: what was asked of whom, each answer as it ends, and the marks."""

import sqlite3
from typing import Any

import msgspec

from app.core.machine import MachineFacts
from app.core.metrics import figures_of
from app.core.problem import StoreError
from app.core.sheets.results import HandMark, Place, SheetAnswer, SheetPlan
from app.store.blob import pack_value, unpack_value
from app.store.database import Database
from app.store.owned_rows import OwnedRows, PlanState, at_rest

_Row = tuple[Any, ...]


class SheetRunSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of sheets. Times are ns since 1970, UTC."""

    run_id: str
    created_at_ns: int
    ended_at_ns: int | None
    state: PlanState
    title: str
    label: str
    kept: bool
    note: str
    n_questions: int
    n_models: int
    n_answers: int


class StoredSheetRun(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet's run with everything that came of it so far."""

    summary: SheetRunSummary
    plan: SheetPlan
    machine: MachineFacts
    program: str
    answers: tuple[SheetAnswer, ...]
    """By question, then model."""
    marks: dict[Place, HandMark]
    blind_order: tuple[int, ...] = ()
    """The models in the order of the columns while names are hidden; empty: they are shown."""


class SheetStore(OwnedRows):
    """Runs and answers; every method raises StoreError (disk_full, store_unwritable,
    store_broken)."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "sheet_runs", "run_id")

    def begin(self, plan: SheetPlan, machine: MachineFacts, program: str, now_ns: int) -> None:
        """Store what is to be asked, before anything is; it belongs to this process."""
        with self._database.writing() as connection:
            connection.execute(
                """INSERT INTO sheet_runs (run_id, created_at, state, owner_pid, owner_started,
                title, label, n_questions, n_models, program, machine, plan)
                VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    plan.run_id,
                    now_ns,
                    self._owner.pid,
                    self._owner.started,
                    plan.sheet.title,
                    plan.label,
                    len(plan.sheet.questions),
                    len(plan.models),
                    program,
                    msgspec.json.encode(machine).decode(),
                    msgspec.json.encode(plan).decode(),
                ),
            )

    def add_answer(self, run_id: str, answer: SheetAnswer) -> None:
        """Store an answer. A finished one is never written over; one that failed is, by the
        next try."""
        with self._database.writing() as connection:
            connection.execute(
                _ADD_ANSWER
                + """ ON CONFLICT (run_id, question, model) DO UPDATE SET state = excluded.state,
                right_by_check = excluded.right_by_check, decode_tps = excluded.decode_tps,
                chars_per_s = excluded.chars_per_s, ttft_ms = excluded.ttft_ms,
                answer = excluded.answer WHERE sheet_answers.state != 'finished'""",
                _answer_row(run_id, answer),
            )

    def set_mark(self, run_id: str, place: Place, hand: HandMark) -> None:
        """Store what a person says of an answer; it stays whatever happens to the answer."""
        with self._database.writing() as connection:
            connection.execute(_SET_MARK, (run_id, *place, hand.mark, hand.note))

    def take_in(self, stored: StoredSheetRun) -> bool:
        """Store a run of another history, whole or not at all; False where it is here already,
        and then stays as it is."""
        summary, plan = stored.summary, stored.plan
        with self._database.writing() as connection:
            new = connection.execute(
                """INSERT OR IGNORE INTO sheet_runs (run_id, created_at, ended_at, state, kept,
                title, label, note, n_questions, n_models, blind_order, program, machine, plan)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    plan.run_id,
                    summary.created_at_ns,
                    summary.ended_at_ns,
                    at_rest(summary.state),
                    summary.kept,
                    plan.sheet.title,
                    summary.label,
                    summary.note,
                    len(plan.sheet.questions),
                    len(plan.models),
                    msgspec.json.encode(stored.blind_order).decode(),
                    stored.program,
                    msgspec.json.encode(stored.machine).decode(),
                    msgspec.json.encode(plan).decode(),
                ),
            ).rowcount
            if not new:
                return False
            connection.executemany(
                _ADD_ANSWER + " ON CONFLICT DO NOTHING",
                [_answer_row(plan.run_id, answer) for answer in stored.answers],
            )
            marks = stored.marks.items()
            connection.executemany(
                _SET_MARK, [(plan.run_id, *place, hand.mark, hand.note) for place, hand in marks]
            )
        return True

    def set_blind(self, run_id: str, order: tuple[int, ...]) -> None:
        """Store in which order the models stand while their names are hidden; empty: shown."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE sheet_runs SET blind_order = ? WHERE run_id = ?",
                (msgspec.json.encode(order).decode(), run_id),
            )

    def runs(self, limit: int = 1000) -> list[SheetRunSummary]:
        """Return the newest runs first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                _SUMMARY + " ORDER BY created_at DESC, r.rowid DESC LIMIT ?", (limit,)
            ).fetchall()
        return [_summary(row) for row in rows]

    def load(self, run_id: str) -> StoredSheetRun | None:
        """Return everything about one run; None where there is no such run."""
        with self._database.reading() as connection:
            row: _Row | None = connection.execute(
                _SUMMARY + " WHERE r.run_id = ?", (run_id,)
            ).fetchone()
            if row is None:
                return None
            texts: _Row = connection.execute(
                "SELECT plan, machine, program, blind_order FROM sheet_runs WHERE run_id = ?",
                (run_id,),
            ).fetchone()
            blobs = connection.execute(
                "SELECT answer FROM sheet_answers WHERE run_id = ? ORDER BY question, model",
                (run_id,),
            ).fetchall()
            marks = _marks(connection, run_id)
        try:
            return StoredSheetRun(
                summary=_summary(row),
                plan=msgspec.json.decode(texts[0], type=SheetPlan),
                machine=msgspec.json.decode(texts[1], type=MachineFacts),
                program=texts[2],
                answers=tuple(unpack_value(blob[0], SheetAnswer) for blob in blobs),
                marks=marks,
                blind_order=msgspec.json.decode(texts[3], type=tuple[int, ...]),
            )
        except msgspec.MsgspecError as error:
            path = str(self._database.path)
            raise StoreError("store_broken", path=path, detail=str(error)) from error


_ADD_ANSWER = """INSERT INTO sheet_answers (run_id, question, model, state, right_by_check,
    decode_tps, chars_per_s, ttft_ms, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SET_MARK = """INSERT OR REPLACE INTO sheet_marks (run_id, question, model, mark, note)
    VALUES (?, ?, ?, ?, ?)"""


def _answer_row(run_id: str, answer: SheetAnswer) -> _Row:
    figures = figures_of(answer.outcome)
    return (
        run_id,
        *answer.place,
        answer.outcome.state,
        answer.marking.right,
        figures.decode_tps,
        figures.chars_per_s,
        figures.ttft_ms,
        pack_value(answer),
    )


def _marks(connection: sqlite3.Connection, run_id: str) -> dict[Place, HandMark]:
    rows = connection.execute(
        "SELECT question, model, mark, note FROM sheet_marks WHERE run_id = ?", (run_id,)
    )
    return {(row[0], row[1]): HandMark(mark=row[2], note=row[3]) for row in rows}


_SUMMARY = """SELECT r.run_id, r.created_at, r.ended_at, r.state, r.title, r.label, r.kept, r.note,
    r.n_questions, r.n_models,
    (SELECT count(*) FROM sheet_answers a WHERE a.run_id = r.run_id) FROM sheet_runs r"""


def _summary(row: _Row) -> SheetRunSummary:
    run_id, created, ended, state, title, label, kept, note, n_questions, n_models, n = row
    return SheetRunSummary(
        run_id=run_id,
        created_at_ns=created,
        ended_at_ns=ended,
        state=state,
        title=title,
        label=label,
        kept=bool(kept),
        note=note,
        n_questions=n_questions,
        n_models=n_models,
        n_answers=n,
    )
