"""A curve that grows: only the part that is new is painted again."""

import numpy as np
import pyqtgraph as pg
from pyqtgraph.functions import arrayToQPath
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.graph.growing import GrowingArray
from widgets.graph.thinning import ThinnedCurve, group_for

_CHUNK = 32
"""Dashes begin anew every so many points, so that a part looks as it does in the whole."""
_MARGIN_PX = 3.0


class LiveCurve(pg.GraphicsObject):
    """Draws (x, y) and the pane's symbol at the last point.

    pyqtgraph's own curve repaints itself whole for every new point, which costs several
    milliseconds a frame: time that the measured models need.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.pen = QPen()
        self._symbol = "o"
        self._symbol_px = 8.0
        self._rim = QColor()
        self._x, self._y = GrowingArray(), GrowingArray()
        self._curve = ThinnedCurve(self._x, self._y, 1)
        self._n_drawn = 0

    def set_look(self, pen: QPen, symbol: str, symbol_px: float, rim: QColor) -> None:
        """Draw with ``pen`` and with pyqtgraph's ``symbol``, rimmed, at the end."""
        self.pen, self._symbol, self._symbol_px, self._rim = pen, symbol, symbol_px, rim
        self.update()

    def show_series(self, x: GrowingArray, y: GrowingArray) -> None:
        """Draw these from now on."""
        self._x, self._y = x, y
        self._thin_anew()

    def grow(self) -> None:
        """Paint what has been appended."""
        n, before = len(self._x), self._n_drawn
        if n == before:
            return
        self._n_drawn = n
        if self._wanted_group() > self._curve.group:
            self._thin_anew()
            return
        first = max(min(self._curve.grow(), before) - 1, 0)
        x, y = self._x.values[first:], self._y.values[first:]
        numbers = y[~np.isnan(y)]
        if not len(numbers):
            return
        across, up = self._margins()
        low, high = float(numbers.min()) - up, float(numbers.max()) + up
        width = float(x[-1] - x[0]) + 2 * across
        self.update(QRectF(float(x[0]) - across, low, width, high - low))

    def boundingRect(self) -> QRectF:
        view = self.viewRect()
        return QRectF(view) if view is not None else QRectF()

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()
        if self._wanted_group() != self._curve.group:
            self._thin_anew()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not len(self._x):
            return
        exposed = option.exposedRect
        across, _ = self._margins()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.pen)
        # A cosmetic pen's width counts in the screen's own pixels.
        pen.setWidthF(pen.widthF() * painter.device().devicePixelRatio())
        painter.setPen(pen)
        for x, y in self._curve.part(exposed.left() - across, exposed.right() + across, _CHUNK):
            painter.drawPath(arrayToQPath(x, y, connect="finite"))
        self._paint_end(painter)

    def _paint_end(self, painter: QPainter) -> None:
        x, y = float(self._x.values[-1]), float(self._y.values[-1])
        if np.isnan(y):
            return
        place = painter.transform().map(QPointF(x, y))
        painter.resetTransform()
        painter.translate(place)
        painter.scale(self._symbol_px, self._symbol_px)
        painter.setPen(QPen(self._rim, 1.0 / self._symbol_px))
        painter.setBrush(self.pen.color())
        painter.drawPath(Symbols[self._symbol])

    def _margins(self) -> tuple[float, float]:
        """Return how far line and symbol reach beyond a point, in units of x and y."""
        reach = self._symbol_px + _MARGIN_PX
        return reach * float(self.pixelWidth() or 0.0), reach * float(self.pixelHeight() or 0.0)

    def _wanted_group(self) -> int:
        view = self.getViewBox()
        if view is None or not len(self._x):
            return 1
        rect = self.boundingRect()
        low, high = np.searchsorted(self._x.values, (rect.left(), rect.right()))
        return group_for(int(high - low), max(256, int(view.width())))

    def _thin_anew(self) -> None:
        self._curve = ThinnedCurve(self._x, self._y, self._wanted_group())
        self._curve.grow()
        self._n_drawn = len(self._x)
        self.update()
