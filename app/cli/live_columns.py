"""Answers side by side while they come, on a terminal.

A timer pulls what is new from the runs and draws at most 20 times a second, and only when
something changed: painting takes time away from the models that are measured.
"""

from PySide6.QtCore import QObject, QTimer
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from app.cli.run_words import pane_names, state_words, title
from app.cli.wrapping import StreamedText
from app.core.live_run import LiveRun
from app.core.run import PlannedModel, RunSpec
from app.services.translation import tr

REFRESH_MS = 50
NARROWEST = 30
"""Columns of the terminal that a model needs; with fewer, the models stand below each other."""
LINES_BESIDE, LINES_STACKED = 14, 5
FRAME_COLUMNS, FRAME_LINES = 4, 2
COLOURS = ("cyan", "yellow", "magenta", "green", "blue", "red")


class Column:
    """One model's column: what has come of its current run."""

    def __init__(self, name: str, planned: PlannedModel) -> None:
        self._title = title(name, planned.model)
        self._colour = COLOURS[planned.pane % len(COLOURS)]
        self.run: LiveRun | None = None
        self._text = StreamedText(1)
        self._width = 1
        self._n_taken = 0
        self._n_tokens = 0
        self._first_ns = self._last_ns = 0

    def show(self, run: LiveRun) -> None:
        """Begin anew with ``run``."""
        self.run = run
        self._n_taken = self._n_tokens = 0
        self._text = StreamedText(self._width)

    def pull(self, width: int) -> int:
        """Take what is new; return how many events have been taken in all."""
        if width != self._width:
            self._width = width
            self._text = StreamedText(width)
            self._n_taken = self._n_tokens = 0
        if self.run is None:
            return 0
        events = self.run.events
        while self._n_taken < len(events):
            event = events[self._n_taken]
            self._n_taken += 1
            self._text.feed(event.text, thinking=event.thinking)
            if event.is_token:
                self._first_ns = self._first_ns if self._n_tokens else event.ns
                self._last_ns = event.ns
                self._n_tokens += 1
        return self._n_taken

    def panel(self, n_lines: int) -> Panel:
        """Return the column as it is drawn, ``n_lines`` of text high."""
        body = Text(overflow="crop", no_wrap=True)
        for line, thinking in self._text.last_lines(n_lines):
            body.append(line + "\n", style="dim italic" if thinking else "")
        return Panel(
            body,
            title=Text(self._title, overflow="ellipsis"),
            subtitle=Text(self.state(), overflow="ellipsis"),
            height=n_lines + FRAME_LINES,
            border_style=self._colour,
        )

    def state(self) -> str:
        """Return where the run stands, in words."""
        return state_words(self.run, self._rate()) if self.run else tr("기다리는 중")

    def _rate(self) -> float | None:
        took = self._last_ns - self._first_ns
        return (self._n_tokens - 1) * 1e9 / took if self._n_tokens > 1 and took > 0 else None


class LiveColumns(QObject):
    """Shows the runs of one comparison until :meth:`end`."""

    def __init__(self, spec: RunSpec, console: Console, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console = console
        names = pane_names(spec)
        self._columns = {p.pane: Column(names[p.pane], p) for p in spec.models}
        self._live = Live(
            console=console, auto_refresh=False, transient=True, vertical_overflow="crop"
        )
        self._drawn: object = None
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Take the terminal's lower lines."""
        self._live.start()
        self._timer.start()

    def run_started(self, run: LiveRun) -> None:
        """Show ``run`` in its model's column."""
        self._columns[run.pane].show(run)

    def run_changed(self, run: LiveRun) -> None:
        """Nothing: the timer sees it."""

    def run_ended(self, run: LiveRun) -> None:
        """Nothing: the timer sees it."""

    def tell(self, sentence: str) -> None:
        """Print a sentence above the columns."""
        self._console.print(Text(sentence))

    def end(self) -> None:
        """Give the terminal back as it was."""
        self._timer.stop()
        self._live.stop()

    def _tick(self) -> None:
        width, n_lines, beside = self._layout()
        taken = [column.pull(width) for column in self._columns.values()]
        seen = (width, n_lines, beside, taken, [c.state() for c in self._columns.values()])
        if seen != self._drawn:
            self._drawn = seen
            self._live.update(self._draw(n_lines, beside=beside), refresh=True)

    def _layout(self) -> tuple[int, int, bool]:
        """Return the columns and lines of text that a model gets, and whether they stand
        beside each other."""
        columns, rows = self._console.size
        n_models = len(self._columns)
        beside = columns // n_models >= NARROWEST
        width = (columns // n_models if beside else columns) - FRAME_COLUMNS
        room = rows - 2 if beside else (rows - 2) // n_models
        most = LINES_BESIDE if beside else LINES_STACKED
        return width, max(1, min(most, room - FRAME_LINES)), beside

    def _draw(self, n_lines: int, *, beside: bool) -> RenderableType:
        panels = [column.panel(n_lines) for column in self._columns.values()]
        if not beside:
            return Group(*panels)
        grid = Table.grid(expand=True)
        for _ in panels:
            grid.add_column(ratio=1)
        grid.add_row(*panels)
        return grid
