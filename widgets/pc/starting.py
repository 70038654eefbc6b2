"""When this PC is looked at: a little after the window opens, or when somebody wants to see it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.services.arena import Arena

if TYPE_CHECKING:
    from widgets.pc.live_backend import LivePc

BEGIN_MS = 3000
"""Asking the engine costs a processor's second or two: the first comparison comes before."""


class PcStart(QObject):
    """Builds the page's backend when it is needed, and lets it begin while nothing is measured."""

    def __init__(
        self, build: "Callable[[], LivePc]", arena: Arena, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._build, self._arena = build, arena
        self._backend: LivePc | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(BEGIN_MS)
        self._due.timeout.connect(self._begin_if_idle)

    def backend(self) -> "LivePc":
        """Return the backend, made at the first call."""
        if self._backend is None:
            self._backend = self._build()
        return self._backend

    def begin(self) -> None:
        """Look at engine and files a little later, and not while a comparison goes."""
        self._due.start()

    def close(self) -> None:
        """End what goes on."""
        self._due.stop()
        if self._backend is not None:
            self._backend.close()

    def _begin_if_idle(self) -> None:
        if self._arena.running:
            self._due.start()
        else:
            self.backend().begin()
