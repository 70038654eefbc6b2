"""One line on stderr that tells how far something is: rewritten in place on a terminal, a new
one every few seconds elsewhere."""

import os
import shutil
import sys
import time
from collections.abc import Callable

from app.cli.console import cell_width, is_terminal, one_line, tell

PLAIN_EVERY_S = 5.0
"""Between two lines where no terminal rewrites them."""
LIVE_EVERY_S = 0.2


class StatusLine:
    """:meth:`show` as often as there is something new; :meth:`end` once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._live = is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
        self._next = 0.0
        self._shown = ""

    def show(self, words: str, *, now: bool = False) -> None:
        """Show ``words``, unless the last ones are younger than a moment; ``now``: at once."""
        if not now and self._clock() < self._next:
            return
        self._next = self._clock() + (LIVE_EVERY_S if self._live else PLAIN_EVERY_S)
        if self._live:
            self._rewrite(one_line(words))
        elif words != self._shown:
            tell(words)
        self._shown = words

    def say(self, sentence: str) -> None:
        """Say something that stays."""
        self.end()
        tell(sentence)

    def end(self) -> None:
        """Take the line away, so that other words can follow."""
        if self._live and self._shown:
            self._rewrite("")
        self._shown = ""

    def _rewrite(self, words: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r{cut(words, width)}\x1b[K")
        sys.stderr.flush()


def cut(words: str, width: int) -> str:
    """Return as much of one line as fits into ``width`` columns."""
    if cell_width(words) <= width:
        return words
    kept = ""
    for char in words:
        if cell_width(kept) + cell_width(char) > width - 1:
            break
        kept += char
    return f"{kept}…"
