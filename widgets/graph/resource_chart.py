"""What the machine did meanwhile: CPU and memory side by side, on one time axis."""

import html
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.translation import tr
from widgets.graph import units
from widgets.graph.chart import Chart
from widgets.graph.growing import GrowingArray
from widgets.graph.picture import Line, Picture, plain_pen
from widgets.theme import Theme

if TYPE_CHECKING:
    from app.services.resource_monitor import ResourceMonitor

_NS_PER_S = 1e9
_GIB = 2.0**30


class ResourceChart(QWidget):
    """Draws the samples that ``monitor`` has taken since :meth:`begin`."""

    zoomChanged = Signal(bool)
    hovered = Signal(object)

    def __init__(
        self, theme: Theme, monitor: "ResourceMonitor", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._monitor = monitor
        self.cpu = Chart(theme, units.time_tick, units.percent_tick, self)
        self.memory = Chart(theme, units.time_tick, units.gib_tick, self)
        self.memory.setXLink(self.cpu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.em(1))
        layout.addWidget(self.cpu)
        layout.addWidget(self.memory)
        self._cpu_curve = pg.PlotCurveItem(antialias=True)
        self._used_curve = pg.PlotCurveItem(antialias=True)
        self.cpu.put(self._cpu_curve)
        self.memory.put(self._used_curve)
        self._rss_curves: dict[int, pg.PlotCurveItem] = {}
        for chart in (self.cpu, self.memory):
            chart.hovered.connect(self.hovered)
            chart.zoomChanged.connect(self._pass_zoom)
        self.restyle()
        self.retranslate()
        self.begin()

    def begin(self) -> None:
        """Draw from the next sample on."""
        self._samples = self._monitor.samples
        self._taken = len(self._samples)
        self._start_ns: int | None = None
        self.times = GrowingArray()
        self.cpu_percent = GrowingArray()
        self.used_gib = GrowingArray()
        self._rss: dict[int, tuple[GrowingArray, GrowingArray]] = {}
        for curve in self._rss_curves.values():
            self.memory.removeItem(curve)
        self._rss_curves = {}
        self._draw()
        self.fit()

    def take_samples(self) -> bool:
        """Take over what has been sampled since; True where there was something."""
        if self._monitor.samples is not self._samples:
            # The monitor begins a new list with each comparison, before or after we do.
            self._samples, self._taken = self._monitor.samples, 0
        new = self._samples[self._taken :]
        self._taken += len(new)
        for sample in new:
            if self._start_ns is None:
                self._start_ns = sample.ns
            seconds = (sample.ns - self._start_ns) / _NS_PER_S
            self.times.extend([seconds])
            self.cpu_percent.extend([sample.cpu_percent])
            self.used_gib.extend([sample.used_bytes / _GIB])
            for pane, rss in sample.rss_by_pane.items():
                times, values = self._rss.setdefault(pane, (GrowingArray(), GrowingArray()))
                times.extend([seconds])
                values.extend([rss / _GIB])
        if new:
            self._draw()
        return bool(new)

    def restyle(self) -> None:
        """Take the theme's colours over."""
        for chart in (self.cpu, self.memory):
            chart.restyle()
        self._cpu_curve.setPen(pg.mkPen(self._theme.color("text"), width=1.6))
        self._used_curve.setPen(pg.mkPen(self._theme.color("text"), width=1.6))
        for pane, curve in self._rss_curves.items():
            curve.setPen(self._theme.pane_pen(pane))

    def retranslate(self) -> None:
        """Word the ticks anew."""
        self.cpu.set_caption(tr("CPU 사용"))
        self.memory.set_caption(tr("메모리 사용 (선: 전체, 색: 모델마다)"))
        self.cpu.retranslate()
        self.memory.retranslate()

    def fit(self) -> None:
        """Show everything again."""
        self.cpu.fit()
        self.memory.fit()

    def zoom(self, factor: float) -> None:
        """Show ``factor`` times the width of time."""
        self.cpu.zoom(factor)

    def pan(self, share: float) -> None:
        """Move by a share of what is shown."""
        self.cpu.pan(share)

    def describe(self, x: float) -> tuple[str, str]:
        """Return the rich text of both hover boxes: what was measured last before ``x`` (s)."""
        cpu = _last_before(self.times, self.cpu_percent, x)
        used = _last_before(self.times, self.used_gib, x)
        memory = [(tr("메모리 사용"), used)]
        for pane, (times, values) in self._rss.items():
            name = f"{self._theme.pane_mark(pane)} {tr('작업자')}"
            memory.append((name, _last_before(times, values, x)))
        return (
            _table(x, [(tr("CPU 사용"), "–" if cpu is None else f"{cpu:.0f} %")]),
            _table(
                x,
                [
                    (name, "–" if gib is None else f"{units.trimmed(gib, 2)} GiB")
                    for name, gib in memory
                ],
            ),
        )

    def pictures(self) -> list[Picture]:
        """Return both plots as data, for a file."""
        cpu, memory = self.cpu.frame(), self.memory.frame()
        pen = plain_pen(self._cpu_curve.opts["pen"])
        cpu.lines.append(Line(pen, self.times.values, self.cpu_percent.values))
        memory.lines.append(Line(pen, self.times.values, self.used_gib.values))
        for pane, (times, values) in self._rss.items():
            pane_pen = plain_pen(self._theme.pane_pen(pane))
            memory.lines.append(
                Line(pane_pen, times.values, values.values, self._theme.pane_mark(pane))
            )
        return [cpu, memory]

    def hover_at(self, x: float) -> None:
        """Draw the hover line and the values at ``x`` (s) in both plots."""
        for chart, text in zip((self.cpu, self.memory), self.describe(x), strict=True):
            chart.show_hover(x, text)

    def hide_hover(self) -> None:
        """Take the hover line away."""
        self.cpu.hide_hover()
        self.memory.hide_hover()

    def _draw(self) -> None:
        times = self.times.values
        self._cpu_curve.setData(times, self.cpu_percent.values)
        self._used_curve.setData(times, self.used_gib.values)
        for pane, (rss_times, values) in self._rss.items():
            if pane not in self._rss_curves:
                curve = pg.PlotCurveItem(antialias=True, pen=self._theme.pane_pen(pane))
                self._rss_curves[pane] = curve
                self.memory.put(curve)
            self._rss_curves[pane].setData(rss_times.values, values.values)
        end = float(times[-1]) if len(times) else 1.0
        most = float(self.used_gib.values.max()) if len(times) else 1.0
        # 96 × 1.04 rounds up to 100: the axis of a percentage ends there.
        self.cpu.set_reach(end, 96.0, least=(5.0, 100.0))
        self.memory.set_reach(end, most, least=(5.0, 1.0))

    def _pass_zoom(self, zoomed: bool) -> None:
        # The plots share their time axis: what one is zoomed to, the other must not undo.
        for chart in (self.cpu, self.memory):
            chart.zoomed = zoomed
        self.zoomChanged.emit(zoomed)


def _last_before(times: GrowingArray, values: GrowingArray, x: float) -> float | None:
    i = int(np.searchsorted(times.values, x, side="right")) - 1
    return float(values.values[i]) if i >= 0 else None


def _table(x: float, rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td>{html.escape(name)}&nbsp;&nbsp;</td><td align='right'><b>{value}</b></td></tr>"
        for name, value in rows
    )
    return f"<b>{units.seconds(x)}</b><table>{cells}</table>"
