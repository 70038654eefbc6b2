"""Python's garbage is collected on Qt's own thread alone.

Collecting runs on whatever thread happens to allocate: a worker thread that looks through a
folder would take Qt's objects down, which only their own thread may do.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


def collect_what_is_due() -> None:
    """Collect as Python would by itself now; called on the thread of Qt's objects."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    for generation, (count, threshold) in reversed(list(enumerate(due))):
        if count > threshold > 0:
            # With it go the younger ones.
            gc.collect(generation)
            return


class GarbageCollector(QObject):
    """Takes the automatic collecting's place until :meth:`stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()

    def settle(self) -> None:
        """Take what the program consists of out of sight: looking through all of it stops the
        window for 60 ms and more, in the middle of a comparison."""
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
