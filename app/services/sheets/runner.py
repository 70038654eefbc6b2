"""Gives a sheet to models: one answer after the other, each alone, and all of it resumable."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, Signal

from app.core.machine import read_machine, same_machine
from app.core.problem import Problem, UsageError
from app.core.run import RunOutcome
from app.core.sheets.results import Place, SheetAnswer, SheetPlan, left_places, seconds_left
from app.core.sheets.sheet import Marking
from app.core.version import read_version
from app.services.course import Course, Phase
from app.services.notices import Notices
from app.services.race_size import SURE_BYTES
from app.services.resources import program_folder
from app.services.sheets.answer_run import AnswerRun
from app.services.worker_pool import WorkerPool, available_memory
from app.services.worker_process import ENDED, WorkerProcess
from app.store.owned_rows import PlanState
from app.store.sheet_store import SheetStore

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


class SheetRunner(Course[SheetPlan, SheetAnswer, AnswerRun]):
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
        super().__init__(store, store.add_answer, pool, notices, parent, others_computed)
        self._store = store
        self._available = available
        self._before: list[SheetAnswer] = []
        """Answers of earlier sessions."""
        self._now: list[SheetAnswer] = []
        self._queue: list[Place] = []
        """What has no answer yet, in order."""
        self._seconds: float | None = None
        self._out: set[int] = set()
        """Models that sit out this session."""
        self._crashes: dict[int, int] = {}
        self._place: Place | None = None

    # -- facts -------------------------------------------------------------------------

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
        go on with. Raises UsageError (already_running, other_machine) and StoreError."""
        self._check_free()
        stored = self._store.load(run_id)
        if stored is None:
            return False
        if not same_machine(stored.machine, read_machine()):
            raise UsageError("other_machine")
        if not self._store.take_up(run_id):
            return False
        self._begin(stored.plan, list(stored.answers))
        return True

    # -- the course of a sheet ---------------------------------------------------------

    def _begin(self, plan: SheetPlan, answers: list[SheetAnswer]) -> None:
        self._before, self._now = answers, []
        self._out.clear()
        self._crashes.clear()
        together = _fit_together(plan, self._available())
        self._queue = left_places(plan, answers, (), together=together)
        self._estimate()
        self._set_out(plan, plan.run_id)
        self.sheetStarted.emit(plan)

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
        worker = self._call(self._plan.models, place[1])
        if worker.state != "ready":
            self._load(worker, self._plan.models[place[1]])
        elif not self._pool.busy:
            self._ask(self._plan, place, worker)

    def _ask(self, plan: SheetPlan, place: Place, worker: WorkerProcess) -> None:
        self._phase = "running"
        self._pool.touch(worker)
        run = self._take_on(AnswerRun(plan, place, worker, self))
        self._tell()
        self.questionStarted.emit(place)
        run.start()

    def _fail_model(self, problem: Problem) -> None:
        """Note that a model cannot be had: its next question failed, the rest waits."""
        assert self._place is not None
        question, model = self._place
        self._out.add(model)
        now = time.time_ns()
        outcome = RunOutcome(state="failed", label="isolated", problem=problem)
        self._count(
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

    def _on_result(self, result: SheetAnswer) -> None:
        self._let_go()
        if result.outcome.state != "cancelled":
            self._count(self._with_label(result))
        if self._phase == "stopping":
            self._rest("stopped")
            return
        crashed = self._worker is not None and self._worker.state in ENDED
        self._crashes[result.model] = self._crashes.get(result.model, 0) + 1 if crashed else 0
        if self._crashes[result.model] >= MOST_CRASHES:
            self._out.add(result.model)
        if self._phase == "pausing":
            self._rest("paused" if self._queue else "finished")
            return
        self._phase = "loading"
        self._next.start()

    def _with_label(self, answer: SheetAnswer) -> SheetAnswer:
        if not self._disturbed(answer.started_at_ns, answer.ended_at_ns):
            return answer
        outcome = msgspec.structs.replace(answer.outcome, label="race")
        return msgspec.structs.replace(answer, outcome=outcome)

    def _count(self, answer: SheetAnswer) -> None:
        self._now.append(answer)
        self._queue.remove(answer.place)
        self._estimate()
        self._keep(answer)
        self.answerEnded.emit(answer)
        self._tell()

    def _rest(self, state: PlanState) -> None:
        self._place = None
        super()._rest(state)


def _fit_together(plan: SheetPlan, free_bytes: int) -> bool:
    """Tell whether the models surely stay loaded side by side, so that none is loaded anew for
    every question."""
    return sum(p.model.size_bytes + SURE_BYTES for p in plan.models) <= free_bytes
