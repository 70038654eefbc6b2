"""The live graph: tok/s over time, characters as a race, the machine's load."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.core.live_run import LiveRun
from app.core.playback import Playback
from app.core.run import RunSpec
from app.services.translation import tr
from app.services.whole_file import write_whole
from widgets.graph.board_loader import BoardLoader
from widgets.graph.graph_bar import GraphBar
from widgets.graph.legend import LegendStrip
from widgets.icons import Icons
from widgets.theme import Theme

if TYPE_CHECKING:
    from app.services.resource_monitor import ResourceMonitor
    from widgets.graph.board import Board

_LEGEND_EVERY_S = 0.25
_DRAW_EVERY_S = 0.19
"""While a model computes, at a 50 ms timer every fourth call draws: painting takes time from
what is measured."""
_REPLAY_EVERY_S = 0.04
_ZOOM_STEP = 0.8


class ThroughputGraph(QFrame):
    """Draws what :class:`Playback` has shown so far, and nothing between calls of :meth:`tick`.

    The plotting libraries come with :meth:`load`, or at the first run: the window does not wait
    for them.
    """

    prepared = Signal()
    """The plots are there."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._board: Board | None = None
        self._loader = BoardLoader(self)
        self._loader.loaded.connect(self.prepare)
        self._monitor: ResourceMonitor | None = None
        self._view = "rate"
        self._paused = False
        self._rounds = 1
        self._clock = clock
        self._draw_due = 0.0
        self._legend_due = 0.0
        # Several runs that start together lay the legend out once, and not in the same turn of
        # the event loop as the plots.
        self._legend_timer = QTimer(self, singleShot=True, interval=0)
        self._legend_timer.timeout.connect(self._refresh_legend)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar = GraphBar(icons, self)
        self.legend = LegendStrip(theme, self)
        self._empty = QLabel(self)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMinimumHeight(theme.em(4))
        self._area = QStackedLayout()
        self._area.addWidget(self._empty)
        layout = QVBoxLayout(self)
        margin = theme.em(0.8)
        layout.setContentsMargins(margin, margin, margin, theme.em(0.4))
        layout.setSpacing(theme.em(0.3))
        layout.addWidget(self.bar)
        layout.addWidget(self.legend)
        layout.addLayout(self._area, 1)
        self.bar.viewChosen.connect(self.show_view)
        self.bar.pauseToggled.connect(self.pause)
        self.bar.fitRequest.connect(self.fit)
        self.bar.saveRequest.connect(self._ask_where_to_save)
        theme.changed.connect(self._restyle)
        self.legend.hide()
        self._word()

    # -- what the page calls ----------------------------------------------------------

    def watch(self, monitor: "ResourceMonitor") -> None:
        """Show what ``monitor`` samples in the third view."""
        self._monitor = monitor
        self.bar.offer_resources()
        if self._board is not None:
            self._board.watch(monitor)

    def load(self) -> None:
        """Load the plotting libraries beside what the window does, then make the plots."""
        if self._board is None:
            self._loader.start()

    def begin(self, spec: RunSpec) -> None:
        """A comparison starts: forget the last one."""
        self.clear()
        self._rounds = spec.rounds
        self.prepare()

    def attach(self, live_run: LiveRun, playback: Playback) -> None:
        """Follow one run of it."""
        board = self.prepare()
        board.attach(live_run, playback)
        self._area.setCurrentWidget(board)
        self.legend.show()
        self.bar.show_round(live_run.round_number, self._rounds)
        self._legend_timer.start()

    def tick(self, *, computing: bool = True) -> None:
        """Draw what is new since the last call; oftener while nothing is ``computing``."""
        if self._board is None or self._paused:
            return
        now, ending = self._clock(), self._board.ending
        if now < self._draw_due and not ending:
            return
        self._draw_due = now + (_DRAW_EVERY_S if computing else _REPLAY_EVERY_S)
        changed = self._board.tick()
        # A run's last values are told whenever they come: perhaps nobody calls once more.
        if ending or (changed and now >= self._legend_due):
            self._legend_due = now + _LEGEND_EVERY_S
            self._refresh_legend()

    def clear(self) -> None:
        """Forget every run and go back to the empty state."""
        if self._board is not None:
            self._board.begin()
        self._area.setCurrentWidget(self._empty)
        self.legend.hide()
        self.legend.show_entries([])
        self.bar.show_round(1, 1)
        self.bar.show_slowness(1.0)
        self.bar.show_zoomed(False)
        self.bar.tell("")
        self.bar.set_paused(False)
        self._paused = False

    def prepare(self) -> "Board":
        """Make the plots now, if they are not there yet."""
        if self._board is None:
            from widgets.graph.board import Board

            self._board = Board(self._theme, self)
            if self._monitor is not None:
                self._board.watch(self._monitor)
                if self._board.resources is not None:
                    self._board.resources.zoomChanged.connect(self.bar.show_zoomed)
            self._board.runs.zoomChanged.connect(self.bar.show_zoomed)
            self._area.addWidget(self._board)
            self._word()
            self.prepared.emit()
        return self._board

    # -- what a person does -----------------------------------------------------------

    def show_view(self, view: str) -> None:
        """Show ``rate``, ``chars`` or ``resources``."""
        self._view = view
        self.bar.show_view(view)
        if self._board is not None:
            self._board.show_view(view)
        self._refresh_legend()
        self._word()

    def pause(self, paused: bool) -> None:
        """Hold the picture still; what comes meanwhile is drawn afterwards."""
        self._paused = paused
        self.bar.set_paused(paused)
        self.tick()

    def fit(self) -> None:
        """Show everything again after zooming."""
        if self._board is not None:
            self._board.shown.fit()

    def save(self, path: Path) -> None:
        """Save as ``path``'s ending says (.png, .svg, .csv); a failure is told in the bar."""
        from widgets.graph.saved_graph import graph_file

        try:
            write_whole(path, graph_file(self.prepare(), self._theme, self._view, path.suffix))
        except OSError as error:
            self.bar.tell(tr("저장하지 못했습니다: {why}").format(why=error.strerror), failed=True)
        else:
            self.bar.tell(tr("저장했습니다: {name}").format(name=path.name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._board.shown if self._board is not None else None
        if shown is None:
            super().keyPressEvent(event)
            return
        key = event.key()
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            shown.zoom(_ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            shown.zoom(1 / _ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            shown.fit()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            shown.pan(-0.1 if key == Qt.Key.Key_Left else 0.1)
        else:
            super().keyPressEvent(event)

    # -- Qt ---------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.em(50), self._theme.em(18))

    def _ask_where_to_save(self, suffix: str) -> None:
        names = {"png": tr("PNG 그림"), "svg": tr("SVG 그림"), "csv": tr("CSV 표")}
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("그래프 저장"), f"naranhi.{suffix}", f"{names[suffix]} (*.{suffix})"
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix == f".{suffix}" else Path(f"{chosen}.{suffix}"))

    def _refresh_legend(self) -> None:
        if self._board is not None:
            self.legend.show_entries(self._board.legend(self._view))
            self.bar.show_slowness(self._board.slowness())

    def _restyle(self) -> None:
        if self._board is not None:
            self._board.restyle()
        self.legend.update()

    def _word(self) -> None:
        self.setAccessibleName(tr("처리 속도 그래프"))
        self.setAccessibleDescription(
            tr("+와 -로 확대하고 줄이며, 화살표로 옮기고, 0으로 맞춥니다.")
        )
        self._empty.setText(
            tr("질문을 적고 실행을 누르면, 모델마다 글이 나오는 빠르기가 여기에 그려집니다.")
        )
        self._refresh_legend()
        if self._board is not None:
            self._board.retranslate()
