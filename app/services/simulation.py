"""What loading a model would take, asked of llama.cpp itself in a process of its own."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from app.core.messages import Simulate, Simulated
from app.core.problem import Problem
from app.core.run import LoadSettings, Simulation
from app.services.worker_question import WorkerQuestion

_CLOSE_MS = 5000


class SimulationTask(QObject):
    """One question, waiting or asked; ``cancel`` ends it without a word."""

    ended = Signal()

    def __init__(
        self,
        question: Simulate,
        success: Callable[[Simulation], None],
        failure: Callable[[Problem], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.question = question
        self.cancelled = False
        self.asked: WorkerQuestion | None = None
        self._success, self._failure = success, failure

    def cancel(self) -> None:
        """Want no answer any more."""
        self.cancelled = True
        if self.asked is not None:
            self.asked.cancel()

    def on_answered(self, answer: Simulated) -> None:
        """Hand the answer on."""
        self._success(answer.simulation)

    def on_failed(self, problem: Problem) -> None:
        """Hand the reason on."""
        self._failure(problem)


class Simulations(QObject):
    """Asks one question after the other: each costs a process and some memory."""

    def __init__(self, worker_command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(worker_command)
        self._waiting: deque[SimulationTask] = deque()
        self._now: SimulationTask | None = None

    def ask(
        self,
        path: str,
        settings: LoadSettings,
        success: Callable[[Simulation], None],
        failure: Callable[[Problem], None],
    ) -> SimulationTask:
        """Ask what loading ``path`` with exactly these settings would take (a negative number of
        layers is all of them). One of the callbacks comes, later, unless it is cancelled."""
        task = SimulationTask(Simulate(path=path, settings=settings), success, failure, self)
        self._waiting.append(task)
        self._go_on()
        return task

    def close(self) -> None:
        """Cancel what goes and wait for its process."""
        self._waiting.clear()
        if self._now is not None:
            self._now.cancel()
            if self._now.asked is not None:
                self._now.asked.wait(_CLOSE_MS)

    def _go_on(self) -> None:
        while self._now is None and self._waiting:
            task = self._waiting.popleft()
            if task.cancelled:
                task.deleteLater()
                continue
            self._now = task
            task.asked = asked = WorkerQuestion(task.question, Simulated, self._command, task)
            asked.answered.connect(task.on_answered)
            asked.failed.connect(task.on_failed)
            asked.ended.connect(task.ended)
            # Nothing of the task may hold this object: the last to let go of it would be its own
            # child, in the middle of being deleted.
            task.ended.connect(self._on_ended)
            asked.start()

    def _on_ended(self) -> None:
        task, self._now = self._now, None
        if task is not None:
            task.deleteLater()
        self._go_on()
