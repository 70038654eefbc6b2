"""The table's model: models by team down, quantisations across, a verdict in each cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.services.catalogue_words import badge_name
from app.services.fit_words import reason_words, verdict_word
from app.services.translation import tr
from app.services.wording import word
from widgets.models.amounts import parameters
from widgets.models.look import Look
from widgets.pc.cell_words import cell_tip, spoken_speed
from widgets.pc.judging import Cell, running_here
from widgets.pc.rows import Filter, FitRow, Key, TeamRow, choose, with_teams

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
"""A :class:`TeamRow` (every column of its row), a :class:`FitRow` (first column and rows of models
that cannot run), a :class:`Cell`, or None."""

_Index = QModelIndex | QPersistentModelIndex
Item = TeamRow | FitRow | Cell


@dataclass(frozen=True)
class Tally:
    """How many models get which verdict in their best quantisation, of those shown or not."""

    n_models: int
    n_here: int


class FitTableModel(QAbstractTableModel):
    """Holds all rows, shows those that the filter lets through. The first column is the model."""

    shownChanged = Signal()
    """Other rows or columns are shown now."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: list[FitRow] = []
        self._columns: tuple[str, ...] = ()
        self._cells: Mapping[Key, Cell] = {}
        self._here: dict[str, bool] = {}
        self._wanted = Filter()
        self._items: list[FitRow | TeamRow] = []

    @property
    def rows(self) -> list[FitRow]:
        """All rows, shown or not."""
        return self._rows

    @property
    def shown(self) -> list[FitRow | TeamRow]:
        """The rows that are shown, in their order."""
        return self._items

    @property
    def quantisations(self) -> tuple[str, ...]:
        """What the columns after the first are."""
        return self._columns

    @property
    def cells(self) -> Mapping[Key, Cell]:
        """All cells, shown or not."""
        return self._cells

    def tally(self) -> Tally:
        """Return how many models run here."""
        return Tally(len(self._rows), sum(self._here.get(row.key, False) for row in self._rows))

    def find(self, model_id: str) -> FitRow | None:
        """Return a model's row, shown or not."""
        return next((row for row in self._rows if row.key == model_id), None)

    def index_of(self, key: Key) -> QModelIndex:
        """Return where a cell (or with "" for a quantisation its row) is shown; an invalid index
        where it is not."""
        model_id, quantisation = key
        column = 1 + self._columns.index(quantisation) if quantisation in self._columns else 0
        for place, item in enumerate(self._items):
            if isinstance(item, FitRow) and item.key == model_id:
                return self.index(place, column)
        return QModelIndex()

    def key_at(self, index: _Index) -> Key | None:
        """Return what stands at ``index``; None at a heading."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if not isinstance(item, FitRow):
            return None
        return item.key, self._columns[index.column() - 1] if index.column() else ""

    def set_rows(self, rows: list[FitRow], columns: tuple[str, ...]) -> None:
        """Hold ``rows``, with a column for each of ``columns``."""
        self._rows, self._columns = rows, columns
        self._arrange()

    def show_cells(self, cells: Mapping[Key, Cell]) -> None:
        """Show ``cells``, some of which are still to come: the rows stay where they are."""
        self._cells = cells
        if self._items:
            last = self.index(len(self._items) - 1, len(self._columns))
            self.dataChanged.emit(self.index(0, 0), last)

    def set_cells(self, cells: Mapping[Key, Cell]) -> None:
        """Show ``cells``; where the filter asks what runs here, the rows follow."""
        here = running_here(cells.values())
        moved, self._here = self._wanted.runs_here and here != self._here, here
        self.show_cells(cells)
        if moved:
            self._arrange()

    def set_filter(self, wanted: Filter) -> None:
        """Show what ``wanted`` lets through."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._arrange()

    def retranslate(self) -> None:
        """Word everything anew."""
        if self._items:
            last = self.index(len(self._items) - 1, len(self._columns))
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns))

    # -- Qt -----------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self._columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self._items[index.row()], TeamRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section - 1] if section else tr("모델")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._item(index)
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(item)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(item, index)
        return None

    # -- inner --------------------------------------------------------------------------------

    def _item(self, index: _Index) -> Item | None:
        item = self._items[index.row()]
        if index.column() == 0 or isinstance(item, TeamRow) or not item.runs:
            return item
        return self._cells.get((item.key, self._columns[index.column() - 1]))

    def refusal(self, row: FitRow) -> str:
        """Return why a model cannot run on any PC, in one sentence; empty where it can."""
        if row.model.cannot_run is not None:
            return self._look.say(row.model.cannot_run)
        return "" if row.problem is None else word(row.problem).what

    def title(self, row: FitRow | TeamRow) -> str:
        """Return a row's name."""
        return self._look.say(row.team.name if isinstance(row, TeamRow) else row.model.name)

    def _tip(self, item: Item | None) -> str | None:
        if isinstance(item, Cell):
            return cell_tip(item)
        if isinstance(item, FitRow):
            return self.refusal(item) or self._look.say(item.model.licence.meaning)
        return None

    def _spoken(self, item: Item | None, index: _Index) -> str:
        """Return everything that a cell shows, as one sentence for a screen reader."""
        if item is None or isinstance(item, TeamRow):
            return "" if item is None else self.title(item)
        row = self._items[index.row()]
        words = [self.title(row)]
        if isinstance(item, FitRow):
            model = item.model
            words.append(parameters(model.parameters_b, model.active_b))
            words.append(badge_name(model.licence.badge))
            if not item.runs:
                words.append(tr("실행 불가: {reason}").format(reason=self.refusal(item)))
        else:
            judgement = item.fit.judgement
            words += [item.key[1], verdict_word(judgement.verdict), reason_words(judgement)]
            words.append(spoken_speed(item))
            if item.here:
                words.append(tr("이 PC에 있음"))
        return ", ".join(filter(None, words))

    def _arrange(self) -> None:
        self.beginResetModel()
        self._items = with_teams(choose(self._rows, self._wanted, self._here))
        self.endResetModel()
        self.shownChanged.emit()
