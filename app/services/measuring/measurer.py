"""Carries out a measurement: one step after the other, each alone, and all of it resumable."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from app.core.machine import read_machine
from app.core.measure.duration import SpeedOf, seconds_left
from app.core.measure.plan import BenchPlan, BenchStep, steps_of
from app.core.measure.remaining import attempts_of, remaining_steps
from app.core.measure.results import Conditions, StepResult
from app.core.measure.sensors import Sensors
from app.core.problem import Problem, StoreError, UsageError
from app.core.version import read_version
from app.services.history import STORE_NOTICE
from app.services.measuring.sampling import IdleWait, MachineSampler
from app.services.measuring.step_run import StepRun, forget_file
from app.services.notices import Notices
from app.services.resources import program_folder
from app.services.worker_pool import WorkerPool
from app.services.worker_process import ENDED, WorkerProcess
from app.store.measure_store import MeasureStore
from app.store.owned_rows import PlanState

Phase = Literal["idle", "loading", "waiting", "running", "pausing", "stopping"]


@dataclass(frozen=True)
class MeasureProgress:
    """Where a measurement stands. ``seconds_left`` is None where nobody can tell yet."""

    n_done: int
    n_steps: int
    step: BenchStep | None
    phase: Phase
    seconds_left: float | None


class Measurer(QObject):
    """One measurement at a time.

    A step counts once its result is stored: whatever ends the program, :meth:`resume` goes on
    with the steps that have none. A model that cannot be loaded fails its steps; the others go
    on.
    """

    planStarted = Signal(object)
    """BenchPlan."""
    stepStarted = Signal(object)
    """BenchStep: it computes from now on."""
    stepEnded = Signal(object)
    """StepResult, stored if the disk lets us."""
    progressed = Signal(object)
    """MeasureProgress."""
    sampled = Signal(object)
    """MachineSample, twice a second while a step runs."""
    planEnded = Signal(object, str)
    """BenchPlan and its PlanState."""

    def __init__(
        self,
        store: MeasureStore,
        pool: WorkerPool,
        notices: Notices,
        parent: QObject | None = None,
        *,
        sensors: Sensors | None = None,
        idle: IdleWait | None = None,
        speed: SpeedOf = lambda _model: None,
        others_computed: Callable[[int, int], bool] = lambda _since, _until: False,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._pool = pool
        self._notices = notices
        self._speed = speed
        self._others_computed = others_computed
        self._sampler = MachineSampler(sensors or Sensors(), self)
        self._sampler.sampled.connect(self.sampled)
        self._idle = idle or IdleWait(self)
        self._idle.over.connect(self._on_idle)
        self._plan: BenchPlan | None = None
        self._steps: tuple[BenchStep, ...] = ()
        self._results: list[StepResult] = []
        self._n_before = 0
        """Results of earlier sessions; they stand first."""
        self._unsaved: list[StepResult] = []
        self._phase: Phase = "idle"
        self._step: BenchStep | None = None
        self._worker: WorkerProcess | None = None
        self._run: StepRun | None = None
        self._load_began = 0
        self._waited = (0.0, True)
        self._failed_models: dict[int, Problem] = {}
        self._refused: set[tuple[int, int]] = set()
        """Models and tasks whose text does not fit into the context."""
        pool.stateChanged.connect(self._on_worker_state)
        # The next step begins from the event loop, never inside the end of the last one.
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    # -- facts -------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether a measurement goes."""
        return self._phase != "idle"

    @property
    def plan(self) -> BenchPlan | None:
        """The measurement that goes, or the last one."""
        return self._plan

    @property
    def results(self) -> tuple[StepResult, ...]:
        """Everything that came of the plan so far."""
        return tuple(self._results)

    @property
    def run(self) -> StepRun | None:
        """The step that computes now."""
        return self._run

    def progress(self) -> MeasureProgress:
        """Return where the measurement stands."""
        left = self._left()
        seconds = None
        if self._plan is not None:
            seconds = seconds_left(self._plan, left, self._results, self._speed)
        return MeasureProgress(
            n_done=len(self._steps) - len(left),
            n_steps=len(self._steps),
            step=self._step,
            phase=self._phase,
            seconds_left=seconds,
        )

    # -- wishes ------------------------------------------------------------------------

    def start(self, plan: BenchPlan) -> None:
        """Begin a measurement; raises UsageError (already_running, too_few_models) and, where
        it cannot be stored, StoreError: what nobody can resume is not begun."""
        self._check_free()
        if not plan.models or not plan.tasks:
            raise UsageError("too_few_models", count=len(plan.models), limit=1)
        version = read_version(program_folder())
        self._store.begin(plan, read_machine(), version, time.time_ns())
        self._begin(plan, [])

    def resume(self, plan_id: str) -> bool:
        """Go on where a measurement was paused, stopped or broken off; False where there is
        nothing to go on with. Raises UsageError (already_running) and StoreError."""
        self._check_free()
        stored = self._store.load(plan_id)
        if stored is None or not self._store.take_up(plan_id):
            return False
        self._begin(stored.plan, list(stored.results))
        return True

    def pause(self) -> None:
        """Stop after the step that goes; :meth:`resume` goes on."""
        if self._phase == "running":
            self._phase = "pausing"
            self._tell()
        elif self.running:
            self._rest("paused")

    def stop(self) -> None:
        """Stop now; the step that goes is not counted."""
        if not self.running:
            return
        if self._run is not None:
            self._phase = "stopping"
            self._tell()
            self._run.stop()
            return
        self._rest("stopped")

    def close(self) -> None:
        """Stop, and leave nothing behind; the pool is closed by its owner."""
        if self.running:
            self._idle.cancel()
            if self._run is not None:
                self._run.stop()
            self._rest("paused")
        self._sampler.close()

    # -- the course of a measurement ---------------------------------------------------

    def _check_free(self) -> None:
        if self.running:
            raise UsageError("already_running")

    def _begin(self, plan: BenchPlan, results: list[StepResult]) -> None:
        self._plan = plan
        self._steps = steps_of(plan)
        self._results = results
        self._n_before = len(results)
        self._failed_models.clear()
        self._refused.clear()
        self._phase = "loading"
        self.planStarted.emit(plan)
        self._next.start()

    def _left(self) -> list[BenchStep]:
        before, now = self._results[: self._n_before], self._results[self._n_before :]
        return remaining_steps(self._steps, before, now, self._failed_models, self._refused)

    def _attempt(self) -> int:
        """Return the number of the next attempt at the step."""
        assert self._step is not None
        return attempts_of(self._results).get(self._step.index, 0) + 1

    def _go_on(self) -> None:
        if not self.running:
            return
        left = self._left()
        if not left:
            self._rest("finished")
            return
        assert self._plan is not None
        self._step = left[0]
        self._phase = "loading"
        self._tell()
        planned = self._plan.models[self._step.model]
        self._worker = self._pool.worker(planned, _nth(self._plan, self._step.model))
        if self._plan.tasks[self._step.task].kind == "load":
            self._load_anew()
        elif self._worker.state == "ready":
            self._wait_for_idle()
        elif not self._pool.coming(self._worker) and self._worker.state in ENDED:
            self._pool.bring_up(self._worker, planned)

    def _load_anew(self) -> None:
        """Begin a load that is measured: whoever is loaded leaves first."""
        assert self._worker is not None
        if self._worker.state not in ENDED:
            self._worker.quit()
            return
        self._wait_for_idle()

    def _wait_for_idle(self) -> None:
        assert self._plan is not None
        if self._pool.busy:
            return
        self._phase = "waiting"
        self._tell()
        self._idle.start(self._plan.idle_wait_s)

    def _on_idle(self, waited_s: float, idle: bool) -> None:
        plan, step, worker = self._plan, self._step, self._worker
        if self._phase != "waiting" or plan is None or step is None or worker is None:
            return
        self._waited = waited_s, idle
        self._phase = "running"
        self._tell()
        self._sampler.start()
        self.stepStarted.emit(step)
        task = plan.tasks[step.task]
        if task.kind == "load":
            if task.cold:
                forget_file(plan.models[step.model].model.path)
            self._load_began = time.time_ns()
            self._pool.bring_up(worker, plan.models[step.model])
            return
        self._run = StepRun(plan, step, self._attempt(), worker, self)
        self._run.ended.connect(self._on_step_ended)
        self._run.start()

    def _on_worker_state(self, worker: WorkerProcess) -> None:
        """Go on where a load, or a leaving process, was waited for."""
        mine = worker is self._worker
        if self._phase == "loading" and self._step is not None:
            failed = worker.state in ENDED and worker.last_problem is not None
            if mine and failed and not self._is_load() and not self._pool.coming(worker):
                assert worker.last_problem is not None
                self._fail_model(worker.last_problem)
            else:
                self._next.start()
        elif mine and self._run is None and self._phase in ("running", "pausing"):
            self._on_measured_load(worker)

    def _is_load(self) -> bool:
        assert self._plan is not None
        return self._step is not None and self._plan.tasks[self._step.task].kind == "load"

    def _on_measured_load(self, worker: WorkerProcess) -> None:
        assert self._step is not None
        if worker.state == "ready" and worker.report is not None:
            self._on_step_ended(self._load_result("finished", load_ms=worker.report.load_ms))
        elif worker.state in ENDED and not self._pool.coming(worker):
            problem = worker.last_problem or Problem(kind="load_failed")
            self._failed_models[self._step.model] = problem
            self._on_step_ended(self._load_result("failed", problem=problem))

    def _load_result(self, state: Literal["finished", "failed"], **found: object) -> StepResult:
        assert self._step is not None
        report = self._worker.report if self._worker is not None else None
        result = StepResult(
            step=self._step.index,
            attempt=self._attempt(),
            started_at_ns=self._load_began,
            ended_at_ns=time.time_ns(),
            state=state,
            report=report,
        )
        return msgspec.structs.replace(result, **found)

    def _fail_model(self, problem: Problem) -> None:
        """Note that a model cannot be had: its next step failed, the rest is left out."""
        assert self._step is not None
        self._failed_models[self._step.model] = problem
        now = time.time_ns()
        self._store_result(
            StepResult(
                step=self._step.index,
                attempt=self._attempt(),
                started_at_ns=now,
                ended_at_ns=now,
                state="failed",
                problem=problem,
            )
        )
        self._next.start()

    def _on_step_ended(self, result: StepResult) -> None:
        waited_s, idle = self._waited
        conditions = self._sampler.stop(waited_s=waited_s, idle=idle)
        self._run = None
        self._store_result(self._with_label(result, conditions))
        if self._phase == "stopping":
            self._rest("stopped")
        elif self._phase == "pausing":
            self._rest("paused")
        else:
            if result.state == "failed" and self._step is not None and result.problem is not None:
                if result.problem.kind == "prompt_too_long":
                    self._refused.add((self._step.model, self._step.task))
                else:
                    self._failed_models.setdefault(self._step.model, result.problem)
            self._phase = "loading"
            self._next.start()

    def _with_label(self, result: StepResult, conditions: Conditions) -> StepResult:
        beside = self._others_computed(result.started_at_ns, result.ended_at_ns)
        label = "race" if beside else "isolated"
        return msgspec.structs.replace(result, conditions=conditions, label=label)

    def _store_result(self, result: StepResult) -> None:
        self._results.append(result)
        self._unsaved.append(result)
        self._save()
        self.stepEnded.emit(result)
        self._tell()

    def _save(self) -> None:
        assert self._plan is not None
        try:
            while self._unsaved:
                self._store.add_result(self._plan.plan_id, self._unsaved[0])
                del self._unsaved[0]
        except StoreError as error:
            # Kept, and tried again with the next one.
            self._notices.post(STORE_NOTICE, "error", error.problem)

    def _rest(self, state: PlanState) -> None:
        plan = self._plan
        assert plan is not None
        self._idle.cancel()
        self._next.stop()
        if self._worker is not None:
            self._pool.break_off_load(self._worker)
        self._phase = "idle"
        self._step = self._run = None
        self._save()
        try:
            self._store.end(plan.plan_id, state, time.time_ns())
        except StoreError as error:
            self._notices.post(STORE_NOTICE, "error", error.problem)
        self._tell()
        self.planEnded.emit(plan, state)

    def _tell(self) -> None:
        self.progressed.emit(self.progress())


def _nth(plan: BenchPlan, model: int) -> int:
    """Return which of the panes with the same model and settings this is, from 0."""
    same = plan.models[model]
    return sum(
        1
        for planned in plan.models[:model]
        if (planned.model.path, planned.load) == (same.model.path, same.load)
    )
