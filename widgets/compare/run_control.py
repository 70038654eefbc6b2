"""Runs, stops and shows: what stands between the arena and the page's parts."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.comparison import Comparison
from app.core.live_run import LiveRun
from app.core.playback import Pace, Playback
from app.core.problem import NaranhiError
from app.core.run import ModelFile, RunSpec
from app.services.arena import Arena
from widgets.compare.clocks import Clocks
from widgets.compare.pane import Pane
from widgets.compare.pane_row import PaneRow
from widgets.compare.plan import Request, make_spec
from widgets.compare.talk import Talk, Talked
from widgets.compare.verdict_strip import VerdictStrip
from widgets.graph.throughput_graph import ThroughputGraph


@dataclass(frozen=True)
class Stage:
    """What a comparison is shown on."""

    row: PaneRow
    verdict: VerdictStrip
    graph: ThroughputGraph


class RunControl(QObject):
    """One comparison after another, on panes and graph. Text and curves are pulled by
    :class:`Clocks`; signals only tell that something began, changed or ended."""

    runningChanged = Signal(bool)
    refused = Signal(object)
    """Problem: why nothing was started."""

    def __init__(self, arena: Arena, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arena = arena
        self._stage = stage
        self._talk = Talk()
        self._assigned: dict[int, ModelFile] = {}
        """By pane: the model that the pane's worker was started for."""
        self._repeating = False
        self._had_more = False
        self.pace = Pace()
        self.clocks = Clocks(self._paint, self._refresh, lambda: arena.running, self)
        arena.comparisonStarted.connect(self._on_comparison_started)
        arena.runStarted.connect(self._on_run_started)
        arena.runChanged.connect(self._on_run_changed)
        arena.runEnded.connect(self._on_run_changed)
        arena.comparisonEnded.connect(self._on_comparison_ended)
        arena.workerStateChanged.connect(self._on_worker_state_changed)
        stage.row.modelsChanged.connect(self._on_models_changed)

    # -- wishes ---------------------------------------------------------------------------

    def run(self, request: Request) -> bool:
        """Ask every pane's model; tell why not where that makes no sense. Return whether it
        began."""
        before = self._talk.last
        self._talk.go_on()
        return self._start(request, before)

    def run_again(self, request: Request) -> bool:
        """Ask the last prompt again, as if it had not been asked."""
        before = self._talk.last
        self._talk.take_back()
        self._repeating = before is not None
        started = self._start(request, before)
        self._repeating = False
        return started

    def run_spec(self, spec: RunSpec) -> bool:
        """Run what was asked once before, as it stands. Return whether it began."""
        try:
            self._arena.start(spec)
        except NaranhiError as error:
            self.refused.emit(error.problem)
            return False
        return True

    def spec_of(self, request: Request) -> RunSpec:
        """Return what would be asked, of the panes as they are."""
        row = self._stage.row
        return make_spec(request, row.models(), row.loads(), self._talk.history)

    @property
    def last_spec(self) -> RunSpec | None:
        """What was asked last in this conversation."""
        return None if self._talk.last is None else self._talk.last.spec

    def stop(self) -> None:
        """Stop every pane; what came stands, and all of it is shown."""
        self._arena.stop()

    def begin_anew(self) -> Talked:
        """Empty every pane and forget the conversation; return what there was."""
        talked = self._talk.put_away({p.index: list(p.chat.turns) for p in self._panes})
        for pane in self._panes:
            pane.clear()
        self._stage.verdict.show_comparison(None)
        self._stage.graph.clear()
        self._show_workers()
        return talked

    def take_up(self, talked: Talked) -> None:
        """Show a conversation that was put away, and go on with it."""
        self._talk.take_up(talked)
        for pane in self._panes:
            pane.restore(talked.turns.get(pane.index, []))
        self._show_workers()

    @property
    def has_talk(self) -> bool:
        """Whether any pane shows a turn."""
        return any(pane.chat.turns for pane in self._panes)

    # -- the arena tells ------------------------------------------------------------------

    def _start(self, request: Request, before: Comparison | None) -> bool:
        spec = self.spec_of(request)
        try:
            self._arena.start(spec)
        except NaranhiError as error:
            if self._repeating and before is not None:
                self._talk.ended(before)
            self.refused.emit(error.problem)
            return False
        return True

    def _on_comparison_started(self, spec: RunSpec) -> None:
        self.pace.reset()
        self._assigned = {planned.pane: planned.model for planned in spec.models}
        self._stage.verdict.show_comparison(None)
        self._stage.graph.begin(spec)
        for pane in self._panes:
            if self._repeating:
                pane.take_back_turn()
            pane.begin_turn(spec.prompt, spec.rounds, spec.max_tokens)
        self.runningChanged.emit(True)
        self._show_workers()
        self.clocks.start()

    def _on_run_started(self, run: LiveRun) -> None:
        pane = self._pane(run.pane)
        if pane is not None:
            playback = Playback(self.pace, run)
            pane.attach(run, playback)
            self._stage.graph.attach(run, playback)
            self._show_worker(pane)
            self.clocks.start()

    def _on_run_changed(self, run: LiveRun) -> None:
        pane = self._pane(run.pane)
        if pane is not None:
            if run.outcome is not None and run.outcome.state != "finished":
                pane.skip()
            self._show_worker(pane)

    def _on_comparison_ended(self, comparison: Comparison) -> None:
        self._talk.ended(comparison)
        # In a turn of its own: the last runs have just been stored in this one.
        QTimer.singleShot(0, self._stage.verdict, partial(self._show_verdict, comparison))
        self.runningChanged.emit(False)
        self._show_workers()
        self.clocks.start()

    def _show_verdict(self, comparison: Comparison) -> None:
        if not self._arena.running:
            self._stage.verdict.show_comparison(comparison)

    def _on_worker_state_changed(self, index: int) -> None:
        pane = self._pane(index)
        if pane is None:
            return
        self._show_worker(pane)
        problem = self._arena.worker_problem(index)
        if not self._arena.running and problem is not None and not pane.busy:
            pane.show_problem(problem)

    def _on_models_changed(self) -> None:
        for pane in self._panes:
            other = self._assigned.get(pane.index)
            if other is not None and pane.model is not None and other.path != pane.model.path:
                self._talk.forget(pane.index)
                self._assigned.pop(pane.index)
                pane.clear()
        self._show_workers()

    # -- the clocks ask -------------------------------------------------------------------

    def _paint(self, now_ns: int) -> bool:
        settled = False
        for pane in self._panes:
            # Formatting a long answer takes a while: one pane a tick.
            settled |= pane.advance(now_ns, may_settle=not settled)
        self._stage.graph.tick(computing=self._arena.running)
        busy = self._arena.running or any(pane.busy for pane in self._panes)
        # One more tick after the last change: the graph's legend shows its last values then.
        more, self._had_more = busy or self._had_more, busy
        return more

    def _refresh(self) -> None:
        for pane in self._panes:
            pane.refresh()

    # -- helpers --------------------------------------------------------------------------

    @property
    def _panes(self) -> list[Pane]:
        return self._stage.row.panes

    def _pane(self, index: int) -> Pane | None:
        return self._panes[index] if index < len(self._panes) else None

    def _show_workers(self) -> None:
        for pane in self._panes:
            self._show_worker(pane)

    def _show_worker(self, pane: Pane) -> None:
        mine = pane.index in self._assigned
        state = self._arena.worker_state(pane.index) if mine else "stopped"
        report = self._arena.load_report(pane.index) if mine else None
        pane.show_worker(state, report, running=self._arena.running)
