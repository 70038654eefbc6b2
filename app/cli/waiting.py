"""Waiting in an event loop for what services answer later, with a way to stop."""

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop

from app.core.problem import NaranhiError, Problem
from app.services.stop_signals import StopSignals

_T = TypeVar("_T")


class StoppedError(Exception):
    """A signal ended the waiting; ``number`` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(f"signal {number}")
        self.number = number


class Waiting(Generic[_T]):
    """Waits in an event loop for one answer, a problem, a fault of the program or a signal.

    A first signal calls ``stop``, where there is something that has to end by itself.
    """

    def __init__(self, stop: Callable[[], None] | None = None) -> None:
        self._loop = QEventLoop()
        self._stop = stop
        self._values: list[_T] = []
        self._problem: Problem | None = None
        self._crash: BaseException | None = None
        self._signal: int | None = None

    def settle(self, value: _T) -> None:
        """Take the answer."""
        self._values.append(value)
        self._loop.quit()

    def fail(self, problem: Problem) -> None:
        """Take what stands in the way."""
        self._problem = problem
        self._loop.quit()

    def wait(self) -> _T:
        """Return the answer; raises NaranhiError for a problem, StoppedError for a signal."""
        old_hook, sys.excepthook = sys.excepthook, self._on_crash
        try:
            with StopSignals() as signals:
                signals.caught.connect(self._on_signal)
                if not self._values and self._problem is None:
                    self._loop.exec()
        finally:
            sys.excepthook = old_hook
        if self._crash is not None:
            raise self._crash
        if self._signal is not None:
            raise StoppedError(self._signal)
        if self._problem is not None:
            problem = self._problem
            raise NaranhiError(problem.kind, detail=problem.detail, **problem.params)
        return self._values[0]

    def _on_signal(self, number: int) -> None:
        first, self._signal = self._signal is None, number
        if first and self._stop is not None:
            self._stop()
        else:
            self._loop.quit()

    def _on_crash(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        # Qt goes on after an error in a slot, and would wait for an answer that never comes.
        self._crash = error
        self._loop.quit()
