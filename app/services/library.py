"""The window's library: looks at the disk outside of the event loop and tells of changes."""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QThread, QTimer, Signal

from app.core.problem import LibraryError, NaranhiError, Problem, StoreError
from app.core.transfer import DownloadItem
from app.services.file_copying import Asked, Stopped, Tell, never
from app.services.library_disk import DiskUsage
from app.services.library_entry import EntryState, LibraryEntry
from app.services.library_files import LibraryFiles
from app.services.settings import LIBRARY_FOLDER, Settings
from app.store.library_store import FileRow, FileSource, LibraryStore

MODELS_FOLDER = "models"
_ASK_S = 0.05
_FOLLOW_MS = 200
"""The settings are written in several steps."""
_AGAIN_MS = 2000


def library_folder(settings: Settings, data_root: Path) -> Path:
    """Return where the library is: where the person wants it, else ``models`` in the data
    folder."""
    chosen = settings.get(LIBRARY_FOLDER)
    return Path(chosen) if chosen else data_root / MODELS_FOLDER


def is_chosen(folder: Path, data_root: Path) -> bool:
    """Tell whether a person chose the library's folder: it is not the program's own."""
    return folder != data_root / MODELS_FOLDER


def remember_folder(settings: Settings, folder: Path) -> None:
    """Store where the library is from now on; raises LibraryError ``library_unwritable`` where
    the settings cannot be written, and then nothing is changed."""
    before = settings.get(LIBRARY_FOLDER)
    settings.set(LIBRARY_FOLDER, str(folder))
    if not settings.save():
        settings.set(LIBRARY_FOLDER, before)
        raise LibraryError("library_unwritable", path=str(folder))


