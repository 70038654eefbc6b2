"""Ctrl-C and a request to end, as a Qt signal.

Python runs its signal handlers only when its interpreter gets a turn, and Qt's event loop
does not give it one. So the signal's number is written into a socket that the loop watches.
"""

import signal
import socket
from types import FrameType

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
        numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
        # Ignored by whoever started us (nohup) stays ignored.
        self._old_handlers = {
            number: signal.signal(number, _nothing)
            for number in numbers
            if signal.getsignal(number) is not signal.SIG_IGN
        }
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _read(self) -> None:
        for number in self._reader.recv(64):
            if number in self._old_handlers:
                self.caught.emit(number)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Stand in for the default handlers, which would end the process or raise anywhere."""
