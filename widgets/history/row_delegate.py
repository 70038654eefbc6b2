"""Paints the rows of the list: what was asked, when, by which models, and whether it is kept."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.history.list_model import ROW_ROLE
from widgets.history.rows import HistoryRow, when
from widgets.models.line_writer import LEFT, RIGHT, LineWriter
from widgets.models.look import Look

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
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        card = rect.adjusted(em(0.25), em(0.1), -em(0.25), -em(0.1))
        self._paint_ground(painter, state, card)
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
            icon = self._look.icons.icon(name, "accent")
            pixmap = icon.pixmap(QSize(side, side), painter.device().devicePixelRatioF())
            painter.drawPixmap(line.left() + left, line.top() + (line.height() - side) // 2, pixmap)
            left += side + self._look.em(0.35)
        return left

    def _paint_ground(self, painter: QPainter, state: QStyle.StateFlag, card: QRect) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (selected or focused or hovered):
            return
        accent = self._look.theme.color("accent")
        ground = QColor(accent)
        ground.setAlphaF(0.14 if selected else 0.06 if hovered else 0.0)
        painter.setBrush(ground)
        painter.setPen(accent if focused else Qt.GlobalColor.transparent)
        radius = self._look.em(0.55)
        painter.drawRoundedRect(card.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
