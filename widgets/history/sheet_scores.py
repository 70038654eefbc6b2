"""A question sheet's run in a few lines: how many right, marks by hand, speed, memory."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.core.sheets.results import ModelScore, scores_of
from app.services.translation import tr
from app.services.wording import show_bytes
from app.store.sheet_store import StoredSheetRun
from widgets.compare import numbers
from widgets.history.rows import short_name
from widgets.models.look import Look

_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)


class SheetScores(QTableWidget):
    """One row a model; hidden where there is no run."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(0, 7, parent)
        self._stored: StoredSheetRun | None = None
        self._row_height = look.em(1.9)
        self.setProperty("role", "rows")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.hide()

    def show_run(self, stored: StoredSheetRun | None) -> None:
        """Show the scores as they are now."""
        self._stored = stored
        self.setVisible(stored is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Write every cell anew."""
        self.setAccessibleName(tr("모델마다의 점수"))
        self.setHorizontalHeaderLabels(
            [
                *(tr("모델"), tr("맞힌 수"), tr("정확도 (95 %)"), tr("직접 준 점수")),
                *("tok/s", tr("글자/초"), tr("메모리")),
            ]
        )
        stored = self._stored
        if stored is None:
            return
        scores = scores_of(stored.plan, stored.answers, stored.marks)
        self.setRowCount(len(scores))
        for row, score in enumerate(scores):
            name = short_name(stored.plan.models[score.model].model.id)
            for column, words in enumerate((name, *_cells(score))):
                item = QTableWidgetItem(words)
                if column:
                    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    item.setTextAlignment(right)
                self.setItem(row, column, item)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.model().setHeaderData(0, Qt.Orientation.Horizontal, left, _ALIGNMENT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setFixedHeight(header.sizeHint().height() + self._row_height * len(scores) + 6)


def _cells(score: ModelScore) -> list[str]:
    accuracy, mark = numbers.UNDEFINED, numbers.UNDEFINED
    if score.accuracy is not None:
        accuracy = f"{score.accuracy * 100:.0f} %"
        if score.low is not None and score.high is not None:
            accuracy = f"{accuracy} ({score.low * 100:.0f}–{score.high * 100:.0f})"
    if score.mean_mark is not None:
        mark = f"{score.mean_mark:.1f} ({score.n_marked})"
    memory = numbers.UNDEFINED if score.memory_bytes is None else show_bytes(score.memory_bytes)
    return [
        f"{score.n_right}/{score.n_checked}",
        accuracy,
        mark,
        numbers.rate(score.decode_tps),
        numbers.rate(score.chars_per_s),
        memory,
    ]
