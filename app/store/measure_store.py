"""Measurements: every plan before its first step, and every step as it ends."""

from typing import Any, Literal

import msgspec

from app.core.machine import MachineFacts
from app.core.measure.plan import BenchPlan
from app.core.measure.results import StepResult
from app.core.problem import StoreError
from app.store.blob import pack_value, unpack_value
from app.store.database import Database
from app.store.owner import Owner, this_process

PlanState = Literal["running", "paused", "finished", "stopped", "interrupted"]
"""``interrupted``: its process ended in the middle; like a paused or stopped one it can be
taken up again."""
_Row = tuple[Any, ...]


class PlanSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of measurements. Times are ns since 1970, UTC."""

    plan_id: str
    created_at_ns: int
    ended_at_ns: int | None
    state: PlanState
    label: str
    kept: bool
    note: str
    n_results: int


class StoredPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with everything that came of it so far."""

    summary: PlanSummary
    plan: BenchPlan
    machine: MachineFacts
    program: str
    results: tuple[StepResult, ...]


class MeasureStore:
    """Plans and results; every method raises StoreError (disk_full, store_unwritable,
    store_broken)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._owner = this_process()

    def begin(self, plan: BenchPlan, machine: MachineFacts, program: str, now_ns: int) -> None:
        """Store a plan, before anything runs; it belongs to this process."""
        with self._database.writing() as connection:
            connection.execute(
                """INSERT INTO plans (plan_id, created_at, state, owner_pid, owner_started,
                label, program, machine, plan) VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?)""",
                (
                    plan.plan_id,
                    now_ns,
                    self._owner.pid,
                    self._owner.started,
                    plan.label,
                    program,
                    msgspec.json.encode(machine).decode(),
                    msgspec.json.encode(plan).decode(),
                ),
            )

    def take_up(self, plan_id: str) -> bool:
        """Make a plan this process's own; False where another living one runs it, where it has
        finished, or where there is none."""
        with self._database.writing() as connection:
            row: _Row | None = connection.execute(
                "SELECT state, owner_pid, owner_started FROM plans WHERE plan_id = ?", (plan_id,)
            ).fetchone()
            if row is None or row[0] == "finished":
                return False
            owner = Owner(row[1], row[2])
            if row[0] == "running" and owner != self._owner and owner.alive():
                return False
            connection.execute(
                """UPDATE plans SET state = 'running', ended_at = NULL, owner_pid = ?,
                owner_started = ? WHERE plan_id = ?""",
                (self._owner.pid, self._owner.started, plan_id),
            )
            return True

    def add_result(self, plan_id: str, result: StepResult) -> None:
        """Store what one attempt at a step came to; the same attempt twice is stored once."""
        with self._database.writing() as connection:
            connection.execute(
                """INSERT OR IGNORE INTO step_results (plan_id, step, attempt, state, result)
                VALUES (?, ?, ?, ?, ?)""",
                (plan_id, result.step, result.attempt, result.state, pack_value(result)),
            )

    def end(self, plan_id: str, state: PlanState, now_ns: int) -> None:
        """Store that the plan has come to rest."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE plans SET state = ?, ended_at = ? WHERE plan_id = ?",
                (state, now_ns, plan_id),
            )

    def mark_interrupted(self) -> int:
        """Mark what a crash left running; returns how many."""
        with self._database.writing() as connection:
            rows = connection.execute(
                "SELECT plan_id, owner_pid, owner_started FROM plans WHERE state = 'running'"
            ).fetchall()
            gone = [(row[0],) for row in rows if not Owner(row[1], row[2]).alive()]
            connection.executemany("UPDATE plans SET state = 'interrupted' WHERE plan_id = ?", gone)
            return len(gone)

    def set_kept(self, plan_id: str, kept: bool) -> None:
        """Say whether the plan is to stay when old ones are cleared."""
        with self._database.writing() as connection:
            connection.execute("UPDATE plans SET kept = ? WHERE plan_id = ?", (kept, plan_id))

    def set_words(self, plan_id: str, label: str, note: str) -> None:
        """Store the person's own name for it and their note."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE plans SET label = ?, note = ? WHERE plan_id = ?", (label, note, plan_id)
            )

    def delete(self, plan_id: str) -> None:
        """Forget a plan and its results."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM plans WHERE plan_id = ?", (plan_id,))

    def plans(self, limit: int = 1000) -> list[PlanSummary]:
        """Return the newest plans first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                _SUMMARY + " ORDER BY created_at DESC, p.rowid DESC LIMIT ?", (limit,)
            ).fetchall()
        return [_summary(row) for row in rows]

    def load(self, plan_id: str) -> StoredPlan | None:
        """Return everything about one plan; None where there is no such plan."""
        with self._database.reading() as connection:
            row: _Row | None = connection.execute(
                _SUMMARY + " WHERE p.plan_id = ?", (plan_id,)
            ).fetchone()
            if row is None:
                return None
            texts: _Row = connection.execute(
                "SELECT plan, machine, program FROM plans WHERE plan_id = ?", (plan_id,)
            ).fetchone()
            blobs = connection.execute(
                "SELECT result FROM step_results WHERE plan_id = ? ORDER BY step, attempt",
                (plan_id,),
            ).fetchall()
        try:
            return StoredPlan(
                summary=_summary(row),
                plan=msgspec.json.decode(texts[0], type=BenchPlan),
                machine=msgspec.json.decode(texts[1], type=MachineFacts),
                program=texts[2],
                results=tuple(unpack_value(blob[0], StepResult) for blob in blobs),
            )
        except msgspec.MsgspecError as error:
            path = str(self._database.path)
            raise StoreError("store_broken", path=path, detail=str(error)) from error


_SUMMARY = """SELECT p.plan_id, p.created_at, p.ended_at, p.state, p.label, p.kept, p.note,
    (SELECT count(*) FROM step_results r WHERE r.plan_id = p.plan_id) FROM plans p"""


def _summary(row: _Row) -> PlanSummary:
    plan_id, created, ended, state, label, kept, note, n_results = row
    return PlanSummary(
        plan_id=plan_id,
        created_at_ns=created,
        ended_at_ns=ended,
        state=state,
        label=label,
        kept=bool(kept),
        note=note,
        n_results=n_results,
    )
