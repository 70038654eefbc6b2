"""Work on a thread that reports to the event loop and can be given up."""

import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from widgets.models.backend import Progress

T = TypeVar("T")


class LiveTask(QObject):
    """Lives in the event loop; :meth:`report` and :meth:`cancelled` are for the thread."""

    _reported = Signal(object, object)

    def __init__(self, progress: Progress, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress = progress
        self._stopped = threading.Event()
        self.over = False
        """Whether it has ended or was given up."""
        self._reported.connect(self._tell)

    def cancel(self) -> None:
        """Give it up; nothing is told any more."""
        self.over = True
        self._stopped.set()

    def cancelled(self) -> bool:
        """Return whether the thread is to leave."""
        return self._stopped.is_set()

    def report(self, done: int, total: int) -> None:
        """Tell the event loop how far it is."""
        # The program may be leaving, and this object gone.
        with contextlib.suppress(RuntimeError):
            self._reported.emit(done, total)

    def unless_cancelled(self, call: Callable[[T], None]) -> Callable[[T], None]:
        """Return ``call``, which nobody hears once the task was given up."""

        def end(value: T) -> None:
            given_up, self.over = self.over, True
            if not given_up:
                call(value)

        return end

    def _tell(self, done: int, total: int) -> None:
        if not self.over:
            self._progress(done, total)
