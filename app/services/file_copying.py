"""Reads files whole and copies them so that nothing half-done ever has a final name."""

import contextlib
import errno
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path

from app.core.gguf_stream import shown_path
from app.core.problem import LibraryError

Tell = Callable[[int, int], None]
"""Called with bytes done and bytes in all, some ten times a second, from the working thread."""
Asked = Callable[[], bool]
"""Whether somebody wants it to stop; asked often, from the working thread."""

TEMPORARY = ".moving"
"""Behind the name of a file that is being copied."""
_CHUNK = 4 * 1024 * 1024
_TELL_S = 0.1
_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}


class Stopped(Exception):
    """Somebody cancelled. What was whole stays, what was half-done is gone."""


def never() -> bool:
    """The answer where nobody can cancel."""
    return False


class Tally:
    """Adds up the bytes of several files and tells of them, not too often."""

    def __init__(
        self, total_bytes: int, progress: Tell | None = None, cancelled: Asked = never
    ) -> None:
        self._total = total_bytes
        self._progress = progress
        self.cancelled = cancelled
        self._done = 0
        self._told_at = 0.0

    def add(self, n_bytes: int) -> None:
        """Count ``n_bytes``; raises Stopped where somebody cancelled."""
        self._done += n_bytes
        now = time.monotonic()
        if self._progress is not None and (
            now - self._told_at >= _TELL_S or self._done >= self._total
        ):
            self._told_at = now
            self._progress(min(self._done, self._total), self._total)
        if self.cancelled():
            raise Stopped


def hash_file(path: Path, tally: Tally) -> str:
    """Return the SHA-256 (hex) of a file; raises OSError, Stopped."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        for chunk in _chunks(file, tally):
            digest.update(chunk)
    return digest.hexdigest()


def copy_file(
    source: Path, target: Path, tally: Tally, *, expected_sha256: str = "", read_back: bool = False
) -> str:
    """Copy a file and its time; returns its SHA-256 (hex). The folder of ``target`` is made.

    With ``read_back`` the copy is read from the disk again before it gets its name; the tally
    then counts the bytes twice. Raises LibraryError ``wrong_hash`` where the copy is not what
    it had to be, OSError, Stopped; nothing of it is left then.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + TEMPORARY)
    try:
        sha256 = _write(source, temporary, tally)
        found = source.stat()
        with contextlib.suppress(OSError):  # some disks keep no times
            os.utime(temporary, ns=(found.st_atime_ns, found.st_mtime_ns))
        for wanted in (expected_sha256, hash_file(temporary, tally) if read_back else ""):
            _require_same(sha256, wanted, source)
        os.replace(temporary, target)
    except BaseException:
        # What stopped it counts, not that the rest could not be removed either.
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)
    return sha256


def write_file(target: Path, data: bytes) -> None:
    """Write a small file, whole or not at all; raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + TEMPORARY)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, target)
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can be told to."""
    # Windows opens no folders, and some file systems flush none.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def told(error: OSError, path: Path, needed_bytes: int = 0) -> LibraryError:
    """Return what an error of the disk at ``path`` means to the person."""
    shown, detail = shown_path(path), str(error)
    if error.errno in _FULL:
        return LibraryError(
            "disk_too_small",
            path=shown,
            needed_bytes=needed_bytes,
            free_bytes=free_bytes(path),
            detail=detail,
        )
    if error.errno == errno.EFBIG:
        return LibraryError(
            "file_too_large_for_disk", file=path.name, path=shown, size_bytes=needed_bytes
        )
    if error.errno in _REFUSED:
        return LibraryError("library_unwritable", path=shown, detail=detail)
    return LibraryError("library_missing", path=shown, detail=detail)


def free_bytes(path: Path) -> int:
    """Return the free bytes of the disk that ``path``, which may not exist yet, lies on; 0
    where nothing can be asked."""
    for folder in (path, *path.parents):
        try:
            return shutil.disk_usage(folder).free
        except OSError:
            continue
    return 0


def _require_same(sha256: str, wanted: str, source: Path) -> None:
    if wanted and sha256 != wanted:
        raise LibraryError("wrong_hash", file=shown_path(source))


def _write(source: Path, temporary: Path, tally: Tally) -> str:
    digest = hashlib.sha256()
    with source.open("rb", buffering=0) as read, temporary.open("wb", buffering=0) as written:
        for chunk in _chunks(read, tally):
            digest.update(chunk)
            _write_all(written, chunk)
        os.fsync(written.fileno())
        _drop_cache(written)
    return digest.hexdigest()


def _write_all(file: FileIO, chunk: memoryview) -> None:
    while chunk:
        chunk = chunk[file.write(chunk) :]


def _chunks(file: FileIO, tally: Tally) -> Iterator[memoryview]:
    """Go through a file in pieces, each valid until the next."""
    buffer = bytearray(_CHUNK)
    view = memoryview(buffer)
    while n_bytes := file.readinto(buffer):
        yield view[:n_bytes]
        tally.add(n_bytes)


def _drop_cache(file: FileIO) -> None:
    """What is read back has to come from the disk, not from memory."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with contextlib.suppress(OSError):
            advise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
