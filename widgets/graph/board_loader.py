"""Loads the plotting libraries while the window already answers."""

import contextlib
import importlib
import threading
import time
from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer, Signal

_WITHOUT_QT = ("numpy",)
"""Half of the time to load."""
_WITH_QT = ("pyqtgraph", "widgets.graph.board")
_LOOK_MS = 20
_SLICE_S = 0.008


class BoardLoader(QObject):
    """Imports on a thread what has nothing to do with Qt, and the rest in slices of the event
    loop, so that every key is heard.

    Qt's Python classes come into being when they are first named, and pyqtgraph names them all:
    on another thread that crashes the program now and then.
    A failure is left to whoever imports next, in whose face it belongs.
    """

    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._steps: Iterator[bool] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin, once."""
        if self._thread is None:
            self._thread = threading.Thread(target=_load, args=_WITHOUT_QT, name="numbers")
            self._thread.start()
            self._steps = self._load_the_rest(self._thread)
            self._timer.start()

    def _step(self) -> None:
        end = time.perf_counter() + _SLICE_S
        for waits in self._steps:
            if waits or time.perf_counter() >= end:
                return
        self._timer.stop()
        self.loaded.emit()

    def _load_the_rest(self, thread: threading.Thread) -> Iterator[bool]:
        """Take a step; yield whether there is nothing to do at the moment."""
        for module in (QtCore, QtGui, QtWidgets):
            for name in dir(module):
                getattr(module, name, None)
                yield False
        while thread.is_alive():
            yield True
        for name in _WITH_QT:
            _load(name)
            yield False


def _load(name: str) -> None:
    with contextlib.suppress(ImportError):
        importlib.import_module(name)