class Library(QObject):
    """Every method but :meth:`refresh` blocks and may be called from any thread; those that
    read or write whole files (:meth:`verify`, :meth:`move_to`) belong in one of their own.

    The store is written in the thread that the library was made in, which is the store's.
    """

    changed = Signal()
    """The entries are others than before."""
    refreshed = Signal()
    """A look at the disk has ended."""
    failed = Signal(object)
    """A Problem that happened on the side: what is known could not be stored."""

    _asked = Signal(object)

    def __init__(
        self,
        settings: Settings,
        data_root: Path,
        store: LibraryStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._store = store
        self._lock = threading.Lock()
        self._unstored = 0
        """Changes of other threads that have not yet come to the store."""
        self._closed = threading.Event()
        self._looker: threading.Thread | None = None
        self._look_again = False
        self._asked.connect(self._answer)
        self.held: Callable[[], bool] = lambda: False
        """Whether something is at work in the folder, so that it has to stay the library's."""
        self._data_root = data_root
        self._next_start: Path | None = None
        """The folder that the person wants from the next start on."""
        self._watcher: QFileSystemWatcher | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_FOLLOW_MS)
        self._due.timeout.connect(self._follow)
        settings.changed.connect(self._on_setting)
        folder = library_folder(settings, data_root)
        chosen = is_chosen(folder, data_root)
        self.files = LibraryFiles(folder, store.files(), self._remember, chosen=chosen)
        """The library without Qt."""

    def close(self) -> None:
        """Stop looking at the disk, and let nothing wait for this thread any more."""
        self._closed.set()
        self._due.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if self._looker is not None:
            self._looker.join()

    @property
    def folder(self) -> Path:
        """See :class:`LibraryFiles`, here and below."""
        return self.files.folder

    @property
    def problem(self) -> Problem | None:
        """Why the folder could not be looked at."""
        return self.files.problem

    @property
    def refreshing(self) -> bool:
        """Whether a look at the disk is going on."""
        return self._looker is not None

    def entries(self) -> list[LibraryEntry]:
        """Return what is known, by name."""
        return self.files.entries()

    def find(self, name: str) -> list[LibraryEntry]:
        """Return the entries that a name means."""
        return self.files.find(name)

    def refresh(self) -> None:
        """Look at the disk in a thread; ``changed`` tells of what is found, ``refreshed`` of
        the end. Asked again meanwhile, it looks once more. Call it from the library's thread."""
        if self._closed.is_set():
            return
        if self._looker is not None:
            self._look_again = True
            return
        self._adopt()
        self._looker = threading.Thread(target=self._look, name="library look", daemon=True)
        self._looker.start()

    def watch(self) -> None:
        """Go on in another folder as soon as somebody else, such as the terminal, has moved the
        library there; call it once."""
        # The settings are replaced as a file: their folder is what stays to be watched.
        self._watcher = QFileSystemWatcher([str(self._data_root)], self)
        self._watcher.directoryChanged.connect(self._due.start)

    def usage(self) -> DiskUsage:
        """Return what takes how much of the disk."""
        return self.files.usage()

    def prepare_folder(self) -> None:
        """Make the folder, or tell why nothing can be put there."""
        self.files.prepare_folder()

    def add_fetched(self, item: DownloadItem, sha256s: Sequence[str]) -> LibraryEntry:
        """Take in a finished download."""
        return self.files.add_fetched(item, sha256s)

    def import_file(
        self,
        path: Path,
        source: FileSource = "import",
        *,
        name: str = "",
        model_id: str = "",
        expected_sha256: str = "",
    ) -> LibraryEntry:
        """Take in a GGUF where it lies."""
        return self.files.import_file(
            path, source, name=name, model_id=model_id, expected_sha256=expected_sha256
        )

    def forget(self, entry: LibraryEntry) -> None:
        """Take an entry off the list."""
        self.files.forget(entry)

    def delete_size(self, entry: LibraryEntry) -> int:
        """Return how many bytes deleting would free."""
        return self.files.delete_size(entry)

    def delete(self, entry: LibraryEntry) -> int:
        """Delete what is owned, forget what is not; returns the bytes freed."""
        return self.files.delete(entry)

    def delete_leftover(self, path: Path) -> int:
        """Delete a file that belongs to no entry; returns its bytes."""
        return self.files.delete_leftover(path)

    def verify(
        self, entry: LibraryEntry, progress: Tell | None = None, cancelled: Asked = never
    ) -> EntryState:
        """Read an entry whole and tell what it is."""
        state = self.files.verify(entry, progress, self._or_closed(cancelled))
        self._do(self.changed.emit)
        return state

    def move_to(
        self,
        folder: Path,
        busy: bool,
        progress: Tell | None = None,
        cancelled: Asked = never,
    ) -> bool:
        """Move everything to ``folder`` and remember that; False where somebody cancelled."""
        moved = self.files.move_to(folder, busy, progress, self._or_closed(cancelled), self._switch)
        self._do(self.changed.emit)
        return moved

    # -- what others do ----------------------------------------------------------------

    def _on_setting(self, key: str) -> None:
        if key == LIBRARY_FOLDER.key:
            # Set by this program, which says itself when it is to hold.
            self._next_start = self._stored_folder()

    def _stored_folder(self) -> Path:
        return Path(os.path.abspath(library_folder(self._settings, self._data_root)))

    def _elsewhere(self) -> Path | None:
        """Return the folder that somebody else has moved the library to."""
        self._settings.save()  # reads what others have written
        folder = self._stored_folder()
        return None if folder in (self.folder, self._next_start) else folder

    def _follow(self) -> None:
        if self._closed.is_set() or self._elsewhere() is None:
            return
        if self.held():
            self._due.start(_AGAIN_MS)
        else:
            self.refresh()

    # -- threads -----------------------------------------------------------------------

    def _look(self) -> None:
        self.files.refresh(cancelled=self._closed.is_set)
        self._do(self._looked)

    def _looked(self) -> None:
        if self._looker is not None:
            self._looker.join()
        self._looker = None
        self.changed.emit()
        if self._look_again:
            self._look_again = False
            self.refresh()
        else:
            self.refreshed.emit()

    def _or_closed(self, cancelled: Asked) -> Asked:
        return lambda: self._closed.is_set() or cancelled()

    def _switch(self, folder: Path) -> None:
        """Store the library's new place; comes back when it lies in the file."""
        wish = _Wish(lambda: remember_folder(self._settings, folder))
        self._do(wish.fulfil)
        wish.wait(self._closed)

    def _remember(self, put: Sequence[FileRow], drop: Sequence[str]) -> None:
        with self._lock:
            self._unstored += 1
        self._do(lambda: self._put_into_store(put, drop))

    def _put_into_store(self, put: Sequence[FileRow], drop: Sequence[str]) -> None:
        with self._lock:
            self._unstored -= 1
        try:
            self._store.change(put, drop)
        except StoreError as error:
            self.failed.emit(error.problem)
        self.changed.emit()

    def _adopt(self) -> None:
        """Take over what another window has stored, unless more is known here already."""
        with self._lock:
            behind = self._unstored > 0
        if behind:
            return
        known, folder = self.files.known, None if self.held() else self._elsewhere()
        try:
            rows = self._store.files()
            if folder is None:
                known.adopt(rows)
            else:
                known.go_to(folder, rows, chosen=is_chosen(folder, self._data_root))
        except StoreError as error:
            self.failed.emit(error.problem)

    def _do(self, call: Callable[[], None]) -> None:
        """Have ``call`` called in the library's own thread; at once where that is this one."""
        if QThread.currentThread() is self.thread():
            call()
            return
        # The program may be leaving, and this object gone.
        with contextlib.suppress(RuntimeError):
            self._asked.emit(call)

    def _answer(self, call: Callable[[], None]) -> None:
        call()


class _Wish:
    """A call that another thread is to make, and that this one waits for."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._lock = threading.Lock()
        self._given_up = False
        self._done = threading.Event()
        self._error: Exception | None = None

    def fulfil(self) -> None:
        """Call, unless nobody waits any more."""
        with self._lock:
            if not self._given_up:
                try:
                    self._call()
                except (NaranhiError, OSError, ValueError) as error:
                    self._error = error
                self._done.set()

    def wait(self, closed: threading.Event) -> None:
        """Wait for the call, and raise what it raised; raises Stopped where the program ends
        before: then the call is never made."""
        while not self._done.wait(_ASK_S):
            with self._lock:
                self._given_up = closed.is_set() and not self._done.is_set()
            if self._given_up:
                raise Stopped
        if self._error is not None:
            raise self._error
