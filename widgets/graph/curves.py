"""Curves of one plot by key, all of the same kind: a worker's memory, a GPU's load."""

from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QPen

from widgets.graph.chart import Chart
from widgets.graph.growing import GrowingArray
from widgets.graph.picture import Line, plain_pen

K = TypeVar("K", bound=Hashable)


class Curves(Generic[K]):
    """Points by key; a key's curve is there from its first point on."""

    def __init__(
        self, chart: Chart, pen_of: Callable[[K], QPen], mark_of: Callable[[K], str]
    ) -> None:
        self._chart = chart
        self._pen_of, self._mark_of = pen_of, mark_of
        self._points: dict[K, tuple[GrowingArray, GrowingArray]] = {}
        self._curves: dict[K, pg.PlotCurveItem] = {}

    def clear(self) -> None:
        """Forget every point."""
        for curve in self._curves.values():
            self._chart.removeItem(curve)
        self._points, self._curves = {}, {}

    def add(self, key: K, seconds: float, value: float) -> None:
        """Add a point to the curve of ``key``; :meth:`draw` shows it."""
        times, values = self._points.setdefault(key, (GrowingArray(), GrowingArray()))
        times.extend([seconds])
        values.extend([value])

    def draw(self) -> None:
        """Show all points."""
        for key, (times, values) in self._points.items():
            if key not in self._curves:
                curve = pg.PlotCurveItem(antialias=True, pen=self._pen_of(key))
                self._curves[key] = curve
                self._chart.put(curve)
            self._curves[key].setData(times.values, values.values)

    def restyle(self) -> None:
        """Take the theme's colours over."""
        for key, curve in self._curves.items():
            curve.setPen(self._pen_of(key))

    def most(self) -> float:
        """Return the highest value; 0 where there is none."""
        return max((float(values.values.max()) for _, values in self._points.values()), default=0.0)

    def at(self, x: float) -> Iterator[tuple[K, float | None]]:
        """Yield what each curve showed last before ``x`` (s)."""
        for key, (times, values) in self._points.items():
            yield key, last_before(times, values, x)

    def lines(self) -> Iterator[Line]:
        """Yield the curves as data, for a file."""
        for key, (times, values) in self._points.items():
            yield Line(
                plain_pen(self._pen_of(key)), times.values, values.values, self._mark_of(key)
            )


def last_before(times: GrowingArray, values: GrowingArray, x: float) -> float | None:
    """Return the last value before ``x``; None where none was."""
    i = int(np.searchsorted(times.values, x, side="right")) - 1
    return float(values.values[i]) if i >= 0 else None
