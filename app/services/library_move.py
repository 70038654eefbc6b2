"""Moves the library's files to another folder, so that at no moment anything is lost.

On one disk every file gets a second name in the new folder (a hard link), where the disk has
no such thing it is renamed; on another disk it is copied, read back and compared. Only when
everything lies there, the new place is stored; only then the old files go. Killed on the way,
the library is where it was, and the next attempt finds what has already been copied.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from app.core.gguf_stream import shown_path
from app.core.problem import LibraryError
from app.core.safe_names import safe_path
from app.services.file_copying import (
    Asked,
    Stopped,
    Tally,
    Tell,
    copy_file,
    flush_folder,
    hash_file,
    told,
)
from app.services.known_files import KnownFiles
from app.services.library_disk import remove_empty, require_room
from app.services.library_scan import PART_ENDS, scan_folder, stamp_of
from app.store.library_store import FileRow

Way = Literal["link", "rename", "copy"]


@dataclass
class _File:
    """One file on its way. ``there``: an earlier attempt has brought it."""

    source: Path
    target: Path
    size_bytes: int
    row: FileRow | None
    there: bool
    sha256: str = ""


@dataclass
class _Plan:
    source: Path
    target: Path
    files: list[_File]
    way: Way
    made: list[_File] = field(default_factory=list[_File])
    """What this attempt has brought, to be taken back where it fails."""


def move(
    known: KnownFiles,
    folder: Path,
    progress: Tell | None,
    cancelled: Asked,
    switch: Callable[[Path], None] | None,
) -> bool:
    """See :meth:`app.services.library_files.LibraryFiles.move_to`."""
    target = Path(os.path.abspath(folder))
    if target == known.folder:
        return True
    plan = _plan(known, target)
    try:
        _carry(plan, _tally(plan, progress, cancelled))
        if switch is not None:
            switch(target)
    except BaseException as error:
        _take_back(plan)
        if isinstance(error, Stopped):
            return False
        if isinstance(error, OSError):
            raise told(error, target, sum(f.size_bytes for f in plan.files)) from error
        raise
    rows = [_moved(plan, file, file.row) for file in plan.files if file.row is not None]
    new = {row.path for row in rows}
    known.move(target, rows, [f.row.path for f in plan.files if f.row and f.row.path not in new])
    _clear(plan)
    return True


def prepare_folder(folder: Path) -> None:
    """Make a folder, but never its parents: where a stick was pulled out, they would be made
    on another disk. See that it can be written to.

    Raises LibraryError ``library_missing``, ``library_unwritable``.
    """
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (FileNotFoundError, NotADirectoryError, FileExistsError) as error:
        raise LibraryError("library_missing", path=shown_path(folder), detail=str(error)) from error
    except OSError as error:
        raise LibraryError(
            "library_unwritable", path=shown_path(folder), detail=str(error)
        ) from error


def _plan(known: KnownFiles, target: Path) -> _Plan:
    source = known.folder
    here, there = source.resolve(), target.resolve()
    if here.is_relative_to(there) or there.is_relative_to(here):
        raise LibraryError("folder_nested", path=shown_path(target))
    if known.problem is not None:
        raise LibraryError("library_missing", path=shown_path(source))
    prepare_folder(target)
    rows, absent = known.rows(), known.absent()
    wanted = [row.path for row in rows.values() if row.owned and row.path not in absent]
    left = scan_folder(source).leftovers
    files: list[_File] = []
    for path in (*wanted, *left):
        stamp = stamp_of(source / path)
        if stamp is not None:
            place = target / _safe(path, wanted)
            size = stamp.size_bytes
            files.append(_File(source / path, place, size, rows.get(path), place.exists()))
    for file in files:
        if file.there and not _may_be_same(file):
            raise LibraryError("folder_not_empty", path=shown_path(file.target))
    way = _way(source, target, files)
    if way == "copy":
        require_room(target, {str(f.target): f.size_bytes for f in files if not f.there})
    return _Plan(source, target, files, way)


def _safe(path: str, siblings: Iterable[str]) -> str:
    # A half-done download keeps the name that its whole file will have.
    end = next((e for e in sorted(PART_ENDS, key=len, reverse=True) if path.endswith(e)), "")
    return safe_path(path[: len(path) - len(end)], siblings) + end


def _may_be_same(file: _File) -> bool:
    try:
        return file.target.is_file() and file.target.stat().st_size == file.size_bytes
    except OSError:
        return False


def _way(source: Path, target: Path, files: list[_File]) -> Way:
    """Find out by trying: two folders of one disk may still be two disks to the system."""
    if not source.is_dir() or source.stat().st_dev != target.stat().st_dev:
        return "copy"
    first = next((file for file in files if not file.there), None)
    if first is None:
        return "link"
    with tempfile.TemporaryDirectory(dir=target, prefix=".naranhi-") as trial:
        try:
            os.link(first.source, Path(trial) / "link")
        except OSError:
            return "rename"
    return "link"


def _tally(plan: _Plan, progress: Tell | None, cancelled: Asked) -> Tally:
    # Copied, and read back; what is there is compared.
    reads = 2 if plan.way == "copy" else 1
    return Tally(reads * sum(file.size_bytes for file in plan.files), progress, cancelled)


def _carry(plan: _Plan, tally: Tally) -> None:
    for file in plan.files:
        if file.there:
            _compare(file, tally)
            continue
        file.target.parent.mkdir(parents=True, exist_ok=True)
        if plan.way == "copy":
            file.sha256 = copy_file(file.source, file.target, tally, read_back=True)
            plan.made.append(file)
            continue
        if plan.way == "link":
            os.link(file.source, file.target)
        else:
            os.rename(file.source, file.target)
        plan.made.append(file)
        tally.add(file.size_bytes)
    for folder in {file.target.parent for file in plan.files}:
        flush_folder(folder)


def _compare(file: _File, tally: Tally) -> None:
    if os.path.samefile(file.source, file.target):
        tally.add(file.size_bytes)
        return
    file.sha256 = hash_file(file.target, tally)
    if hash_file(file.source, tally) != file.sha256:
        raise LibraryError("folder_not_empty", path=shown_path(file.target))


def _take_back(plan: _Plan) -> None:
    """Leave things as they were, as far as the disk lets."""
    for file in plan.made:
        with contextlib.suppress(OSError):
            if plan.way == "rename":
                os.rename(file.target, file.source)
            else:
                file.target.unlink()
            remove_empty(plan.target, file.target.parent)


def _moved(plan: _Plan, file: _File, row: FileRow) -> FileRow:
    stamp = stamp_of(file.target)
    path = file.target.relative_to(plan.target).as_posix()
    if stamp is None:
        return msgspec.structs.replace(row, path=path)
    row = msgspec.structs.replace(row, path=path, modified_ns=stamp.modified_ns)
    if not file.sha256:
        return row
    # It has been read whole on the way.
    return msgspec.structs.replace(
        row,
        sha256=file.sha256,
        expected_sha256=row.expected_sha256 or file.sha256,
        verified_at=int(time.time()),
    )


def _clear(plan: _Plan) -> None:
    """Delete the old files. Raises LibraryError where one stays: the library has moved by
    then, and the person has to know what still takes room."""
    kept: OSError | None = None
    for file in plan.files:
        try:
            file.source.unlink(missing_ok=True)
            remove_empty(plan.source, file.source.parent)
        except OSError as error:
            kept = error
    with contextlib.suppress(OSError):
        plan.source.rmdir()  # where nothing else lies in it
    if kept is not None:
        raise told(kept, plan.source) from kept
