"""Paints a cell of the table: the check's sign, the mark by hand, and the answer's first lines."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.sheets.differences import Part
from app.services.translation import tr
from widgets.models.look import Look
from widgets.painting import faded
from widgets.sheets.answers_model import AnswersModel, sign_of, state_words

ROW_HEIGHT = 5.2
"""In font units: a line of signs and three of text."""
_LINES = 3
_CHARS = 260
_Index = QModelIndex | QPersistentModelIndex


class AnswerDelegate(QStyledItemDelegate):
    """``model`` is asked for what stands in each cell."""

    def __init__(self, model: AnswersModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._look = model, look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(self._look.em(12), self._look.em(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        em, theme = self._look.em, self._look.theme
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_Selected:
            ring = rect.adjusted(1, 1, -2, -2)
            painter.setBrush(faded(theme.color("accent"), 0.10))
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(ring, em(0.3), em(0.3))
        room = rect.adjusted(em(0.5), em(0.3), -em(0.5), -em(0.2))
        if index.column() == 0:
            self._paint_question(painter, room, index.row())
        else:
            self._paint_answer(painter, room, index)
        painter.restore()

    def _paint_question(self, painter: QPainter, room: QRect, row: int) -> None:
        question = self._model.question(row)
        if question is None:
            return
        number = Part(f"{question.number}. ", differs=False)
        text = Part(" ".join(question.question.split())[:_CHARS], differs=False)
        self._write(painter, room, [number, text], "text", _LINES + 1)

    def _paint_answer(self, painter: QPainter, room: QRect, index: _Index) -> None:
        place = self._model.place(index)
        if place is None:
            return
        em, theme = self._look.em, self._look.theme
        answer = self._model.answer(place)
        if answer is None:
            painter.setPen(theme.color("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, "…")
            return
        name, color = sign_of(answer)
        side = em(1.1)
        icon = self._look.icons.icon(name, color)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(room.topLeft(), icon.pixmap(QSize(side, side), ratio))
        head = QRect(room.left() + em(1.4), room.top(), room.width() - em(1.4), side)
        painter.setPen(theme.color(color))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | middle, state_words(answer))
        mark = self._model.mark(place)
        if mark.mark is not None or mark.note:
            shown = tr("{n}점").format(n=mark.mark) if mark.mark is not None else ""
            painter.setPen(theme.color("accent"))
            painter.drawText(
                head, Qt.AlignmentFlag.AlignRight | middle, shown + (" ✎" if mark.note else "")
            )
        text = room.adjusted(0, side + em(0.15), 0, 0)
        self._write(painter, text, self._model.parts(place), "text", _LINES)

    def _write(
        self, painter: QPainter, room: QRect, parts: Sequence[Part], color: str, n_lines: int
    ) -> None:
        """Write the first lines; what differs is underlined and on a tint."""
        text, formats = _shortened(parts)
        layout = QTextLayout(text, painter.font(), painter.device())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        marked = difference_format(self._look)
        ranges: list[QTextLayout.FormatRange] = []
        for start, length in formats:
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, length, marked
            ranges.append(span)
        layout.setFormats(ranges)
        layout.beginLayout()
        y = 0.0
        for _ in range(n_lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        painter.setPen(self._look.theme.color(color))
        painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        layout.draw(painter, QPointF(room.topLeft()))


def difference_format(look: Look) -> QTextCharFormat:
    """Return how a word looks that no other answer has there: told by its line, too."""
    shown = QTextCharFormat()
    shown.setBackground(faded(look.theme.color("pane0"), 0.16))
    shown.setFontUnderline(True)
    shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return shown


def _shortened(parts: Sequence[Part]) -> tuple[str, list[tuple[int, int]]]:
    """Return the start of an answer on one line, and where it differs (start, length) in
    UTF-16, as Qt counts."""
    text, formats, at = "", list[tuple[int, int]](), 0
    for part in parts:
        piece = part.text.replace("\n", " ").replace("\t", " ")[: _CHARS - len(text)]
        length = len(piece.encode("utf-16-le", "surrogatepass")) // 2
        lead = len(piece) - len(piece.lstrip())
        if part.differs and length > lead:
            formats.append((at + lead, length - lead))
        text += piece
        at += length
        if len(text) >= _CHARS:
            return f"{text}…", formats
    return text, formats
