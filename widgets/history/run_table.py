"""The runs of a comparison, of which one or two are looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.services.translation import tr
from app.services.wording import word_label, word_run_state
from app.store.records import RunSummary
from widgets.compare import numbers
from widgets.history.rows import short_name
from widgets.models.look import Look

MOST_CHOSEN = 2
_ROWS_SHOWN = 5.4
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)


class RunTable(QTableWidget):
    """Choose one run, or with Ctrl or Shift two of them."""

    chosen = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(0, 8, parent)
        self._summaries: list[RunSummary] = []
        self._filling = False
        self.setProperty("role", "rows")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.em(1.9))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._row_height = look.em(1.9)
        self.itemSelectionChanged.connect(self._on_selection)

    @property
    def run_ids(self) -> list[str]:
        """The chosen runs, at most two, in the order of the table."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self._summaries[row].run_id for row in rows[:MOST_CHOSEN]]

    def show_runs(self, summaries: Sequence[RunSummary], chosen: Sequence[str] = ()) -> None:
        """Show runs, oldest first; choose ``chosen``, else the first two models' first runs."""
        self._summaries = list(summaries)
        known = {summary.run_id for summary in summaries}
        wanted = [run_id for run_id in chosen if run_id in known] or self._first_of_each()
        self._filling = True
        self.clearSelection()
        self.retranslate()
        for row, summary in enumerate(self._summaries):
            if summary.run_id in wanted:
                for column in range(self.columnCount()):
                    item = self.item(row, column)
                    if item is not None:
                        item.setSelected(True)
        self._filling = False
        shown = min(len(self._summaries), _ROWS_SHOWN)
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(round(header + self._row_height * shown + 6))

    def choose(self, run_ids: Sequence[str]) -> None:
        """Choose runs."""
        self.show_runs(self._summaries, run_ids)
        self.chosen.emit()

    def retranslate(self) -> None:
        """Write every cell anew."""
        self.setAccessibleName(tr("실행 목록"))
        self.setAccessibleDescription(tr("Ctrl이나 Shift를 누르고 고르면 둘을 견줍니다."))
        self.setHorizontalHeaderLabels(
            [
                *(tr("모델"), tr("회차"), tr("조건"), "TTFT", "tok/s"),
                *(tr("글자/초"), tr("토큰"), tr("상태")),
            ]
        )
        self.setRowCount(len(self._summaries))
        for row, summary in enumerate(self._summaries):
            for column, words in enumerate(_cells(summary)):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(row, column, item)
                item.setText(words)
                if column in (1, 3, 4, 5, 6):
                    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    item.setTextAlignment(right)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.model().setHeaderData(0, Qt.Orientation.Horizontal, left, _ALIGNMENT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(self._row_height * 2)

    def _first_of_each(self) -> list[str]:
        """Return the first finished run of the first two models."""
        first: dict[int, str] = {}
        ended = [s for s in self._summaries if s.state == "finished"] or self._summaries
        for summary in ended:
            first.setdefault(summary.pane, summary.run_id)
        return [first[pane] for pane in sorted(first)[:MOST_CHOSEN]]

    def _on_selection(self) -> None:
        if not self._filling:
            self.chosen.emit()


def _cells(summary: RunSummary) -> list[str]:
    name = short_name(summary.model_id if summary.practice else summary.model_name)
    quantisation = "" if summary.quantisation in name else f" · {summary.quantisation}"
    return [
        f"{name}{quantisation}",
        str(summary.round_number),
        word_label(summary.label),
        numbers.milliseconds(summary.ttft_ms),
        numbers.rate(summary.decode_tps),
        numbers.rate(summary.chars_per_s),
        numbers.count(summary.n_output),
        word_run_state(summary.state),
    ]
