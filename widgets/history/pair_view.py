"""One or two runs side by side: what may be said of both, their texts, the graph, the replay."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from app.core.live_run import LiveRun
from app.core.metrics import figures_of
from app.core.playback import Pace, Playback
from app.core.run import RunSpec
from app.core.same_run import speeds_comparable
from app.services.history_words import speeds_sentence, text_sentence
from app.services.running_again import TwoRuns, two_runs
from app.services.translation import tr
from app.store.records import StoredRun
from widgets.compare import numbers
from widgets.compare.clocks import Clocks
from widgets.compare.retranslating import RetranslatingFrame
from widgets.graph.throughput_graph import ThroughputGraph
from widgets.history.run_panel import RunPanel
from widgets.models.look import Look
from widgets.theme import restyle

_SLOTS = 2


class PairView(RetranslatingFrame):
    """``computing`` tells whether a model runs: painting then takes from what is measured."""

    replayChanged = Signal(bool)

    def __init__(
        self, look: Look, computing: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._computing = computing
        self._pair: TwoRuns | None = None
        self._replaying = False
        self.pace = Pace()
        em = look.em
        self.panels = [RunPanel(slot, look, self) for slot in range(_SLOTS)]
        self.mark = QLabel(self)
        self.mark.setProperty("role", "badge")
        self.mark.hide()
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.graph = ThroughputGraph(look.theme, look.icons, self)
        self.graph.setMinimumHeight(em(14))
        side_by_side = QSplitter(Qt.Orientation.Horizontal, self)
        side_by_side.setChildrenCollapsible(False)
        side_by_side.setMinimumHeight(em(20))
        for panel in self.panels:
            side_by_side.addWidget(panel)
        side_by_side.setSizes([1000, 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(0.6))
        column.addWidget(self.sentence)
        column.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(side_by_side, 3)
        column.addWidget(self.graph, 2)
        self._clocks = Clocks(self._paint, self._refresh, computing, self)
        for panel in self.panels:
            panel.strip.slow_mark.clicked.connect(self.stop_replay)
        self.retranslate()

    @property
    def replaying(self) -> bool:
        """Whether runs are played back now."""
        return self._replaying

    @property
    def stored(self) -> list[StoredRun]:
        """The runs that are shown."""
        return [panel.stored for panel in self.panels if panel.stored is not None]

    def show_runs(self, runs: list[StoredRun]) -> None:
        """Show one or two runs as they ended; none empties the view."""
        self._end_replay()
        self._pair = two_runs(*runs) if len(runs) == _SLOTS else None
        attached = [
            panel.show_run(runs[slot] if slot < len(runs) else None)
            for slot, panel in enumerate(self.panels)
        ]
        self._draw(attached)
        self.retranslate()

    def replay(self) -> None:
        """Show the runs once more as they came, both from the same moment on."""
        self._end_replay()
        self.pace = Pace()
        attached = [panel.replay(self.pace) for panel in self.panels]
        if not any(attached):
            return
        self._draw(attached)
        self._replaying = True
        self.retranslate()
        self.replayChanged.emit(True)
        self._clocks.start()

    def stop_replay(self) -> None:
        """Show the rest at once."""
        for panel in self.panels:
            panel.finish()
        self._end_replay()

    def retranslate(self) -> None:
        self.mark.setText(tr("다시 보기 – 저장된 기록을 그때의 빠르기로 보여 줍니다"))
        self.mark.setVisible(self._replaying)
        pair = self._pair
        self.sentence.setVisible(pair is not None)
        if pair is None:
            return
        comparable = speeds_comparable(pair.changes)
        restyle(self.sentence, role="" if comparable else "warning")
        said = [_ratio_sentence(pair)] if comparable else []
        said.append(speeds_sentence(pair.changes, comparable=comparable))
        self.sentence.setText(" ".join(filter(None, [*said, text_sentence(pair)])))

    def _draw(self, attached: list[tuple[LiveRun, Playback] | None]) -> None:
        shown = [one for one in attached if one is not None]
        self.graph.setVisible(bool(shown))
        if not shown:
            return
        runs = self.stored
        spec: RunSpec = runs[0].comparison.spec
        self.graph.begin(spec)
        for live, playback in shown:
            self.graph.attach(live, playback)
        self.graph.tick(computing=False)

    def _paint(self, now_ns: int) -> bool:
        for panel in self.panels:
            panel.advance(now_ns)
        self.graph.tick(computing=self._computing())
        if any(panel.playing for panel in self.panels):
            return True
        self._end_replay()
        return False

    def _refresh(self) -> None:
        for panel in self.panels:
            panel.refresh()

    def _end_replay(self) -> None:
        if self._replaying:
            self._replaying = False
            self.graph.tick(computing=False)
            self.retranslate()
            self.replayChanged.emit(False)


def _ratio_sentence(pair: TwoRuns) -> str:
    """Say how the speeds of two comparable runs stand to each other; one run each proves
    nothing, and that is said too."""
    one, other = (
        figures_of(pair.one.outcome).chars_per_s,
        figures_of(pair.other.outcome).chars_per_s,
    )
    if not one or not other:
        return ""
    words = tr("글자/초 {a}와 {b}, {ratio}배. 한 번씩이라 누가 빠른지는 판정하지 않습니다.")
    ratio = max(one, other) / min(one, other)
    return words.format(a=numbers.rate(one), b=numbers.rate(other), ratio=f"{ratio:.2f}")
