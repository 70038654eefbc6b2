"""A plot as data, and painted plainly: what a saved PNG or SVG shows.

The live view's own items rely on cosmetic pens and clipping, which SVG viewers disagree on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from widgets.graph.growing import Floats
from widgets.graph.scale import tick_step
from widgets.theme import Theme


@dataclass
class Line:
    """A curve and, at its last point, the pane's mark."""

    pen: QPen
    x: Floats
    y: Floats
    mark: str = ""


@dataclass
class Picture:
    """One plot: ranges as shown, ticks worded by ``x_unit`` and ``y_unit``."""

    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x_unit: Callable[[float, float], str]
    y_unit: Callable[[float, float], str]
    caption: str = ""
    lines: list[Line] = field(default_factory=list[Line])
    moments: list[tuple[float, QPen]] = field(default_factory=list[tuple[float, QPen]])
    """Vertical lines at these times."""


def paint_picture(painter: QPainter, area: QRectF, picture: Picture, theme: Theme) -> None:
    """Paint axes, grid, moments and lines of ``picture`` into ``area``."""
    em = theme.em()
    above = 2.1 if picture.caption else 0.5
    plot = area.adjusted(em * 4.5, em * above, -em, -em * 2)
    (left, right), (bottom, top) = picture.x_range, picture.y_range
    x_scale, y_scale = plot.width() / (right - left), plot.height() / (top - bottom)

    def place(x: Floats, y: Floats) -> list[QPointF]:
        across = plot.left() + (x - left) * x_scale
        up = plot.bottom() - (y - bottom) * y_scale
        return [QPointF(a, b) for a, b in zip(across.tolist(), up.tolist(), strict=True)]

    _paint_axes(painter, plot, picture, theme)
    for moment, pen in picture.moments:
        if left <= moment <= right:
            x = plot.left() + (moment - left) * x_scale
            painter.setPen(pen)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
    for line in picture.lines:
        inside = (line.x >= left) & (line.x <= right) & (line.y >= bottom) & (line.y <= top)
        painter.setPen(line.pen)
        for part in _runs_of_true(inside):
            painter.drawPolyline(QPolygonF(place(line.x[part], line.y[part])))
        if line.mark and len(inside) and inside[-1]:
            end = place(line.x[-1:], line.y[-1:])[0]
            box = QRectF(end.x() - em, end.y() - em, em * 2, em * 2)
            painter.setPen(QPen(line.pen.color()))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.mark)


def plain_pen(pen: QPen) -> QPen:
    """Return ``pen`` with a width that scales with the picture, as SVG viewers all agree on."""
    plain = QPen(pen)
    plain.setCosmetic(False)
    return plain


def _paint_axes(painter: QPainter, plot: QRectF, picture: Picture, theme: Theme) -> None:
    em = theme.em()
    grid, words = QPen(theme.color("border"), 1), QPen(theme.color("muted"))
    right_middle = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for value, share in _ticks(picture.y_range, max(2.0, plot.height() / (em * 2.6))):
        y = plot.bottom() - share * plot.height()
        painter.setPen(grid)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(words)
        text = picture.y_unit(value, picture.y_range[1] - picture.y_range[0])
        box = QRectF(plot.left() - em * 6, y - em, em * 5.5, em * 2)
        painter.drawText(box, right_middle, text)
    for value, share in _ticks(picture.x_range, 8.0):
        x = plot.left() + share * plot.width()
        painter.setPen(words)
        text = picture.x_unit(value, picture.x_range[1] - picture.x_range[0])
        box = QRectF(x - em * 5, plot.bottom() + em * 0.3, em * 10, em * 1.6)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(words)
    painter.drawText(
        QRectF(plot.left(), plot.top() - em * 1.7, plot.width(), em * 1.6), picture.caption
    )


def _ticks(span: tuple[float, float], most: float) -> list[tuple[float, float]]:
    """Return (value, share of the axis) of every tick."""
    low, high = span
    step = tick_step(high - low, most)
    values = np.arange(np.ceil(low / step), np.floor(high / step * (1 + 1e-9)) + 1) * step
    return [(value, (value - low) / (high - low)) for value in values.tolist()]


def _runs_of_true(inside: np.ndarray) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    return [slice(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
