"""One SQLite file: opened, written in transactions, its errors told as ours."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.core.problem import ProblemKind, StoreError
from app.store.schema import migrate

BUSY_MS = 2000
"""How long another window's write is waited for."""
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """A connection that turns every SQLite error into a StoreError.

    WAL, so that a second window reads while this one writes; synchronous=FULL, so that a run
    that was said to be stored is there after a power cut. Use it from one thread.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = self._open()

    def close(self) -> None:
        """Close; the write-ahead log is folded into the file by the last one to leave."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Give the connection; errors are translated."""
        try:
            yield self._connection
        except sqlite3.Error as error:
            raise self._translate(error) from error

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """Give the connection inside a transaction: all of it is stored, or nothing."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # SQLite itself has rolled back where the disk was full.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def move_aside(self) -> Path:
        """Put a broken file (and its log) out of the way and begin an empty one; returns where
        the broken one is now."""
        self._connection.close()
        aside = move_aside(self.path)
        self._connection = self._open()
        return aside

    def _open(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=True
            )
        except sqlite3.Error as error:
            raise self._translate(error) from error
        try:
            # Asked before anything is changed: a newer program's file stays as it is.
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, str(self.path))
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
        except sqlite3.Error as error:
            connection.close()
            raise self._translate(error) from error
        except StoreError:
            connection.close()
            raise
        return connection

    def _translate(self, error: sqlite3.Error) -> StoreError:
        # Extended codes hold the basic one in their lowest byte.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        kind: ProblemKind = "store_unwritable"
        if code == sqlite3.SQLITE_FULL:
            kind = "disk_full"
        elif code in _BROKEN:
            kind = "store_broken"
        name = getattr(error, "sqlite_errorname", "")
        return StoreError(kind, path=str(self.path), detail=f"{name} {error}".strip())


def move_aside(path: Path) -> Path:
    """Rename a database and the files that belong to it; returns the new name."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}-broken-{stamp}{path.suffix}")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside
