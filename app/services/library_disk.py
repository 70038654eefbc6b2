"""What takes how much of the disk, and deleting it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.core.gguf_stream import shown_path
from app.core.problem import LibraryError
from app.services.file_copying import free_bytes, told
from app.services.library_entry import LibraryEntry
from app.services.library_scan import PART_ENDS, Scan

FAT_FILE_BYTES = 4 * 1024**3 - 1
"""The largest file that FAT32 holds."""
_FAT = {"vfat", "msdos", "fat", "fat32"}


@dataclass(frozen=True)
class EntryUsage:
    """An entry and its bytes on the disk, half-done downloads of it included."""

    entry: LibraryEntry
    size_bytes: int


@dataclass(frozen=True)
class Leftover:
    """A file that belongs to no entry: a download's part or record, a copy that was cut off."""

    path: Path
    size_bytes: int


@dataclass(frozen=True)
class DiskUsage:
    """What the library takes. What is only referenced counts for nothing: it is not ours."""

    entries: tuple[EntryUsage, ...]
    """Owned ones, the largest first."""
    leftovers: tuple[Leftover, ...]
    total_bytes: int
    free_bytes: int


def usage(folder: Path, entries: Iterable[LibraryEntry], scan: Scan) -> DiskUsage:
    """Add up the files of owned entries, and what else the scan found."""
    left = {folder / path: size for path, size in scan.leftovers.items()}
    used: list[EntryUsage] = []
    for entry in entries:
        if entry.owned:
            half_done = [path for path in partials(entry) if path in left]
            size = entry.size_bytes + sum(left.pop(path) for path in half_done)
            used.append(EntryUsage(entry, size))
    counted = {path for one in used for path in (*one.entry.parts, *one.entry.companions)}
    # A projector whose model is gone is nobody's entry, and takes its bytes all the same.
    for path, found in scan.models.items():
        if folder / path not in counted:
            left[folder / path] = found.size_bytes
    total = sum(found.size_bytes for found in scan.models.values()) + sum(scan.leftovers.values())
    return DiskUsage(
        entries=tuple(sorted(used, key=lambda one: -one.size_bytes)),
        leftovers=tuple(Leftover(path, size) for path, size in sorted(left.items())),
        total_bytes=total,
        free_bytes=free_bytes(folder),
    )


def partials(entry: LibraryEntry) -> list[Path]:
    """Return where half-done downloads of an entry's files would lie."""
    files = (*entry.parts, *entry.companions)
    return [path.with_name(path.name + end) for path in files for end in PART_ENDS]


def doomed(entry: LibraryEntry, others: Iterable[LibraryEntry]) -> list[Path]:
    """Return the files that go with an owned entry. The first part goes last: a deletion that
    is cut off leaves an entry that can be deleted again."""
    needed = {path for other in others for path in other.companions}
    companions = [path for path in entry.companions if path not in needed]
    kept = {
        path.with_name(path.name + end)
        for path in entry.companions
        if path in needed
        for end in PART_ENDS
    }
    half_done = [path for path in partials(entry) if path not in kept]
    return [*half_done, *companions, *reversed(entry.parts)]


def size_of(paths: Iterable[Path]) -> int:
    """Return the bytes of those files that are there."""
    return sum(_size(path) for path in paths)


def remove(folder: Path, path: Path) -> int:
    """Delete one file of the library; returns its bytes, 0 where it was gone.

    Raises LibraryError ``library_unwritable``, ``library_missing``; ``name_unsafe`` for a file
    that a link leads to outside of the folder.
    """
    if not os.path.lexists(path):
        if not folder.is_dir():
            raise LibraryError("library_missing", path=shown_path(folder))
        return 0
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        raise LibraryError("name_unsafe", name=shown_path(path))
    size = _size(path)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise told(error, path) from error
    return size


def remove_empty(folder: Path, below: Path) -> None:
    """Remove the folders of a deleted entry that hold nothing any more, never the library's."""
    while below != folder and below.is_relative_to(folder):
        try:
            below.rmdir()
        except OSError:
            return
        below = below.parent


def largest_file_bytes(folder: Path) -> int | None:
    """Return the largest file that the disk of ``folder`` holds; None where it has no limit."""
    try:
        there = next((p for p in (folder, *folder.parents) if p.exists()), folder).resolve()
        disks = psutil.disk_partitions(all=True)
    except (OSError, psutil.Error):
        return None
    mounted = [disk for disk in disks if there.is_relative_to(disk.mountpoint)]
    # The last of the deepest ones: a mount hides what was mounted there before.
    best = max(reversed(mounted), key=lambda disk: len(disk.mountpoint), default=None)
    return FAT_FILE_BYTES if best is not None and best.fstype.lower() in _FAT else None


def require_room(folder: Path, sizes: dict[str, int], already_bytes: int = 0) -> None:
    """Refuse what does not fit before anything is written. ``sizes`` by the files' names.

    Raises LibraryError ``file_too_large_for_disk``, ``disk_too_small``.
    """
    most = largest_file_bytes(folder)
    for name, size in sizes.items():
        if most is not None and size > most:
            raise LibraryError(
                "file_too_large_for_disk", file=name, size_bytes=size, path=shown_path(folder)
            )
    needed, free = sum(sizes.values()) - already_bytes, free_bytes(folder)
    if needed > free:
        raise LibraryError(
            "disk_too_small", needed_bytes=needed, free_bytes=free, path=shown_path(folder)
        )


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0
