"""How far a long step is: read off pip's and ninja's lines, shown as a bar or as lines."""

import re
import time
import unicodedata
from collections.abc import Callable
from typing import TextIO

_NINJA = re.compile(r"^\s*\[(\d{1,6})/(\d{1,6})\]")
_FAILED = re.compile(r"^\s*(?:FAILED: |CMake Error at |make.*\*\*\* \[)")
_OTHER_WORDS = re.compile(r"^\s*(?:--|CMake Warning|\[)")
_CALLED_FROM = re.compile(r"^\s*\S+/CMakeLists\.txt:\d+ \(")
_MAKE = re.compile(r"^\s*\[\s{0,2}(\d{1,3})%\]")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]{0,16}[A-Za-z]")
BAR_WIDTH = 24


def build_progress(line: str) -> tuple[int, int] | None:
    """Return (done, total) of a line of ninja's or make's, None for any other line."""
    line = _ESCAPES.sub("", line[:400])
    if found := _NINJA.match(line):
        done, total = int(found[1]), int(found[2])
    elif found := _MAKE.match(line):
        done, total = int(found[1]), 100
    else:
        return None
    return (done, total) if 0 <= done <= total and total > 0 else None


class BuildMeter:
    """A build's progress, counted over its interruptions.

    ninja counts only what is left to do; ``known_total`` is the largest total that an
    earlier part of the same build told (0: none), ``remember`` gets a larger one.
    """

    def __init__(self, known_total: int, remember: Callable[[int], None]) -> None:
        """Start at what an earlier part of the build had done."""
        self.total = known_total
        self.failed: list[str] = []
        """The lines that told what failed."""
        self._in_error = False
        self._left = 0
        self._remember = remember

    def read(self, line: str) -> float | None:
        """Return the share done after ``line`` (0 to 1), None where it tells nothing."""
        self._look_for_failure(_ESCAPES.sub("", line[:400]))
        found = build_progress(line)
        if found is None:
            return None
        done, total = found
        if not done or total < self._left:
            # Before the first step ninja looks at its own files ("[0/2] Re-checking …"); a build
            # within the build, such as that of a tool, counts its own few steps.
            return None
        self._left = total
        if total > self.total:
            self.total = total
            self._remember(total)
        return (self.total - total + done) / self.total

    def _look_for_failure(self, line: str) -> None:
        if _FAILED.match(line):
            self.failed.append(line)
            self._in_error = True
        elif _OTHER_WORDS.match(line):
            self._in_error = False
        elif self._in_error and _CALLED_FROM.match(line):
            # CMake's own files find out; whose file asked them comes below.
            self.failed.append(line)


class PipMeter:
    """pip's progress: how many of the ``expected`` packages it has collected."""

    def __init__(self, expected: int) -> None:
        """Take how many packages the lock file names."""
        self.expected = max(expected, 1)
        self.collected = 0

    def read(self, line: str) -> float | None:
        """Return the share done after ``line`` (0 to 1), None where it tells nothing."""
        if line.startswith("Collecting "):
            self.collected += 1
        elif not line.startswith("Installing collected packages"):
            return None
        # The last tenth is the unpacking, of which pip tells nothing.
        return 0.9 * min(self.collected / self.expected, 1.0)


def clock(seconds: float) -> str:
    """Return a duration as m:ss."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


class Progress:
    """One step's line: a bar that is redrawn on a terminal, a line each 10 % elsewhere."""

    def __init__(
        self,
        label: str,
        stream: TextIO,
        terminal: bool,
        columns: Callable[[], int],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the step's name, where to show it and the terminal's width."""
        self.label = label
        self.stream = stream
        self.terminal = terminal
        self.columns = columns
        self.now = now
        self.started = now()
        self.share = 0.0
        self._tenth = 0

    def start(self) -> None:
        """Show that the step has begun."""
        if self.terminal:
            self.tick()
        else:
            self._line(f"{self.label} …")

    def update(self, share: float | None) -> None:
        """Show the share done (0 to 1); it never goes back. None changes nothing."""
        if share is None or share <= self.share:
            return
        self.share = min(share, 1.0)
        if self.terminal:
            self.tick()
        elif int(self.share * 10) > self._tenth and self.share < 1:
            self._tenth = int(self.share * 10)
            self._line(f"{self.label} {self._tenth * 10} % ({clock(self.now() - self.started)})")

    def tick(self) -> None:
        """Redraw the bar with the time now (terminals only)."""
        if not self.terminal:
            return
        filled = int(self.share * BAR_WIDTH)
        bar = "#" * filled + "-" * (BAR_WIDTH - filled)
        elapsed = clock(self.now() - self.started)
        text = f"{self.label} [{bar}] {int(self.share * 100):3d} % {elapsed}"
        self.stream.write("\r" + fitted(text, self.columns() - 1) + "\x1b[K")
        self.stream.flush()

    def finish(self) -> None:
        """Leave the step's last line standing."""
        self.share = 1.0
        if self.terminal:
            self.tick()
            self._line("")
        else:
            self._line(f"{self.label} 100 % ({clock(self.now() - self.started)})")

    def abandon(self) -> None:
        """End the line of a step that did not finish."""
        if self.terminal:
            self._line("")

    def _line(self, text: str) -> None:
        self.stream.write(text + "\n")
        self.stream.flush()


def fitted(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` terminal columns; Hangul takes two each."""
    used = 0
    for i, character in enumerate(text):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > width:
            return text[:i]
    return text
