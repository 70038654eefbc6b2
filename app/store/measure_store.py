"""Measurements: every plan before its first step, and every step as it ends."""

from typing import Any

import msgspec

from app.core.machine import MachineFacts
from app.core.measure.plan import BenchPlan
from app.core.measure.results import StepResult
from app.core.problem import StoreError
from app.store.blob import pack_value, unpack_value
from app.store.database import Database
from app.store.owned_rows import OwnedRows, PlanState, at_rest

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


class MeasureStore(OwnedRows):
    """Plans and results; every method raises StoreError (disk_full, store_unwritable,
    store_broken)."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "plans", "plan_id")

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

    def add_result(self, plan_id: str, result: StepResult) -> None:
        """Store what one attempt at a step came to; the same attempt twice is stored once."""
        with self._database.writing() as connection:
            connection.execute(
                """INSERT OR IGNORE INTO step_results (plan_id, step, attempt, state, result)
                VALUES (?, ?, ?, ?, ?)""",
                (plan_id, result.step, result.attempt, result.state, pack_value(result)),
            )

    def take_in(self, stored: StoredPlan) -> bool:
        """Store a measurement of another history, whole or not at all; False where it is here
        already, and then stays as it is."""
        summary, plan = stored.summary, stored.plan
        with self._database.writing() as connection:
            new = connection.execute(
                """INSERT OR IGNORE INTO plans (plan_id, created_at, ended_at, state, kept, label,
                note, program, machine, plan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    plan.plan_id,
                    summary.created_at_ns,
                    summary.ended_at_ns,
                    at_rest(summary.state),
                    summary.kept,
                    summary.label,
                    summary.note,
                    stored.program,
                    msgspec.json.encode(stored.machine).decode(),
                    msgspec.json.encode(plan).decode(),
                ),
            ).rowcount
            if not new:
                return False
            connection.executemany(
                """INSERT OR IGNORE INTO step_results (plan_id, step, attempt, state, result)
                VALUES (?, ?, ?, ?, ?)""",
                [
                    (plan.plan_id, one.step, one.attempt, one.state, pack_value(one))
                    for one in stored.results
                ],
            )
        return True

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
