"""One worker process: started, spoken to, watched, and always brought to an end.

::

    stopped → starting → loading → ready ⇄ running
                  any of these → stopping → stopped (asked to) or ready (run cancelled)
                  any of these → crashed (by itself, hung, or spoke nonsense)
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.core.messages import (
    PROTOCOL,
    BrokenMessageError,
    Cancel,
    Done,
    FromWorker,
    Generate,
    GenerateFailed,
    Hello,
    Inspected,
    LineSplitter,
    Load,
    Loaded,
    LoadFailed,
    LoadProgress,
    LoadStepTold,
    Measure,
    Measured,
    MeasureProgress,
    PrefillProgress,
    PromptReady,
    Quit,
    Serve,
    Served,
    Simulated,
    Tokens,
    ToWorker,
    decode_from_worker,
    encode,
)
from app.core.problem import Problem
from app.core.run import EngineKind, LoadReport, LoadSettings
from app.services.child_process import child_process
from app.services.log_ring import LogRing

WorkerState = Literal["stopped", "starting", "loading", "ready", "running", "stopping", "crashed"]
ENDED: tuple[WorkerState, ...] = ("stopped", "crashed")
LAST_WORDS = 20
"""Lines of the log that go with a crash."""


@dataclass(frozen=True)
class Limits:
    """How long a worker is waited for, in seconds, before it is killed."""

    hello_s: float = 60.0
    """From the start of the process to its first line (a cold disk is slow)."""
    cancel_s: float = 2.0
    quit_s: float = 2.0
    silent_decode_s: float = 120.0
    """Without any message while tokens come: no model is that slow."""
    silent_s: float = 900.0
    """Without any message while loading or in prefill: one slice of a large model on a small
    PC can take minutes."""


def worker_command() -> list[str]:
    """Return the command that starts a worker: this Python, or the bundle's second program."""
    if getattr(sys, "frozen", False):
        name = "naranhi-worker.exe" if sys.platform == "win32" else "naranhi-worker"
        return [str(Path(sys.executable).with_name(name))]
    return [sys.executable, "-m", "app.worker"]


