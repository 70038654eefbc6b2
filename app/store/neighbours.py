"""Whether another process of ours computed meanwhile: then nothing that ran was alone."""

import sqlite3
from typing import Any

from app.store.database import Database
from app.store.owner import Owner, this_process

_TABLES = (("runs", "started_at"), ("plans", "created_at"), ("sheet_runs", "created_at"))
"""Everything that computes is written down here before it begins, and again when it ends: the
comparisons' runs, measurements and question sheets, each with when it began."""
_Row = tuple[Any, ...]


class Neighbours:
    """The other processes that keep their history in the same file.

    Times are ns since 1970; every method raises StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        owner = this_process()
        self._mine = owner.pid, owner.started

    def computed(self, since_ns: int, until_ns: int) -> bool:
        """Tell whether one of them computed between these moments. A measurement or a sheet
        that was stopped and taken up again counts as one stretch from its beginning."""
        with self._database.reading() as connection:
            return any(
                self._ended_meanwhile(connection, table, began, since_ns, until_ns)
                or any(Owner(*row).alive() for row in self._going(connection, table))
                for table, began in _TABLES
            )

    def _ended_meanwhile(
        self, connection: sqlite3.Connection, table: str, began: str, since_ns: int, until_ns: int
    ) -> bool:
        row: _Row | None = connection.execute(
            f"""SELECT 1 FROM {table} WHERE ended_at >= ? AND {began} <= ?
            AND (owner_pid, owner_started) != (?, ?) LIMIT 1""",
            (since_ns, until_ns, *self._mine),
        ).fetchone()
        return row is not None

    def _going(self, connection: sqlite3.Connection, table: str) -> list[_Row]:
        return connection.execute(
            f"""SELECT DISTINCT owner_pid, owner_started FROM {table}
            WHERE state = 'running' AND (owner_pid, owner_started) != (?, ?)""",
            self._mine,
        ).fetchall()
