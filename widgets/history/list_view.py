"""The list of the history, and what stands in its place where nothing is to be shown."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QVBoxLayout,
    QWidget,
)

from app.services.translation import tr
from widgets.card_parts import NothingShown, ViewOrNothing, quieten
from widgets.compare.retranslating import RetranslatingFrame
from widgets.history.list_model import ROW_ROLE, HistoryListModel
from widgets.history.row_delegate import HistoryDelegate
from widgets.history.rows import HistoryRow
from widgets.models.look import Look
from widgets.models.model_list import RowView


class HistoryList(RetranslatingFrame):
    """Keeps the chosen entry chosen while rows come and go; several can be chosen to be
    deleted."""

    rowChosen = Signal(object)
    """HistoryRow that the person went to."""
    clearRequest = Signal()
    compareRequest = Signal()
    """Nothing was ever run: go and compare."""
    activeRequest = Signal()
    deleteRequest = Signal()

    def __init__(self, model: HistoryListModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.key = ""
        self.setProperty("role", "card")
        self.view = RowView(self)
        self.view.setModel(model)
        self.view.setItemDelegate(HistoryDelegate(look, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        quieten(self.view, "rows")
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activeRequest.connect(self.activeRequest)
        self.view.deleteRequest.connect(self.deleteRequest)
        nothing = NothingShown(look.em(1), self)
        self.empty, self.button = nothing.words, nothing.button
        self.button.clicked.connect(self._on_button)
        self._stack = ViewOrNothing(self.view, nothing)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(2, look.em(0.3), 2, look.em(0.3))
        frame.addLayout(self._stack)
        self.setFocusProxy(self.view)
        model.shownChanged.connect(self._on_shown_changed)
        look.theme.changed.connect(self.view.viewport().update)
        self.retranslate()

    @property
    def chosen_keys(self) -> list[str]:
        """Every entry that is selected."""
        rows = [index.data(ROW_ROLE) for index in self.view.selectedIndexes()]
        return [row.key for row in rows if isinstance(row, HistoryRow)]

    def choose(self, key: str) -> None:
        """Choose an entry and bring it into sight, where it is shown."""
        index = self._model.index_of(key)
        if index.isValid():
            self._go_to(index)
            self.view.scrollTo(index)

    def retranslate(self) -> None:
        for widget in (self, self.view):
            widget.setAccessibleName(tr("기록 목록"))
        self._word_empty()
        self.view.viewport().update()

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE)
        if isinstance(row, HistoryRow) and row.key != self.key:
            self.key = row.key
            self.rowChosen.emit(row)

    def _on_shown_changed(self) -> None:
        empty = self._model.rowCount() == 0
        self._stack.setCurrentIndex(1 if empty else 0)
        if empty:
            self._word_empty()
            return
        index = self._model.index_of(self.key)
        if index.isValid():
            # Where the person has scrolled to is kept.
            self.view.setAutoScroll(False)
            self._go_to(index)
            self.view.setAutoScroll(True)

    def _go_to(self, index: QModelIndex) -> None:
        # Said outright: the view itself goes by Ctrl and Shift, which a shortcut holds down.
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, alone)

    def _word_empty(self) -> None:
        if self._model.query.asks:
            self.empty.setText(tr("조건에 맞는 기록이 없습니다."))
            self.button.setText(tr("조건 모두 지우기"))
        else:
            self.empty.setText(
                tr(
                    "아직 기록이 없습니다. 비교 화면에서 질문을 적고 실행을 누르면, 답과 속도가 "
                    "모두 여기에 남습니다. 다른 PC에서 내보낸 기록은 아래의 가져오기로 더합니다."
                )
            )
            self.button.setText(tr("비교하러 가기"))

    def _on_button(self) -> None:
        if self._model.query.asks:
            self.clearRequest.emit()
        else:
            self.compareRequest.emit()
