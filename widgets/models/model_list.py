"""The list of models, and what stands in its place where nothing is to be shown."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.services.translation import tr
from widgets.card_parts import NothingShown, ViewOrNothing, quieten
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.list_model import ITEM_ROLE, ModelListModel
from widgets.models.look import Look
from widgets.models.row_delegate import RowDelegate
from widgets.models.rows import ModelRow


class RowView(QListView):
    """A list that tells Return and Delete from the keys that move."""

    activeRequest = Signal()
    deleteRequest = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # What appears below (the queue) takes height away: the chosen row stays in sight.
        current = self.currentIndex()
        seen = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(current))
        super().resizeEvent(event)
        if current.isValid() and seen:
            self.scrollTo(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activeRequest.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleteRequest.emit()
        else:
            super().keyPressEvent(event)


class ModelList(RetranslatingFrame):
    """Shows the model's rows; keeps the chosen one chosen while the filter changes."""

    rowChosen = Signal(str)
    """Key of the row that the person chose."""
    clearRequest = Signal()
    """The person wants to see everything again."""
    activeRequest = Signal()
    """Return was pressed: go on to the chosen model's details."""
    deleteRequest = Signal()

    def __init__(self, model: ModelListModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._key = ""
        self.setProperty("role", "card")
        self.view = RowView(self)
        self.view.setModel(model)
        self.view.setItemDelegate(RowDelegate(model, look, self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        quieten(self.view, "rows")
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activeRequest.connect(self.activeRequest)
        self.view.deleteRequest.connect(self.deleteRequest)
        nothing = NothingShown(parent=self)
        self._empty, self.clear_button = nothing.words, nothing.button
        self.clear_button.clicked.connect(self.clearRequest)
        self._stack = ViewOrNothing(self.view, nothing)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(2, look.em(0.3), 2, look.em(0.3))
        frame.addLayout(self._stack)
        self.setFocusProxy(self.view)
        model.shownChanged.connect(self._on_shown_changed)
        look.theme.changed.connect(self.view.viewport().update)
        self.retranslate()

    @property
    def key(self) -> str:
        """Key of the chosen row; it may be hidden by the filter."""
        return self._key

    def choose(self, key: str) -> None:
        """Choose a row and bring it into sight; one that the filter hides stays chosen."""
        self._key = key
        index = self._model.index_of(key)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def show_from_top(self) -> None:
        """Scroll to the first row."""
        self.view.scrollToTop()

    def _on_current_changed(self, current: QModelIndex) -> None:
        item = current.data(ITEM_ROLE)
        if isinstance(item, ModelRow) and item.key != self._key:
            self._key = item.key
            self.rowChosen.emit(item.key)

    def _on_shown_changed(self) -> None:
        empty = self._model.rowCount() == 0
        self._stack.show_view(not empty)
        if empty:
            self._word_empty()
        elif self._key:
            index = self._model.index_of(self._key)
            if index.isValid():
                # Where the person has scrolled to is kept: the chosen row is not run after.
                self.view.setAutoScroll(False)
                self.view.setCurrentIndex(index)
                self.view.setAutoScroll(True)

    def _word_empty(self) -> None:
        filtered = bool(self._model.rows)
        self.clear_button.setVisible(filtered)
        if filtered:
            self._empty.setText(tr("조건에 맞는 모델이 없습니다."))
        else:
            self._empty.setText(tr("카탈로그를 읽지 못했고, 이 PC에도 모델이 없습니다."))

    def retranslate(self) -> None:
        self.view.setAccessibleName(tr("모델 목록"))
        self.clear_button.setText(tr("조건 모두 지우기"))
        self._model.retranslate()
        self._word_empty()
