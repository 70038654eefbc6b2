"""One plot area: axes in the theme's colours, zoom by wheel and drag, a hover line."""

import html
from collections.abc import Callable, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.graph.hover_box import HoverBox
from widgets.graph.picture import Picture
from widgets.graph.scale import axis_end, tick_step
from widgets.theme import Theme

_HEADROOM = 1.04
Unit = Callable[[float, float], str]
"""(value, span of the axis) → tick text."""


class NumberAxis(pg.AxisItem):
    """An axis whose ticks are worded by ``unit``, never with a factor beside the axis."""

    def __init__(self, orientation: str, unit: Unit) -> None:
        super().__init__(orientation=orientation, maxTickLength=-4)
        self.unit = unit
        self.tick_font = QFont()
        self.enableAutoSIPrefix(False)
        # Drawn when its range changes, not with every new point of a curve.
        self.setCacheMode(self.CacheMode.DeviceCoordinateCache)

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        """One level of round steps, as many as there is room for words."""
        metrics = QFontMetricsF(self.tick_font)
        across = self.orientation == "bottom"
        room = metrics.horizontalAdvance("0" * 14) if across else metrics.height() * 1.7
        count = min(max(3.0, size / room), 10.0)
        return [(tick_step(maxVal - minVal, count), 0.0)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        low, high = self.range
        return [self.unit(value, abs(high - low)) for value in values]


class Chart(pg.PlotWidget):
    """Shows x from 0 and y from 0 up to what :meth:`set_reach` says, until a person zooms."""

    zoomChanged = Signal(bool)
    """True: a person zoomed in; False: everything is shown again."""
    hovered = Signal(object)
    """x under the pointer (float), or None when it has left."""

    def __init__(
        self, theme: Theme, x_unit: Unit, y_unit: Unit, parent: QWidget | None = None
    ) -> None:
        self._axes = {"bottom": NumberAxis("bottom", x_unit), "left": NumberAxis("left", y_unit)}
        super().__init__(parent=parent, axisItems=self._axes)
        self._theme = theme
        self._reach = (1.0, 1.0)
        self._caption_text = ""
        self.zoomed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.em(5.5))
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setMenuEnabled(False)
        self.hideButtons()
        self._view = self.getViewBox()
        self._view.setMouseMode(pg.ViewBox.RectMode)
        self._view.setLimits(xMin=0, yMin=0)
        self._view.disableAutoRange()
        self._view.sigRangeChangedManually.connect(self._note_zoom)
        self._hover_line = pg.InfiniteLine(angle=90, movable=False)
        self._hover_line.hide()
        self.put(self._hover_line)
        # pyqtgraph's attribute hides Qt's method of that name, which type checkers go by.
        plot: Any = self.getPlotItem()
        self._caption, self._grid = plot.titleLabel, plot.layout
        self.hover_box = HoverBox(self)
        self.restyle()
        self.fit()

    def put(self, item: pg.GraphicsObject) -> None:
        """Draw ``item``; the axes do not heed it."""
        self.addItem(item, ignoreBounds=True)  # pyright: ignore[reportCallIssue]

    def restyle(self) -> None:
        """Take the theme's colours and font over."""
        theme = self._theme
        self.setBackground(theme.color("surface"))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.92)
        for axis in self._axes.values():
            axis.setPen(pg.mkPen(theme.color("border")))
            axis.setTextPen(pg.mkPen(theme.color("muted")))
            axis.tick_font = font
            axis.setStyle(tickFont=font, tickTextOffset=6)
        self._axes["left"].setWidth(theme.em(3.6))
        self._axes["bottom"].setHeight(theme.em(1.9))
        self.showGrid(y=True, alpha=0.8)
        self.set_caption(self._caption_text)
        self._hover_line.setPen(pg.mkPen(theme.color("muted"), width=1))
        band = QColor(theme.color("accent"))
        self._view.rbScaleBox.setPen(pg.mkPen(band))
        band.setAlpha(40)
        self._view.rbScaleBox.setBrush(pg.mkBrush(band))

    def frame(self) -> Picture:
        """Return the empty plot as data: ranges, units and caption as they are shown."""
        (x_low, x_high), (y_low, y_high) = self._view.viewRange()
        return Picture(
            x_range=(float(x_low), float(x_high)),
            y_range=(float(y_low), float(y_high)),
            x_unit=self._axes["bottom"].unit,
            y_unit=self._axes["left"].unit,
            caption=self._caption_text,
        )

    def set_caption(self, text: str) -> None:
        """Say above the plot what it shows."""
        self._caption_text = text
        color = self._theme.color("muted").name()
        size = f"{self.font().pointSizeF():g}pt"
        self._caption.setText(html.escape(text), justify="left", color=color, size=size)
        self._caption.setVisible(bool(text))
        height = self._theme.em(1.6) if text else 0
        self._caption.setMaximumHeight(height)
        self._grid.setRowFixedHeight(0, height)

    def retranslate(self) -> None:
        """Word the ticks anew."""
        for axis in self._axes.values():
            axis.picture = None
            axis.update()

    def set_reach(self, x: float, y: float, *, least: tuple[float, float] = (0.001, 1.0)) -> None:
        """Let the axes end where ``x`` and ``y`` are seen; zoomed in, only remember it."""
        reach = (axis_end(x, least[0]), axis_end(y, least[1]))
        if reach != self._reach:
            self._reach = reach
            if not self.zoomed:
                self._show_all()

    def fit(self) -> None:
        """Show everything again."""
        was_zoomed, self.zoomed = self.zoomed, False
        self._show_all()
        if was_zoomed:
            self.zoomChanged.emit(False)

    def zoom(self, factor: float) -> None:
        """Show ``factor`` times the width of time about the middle (under 1: closer)."""
        self._view.scaleBy(x=factor, y=1.0)
        self._note_zoom()

    def pan(self, share: float) -> None:
        """Move by a share of what is shown."""
        low, high = self.x_range()
        self._view.translateBy(x=share * (high - low), y=0.0)
        self._note_zoom()

    def x_range(self) -> tuple[float, float]:
        """Return the time that is shown, in seconds."""
        low, high = self._view.viewRange()[0]
        return float(low), float(high)

    def point_at(self, x: float) -> int:
        """Return where ``x`` lies, in the widget's pixels."""
        return round(self._view.mapViewToScene(QPointF(x, 0.0)).x())

    def show_hover(self, x: float, text: str) -> None:
        """Draw the hover line at ``x`` and ``text`` (rich text) beside it."""
        self._hover_line.setValue(x)
        self._hover_line.show()
        self.hover_box.show_at(self.point_at(x), text)

    def hide_hover(self) -> None:
        """Take the hover line away."""
        self._hover_line.hide()
        self.hover_box.hide()

    def leaveEvent(self, ev: object) -> None:
        super().leaveEvent(ev)
        self.hovered.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.fit()

    def _show_all(self) -> None:
        # A line along the upper edge, and the symbol at its end, are seen whole.
        top = self._reach[1] * _HEADROOM
        self._view.setRange(xRange=(0, self._reach[0]), yRange=(0, top), padding=0)

    def _note_zoom(self, _: object = None) -> None:
        self.zoomed = True
        self.zoomChanged.emit(True)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        position = self.mapToScene(ev.position().toPoint())
        inside = self._view.sceneBoundingRect().contains(position)
        x = self._view.mapSceneToView(position).x() if inside else None
        self.hovered.emit(x)
