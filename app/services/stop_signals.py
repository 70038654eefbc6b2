"""Ctrl-C and a request to end, as a Qt signal.

Python runs its signal handlers only when its interpreter gets a turn, and Qt's event loop
does not give it one. So the signal's number is written into a socket that the loop watches.
Python's own handler raises wherever the interpreter is, which may be a slot that Qt has called:
Qt then goes on with what was left half done, or crashes.
"""

import signal
import socket
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Self

from PySide6.QtCore import QObject, QSocketNotifier, Signal

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that mean "leave"; not every system has all of them."""


class StopSignals(QObject):
    """Emits ``caught`` while it is used as a context manager."""

    caught = Signal(int)
    """The signal's number."""

    def __enter__(self) -> "StopSignals":
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._old_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._old_handlers = _install(_nothing)
        for handler in self._old_handlers.values():
            held = getattr(handler, "__self__", None)
            if isinstance(held, HeldSignals) and held.number is not None:
                self._writer.send(bytes([held.number]))
                break
        return self

    def __exit__(self, *_: object) -> None:
        _put_back(self._old_handlers)
        signal.set_wakeup_fd(self._old_fd)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _read(self) -> None:
        for number in self._reader.recv(64):
            if number in self._old_handlers:
                self.caught.emit(number)


class HeldSignals:
    """While it is used as a context manager, signals break nothing off: a :class:`StopSignals`
    inside tells of one that came before it, and what closes down afterwards does so to its end.
    """

    def __init__(self) -> None:
        self.number: int | None = None
        """The first signal that came."""

    def __enter__(self) -> Self:
        self._old_handlers = _install(self._on_signal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _put_back(self._old_handlers)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self.number is None:
            self.number = number


def _install(handler: Callable[[int, FrameType | None], None]) -> dict[int, Any]:
    """Set ``handler`` for all that mean "leave"; return those that were there before."""
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    # Ignored by whoever started us (nohup) stays ignored.
    return {
        number: signal.signal(number, handler)
        for number in numbers
        if signal.getsignal(number) is not signal.SIG_IGN
    }


def _put_back(handlers: dict[int, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Stand in for the default handlers, which would end the process or raise anywhere."""
