"""The list's rows, read page by page as somebody scrolls."""

from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.core.problem import Problem, StoreError
from widgets.history.desk import PAGE, HistoryDesk
from widgets.history.rows import HistoryRow, RowQuery, merged

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


class HistoryListModel(QAbstractListModel):
    """Shows what :meth:`ask` asks for; entries that are about to be deleted are hidden."""

    shownChanged = Signal()
    refused = Signal(object)
    """Problem: the history could not be read."""

    def __init__(self, desk: HistoryDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[HistoryRow] = []
        self._work: list[HistoryRow] = []
        self._n_groups = 0
        self._more = False
        self.query = RowQuery()
        self.hidden: set[str] = set()

    @property
    def rows(self) -> list[HistoryRow]:
        """What has been read so far."""
        return self._rows

    def ask(self, query: RowQuery) -> None:
        """Read anew, as far as it had been read where the question is the same."""
        wanted = len(self._rows) if query == self.query else 0
        self.beginResetModel()
        self.query, self._rows, self._n_groups, self._more = query, [], 0, True
        self._work = self._read_work()
        while self._more and len(self._rows) <= wanted:
            self._rows += self._next_rows()
        self.endResetModel()
        self.shownChanged.emit()

    def index_of(self, key: str) -> QModelIndex:
        """Return where an entry stands; an invalid index where it is not shown."""
        for place, row in enumerate(self._rows):
            if row.key == key:
                return self.index(place)
        return QModelIndex()

    def hide(self, keys: set[str]) -> None:
        """Hide these entries and no others."""
        self.hidden = keys
        self.ask(self.query)

    # -- Qt ------------------------------------------------------------------------------

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        # A prompt with tags in it is shown as it was typed.
        return f"<p>{escape(row.title)}</p>" if role == Qt.ItemDataRole.ToolTipRole else None

    def canFetchMore(self, parent: _Index) -> bool:
        return self._more

    def fetchMore(self, parent: _Index) -> None:
        new = self._next_rows()
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    # -- inner ---------------------------------------------------------------------------

    def _next_rows(self) -> list[HistoryRow]:
        try:
            groups = self._desk.group_rows(self.query, self._n_groups)
        except StoreError as error:
            self._more = False
            self._tell(error.problem)
            return []
        self._n_groups += len(groups)
        self._more = len(groups) == PAGE
        found = merged(groups, self._work, more=self._more)
        return [row for row in found if row.key not in self.hidden]

    def _read_work(self) -> list[HistoryRow]:
        try:
            return self._desk.work_rows(self.query)
        except StoreError as error:
            self._tell(error.problem)
            return []

    def _tell(self, problem: Problem) -> None:
        self.refused.emit(problem)
