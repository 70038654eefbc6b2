"""Curves of every run: decode rate over time, or characters as a race."""

import html
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from widgets.graph import units
from widgets.graph.chart import Chart
from widgets.graph.growing import Floats, GrowingArray
from widgets.graph.live_curve import LiveCurve
from widgets.graph.picture import Line, Picture, plain_pen
from widgets.graph.run_series import RunSeries
from widgets.graph.thinning import thin
from widgets.theme import Theme

RunView = Literal["rate", "chars"]
PAST_ROUNDS = 8
"""So many earlier rounds of a pane stay, drawn faint."""
_PAST_POINTS = 160
_SAVED_POINTS = 4000
_LINE_PX = 2.0
FIRST_TOKEN_DASH = (2.0, 3.0)
THINKING_END_DASH = (8.0, 4.0)


@dataclass
class _PaneItems:
    """What is drawn for one pane; the current round above the faint earlier ones."""

    past: pg.PlotCurveItem
    curve: LiveCurve
    first_token: pg.InfiniteLine
    thinking_end: pg.InfiniteLine
    rounds: list[RunSeries]

    def put_away(self) -> None:
        """Show nothing, until a run is added again."""
        self.rounds.clear()
        self.past.setData([], [])
        self.curve.show_series(GrowingArray(), GrowingArray())
        for item in (self.curve, self.first_token, self.thinking_end):
            item.hide()


