"""One of a measurement's pictures, drawn with pyqtgraph: hover, zoom, legend, save."""

import csv
import io
from collections.abc import Sequence
from html import escape

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.measure.drawings import Drawing, Series
from app.core.sheets.writing import write_csv
from app.services.measuring.plans import figure_words
from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame
from widgets.graph.chart import Chart
from widgets.graph.growing import Floats
from widgets.graph.legend import LegendEntry, LegendLayout
from widgets.graph.units import count_tick, time_tick
from widgets.models.look import Look

_DOT = 9
_MEDIAN = 15


class MeasurePicture(RetranslatingFrame):
    """Shows one :class:`Drawing`; ``names`` are the models' in the plan's order."""

    zoomChanged = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._drawing: Drawing | None = None
        self._names: tuple[str, ...] = ()
        self._items: list[pg.GraphicsObject] = []
        self.legend = _Legend(look, self)
        self.chart = Chart(look.theme, self._x_tick, count_tick, self)
        self.chart.setMinimumHeight(look.em(14))
        self.chart.zoomChanged.connect(self.zoomChanged)
        self.chart.hovered.connect(self._hover)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.legend)
        column.addWidget(self.chart, 1)
        look.theme.changed.connect(self._redraw)

    @property
    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing

    def show_drawing(self, drawing: Drawing | None, names: Sequence[str]) -> None:
        """Draw another picture, or nothing."""
        self._drawing, self._names = drawing, tuple(names)
        self._redraw()

    def retranslate(self) -> None:
        self._redraw()

    def png(self) -> bytes:
        """Return what is seen as PNG, at twice the resolution."""
        size = self.size()
        picture = QPixmap(size * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(self._look.theme.color("surface"))
        painter = QPainter(picture)
        self.render(painter, QPointF().toPoint())
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        return bytes(buffer.data().data())

    def csv(self) -> bytes:
        """Return every point as CSV."""
        rows: list[list[object]] = [["model", "", *self._axes(), "low", "high"]]
        for series in self._drawing.series if self._drawing else ():
            for place, (x, y) in enumerate(zip(series.x, series.y, strict=True)):
                low = series.low[place] if place < len(series.low) else None
                high = series.high[place] if place < len(series.high) else None
                rows.append([self._name(series), series.name, x, y, low, high])
        return write_csv(rows)

    def _axes(self) -> tuple[str, str]:
        drawing = self._drawing
        if drawing is None:
            return "", ""
        x = {
            "rounds": "model",
            "depth": "depth",
            "users": "users",
            "time": "seconds",
            "gaps": "gap",
            "waits": "ttft",
            "machine": "seconds",
        }[drawing.kind]
        return x, drawing.figure

    def _name(self, series: Series) -> str:
        return self._names[series.model] if series.model < len(self._names) else ""

    def _redraw(self) -> None:
        chart, drawing = self.chart, self._drawing
        chart.restyle()
        for item in self._items:
            chart.removeItem(item)
        self._items = []
        if drawing is None:
            self.legend.show_entries([])
            return
        chart.set_caption(caption_of(drawing))
        for series in drawing.series:
            self._draw(drawing, series)
        if drawing.line is not None:
            pen = pg.mkPen(self._look.theme.color("muted"), width=1.5, dash=[6, 4])
            self._put(pg.InfiniteLine(pos=drawing.line, angle=0, pen=pen))
        shown = {s.model: self._name(s) for s in drawing.series if s.x}
        own = drawing.kind != "machine"
        self.legend.show_entries(
            [LegendEntry(pane=model, name=name) for model, name in shown.items()] if own else []
        )
        self._set_reach(drawing)
        chart.retranslate()
        self.setAccessibleName(caption_of(drawing))
        self.setAccessibleDescription(self._description(drawing))

    def _draw(self, drawing: Drawing, series: Series) -> None:
        theme = self._look.theme
        color = theme.pane_color(series.model)
        if series.low and series.high:
            middles = [(a + b) / 2 for a, b in zip(series.low, series.high, strict=False)]
            halves = [(b - a) / 2 for a, b in zip(series.low, series.high, strict=False)]
            self._put(
                pg.ErrorBarItem(
                    x=_array(series.x),
                    y=_array(middles),
                    height=_array([2 * half for half in halves]),
                    beam=0.12 if drawing.kind == "rounds" else 0.0,
                    pen=pg.mkPen(color, width=2),
                )
            )
        if series.joined and len(series.x) > 1:
            self._put(
                pg.PlotCurveItem(
                    x=_array(series.x), y=_array(series.y), pen=theme.pane_pen(series.model)
                )
            )
        if not series.joined or len(series.x) <= 32:
            big = series.name == "median"
            symbol = "o" if not big else "star"
            self._put(
                pg.ScatterPlotItem(
                    x=_array(series.x),
                    y=_array(series.y),
                    symbol=theme.pane_symbol(series.model) if not big else symbol,
                    size=_MEDIAN if big else _DOT,
                    brush=pg.mkBrush(color if not big else theme.color("surface")),
                    pen=pg.mkPen(color, width=2 if big else 0.5),
                )
            )

    def _put(self, item: pg.GraphicsObject) -> None:
        self.chart.put(item)
        self._items.append(item)

    def _set_reach(self, drawing: Drawing) -> None:
        xs = [x for series in drawing.series for x in series.x]
        ys = [y for series in drawing.series for y in (*series.y, *series.high)]
        if drawing.line is not None:
            ys.append(drawing.line)
        right = max(xs, default=1.0)
        if drawing.kind == "rounds":
            right = float(len(self._names))
        elif drawing.kind in ("depth", "users"):
            right *= 1.08
        self.chart.set_reach(right, max(ys, default=1.0), least=(1e-6, 1e-6))

    def _x_tick(self, value: float, span: float) -> str:
        drawing = self._drawing
        if drawing is None or drawing.kind == "rounds":
            return ""
        if drawing.kind in ("time", "machine"):
            return time_tick(value, span)
        if drawing.kind in ("gaps", "waits"):
            return f"{count_tick(value, span)} ms"
        return count_tick(value, span)

    def _hover(self, x: float | None) -> None:
        drawing = self._drawing
        if x is None or drawing is None or drawing.empty:
            self.chart.hide_hover()
            return
        lines: list[str] = []
        for series in drawing.series:
            if not series.x:
                continue
            if drawing.kind == "rounds" and not series.model <= x < series.model + 1:
                continue
            near = min(range(len(series.x)), key=lambda k: abs(series.x[k] - x))
            name = self._name(series)
            what = tr("중앙값") if series.name == "median" else ""
            value = count_tick(series.y[near], 10.0)
            if series.low and series.high:
                low, high = (count_tick(ends[near], 10.0) for ends in (series.low, series.high))
                value = f"{value} ({low}–{high})"
            lines.append(escape(" ".join(filter(None, [name, what, value]))))
        where = "" if drawing.kind == "rounds" else f"<b>{escape(self._x_tick(x, 100.0))}</b>"
        self.chart.show_hover(x, "<br>".join(filter(None, [where, *lines])))

    def _description(self, drawing: Drawing) -> str:
        out = io.StringIO()
        writer = csv.writer(out)
        for series in drawing.series:
            if series.name == "median" or (series.joined and len(series.x) <= 8):
                writer.writerow([self._name(series), *(f"{y:.4g}" for y in series.y)])
        return out.getvalue()


class _Legend(QWidget):
    """The models' marks and names."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._entries: list[LegendEntry] = []

    def show_entries(self, entries: list[LegendEntry]) -> None:
        """Show these."""
        self._entries = entries
        self.setFixedHeight(round(self._layout().height) if entries else 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.em(20), round(self._layout().height))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._layout().paint(painter, QPointF(0, 0), self._look.theme)

    def _layout(self) -> LegendLayout:
        return LegendLayout(
            self._entries, max(200.0, float(self.width())), QFontMetricsF(self.font())
        )


def caption_of(drawing: Drawing) -> str:
    """Return what a picture shows, in words."""
    if drawing.kind == "gaps":
        return tr("토큰 사이의 기다림: 이보다 짧은 것의 비율(%)")
    if drawing.kind == "machine":
        return machine_words(drawing.figure)
    figure = figure_words(drawing.figure)
    return {
        "rounds": tr("{figure}: 회차마다 한 점, 별은 중앙값, 막대는 95 % 구간"),
        "depth": tr("{figure}: 앞에 있는 글의 길이(토큰)에 따라"),
        "users": tr("{figure}: 동시 사용자 수에 따라"),
        "time": tr("{figure}: 쓰는 동안(마지막 회차)"),
        "waits": tr("{figure}: 첫 토큰까지의 시간과 함께"),
    }[drawing.kind].format(figure=figure)


def machine_words(figure: str) -> str:
    """Return the name of what was sampled of the machine."""
    return {
        "cpu_percent": tr("CPU 사용(%)"),
        "memory_available": tr("남은 메모리(GiB)"),
        "cpu_celsius": tr("CPU 온도(°C)"),
        "cpu_mhz": tr("CPU 클록(MHz)"),
        "gpu_watts": tr("GPU 전력(W)"),
    }[figure]


def _array(values: Sequence[float]) -> Floats:
    return np.asarray(values, dtype=np.float64)
