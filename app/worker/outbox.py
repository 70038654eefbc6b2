"""The writer thread: sends what the main thread has put down, and never makes it wait."""

import contextlib
import threading
from collections import deque
from collections.abc import Callable

from app.core.messages import Done, FromWorker, GenerateFailed, PromptReady, Tokens, encode
from app.core.run import TokenEvent
from app.worker.descriptors import write_all

FLUSH_SECONDS = 0.05
"""As often as the window paints at most; each message costs it and the model some CPU time."""
MAX_EVENTS_PER_MESSAGE = 4096
"""Bounds a line after a long hold-up of the reader: about 200 kB."""


class Outbox:
    """Messages on their way to the parent.

    :meth:`token` only appends to a buffer, which is sent every 50 ms; :meth:`send` goes at once
    and takes the tokens before it along, so that the order is kept. The reader at the other end
    may be as slow as it likes: what it has not taken waits here, about 100 bytes a token.
    """

    def __init__(self, descriptor: int, on_closed: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._on_closed = on_closed
        self._queue: deque[FromWorker | TokenEvent] = deque()
        self._wake = threading.Event()
        self._run_id = ""
        self._streaming = False
        self._closing = False
        self._thread = threading.Thread(target=self._write, name="outbox", daemon=True)
        self._thread.start()

    def token(self, event: TokenEvent) -> None:
        """Put down a token; it is sent within 50 ms."""
        self._queue.append(event)

    def send(self, message: FromWorker) -> None:
        """Put down a message and have everything sent at once."""
        if isinstance(message, PromptReady):
            self._streaming = True
        elif isinstance(message, Done | GenerateFailed):
            # No tokens will come: the thread sleeps until the next message.
            self._streaming = False
        self._queue.append(message)
        self._wake.set()

    def close(self, timeout: float) -> bool:
        """Send the rest and end; False when the reader did not take it within ``timeout`` s."""
        self._closing = True
        self._wake.set()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _write(self) -> None:
        try:
            # An OSError is the reader going away.
            with contextlib.suppress(OSError):
                while not self._closing:
                    self._wake.wait(FLUSH_SECONDS if self._streaming else None)
                    self._wake.clear()
                    self._drain()
                self._drain()
        finally:
            if not self._closing:
                self._on_closed()

    def _drain(self) -> None:
        events: list[TokenEvent] = []
        # Only what lies there now: a fast model must not keep this loop from writing.
        for _ in range(len(self._queue)):
            item = self._queue.popleft()
            if isinstance(item, TokenEvent):
                events.append(item)
                if len(events) < MAX_EVENTS_PER_MESSAGE:
                    continue
            self._write_tokens(events)
            if not isinstance(item, TokenEvent):
                if isinstance(item, PromptReady):
                    self._run_id = item.run_id
                write_all(self._descriptor, encode(item))
        self._write_tokens(events)

    def _write_tokens(self, events: list[TokenEvent]) -> None:
        if events:
            message = Tokens(run_id=self._run_id, events=tuple(events))
            events.clear()
            write_all(self._descriptor, encode(message))