class RunChart(Chart):
    """Draws :class:`RunSeries`; the newest round of a pane is the current one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, units.time_tick, units.count_tick, parent)
        self.view: RunView = "rate"
        self._panes: dict[int, _PaneItems] = {}
        # Making what draws a pane takes milliseconds, which several runs that start together
        # would all cost in one turn of the event loop.
        self._spare: dict[int, _PaneItems] = {}

    def begin(self) -> None:
        """Forget every run."""
        for items in self._panes.values():
            items.put_away()
        self._spare |= self._panes
        self._panes = {}
        self.fit()

    def add(self, series: RunSeries) -> None:
        """A new run: the current round of its pane."""
        pane = series.live_run.pane
        if pane not in self._panes:
            self._panes[pane] = self._spare.pop(pane, None) or self._new_pane(pane)
            self._panes[pane].curve.show()
        self._panes[pane].rounds.append(series)
        self._show_data(self._panes[pane])

    def show_view(self, view: RunView) -> None:
        """Draw the other quantity."""
        self.view = view
        for items in self._panes.values():
            self._show_data(items)
        self._reach_everything()

    def draw(self, changed: list[RunSeries]) -> None:
        """Draw what has been added to ``changed``."""
        for series in changed:
            items = self._panes[series.live_run.pane]
            if items.rounds[-1] is series:
                items.curve.grow()
                self._place_marks(items)
        self._reach_everything()

    def restyle(self) -> None:
        super().restyle()
        # Called by the base class too, before there are panes.
        every = getattr(self, "_panes", {}) | getattr(self, "_spare", {})
        for pane, items in every.items():
            self._style(pane, items)

    def values_at(self, x: float) -> list[tuple[int, float | None]]:
        """Return (pane, value of the current view) of every current run at time ``x`` (s)."""
        return [(pane, self._value(items.rounds[-1], x)) for pane, items in self._panes.items()]

    def current(self) -> dict[int, RunSeries]:
        """Return the newest run of every pane."""
        return {pane: items.rounds[-1] for pane, items in self._panes.items()}

    def hover_at(self, x: float) -> None:
        """Draw the hover line and every model's value at ``x`` (s)."""
        self.show_hover(x, self.describe(x))

    def describe(self, x: float) -> str:
        """Return the hover box's rich text: every model's value at time ``x`` (s)."""
        word = units.rate if self.view == "rate" else units.chars
        current = self.current()
        rows = "".join(
            f"<tr><td style='color:{self._theme.pane_color(pane).name()}'>"
            f"{self._theme.pane_mark(pane)}&nbsp;</td>"
            f"<td>{html.escape(current[pane].name)}&nbsp;&nbsp;</td>"
            f"<td align='right'><b>{word(value)}</b></td></tr>"
            for pane, value in self.values_at(x)
        )
        return f"<b>{units.seconds(x)}</b><table>{rows}</table>"

    def picture(self) -> Picture:
        """Return the plot as data, for a file."""
        picture = self.frame()
        for pane, items in self._panes.items():
            newest = items.rounds[-1]
            for series in items.rounds[-1 - PAST_ROUNDS : -1]:
                line = self._thinned(series, _SAVED_POINTS)
                picture.lines.append(Line(plain_pen(items.past.opts["pen"]), *line))
            pen = plain_pen(self._theme.pane_pen(pane, _LINE_PX))
            line = self._thinned(newest, _SAVED_POINTS)
            picture.lines.append(Line(pen, *line, self._theme.pane_mark(pane)))
            for mark, moment in (
                (items.first_token, newest.first_token_s),
                (items.thinking_end, newest.thinking_end_s),
            ):
                if moment is not None:
                    picture.moments.append((moment, plain_pen(mark.pen)))
        return picture

    def _new_pane(self, pane: int) -> _PaneItems:
        items = _PaneItems(
            past=pg.PlotCurveItem(connect="finite", antialias=False),
            curve=LiveCurve(),
            first_token=pg.InfiniteLine(angle=90, movable=False),
            thinking_end=pg.InfiniteLine(angle=90, movable=False),
            rounds=[],
        )
        for z, item in enumerate((items.past, items.first_token, items.thinking_end, items.curve)):
            item.setZValue(z + 1)
            self.put(item)
        items.first_token.hide()
        items.thinking_end.hide()
        self._style(pane, items)
        return items

    def _style(self, pane: int, items: _PaneItems) -> None:
        faint = self._theme.pane_color(pane)
        faint.setAlpha(90)
        items.past.setPen(pg.mkPen(faint, width=1))
        items.curve.set_look(
            self._theme.pane_pen(pane, _LINE_PX),
            self._theme.pane_symbol(pane),
            self._theme.em(0.62),
            self._theme.color("surface"),
        )
        mark = QColor(self._theme.pane_color(pane))
        mark.setAlpha(150)
        items.first_token.setPen(pg.mkPen(mark, width=1, dash=FIRST_TOKEN_DASH))
        items.thinking_end.setPen(pg.mkPen(mark, width=1, dash=THINKING_END_DASH))

    def _data(self, series: RunSeries) -> tuple[GrowingArray, GrowingArray]:
        if self.view == "rate":
            return series.token_s, series.rate
        return series.piece_s, series.chars

    def _value(self, series: RunSeries, x: float) -> float | None:
        times, values = self._data(series)
        i = int(np.searchsorted(times.values, x, side="right")) - 1
        return float(values.values[i]) if i >= 0 else None

    def _show_data(self, items: _PaneItems) -> None:
        items.curve.show_series(*self._data(items.rounds[-1]))
        self._place_marks(items)
        gap = np.array([np.nan])
        parts = [self._thinned(s, _PAST_POINTS) for s in items.rounds[-1 - PAST_ROUNDS : -1]]
        items.past.setData(
            np.concatenate([part for x, _ in parts for part in (x, gap)] or [gap]),
            np.concatenate([part for _, y in parts for part in (y, gap)] or [gap]),
        )

    def _thinned(self, series: RunSeries, most: int) -> tuple[Floats, Floats]:
        times, values = self._data(series)
        return thin(times.values, values.values, most)

    def _place_marks(self, items: _PaneItems) -> None:
        series = items.rounds[-1]
        for line, moment in (
            (items.first_token, series.first_token_s),
            (items.thinking_end, series.thinking_end_s),
        ):
            line.setVisible(moment is not None)
            if moment is not None and line.value() != moment:
                line.setValue(moment)

    def _reach_everything(self) -> None:
        every = [series for items in self._panes.values() for series in items.rounds]
        if self.view == "rate":
            y = max((s.peak_rate for s in every), default=0.0)
        else:
            y = max((s.chars.values[-1] for s in every if len(s.chars)), default=0.0)
        self.set_reach(max((s.end_s for s in every), default=0.0), float(y))
