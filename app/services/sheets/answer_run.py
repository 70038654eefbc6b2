"""One question to one loaded model: sent, gathered, and always ended."""

import time
import uuid

from PySide6.QtCore import QObject, Signal

from app.core.live_run import LiveRun
from app.core.messages import Done, FromWorker, Generate, GenerateFailed
from app.core.run import ChatMessage, RunOutcome
from app.core.sheets.results import Place, SheetAnswer, SheetPlan, mark_outcome
from app.services.worker_process import ENDED, WorkerProcess


class AnswerRun(QObject):
    """``ended`` comes exactly once, with a SheetAnswer."""

    ended = Signal(object)

    def __init__(
        self, plan: SheetPlan, place: Place, worker: WorkerProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._plan, self._place, self._worker = plan, place, worker
        self._started_at_ns = time.time_ns()
        self._over = False
        planned = plan.models[place[1]]
        self.live = LiveRun(uuid.uuid4().hex, planned, 1, "isolated")
        self.live.report = worker.report
        worker.messageReceived.connect(self._on_message)
        worker.stateChanged.connect(self._on_state_changed)

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

    def stop(self) -> None:
        """Break it off; ``ended`` follows with what there is, as cancelled."""
        self._worker.cancel()

    def _on_message(self, message: FromWorker) -> None:
        if self._over:
            return
        match message:
            case Done():
                self._end(self.live.finish(message))
            case GenerateFailed():
                self._end(self.live.break_off("failed", message.problem))
            case _:
                self.live.take(message)

    def _on_state_changed(self) -> None:
        if self._over or self._worker.state not in ENDED:
            return
        problem = self._worker.last_problem
        self._end(self.live.break_off("cancelled" if problem is None else "failed", problem))

    def _end(self, outcome: RunOutcome) -> None:
        self._over = True
        self._worker.messageReceived.disconnect(self._on_message)
        self._worker.stateChanged.disconnect(self._on_state_changed)
        question, model = self._place
        self.ended.emit(
            SheetAnswer(
                question=question,
                model=model,
                started_at_ns=self._started_at_ns,
                ended_at_ns=time.time_ns(),
                outcome=outcome,
                marking=mark_outcome(self._plan.sheet.questions[question], outcome),
            )
        )
