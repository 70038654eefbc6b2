"""Ctrl-C and a request to end, for work that looks from time to time whether it should stop."""

import signal
import threading
from types import FrameType

from app.services.stop_signals import HeldSignals

AFTER_SIGNAL = 128
"""Exit status of what a signal ended: this plus the signal's number."""


class Stopping(HeldSignals):
    """While used as a context manager, signals only set :attr:`asked`."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()

    @property
    def status(self) -> int:
        """The exit status of what was stopped."""
        return AFTER_SIGNAL + (self.number or signal.SIGINT)

    def __call__(self) -> bool:
        """Tell whether somebody wants it to stop."""
        return self.asked.is_set()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        super()._on_signal(number, frame)
        self.asked.set()
