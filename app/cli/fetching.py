"""One download inside this process: a thread fetches, the main thread shows and hears Ctrl-C."""

import queue
import threading
import time
from pathlib import Path

from app.cli.download_progress import DownloadProgress
from app.cli.stopping import Stopping
from app.core.problem import HubError, LibraryError
from app.core.transfer import Begin, DownloadItem, Fetched, FetchFailed, FromFetcher, Progress
from app.hub.access import HubAccess
from app.hub.transfer import fetch_item
from app.store.download_store import DownloadStore, StoredDownload

LEAVE_S = 2.0
"""How long a halted download may take to leave; what is on the disk can be gone on with at any
moment, so nothing is lost by not waiting longer."""
_LOOK_S = 0.1


def fetch(
    item: DownloadItem,
    folder: Path,
    access: HubAccess,
    progress: DownloadProgress,
    stopping: Stopping,
    store: DownloadStore,
    *,
    bytes_per_s: int = 0,
) -> Fetched | None:
    """Download ``item`` into ``folder``; None where a signal stopped it. What was begun and not
    ended stands in the window's queue as paused.

    Raises LibraryError ``already_downloading``, StoreError, and HubError with any kind that a
    download can fail with.
    """
    access.check_online()
    if not store.save(StoredDownload(item=item, state="downloading")):
        raise LibraryError("already_downloading", file=item.parts[0].path)
    messages: queue.SimpleQueue[FromFetcher | None] = queue.SimpleQueue()
    begin = Begin(item=item, folder=str(folder), endpoint=access.endpoint, bytes_per_s=bytes_per_s)

    def work() -> None:
        try:
            fetch_item(begin, access.token, messages.put, stopping.asked)
        finally:
            messages.put(None)

    threading.Thread(target=work, name="download", daemon=True).start()
    fetched: Fetched | None = None
    try:
        fetched = _follow(messages, progress, stopping)
    finally:
        progress.end()
        done = progress.last.done_bytes if progress.last else 0
        if fetched is None and done:
            store.save(StoredDownload(item=item, state="paused", done_bytes=done))
            store.release()
        else:
            store.remove(item.item_id)
    return fetched


def _follow(
    messages: "queue.SimpleQueue[FromFetcher | None]",
    progress: DownloadProgress,
    stopping: Stopping,
) -> Fetched | None:
    leave_at: float | None = None
    while True:
        if stopping() and leave_at is None:
            leave_at = time.monotonic() + LEAVE_S
        if leave_at is not None and time.monotonic() > leave_at:
            return None
        try:
            message = messages.get(timeout=_LOOK_S)
        except queue.Empty:
            continue
        match message:
            case Progress():
                progress.note(message)
            case Fetched():
                return message
            case FetchFailed(problem=problem):
                raise HubError(problem.kind, detail=problem.detail, **problem.params)
            case None:
                return None
