"""The queue of downloads, in the database that several windows share.

Every row that a window works on has that window's process as its owner; what a crash left
behind is taken over by the next one.
"""

import time
from typing import Any

import msgspec

from app.core.problem import Problem
from app.core.transfer import DownloadItem, DownloadState
from app.store.database import Database
from app.store.owner import Owner, this_process

_Row = tuple[Any, ...]
_AT_WORK = {"queued", "checking", "downloading", "verifying", "flushing", "waiting"}


class StoredDownload(msgspec.Struct, frozen=True, kw_only=True):
    """One row. ``place`` orders the queue, smallest first; ``added_at`` is ns since 1970."""

    item: DownloadItem
    state: DownloadState
    done_bytes: int = 0
    problem: Problem | None = None
    place: int = 0
    added_at: int = 0


class DownloadStore:
    """Rows of this process; methods raise StoreError (disk_full, store_unwritable,
    store_broken)."""

    def __init__(self, database: Database, owner: Owner | None = None) -> None:
        self._database = database
        self._owner = owner or this_process()

    def take_over(self) -> list[StoredDownload]:
        """Make every row ours that no living process owns; return all of ours, in order.

        A row that cannot be read (a newer program wrote it) is left out and stays as it is.
        """
        with self._database.writing() as connection:
            rows = connection.execute(
                "SELECT DISTINCT owner_pid, owner_started FROM downloads"
            ).fetchall()
            for row in rows:
                if row[0] is None or not Owner(*row).alive():
                    connection.execute(
                        """UPDATE downloads SET owner_pid = ?, owner_started = ?
                        WHERE owner_pid IS ? AND owner_started IS ?""",
                        (*self._me, *row),
                    )
        return self.list_own()

    def list_own(self) -> list[StoredDownload]:
        """Return the rows of this process, in order."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT item, state, done_bytes, problem, place, added_at FROM downloads
                WHERE owner_pid = ? AND owner_started = ? ORDER BY place, added_at""",
                self._me,
            ).fetchall()
        found = [_read(row) for row in rows]
        return [stored for stored in found if stored is not None]

    def list_all(self) -> list[tuple[StoredDownload, bool]]:
        """Return every row in order, whoever's it is, and whether a living process is at work
        on it; changes nothing."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT item, state, done_bytes, problem, place, added_at, owner_pid,
                owner_started FROM downloads ORDER BY place, added_at"""
            ).fetchall()
        found = [(_read(row[:6]), row[6:]) for row in rows]
        return [
            (stored, stored.state in _AT_WORK and owner[0] is not None and Owner(*owner).alive())
            for stored, owner in found
            if stored is not None
        ]

    def save(self, stored: StoredDownload) -> bool:
        """Write a row of ours, new or known; False, and nothing is written, where another
        living process works on that item."""
        item = stored.item
        with self._database.writing() as connection:
            row = connection.execute(
                "SELECT owner_pid, owner_started FROM downloads WHERE item_id = ?", (item.item_id,)
            ).fetchone()
            owner = Owner(*row) if row is not None and row[0] is not None else self._owner
            if owner != self._owner and owner.alive():
                return False
            connection.execute(
                """INSERT OR REPLACE INTO downloads (item_id, place, state, added_at, done_bytes,
                owner_pid, owner_started, problem, item) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    item.item_id,
                    stored.place,
                    stored.state,
                    stored.added_at or time.time_ns(),
                    stored.done_bytes,
                    *self._me,
                    _encode(stored.problem) if stored.problem else None,
                    _encode(item),
                ),
            )
        return True

    def set_places(self, item_ids: list[str]) -> None:
        """Number our rows in this order."""
        with self._database.writing() as connection:
            connection.executemany(
                """UPDATE downloads SET place = ?
                WHERE item_id = ? AND owner_pid = ? AND owner_started = ?""",
                [(place, item_id, *self._me) for place, item_id in enumerate(item_ids)],
            )

    def remove(self, item_id: str) -> None:
        """Forget a row of ours."""
        with self._database.writing() as connection:
            connection.execute(
                """DELETE FROM downloads
                WHERE item_id = ? AND owner_pid = ? AND owner_started = ?""",
                (item_id, *self._me),
            )

    def release(self) -> None:
        """Let go of our rows: the next window takes them over."""
        with self._database.writing() as connection:
            connection.execute(
                """UPDATE downloads SET owner_pid = NULL, owner_started = NULL
                WHERE owner_pid = ? AND owner_started = ?""",
                self._me,
            )

    @property
    def _me(self) -> tuple[int, float]:
        return self._owner.pid, self._owner.started


def _encode(value: DownloadItem | Problem) -> str:
    return msgspec.json.encode(value).decode()


def _read(row: _Row) -> StoredDownload | None:
    item, state, done_bytes, problem, place, added_at = row
    try:
        return StoredDownload(
            item=msgspec.json.decode(item, type=DownloadItem),
            state=msgspec.convert(state, DownloadState),
            done_bytes=done_bytes,
            problem=msgspec.json.decode(problem, type=Problem) if problem else None,
            place=place,
            added_at=added_at,
        )
    except msgspec.MsgspecError:
        return None
