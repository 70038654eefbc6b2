"""Carries out a measurement: one step after the other, each alone, and all of it resumable."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from app.core.machine import read_machine, same_machine
from app.core.measure.duration import SpeedOf, seconds_left
from app.core.measure.plan import BenchPlan, BenchStep, steps_of
from app.core.measure.remaining import attempts_of, remaining_steps
from app.core.measure.results import Conditions, StepResult
from app.core.measure.sensors import Sensors
from app.core.problem import Problem, UsageError
from app.core.version import read_version
from app.services.course import Course, Phase
from app.services.measuring.sampling import IdleWait, MachineSampler
from app.services.measuring.step_run import StepRun, forget_file
from app.services.notices import Notices
from app.services.resources import program_folder
from app.services.worker_pool import WorkerPool
from app.services.worker_process import ENDED, WorkerProcess
from app.store.measure_store import MeasureStore
from app.store.owned_rows import PlanState


@dataclass(frozen=True)
class MeasureProgress:
    """Where a measurement stands. ``seconds_left`` is None where nobody can tell yet."""

    n_done: int
    n_steps: int
    step: BenchStep | None
    phase: Phase
    seconds_left: float | None


class Measurer(Course[BenchPlan, StepResult, StepRun]):
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
    sampled = Signal(object)
    """MachineSample, twice a second while a step runs."""

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
        super().__init__(store, store.add_result, pool, notices, parent, others_computed)
        self._store = store
        self._speed = speed
        self._sampler = MachineSampler(sensors or Sensors(), self)
        self._sampler.sampled.connect(self.sampled)
        self._idle = idle or IdleWait(self)
        self._idle.over.connect(self._on_idle)
        self._steps: tuple[BenchStep, ...] = ()
        self._results: list[StepResult] = []
        self._n_before = 0
        """Results of earlier sessions; they stand first."""
        self._step: BenchStep | None = None
        self._load_began = 0
        self._waited = (0.0, True)
        self._failed_models: dict[int, Problem] = {}
        self._refused: set[tuple[int, int]] = set()
        """Models and tasks whose text does not fit into the context."""

    # -- facts -------------------------------------------------------------------------

    @property
    def results(self) -> tuple[StepResult, ...]:
        """Everything that came of the plan so far."""
        return tuple(self._results)

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
        nothing to go on with. Raises UsageError (already_running, other_machine) and
        StoreError."""
        self._check_free()
        stored = self._store.load(plan_id)
        if stored is None:
            return False
        if not same_machine(stored.machine, read_machine()):
            raise UsageError("other_machine")
        if not self._store.take_up(plan_id):
            return False
        self._begin(stored.plan, list(stored.results))
        return True

    def close(self) -> None:
        """Stop, and leave nothing behind; the pool is closed by its owner."""
        super().close()
        self._sampler.close()

    # -- the course of a measurement ---------------------------------------------------

    def _begin(self, plan: BenchPlan, results: list[StepResult]) -> None:
        self._steps = steps_of(plan)
        self._results = results
        self._n_before = len(results)
        self._failed_models.clear()
        self._refused.clear()
        self._set_out(plan, plan.plan_id)
        self.planStarted.emit(plan)

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
        worker = self._call(self._plan.models, self._step.model)
        if self._is_load():
            self._load_anew(worker)
        elif worker.state == "ready":
            self._wait_for_idle()
        else:
            self._load(worker, self._plan.models[self._step.model])

    def _load_anew(self, worker: WorkerProcess) -> None:
        """Begin a load that is measured: whoever is loaded leaves first."""
        if worker.state not in ENDED:
            worker.quit()
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
        self._take_on(StepRun(plan, step, self._attempt(), worker, self)).start()

    def _on_worker_state(self, worker: WorkerProcess) -> None:
        """Go on where a load, or a leaving process, was waited for; end a measured load."""
        if not self._is_load():
            super()._on_worker_state(worker)
        elif self._phase == "loading":
            self._next.start()
        elif worker is self._worker and self._phase in ("running", "pausing"):
            self._on_measured_load(worker)

    def _is_load(self) -> bool:
        if self._plan is None or self._step is None:
            return False
        return self._plan.tasks[self._step.task].kind == "load"

    def _on_measured_load(self, worker: WorkerProcess) -> None:
        assert self._step is not None
        if worker.state == "ready" and worker.report is not None:
            self._on_result(self._load_result("finished", load_ms=worker.report.load_ms))
        elif worker.state in ENDED and not self._pool.coming(worker):
            problem = worker.last_problem or Problem(kind="load_failed")
            self._failed_models[self._step.model] = problem
            self._on_result(self._load_result("failed", problem=problem))

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

    def _on_result(self, result: StepResult) -> None:
        waited_s, idle = self._waited
        conditions = self._sampler.stop(waited_s=waited_s, idle=idle)
        self._let_go()
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
        beside = self._disturbed(result.started_at_ns, result.ended_at_ns)
        label = "race" if beside else "isolated"
        return msgspec.structs.replace(result, conditions=conditions, label=label)

    def _store_result(self, result: StepResult) -> None:
        self._results.append(result)
        self._keep(result)
        self.stepEnded.emit(result)
        self._tell()

    def _rest(self, state: PlanState) -> None:
        self._idle.cancel()
        self._step = None
        super()._rest(state)