class WorkerProcess(QObject):
    """One model's process. It may be started again after it has ended.

    Nothing here blocks, :meth:`wait` apart. State and attributes are set before the signals.
    """

    stateChanged = Signal()
    messageReceived = Signal(object)
    """FromWorker, already checked: it belongs to this state and to the run that goes."""

    def __init__(
        self,
        command: Sequence[str],
        parent: QObject | None = None,
        *,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(parent)
        self.state: WorkerState = "stopped"
        self.report: LoadReport | None = None
        """What came of the load; None while no model is loaded."""
        self.last_problem: Problem | None = None
        """Why the last load failed or the process died; None after a load."""
        self._command = list(command)
        self._limits = limits or Limits()
        self._process: QProcess | None = None
        self._splitter = LineSplitter()
        self._log = LogRing()
        self._load: Load | None = None
        self._run_id: str | None = None
        self._decoding = False
        self._leaving = False
        self._fate: Problem | None = None
        """Why we kill it; None where it was simply asked to leave."""
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self._on_deadline)
        # Counted in ticks, not by a clock: a PC that slept has not been silent.
        self._watch = QTimer(self)
        self._watch.setInterval(max(10, int(self._limits.silent_decode_s * 1000 / 20)))
        self._watch.timeout.connect(self._on_watch)
        self._silent_ticks = 0

    @property
    def pid(self) -> int | None:
        """Process id while one runs."""
        return self._process.processId() or None if self._process else None

    @property
    def leaving(self) -> bool:
        """Whether the process is on its way out (and not only its run)."""
        return self._process is not None and self._leaving

    def log_lines(self) -> list[str]:
        """Return the last lines of the engine's log, kept until the next start."""
        return self._log.lines()

    # -- wishes ------------------------------------------------------------------------

    def load(self, engine: EngineKind, path: str, settings: LoadSettings) -> None:
        """Start a process and load this model. Only for a worker that has ended."""
        assert self.state in ENDED, self.state
        self._load = Load(engine=engine, path=path, settings=settings)
        self.last_problem = self._fate = None
        self._leaving = self._decoding = False
        self._splitter = LineSplitter()
        self._log.clear()
        process = self._process = self._new_process()
        self._deadline.start(int(self._limits.hello_s * 1000))
        self._silent_ticks = 0
        self._watch.start()
        self._set_state("starting")
        process.start()

    def refuse(self, problem: Problem) -> None:
        """Note why no load is even tried. Only for a worker that has ended."""
        assert self.state in ENDED, self.state
        self.last_problem = problem
        self.state = "stopped"
        self.stateChanged.emit()

    def generate(self, message: Generate) -> None:
        """Begin a run. Only for a worker that is ready."""
        self._begin(message)

    def measure(self, message: Measure) -> None:
        """Begin a measurement, which :meth:`cancel` stops like a run. Only for a worker that
        is ready."""
        self._begin(message)

    def serve(self, message: Serve) -> None:
        """Begin several answers at once. Only for a worker that is ready."""
        self._begin(message)

    def _begin(self, message: Generate | Measure | Serve) -> None:
        assert self.state == "ready", self.state
        self._run_id = message.run_id
        self._decoding = False
        self._silent_ticks = 0
        self._watch.start()
        self._send(message)
        self._set_state("running")

    def cancel(self) -> None:
        """Stop the run, or the load; the worker is killed when it does not follow in time."""
        if self.state == "running" and self._run_id is not None:
            self._send(Cancel(run_id=self._run_id))
            self._deadline.start(int(self._limits.cancel_s * 1000))
            self._set_state("stopping")
        elif self.state in ("starting", "loading"):
            self.quit()

    def quit(self) -> None:
        """Ask the process to leave; it is killed when it does not follow in time."""
        if self._process is None or self._leaving:
            return
        self._leaving = True
        self._send(Quit())
        self._process.closeWriteChannel()
        self._deadline.start(int(self._limits.quit_s * 1000))
        self._set_state("stopping")

    def kill(self) -> None:
        """End the process now."""
        if self._process is None:
            return
        self._leaving = True
        self._set_state("stopping")
        self._process.kill()

    def wait(self, milliseconds: int) -> bool:
        """Block until the process has ended, at most this long; only for closing down.

        What it still sends is handled meanwhile. Returns whether it has ended.
        """
        return self._process is None or self._process.waitForFinished(milliseconds)

    # -- the process -------------------------------------------------------------------

    def _new_process(self) -> QProcess:
        process = child_process(self._command, self)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_log)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        return process

    def _send(self, message: ToWorker) -> None:
        if self._process is not None:
            self._process.write(encode(message))

    def _on_log(self) -> None:
        if self._process is not None:
            self._log.feed(bytes(self._process.readAllStandardError().data()))

    def _on_output(self) -> None:
        process = self._process
        if process is None:
            return
        data = bytes(process.readAllStandardOutput().data())
        if self._fate is not None:
            return
        self._silent_ticks = 0
        try:
            for line in self._splitter.feed(data):
                self._take(decode_from_worker(line))
                if self._process is not process or self._fate is not None:
                    return
        except BrokenMessageError as error:
            if self._leaving:
                self.kill()
                return
            self._doom(Problem(kind="worker_spoke_nonsense", detail=str(error)))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            detail = f"{self._command[0]}: {self._process.errorString()}"
            self._end(Problem(kind="worker_not_started", detail=detail))

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        self._on_log()
        if self._fate is not None:
            detail = "\n".join([self._fate.detail, *self._log.lines(LAST_WORDS)]).strip()
            problem = Problem(kind=self._fate.kind, params=self._fate.params, detail=detail)
        elif self._leaving:
            problem = None
        else:
            died = status == QProcess.ExitStatus.CrashExit and sys.platform != "win32"
            problem = Problem(
                kind="worker_crashed",
                params={"exit_code": -exit_code if died else exit_code},
                detail="\n".join(self._log.lines(LAST_WORDS)),
            )
        self._end(problem)

    def _end(self, problem: Problem | None) -> None:
        """The process is gone; ``problem`` is None where it left as asked."""
        self._deadline.stop()
        self._watch.stop()
        if self._process is not None:
            self._process.deleteLater()
        self._process = None
        self._run_id = None
        self.report = None
        if problem is not None:
            self.last_problem = problem
        self._set_state("crashed" if problem else "stopped")

    def _doom(self, problem: Problem) -> None:
        """Kill the process for ``problem``; the end follows when it has been reaped."""
        self._fate = problem
        self.kill()

    def _on_deadline(self) -> None:
        if self._leaving:
            self.kill()
        elif self.state == "starting":
            self._doom(Problem(kind="worker_hung", params={"seconds": self._limits.hello_s}))
        else:
            self._doom(Problem(kind="worker_hung", params={"seconds": self._limits.cancel_s}))

    def _on_watch(self) -> None:
        self._silent_ticks += 1
        limit = self._limits.silent_decode_s if self._decoding else self._limits.silent_s
        if self._silent_ticks * self._watch.interval() > limit * 1000:
            self._doom(Problem(kind="worker_hung", params={"seconds": limit}))

    def _set_state(self, state: WorkerState) -> None:
        if state != self.state:
            self.state = state
            self.stateChanged.emit()

    # -- messages ----------------------------------------------------------------------

    def _take(self, message: FromWorker) -> None:
        """Check one message against the state and act on it; raises BrokenMessageError."""
        match message:
            case Hello():
                self._expect(self.state == "starting" or self._leaving, message)
                self._on_hello(message)
            case LoadProgress() | LoadStepTold():
                self._expect(self.state == "loading" or self._leaving, message)
            case Loaded():
                self._expect(self.state == "loading" or self._leaving, message)
                self._on_loaded(message)
            case LoadFailed():
                self._expect(self.state == "loading" or self._leaving, message)
                if not self._leaving:
                    self.last_problem = message.problem
            case Tokens() | PromptReady() | PrefillProgress() | MeasureProgress():
                self._expect(message.run_id == self._run_id, message)
                self._decoding = self._decoding or isinstance(message, Tokens)
            case Done() | Measured() | Served() | GenerateFailed():
                self._expect(message.run_id == self._run_id, message)
                self._on_run_over()
            case Inspected() | Simulated():
                self._expect(False, message)
            case _:
                assert_never(message)
        self.messageReceived.emit(message)
        if isinstance(message, LoadFailed):
            self.quit()

    def _expect(self, fits: bool, message: FromWorker) -> None:
        if not fits:
            raise BrokenMessageError(f"not expected while {self.state}", encode(message))

    def _on_hello(self, message: Hello) -> None:
        if message.protocol != PROTOCOL:
            reason = f"protocol {message.protocol} instead of {PROTOCOL}"
            raise BrokenMessageError(reason, encode(message))
        if self._leaving or self._load is None:
            return
        self._deadline.stop()
        self._send(self._load)
        self._set_state("loading")

    def _on_loaded(self, message: Loaded) -> None:
        if self._leaving:
            return
        self._watch.stop()
        self.report = message.report
        self._set_state("ready")

    def _on_run_over(self) -> None:
        self._run_id = None
        if self._leaving:
            return
        self._deadline.stop()
        self._watch.stop()
        self._set_state("ready")
