"""Looks at the disk on the library's behalf: what is new, changed or gone, and what a file
really holds."""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from app.core.gguf_stream import shown_path
from app.core.problem import Problem
from app.services.file_copying import Asked, Stopped, Tally, Tell, hash_file
from app.services.known_files import KnownFiles, stamp
from app.services.library_entry import EntryState, LibraryEntry
from app.services.library_scan import FileStamp, Scan, scan_folder, stamp_of, with_header
from app.store.library_store import FileRow

_BATCH = 16
"""Headers read between two looks at the list."""


def scan_known(known: KnownFiles) -> Scan:
    """Look through the folder. The program's own one that is not there and never held anything
    is no trouble."""
    scan = scan_folder(known.folder)
    used = any(row.owned for row in known.rows().values())
    own = not known.chosen and not used
    if scan.problem is not None and own and known.folder.parent.is_dir():
        return Scan()
    return scan


def look(known: KnownFiles, found: Callable[[], None] | None, cancelled: Asked) -> None:
    """Bring what is known up to what is there. Opens what is new or changed alone; ``found`` is
    called whenever something was added."""
    batch: list[FileRow] = []
    for row, path, there in _changed(known, scan_known(known)):
        if cancelled():
            break
        batch.append(known.past_of(with_header(row, path, there)))
        if len(batch) >= _BATCH:
            known.put_new(batch)
            batch = []
            if found is not None:
                found()
    known.put_new(batch)


def look_at(known: KnownFiles, entry: LibraryEntry) -> None:
    """Bring what is known of one entry up to what is there."""
    problem: Problem | None = None
    if entry.owned and not known.folder.is_dir():
        problem = Problem(kind="library_missing", params={"path": shown_path(known.folder)})
    for path in (*entry.parts, *entry.companions):
        key, there = known.key_of(path), stamp_of(path)
        row = known.row(key)
        if there is None:
            known.note_absent(key, problem)
        elif row is not None and stamp(row) != there:
            known.put([with_header(row, path, there)])


def verify(
    known: KnownFiles, entry: LibraryEntry, progress: Tell | None, cancelled: Asked
) -> EntryState:
    """Read an entry whole, and tell what it is then."""
    look_at(known, entry)
    there = {path: stamp_of(path) for path in (*entry.parts, *entry.companions)}
    sizes = [found.size_bytes for found in there.values() if found is not None]
    tally = Tally(sum(sizes), progress, cancelled)
    try:
        for path, found in there.items():
            if found is not None:
                _verify_file(known, path, found, tally)
    except Stopped:
        pass  # what has been read by now is known; the rest stays what it was
    except OSError:
        look_at(known, entry)
    states: list[EntryState] = [now.state for now in known.entries() if now.path == entry.path]
    return states[0] if states else "missing"


def _changed(known: KnownFiles, scan: Scan) -> list[tuple[FileRow, Path, FileStamp]]:
    """Note what is gone; return what has to be read."""
    rows, now = known.rows(), int(time.time())
    stamps = dict(scan.models)
    for key, row in rows.items():
        there = None if row.owned else stamp_of(Path(key))
        if there is not None:
            stamps[key] = there
    known.note((key for key in rows if key not in stamps), scan.problem)
    return [
        (rows.get(key) or _new_row(key, now), known.folder / key, there)
        for key, there in stamps.items()
        if key not in rows or stamp(rows[key]) != there
    ]


def _new_row(key: str, now: int) -> FileRow:
    return FileRow(path=key, owned=True, size_bytes=0, modified_ns=0, added_at=now)


def _verify_file(known: KnownFiles, path: Path, before: FileStamp, tally: Tally) -> None:
    sha256 = hash_file(path, tally)
    row = known.row(known.key_of(path))
    # What changed while it was read has been read by halves.
    if row is None or stamp_of(path) != before:
        return
    expected = row.expected_sha256 or sha256
    now = int(time.time())
    known.put(
        [msgspec.structs.replace(row, sha256=sha256, expected_sha256=expected, verified_at=now)]
    )
