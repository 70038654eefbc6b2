"""Keeps the history up to date with the arena, also while the disk refuses."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from app.core.live_run import LiveRun
from app.core.machine import MachineFacts, read_machine
from app.core.problem import Problem, StoreError
from app.core.run import Label, RunOutcome, RunSpec
from app.core.version import read_version
from app.services.history import STORE_NOTICE
from app.services.notices import Notices
from app.services.resources import program_folder
from app.services.translation import tr
from app.store.records import ComparisonRecord, FileIdentity, RunRecord
from app.store.run_store import RunStore

RETRY_MS = 5000


@dataclass(frozen=True)
class _Unsaved:
    comparison: ComparisonRecord
    run: RunRecord
    outcome: RunOutcome
    ended_at_ns: int


class Recorder(QObject):
    """Writes runs into the store. What cannot be written is kept, told, and tried again."""

    def __init__(
        self,
        store: RunStore,
        notices: Notices,
        parent: QObject | None = None,
        *,
        retry_ms: int = RETRY_MS,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._notices = notices
        self._machine: MachineFacts | None = None
        self._comparison: ComparisonRecord | None = None
        self._runs: dict[str, RunRecord] = {}
        self._unsaved: list[_Unsaved] = []
        self._retry = QTimer(self)
        self._retry.setInterval(retry_ms)
        self._retry.timeout.connect(self.save_all)

    @property
    def unsaved(self) -> int:
        """How many ended runs are not stored yet."""
        return len(self._unsaved)

    def begin_comparison(self, spec: RunSpec) -> None:
        """Store what was asked."""
        if self._machine is None:
            self._machine = read_machine()
        self._comparison = ComparisonRecord(
            spec=spec,
            machine=self._machine,
            started_at_ns=time.time_ns(),
            program=read_version(program_folder()),
        )
        self._runs.clear()
        try:
            self._store.begin_comparison(self._comparison)
        except StoreError as error:
            self._tell(error.problem)

    def begin_run(self, live: LiveRun, file: FileIdentity) -> None:
        """Store that this run begins now."""
        run = self._runs[live.run_id] = self._record(live, file)
        try:
            self._store.begin_run(run)
        except StoreError as error:
            self._tell(error.problem)

    def label_now(self, live: LiveRun) -> Label:
        """Return the label of a fair run that ends now: isolated, unless another window of ours
        computed meanwhile (or the history cannot say)."""
        run = self._runs.get(live.run_id)
        if run is None:
            return "isolated"
        try:
            return "race" if self._store.overlapping(run, time.time_ns()) else "isolated"
        except StoreError:
            return "isolated"

    def finish_run(self, live: LiveRun, file: FileIdentity) -> None:
        """Store how a run ended; it stays with us where that fails."""
        comparison, outcome = self._comparison, live.outcome
        assert comparison is not None
        assert outcome is not None
        run = self._runs.pop(live.run_id, None) or self._record(live, file)
        self._unsaved.append(_Unsaved(comparison, run, outcome, time.time_ns()))
        self.save_all()

    def save_all(self) -> None:
        """Try to store everything that is not stored yet, oldest first."""
        had_failed = self._retry.isActive()
        begun_anew = False
        while self._unsaved:
            ended = self._unsaved[0]
            try:
                self._store.finish_run(
                    ended.comparison, ended.run, ended.outcome, ended.ended_at_ns
                )
            except StoreError as error:
                self._tell(error.problem)
                if error.problem.kind == "store_broken" and not begun_anew:
                    begun_anew = self._begin_anew()
                    if begun_anew:
                        continue
                self._retry.start()
                return
            del self._unsaved[0]
        self._retry.stop()
        if had_failed:
            self._notices.post(STORE_NOTICE, "info", lambda: tr("밀린 기록을 모두 저장했습니다."))

    def _begin_anew(self) -> bool:
        try:
            self._store.begin_anew()
        except StoreError:
            return False
        return True

    def _record(self, live: LiveRun, file: FileIdentity) -> RunRecord:
        assert self._comparison is not None
        return RunRecord(
            run_id=live.run_id,
            comparison_id=self._comparison.spec.comparison_id,
            planned=live.planned,
            round_number=live.round_number,
            label=live.label,
            started_at_ns=time.time_ns(),
            file=file,
        )

    def _tell(self, problem: Problem) -> None:
        self._notices.post(STORE_NOTICE, "error", problem)
