"""What the machine did meanwhile: processors, memory and GPU memory side by side, on one time
axis."""

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.translation import tr
from widgets.graph import units
from widgets.graph.chart import Chart
from widgets.graph.curves import Curves, last_before
from widgets.graph.growing import GrowingArray
from widgets.graph.picture import Line, Picture, plain_pen
from widgets.theme import Theme

if TYPE_CHECKING:
    from app.services.gpu_sample import GpuSample
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
        self.gpu = Chart(theme, units.time_tick, units.gib_tick, self)
        self._charts = (self.cpu, self.memory, self.gpu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.em(1))
        for chart in self._charts:
            layout.addWidget(chart)
            chart.hovered.connect(self.hovered)
            chart.zoomChanged.connect(self._pass_zoom)
        for chart in (self.memory, self.gpu):
            chart.setXLink(self.cpu)
        self._cpu_curve = pg.PlotCurveItem(antialias=True)
        self._used_curve = pg.PlotCurveItem(antialias=True)
        self.cpu.put(self._cpu_curve)
        self.memory.put(self._used_curve)
        self._rss = Curves[int](self.memory, theme.pane_pen, theme.pane_mark)
        self._gpu_load = Curves[str](self.cpu, self._gpu_pen, lambda _: "")
        self._gpu_used = Curves[str](self.gpu, self._gpu_pen, lambda _: "")
        self._gpu_names: list[str] = []
        self._unread = (False, False)
        self.restyle()
        self.begin()

    def begin(self) -> None:
        """Draw from the next sample on."""
        self._samples = self._monitor.samples
        self._taken = len(self._samples)
        self._start_ns: int | None = None
        self.times = GrowingArray()
        self.cpu_percent = GrowingArray()
        self.used_gib = GrowingArray()
        for curves in (self._rss, self._gpu_load, self._gpu_used):
            curves.clear()
        self._show_gpus(())
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
                self._rss.add(pane, seconds, rss / _GIB)
            self._add_gpus(seconds, sample.gpus)
        if new and self.isVisible():
            self._draw()
        return bool(new)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def restyle(self) -> None:
        """Take the theme's colours over."""
        for chart in self._charts:
            chart.restyle()
        for curve in (self._cpu_curve, self._used_curve):
            curve.setPen(pg.mkPen(self._theme.color("text"), width=1.6))
        for curves in (self._rss, self._gpu_load, self._gpu_used):
            curves.restyle()

    def retranslate(self) -> None:
        """Word the ticks anew."""
        load_unread, memory_unread = self._unread
        cpu = tr("CPU 사용")
        if self._gpu_names:
            cpu = tr("CPU와 GPU 사용 (점선: GPU)")
        if load_unread:
            cpu = tr("CPU 사용 (GPU 사용은 이 PC에서 읽을 수 없음)")
        self.cpu.set_caption(cpu)
        self.memory.set_caption(tr("메모리 사용 (선: 전체, 색: 모델마다)"))
        gpu = tr("GPU 메모리 사용")
        if memory_unread:
            gpu = tr("GPU 메모리: 이 PC에서 읽을 수 없음")
        self.gpu.set_caption(gpu)
        for chart in self._charts:
            chart.retranslate()

    def fit(self) -> None:
        """Show everything again."""
        for chart in self._charts:
            chart.fit()

    def zoom(self, factor: float) -> None:
        """Show ``factor`` times the width of time."""
        self.cpu.zoom(factor)

    def pan(self, share: float) -> None:
        """Move by a share of what is shown."""
        self.cpu.pan(share)

    def describe(self, x: float) -> tuple[str, str, str]:
        """Return the rich text of the hover boxes (processors, memory, GPU memory): what was
        measured last before ``x`` (s)."""
        loads = [(tr("CPU 사용"), last_before(self.times, self.cpu_percent, x))]
        loads += self._gpu_load.at(x)
        memory = [(tr("메모리 사용"), last_before(self.times, self.used_gib, x))]
        memory += (
            (f"{self._theme.pane_mark(pane)} {tr('작업자')}", gib) for pane, gib in self._rss.at(x)
        )
        return (
            _table(x, [(name, _percent(percent)) for name, percent in loads]),
            _table(x, [(name, _gib(gib)) for name, gib in memory]),
            _table(x, [(name, _gib(gib)) for name, gib in self._gpu_used.at(x)]),
        )

    def pictures(self) -> list[Picture]:
        """Return the plots as data, for a file."""
        cpu, memory, gpu = (chart.frame() for chart in self._charts)
        pen = plain_pen(self._cpu_curve.opts["pen"])
        cpu.lines.append(Line(pen, self.times.values, self.cpu_percent.values))
        cpu.lines.extend(self._gpu_load.lines())
        memory.lines.append(Line(pen, self.times.values, self.used_gib.values))
        memory.lines.extend(self._rss.lines())
        gpu.lines.extend(self._gpu_used.lines())
        return [cpu, memory, gpu] if self._gpu_names else [cpu, memory]

    def gpu_columns(self) -> Iterator[str]:
        """Yield what a file's columns after the memory's are called."""
        for name in self._gpu_names:
            yield f"{name}_percent"
            yield f"{name}_used_gib"

    def gpu_values(self, x: float) -> Iterator[float | None]:
        """Yield the values of those columns at ``x`` (s)."""
        loads, used = dict(self._gpu_load.at(x)), dict(self._gpu_used.at(x))
        for name in self._gpu_names:
            yield loads.get(name)
            yield used.get(name)

    def hover_at(self, x: float) -> None:
        """Draw the hover line and the values at ``x`` (s) in all plots."""
        for chart, text in zip(self._charts, self.describe(x), strict=True):
            chart.show_hover(x, text)

    def hide_hover(self) -> None:
        """Take the hover line away."""
        for chart in self._charts:
            chart.hide_hover()

    def _add_gpus(self, seconds: float, gpus: "tuple[GpuSample, ...]") -> None:
        if [gpu.name for gpu in gpus] != self._gpu_names:
            self._show_gpus(gpus)
        for gpu in gpus:
            if gpu.load_percent is not None:
                self._gpu_load.add(gpu.name, seconds, gpu.load_percent)
            if gpu.used_bytes is not None:
                self._gpu_used.add(gpu.name, seconds, gpu.used_bytes / _GIB)

    def _show_gpus(self, gpus: "tuple[GpuSample, ...]") -> None:
        """Offer a plot for these GPUs, and say what of them cannot be read."""
        self._gpu_names = [gpu.name for gpu in gpus]
        self._unread = (
            bool(gpus) and all(gpu.load_percent is None for gpu in gpus),
            bool(gpus) and all(gpu.used_bytes is None for gpu in gpus),
        )
        self.gpu.setVisible(bool(gpus))
        self.retranslate()

    def _gpu_pen(self, name: str) -> QPen:
        place = self._gpu_names.index(name) if name in self._gpu_names else 0
        pen = QPen(self._theme.pane_color(place), 1.8)
        pen.setCosmetic(True)
        pen.setDashPattern([4, 2 + place])
        return pen

    def _draw(self) -> None:
        times = self.times.values
        self._cpu_curve.setData(times, self.cpu_percent.values)
        self._used_curve.setData(times, self.used_gib.values)
        for curves in (self._rss, self._gpu_load, self._gpu_used):
            curves.draw()
        end = float(times[-1]) if len(times) else 1.0
        most = float(self.used_gib.values.max()) if len(times) else 1.0
        # 96 × 1.04 rounds up to 100: the axis of a percentage ends there.
        self.cpu.set_reach(end, 96.0, least=(5.0, 100.0))
        self.memory.set_reach(end, most, least=(5.0, 1.0))
        self.gpu.set_reach(end, self._gpu_used.most(), least=(5.0, 1.0))

    def _pass_zoom(self, zoomed: bool) -> None:
        # The plots share their time axis: what one is zoomed to, the others must not undo.
        for chart in self._charts:
            chart.zoomed = zoomed
        self.zoomChanged.emit(zoomed)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} %"


def _gib(value: float | None) -> str:
    return "–" if value is None else f"{units.trimmed(value, 2)} GiB"


def _table(x: float, rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td>{html.escape(name)}&nbsp;&nbsp;</td><td align='right'><b>{value}</b></td></tr>"
        for name, value in rows
    )
    return f"<b>{units.seconds(x)}</b><table>{cells}</table>"
