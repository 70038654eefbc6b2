"""Ctrl-C and a request to end, for work that looks from time to time whether it should stop."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Self

from app.services.stop_signals import NAMES

AFTER_SIGNAL = 128
"""Exit status of what a signal ended: this plus the signal's number."""


class Stopping:
    """While used as a context manager, signals only set :attr:`asked`."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.number: int | None = None
        """The signal that came."""

    @property
    def status(self) -> int:
        """The exit status of what was stopped."""
        return AFTER_SIGNAL + (self.number or signal.SIGINT)

    def __call__(self) -> bool:
        """Tell whether somebody wants it to stop."""
        return self.asked.is_set()

    def __enter__(self) -> Self:
        numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
        # Ignored by whoever started us (nohup) stays ignored.
        self._old = {
            number: signal.signal(number, self._on_signal)
            for number in numbers
            if signal.getsignal(number) is not signal.SIG_IGN
        }
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._old.items():
            signal.signal(number, handler)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self.number is None:
            self.number = number
        self.asked.set()
