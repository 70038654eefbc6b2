"""One fetching process: started, spoken to, and always brought to an end."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.core.messages import BrokenMessageError, LineSplitter
from app.core.problem import Problem
from app.core.transfer import Begin, Fetched, FetchFailed, Halt, Progress, SetRate, ToFetcher
from app.hub.wire import decode_from_fetcher, encode
from app.services.child_process import child_environment, child_process
from app.services.log_ring import LogRing

HALT_S = 2.0
"""How long the process may take to leave; it is killed then, which costs nothing."""
LAST_WORDS = 20
TOKEN_VARIABLE = "NARANHI_HUB_TOKEN"
Outcome = Fetched | Problem | None
"""None: it was halted."""


def fetcher_command() -> list[str]:
    """Return the command that starts a fetcher: this Python, or the bundle's own program."""
    if getattr(sys, "frozen", False):
        name = "naranhi-fetcher.exe" if sys.platform == "win32" else "naranhi-fetcher"
        return [str(Path(sys.executable).with_name(name))]
    return [sys.executable, "-m", "app.hub"]


class FetchProcess(QObject):
    """Downloads one item in a process of its own; started once.

    Nothing here blocks, :meth:`wait` apart.
    """

    progressed = Signal(object)
    """Progress"""
    ended = Signal(object)
    """Outcome: the process is gone, whatever became of it."""

    def __init__(
        self,
        begin: Begin,
        token: str | None,
        *,
        offline: bool = False,
        command: Sequence[str] | None = None,
        halt_s: float = HALT_S,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._begin = begin
        self._command = list(command or fetcher_command())
        self._splitter = LineSplitter()
        self._log = LogRing()
        self._outcome: Outcome = None
        self._halting = False
        self._over = False
        self._deadline = QTimer(self, singleShot=True, interval=int(halt_s * 1000))
        self._deadline.timeout.connect(self.kill)
        self._process = self._new_process(token, offline=offline)

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.processId() or None

    def start(self) -> None:
        """Start the process and have it begin."""
        self._process.start()
        self._send(self._begin)

    def set_rate(self, bytes_per_s: int) -> None:
        """Change the rate limit; 0 is none."""
        self._send(SetRate(bytes_per_s=bytes_per_s))

    def halt(self) -> None:
        """Ask it to keep what is there and leave; it is killed when it does not in time."""
        if self._halting or self._over:
            return
        self._halting = True
        self._send(Halt())
        self._process.closeWriteChannel()
        self._deadline.start()

    def kill(self) -> None:
        """End the process now; what is on the disk can be gone on with."""
        self._halting = True
        self._process.kill()

    def wait(self, milliseconds: int) -> bool:
        """Block until the process has ended, at most this long; only for closing down."""
        return self._over or self._process.waitForFinished(milliseconds)

    def _new_process(self, token: str | None, *, offline: bool) -> QProcess:
        environment = child_environment()
        # Which token may go where was decided by whoever asks; nothing else is inherited.
        environment.remove("HF_TOKEN")
        environment.remove(TOKEN_VARIABLE)
        if token:
            environment.insert(TOKEN_VARIABLE, token)
        if offline:
            environment.insert("HF_HUB_OFFLINE", "1")
        process = child_process(self._command, self, environment)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_log)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        return process

    def _send(self, message: ToFetcher) -> None:
        if not self._over:
            self._process.write(encode(message))

    def _on_log(self) -> None:
        self._log.feed(bytes(self._process.readAllStandardError().data()))

    def _on_output(self) -> None:
        data = bytes(self._process.readAllStandardOutput().data())
        try:
            for line in self._splitter.feed(data):
                message = decode_from_fetcher(line)
                match message:
                    case Progress():
                        if self._outcome is None:
                            self.progressed.emit(message)
                    case Fetched():
                        self._outcome = message
                    case FetchFailed(problem=problem):
                        self._outcome = problem
        except BrokenMessageError as error:
            self._outcome = Problem(kind="fetcher_crashed", detail=str(error))
            self.kill()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            detail = f"{self._command[0]}: {self._process.errorString()}"
            self._end(Problem(kind="fetcher_crashed", detail=detail))

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        self._on_log()
        if self._outcome is None and not self._halting:
            died = status == QProcess.ExitStatus.CrashExit and sys.platform != "win32"
            self._outcome = Problem(
                kind="fetcher_crashed",
                params={"exit_code": -exit_code if died else exit_code},
                detail="\n".join(self._log.lines(LAST_WORDS)),
            )
        self._end(self._outcome)

    def _end(self, outcome: Outcome) -> None:
        self._deadline.stop()
        if not self._over:
            self._over = True
            self.ended.emit(outcome)
