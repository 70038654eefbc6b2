"""Paints the rows of the list: what was asked, when, by which models, and whether it is kept."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from widgets.history.list_model import ROW_ROLE
from widgets.history.rows import HistoryRow, when
from widgets.models.line_writer import LEFT, RIGHT, LineWriter
from widgets.models.look import Look
from widgets.painting import IconPainter, option_rect, option_state, paint_row_ground

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 3.9
"""In font units."""


class HistoryDelegate(QStyledItemDelegate):
    """Two lines a row."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._size = QSize(look.em(12), look.em(_HEIGHT))
        self._writer = LineWriter()
        self._icons = IconPainter(look.icons, look.theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, HistoryRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._writer.begin(painter)
        em, theme = self._look.em, self._look.theme
        card = option_rect(option).adjusted(em(0.25), em(0.1), -em(0.25), -em(0.1))
        paint_row_ground(painter, option_state(option), card, theme.color("accent"), em(0.55))
        room = card.adjusted(em(0.7), em(0.45), -em(0.7), -em(0.45))
        upper = QRect(room.left(), room.top(), room.width(), em(1.5))
        lower = QRect(room.left(), room.bottom() - em(1.3) + 1, room.width(), em(1.3))
        painter.setPen(theme.color("muted"))
        used = self._writer.write(painter, "small", upper, RIGHT, when(row.when_ns))
        self._writer.write(painter, "small", lower, LEFT, row.details())
        left = self._paint_marks(painter, upper, row)
        painter.setPen(theme.color("text"))
        name = upper.adjusted(left, 0, -used - em(0.6), 0)
        self._writer.write(painter, "name", name, LEFT, row.title)
        painter.restore()

    def _paint_marks(self, painter: QPainter, line: QRect, row: HistoryRow) -> int:
        """Paint what tells a kept entry and a measurement; return the width used."""
        side, left = self._look.em(1.1), 0
        names = [
            name
            for name, shown in (
                ("star-filled", row.kept),
                ("gauge", row.key.startswith("p")),
                ("sheet", row.key.startswith("s")),
            )
            if shown
        ]
        for name in names:
            self._icons.paint(painter, name, "accent", line.left() + left, line, side)
            left += side + self._look.em(0.35)
        return left
