"""What cards are put together from: views without a ground of their own, and what stands there
where nothing is to be shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)


def quieten(view: QAbstractItemView, role: str) -> None:
    """Let a view look like a part of its card; ``role`` is the style sheet's."""
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setProperty("role", role)
    view.setMouseTracking(True)
    view.viewport().setAutoFillBackground(False)


def scroll_around(inside: QWidget, parent: QWidget) -> QScrollArea:
    """Return an area in which ``inside`` scrolls up and down, as wide as there is room."""
    scroll = QScrollArea(parent)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.viewport().setAutoFillBackground(False)
    scroll.setWidget(inside)
    inside.setAutoFillBackground(False)
    return scroll


class NothingShown(QWidget):
    """Words that say why there is nothing, and a button that leads on."""

    def __init__(self, margin: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setProperty("role", "muted")
        self.button = QPushButton(self)
        column = QVBoxLayout(self)
        if margin:
            column.setContentsMargins(margin, 0, margin, 0)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)


class ViewOrNothing(QStackedLayout):
    """Shows one of the two."""

    def __init__(self, view: QAbstractItemView, nothing: NothingShown) -> None:
        super().__init__()
        self.addWidget(view)
        self.addWidget(nothing)

    def show_view(self, shown: bool) -> None:
        """Show the view, or what stands in its place."""
        self.setCurrentIndex(0 if shown else 1)
