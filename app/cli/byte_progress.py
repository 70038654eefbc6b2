"""Progress of work that reads or copies files."""

import time
from types import TracebackType
from typing import Self

from app.cli.status_line import StatusLine
from app.services import download_words
from app.services.speed import SpeedMeter
from app.services.wording import show_bytes


class ByteProgress:
    """Called with bytes done and bytes in all; a context manager that takes its line away."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._line = StatusLine()
        self._meter = SpeedMeter()

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        now = time.monotonic()
        self._meter.note(now, done)
        seconds = self._meter.seconds_left(now, total - done)
        parts = [
            self._words,
            download_words.percent(done, total),
            f"{show_bytes(done)} / {show_bytes(total)}",
            download_words.time_left(seconds) if seconds is not None else "",
        ]
        self._line.show(" · ".join(filter(None, parts)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.end()
