"""What is heavy of the graph (pyqtgraph, numpy): made once the window is on the screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.live_run import LiveRun
from app.core.metrics import decode_rate
from app.core.playback import Playback
from app.services.translation import tr
from widgets.graph import units
from widgets.graph.legend import LegendEntry, LegendLayout
from widgets.graph.picture import paint_picture
from widgets.graph.resource_chart import ResourceChart
from widgets.graph.run_chart import FIRST_TOKEN_DASH, THINKING_END_DASH, RunChart
from widgets.graph.run_series import RunSeries
from widgets.theme import Theme

if TYPE_CHECKING:
    from app.services.resource_monitor import ResourceMonitor

RUN_COLUMNS = (
    "model", "pane", "round", "label", "token", "time_s", "rate_tok_s", "answer_chars",
)  # fmt: skip
SAMPLE_COLUMNS = ("time_s", "cpu_percent", "memory_used_gib")
CsvRow = tuple[str | float | int | None, ...]


class Board(QStackedWidget):
    """The plots of one comparison; :meth:`tick` draws what is new and is cheap else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.runs = RunChart(theme, self)
        self.addWidget(self.runs)
        self.resources: ResourceChart | None = None
        self._series: list[RunSeries] = []
        self._moving: list[RunSeries] = []
        self._hover_x: float | None = None
        self.runs.hovered.connect(self._hover)

    def watch(self, monitor: "ResourceMonitor") -> None:
        """Show ``monitor``'s samples as well."""
        self.resources = ResourceChart(self._theme, monitor, self)
        self.resources.hovered.connect(self._hover)
        self.addWidget(self.resources)

    @property
    def shown(self) -> RunChart | ResourceChart:
        """The plot that is shown."""
        if self.resources is not None and self.currentWidget() is self.resources:
            return self.resources
        return self.runs

    def show_view(self, view: str) -> None:
        """Show ``rate``, ``chars`` or ``resources``."""
        self.shown.hide_hover()
        if view == "resources" and self.resources is not None:
            self.setCurrentWidget(self.resources)
            return
        self.setCurrentWidget(self.runs)
        self.runs.fit()
        self.runs.show_view("chars" if view == "chars" else "rate")

    def begin(self) -> None:
        """A new comparison: forget the last one."""
        self._series = []
        self._moving = []
        self.runs.begin()
        if self.resources is not None:
            self.resources.begin()

    def attach(self, live_run: LiveRun, playback: Playback) -> None:
        """Follow one more run."""
        # What an earlier round of the pane has shown since the last tick is drawn with it.
        for earlier in self._moving:
            earlier.take_shown()
        series = RunSeries(live_run, playback)
        self._series.append(series)
        self._moving.append(series)
        self.runs.add(series)

    @property
    def ending(self) -> bool:
        """Whether a run has ended whose last part is still to be drawn."""
        return any(series.playback.finished for series in self._moving)

    def tick(self) -> bool:
        """Draw what is new; True where there was something."""
        changed = [series for series in self._moving if series.take_shown()]
        self._moving = [series for series in self._moving if not series.playback.finished]
        if changed:
            self.runs.draw(changed)
        sampled = self.resources is not None and self.resources.take_samples()
        if (changed or sampled) and self._hover_x is not None:
            self._hover(self._hover_x)
        return bool(changed or sampled)

    def restyle(self) -> None:
        """Take the theme's colours over."""
        self.runs.restyle()
        if self.resources is not None:
            self.resources.restyle()

    def retranslate(self) -> None:
        """Word axes and hover box anew."""
        self.runs.retranslate()
        if self.resources is not None:
            self.resources.retranslate()
        self._hover(None)

    def legend(self, view: str) -> list[LegendEntry]:
        """Return one entry a pane with its value now, and the key of the marks."""
        current = self.runs.current()
        entries = [
            LegendEntry(pane, series.name, _value_of(series, view))
            for pane, series in sorted(current.items())
        ]
        if view == "resources":
            return entries
        if any(series.first_token_s is not None for series in current.values()):
            entries.append(LegendEntry(None, "TTFT", dash=FIRST_TOKEN_DASH))
        if any(series.thinking_end_s is not None for series in current.values()):
            entries.append(LegendEntry(None, tr("생각 끝"), dash=THINKING_END_DASH))
        return entries

    def slowness(self) -> float:
        """Return how many times slower than real time the newest run is shown."""
        return max((s.playback.pace.factor for s in self._moving), default=1.0)

    def paint(
        self, painter: QPainter, area: QRectF, title: str, entries: list[LegendEntry]
    ) -> None:
        """Paint title, legend and plot into ``area``, for a file."""
        line = self._theme.em(2.0)
        margin = self._theme.em(0.8)
        area = area.adjusted(margin, margin, -margin, -margin)
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text"))
        painter.drawText(QRectF(area.left(), area.top(), area.width(), line), title)
        legend = LegendLayout(entries, area.width(), QFontMetricsF(self.font()))
        legend.paint(painter, QPointF(area.left(), area.top() + line), self._theme)
        plot = area.adjusted(0, line + legend.height, 0, 0)
        shown = self.shown
        pictures = shown.pictures() if isinstance(shown, ResourceChart) else [shown.picture()]
        height = plot.height() / len(pictures)
        for i, picture in enumerate(pictures):
            part = QRectF(plot.left(), plot.top() + i * height, plot.width(), height)
            paint_picture(painter, part, picture, self._theme)

    def run_rows(self) -> Iterator[CsvRow]:
        """Yield one row a token that is shown, as :data:`RUN_COLUMNS`."""
        for series in self._series:
            run = series.live_run
            counts = np.concatenate(([0.0], series.chars.values))
            chars = counts[np.searchsorted(series.piece_s.values, series.token_s.values, "right")]
            for i, (seconds, rate) in enumerate(
                zip(series.token_s.values.tolist(), series.rate.values.tolist(), strict=True)
            ):
                yield (
                    series.name, run.pane + 1, run.round_number, run.label,
                    i, seconds, rate, int(chars[i]),
                )  # fmt: skip

    def sample_columns(self) -> tuple[str, ...]:
        """Return what the samples' columns are called: two more for each GPU."""
        gpus = () if self.resources is None else self.resources.gpu_columns()
        return (*SAMPLE_COLUMNS, *gpus)

    def sample_rows(self) -> Iterator[CsvRow]:
        """Yield one row a sample, as :meth:`sample_columns`."""
        shown = self.resources
        if shown is None:
            return
        for seconds, cpu, used in zip(
            shown.times.values.tolist(),
            shown.cpu_percent.values.tolist(),
            shown.used_gib.values.tolist(),
            strict=True,
        ):
            yield (seconds, cpu, used, *shown.gpu_values(seconds))

    def _hover(self, x: float | None) -> None:
        self._hover_x = x
        if x is None or x < 0:
            self.shown.hide_hover()
        else:
            self.shown.hover_at(x)


def _value_of(series: RunSeries, view: str) -> str:
    """The momentary rate while a run goes on; the mean, as the figures have it, once it ended."""
    if view == "chars" and len(series.chars):
        return units.chars(float(series.chars.values[-1]))
    if view == "rate" and len(series.rate):
        if series.playback.finished:
            mean = decode_rate([e.ns for e in series.live_run.events if e.is_token])
            return tr("평균 {rate}").format(rate=units.rate(mean))
        return units.rate(float(series.rate.values[-1]))
    return ""
