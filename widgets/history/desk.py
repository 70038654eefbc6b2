"""What the page reads and changes: the stores, the index that follows, other windows' changes."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.problem import StoreError
from app.services.arena import Arena
from app.store.history_store import HistoryStore
from app.store.measure_store import MeasureStore
from app.store.owned_rows import OwnedRows
from app.store.run_store import RunStore
from app.store.sheet_store import SheetStore
from widgets.history.rows import HistoryRow, RowQuery, row_of_group, row_of_plan, row_of_sheet

PAGE = 200
"""Comparisons that are read at a time."""
_PORTION = 50
_INDEX_MS = 25
_LOOK_MS = 1500
"""How soon what another window has stored is seen."""


class HistoryDesk(QObject):
    """Reads what is asked for; every read raises StoreError. Nothing ticks before
    :meth:`watch`."""

    changed = Signal()
    """What lies in the history is no longer what was read."""
    indexed = Signal(bool)
    """More can be found by words; True: all of it."""

    def __init__(self, runs: RunStore, arena: Arena, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs = runs
        self.groups = HistoryStore(runs.database)
        self.plans = MeasureStore(runs.database)
        self.sheets = SheetStore(runs.database)
        self.arena = arena
        self.index_complete = False
        self._version = -1
        self._index, self._look = QTimer(self), QTimer(self)
        self._index.setInterval(_INDEX_MS)
        self._index.timeout.connect(self._index_some)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_for_changes)
        arena.runEnded.connect(self._on_run_ended)

    @property
    def computing(self) -> bool:
        """Whether a comparison or a measurement goes."""
        return self.arena.running or self.arena.measuring()

    # -- reading -------------------------------------------------------------------------

    def group_rows(self, query: RowQuery, offset: int) -> list[HistoryRow]:
        """Return the next page of comparisons."""
        if not query.wants_groups:
            return []
        return [row_of_group(group) for group in self.groups.groups(query.store, PAGE, offset)]

    def work_rows(self, query: RowQuery) -> list[HistoryRow]:
        """Return the measurements and sheets' runs that are looked for, newest first."""
        rows: list[HistoryRow] = []
        if query.wants("plans"):
            rows += [row_of_plan(plan) for plan in self.plans.plans() if query.has(plan)]
        if query.wants("sheets"):
            rows += [row_of_sheet(run) for run in self.sheets.runs() if query.has(run)]
        return sorted(rows, key=lambda row: -row.when_ns)

    def row(self, key: str) -> HistoryRow | None:
        """Return one entry as it is now; None where it is gone."""
        if key.startswith("c"):
            group = self.groups.group(key[1:])
            return None if group is None else row_of_group(group)
        rows = [
            *(row_of_plan(plan) for plan in self.plans.plans()),
            *(row_of_sheet(run) for run in self.sheets.runs()),
        ]
        return next((row for row in rows if row.key == key), None)

    # -- changing ------------------------------------------------------------------------

    def keep(self, row: HistoryRow, *, kept: bool) -> None:
        """Say whether an entry stays when old ones are cleared."""
        if row.is_comparison:
            self.groups.set_kept(row.id, kept)
        else:
            self._owned(row.key).set_kept(row.id, kept)
        self.changed.emit()

    def name(self, row: HistoryRow, title: str, note: str) -> None:
        """Store the person's own words for an entry."""
        if row.is_comparison:
            self.groups.set_title(row.id, title)
            self.groups.set_note(row.id, note)
        else:
            self._owned(row.key).set_words(row.id, title, note)
        self.changed.emit()

    def delete(self, keys: list[str]) -> int:
        """Forget entries; returns how many went (what runs now stays)."""
        self.plans.mark_interrupted()
        self.sheets.mark_interrupted()
        gone = self.groups.delete([key[1:] for key in keys if key.startswith("c")])
        for key in keys:
            row = None if key.startswith("c") else self.row(key)
            if row is not None and not _runs(row):
                self._owned(key).delete(row.id)
                gone += 1
        self.changed.emit()
        return gone

    def _owned(self, key: str) -> OwnedRows:
        return self.plans if key.startswith("p") else self.sheets

    # -- following -----------------------------------------------------------------------

    def watch(self, watching: bool) -> None:
        """Fill the index and look for other windows' changes from now on, or stop."""
        if watching:
            self._version = self._data_version()
            self.index_complete = False
            self._index.start()
            self._look.start()
        else:
            self._index.stop()
            self._look.stop()

    def _index_some(self) -> None:
        # What is measured has the machine to itself.
        if self.computing:
            return
        try:
            n = self.groups.index_some(_PORTION)
        except StoreError:
            # Another window indexes, or the disk refuses: looked at again when it is shown anew.
            self._index.stop()
            return
        if n < _PORTION:
            self.index_complete = True
            self._index.stop()
        if n:
            self.indexed.emit(self.index_complete)

    def _look_for_changes(self) -> None:
        version = self._data_version()
        if version != self._version:
            self._version = version
            self._index.start()
            self.changed.emit()

    def _data_version(self) -> int:
        try:
            with self.runs.database.reading() as connection:
                return int(connection.execute("PRAGMA data_version").fetchone()[0])
        except StoreError:
            return self._version

    def _on_run_ended(self) -> None:
        if self._look.isActive():
            self._index.start()
            self.changed.emit()


def _runs(row: HistoryRow) -> bool:
    """Tell whether a measurement or a sheet runs now, here or in another window."""
    return getattr(row.entry, "state", "") == "running"
