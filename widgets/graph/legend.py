"""The legend: each model's line as it is drawn, its name, and its value now."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.theme import Theme

_LINE_EM, _MARK_EM, _GAP_EM = 1.8, 1.2, 2.0
_WIDEST_VALUE = "8,888.8 tok/s"
"""Kept free for a value, so that nothing moves while figures change."""


@dataclass(frozen=True)
class LegendEntry:
    """One line of the graph. ``pane`` is None for the key of a mark, drawn with ``dash``."""

    pane: int | None
    name: str
    value: str = ""
    dash: tuple[float, ...] = ()


class LegendLayout:
    """Where entries lie: left to right, in further rows where one is not enough."""

    def __init__(
        self, entries: Sequence[LegendEntry], width: float, metrics: QFontMetricsF
    ) -> None:
        self.em = metrics.height() * 0.75
        self.row_height = metrics.height() * 1.35
        self._metrics = metrics
        self.places: list[tuple[LegendEntry, QRectF]] = []
        x = y = 0.0
        for entry in entries:
            needed = min(self._needed(entry), width)
            if x and x + needed > width:
                x, y = 0.0, y + self.row_height
            self.places.append((entry, QRectF(x, y, needed, self.row_height)))
            x += needed + self.em * _GAP_EM
        self.height = y + self.row_height if entries else 0.0

    def paint(self, painter: QPainter, origin: QPointF, theme: Theme) -> None:
        """Paint every entry, names cut off where even a whole row is too short."""
        for entry, place in self.places:
            self._paint_entry(painter, entry, place.translated(origin), theme)

    def _needed(self, entry: LegendEntry) -> float:
        value = 0.0
        if entry.value:
            value = max(map(self._metrics.horizontalAdvance, (_WIDEST_VALUE, entry.value)))
        name = self._metrics.horizontalAdvance(entry.name)
        return self.em * (_LINE_EM + _MARK_EM + 2) + name + value

    def _paint_entry(
        self, painter: QPainter, entry: LegendEntry, place: QRectF, theme: Theme
    ) -> None:
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        middle = place.center().y()
        if entry.pane is None:
            pen = QPen(theme.color("muted"), 1.2)
            pen.setDashPattern(entry.dash)
            painter.setPen(pen)
            x = place.left() + self.em * _LINE_EM
            painter.drawLine(QPointF(x, place.top() + 3), QPointF(x, place.bottom() - 3))
            place.setLeft(x + self.em * 0.5)
            painter.setPen(theme.color("muted"))
            painter.drawText(place, flags, entry.name)
            return
        pen = theme.pane_pen(entry.pane)
        pen.setCosmetic(False)
        painter.setPen(pen)
        painter.drawLine(
            QPointF(place.left(), middle), QPointF(place.left() + self.em * _LINE_EM, middle)
        )
        place.setLeft(place.left() + self.em * (_LINE_EM + 0.35))
        painter.setPen(theme.pane_color(entry.pane))
        painter.drawText(place, flags, theme.pane_mark(entry.pane))
        place.setLeft(place.left() + self.em * _MARK_EM)
        painter.setPen(theme.color("text"))
        room = place.width() - self.em - self._metrics.horizontalAdvance(entry.value)
        name = self._metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, flags, name)
        place.setLeft(place.left() + self._metrics.horizontalAdvance(name) + self.em * 0.6)
        painter.setPen(theme.color("muted"))
        painter.drawText(place, flags, entry.value)


class LegendStrip(QWidget):
    """Shows the entries; repaints only when one of them changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[LegendEntry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        """What is shown."""
        return self._entries

    def show_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Show these."""
        shown = tuple(entries)
        if shown != self._entries:
            self._entries = shown
            self.setAccessibleName(", ".join(f"{e.name} {e.value}".strip() for e in shown))
            self._fit_height()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.em(20), round(self._layout().height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._layout().paint(painter, QPointF(0, 0), self._theme)
        painter.end()

    def _layout(self) -> LegendLayout:
        return LegendLayout(self._entries, self.width(), QFontMetricsF(self.font()))

    def _fit_height(self) -> None:
        if round(self._layout().height) != self.height():
            self.updateGeometry()
