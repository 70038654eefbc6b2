"""Live columns on a real (pseudo-)terminal: what a person sees, cell by cell."""

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from app.cli.console import cell_width
from tests.cli.terminal import LIMIT_S, QUESTION, STARTERS, command, environment, run

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import fcntl
import termios

ROWS = 30
OWN_TERMINAL = "import os, sys; os.login_tty(0); os.execv(sys.argv[1], sys.argv[1:])"
"""Makes the terminal the command's own, so that closing it hangs up."""
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class Screen:
    """What came out of the terminal."""

    status: int
    raw: str

    @property
    def plain(self) -> str:
        """The text without escape sequences."""
        return SEQUENCE.sub("", self.raw)


class Terminal:
    """A pseudo-terminal of a given size with a command on it."""

    def __init__(self, words: list[str], columns: int, **changes: str) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
        variables = environment(**{"TERM": "xterm-256color", **changes})
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            variables.pop(name, None)
        self._process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=variables,
        )
        os.close(slave)
        self._data = b""
        self._deadline = time.monotonic() + LIMIT_S

    def read_until(self, text: str) -> None:
        """Read until ``text`` has come."""
        while text not in self._data.decode(errors="replace"):
            assert self._read(), f"ended without {text!r}: {self._data.decode(errors='replace')}"

    def send_signal(self, number: int) -> None:
        """Send a signal to the command."""
        self._process.send_signal(number)

    def workers(self) -> list[psutil.Process]:
        """Return the processes that the command has started."""
        return psutil.Process(self._process.pid).children(recursive=True)

    def close(self) -> int:
        """Close the terminal's window, and return how the command ended."""
        os.close(self._master)
        try:
            return self._process.wait(LIMIT_S)
        finally:
            self._process.kill()
            self._process.wait()

    def finish(self) -> Screen:
        """Read to the end."""
        try:
            while self._read():
                pass
            status = self._process.wait(LIMIT_S)
        finally:
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
            os.close(self._master)
        return Screen(status, self._data.decode())

    def _read(self) -> bool:
        left = self._deadline - time.monotonic()
        assert left > 0, "the terminal went on for too long"
        if not select.select([self._master], [], [], left)[0]:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self._data += data
        return bool(data)


def compare(data: Path, *words: str | Path, columns: int, **changes: str) -> Screen:
    arguments = command("compare", *STARTERS, "-p", QUESTION, *words, data=data)
    return Terminal(arguments, columns, **changes).finish()


def test_columns_stand_side_by_side(data: Path) -> None:
    screen = compare(data, columns=100)
    assert screen.status == 0
    # A syllable is two cells: lines counted in characters would push the frame out.
    framed = [line for line in screen.plain.splitlines() if line.startswith("│")]
    assert any("서울" in line for line in framed)
    assert {cell_width(line.rstrip("\r")) for line in framed} == {100}
    title = next(line for line in screen.plain.splitlines() if "starter-s" in line)
    assert "starter-m" in title
    assert "판정하지 않습니다" in screen.plain
    # The terminal is given back as it was.
    assert screen.raw.count(HIDE) == screen.raw.count(SHOW) == 1
    assert screen.raw.rindex(SHOW) > screen.raw.rindex(HIDE)
    # No other screen, no mouse, no change of modes that would stay.
    assert set(re.findall(r"\x1b\[\?(\d+)", screen.raw)) == {"25"}
    assert "\x1b]" not in screen.raw


def test_a_narrow_terminal_stacks(data: Path) -> None:
    screen = compare(data, columns=50)
    assert screen.status == 0
    titles = [line for line in screen.plain.splitlines() if "╭" in line]
    assert titles
    assert not any("starter-s" in line and "starter-m" in line for line in titles)


def test_thirty_frames_a_second_at_most(endless: Path, data: Path) -> None:
    words = ("-m", str(endless), "-m", str(endless), "-p", "안녕", "--max-tokens", "500")
    began = time.monotonic()
    terminal = Terminal(command("compare", *words, data=data), 100)
    screen = terminal.finish()
    # Each frame goes up to the columns' first line again.
    n_frames = len(re.findall(r"(?:\x1b\[1A)+", screen.raw.replace("\x1b[2K", "")))
    assert screen.status == 0
    assert 3 <= n_frames <= 30 * (time.monotonic() - began)


def test_interrupted_it_ends_clean(endless: Path, data: Path) -> None:
    words = ("-m", str(endless), "-m", str(endless), "-p", "안녕", "--max-tokens", "16000")
    terminal = Terminal(command("compare", *words, data=data), 100)
    terminal.read_until("답하는 중")
    terminal.send_signal(signal.SIGINT)
    screen = terminal.finish()
    assert screen.status == 130
    assert screen.raw.rindex(SHOW) > screen.raw.rindex(HIDE)
    assert "중단됨" in screen.plain
    assert "Traceback" not in screen.plain


def test_the_terminal_is_closed(endless: Path, data: Path) -> None:
    words = ("-m", str(endless), "-m", str(endless), "-p", "안녕", "--max-tokens", "16000")
    terminal = Terminal(command("compare", *words, data=data), 100)
    terminal.read_until("답하는 중")
    workers = terminal.workers()
    terminal.close()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert workers
    assert not alive
    stored = run("runs", "--json", data=data).document
    assert [one["state"] for one in stored] == ["cancelled", "cancelled"]


def test_a_dumb_terminal_gets_plain_lines(data: Path) -> None:
    screen = compare(data, columns=100, TERM="dumb")
    assert screen.status == 0
    assert "\x1b" not in screen.raw
    assert "starter-s: 답하는 중" in screen.plain


def test_without_a_question_it_does_not_wait(data: Path) -> None:
    screen = Terminal(command("compare", *STARTERS, data=data), 100).finish()
    assert screen.status == 2
    assert "-p" in screen.plain
