"""The history as the commands of ``runs`` open it, and what a shortened id means."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from app.cli.console import tell
from app.cli.session import Session
from app.core.problem import UsageError
from app.services.history import open_store
from app.services.notices import Notice, Notices
from app.store.history_store import HistoryStore
from app.store.measure_store import MeasureStore
from app.store.owned_rows import OwnedRows, PlanState
from app.store.records import StoredRun
from app.store.run_store import RunStore
from app.store.sheet_store import SheetStore

SHOWN_ID = 8
"""Characters of an id in a list; each of these is one of sixteen."""


@dataclass(frozen=True)
class OpenHistory:
    """The open file, by its stores."""

    runs: RunStore
    groups: HistoryStore
    plans: MeasureStore
    sheets: SheetStore

    def run(self, name: str) -> StoredRun:
        """Return the run that ``name`` begins, or the only run of the comparison that it does.
        Raises UsageError ``run_unknown``."""
        runs, comparisons = self.groups.matching(name)
        if not runs and len(comparisons) == 1:
            runs = self.groups.run_ids(comparisons[0])
        stored = self.runs.load_run(runs[0]) if len(runs) == 1 else None
        if stored is None:
            raise UsageError("run_unknown", name=name)
        return stored

    def comparison(self, name: str) -> str:
        """Return the id of the comparison that ``name`` begins, or in which the run is that it
        does. Raises UsageError ``run_unknown``."""
        runs, comparisons = self.groups.matching(name)
        if len(comparisons) == 1 and not runs:
            return comparisons[0]
        if len(runs) == 1 and not comparisons:
            stored = self.runs.load_run(runs[0])
            if stored is not None:
                return stored.run.comparison_id
        raise UsageError("run_unknown", name=name)

    def work(self, name: str) -> "Work | None":
        """Return the measurement or sheet's run whose id ``name`` begins; None for no or
        several."""
        self.plans.mark_interrupted()
        self.sheets.mark_interrupted()
        known = [
            *(Work(s.plan_id, self.plans, s.label, s.note, s.state) for s in self.plans.plans()),
            *(Work(s.run_id, self.sheets, s.label, s.note, s.state) for s in self.sheets.runs()),
        ]
        found = [work for work in known if name and work.id.startswith(name)]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Work:
    """A measurement, or a sheet's run."""

    id: str
    rows: OwnedRows
    label: str
    note: str
    state: PlanState


@contextmanager
def opened(session: Session) -> Generator[OpenHistory]:
    """Open the history, whatever state it is in; the person is told."""
    notices = Notices()
    notices.posted.connect(_tell_notice)
    session.paths.make()
    store = open_store(session.paths.database, notices)
    try:
        yield OpenHistory(
            store,
            HistoryStore(store.database),
            MeasureStore(store.database),
            SheetStore(store.database),
        )
    finally:
        store.close()


def _tell_notice(notice: Notice) -> None:
    tell(notice.words())
