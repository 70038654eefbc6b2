"""A line that the person writes: stored when it is left or Return is pressed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

MOST_CHARS = 2000


class OwnWords(QLineEdit):
    """Escape brings back what was stored."""

    stored = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = ""
        self.setMaxLength(MOST_CHARS)
        self.editingFinished.connect(self._on_finished)

    def show_words(self, words: str) -> None:
        """Show what is stored; what is being written is not disturbed."""
        if not (self.hasFocus() and self.text() != self._before):
            self.setText(words)
            self.setCursorPosition(0)
        self._before = words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._before:
            self.setText(self._before)
        else:
            super().keyPressEvent(event)

    def _on_finished(self) -> None:
        words = self.text().strip()
        if words != self._before:
            self._before = words
            self.stored.emit(words)
