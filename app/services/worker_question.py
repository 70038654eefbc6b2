"""One question to a worker of its own: asked, answered, and the process is gone."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.core.messages import (
    PROTOCOL,
    BrokenMessageError,
    FromWorker,
    Hello,
    Inspect,
    LineSplitter,
    LoadFailed,
    Quit,
    Simulate,
    decode_from_worker,
    encode,
)
from app.core.problem import Problem
from app.services.child_process import child_process
from app.services.log_ring import LogRing

LIMIT_S = 120.0
"""A cold disk gives the engine's libraries, and a large vocabulary, slowly."""
LAST_WORDS = 20


class WorkerQuestion(QObject):
    """Asks once. Nothing here blocks, :meth:`wait` apart.

    One of ``answered`` and ``failed`` comes, unless it was cancelled; ``ended`` always does.
    """

    answered = Signal(object)
    """FromWorker, of the kind that was asked for."""
    failed = Signal(object)
    """Problem"""
    ended = Signal()

    def __init__(
        self,
        question: Inspect | Simulate,
        answer: type[FromWorker],
        command: Sequence[str],
        parent: QObject | None = None,
        *,
        limit_s: float = LIMIT_S,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._answer = answer
        self._command = list(command)
        self._limit_s = limit_s
        self._splitter = LineSplitter()
        self._log = LogRing()
        self._found: FromWorker | Problem | None = None
        self._cancelled = self._over = False
        self._deadline = QTimer(self, singleShot=True, interval=int(limit_s * 1000))
        self._deadline.timeout.connect(self._on_deadline)
        self._process = self._new_process()

    def start(self) -> None:
        """Start the process and ask."""
        self._deadline.start()
        self._process.start()

    def cancel(self) -> None:
        """Want no answer any more: the process is ended at once."""
        self._cancelled = True
        self._process.kill()

    def wait(self, milliseconds: int) -> bool:
        """Block until the process has ended, at most this long; only for closing down."""
        return self._over or self._process.waitForFinished(milliseconds)

    def _new_process(self) -> QProcess:
        process = child_process(self._command, self)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_log)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        return process

    def _on_log(self) -> None:
        self._log.feed(bytes(self._process.readAllStandardError().data()))

    def _on_output(self) -> None:
        data = bytes(self._process.readAllStandardOutput().data())
        if self._found is not None:
            return
        try:
            for line in self._splitter.feed(data):
                self._take(decode_from_worker(line))
        except BrokenMessageError as error:
            self._settle(Problem(kind="worker_spoke_nonsense", detail=str(error)))

    def _take(self, message: FromWorker) -> None:
        if isinstance(message, Hello):
            if message.protocol != PROTOCOL:
                raise BrokenMessageError(f"not protocol {PROTOCOL}", encode(message))
            self._process.write(encode(self._question))
        elif isinstance(message, LoadFailed):
            self._settle(message.problem)
        elif isinstance(message, self._answer):
            self._settle(message)
        else:
            raise BrokenMessageError("not asked for", encode(message))

    def _settle(self, found: FromWorker | Problem) -> None:
        """Keep what came of it; the process has nothing more to do."""
        if self._found is None:
            self._found = found
            self._process.write(encode(Quit()))
            self._process.closeWriteChannel()

    def _on_deadline(self) -> None:
        if self._found is None:
            self._found = Problem(kind="worker_hung", params={"seconds": self._limit_s})
        self._process.kill()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            detail = f"{self._command[0]}: {self._process.errorString()}"
            self._end(Problem(kind="worker_not_started", detail=detail))

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        self._on_log()
        if self._found is None:
            died = status == QProcess.ExitStatus.CrashExit and sys.platform != "win32"
            self._found = Problem(
                kind="worker_crashed",
                params={"exit_code": -exit_code if died else exit_code},
                detail="\n".join(self._log.lines(LAST_WORDS)),
            )
        self._end(self._found)

    def _end(self, found: FromWorker | Problem) -> None:
        if self._over:
            return
        self._over = True
        self._deadline.stop()
        if self._cancelled:
            pass
        elif isinstance(found, Problem):
            self.failed.emit(found)
        else:
            self.answered.emit(found)
        self.ended.emit()
