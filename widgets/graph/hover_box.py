"""The small card beside the hover line."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

_GAP = 12


class HoverBox(QLabel):
    """Rich text over a chart; it keeps inside the window and off the pointer's line."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setObjectName("hover_box")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("role", "hover")
        self.hide()

    def show_at(self, x: int, text: str) -> None:
        """Show ``text`` right of pixel ``x``, or left where there is no room."""
        if text != self.text():
            self.setText(text)
            self.adjustSize()
        window = self._chart.window()
        if self.parentWidget() is not window:
            # Over the whole window: six models do not fit into a low chart.
            self.setParent(window)
            self.adjustSize()
        room = self._chart.width()
        left = x + _GAP if x + _GAP + self.width() < room else x - _GAP - self.width()
        place = self._chart.mapTo(window, QPoint(max(0, left), _GAP))
        place.setY(max(0, min(place.y(), window.height() - self.height() - _GAP)))
        self.move(place)
        self.show()
        self.raise_()
