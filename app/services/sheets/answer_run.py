"""One question to one loaded model: sent, gathered, and always ended."""

import time
import uuid

from PySide6.QtCore import QObject

from app.core.live_run import LiveRun
from app.core.messages import Done, FromWorker, Generate, GenerateFailed
from app.core.problem import Problem
from app.core.run import ChatMessage, RunOutcome
from app.core.sheets.results import Place, SheetAnswer, SheetPlan, mark_outcome
from app.services.worker_process import WorkerProcess
from app.services.worker_run import WorkerRun


class AnswerRun(WorkerRun):
    """``ended`` brings a SheetAnswer."""

    def __init__(
        self, plan: SheetPlan, place: Place, worker: WorkerProcess, parent: QObject | None = None
    ) -> None:
        live = LiveRun(uuid.uuid4().hex, plan.models[place[1]], 1, "isolated")
        super().__init__(live, worker, parent)
        self._plan, self._place = plan, place

    def start(self) -> None:
        """Send the question."""
        plan, planned = self._plan, self.live.planned
        question = plan.sheet.questions[self._place[0]]
        system = (ChatMessage(role="system", content=question.system),) if question.system else ()
        self._worker.generate(
            Generate(
                run_id=self.live.run_id,
                messages=(*system, ChatMessage(role="user", content=question.question)),
                sampling=planned.sampling,
                max_tokens=plan.max_tokens,
                think=plan.think,
                template_args=planned.template_args,
                stop=planned.model.stop,
            )
        )

    def _take(self, message: FromWorker) -> None:
        match message:
            case Done():
                self._answer(self.live.finish(message))
            case GenerateFailed():
                self._answer(self.live.break_off("failed", message.problem))
            case _:
                self.live.take(message)

    def _break_off(self, problem: Problem | None) -> None:
        self._answer(self.live.break_off("cancelled" if problem is None else "failed", problem))

    def _answer(self, outcome: RunOutcome) -> None:
        question, model = self._place
        self._end(
            SheetAnswer(
                question=question,
                model=model,
                started_at_ns=self._started_at_ns,
                ended_at_ns=time.time_ns(),
                outcome=outcome,
                marking=mark_outcome(self._plan.sheet.questions[question], outcome),
            )
        )
