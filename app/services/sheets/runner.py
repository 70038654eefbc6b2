"""Gives a sheet to models: one answer after the other, each alone, and all of it resumable."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from app.core.machine import read_machine
from app.core.problem import Problem, StoreError, UsageError
from app.core.run import PlannedModel, RunOutcome
from app.core.sheets.results import Place, SheetAnswer, SheetPlan, left_places, seconds_left
from app.core.sheets.sheet import Marking
from app.core.version import read_version
from app.services.history import STORE_NOTICE
from app.services.notices import Notices
from app.services.race_size import SURE_BYTES
from app.services.resources import program_folder
from app.services.sheets.answer_run import AnswerRun
from app.services.worker_pool import WorkerPool, available_memory
from app.services.worker_process import ENDED, WorkerProcess
from app.store.owned_rows import PlanState
from app.store.sheet_store import SheetStore

Phase = Literal["idle", "loading", "running", "pausing", "stopping"]
MOST_CRASHES = 2
"""A model whose process dies so often in a row is left out."""


@dataclass(frozen=True)
class SheetProgress:
    """Where a sheet stands. ``seconds_left`` is None where nobody can tell yet."""

    n_done: int
    n_places: int
    place: Place | None
    phase: Phase
    seconds_left: float | None


class SheetRunner(QObject):
    """One sheet at a time.

    An answer counts once it is stored: whatever ends the program, :meth:`resume` goes on with
    the questions that have none. A model that cannot be loaded, or dies twice in a row, sits out;
    the others go on.
    """

    sheetStarted = Signal(object)
    """SheetPlan."""
    questionStarted = Signal(object)
    """Place: its model computes from now on."""
    answerEnded = Signal(object)
    """SheetAnswer, stored if the disk lets us."""
    progressed = Signal(object)
    """SheetProgress."""
    sheetEnded = Signal(object, str)
    """SheetPlan and its PlanState."""

    def __init__(
        self,
        store: SheetStore,
        pool: WorkerPool,
        notices: Notices,
        parent: QObject | None = None,
        *,
        others_computed: Callable[[int, int], bool] = lambda _since, _until: False,
        available: Callable[[], int] = available_memory,
    ) -> None:
        """``others_computed`` tells whether something else of ours computed between two times
        (ns since 1970)."""
        super().__init__(parent)
        self._store = store
        self._pool = pool
        self._notices = notices
        self._others_computed = others_computed
        self._available = available
        self._plan: SheetPlan | None = None
        self._before: list[SheetAnswer] = []
        """Answers of earlier sessions."""
        self._now: list[SheetAnswer] = []
        self._queue: list[Place] = []
        """What has no answer yet, in order."""
        self._seconds: float | None = None
        self._unsaved: list[SheetAnswer] = []
        self._out: set[int] = set()
        """Models that sit out this session."""
        self._crashes: dict[int, int] = {}
        self._phase: Phase = "idle"
        self._place: Place | None = None
        self._worker: WorkerProcess | None = None
        self._run: AnswerRun | None = None
        pool.stateChanged.connect(self._on_worker_state)
        # The next question begins from the event loop, never inside the end of the last one.
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    # -- facts -------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether a sheet goes."""
        return self._phase != "idle"

    @property
    def plan(self) -> SheetPlan | None:
        """The sheet that goes, or the last one."""
        return self._plan

    @property
    def run(self) -> AnswerRun | None:
        """The answer that is being given now."""
        return self._run

    def progress(self) -> SheetProgress:
        """Return where the sheet stands."""
        plan = self._plan
        if plan is None:
            return SheetProgress(0, 0, None, "idle", None)
        n_places = len(plan.sheet.questions) * len(plan.models)
        return SheetProgress(
            n_done=n_places - len(self._queue),
            n_places=n_places,
            place=self._place,
            phase=self._phase,
            seconds_left=self._seconds,
        )

    # -- wishes ------------------------------------------------------------------------

    def start(self, plan: SheetPlan) -> None:
        """Begin a sheet; raises UsageError (already_running, too_few_models, prompt_empty) and,
        where it cannot be stored, StoreError: what nobody can resume is not begun."""
        self._check_free()
        if not plan.models:
            raise UsageError("too_few_models", count=0, limit=1)
        if not plan.sheet.questions:
            raise UsageError("prompt_empty")
        self._store.begin(plan, read_machine(), read_version(program_folder()), time.time_ns())
        self._begin(plan, [])

    def resume(self, run_id: str) -> bool:
        """Go on where a sheet was paused, stopped or broken off; False where there is nothing to
        go on with. Raises UsageError (already_running) and StoreError."""
        self._check_free()
        stored = self._store.load(run_id)
        if stored is None or not self._store.take_up(run_id):
            return False
        self._begin(stored.plan, list(stored.answers))
        return True

    def pause(self) -> None:
        """Stop after the answer that is being given; :meth:`resume` goes on."""
        if self._phase == "running":
            self._phase = "pausing"
            self._tell()
        elif self._phase == "loading":
            self._rest("paused")

    def stop(self) -> None:
        """Stop now; the answer that is being given is not kept."""
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
                self._run.ended.disconnect(self._on_answer)
                self._run.stop()
            self._rest("paused")

    # -- the course of a sheet ---------------------------------------------------------

    def _check_free(self) -> None:
        if self.running:
            raise UsageError("already_running")

    def _begin(self, plan: SheetPlan, answers: list[SheetAnswer]) -> None:
        self._plan = plan
        self._before, self._now = answers, []
        self._out.clear()
        self._crashes.clear()
        together = _fit_together(plan, self._available())
        self._queue = left_places(plan, answers, (), together=together)
        self._estimate()
        self._phase = "loading"
        self.sheetStarted.emit(plan)
        self._next.start()

    def _left(self) -> list[Place]:
        return [place for place in self._queue if place[1] not in self._out]

    def _estimate(self) -> None:
        self._seconds = seconds_left(self._left(), [*self._before, *self._now])

    def _go_on(self) -> None:
        if self._phase != "loading":
            return
        place = next((place for place in self._queue if place[1] not in self._out), None)
        if place is None:
            self._rest("stopped" if self._queue else "finished")
            return
        assert self._plan is not None
        self._place = place
        self._tell()
        planned = self._plan.models[self._place[1]]
        self._worker = self._pool.worker(planned, _nth(self._plan, self._place[1]))
        if self._worker.state == "ready":
            if not self._pool.busy:
                self._ask(self._worker)
        elif not self._pool.coming(self._worker) and self._worker.state in ENDED:
            self._pool.bring_up(self._worker, planned)

    def _ask(self, worker: WorkerProcess) -> None:
        assert self._plan is not None
        assert self._place is not None
        self._phase = "running"
        self._pool.touch(worker)
        self._run = AnswerRun(self._plan, self._place, worker, self)
        self._run.ended.connect(self._on_answer)
        self._tell()
        self.questionStarted.emit(self._place)
        self._run.start()

    def _on_worker_state(self, worker: WorkerProcess) -> None:
        """Go on where a load, or a leaving process, was waited for."""
        if self._phase != "loading" or self._place is None:
            return
        failed = worker.state in ENDED and worker.last_problem is not None
        if worker is self._worker and failed and not self._pool.coming(worker):
            assert worker.last_problem is not None
            self._fail_load(worker.last_problem)
        else:
            self._next.start()

    def _fail_load(self, problem: Problem) -> None:
        """Note that a model cannot be had: its next question failed, the rest waits."""
        assert self._place is not None
        question, model = self._place
        self._out.add(model)
        now = time.time_ns()
        outcome = RunOutcome(state="failed", label="isolated", problem=problem)
        self._keep(
            SheetAnswer(
                question=question,
                model=model,
                started_at_ns=now,
                ended_at_ns=now,
                outcome=outcome,
                marking=Marking(right=None),
            )
        )
        self._next.start()

    def _on_answer(self, answer: SheetAnswer) -> None:
        if self._run is not None:
            self._run.deleteLater()
        self._run = None
        if answer.outcome.state != "cancelled":
            self._keep(self._with_label(answer))
        if self._phase == "stopping":
            self._rest("stopped")
            return
        crashed = self._worker is not None and self._worker.state in ENDED
        self._crashes[answer.model] = self._crashes.get(answer.model, 0) + 1 if crashed else 0
        if self._crashes[answer.model] >= MOST_CRASHES:
            self._out.add(answer.model)
        if self._phase == "pausing":
            self._rest("paused" if self._queue else "finished")
            return
        self._phase = "loading"
        self._next.start()

    def _with_label(self, answer: SheetAnswer) -> SheetAnswer:
        try:
            beside = self._others_computed(answer.started_at_ns, answer.ended_at_ns)
        except StoreError:
            # Told where the answer cannot be stored either.
            beside = False
        if not beside:
            return answer
        outcome = msgspec.structs.replace(answer.outcome, label="race")
        return msgspec.structs.replace(answer, outcome=outcome)

    def _keep(self, answer: SheetAnswer) -> None:
        self._now.append(answer)
        self._queue.remove(answer.place)
        self._estimate()
        self._unsaved.append(answer)
        self._save()
        self.answerEnded.emit(answer)
        self._tell()

    def _save(self) -> None:
        assert self._plan is not None
        try:
            while self._unsaved:
                self._store.add_answer(self._plan.run_id, self._unsaved[0])
                del self._unsaved[0]
        except StoreError as error:
            # Kept, and tried again with the next one.
            self._notices.post(STORE_NOTICE, "error", error.problem)

    def _rest(self, state: PlanState) -> None:
        plan = self._plan
        assert plan is not None
        self._next.stop()
        if self._worker is not None:
            self._pool.break_off_load(self._worker)
        self._phase = "idle"
        self._place = self._run = None
        self._save()
        try:
            self._store.end(plan.run_id, state, time.time_ns())
        except StoreError as error:
            self._notices.post(STORE_NOTICE, "error", error.problem)
        self._tell()
        self.sheetEnded.emit(plan, state)

    def _tell(self) -> None:
        self.progressed.emit(self.progress())


def _fit_together(plan: SheetPlan, free_bytes: int) -> bool:
    """Tell whether the models surely stay loaded side by side, so that none is loaded anew for
    every question."""
    return sum(p.model.size_bytes + SURE_BYTES for p in plan.models) <= free_bytes


def _nth(plan: SheetPlan, model: int) -> int:
    """Return which of the columns with the same model and settings this is, from 0."""
    same: PlannedModel = plan.models[model]
    return sum(
        1
        for planned in plan.models[:model]
        if (planned.model.path, planned.load) == (same.model.path, same.load)
    )
