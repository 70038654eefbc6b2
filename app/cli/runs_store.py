"""The history as the commands of ``runs`` open it, and what a shortened id means."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from app.cli.console import tell
from app.cli.session import Session
from app.core.problem import UsageError
from app.services.history import open_store
from app.services.history_transfer import HistoryStores, Wanted, everything
from app.services.notices import Notice, Notices
from app.store.owned_rows import OwnedRows, PlanState
from app.store.records import StoredRun

SHOWN_ID = 8
"""Characters of an id in a list; each of these is one of sixteen."""


@dataclass(frozen=True)
class OpenHistory(HistoryStores):
    """The open file, by its stores, and what a person's words for its parts mean."""

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

    def wanted(self, names: list[str]) -> Wanted:
        """Return what these words mean, all that there is without any. Raises UsageError
        ``run_unknown``."""
        if not names:
            return everything(self)
        comparisons: list[str] = []
        works: list[Work] = []
        for name in names:
            work = self.work(name)
            if work is not None:
                works.append(work)
            else:
                comparisons.append(self.comparison(name))
        return Wanted(
            tuple(dict.fromkeys(comparisons)),
            tuple(dict.fromkeys(work.id for work in works if work.rows is self.plans)),
            tuple(dict.fromkeys(work.id for work in works if work.rows is self.sheets)),
        )

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
        yield OpenHistory.of(store)
    finally:
        store.close()


def _tell_notice(notice: Notice) -> None:
    tell(notice.words())
