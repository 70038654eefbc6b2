"""Paints the table: teams as headings, models with their size and licence, verdicts as coloured
cells with a sign and a word."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.translation import tr
from widgets.models.amounts import parameters
from widgets.models.badges import BADGES
from widgets.models.line_writer import LEFT, RIGHT, LineWriter
from widgets.models.look import Look
from widgets.painting import IconPainter, faded, option_rect, option_state
from widgets.pc.cell_words import short_speed
from widgets.pc.judging import Cell
from widgets.pc.rows import FitRow, TeamRow
from widgets.pc.table_model import ITEM_ROLE, FitTableModel
from widgets.verdict_look import VERDICT_LOOKS

_Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 2.9
TEAM_HEIGHT = 2.1
CELL_WIDTH = 4.9
NAME_WIDTH = 15.0
"""In font units."""
_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine


class CellDelegate(QStyledItemDelegate):
    """One for the whole table."""

    def __init__(self, model: FitTableModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._look = model, look
        self._unit = look.em(100) / 100
        self._writer = LineWriter()
        self._icons = IconPainter(look.icons, look.theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        first = index.column() == 0
        return QSize(self._em(NAME_WIDTH if first else CELL_WIDTH), self._em(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._writer.begin(painter)
        rect, item = option_rect(option), index.data(ITEM_ROLE)
        if isinstance(item, TeamRow):
            self._paint_team(painter, rect, item)
        elif isinstance(item, Cell):
            self._paint_cell(painter, option, item)
        elif isinstance(item, FitRow) and index.column() == 0:
            self._paint_model(painter, option, item)
        elif isinstance(item, FitRow):
            self._paint_refusal(painter, option, item)
        painter.restore()

    def _em(self, count: float) -> int:
        return round(self._unit * count)

    def _paint_team(self, painter: QPainter, rect: QRect, row: TeamRow) -> None:
        painter.setPen(self._look.theme.color("muted"))
        room = rect.adjusted(self._em(0.7), self._em(0.4), 0, 0)
        self._writer.write(painter, "heading", room, LEFT, self._model.title(row))

    def _paint_model(self, painter: QPainter, option: QStyleOptionViewItem, row: FitRow) -> None:
        em, theme = self._em, self._look.theme
        rect = option_rect(option)
        self._paint_ring(painter, option, rect)
        room = rect.adjusted(em(0.7), em(0.3), -em(0.5), -em(0.3))
        upper = QRect(room.left(), room.top(), room.width(), em(1.3))
        lower = QRect(room.left(), room.bottom() - em(1.1), room.width(), em(1.1))
        painter.setPen(theme.color("text" if row.runs else "muted"))
        self._writer.write(painter, "name", upper, LEFT, self._model.title(row))
        badge = BADGES[row.model.licence.badge]
        self._paint_icon(painter, badge.icon, badge.color, lower.left(), lower, 0.95)
        painter.setPen(theme.color(badge.color))
        words = lower.adjusted(em(1.15), 0, 0, 0)
        used = self._writer.write(painter, "small", words, LEFT, badge.short())
        painter.setPen(theme.color("muted"))
        size = parameters(row.model.parameters_b, row.model.active_b)
        self._writer.write(painter, "small", words.adjusted(used + em(0.6), 0, 0, 0), RIGHT, size)

    def _paint_refusal(self, painter: QPainter, option: QStyleOptionViewItem, row: FitRow) -> None:
        em, theme = self._em, self._look.theme
        rect = option_rect(option).adjusted(em(0.15), em(0.12), -em(0.15), -em(0.12))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(theme.color("muted"), 0.08))
        painter.drawRoundedRect(rect, em(0.35), em(0.35))
        self._paint_ring(painter, option, rect)
        self._paint_icon(painter, "verdict-no", "muted", rect.left() + em(0.6), rect, 1.0)
        painter.setPen(theme.color("muted"))
        words = tr("실행 불가: {reason}").format(reason=self._model.refusal(row))
        self._writer.write(painter, "small", rect.adjusted(em(2), 0, -em(0.5), 0), LEFT, words)

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell) -> None:
        em, theme = self._em, self._look.theme
        card = option_rect(option).adjusted(em(0.15), em(0.12), -em(0.15), -em(0.12))
        verdict = cell.fit.judgement.verdict
        shown = VERDICT_LOOKS[verdict]
        color = theme.color(shown.color)
        offered = cell.at_hand
        # What nobody offers for download is judged as well, and drawn as an outline.
        painter.setBrush(faded(color, 0.17) if offered else Qt.BrushStyle.NoBrush)
        painter.setPen(_outline(color, offered))
        painter.drawRoundedRect(card.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), em(0.4), em(0.4))
        self._paint_ring(painter, option, card)
        upper = QRect(card.left() + em(0.3), card.top() + em(0.2), card.width() - em(0.4), em(1.3))
        lower = QRect(card.left(), card.bottom() - em(1.2), card.width(), em(1.1))
        self._paint_icon(painter, shown.icon, shown.color, upper.left(), upper, 1.05)
        painter.setPen(theme.color("text" if offered else "muted"))
        room = upper.adjusted(em(1.25), 0, 0, 0)
        self._writer.write(painter, "size", room, LEFT, shown.short())
        self._paint_marks(painter, card, cell)
        painter.setPen(theme.color("muted"))
        self._writer.write(painter, "small", lower, int(_CENTRE), short_speed(cell))

    def _paint_marks(self, painter: QPainter, card: QRect, cell: Cell) -> None:
        """Say at the right what is here, and what a change would do."""
        em = self._em
        line = QRect(card.left(), card.top() + em(0.2), card.width(), em(1.3))
        left = card.right() - em(1.1)
        if cell.improvement:
            better = cell.improvement > 0
            icon, color = ("up", "accent") if better else ("down", "error")
            self._paint_icon(painter, icon, color, left, line, 1.0)
        elif cell.here:
            self._paint_icon(painter, "monitor", "accent", left, line, 0.95)

    def _paint_ring(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state = option_state(option)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (selected or hovered):
            return
        accent = self._look.theme.color("accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent if selected else faded(accent, 0.5), 2 if selected else 1))
        radius = self._em(0.4)
        painter.drawRoundedRect(rect.toRectF().adjusted(1, 1, -1, -1), radius, radius)

    def _paint_icon(
        self, painter: QPainter, name: str, color: str, left: int, line: QRect, size: float
    ) -> None:
        self._icons.paint(painter, name, color, left, line, self._em(size))


def _outline(color: QColor, offered: bool) -> QPen:
    pen = QPen(faded(color, 0.45 if offered else 0.8), 1)
    if not offered:
        pen.setStyle(Qt.PenStyle.DotLine)
    return pen
