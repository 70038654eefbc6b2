"""The library without Qt: what the terminal uses, and what the window's library stands on.

Every method blocks and may be called from any thread.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app.core.gguf_header import check_file, split_parts
from app.core.gguf_stream import shown_path
from app.core.problem import LibraryError, ModelFileError, Problem
from app.core.transfer import DownloadItem
from app.services import library_disk, library_look, library_move
from app.services.file_copying import Asked, Tell, never
from app.services.known_files import KnownFiles, Remember
from app.services.library_disk import DiskUsage
from app.services.library_entry import EntryState, LibraryEntry
from app.services.library_scan import FileStamp, facts_of, read_facts, stamp_of
from app.store.library_store import FileRow, FileSource, LibraryStore


def open_library(folder: Path, store: LibraryStore, *, chosen: bool = False) -> "LibraryFiles":
    """Return the library of ``folder`` as it was last known; :meth:`LibraryFiles.refresh` looks
    at the disk. Raises StoreError."""
    return LibraryFiles(folder, store.files(), store.change, chosen=chosen)


class LibraryFiles:
    """The models of one folder, and those that are only referenced; ``chosen`` as
    :attr:`KnownFiles.chosen`."""

    def __init__(
        self, folder: Path, rows: Iterable[FileRow], remember: Remember, *, chosen: bool = False
    ) -> None:
        self.known = KnownFiles(folder, rows, remember, chosen=chosen)
        self._looking = threading.Lock()

    @property
    def folder(self) -> Path:
        """The library's folder, absolute; it may not exist yet."""
        return self.known.folder

    @property
    def problem(self) -> Problem | None:
        """``library_missing`` where the folder was last seen to be gone."""
        return self.known.problem

    def entries(self) -> list[LibraryEntry]:
        """Return what was last known, by name; looks at no disk."""
        return self.known.entries()

    def find(self, name: str) -> list[LibraryEntry]:
        """Return the entries that ``name`` means: a path, a file's name, a model's id with or
        without ``:QUANTISATION``. Raises LibraryError ``not_in_library`` where there is none."""
        return self.known.find(name)

    def entry_at(self, path: Path) -> LibraryEntry:
        """Return the entry that a file belongs to; raises LibraryError ``not_in_library``."""
        for entry in self.entries():
            if path in entry.parts:
                return entry
        raise LibraryError("not_in_library", name=shown_path(path))

    def refresh(
        self, found: Callable[[], None] | None = None, cancelled: Asked = never
    ) -> Problem | None:
        """Look at the disk: files that are new, changed or gone. Opens those that are new or
        changed alone; ``found`` is called whenever some of them have been added.

        Returns why the folder could not be looked at, if so; never raises for a bad file.
        """
        with self._looking:
            library_look.look(self.known, found, cancelled)
        return self.problem

    def usage(self) -> DiskUsage:
        """Return what takes how much of the disk."""
        return library_disk.usage(self.folder, self.entries(), library_look.scan_known(self.known))

    def prepare_folder(self) -> None:
        """Make the folder where nobody chose it and its parent is there, and see that it can be
        written to.

        Raises LibraryError ``library_missing``, ``library_unwritable``.
        """
        if self.known.chosen and not self.folder.is_dir():
            raise LibraryError("library_missing", path=shown_path(self.folder))
        library_move.prepare_folder(self.folder)

    # -- taking in ---------------------------------------------------------------------

    def add_fetched(self, item: DownloadItem, sha256s: Sequence[str]) -> LibraryEntry:
        """Take in files of the folder that have their final names, as a download or a bundle
        brought them, and the hashes that stand at their places in ``sha256s``.

        Raises LibraryError ``library_missing``, ModelFileError ``file_missing``.
        """
        now = int(time.time())
        rows: list[FileRow] = []
        for part, sha256 in zip(item.parts, sha256s, strict=True):
            path = self.folder / part.target
            there = self._stamp(path)
            rows.append(
                FileRow(
                    path=part.target,
                    owned=True,
                    size_bytes=there.size_bytes,
                    modified_ns=there.modified_ns,
                    added_at=now,
                    source="naranhi" if item.repo else "import",
                    model_id=item.model_id,
                    repo=item.repo,
                    revision=item.revision,
                    sha256=sha256,
                    expected_sha256=part.sha256 or sha256,
                    verified_at=now,
                    facts=read_facts(path),
                )
            )
        self.known.put(rows)
        return self.entry_at(self.folder / item.parts[0].target)

    def import_file(
        self,
        path: Path,
        source: FileSource = "import",
        *,
        name: str = "",
        model_id: str = "",
        expected_sha256: str = "",
    ) -> LibraryEntry:
        """Take in a GGUF where it lies, with all its parts; nothing is copied. ``name`` is for
        files whose own name says nothing.

        Raises ModelFileError for a file that cannot be used.
        """
        path = Path(os.path.abspath(path))
        if shown_path(path) != str(path):
            raise ModelFileError(
                "file_unreadable", path=shown_path(path), detail="the name is not valid Unicode"
            )
        header = check_file(path)
        if header.architecture == "clip":
            raise ModelFileError("unknown_architecture", architecture=header.architecture)
        parts, now = split_parts(path, header), int(time.time())
        rows: list[FileRow] = []
        for part in parts:
            there = self._stamp(part)
            row = FileRow(
                path=self.known.key_of(part),
                owned=self.known.owns(part),
                size_bytes=there.size_bytes,
                modified_ns=there.modified_ns,
                added_at=now,
                source=source,
                model_id=model_id,
                expected_sha256=expected_sha256 if len(parts) == 1 else "",
                facts=facts_of(header, name) if part == path else read_facts(part, name),
            )
            rows.append(self.known.past_of(row))
        self.known.put(rows)
        return self.entry_at(parts[0])

    # -- one entry ---------------------------------------------------------------------

    def forget(self, entry: LibraryEntry) -> None:
        """Take an entry off the list and leave its files. What lies in the library's folder is
        found anew by the next look, as a file that nobody knows."""
        self.known.drop(self.known.key_of(part) for part in entry.parts)

    def delete_size(self, entry: LibraryEntry) -> int:
        """Return how many bytes :meth:`delete` would free; 0 for what is only referenced."""
        return library_disk.size_of(self._doomed(entry)) if entry.owned else 0

    def delete(self, entry: LibraryEntry) -> int:
        """Delete an entry's files, its half-done downloads and the projectors that no other
        entry needs; what is only referenced is forgotten and stays. Returns the bytes freed.

        Raises LibraryError ``library_unwritable``, ``library_missing``; what was not deleted by
        then is still an entry.
        """
        freed = 0
        for path in self._doomed(entry) if entry.owned else ():
            freed += library_disk.remove(self.folder, path)
            self.known.drop([self.known.key_of(path)])
        self.forget(entry)
        if entry.owned:
            library_disk.remove_empty(self.folder, entry.path.parent)
        return freed

    def delete_leftover(self, path: Path) -> int:
        """Delete one of the files that :meth:`usage` lists as left over; returns its bytes.
        Raises as :meth:`delete` does."""
        freed = library_disk.remove(self.folder, path)
        self.known.drop([self.known.key_of(path)])
        library_disk.remove_empty(self.folder, path.parent)
        return freed

    def verify(
        self, entry: LibraryEntry, progress: Tell | None = None, cancelled: Asked = never
    ) -> EntryState:
        """Read an entry whole and tell what it is; a hash that nobody knew is kept, so that a
        later change is seen. Cancelled, it stays what it was. Never raises for a bad file."""
        return library_look.verify(self.known, entry, progress, cancelled)

    # -- the whole folder --------------------------------------------------------------

    def move_to(
        self,
        folder: Path,
        busy: bool,
        progress: Tell | None = None,
        cancelled: Asked = never,
        switch: Callable[[Path], None] | None = None,
    ) -> bool:
        """Move everything to ``folder``; returns False where somebody cancelled, and then
        nothing has moved. ``switch`` stores the new place once everything lies there, before
        anything is deleted here.

        Killed on the way, the library is still where it was; called again, what was copied is
        not copied twice. Raises LibraryError ``library_busy`` (a model is loaded or being
        downloaded), ``library_missing``, ``library_unwritable``, ``disk_too_small``,
        ``file_too_large_for_disk``, ``folder_not_empty`` (another file of that name is there),
        ``folder_nested``, ``wrong_hash``.
        """
        if busy:
            raise LibraryError("library_busy")
        with self._looking:
            library_look.look(self.known, None, cancelled)
            return library_move.move(self.known, folder, progress, cancelled, switch)

    # -- inside ------------------------------------------------------------------------

    def _doomed(self, entry: LibraryEntry) -> list[Path]:
        others = [other for other in self.entries() if other.path != entry.path]
        return library_disk.doomed(entry, others)

    def _stamp(self, path: Path) -> FileStamp:
        there = stamp_of(path)
        if there is not None:
            return there
        if self.known.owns(path) and not self.folder.is_dir():
            raise LibraryError("library_missing", path=shown_path(self.folder))
        raise ModelFileError("file_missing", path=shown_path(path))
