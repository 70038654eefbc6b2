"""The last lines that a worker wrote to its stderr: llama.cpp's log, a traceback, an assert."""

import re
from collections import deque

MAX_LINES = 1000
MAX_LINE_BYTES = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
"""Control characters but the tab; a log may hold terminal escapes."""


class LogRing:
    """Bounded in lines and in their length, whatever is fed."""

    def __init__(self, max_lines: int = MAX_LINES, max_line_bytes: int = MAX_LINE_BYTES) -> None:
        # Kept as bytes: a flood should cost little, and is hardly ever looked at.
        self._lines: deque[bytes] = deque(maxlen=max_lines)
        self._limit = max_line_bytes
        self._open = bytearray()

    def feed(self, data: bytes) -> None:
        """Take bytes as they come; a line may arrive in pieces."""
        *complete, rest = data.split(b"\n")
        for line in complete:
            self._hold(line)
            self._lines.append(bytes(self._open))
            self._open.clear()
        self._hold(rest)

    def lines(self, last: int | None = None) -> list[str]:
        """Return the lines, oldest first, the unfinished one included; only the ``last`` ones
        where asked."""
        found = [*self._lines, *([self._open] if self._open else [])]
        return [_readable(line) for line in (found if last is None else found[-last:])]

    def clear(self) -> None:
        """Forget everything: a new process begins."""
        self._lines.clear()
        self._open.clear()

    def _hold(self, part: bytes) -> None:
        self._open += part[: max(0, self._limit - len(self._open))]


def _readable(line: bytes | bytearray) -> str:
    return _CONTROL.sub("", line.decode("utf-8", "replace"))
