"""Something that one loaded worker does: sent, gathered, and always ended."""

import time

from PySide6.QtCore import QObject, Signal

from app.core.live_run import LiveRun
from app.core.messages import FromWorker
from app.core.problem import Problem
from app.services.worker_process import ENDED, WorkerProcess


class WorkerRun(QObject):
    """``ended`` comes exactly once, with what came of it."""

    ended = Signal(object)

    def __init__(self, live: LiveRun, worker: WorkerProcess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.live = live
        self.live.report = worker.report
        self._worker = worker
        self._started_at_ns = time.time_ns()
        self._over = False
        worker.messageReceived.connect(self._on_message)
        worker.stateChanged.connect(self._on_state_changed)

    def start(self) -> None:
        """Send the work."""
        raise NotImplementedError

    def stop(self) -> None:
        """Break it off; ``ended`` follows with what there is, as cancelled."""
        self._worker.cancel()

    def _take(self, message: FromWorker) -> None:
        """Take what the worker says."""
        raise NotImplementedError

    def _break_off(self, problem: Problem | None) -> None:
        """End it: its worker has died of the problem, or left without one."""
        raise NotImplementedError

    def _on_message(self, message: FromWorker) -> None:
        if not self._over:
            self._take(message)

    def _on_state_changed(self) -> None:
        if not self._over and self._worker.state in ENDED:
            self._break_off(self._worker.last_problem)

    def _end(self, result: object) -> None:
        self._over = True
        self._worker.messageReceived.disconnect(self._on_message)
        self._worker.stateChanged.disconnect(self._on_state_changed)
        self.ended.emit(result)
