"""The state of a pane's worker: a painted sign of its own for each state, and its word."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.services.translation import tr
from app.services.wording import word_state
from app.services.worker_process import WorkerState
from widgets.compare.retranslating import RetranslatingFrame
from widgets.theme import Theme

BadgeState = WorkerState | Literal["waiting", "reading"]


def word_badge(state: BadgeState, fraction: float | None) -> str:
    """Return the state in words; ``fraction`` (0 to 1) is of the weights loaded, or of the prompt
    read."""
    percent = None if fraction is None else round(fraction * 100)
    if state == "waiting":
        return tr("차례 기다림")
    words = tr("질문 읽는 중") if state == "reading" else word_state(state)
    if percent is not None and state in ("loading", "reading"):
        return f"{words} {percent} %"
    return words


class StateBadge(RetranslatingFrame):
    """Sign and word; the sign alone tells the states apart without any colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state: BadgeState = "stopped"
        self._fraction: float | None = None
        theme.changed.connect(self.update)
        self.retranslate()

    @property
    def state(self) -> BadgeState:
        """What is shown."""
        return self._state

    @property
    def words(self) -> str:
        """The state's word."""
        return word_badge(self._state, self._fraction)

    def show_state(self, state: BadgeState, fraction: float | None = None) -> None:
        """Show ``state``; ``fraction`` counts while loading."""
        if (state, fraction) != (self._state, self._fraction):
            self._state, self._fraction = state, fraction
            self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("상태: {state}").format(state=self.words))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            metrics.height() + metrics.horizontalAdvance(self.words) + 6, metrics.height() + 4
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() + 4, self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._color()
        side = self.fontMetrics().height() * 0.62
        box = QRectF(2, (self.height() - side) / 2, side, side)
        _paint_sign(painter, box, self._state, self._fraction, color)
        painter.setPen(color)
        words = self.rect().adjusted(self.fontMetrics().height(), 0, 0, 0)
        shown = self.fontMetrics().elidedText(
            self.words, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

    def _color(self) -> QColor:
        match self._state:
            case "crashed":
                return self._theme.color("error")
            case "running" | "reading" | "loading" | "starting":
                return self._theme.color("accent")
            case "stopping":
                return self._theme.color("warning")
            case "ready":
                return self._theme.color("text")
            case _:
                return self._theme.color("muted")


def _paint_sign(
    painter: QPainter, box: QRectF, state: BadgeState, fraction: float | None, color: QColor
) -> None:
    painter.setPen(QPen(color, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1, 1, -1, -1)
    match state:
        case "stopped":
            painter.drawEllipse(inner)
        case "waiting":
            painter.drawEllipse(inner)
            painter.drawLine(inner.center(), QPointF(inner.center().x(), inner.top() + 2))
            painter.drawLine(inner.center(), QPointF(inner.right() - 2, inner.center().y()))
        case "starting" | "loading" | "reading":
            painter.drawEllipse(inner)
            painter.setBrush(color)
            painter.drawPie(inner, 90 * 16, -round((fraction or 0.1) * 360 * 16))
        case "ready":
            painter.setBrush(color)
            painter.drawEllipse(inner)
        case "running":
            painter.setBrush(color)
            middle = QPointF(inner.right(), inner.center().y())
            painter.drawPolygon(QPolygonF([inner.topLeft(), middle, inner.bottomLeft()]))
        case "stopping":
            painter.setBrush(color)
            painter.drawRect(inner)
        case "crashed":
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.bottomLeft(), inner.topRight())
