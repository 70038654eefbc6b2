"""Asks whatever blocks (the Hub, files, a history) outside of the event loop."""

import queue
import threading
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.core.problem import NaranhiError, Problem

N_THREADS = 4
IDLE_S = 5.0
"""A thread without work leaves after so long."""
INTERVAL_MS = 20
"""How often it is looked for answers, while any is awaited."""
_T = TypeVar("_T")
_Receivers = tuple[Callable[[Any], None], Callable[[Problem], None]]


class BackgroundQueries(QObject):
    """Runs operations on a few threads and delivers what comes of them in the event loop.

    Nothing is delivered after :meth:`close`, and nothing is waited for: a thread that hangs in
    the network dies with the program at the latest.

    The threads know nothing of Qt and never hold what is to receive an answer: a widget must
    not die on one of them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = _Pool()
        self._awaited: dict[int, _Receivers] = {}
        self._n_asked = 0
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._deliver)
        # A parent may take this object along without a word.
        weakref.finalize(self, self._pool.close)

    def run(
        self,
        op: Callable[[], _T],
        success: Callable[[_T], None],
        failure: Callable[[Problem], None],
    ) -> None:
        """Run ``op`` on a thread; then ``success`` gets its value or ``failure`` its problem.

        ``op`` may raise any NaranhiError; what else it raises is a fault of the program, and is
        raised in the event loop. It should hold no widget.
        """
        if self._pool.closed:
            return
        self._n_asked += 1
        self._awaited[self._n_asked] = (success, failure)
        self._pool.add(_Job(self._n_asked, op))
        self._timer.start()

    def close(self) -> None:
        """Drop what waits and what is still to come."""
        self._pool.close()
        self._timer.stop()
        self._awaited.clear()

    def _deliver(self) -> None:
        while (job := self._pool.take()) is not None:
            success, failure = self._awaited.pop(job.number)
            if not self._awaited:
                self._timer.stop()
            value, problem, fault = job.unpack()
            if fault is not None:
                raise fault
            if problem is not None:
                failure(problem)
            else:
                success(value)


class _Job:
    """One operation, and later what came of it."""

    def __init__(self, number: int, op: Callable[[], Any]) -> None:
        self.number = number
        self._op: Callable[[], Any] | None = op
        self._value: Any = None
        self._problem: Problem | None = None
        self._fault: Exception | None = None

    def carry_out(self) -> None:
        """Run the operation."""
        assert self._op is not None
        try:
            self._value = self._op()
        except NaranhiError as error:
            self._problem = error.problem
        except Exception as error:
            self._fault = error

    def unpack(self) -> tuple[Any, Problem | None, Exception | None]:
        """Return what came, and keep nothing: the thread may be the last to let go of this."""
        came = (self._value, self._problem, self._fault)
        self._op = self._value = self._fault = None
        return came


class _Pool:
    """The threads and the two queues."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._n_threads = 0
        self._n_busy = 0
        self.closed = False

    def add(self, job: _Job) -> None:
        """Hand a job over to a thread, a new one where all are busy and there may be more."""
        with self._lock:
            self._jobs.put(job)
            self._n_busy += 1
            if self._n_busy > self._n_threads and self._n_threads < N_THREADS:
                self._n_threads += 1
                threading.Thread(target=self._work, name="background query", daemon=True).start()

    def take(self) -> _Job | None:
        """Return a job that is done; None where there is none, and once closed."""
        try:
            return None if self.closed else self._done.get_nowait()
        except queue.Empty:
            return None

    def close(self) -> None:
        """Begin nothing more, give nothing more."""
        with self._lock:
            self.closed = True
            for _ in range(self._n_threads):
                self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            job.carry_out()
            with self._lock:
                self._n_busy -= 1
            self._done.put(job)

    def _next(self) -> _Job | None:
        """Return the next job; None where this thread is to leave."""
        while True:
            try:
                job = self._jobs.get(timeout=IDLE_S)
            except queue.Empty:
                job = None
            with self._lock:
                if self.closed:
                    return None
                if job is not None:
                    return job
                if self._jobs.empty():
                    self._n_threads -= 1
                    return None
