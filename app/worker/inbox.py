"""The reader thread: takes what the parent says, also while the main thread computes."""

import os
import queue
import select
import sys
import threading
import time
from collections.abc import Callable

import msgspec

from app.core.messages import (
    BrokenMessageError,
    Cancel,
    Generate,
    Inspect,
    LineSplitter,
    Load,
    Measure,
    Quit,
    Serve,
    Simulate,
    decode_to_worker,
)

_CHUNK = 1 << 16


class _Request:
    """Work as received; ``cancelled`` may turn true at any moment."""

    __slots__ = ("cancelled", "run_id", "started", "submitted_ns")

    def __init__(self, run_id: str, submitted_ns: int) -> None:
        self.run_id = run_id
        self.submitted_ns = submitted_ns
        """When the line was read, ns of the worker's monotonic clock."""
        self.cancelled = False
        self.started = False
        """The main thread computes it now, or has."""


class RunRequest(_Request):
    """A Generate message as received."""

    __slots__ = ("message",)

    def __init__(self, message: Generate, submitted_ns: int) -> None:
        super().__init__(message.run_id, submitted_ns)
        self.message = message


class MeasureRequest(_Request):
    """A Measure message as received."""

    __slots__ = ("message",)

    def __init__(self, message: Measure, submitted_ns: int) -> None:
        super().__init__(message.run_id, submitted_ns)
        self.message = message


class ServeRequest(_Request):
    """A Serve message as received."""

    __slots__ = ("message",)

    def __init__(self, message: Serve, submitted_ns: int) -> None:
        super().__init__(message.run_id, submitted_ns)
        self.message = message


Request = RunRequest | MeasureRequest | ServeRequest


class Leave(msgspec.Struct, frozen=True):
    """Nothing more will come."""


Order = Load | Inspect | Simulate | Request | Leave


class Inbox:
    """Orders for the main thread, in order; Cancel and Quit take effect past the queue.

    ``leaving`` turns true on Quit and on the end of input; ``on_orphaned`` is called (in the
    reader thread) when the input has ended or the parent is gone.
    """

    def __init__(
        self, descriptor: int, on_orphaned: Callable[[], None], log: Callable[[str], None]
    ) -> None:
        self.leaving = False
        self.load_cancelled = False
        """A run that waits for the model was cancelled: whoever loads breaks off."""
        self._descriptor = descriptor
        self._on_orphaned = on_orphaned
        self._log = log
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._runs: dict[str, Request] = {}
        self._thread = threading.Thread(target=self._read, name="inbox", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def next_order(self) -> Order:
        """Wait for the next order."""
        return self._orders.get()

    def run_ended(self, request: Request) -> None:
        """Forget a run; a Cancel that comes later is for nobody."""
        self._runs.pop(request.run_id, None)

    def leave(self) -> None:
        """Break off what runs and have the main thread leave."""
        self.leaving = True
        for request in tuple(self._runs.values()):
            request.cancelled = True
        self._orders.put(Leave())

    def _read(self) -> None:
        try:
            self._read_lines()
        finally:
            # Whatever ended the reading: a worker that nobody can tell to leave must not stay.
            self.leave()
            self._on_orphaned()

    def _read_lines(self) -> None:
        wait_for_input = _parent_watch(self._descriptor)
        splitter = LineSplitter()
        while wait_for_input():
            try:
                data = os.read(self._descriptor, _CHUNK)
            except OSError:
                break
            if not data:
                break
            now = time.perf_counter_ns()
            try:
                lines = splitter.feed(data)
            except BrokenMessageError as error:
                self._log(f"ignored: {error}")
                continue
            for line in lines:
                self._take(line, now)

    def _take(self, line: bytes, now: int) -> None:
        try:
            message = decode_to_worker(line)
        except BrokenMessageError as error:
            self._log(f"ignored: {error}")
            return
        match message:
            case Generate() | Measure() | Serve():
                request = _request(message, now)
                self._runs[message.run_id] = request
                self._orders.put(request)
            case Cancel():
                request = self._runs.get(message.run_id)
                if request is not None:
                    request.cancelled = True
                if request is None or not request.started:
                    self.load_cancelled = True
            case Quit():
                self.leave()
            case Load():
                self.load_cancelled = False
                self._orders.put(message)
            case Inspect() | Simulate():
                self._orders.put(message)


def _request(message: Generate | Measure | Serve, now: int) -> Request:
    match message:
        case Generate():
            return RunRequest(message, now)
        case Measure():
            return MeasureRequest(message, now)
        case Serve():
            return ServeRequest(message, now)


def _parent_watch(descriptor: int) -> Callable[[], bool]:
    """Return a function that waits for input; False when the parent process has ended.

    The end of input says the same, but not while some other process holds the pipe's other end.
    Where the system cannot watch a process, the end of input has to do.
    """
    if sys.platform != "linux":
        return lambda: True
    try:
        parent = os.pidfd_open(os.getppid())
    except OSError:
        return lambda: True
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    poll.register(parent, select.POLLIN)

    def wait() -> bool:
        ready = {found for found, _ in poll.poll()}
        # What the parent wrote before it ended is of no use to anybody.
        return parent not in ready

    return wait
