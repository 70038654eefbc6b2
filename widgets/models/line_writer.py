"""Single lines of text for delegates: fonts and their measures are kept between rows."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

Style = Literal["name", "size", "small", "heading"]
_STYLES: Mapping[Style, tuple[float, bool]] = {
    "name": (1.0, True),
    "size": (0.92, False),
    "small": (0.9, False),
    "heading": (0.9, True),
}
"""Share of the view's font size, and whether it is bold."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class LineWriter:
    """Writes with the font that the painter came with, in a few sizes of it."""

    def __init__(self) -> None:
        self._base = QFont()
        self._fonts: dict[Style, tuple[QFont, QFontMetrics]] = {}

    def begin(self, painter: QPainter) -> None:
        """Take the painter's own font as the measure of all."""
        base = painter.font()
        if self._fonts and base == self._base:
            return
        self._base = base
        for style, (factor, bold) in _STYLES.items():
            font = QFont(base)
            font.setPointSizeF(base.pointSizeF() * factor)
            font.setBold(bold)
            self._fonts[style] = (font, QFontMetrics(font))

    def write(self, painter: QPainter, style: Style, rect: QRect, where: int, words: str) -> int:
        """Write one line, cut with an ellipsis where it has no room; return its width."""
        room = rect.width()
        if not words or room <= 0:
            return 0
        font, metrics = self._fonts[style]
        width = metrics.horizontalAdvance(words)
        if width > room:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            width = room
        painter.setFont(font)
        painter.drawText(rect, where, words)
        return width
