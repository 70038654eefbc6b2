"""Deleting with a way back: what is deleted goes for good only when the bar goes."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look

UNDO_MS = 8000


class UndoBar(RetranslatingFrame):
    """Hidden while nothing is about to go. ``forget`` deletes for good."""

    def __init__(
        self, look: Look, forget: Callable[[list[str]], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._forget = forget
        self._keys: list[str] = []
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.button = QPushButton(self)
        self._timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._timer.timeout.connect(self.settle)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.em(0.8), look.em(0.4), look.em(0.4), look.em(0.4))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()
        self.retranslate()

    @property
    def keys(self) -> list[str]:
        """What is about to go."""
        return list(self._keys)

    def begin(self, keys: list[str]) -> None:
        """Let these go in a few seconds; what was about to go before goes now."""
        self.settle()
        self._keys = list(keys)
        self.retranslate()
        self.show()
        self._timer.start()

    def undo(self) -> list[str]:
        """Let nothing go; returns what was about to."""
        keys, self._keys = self._keys, []
        self._timer.stop()
        self.hide()
        return keys

    def settle(self) -> None:
        """Delete for good what is about to go."""
        keys = self.undo()
        if keys:
            self._forget(keys)

    def retranslate(self) -> None:
        self.button.setText(tr("되돌리기"))
        self.button.setToolTip(tr("지운 것을 되돌립니다 (Ctrl+Z)"))
        self.words.setText(tr("기록 {n}개를 지웠습니다.").format(n=len(self._keys)))
