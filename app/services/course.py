"""What is worked off on models one part after the other, each alone, and can be taken up again."""

import time
from collections.abc import Callable, Sequence
from typing import Generic, Literal, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.problem import Problem, StoreError, UsageError
from app.core.run import PlannedModel
from app.services.history import STORE_NOTICE
from app.services.notices import Notices
from app.services.worker_pool import WorkerPool
from app.services.worker_process import ENDED, WorkerProcess
from app.services.worker_run import WorkerRun
from app.store.owned_rows import OwnedRows, PlanState

Phase = Literal["idle", "loading", "waiting", "running", "pausing", "stopping"]
_Plan = TypeVar("_Plan")
_Result = TypeVar("_Result")
_Run = TypeVar("_Run", bound=WorkerRun)


class Course(QObject, Generic[_Plan, _Result, _Run]):
    """One plan at a time.

    A result counts once it is stored: whatever ends the program, what has none is gone on with.
    What comes next, and what becomes of a result, is said by who derives from this.
    """

    progressed = Signal(object)
    """What :meth:`progress` returns."""
    ended = Signal(object, str)
    """The plan and its PlanState."""

    def __init__(
        self,
        rows: OwnedRows,
        add: Callable[[str, _Result], None],
        pool: WorkerPool,
        notices: Notices,
        parent: QObject | None,
        others_computed: Callable[[int, int], bool],
    ) -> None:
        """``add`` stores a result under the plan's id; ``others_computed`` tells whether
        something else of ours computed between two times (ns since 1970)."""
        super().__init__(parent)
        self._rows, self._add = rows, add
        self._pool = pool
        self._notices = notices
        self._others_computed = others_computed
        self._plan: _Plan | None = None
        self._plan_id = ""
        self._unsaved: list[_Result] = []
        self._phase: Phase = "idle"
        self._worker: WorkerProcess | None = None
        self._run: _Run | None = None
        pool.stateChanged.connect(self._on_worker_state)
        # The next part begins from the event loop, never inside the end of the last one.
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    # -- facts -------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether a plan is worked off."""
        return self._phase != "idle"

    @property
    def plan(self) -> _Plan | None:
        """The plan that is worked off, or the last one."""
        return self._plan

    @property
    def run(self) -> _Run | None:
        """The part that computes now."""
        return self._run

    def progress(self) -> object:
        """Return where the plan stands."""
        raise NotImplementedError

    # -- wishes ------------------------------------------------------------------------

    def pause(self) -> None:
        """Stop after the part that computes; it can be gone on with."""
        if self._phase == "running":
            self._phase = "pausing"
            self._tell()
        elif self._phase in ("loading", "waiting"):
            self._rest("paused")

    def stop(self) -> None:
        """Stop now; the part that computes is not counted."""
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
            if self._run is not None:
                self._run.ended.disconnect(self._on_result)
                self._run.stop()
            self._rest("paused")

    # -- the course --------------------------------------------------------------------

    def _go_on(self) -> None:
        """Begin the next part, or come to rest."""
        raise NotImplementedError

    def _on_result(self, result: _Result) -> None:
        """Take what a part came to."""
        raise NotImplementedError

    def _fail_model(self, problem: Problem) -> None:
        """Note that the model that was to be loaded cannot be had."""
        raise NotImplementedError

    def _check_free(self) -> None:
        if self.running:
            raise UsageError("already_running")

    def _set_out(self, plan: _Plan, plan_id: str) -> None:
        self._plan, self._plan_id = plan, plan_id
        self._phase = "loading"
        self._next.start()

    def _call(self, models: Sequence[PlannedModel], place: int) -> WorkerProcess:
        """Return the worker of one of the models, which is the course's from now on."""
        self._worker = self._pool.worker(models[place], _nth(models, place))
        return self._worker

    def _load(self, worker: WorkerProcess, planned: PlannedModel) -> None:
        """Load the model, unless it comes already."""
        if not self._pool.coming(worker) and worker.state in ENDED:
            self._pool.bring_up(worker, planned)

    def _take_on(self, run: _Run) -> _Run:
        """Make ``run`` the part that computes, and return it to be started."""
        self._run = run
        run.ended.connect(self._on_result)
        return run

    def _on_worker_state(self, worker: WorkerProcess) -> None:
        """Go on where a load, or a leaving process, was waited for."""
        if self._phase != "loading" or self._worker is None:
            return
        problem = worker.last_problem if worker.state in ENDED else None
        if worker is self._worker and problem is not None and not self._pool.coming(worker):
            self._fail_model(problem)
        else:
            self._next.start()

    def _let_go(self) -> None:
        """Forget the part that computed."""
        if self._run is not None:
            self._run.deleteLater()
        self._run = None

    def _disturbed(self, since_ns: int, until_ns: int) -> bool:
        try:
            return self._others_computed(since_ns, until_ns)
        except StoreError:
            # Told where the result cannot be stored either.
            return False

    def _keep(self, result: _Result) -> None:
        self._unsaved.append(result)
        self._save()

    def _save(self) -> None:
        try:
            while self._unsaved:
                self._add(self._plan_id, self._unsaved[0])
                del self._unsaved[0]
        except StoreError as error:
            # Kept, and tried again with the next one.
            self._notices.post(STORE_NOTICE, "error", error.problem)

    def _rest(self, state: PlanState) -> None:
        self._next.stop()
        self._phase = "idle"
        if self._worker is not None:
            self._pool.break_off_load(self._worker)
        self._worker = None
        self._let_go()
        self._save()
        try:
            self._rows.end(self._plan_id, state, time.time_ns())
        except StoreError as error:
            self._notices.post(STORE_NOTICE, "error", error.problem)
        self._tell()
        self.ended.emit(self._plan, state)

    def _tell(self) -> None:
        self.progressed.emit(self.progress())


def _nth(models: Sequence[PlannedModel], place: int) -> int:
    """Return which of those with the same model and settings this is, from 0."""
    same = models[place]
    return sum(
        1
        for planned in models[:place]
        if (planned.model.path, planned.load) == (same.model.path, same.load)
    )
