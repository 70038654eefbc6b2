"""The disk's table: each model file, parts left over, and what other programs keep."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.services.library_disk import DiskUsage, Leftover
from app.services.library_entry import LibraryEntry
from app.services.translation import tr
from app.services.wording import show_bytes, word
from widgets.models.row_words import source_name
from widgets.models.rows import is_foreign

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""A :class:`DiskLine`."""
NAME, QUANTISATION, SIZE, SOURCE, STATE = range(5)
NameOf = Callable[[LibraryEntry], str]
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class DiskLine:
    """One line: a file of the library, or a part left over."""

    path: Path
    size_bytes: int
    name: str
    entry: LibraryEntry | None = None
    leftover: Leftover | None = None
    """None as well for a part that a download is at work on."""


def disk_lines(
    usage: DiskUsage, entries: Iterable[LibraryEntry], name_of: NameOf, busy: Iterable[Path]
) -> list[DiskLine]:
    """Return what lies in the library's folder, the largest first, then what is only
    referenced. ``busy`` are the files that downloads are at work on: their parts are no
    leftovers."""
    weighed = {one.entry.path: one.size_bytes for one in usage.entries}
    lines = [DiskLine(e.path, weighed.get(e.path, e.size_bytes), name_of(e), e) for e in entries]
    going = tuple(f"{path}." for path in busy)
    for left in usage.leftovers:
        mine = None if str(left.path).startswith(going) else left
        lines.append(DiskLine(left.path, left.size_bytes, left.path.name, None, mine))
    return sorted(lines, key=lambda line: (not _owned(line), -line.size_bytes, str(line.path)))


class DiskModel(QAbstractTableModel):
    """Lines as they are given; words are asked for when shown."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[DiskLine] = []

    @property
    def lines(self) -> list[DiskLine]:
        """What is shown."""
        return self._lines

    def set_lines(self, lines: list[DiskLine]) -> None:
        """Show ``lines``."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else STATE + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("모델"), tr("양자화"), tr("크기"), tr("온 곳"), tr("상태"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(line.path)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(line, index.column())
        return None


def _owned(line: DiskLine) -> bool:
    return line.entry is None or line.entry.owned


def _cell(line: DiskLine, column: int) -> str:
    if column == SIZE:
        return show_bytes(line.size_bytes)
    if column == NAME:
        return line.name
    entry = line.entry
    if entry is None:
        state = tr("내려받기 차례에 있음") if line.leftover is None else tr("받다 만 조각")
        return {STATE: state, SOURCE: source_name("naranhi")}.get(column, "")
    if column == QUANTISATION:
        return entry.quantisation
    return source_name(entry.source) if column == SOURCE else _state(entry)


def _state(entry: LibraryEntry) -> str:
    if entry.problem is not None:
        return word(entry.problem).title
    if is_foreign(entry):
        return tr("읽기만")
    if not entry.owned:
        return tr("제자리에 있는 파일")
    return tr("검사 마침") if entry.state == "ok" else tr("아직 검사하지 않음")
