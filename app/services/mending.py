"""A broken model made whole by fetching what is missing, not everything."""

from pathlib import Path

from app.core.gguf_stream import shown_path
from app.core.problem import LibraryError
from app.core.transfer import DownloadItem, PartRecord, RemotePart
from app.hub.part_file import PartFile
from app.services.acquisition import Wanted
from app.services.library_entry import LibraryEntry


def wanted_again(entry: LibraryEntry, folder: Path) -> Wanted:
    """Return what fetches an entry of the library's ``folder`` anew: the same file of the same
    repo, as it was then."""
    return Wanted(
        entry.model_id or entry.repo,
        repo=entry.repo,
        revision=entry.revision or "main",
        target=entry.path.relative_to(folder).as_posix(),
    )


def keep_beginnings(folder: Path, item: DownloadItem) -> int:
    """Make files of ``item`` in the library's ``folder`` that are too short into parts again,
    so that a download goes on behind them; returns how many bytes are kept.

    Only where the Hub tells a hash: the download then sees whether the beginning was sound,
    and begins anew where not. Files of the right length are left to the download, which reads
    them whole. Raises LibraryError (library_unwritable, library_missing, name_unsafe).
    """
    return sum(_keep(folder, item, part) for part in item.parts)


def _keep(folder: Path, item: DownloadItem, part: RemotePart) -> int:
    file = PartFile(folder, part.target)
    try:
        if part.size_bytes is None or not part.sha256 or file.part.exists():
            return 0
        if not file.final.is_file():
            return 0
        there = file.final.stat().st_size
        if not 0 < there < part.size_bytes:
            return 0
        # The record first: a part without one would be thrown away.
        file.write_record(
            PartRecord(
                repo=item.repo,
                revision=item.revision,
                path=part.path,
                etag="",
                size_bytes=part.size_bytes,
                sha256=part.sha256.lower(),
            )
        )
        file.final.replace(file.part)
    except OSError as error:
        raise LibraryError(
            "library_unwritable", path=shown_path(file.final), detail=str(error)
        ) from error
    return there
