"""The queue of downloads: some at once, the others in order, through restarts and crashes."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.problem import LibraryError, StoreError
from app.core.transfer import Begin, DownloadItem, Fetched, Progress
from app.hub.leftovers import remove_leftovers
from app.services.download_line import ACTIVE, DownloadEntry, DownloadLine
from app.services.fetch_process import HALT_S, FetchProcess, Outcome
from app.store.download_store import DownloadStore

if TYPE_CHECKING:
    from app.hub.access import HubAccess

AT_ONCE = 2


class Downloads(QObject):
    """Downloads of this window. Nothing is read or started before :meth:`take_up` or
    :meth:`add`.

    ``folder`` and ``access`` are asked whenever a download begins. The rate limit is for all
    of them together.
    """

    changed = Signal(str)
    """item_id: its state, its figures or its place; also when it has come or gone."""
    finished = Signal(str)
    """item_id: every part has its final name; the entry knows the hashes."""
    storeFailed = Signal(object)
    """Problem: the queue could not be written; what runs goes on."""

    def __init__(
        self,
        store: DownloadStore,
        folder: Callable[[], Path],
        access: "Callable[[], HubAccess]",
        *,
        command: Sequence[str] | None = None,
        parallel: int = AT_ONCE,
        bytes_per_s: int = 0,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._folder = folder
        self._access = access
        self._command = command
        self._parallel = max(1, parallel)
        self._rate = max(0, bytes_per_s)
        self._clock = clock
        self._lines: list[DownloadLine] = []
        self._processes: dict[str, FetchProcess] = {}
        self._cancelled: dict[str, tuple[DownloadItem, Path] | None] = {}
        """Gone from the list while their process still leaves; what to delete then."""
        self._closed = False

    # -- what there is -----------------------------------------------------------------

    def entries(self) -> list[DownloadEntry]:
        """Return every download in order."""
        now = self._clock()
        return [line.entry(now) for line in self._lines]

    def entry(self, item_id: str) -> DownloadEntry | None:
        """Return one download."""
        line = self._find(item_id)
        return line.entry(self._clock()) if line is not None else None

    @property
    def busy(self) -> bool:
        """Whether a process is at work in the library's folder."""
        return bool(self._processes)

    # -- wishes ------------------------------------------------------------------------

    def take_up(self) -> None:
        """Go on with what an earlier window left. Raises StoreError."""
        known = {line.item.item_id for line in self._lines}
        for stored in self._store.take_over():
            if stored.item.item_id not in known:
                self._lines.append(DownloadLine.restored(stored))
                self.changed.emit(stored.item.item_id)
        self._start_next()

    def add(self, item: DownloadItem) -> None:
        """Queue an item; one that was paused, has failed or is done goes on or begins again.

        Raises LibraryError ``already_downloading`` where it, or a file of it, is on its way
        already, here or in another window; StoreError.
        """
        targets = {part.target.casefold() for part in item.parts}
        for line in self._lines:
            mine = {part.target.casefold() for part in line.item.parts}
            if line.state in ACTIVE and (targets & mine or line.item.item_id == item.item_id):
                raise LibraryError("already_downloading", file=item.parts[0].target)
        old = self._find(item.item_id)
        line = DownloadLine(item, time.time_ns())
        place = self._lines.index(old) if old is not None else len(self._lines)
        if not self._store.save(line.stored(place)):
            raise LibraryError("already_downloading", file=item.parts[0].target)
        self._lines[place : place + (old is not None)] = [line]
        self.changed.emit(item.item_id)
        self._start_next()

    def pause(self, item_id: str) -> None:
        """Stop a download and keep its part."""
        line = self._find(item_id)
        if line is not None and line.pause():
            if item_id in self._processes:
                self._processes[item_id].halt()
            self._tell(line)

    def resume(self, item_id: str) -> None:
        """Have a paused or failed download go on when it is its turn."""
        line = self._find(item_id)
        if line is not None and line.queue():
            self._tell(line)
            self._start_next()

    def cancel(self, item_id: str, delete_part: bool = True) -> None:
        """Take a download off the list; what came so far goes too, unless it is to be kept."""
        line = self._find(item_id)
        if line is None:
            return
        self._lines.remove(line)
        remains = (line.item, self._folder()) if delete_part and line.state != "done" else None
        if item_id in self._processes:
            self._cancelled[item_id] = remains
            self._processes[item_id].halt()
        elif remains is not None:
            remove_leftovers(*remains)
        self._write(lambda: self._store.remove(item_id))
        self.changed.emit(item_id)
        self._start_next()

    def move(self, item_id: str, place: int) -> None:
        """Put a download at another place of the list (0 is first)."""
        line = self._find(item_id)
        if line is not None:
            self._lines.remove(line)
            self._lines.insert(max(0, place), line)
            ids = [line.item.item_id for line in self._lines]
            self._write(lambda: self._store.set_places(ids))
            self.changed.emit(item_id)

    def set_rate(self, bytes_per_s: int) -> None:
        """Change the rate limit of all downloads together; 0 is none."""
        self._rate = max(0, bytes_per_s)
        self._share_rate()

    def set_parallel(self, n: int = AT_ONCE) -> None:
        """Change how many run at once; those that run already go on."""
        self._parallel = max(1, n)
        self._start_next()

    def close(self) -> None:
        """End every process and keep the parts; blocks for at most two seconds or so. The next
        window goes on."""
        if self._closed:
            return
        self._closed = True
        processes = list(self._processes.values())
        for process in processes:
            process.halt()
        deadline = time.monotonic() + HALT_S
        for process in processes:
            if not process.wait(max(1, int((deadline - time.monotonic()) * 1000))):
                process.kill()
                process.wait(int(HALT_S * 1000))
        self._write(self._store.release)

    # -- processes ---------------------------------------------------------------------

    def _start_next(self) -> None:
        for line in list(self._lines):
            if self._closed or len(self._processes) >= self._parallel:
                return
            if line.state == "queued" and line.item.item_id not in self._processes:
                self._start(line)

    def _start(self, line: DownloadLine) -> None:
        item_id, access = line.item.item_id, self._access()
        begin = Begin(
            item=line.item,
            folder=str(self._folder()),
            endpoint=access.endpoint,
            bytes_per_s=self._rate_each(len(self._processes) + 1),
        )
        process = FetchProcess(
            begin, access.token, offline=access.offline, command=self._command, parent=self
        )
        process.progressed.connect(partial(self._on_progress, item_id))
        process.ended.connect(partial(self._on_ended, item_id))
        self._processes[item_id] = process
        line.begin()
        self._tell(line)
        process.start()
        self._share_rate()

    def _on_progress(self, item_id: str, progress: Progress) -> None:
        line = None if item_id in self._cancelled else self._find(item_id)
        if line is not None:
            if line.take(progress, self._clock()):
                self._save(line)
            self.changed.emit(item_id)

    def _on_ended(self, item_id: str, outcome: Outcome) -> None:
        process = self._processes.pop(item_id)
        process.deleteLater()
        if item_id in self._cancelled:
            remains = self._cancelled.pop(item_id)
            if remains is not None and not isinstance(outcome, Fetched):
                remove_leftovers(*remains)
        else:
            self._end_line(item_id, outcome)
        self._share_rate()
        self._start_next()

    def _end_line(self, item_id: str, outcome: Outcome) -> None:
        line = self._find(item_id)
        if line is None:
            return
        line.end(outcome)
        if line.state == "done":
            self._write(lambda: self._store.remove(item_id))
            self.changed.emit(item_id)
            self.finished.emit(item_id)
        else:
            self._tell(line)

    def _rate_each(self, n: int) -> int:
        return max(1, self._rate // max(1, n)) if self._rate else 0

    def _share_rate(self) -> None:
        for process in self._processes.values():
            process.set_rate(self._rate_each(len(self._processes)))

    # -- the list ----------------------------------------------------------------------

    def _find(self, item_id: str) -> DownloadLine | None:
        return next((line for line in self._lines if line.item.item_id == item_id), None)

    def _tell(self, line: DownloadLine) -> None:
        self._save(line)
        self.changed.emit(line.item.item_id)

    def _save(self, line: DownloadLine) -> None:
        stored = line.stored(self._lines.index(line))
        self._write(lambda: self._store.save(stored))

    def _write(self, write: Callable[[], object]) -> None:
        try:
            write()
        except StoreError as error:
            self.storeFailed.emit(error.problem)
