"""What can be run, left and taken up again: each row belongs to the process that runs it."""

from typing import Any, Literal, LiteralString

from app.store.database import Database
from app.store.owner import Owner, this_process

PlanState = Literal["running", "paused", "finished", "stopped", "interrupted"]
"""``interrupted``: its process ended in the middle; like a paused or stopped one it can be
taken up again."""


def at_rest(state: PlanState) -> PlanState:
    """Return the state of what comes from another history: nobody runs it here."""
    return "interrupted" if state == "running" else state


class OwnedRows:
    """The rows of one table, each named by its ``key``; every method raises StoreError
    (disk_full, store_unwritable, store_broken).

    The names of the table and of its key are the program's own words, never a value from outside.
    """

    def __init__(self, database: Database, table: LiteralString, key: LiteralString) -> None:
        self._database = database
        self._owner = this_process()
        self._table, self._key = table, key

    def take_up(self, row_id: str) -> bool:
        """Make a row this process's own; False where another living one runs it, where it has
        finished, or where there is none."""
        with self._database.writing() as connection:
            row: tuple[Any, ...] | None = connection.execute(
                f"SELECT state, owner_pid, owner_started FROM {self._table} WHERE {self._key} = ?",
                (row_id,),
            ).fetchone()
            if row is None or row[0] == "finished":
                return False
            owner = Owner(row[1], row[2])
            if row[0] == "running" and owner != self._owner and owner.alive():
                return False
            connection.execute(
                f"""UPDATE {self._table} SET state = 'running', ended_at = NULL, owner_pid = ?,
                owner_started = ? WHERE {self._key} = ?""",
                (self._owner.pid, self._owner.started, row_id),
            )
            return True

    def end(self, row_id: str, state: PlanState, now_ns: int) -> None:
        """Store that it has come to rest."""
        self._set("state = ?, ended_at = ?", row_id, state, now_ns)

    def mark_interrupted(self) -> int:
        """Mark what a crash left running; returns how many."""
        with self._database.writing() as connection:
            rows = connection.execute(
                f"""SELECT {self._key}, owner_pid, owner_started FROM {self._table}
                WHERE state = 'running'"""
            ).fetchall()
            gone = [(row[0],) for row in rows if not Owner(row[1], row[2]).alive()]
            connection.executemany(
                f"UPDATE {self._table} SET state = 'interrupted' WHERE {self._key} = ?", gone
            )
            return len(gone)

    def set_kept(self, row_id: str, kept: bool) -> None:
        """Say whether it is to stay when old ones are cleared."""
        self._set("kept = ?", row_id, kept)

    def set_words(self, row_id: str, label: str, note: str) -> None:
        """Store the person's own name for it and their note."""
        self._set("label = ?, note = ?", row_id, label, note)

    def delete(self, row_id: str) -> None:
        """Forget it, with everything that came of it."""
        with self._database.writing() as connection:
            connection.execute(f"DELETE FROM {self._table} WHERE {self._key} = ?", (row_id,))

    def _set(self, columns: LiteralString, row_id: str, *values: object) -> None:
        with self._database.writing() as connection:
            connection.execute(
                f"UPDATE {self._table} SET {columns} WHERE {self._key} = ?", (*values, row_id)
            )
