"""Loads the plotting libraries while the window already answers."""

import contextlib
import importlib
import threading

from PySide6.QtCore import QObject, QTimer, Signal

_BOARD = "widgets.graph.board"
_LOOK_MS = 20


class BoardLoader(QObject):
    """Imports on a thread: half a second in which no key would be heard otherwise.

    A failure is left to whoever imports next, in whose face it belongs.
    """

    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        # Asked rather than told: the thread knows nothing of an object that may be gone.
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin, once."""
        if self._thread is None:
            self._thread = threading.Thread(target=_load, name="plotting libraries")
            self._thread.start()
            self._timer.start()

    def _look(self) -> None:
        if self._thread is not None and not self._thread.is_alive():
            self._timer.stop()
            self.loaded.emit()


def _load() -> None:
    with contextlib.suppress(ImportError):
        importlib.import_module(_BOARD)
