"""The list's model: sections with their rows, filtered here so that a keystroke is one reset."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.core.catalogue import Team
from app.core.fit.verdict import Judgement
from app.services.catalogue_words import badge_name
from app.services.download_line import DownloadEntry
from app.services.fit_words import reason_words, verdict_word
from app.services.translation import tr
from widgets.models.amounts import parameters, progress_words
from widgets.models.filtering import Filter, choose
from widgets.models.look import Look
from widgets.models.row_words import refusal, row_title
from widgets.models.rows import OTHER_PROGRAMS, OWN_FILES, ModelRow
from widgets.verdicts import Verdicts

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
"""A :class:`ModelRow` or a :class:`Section`."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Section:
    """A heading above rows."""

    key: str
    team: Team | None
    n_rows: int
    n_running: int


class ModelListModel(QAbstractListModel):
    """Holds all rows, shows those that the filter lets through."""

    shownChanged = Signal()
    """Other rows are shown now."""

    def __init__(self, look: Look, verdicts: Verdicts | None = None) -> None:
        super().__init__()
        self._look = look
        self._verdicts = verdicts or Verdicts()
        self._verdicts.changed.connect(self.retranslate)
        self._rows: list[ModelRow] = []
        self._items: list[ModelRow | Section] = []
        self._places: dict[str, int] = {}
        self._wanted = Filter()

    @property
    def wanted(self) -> Filter:
        """The filter that holds."""
        return self._wanted

    @property
    def rows(self) -> list[ModelRow]:
        """All rows, shown or not."""
        return self._rows

    @property
    def shown(self) -> list[ModelRow]:
        """The rows that are shown, in their order."""
        return [item for item in self._items if isinstance(item, ModelRow)]

    def find(self, key: str) -> ModelRow | None:
        """Return the row with this key, shown or not."""
        return next((row for row in self._rows if row.key == key), None)

    def index_of(self, key: str) -> QModelIndex:
        """Return where a row is shown; an invalid index where it is not."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)

    def judgement(self, row: ModelRow) -> Judgement | None:
        """Return how a row's model runs on this PC: the best of its files; None where nobody
        knows, or it cannot run anywhere."""
        if not row.runs:
            return None
        if row.model is not None:
            return self._verdicts.of_model(row.key)
        found = filter(None, (self._verdicts.of_file(str(entry.path)) for entry in row.entries))
        return min(found, key=lambda judgement: judgement.grade, default=None)

    def is_section(self, place: int) -> bool:
        """Return whether a heading stands at ``place``."""
        return isinstance(self._items[place], Section)

    def set_rows(self, rows: list[ModelRow]) -> None:
        """Hold ``rows``."""
        self._rows = rows
        self._arrange()

    def set_filter(self, wanted: Filter) -> None:
        """Show what ``wanted`` lets through."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._arrange()

    def refresh_downloads(self, downloads: Iterable[DownloadEntry]) -> list[str]:
        """Let the rows that are being downloaded show ``downloads``; return their keys. For
        progress only: where a download came or went, :meth:`set_rows` is needed."""
        going: dict[str, list[DownloadEntry]] = {}
        for download in downloads:
            going.setdefault(download.item.model_id, []).append(download)
        changed: list[str] = []
        for i, row in enumerate(self._rows):
            now = tuple(going.get(row.key, ()))
            if now and now != row.downloads:
                self._rows[i] = replace(row, downloads=now)
                changed.append(row.key)
                self._replace_shown(self._rows[i])
        return changed

    def retranslate(self) -> None:
        """Word every row anew."""
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self._items[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        shows: dict[int, Callable[[ModelRow], str]] = {
            Qt.ItemDataRole.DisplayRole: lambda row: row_title(row, self._look.say),
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        if role not in shows:
            return None
        if isinstance(item, ModelRow):
            return shows[role](item)
        return None if role == Qt.ItemDataRole.ToolTipRole else section_title(item, self._look)

    def _tip(self, row: ModelRow) -> str:
        judgement = self.judgement(row)
        if judgement is None:
            return refusal(row, self._look.say)
        return f"{verdict_word(judgement.verdict)}: {reason_words(judgement)}"

    def _spoken(self, row: ModelRow) -> str:
        """Return everything that the row shows, as one sentence for a screen reader."""
        model = row.model
        words = [row_title(row, self._look.say)]
        if model is not None:
            words += [parameters(model.parameters_b, model.active_b)]
            words += [badge_name(model.licence.badge)]
        judgement = self.judgement(row)
        if judgement is not None:
            words.append(tr("이 PC에서 {verdict}").format(verdict=verdict_word(judgement.verdict)))
        if row.quantisations:
            words.append(tr("이 PC에 있음: {names}").format(names=", ".join(row.quantisations)))
        words += map(progress_words, row.downloads)
        if not row.runs:
            words.append(tr("실행 불가: {reason}").format(reason=refusal(row, self._look.say)))
        if row.foreign:
            words.append(tr("읽기만"))
        return ", ".join(filter(None, words))

    def _arrange(self) -> None:
        self.beginResetModel()
        items: list[ModelRow | Section] = []
        gathered: dict[str, list[ModelRow]] = {}
        for row in choose(self._rows, self._wanted):
            gathered.setdefault(row.section, []).append(row)
        for key, rows in gathered.items():
            items.append(Section(key, rows[0].team, len(rows), sum(r.runs for r in rows)))
            items += rows
        self._items = items
        self._places = {
            item.key: place for place, item in enumerate(items) if isinstance(item, ModelRow)
        }
        self.endResetModel()
        self.shownChanged.emit()

    def _replace_shown(self, row: ModelRow) -> None:
        place = self._places.get(row.key)
        if place is not None:
            self._items[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))


def section_title(section: Section, look: Look) -> str:
    """Return a section's heading."""
    if section.key == OWN_FILES:
        return tr("내 파일")
    if section.key == OTHER_PROGRAMS:
        return tr("다른 프로그램의 모델 (읽기만)")
    return look.say(section.team.name) if section.team is not None else section.key
