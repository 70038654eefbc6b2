"""What a model takes of one device's memory, as a bar: part by part, against what is free."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.painting import faded
from widgets.theme import Theme

PART_COLORS = ("pane0", "pane3", "pane4", "pane5", "pane1")
"""Weights, cache, compute buffers, engine, projector."""
PART_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.DiagCrossPattern,
)
"""Colour never stands alone."""


def part_brush(theme: Theme, part: int) -> QBrush:
    """Return what the part is filled with, in the bar and in its key."""
    return QBrush(theme.color(PART_COLORS[part]), PART_PATTERNS[part])


class MemoryBar(QWidget):
    """The whole width is what is free, or what is needed where that is more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: Sequence[int] = ()
        self._free = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_parts(self, parts: Sequence[int], free_bytes: int) -> None:
        """Show bytes by part, in the order of :data:`PART_COLORS`."""
        self._parts, self._free = parts, free_bytes
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.em(12), self._theme.em(1.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = self._theme.em(0.3)
        outline = QPainterPath()
        outline.addRoundedRect(area, radius, radius)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(area, self._theme.color("field"))
        needed = sum(self._parts)
        whole = max(needed, self._free, 1)
        left = area.left()
        for part, size in enumerate(self._parts):
            width = area.width() * size / whole
            ground = faded(self._theme.color(PART_COLORS[part]), 0.35)
            piece = QRectF(left, area.top(), width, area.height())
            painter.fillRect(piece, ground)
            painter.fillRect(piece, part_brush(self._theme, part))
            left += width
        painter.restore()
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.drawPath(outline)
        if needed > self._free:
            x = area.left() + area.width() * self._free / whole
            painter.setPen(QPen(self._theme.color("error"), 2.5))
            painter.drawLine(round(x), 0, round(x), self.height())
