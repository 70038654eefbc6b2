"""What an item that will not be finished has left in the library's folder."""

import contextlib
from pathlib import Path

from app.core.problem import LibraryError
from app.core.transfer import DownloadItem
from app.hub.part_file import PartFile


def remove_leftovers(item: DownloadItem, folder: Path) -> int:
    """Remove the parts of an item, finished ones of this very download too; return the bytes
    freed.

    A file that another process is fetching, or that was there before, stays; so does everything
    where the folder is gone or may not be written.
    """
    freed = 0
    for part in item.parts:
        with contextlib.suppress(LibraryError):
            freed += _remove(item, PartFile(folder, part.target))
    return freed


def _remove(item: DownloadItem, file: PartFile) -> int:
    record = file.record()
    # A finished file is this download's as long as the record says so: it goes with the end.
    ours = record is not None and (record.repo, record.revision) == (item.repo, item.revision)
    if file.finished():
        return file.remove_finished() if ours else 0
    if record is None and not file.part.exists():
        return 0
    file.open()
    try:
        freed = file.size
        file.discard()
        return freed
    finally:
        file.close()
