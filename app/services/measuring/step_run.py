"""One step of a measurement on a worker that is loaded: sent, gathered, and always ended."""

import os
import time
import uuid
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from app.core.live_run import LiveRun
from app.core.measure.plan import BenchPlan, BenchStep
from app.core.measure.results import StepResult, SyntheticStamps
from app.core.messages import (
    Done,
    FromWorker,
    Generate,
    GenerateFailed,
    Measure,
    Measured,
    Serve,
    Served,
)
from app.core.problem import Problem
from app.core.run import ChatMessage, RunState
from app.services.worker_process import WorkerProcess
from app.services.worker_run import WorkerRun


class StepRun(WorkerRun):
    """Runs a chat, a synthetic or a users' step; loads are the measurer's own.

    ``ended`` brings a StepResult that lacks its conditions and label.
    """

    def __init__(
        self,
        plan: BenchPlan,
        step: BenchStep,
        attempt: int,
        worker: WorkerProcess,
        parent: QObject | None = None,
    ) -> None:
        planned = plan.models[step.model]
        live = LiveRun(uuid.uuid4().hex, planned, step.round_number, "isolated")
        super().__init__(live, worker, parent)
        self._plan = plan
        self._step = step
        self._task = plan.tasks[step.task]
        self._attempt = attempt
        self._synthetic: SyntheticStamps | None = None

    def start(self) -> None:
        """Send the work."""
        match self._task.kind:
            case "chat":
                self._worker.generate(self._chat())
            case "users":
                self._worker.serve(self._users())
            case _:
                # As llama-bench: prefill alone first, then decode from an empty context.
                if self._task.n_prefill:
                    self._measure(n_prompt=self._task.n_prefill)
                else:
                    self._measure(n_gen=self._task.n_decode)

    def _messages(self) -> tuple[ChatMessage, ...]:
        task = self._task
        system = (ChatMessage(role="system", content=task.system),) if task.system else ()
        return (*system, ChatMessage(role="user", content=task.prompt))

    def _chat(self) -> Generate:
        planned, plan = self._plan.models[self._step.model], self._plan
        return Generate(
            run_id=self.live.run_id,
            messages=self._messages(),
            sampling=planned.sampling,
            max_tokens=plan.max_tokens,
            think=plan.think,
            template_args=planned.template_args,
            stop=planned.model.stop,
            ignore_end=plan.equal_length,
        )

    def _users(self) -> Serve:
        planned, plan = self._plan.models[self._step.model], self._plan
        return Serve(
            run_id=self.live.run_id,
            messages=self._messages(),
            users=self._task.users,
            max_tokens=plan.max_tokens,
            think=plan.think,
            template_args=planned.template_args,
            ignore_end=plan.equal_length,
        )

    def _measure(self, n_prompt: int = 0, n_gen: int = 0) -> None:
        self._worker.measure(
            Measure(
                run_id=self.live.run_id,
                n_prompt=n_prompt,
                n_gen=n_gen,
                depth=self._task.depth,
                warm_up=False,
                sampled=False,
            )
        )

    def _take(self, message: FromWorker) -> None:
        match message:
            case Done():
                outcome = self.live.finish(message)
                self._end(self._result(outcome.state, outcome=outcome))
            case Measured():
                self._on_measured(message)
            case Served():
                state: RunState = "cancelled" if message.cancelled else "finished"
                self._end(self._result(state, users=message.users))
            case GenerateFailed():
                self._fail(message.problem)
            case _:
                self.live.take(message)

    def _on_measured(self, message: Measured) -> None:
        if message.cancelled or not message.runs:
            self._end(self._result("cancelled"))
            return
        (run,) = message.runs
        if self._synthetic is None and self._task.n_prefill:
            self._synthetic = SyntheticStamps(
                n_prefill=self._task.n_prefill,
                depth=self._task.depth,
                prefill_began=run.began,
                prefill_ended=run.prefill_done,
            )
            if self._task.n_decode:
                self._measure(n_gen=self._task.n_decode)
                return
        else:
            before = self._synthetic or SyntheticStamps(n_prefill=0, depth=self._task.depth)
            self._synthetic = msgspec.structs.replace(
                before, decode_began=run.prefill_done, tokens=run.tokens
            )
        self._end(self._result("finished", synthetic=self._synthetic))

    def _break_off(self, problem: Problem | None) -> None:
        if problem is None:
            self._end(self._result("cancelled"))
        else:
            self._fail(problem)

    def _fail(self, problem: Problem) -> None:
        outcome = None
        if self._task.kind == "chat":
            outcome = self.live.break_off("failed", problem)
        self._end(self._result("failed", outcome=outcome, problem=problem))

    def _result(self, state: RunState, **found: object) -> StepResult:
        result = StepResult(
            step=self._step.index,
            attempt=self._attempt,
            started_at_ns=self._started_at_ns,
            ended_at_ns=time.time_ns(),
            state=state,
            report=self.live.report,
        )
        return msgspec.structs.replace(result, **found)


def forget_file(path: str) -> bool:
    """Ask the system to drop a file from its cache, so that the next load comes from the disk;
    False where it cannot be asked."""
    if not hasattr(os, "posix_fadvise"):
        return False
    try:
        with Path(path).open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    except OSError:
        return False
    return True
