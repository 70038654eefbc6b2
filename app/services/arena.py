"""Runs comparisons: whose turn it is, what is stored, and that nothing is left behind."""

import uuid
from collections import Counter, deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.comparison import Comparison, turn_order
from app.core.live_run import LiveRun
from app.core.messages import Generate
from app.core.problem import Problem, UsageError
from app.core.request import check_request
from app.core.run import Label, LoadReport, PlannedModel, RunSpec
from app.services.device_chooser import DeviceChooser
from app.services.heat import Heat
from app.services.notices import Notices
from app.services.recorder import Recorder
from app.services.turn import Turn
from app.services.worker_pool import WorkerPool, available_memory
from app.services.worker_process import ENDED, Limits, WorkerProcess, WorkerState
from app.store.records import FileIdentity
from app.store.run_store import RunStore


class Arena(QObject):
    """One comparison at a time.

    Fair: every model alone, the order rotated each round, a model's load never beside a
    measured run. Race: all are loaded, then all go at once. A pane that fails or is stopped
    sits out the remaining rounds; the others go on. LiveRun.events grows without a signal:
    front ends look at it with timers of their own.
    """

    comparisonStarted = Signal(object)
    """RunSpec, with its texts cleaned."""
    runStarted = Signal(object)
    """LiveRun: its turn has come; its model may still have to be loaded."""
    runChanged = Signal(object)
    """LiveRun: another phase, load fraction, prefill progress or report; never once a token."""
    runEnded = Signal(object)
    """LiveRun: its ``outcome`` is set, and stored if the disk lets us."""
    comparisonEnded = Signal(object)
    """Comparison; ``running`` is False."""
    workerStateChanged = Signal(int)
    """Pane."""

    def __init__(
        self,
        store: RunStore,
        notices: Notices,
        worker_command: Sequence[str],
        parent: QObject | None = None,
        *,
        limits: Limits | None = None,
        available: Callable[[], int] = available_memory,
        chooser: DeviceChooser | None = None,
    ) -> None:
        """``chooser`` says where models run whose devices nobody chose; without one that is
        left to the engine."""
        super().__init__(parent)
        self._recorder = Recorder(store, notices, self)
        self._pool = WorkerPool(
            worker_command, notices, self, limits=limits, available=available, chooser=chooser
        )
        self._pool.stateChanged.connect(self._on_worker_state_changed)
        self._panes: dict[int, tuple[PlannedModel, WorkerProcess]] = {}
        self._comparison: Comparison | None = None
        self._running = False
        self.measuring: Callable[[], bool] = lambda: False
        """Whether a measurement goes, beside which nothing else may compute."""
        self._groups: deque[tuple[int, tuple[PlannedModel, ...]]] = deque()
        self._heat: Heat | None = None
        self._out: set[int] = set()
        """Panes that sit out the remaining rounds."""
        self._load_afterwards: set[int] = set()
        # The next turn begins from the event loop, never inside the end of the last one.
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._start_next_heat)

    # -- facts -------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether a comparison goes."""
        return self._running

    @property
    def comparison(self) -> Comparison | None:
        """The comparison that goes, or the last one."""
        return self._comparison

    @property
    def unsaved(self) -> int:
        """How many ended runs are not stored yet; they are tried again by themselves."""
        return self._recorder.unsaved

    def worker_state(self, pane: int) -> WorkerState:
        """Return the state of the pane's worker; ``stopped`` for a pane without one."""
        return self._panes[pane][1].state if pane in self._panes else "stopped"

    def worker_problem(self, pane: int) -> Problem | None:
        """Return why the pane's last load failed or its worker died; None where neither did."""
        return self._panes[pane][1].last_problem if pane in self._panes else None

    def load_report(self, pane: int) -> LoadReport | None:
        """Return what came of the pane's load; None while its model is not loaded."""
        return self._panes[pane][1].report if pane in self._panes else None

    def worker_pids(self) -> dict[int, int]:
        """Return the process ids of the panes' workers that live."""
        pids = {pane: worker.pid for pane, (_, worker) in self._panes.items()}
        return {pane: pid for pane, pid in pids.items() if pid is not None}

    def log_lines(self, pane: int) -> list[str]:
        """Return the last lines of the pane's engine log, kept after a crash."""
        return self._panes[pane][1].log_lines() if pane in self._panes else []

    # -- wishes ------------------------------------------------------------------------

    def start(self, spec: RunSpec) -> None:
        """Begin a comparison; raises UsageError, before anything has happened."""
        if self._running:
            raise UsageError("already_running")
        if self.measuring():
            raise UsageError("measuring_now")
        spec = check_request(spec)
        self._recorder.begin_comparison(spec)
        self._running = True
        self._comparison = Comparison(spec, [])
        self._out.clear()
        self._load_afterwards.clear()
        self._assign_workers(spec)
        self._groups = deque(
            (round_number, group)
            for round_number in range(1, spec.rounds + 1)
            for group in _groups(spec, round_number)
        )
        self.comparisonStarted.emit(spec)
        self._next.start()

    def stop(self, pane: int | None = None) -> None:
        """Stop one pane (the others go on), or everything: runs, and loads. What was received
        is kept."""
        stopped = {mine for mine in self._panes if pane in (None, mine)}
        if self._running:
            self._out |= stopped
            self._load_afterwards -= stopped
            self._cancel_unstarted(stopped)
        if self._heat is not None:
            self._heat.stop(pane)
        for mine in stopped:
            self._pool.break_off_load(self._panes[mine][1])
        if self._running and self._heat is None:
            self._go_on()

    def load_again(self, pane: int) -> None:
        """Load the pane's model again after a crash, a failure or an unload; while a comparison
        goes, at its next turn or else when it has ended."""
        if pane not in self._panes:
            return
        if self._running:
            self._out.discard(pane)
            self._load_afterwards.add(pane)
        else:
            self._bring_up(pane)

    def unload(self, pane: int | None = None) -> None:
        """Give a pane's memory back, or that of every model; a run that goes is stopped."""
        self.stop(pane)
        if pane is None:
            self._pool.quit_all()
        elif pane in self._panes:
            self._panes[pane][1].quit()

    def close(self) -> None:
        """Cancel what goes, store it, and return when no worker is left (killed if need be)."""
        self.stop()
        self._pool.close()
        self._next.stop()
        self._recorder.save_all()

    # -- the course of a comparison ----------------------------------------------------

    def _assign_workers(self, spec: RunSpec) -> None:
        before = {pane: worker for pane, (_, worker) in self._panes.items()}
        reloaded = {
            worker
            for pane, (planned, worker) in self._panes.items()
            if any(_loads_anew(planned, other) for other in spec.models if other.pane == pane)
        }
        same: Counter[tuple[str, object]] = Counter()
        self._panes = {}
        for planned in spec.models:
            alike = (planned.model.path, planned.load)
            self._panes[planned.pane] = planned, self._pool.worker(planned, same[alike])
            same[alike] += 1
        for worker in set(before.values()) - {worker for _, worker in self._panes.values()}:
            self._pool.break_off_load(worker)
            if worker in reloaded:
                # What it holds is to be there for the same model's next load.
                worker.quit()
        for pane, (_, worker) in self._panes.items():
            if before.get(pane) is not worker:
                self.workerStateChanged.emit(pane)

    def _start_next_heat(self) -> None:
        if not self._running or self._heat is not None or self._pool.busy:
            return
        while self._groups:
            round_number, group = self._groups.popleft()
            panes = [planned for planned in group if planned.pane not in self._out]
            if panes:
                self._start_heat(round_number, panes)
                return
        self._end()

    def _start_heat(self, round_number: int, group: Sequence[PlannedModel]) -> None:
        turns = [self._new_turn(planned, round_number) for planned in group]
        self._heat = heat = Heat(turns, self._before_go, self)
        heat.turnEnded.connect(self._on_turn_ended)
        heat.ended.connect(self._on_heat_ended)
        for turn in turns:
            self._begin(turn.live)
        heat.start()

    def _new_turn(self, planned: PlannedModel, round_number: int) -> Turn:
        live = self._new_run(planned, round_number)
        spec = self._spec
        request = Generate(
            run_id=live.run_id,
            messages=spec.messages_for(planned),
            sampling=planned.sampling,
            max_tokens=spec.max_tokens,
            think=spec.think,
            template_args=planned.template_args,
            stop=(*spec.stop, *planned.model.stop),
        )
        worker = self._panes[planned.pane][1]
        turn = Turn(live, worker, request, self._pool, lambda: self._label_now(live))
        turn.changed.connect(lambda: self.runChanged.emit(live))
        return turn

    def _new_run(self, planned: PlannedModel, round_number: int) -> LiveRun:
        label: Label = "race" if self._spec.mode == "race" else "isolated"
        return LiveRun(uuid.uuid4().hex, planned, round_number, label)

    def _label_now(self, live: LiveRun) -> Label:
        return "race" if live.label == "race" else self._recorder.label_now(live)

    def _before_go(self, turn: Turn) -> None:
        self._recorder.begin_run(turn.live, self._pool.file(turn.worker))

    def _begin(self, live: LiveRun) -> None:
        assert self._comparison is not None
        self._comparison.runs.append(live)
        self.runStarted.emit(live)

    def _on_turn_ended(self, turn: Turn) -> None:
        live = turn.live
        if live.outcome is not None and live.outcome.state != "finished":
            self._out.add(live.pane)
        self._recorder.finish_run(live, self._pool.file(turn.worker))
        self.runEnded.emit(live)

    def _on_heat_ended(self) -> None:
        if self._heat is not None:
            self._heat.deleteLater()
        self._heat = None
        self._go_on()

    def _go_on(self) -> None:
        if any(p.pane not in self._out for _, group in self._groups for p in group):
            self._next.start()
        else:
            self._end()

    def _cancel_unstarted(self, panes: set[int]) -> None:
        """Give panes that have had no turn their run, so that each one says what became of it."""
        assert self._comparison is not None
        begun = {run.pane for run in self._comparison.runs}
        for planned in self._spec.models:
            if planned.pane in panes - begun:
                live = self._new_run(planned, 1)
                live.break_off("cancelled")
                self._begin(live)
                self._recorder.finish_run(live, FileIdentity())
                self.runEnded.emit(live)

    def _end(self) -> None:
        self._groups.clear()
        self._next.stop()
        self._running = False
        for pane in self._load_afterwards:
            self._bring_up(pane)
        self._load_afterwards.clear()
        self.comparisonEnded.emit(self._comparison)

    def _bring_up(self, pane: int) -> None:
        planned, worker = self._panes[pane]
        if worker.state in ENDED or worker.leaving:
            self._pool.bring_up(worker, planned)

    def _on_worker_state_changed(self, worker: WorkerProcess) -> None:
        for pane, (_, mine) in list(self._panes.items()):
            if mine is worker:
                self.workerStateChanged.emit(pane)
        if self._running and self._heat is None:
            # Perhaps the load that the next turn waits for has ended.
            self._next.start()

    @property
    def _spec(self) -> RunSpec:
        assert self._comparison is not None
        return self._comparison.spec


def _loads_anew(before: PlannedModel, after: PlannedModel) -> bool:
    """Tell whether a pane's model stays and is only loaded in another way."""
    return before.model.path == after.model.path and before.load != after.load


def _groups(spec: RunSpec, round_number: int) -> list[tuple[PlannedModel, ...]]:
    """Return who goes together, in order, in one round."""
    order = turn_order(spec.models, round_number)
    return [order] if spec.mode == "race" else [(planned,) for planned in order]
