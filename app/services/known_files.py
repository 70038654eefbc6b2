"""What the library knows of its files, in memory: one place that any thread may ask and change."""

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from app.core.problem import LibraryError, Problem
from app.core.quantisation import same
from app.services.library_entry import LibraryEntry
from app.services.library_groups import entries_of
from app.services.library_scan import FileStamp
from app.store.library_store import FileRow

Remember = Callable[[Sequence[FileRow], Sequence[str]], None]
"""Stores rows, and forgets those at the paths."""


class KnownFiles:
    """Rows by path, which of their files are gone, and the entries that follow from both.

    Every change is handed to ``remember``, in order.
    """

    def __init__(
        self, folder: Path, rows: Iterable[FileRow], remember: Remember, *, chosen: bool = False
    ) -> None:
        self.chosen = chosen
        """Whether a person chose the folder: then it is never made. It may lie on a stick that
        was pulled out, and would be made on another disk."""
        self._lock = threading.RLock()
        self._folder = Path(os.path.abspath(folder))
        self._rows = {row.path: row for row in rows}
        self._absent: set[str] = set()
        self._problem: Problem | None = None
        self._entries: list[LibraryEntry] | None = None
        self._remember = remember

    @property
    def folder(self) -> Path:
        """The library's folder, absolute."""
        return self._folder

    @property
    def problem(self) -> Problem | None:
        """Why the folder could not be looked at the last time."""
        return self._problem

    def rows(self) -> dict[str, FileRow]:
        """Return all rows by path."""
        with self._lock:
            return dict(self._rows)

    def row(self, key: str) -> FileRow | None:
        """Return one row."""
        return self._rows.get(key)

    def absent(self) -> set[str]:
        """Return the paths of rows whose file was not there the last time."""
        with self._lock:
            return set(self._absent)

    def entries(self) -> list[LibraryEntry]:
        """Return what follows from all this, by name."""
        with self._lock:
            if self._entries is None:
                rows = self._rows.values()
                self._entries = entries_of(self._folder, rows, self._absent, self._problem)
            return list(self._entries)

    def key_of(self, path: Path) -> str:
        """Return how a row calls a file: below the folder with ``/``, else absolute."""
        if path.is_relative_to(self._folder):
            return path.relative_to(self._folder).as_posix()
        return str(path)

    def owns(self, path: Path) -> bool:
        """Tell whether a file lies in the folder."""
        return path.is_relative_to(self._folder)

    def adopt(self, rows: Iterable[FileRow]) -> None:
        """Take over rows as they are stored; stores nothing."""
        with self._lock:
            self._rows = {row.path: row for row in rows}
            self._entries = None

    def put(self, rows: Sequence[FileRow]) -> None:
        """Put rows of files that are there."""
        with self._lock:
            for row in rows:
                self._rows[row.path] = row
                self._absent.discard(row.path)
            self._entries = None
            if rows:
                self._remember(rows, ())

    def put_new(self, rows: Sequence[FileRow]) -> None:
        """Put what a look has found, unless somebody who knew more put it meanwhile."""
        with self._lock:
            self.put(
                [r for r in rows if (k := self._rows.get(r.path)) is None or stamp(k) != stamp(r)]
            )

    def drop(self, keys: Iterable[str]) -> None:
        """Forget files."""
        with self._lock:
            gone = [key for key in keys if self._rows.pop(key, None) is not None]
            self._absent.difference_update(gone)
            self._entries = None
            if gone:
                self._remember((), gone)

    def note(self, absent: Iterable[str], problem: Problem | None) -> None:
        """Note which files are gone, and whether the folder could be looked at."""
        with self._lock:
            self._absent = set(absent)
            self._problem = problem
            self._entries = None

    def note_absent(self, key: str, problem: Problem | None) -> None:
        """Note that one more file is gone, and the folder perhaps with it."""
        with self._lock:
            self._absent.add(key)
            self._problem = problem or self._problem
            self._entries = None

    def move(self, folder: Path, rows: Sequence[FileRow], gone: Sequence[str]) -> None:
        """Go on in another folder; ``rows`` replace those at ``gone``."""
        with self._lock:
            self._folder, self.chosen = folder, True
            self.drop(gone)
            self.put(rows)

    def go_to(self, folder: Path, rows: Iterable[FileRow], *, chosen: bool) -> None:
        """Go on in a folder that another program has brought the files to; ``rows`` are as it
        has stored them."""
        with self._lock:
            self._folder, self.chosen = Path(os.path.abspath(folder)), chosen
            self._absent, self._problem = set(), None
            self.adopt(rows)

    def past_of(self, row: FileRow) -> FileRow:
        """Return a row that is to be put, with what was known of the same file before: one
        that has not changed, or one that was renamed by hand."""
        with self._lock:
            past = self._rows.get(row.path)
            if past is not None:
                return _with_past(row, past) if stamp(past) == stamp(row) else row
            for key in sorted(self._absent):
                past = self._rows.get(key)
                if past is not None and _same_file(past, row):
                    self.drop([key])
                    return _with_past(row, past)
        return row

    def find(self, name: str) -> list[LibraryEntry]:
        """Return the entries that a person's ``name`` means; raises ``not_in_library``."""
        found = [entry for entry in self.entries() if _is_named(entry, name)]
        if not found:
            raise LibraryError("not_in_library", name=name)
        return found


def stamp(row: FileRow) -> FileStamp:
    """Return what tells whether the file of a row has changed."""
    return FileStamp(row.size_bytes, row.modified_ns)


def _with_past(row: FileRow, past: FileRow) -> FileRow:
    return msgspec.structs.replace(
        past,
        path=row.path,
        owned=row.owned,
        facts=row.facts,
        model_id=row.model_id or past.model_id,
    )


def _same_file(past: FileRow, row: FileRow) -> bool:
    return (
        past.owned
        and row.owned
        and stamp(past) == stamp(row)
        and past.facts.header_sha256 == row.facts.header_sha256 != ""
    )


def _is_named(entry: LibraryEntry, name: str) -> bool:
    names = {str(entry.path), entry.path.name, entry.path.stem, entry.handle}
    if entry.model_id:
        model, _, quantisation = name.partition(":")
        if same(model, entry.model_id) and (
            not quantisation or entry.is_quantisation(quantisation)
        ):
            return True
    return any(same(name, known) for known in names) or os.path.abspath(name) == str(entry.path)
