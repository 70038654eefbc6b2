"""A file on its way into the library: ``NAME.part``, the record beside it, and its end.

Nothing ever has the final name before it is whole and checked, and whatever moment the process
is killed at, what lies on the disk is either gone on with or thrown away knowingly.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Generator
from pathlib import Path, PurePosixPath

import msgspec

from app.core.problem import LibraryError
from app.core.transfer import PartRecord
from app.hub.file_lock import lock

PART_SUFFIX = ".part"
RECORD_SUFFIX = ".part.json"
MAX_RECORD_BYTES = 65536
WRITE_BYTES = 1 << 14
"""At a time. For larger ones Linux looks for large pieces of free memory, which in a virtual
machine cost three times the copying; one system call more for each is nothing beside that."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def library_error(error: OSError, folder: Path) -> LibraryError:
    """Return what an error of the file system means for a download into ``folder``.

    ``disk_full`` (also a file larger than the file system takes), ``library_missing`` (the
    stick was pulled out), else ``library_unwritable``.
    """
    if error.errno in _FULL:
        return LibraryError("disk_full", path=str(folder), detail=str(error))
    if not folder.is_dir():
        return LibraryError("library_missing", path=str(folder), detail=str(error))
    return LibraryError("library_unwritable", path=str(folder), detail=str(error))


class PartFile:
    """One file of an item below the library's ``folder``.

    Methods raise LibraryError: ``disk_full``, ``library_missing``, ``library_unwritable``.
    """

    def __init__(self, folder: Path, target: str) -> None:
        pieces = PurePosixPath(target).parts
        if not pieces or target.startswith("/") or "\\" in target or ".." in pieces:
            raise LibraryError("name_unsafe", name=target)
        self.folder = folder
        self.final = folder.joinpath(*pieces)
        self.part = self.final.with_name(self.final.name + PART_SUFFIX)
        self.record_path = self.final.with_name(self.final.name + RECORD_SUFFIX)
        self.size = 0
        """Bytes on the disk, while open."""
        self._descriptor: int | None = None

    # -- what lies there ---------------------------------------------------------------

    def check_folder(self) -> None:
        """Raise ``library_missing`` where the library's folder is not there: it is never made
        anew, it may lie on a stick."""
        if not self.folder.is_dir():
            raise LibraryError("library_missing", path=str(self.folder))

    def bytes_there(self) -> int:
        """Return how much of the file lies on the disk, finished or not, without opening it."""
        for path in (self.part, self.final):
            with contextlib.suppress(OSError):
                return path.stat().st_size
        return 0

    def record(self) -> PartRecord | None:
        """Return what the part is a part of; None where nothing readable says so."""
        try:
            with self.record_path.open("rb") as file:
                data = file.read(MAX_RECORD_BYTES + 1)
            return msgspec.json.decode(data, type=PartRecord)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None

    def finished(self) -> bool:
        """Tell whether the file got its final name in this download: no part is left."""
        return self.final.is_file() and not self.part.exists()

    # -- at work -----------------------------------------------------------------------

    def open(self) -> None:
        """Open the part, made where it is not there, and lock it against other downloads.

        Raises also ``already_downloading``.
        """
        self.check_folder()
        with self._translated():
            # Never the library's folder itself: it was just there.
            for parent in reversed(self.final.relative_to(self.folder).parents[:-1]):
                (self.folder / parent).mkdir(exist_ok=True)
            while self._descriptor is None:
                self._descriptor = self._open_locked()
            self.size = os.fstat(self._descriptor).st_size

    def _open_locked(self) -> int | None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self.part, flags, 0o644)
        kept = False
        try:
            if not lock(descriptor):
                raise LibraryError("already_downloading", file=self.final.name)
            # Whoever held it before may just have given it its final name.
            kept = _is_same_file(descriptor, self.part)
        finally:
            if not kept:
                os.close(descriptor)
        return descriptor if kept else None

    def begin(self, record: PartRecord) -> None:
        """Begin anew: empty the part, then say what it will be a part of."""
        with self._translated():
            os.ftruncate(self._opened, 0)
            self.size = 0
        self.write_record(record)

    def write_record(self, record: PartRecord) -> None:
        """Put the record beside the part, whole or not at all."""
        temporary = self.record_path.with_name(self.record_path.name + ".tmp")
        with self._translated():
            with temporary.open("wb") as file:
                file.write(msgspec.json.encode(record))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.record_path)

    def append(self, data: memoryview) -> None:
        """Write all of ``data`` behind what is there."""
        with self._translated():
            while data:
                written = os.write(self._opened, data[:WRITE_BYTES])
                self.size += written
                data = data[written:]

    def check_still_there(self) -> None:
        """Raise ``library_missing`` where the part's name is gone: what is written to it then
        goes nowhere."""
        with self._translated():
            there = _is_same_file(self._opened, self.part)
        if not there:
            raise LibraryError("library_missing", path=str(self.folder))

    def flush(self) -> None:
        """Have everything written lie on the disk itself."""
        with self._translated():
            os.fsync(self._opened)

    def finish(self) -> None:
        """Flush the part and give it its final name; the record stays until :meth:`forget`."""
        self.flush()
        self.check_still_there()
        if sys.platform == "win32":
            # An open file cannot be renamed there; the lock goes a moment early.
            self.close()
        with self._translated():
            self.part.replace(self.final)
        self.close()
        _flush_folder(self.final.parent)

    def forget(self) -> None:
        """Remove the record of a finished file."""
        with self._translated():
            self.record_path.unlink(missing_ok=True)

    def remove_finished(self) -> int:
        """Remove a finished file with its record; returns the bytes freed."""
        with self._translated():
            freed = self.final.stat().st_size
            self.final.unlink()
        self.discard()
        return freed

    def discard(self) -> None:
        """Throw away the part and its record, and the folder of a repo that is empty then."""
        self.close()
        with self._translated():
            self.part.unlink(missing_ok=True)
            self.record_path.unlink(missing_ok=True)
        if self.final.parent != self.folder:
            with contextlib.suppress(OSError):
                self.final.parent.rmdir()

    def leave(self) -> None:
        """Let go of the part; one with nothing in it goes."""
        opened, empty = self._descriptor is not None, self.size == 0
        self.close()
        if opened and empty:
            with contextlib.suppress(LibraryError):
                self.discard()

    def close(self) -> None:
        """Let go of the part; it stays."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @property
    def _opened(self) -> int:
        assert self._descriptor is not None
        return self._descriptor

    @contextlib.contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise library_error(error, self.folder) from error


def _is_same_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _flush_folder(folder: Path) -> None:
    """Have a new name lie on the disk; where the system cannot (Windows, FAT), it will do so by
    itself."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
