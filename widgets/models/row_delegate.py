"""Paints the rows of the list: name, size, badge, what is here, how a download fares."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.core.catalogue import Badge
from app.services.translation import tr
from widgets.models.amounts import fraction, parameters, progress_words
from widgets.models.badges import BADGES
from widgets.models.line_writer import LEFT, RIGHT, LineWriter
from widgets.models.list_model import ITEM_ROLE, ModelListModel, Section, section_title
from widgets.models.look import Look
from widgets.models.row_words import refusal, row_title, source_name
from widgets.models.rows import ModelRow
from widgets.painting import IconPainter, option_rect, option_state, paint_row_ground
from widgets.verdict_look import VERDICT_LOOKS

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 3.9
_SECTION_HEIGHT = 2.4
"""In font units."""


class RowDelegate(QStyledItemDelegate):
    """Two lines a row; the second shows the download while there is one."""

    def __init__(self, model: ModelListModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        # Asked for hundreds of rows at every keystroke.
        self._row_size = QSize(look.em(12), look.em(_ROW_HEIGHT))
        self._section_size = QSize(look.em(12), look.em(_SECTION_HEIGHT))
        self._unit = look.em(100) / 100
        self._writer = LineWriter()
        self._icons = IconPainter(look.icons, look.theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._section_size if self._model.is_section(index.row()) else self._row_size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._writer.begin(painter)
        item = index.data(ITEM_ROLE)
        if isinstance(item, Section):
            self._paint_section(painter, option_rect(option), item)
        elif isinstance(item, ModelRow):
            self._paint_row(painter, option, item)
        painter.restore()

    def _em(self, count: float) -> int:
        """Return font units in pixels, without asking the application each time."""
        return round(self._unit * count)

    # -- sections -----------------------------------------------------------------------------

    def _paint_section(self, painter: QPainter, rect: QRect, section: Section) -> None:
        em, theme = self._em, self._look.theme
        room = rect.adjusted(em(0.8), em(0.5), -em(0.8), 0)
        painter.setPen(theme.color("muted"))
        title = section_title(section, self._look)
        used = self._writer.write(painter, "heading", room, LEFT, title)
        if section.n_running:
            note = str(section.n_rows)
        else:
            note = tr("여기서 돌아가는 모델이 아직 없습니다")
        rest = room.adjusted(used + em(0.8), 0, 0, 0)
        self._writer.write(painter, "small", rest, RIGHT, note)

    # -- rows ---------------------------------------------------------------------------------

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: ModelRow) -> None:
        em = self._em
        card = option_rect(option).adjusted(em(0.25), em(0.1), -em(0.25), -em(0.1))
        accent = self._look.theme.color("accent")
        paint_row_ground(painter, option_state(option), card, accent, em(0.55))
        room = card.adjusted(em(0.7), em(0.45), -em(0.7), -em(0.45))
        upper = QRect(room.left(), room.top(), room.width(), em(1.5))
        lower = QRect(room.left(), room.bottom() - em(1.3) + 1, room.width(), em(1.3))
        self._paint_name(painter, upper, row)
        lower.setLeft(lower.left() + self._paint_badge(painter, lower, row) + em(0.6))
        lower.setLeft(lower.left() + self._paint_verdict(painter, lower, row))
        if row.downloads:
            self._paint_download(painter, lower, card, row)
        else:
            self._paint_state(painter, lower, row)

    def _paint_name(self, painter: QPainter, rect: QRect, row: ModelRow) -> None:
        em, theme = self._em, self._look.theme
        size = parameters(row.parameters_b, row.model.active_b if row.model else None)
        painter.setPen(theme.color("muted"))
        used = self._writer.write(painter, "size", rect, RIGHT, size)
        painter.setPen(theme.color("text" if row.runs else "muted"))
        star = em(1.3) if row.flagship else 0
        name = rect.adjusted(0, 0, -used - em(0.6) - star, 0)
        title = row_title(row, self._look.say)
        shown = self._writer.write(painter, "name", name, LEFT, title)
        if row.flagship:
            self._paint_icon(painter, "star", "accent", name.left() + shown + em(0.3), rect)

    def _paint_badge(self, painter: QPainter, rect: QRect, row: ModelRow) -> int:
        """Paint the licence (or where a file comes from); return the width used."""
        em = self._em
        if row.model is None:
            painter.setPen(self._look.theme.color("muted"))
            source = row.entries[0].source if row.entries else "naranhi"
            return self._writer.write(painter, "small", rect, LEFT, source_name(source))
        badge: Badge = row.model.licence.badge
        shown = BADGES[badge]
        self._paint_icon(painter, shown.icon, shown.color, rect.left(), rect)
        painter.setPen(self._look.theme.color(shown.color))
        words = rect.adjusted(em(1.35), 0, 0, 0)
        return em(1.35) + self._writer.write(painter, "small", words, LEFT, shown.short())

    def _paint_verdict(self, painter: QPainter, rect: QRect, row: ModelRow) -> int:
        """Paint how it runs on this PC, where that is known; return the width used."""
        judgement = self._model.judgement(row)
        if judgement is None:
            return 0
        em, shown = self._em, VERDICT_LOOKS[judgement.verdict]
        self._paint_icon(painter, shown.icon, shown.color, rect.left(), rect)
        painter.setPen(self._look.theme.color("text"))
        words = rect.adjusted(em(1.35), 0, 0, 0)
        # Next to the licence "impossible" alone would read as its answer.
        told = tr("이 PC: {verdict}").format(verdict=shown.short())
        used = self._writer.write(painter, "small", words, LEFT, told)
        return em(1.35) + used + em(0.6)

    def _paint_download(self, painter: QPainter, rect: QRect, card: QRect, row: ModelRow) -> None:
        theme, em = self._look.theme, self._em
        shown = row.downloads[0]
        failed = shown.state == "failed"
        painter.setPen(theme.color("error" if failed else "text"))
        self._writer.write(painter, "small", rect, RIGHT, progress_words(shown))
        share = fraction(shown)
        if share is None:
            return
        bar = QRect(
            card.left() + em(0.7), card.bottom() - em(0.3), card.width() - em(1.4), em(0.22)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border"))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        bar.setWidth(round(bar.width() * share))
        painter.setBrush(theme.color("error" if failed else "accent"))
        painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_state(self, painter: QPainter, rect: QRect, row: ModelRow) -> None:
        theme, em = self._look.theme, self._em
        if not row.runs:
            reason = tr("실행 불가: {reason}").format(reason=refusal(row, self._look.say))
            painter.setPen(theme.color("warning"))
            room = rect.adjusted(em(1.3), 0, 0, 0)
            used = self._writer.write(painter, "small", room, RIGHT, reason)
            self._paint_icon(painter, "warning", "warning", rect.right() - used - em(1.3), rect)
            return
        if not row.entries:
            return
        broken = any(entry.state in ("broken", "missing") for entry in row.entries)
        color = "error" if broken else "text"
        painter.setPen(theme.color(color))
        words = ", ".join(row.quantisations)
        if broken:
            words = tr("{names} · 손상되었거나 없음").format(names=words)
        used = self._writer.write(painter, "small", rect.adjusted(em(1.3), 0, 0, 0), RIGHT, words)
        icon = "error" if broken else "check"
        self._paint_icon(painter, icon, color, rect.right() - used - em(1.3), rect)

    def _paint_icon(self, painter: QPainter, name: str, color: str, left: int, line: QRect) -> None:
        self._icons.paint(painter, name, color, left, line, self._em(1.1))
