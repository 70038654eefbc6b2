"""Export and import beside the window: a thread with stores of its own, progress, a way to stop."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.problem import NaranhiError, Problem
from app.services.history import IN_MEMORY
from app.services.history_transfer import (
    Exported,
    HistoryStores,
    Imported,
    Wanted,
    everything,
    export_history,
    import_history,
)
from app.store.run_store import RunStore

_LOOK_MS = 50


@dataclass
class _Progress:
    """Written by the thread, read by the window's timer."""

    n_done: int = 0
    n_all: int = 0
    result: "Imported | Exported | None" = None
    failure: "Problem | str | None" = None


_Work = Callable[[HistoryStores, _Progress], Imported | Exported]


class Carrier(QObject):
    """One export or import at a time."""

    progressed = Signal(int, int)
    """What is done, and of how much (0: nobody knows)."""
    ended = Signal(object)
    """Imported or Exported."""
    failed = Signal(object)
    """Problem, or the system's own sentence."""

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._progress = _Progress()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def possible(self) -> bool:
        """Whether the history lies in a file."""
        return self._database != IN_MEMORY

    @property
    def busy(self) -> bool:
        """Whether something is carried."""
        return self._thread is not None

    @property
    def stopped(self) -> bool:
        """Whether the last one was stopped."""
        return self._stop.is_set()

    def export(self, path: Path, only: list[str]) -> None:
        """Write these comparisons, or all that there is where none is named."""

        def work(stores: HistoryStores, progress: _Progress) -> Exported:
            wanted = Wanted(comparisons=tuple(only)) if only else everything(stores)
            progress.n_all = wanted.count
            return export_history(stores, wanted, path, self._told(progress))

        self._start(work)

    def take_in(self, path: Path) -> None:
        """Import a file."""
        self._start(lambda stores, progress: import_history(stores, path, self._told(progress)))

    def stop(self) -> None:
        """End it after the comparison that is at work."""
        self._stop.set()

    def close(self) -> None:
        """Stop, and wait until nothing works any more."""
        self.stop()
        if self._thread is not None:
            self._thread.join()
        self._timer.stop()
        self._thread = None

    def _told(self, progress: _Progress) -> Callable[[int], bool]:
        def told(n_done: int) -> bool:
            progress.n_done = n_done
            return not self._stop.is_set()

        return told

    def _start(self, work: _Work) -> None:
        if self.busy:
            return
        self._stop.clear()
        progress = self._progress = _Progress()

        def run() -> None:
            try:
                runs = RunStore(self._database)
                try:
                    progress.result = work(HistoryStores.of(runs), progress)
                finally:
                    runs.close()
            except NaranhiError as error:
                progress.failure = error.problem
            except OSError as error:
                progress.failure = error.strerror or str(error)

        self._thread = threading.Thread(target=run, name="carry history")
        self._thread.start()
        self._timer.start()

    def _look(self) -> None:
        thread, progress = self._thread, self._progress
        if thread is None:
            return
        if thread.is_alive():
            self.progressed.emit(progress.n_done, progress.n_all)
            return
        self._timer.stop()
        thread.join()
        self._thread = None
        if progress.failure is not None:
            self.failed.emit(progress.failure)
        else:
            self.ended.emit(progress.result)
