"""The worker process: one loaded model, driven by messages on its standard input."""

import contextlib
import gc
import io
import os
import signal
import sys
import threading
import traceback
from typing import cast

import msgspec

from app.core.messages import (
    PROTOCOL,
    GenerateFailed,
    Hello,
    Inspect,
    Inspected,
    Load,
    Loaded,
    LoadFailed,
    LoadProgress,
    LoadStepTold,
    Simulate,
    Simulated,
)
from app.core.problem import EngineError, NaranhiError, Problem, ProblemKind
from app.core.run import LoadStep
from app.worker.descriptors import take_protocol
from app.worker.engine import (
    Engine,
    LoadCancelledError,
    LoadProgressCallback,
    LoadStepCallback,
)
from app.worker.engines import inspect_llama, load_engine, simulate_llama
from app.worker.generation import Generation, done_unstarted
from app.worker.inbox import Inbox, Leave, MeasureRequest, Request, RunRequest, ServeRequest
from app.worker.measuring import Measurement, measured_unstarted
from app.worker.outbox import Outbox
from app.worker.serving import Serving, served_unstarted

LEAVE_SECONDS = 1.0
"""How long leaving may take: the end of a decode, and the reader taking the last messages."""

NATIVE_SETTINGS = {
    # On an assertion ggml would start a debugger, which can hang; its own words suffice.
    "GGML_NO_BACKTRACE": "1",
    # How long GNU's OpenMP spins at a barrier before it sleeps, in turns. By default it spins
    # for milliseconds and keeps the core from the very thread that it waits for, as soon as
    # anything else runs: 1.1 tokens a second where this gives 7.5, and the same on an idle PC.
    "GOMP_SPINCOUNT": "2000",
}
"""Environment of the native libraries, which read it when they are loaded."""


class Worker:
    """The main thread's part: does one order after the other."""

    def __init__(self, inbox: Inbox, outbox: Outbox) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._engine: Engine | None = None

    def work(self) -> None:
        """Do what is ordered until told to leave."""
        self._outbox.send(Hello(pid=os.getpid(), protocol=PROTOCOL))
        while True:
            order = self._inbox.next_order()
            match order:
                case Load():
                    self._load(order)
                case RunRequest() | MeasureRequest() | ServeRequest():
                    self._compute(order)
                case Inspect():
                    self._inspect()
                case Simulate():
                    self._simulate(order)
                case Leave():
                    break
        self._close_engine()

    def _load(self, order: Load) -> None:
        self._close_engine()
        progress, on_step = self._progress_reporters()
        try:
            self._engine = load_engine(order.engine, order.path, order.settings, progress, on_step)
        except LoadCancelledError:
            self._fail_load(Problem(kind="load_failed", params={"cancelled": 1}))
        except Exception as error:
            self._fail_load(problem_of(error, "load_failed"))
        else:
            # What is here now stays: later collections need not look through it, so none
            # is long enough to show between two tokens.
            gc.collect()
            gc.freeze()
            self._outbox.send(Loaded(report=self._engine.report))

    def _fail_load(self, problem: Problem) -> None:
        self._outbox.send(LoadFailed(problem=problem))

    def _progress_reporters(self) -> tuple[LoadProgressCallback, LoadStepCallback]:
        """Return who tells of a load's progress, and of each new try, which begins again."""
        last = -1

        def report(fraction: float) -> bool:
            nonlocal last
            percent = int(fraction * 100)
            if percent > last:
                last = percent
                self._outbox.send(LoadProgress(fraction=min(1.0, max(0.0, fraction))))
            return not (self._inbox.leaving or self._inbox.load_cancelled)

        def tell(step: LoadStep) -> None:
            nonlocal last
            last = -1
            self._outbox.send(LoadStepTold(step=step))

        return report, tell

    def _compute(self, request: Request) -> None:
        request.started = True
        try:
            if isinstance(request, MeasureRequest):
                self._measure(request)
            elif isinstance(request, ServeRequest):
                self._serve(request)
            elif request.cancelled:
                self._outbox.send(done_unstarted(request))
            else:
                Generation(self._loaded(), request, self._outbox).run()
        except Exception as error:
            problem = problem_of(error, "decode_failed")
            self._outbox.send(GenerateFailed(run_id=request.run_id, problem=problem))
        finally:
            self._inbox.run_ended(request)

    def _measure(self, request: MeasureRequest) -> None:
        if request.cancelled:
            self._outbox.send(measured_unstarted(request))
        else:
            Measurement(self._loaded(), request, self._outbox).run()

    def _serve(self, request: ServeRequest) -> None:
        if request.cancelled:
            self._outbox.send(served_unstarted(request))
        else:
            Serving(self._loaded(), request, self._outbox).run()

    def _loaded(self) -> Engine:
        if self._engine is None:
            raise EngineError("load_failed", detail="no model is loaded")
        return self._engine

    def _inspect(self) -> None:
        try:
            self._outbox.send(Inspected(info=inspect_llama()))
        except Exception as error:
            self._fail_load(problem_of(error, "engine_missing"))

    def _simulate(self, question: Simulate) -> None:
        try:
            found = simulate_llama(question.path, question.settings)
        except Exception as error:
            self._fail_load(problem_of(error, "load_failed"))
        else:
            self._outbox.send(Simulated(simulation=found))

    def _close_engine(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None


def problem_of(error: Exception, kind: ProblemKind) -> Problem:
    """Return what the parent is told; what nobody foresaw is of this ``kind``, with its
    traceback."""
    if isinstance(error, NaranhiError):
        problem = error.problem
    else:
        detail = "".join(traceback.format_exception(error))
        log(detail)
        problem = Problem(
            kind="out_of_memory" if isinstance(error, MemoryError) else kind, detail=detail
        )
    # A template may speak in halves of surrogate pairs, which no message can carry.
    return msgspec.structs.replace(
        problem, detail=problem.detail.encode("utf-8", "replace").decode("utf-8")
    )


def log(text: str) -> None:
    """Write to the log, which the parent keeps."""
    # Once the parent has gone nobody reads it; that is noticed elsewhere.
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Run the worker until it is told to leave, or nobody listens any more."""
    # Ctrl+C in a terminal reaches every process of the group; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name, value in NATIVE_SETTINGS.items():
        os.environ.setdefault(name, value)
    # The log is UTF-8 on every system, as llama.cpp's own lines are.
    cast("io.TextIOWrapper", sys.stderr).reconfigure(encoding="utf-8", errors="backslashreplace")
    descriptors = take_protocol()
    left = threading.Event()

    def leave_soon() -> None:
        """Called in the reader or writer thread: the main thread may be deep in a decode."""
        inbox.leave()
        if not left.wait(LEAVE_SECONDS):
            os._exit(0)

    inbox = Inbox(descriptors.input, leave_soon, log)
    outbox = Outbox(descriptors.output, leave_soon)
    inbox.start()
    Worker(inbox, outbox).work()
    outbox.close(LEAVE_SECONDS)
    left.set()
    return 0
