"""One run of one model, from waiting for its model to its outcome."""

from collections.abc import Callable, Collection
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from app.core.live_run import LiveRun
from app.core.messages import Done, FromWorker, Generate, GenerateFailed
from app.core.problem import Problem
from app.core.run import Label, RunState
from app.services.worker_pool import WorkerPool
from app.services.worker_process import ENDED, WorkerProcess

Stage = Literal["waiting", "preparing", "ready", "going", "ended"]


_ON_WORKER: tuple[Stage, ...] = ("preparing", "ready", "going")
"""Stages in which the run ends with its worker."""


class Turn(QObject):
    """Drives a LiveRun on a worker. Whatever happens, it ends exactly once."""

    changed = Signal()
    ready = Signal()
    """The model is loaded; :meth:`go` may be called."""
    ended = Signal()

    def __init__(
        self,
        live: LiveRun,
        worker: WorkerProcess,
        request: Generate,
        pool: WorkerPool,
        label_now: Callable[[], Label],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.live = live
        self.worker = worker
        self.stage: Stage = "waiting"
        self._request = request
        self._pool = pool
        self._label_now = label_now
        self._stop_asked = False
        worker.stateChanged.connect(self._on_state_changed)
        worker.messageReceived.connect(self._on_message)

    def prepare(self, keep: Collection[WorkerProcess]) -> None:
        """See to it that the model is loaded, evicting none of ``keep``."""
        self.stage = "preparing"
        if self.worker.state == "ready":
            self._on_state_changed()
            return
        self.live.phase = "loading"
        self.changed.emit()
        if self.worker.state in ENDED or self.worker.leaving:
            self._pool.bring_up(self.worker, self.live.planned, keep)

    def go(self, n_together: int) -> None:
        """Send the prompt. ``n_together`` models compute at the same time and share the cores:
        threads that outnumber the cores wait for each other at every step, and each model
        would run many times slower than with its share."""
        self.stage = "going"
        self._pool.touch(self.worker)
        request, report = self._request, self.live.report
        if n_together > 1 and report is not None and self.live.planned.load.n_threads is None:
            n_threads = max(1, report.n_threads // n_together)
            request = msgspec.structs.replace(request, n_threads=n_threads)
            self.live.report = msgspec.structs.replace(report, n_threads=n_threads)
            self.changed.emit()
        self.worker.generate(request)

    def stop(self) -> None:
        """End as cancelled, with what has been received by then."""
        if self.stage == "ended":
            return
        self._stop_asked = True
        if self.stage in ("waiting", "ready") or self._pool.coming(self.worker):
            self._pool.withdraw(self.worker)
            self._break_off("cancelled")
        else:
            self.worker.cancel()

    def _on_state_changed(self) -> None:
        state = self.worker.state
        if self.stage == "preparing" and state == "ready":
            self.live.report = self.worker.report
            self.live.phase = "waiting"
            self.stage = "ready"
            self.changed.emit()
            self.ready.emit()
        elif state in ENDED and self.stage in _ON_WORKER and not self._pool.coming(self.worker):
            self._on_worker_gone()

    def _on_worker_gone(self) -> None:
        if self._stop_asked or self.worker.last_problem is None:
            # Without a problem it was asked to leave: its model was unloaded.
            self._break_off("cancelled")
        else:
            self._break_off("failed", self.worker.last_problem)

    def _on_message(self, message: FromWorker) -> None:
        if self.stage not in ("preparing", "going"):
            return
        if isinstance(message, Done):
            self._settle_label()
            self.live.finish(message)
            self._end()
        elif isinstance(message, GenerateFailed):
            self._break_off("failed", message.problem)
        elif self.live.take(message):
            self.changed.emit()

    def _break_off(self, state: RunState, problem: Problem | None = None) -> None:
        self._settle_label()
        self.live.break_off(state, problem)
        self._end()

    def _settle_label(self) -> None:
        if self.stage == "going":
            self.live.label = self._label_now()

    def _end(self) -> None:
        self.stage = "ended"
        self.worker.stateChanged.disconnect(self._on_state_changed)
        self.worker.messageReceived.disconnect(self._on_message)
        self.ended.emit()
