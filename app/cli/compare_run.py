"""Runs ``compare``: services, event loop, a way to stop, results."""

import sys
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject
from rich.console import Console

from app.cli.compare_plan import Plan, Request, make_plan
from app.cli.console import is_terminal
from app.cli.document import compare_document, print_document
from app.cli.failure_document import documented
from app.cli.live_columns import LiveColumns
from app.cli.progress_lines import ProgressLines
from app.cli.race_check import foretell_race
from app.cli.results import print_results, tell_failures
from app.cli.run_words import pane_names
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.stopping import AFTER_SIGNAL
from app.cli.waiting import StoppedError
from app.core.comparison import Comparison
from app.core.live_run import LiveRun
from app.core.problem import Problem, StoreError
from app.core.run import RunSpec
from app.services.arena import Arena
from app.services.backend_choice import BackendChooser
from app.services.devices import DeviceList
from app.services.engine_probe import EngineProbe
from app.services.history import STORE_NOTICE, open_store
from app.services.notices import Notice, Notices
from app.services.placement_words import step_words
from app.services.stop_signals import HeldSignals, StopSignals
from app.services.translation import tr
from app.services.worker_process import worker_command
from app.store.bench_store import BenchStore

PLAIN_COLUMNS = 100
"""Width of tables that no terminal shows."""


class View(Protocol):
    """Shows a comparison while it goes."""

    def begin(self) -> None: ...
    def run_started(self, run: LiveRun) -> None: ...
    def run_changed(self, run: LiveRun) -> None: ...
    def run_ended(self, run: LiveRun) -> None: ...
    def tell(self, sentence: str) -> None: ...
    def end(self) -> None: ...


def run_compare(session: Session, request: Request, *, as_json: bool) -> int:
    """Run the comparison and show it; return the exit status."""
    with Shelf(session, quiet=True) as shelf:
        plan = make_plan(request, shelf.choice)
        try:
            with documented(as_json=as_json, mode=request.mode):
                foretell_race(shelf, plan.spec, anyway=request.anyway)
        except StoppedError as stopped:
            return AFTER_SIGNAL + stopped.number
    console = _console()
    shown = TerminalComparison(session, plan, _view(plan.spec, console, as_json=as_json))
    comparison = shown.run()
    problems = problems_by_run(comparison, plan)
    if as_json:
        print_document(compare_document(comparison, problems))
    else:
        print_results(console, comparison)
    tell_failures(comparison, problems, verbose=session.options.verbose)
    if shown.signal_number is not None:
        return AFTER_SIGNAL + shown.signal_number
    return 1 if any(problems.values()) else 0


def problems_by_run(comparison: Comparison, plan: Plan) -> dict[str, Problem | None]:
    """Return by run id what to tell of each run: what was known of the file before says more
    than what the engine said of it."""
    return {
        run.run_id: (run.outcome.problem and plan.faults.get(run.pane, run.outcome.problem))
        for run in comparison.runs
        if run.outcome is not None
    }


class TerminalComparison(QObject):
    """One comparison from start to end, with nothing left behind."""

    def __init__(self, session: Session, plan: Plan, view: View) -> None:
        super().__init__()
        self._session = session
        self._plan = plan
        self._view = view
        self._comparison: Comparison | None = None
        self._crash: BaseException | None = None
        self._steps_told: dict[str, int] = {}
        self.signal_number: int | None = None
        """The signal that ended the comparison early."""

    def run(self) -> Comparison:
        """Run until the comparison has ended, by itself or by a signal."""
        with HeldSignals():
            return self._run()

    def _run(self) -> Comparison:
        notices = Notices(self)
        notices.posted.connect(self._on_notice)
        try:
            self._session.paths.make()
        except StoreError as error:
            # The history then lasts as long as the program; the comparison goes on.
            notices.post(STORE_NOTICE, "error", error.problem)
        store = open_store(self._session.paths.database, notices)
        devices = DeviceList(worker_command(), self)
        chooser = BackendChooser(
            self._session.paths.root,
            worker_command(),
            EngineProbe(self._session.paths, worker_command()).fingerprint,
            devices,
            lambda: BenchStore(store.database),
            self,
        )
        self._arena = Arena(store, notices, worker_command(), self, chooser=chooser)
        old_hook, sys.excepthook = sys.excepthook, self._on_crash
        try:
            with StopSignals() as signals:
                signals.caught.connect(self._on_signal)
                self._loop()
        finally:
            sys.excepthook = old_hook
            self._arena.close()
            devices.close()
            store.close()
        if self._crash is not None:
            raise self._crash
        assert self._comparison is not None
        return self._comparison

    def _loop(self) -> None:
        arena, view = self._arena, self._view
        arena.runStarted.connect(view.run_started)
        arena.runChanged.connect(view.run_changed)
        arena.runChanged.connect(self._tell_steps)
        arena.runEnded.connect(view.run_ended)
        arena.comparisonEnded.connect(self._on_ended)
        view.begin()
        try:
            arena.start(self._plan.spec)
            if self._comparison is None:
                self._session.application.exec()
        finally:
            view.end()

    def _tell_steps(self, run: LiveRun) -> None:
        """Say of each try to load that failed for want of memory, once."""
        told = self._steps_told.get(run.run_id, 0)
        self._steps_told[run.run_id] = len(run.load_steps)
        name = pane_names(self._plan.spec)[run.pane]
        for step in run.load_steps[told:]:
            self._view.tell(f"{name}: {step_words(step)}")

    def _on_ended(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._session.application.quit()

    def _on_signal(self, number: int) -> None:
        if self.signal_number is None:
            self.signal_number = number
            # First: the terminal itself may be what has gone.
            self._arena.stop()
            self._view.tell(tr("멈췄습니다. 지금까지의 답은 남깁니다."))

    def _on_notice(self, notice: Notice) -> None:
        self._view.tell(notice.words())

    def _on_crash(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        # Qt goes on after an error in a slot, and would wait for a comparison that never ends.
        self._crash = error
        self._session.application.quit()


def _view(spec: RunSpec, console: Console, *, as_json: bool) -> View:
    live = not as_json and is_terminal(sys.stdout) and not console.is_dumb_terminal
    return LiveColumns(spec, console) if live else ProgressLines(spec)


def _console() -> Console:
    if is_terminal(sys.stdout):
        return Console(highlight=False, markup=False, emoji=False)
    return Console(width=PLAIN_COLUMNS, highlight=False, markup=False, emoji=False)
