"""Run set-up's commands: guarded, logged, with their progress shown."""

import collections
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Protocol

from setup_progress import Progress
from setup_words import Words

GUARD = Path(__file__).with_name("setup_guard.py")
TAIL_LINES = 25
LINE_BYTES = 64 * 1024


class StepFailed(Exception):
    """A command of a set-up step did not end well; ``tail`` is the last of its output."""

    def __init__(self, step: str, tail: Sequence[str]) -> None:
        """Take the step's name and the last lines."""
        super().__init__(step)
        self.step = step
        self.tail = list(tail)


class Meter(Protocol):
    """Reads the share done off lines of output."""

    def read(self, line: str) -> float | None:
        """Return the share done (0 to 1) after ``line``, None where it tells nothing."""
        ...


class Runner(Protocol):
    """Runs one command of a step, or raises ``StepFailed``."""

    def __call__(
        self, step: str, command: Sequence[str], environ: Mapping[str, str], meter: Meter | None
    ) -> None:
        """Run ``command`` to its end."""
        ...


class GuardedRunner:
    """The real runner: a command in a session of its own that dies with this process."""

    def __init__(self, words: Words, log: Path, lock: int, base_python: str) -> None:
        """Take where to speak, where to log, the lock's descriptor and a Python."""
        self.words = words
        self.log = log
        self.lock = lock
        self.base_python = base_python

    def __call__(
        self, step: str, command: Sequence[str], environ: Mapping[str, str], meter: Meter | None
    ) -> None:
        """Run ``command``, show its progress under the step's name, keep its output."""
        stream = self.words.stream
        progress = Progress(
            self.words.text("step_" + step),
            stream,
            stream.isatty(),
            lambda: shutil.get_terminal_size().columns,
        )
        progress.start()
        tail: collections.deque[str] = collections.deque(maxlen=TAIL_LINES)
        try:
            status = self._run(command, environ, meter, progress, tail)
        except BaseException:
            progress.abandon()
            raise
        if status != 0:
            progress.abandon()
            raise StepFailed(step, tail)
        progress.finish()

    def _run(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        meter: Meter | None,
        progress: Progress,
        tail: collections.deque[str],
    ) -> int:
        guarded = [self.base_python, str(GUARD), *command]
        with self.log.open("a", buffering=1, encoding="utf-8", errors="replace") as log:
            log.write(f"$ {' '.join(command)}\n")
            child = self._start(guarded, environ)
            lines = _read_lines(child.stdout)
            try:
                for line in _ticking(lines, progress.tick):
                    log.write(line + "\n")
                    if line.strip():
                        tail.append(line)
                    progress.update(meter.read(line) if meter else None)
            finally:
                # Closing the pipe is what ends the command where this was interrupted.
                if child.stdin:
                    child.stdin.close()
                status = child.wait()
        return status

    def _start(self, command: Sequence[str], environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        windows = sys.platform == "win32"
        return subprocess.Popen(
            command,
            env=dict(environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            creationflags=subprocess.CREATE_NEW_PROCESS_GROUP if sys.platform == "win32" else 0,
            start_new_session=not windows,
            # With the lock in its hands, the guard keeps a next set-up out until it is gone.
            pass_fds=() if windows else (self.lock,),
        )


def _read_lines(source: IO[bytes] | None) -> "queue.SimpleQueue[str | None]":
    """Return a queue that gets the lines of ``source`` and then None."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        while source and (line := source.readline(LINE_BYTES)):
            lines.put(line.decode("utf-8", errors="replace").rstrip("\r\n"))
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _ticking(lines: "queue.SimpleQueue[str | None]", tick: Callable[[], None]) -> Iterator[str]:
    """Yield the lines as they come, calling ``tick`` each half second without one."""
    while True:
        try:
            line = lines.get(timeout=0.5)
        except queue.Empty:
            tick()
            continue
        if line is None:
            return
        yield line


def tool_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for pip and the build: the person's, less what breaks a venv."""
    kept = {k: v for k, v in environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    kept |= {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    return kept | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
