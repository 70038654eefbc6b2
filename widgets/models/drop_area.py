"""GGUF files that are dragged onto the page, and the sheet that says what dropping does."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame

_END = ".gguf"


class DropArea(RetranslatingFrame):
    """Covers ``page`` while files are over it; hidden at all other times."""

    dropped = Signal(object)
    """List of paths."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setProperty("role", "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = QLabel(self)
        self._words.setProperty("role", "title")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        QVBoxLayout(self).addWidget(self._words)
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        self.hide()
        self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if files_of(event.mimeData()):
                event.setDropAction(Qt.DropAction.LinkAction)
                event.accept()
                self.setGeometry(self._page.rect())
                self.raise_()
                self.show()
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self.hide()
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.hide()
            files = files_of(event.mimeData())
            if files:
                event.setDropAction(Qt.DropAction.LinkAction)
                event.accept()
                self.dropped.emit(files)
                return True
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        self._words.setText(
            tr("여기에 놓으면 목록에 들어갑니다.\n파일은 복사하지 않고 있던 자리에 둡니다.")
        )


def files_of(data: QMimeData) -> Sequence[Path]:
    """Return the GGUF files among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() == _END]
