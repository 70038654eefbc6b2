"""The table as a widget: keyboard, spans, sizes, and what stands in its place when empty."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.services.translation import tr
from widgets.card_parts import NothingShown, ViewOrNothing, quieten
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.pc.cell_delegate import CELL_WIDTH, NAME_WIDTH, ROW_HEIGHT, TEAM_HEIGHT, CellDelegate
from widgets.pc.rows import FitRow, Key, TeamRow
from widgets.pc.table_model import FitTableModel


class CellView(QTableView):
    """A table that tells Return from the keys that move."""

    activeRequest = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activeRequest.emit()
        else:
            super().keyPressEvent(event)


class FitTable(RetranslatingFrame):
    """Shows the model's cells; keeps the chosen one chosen while the filter changes."""

    cellChosen = Signal(object)
    """Key that the person chose; "" for a quantisation is the model as a whole."""
    clearRequest = Signal()
    activeRequest = Signal()
    """Return was pressed: go on to the details."""

    def __init__(self, model: FitTableModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._look = model, look
        self._key: Key | None = None
        self._arranged: tuple[str, ...] = ()
        self.setProperty("role", "card")
        self.view = CellView(self)
        self.view.setModel(model)
        self.view.setItemDelegate(CellDelegate(model, look, self.view))
        self._set_up_view()
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activeRequest.connect(self.activeRequest)
        nothing = NothingShown(parent=self)
        self._empty, self.clear_button = nothing.words, nothing.button
        self.clear_button.clicked.connect(self.clearRequest)
        self._stack = ViewOrNothing(self.view, nothing)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(2, look.em(0.2), 2, look.em(0.3))
        frame.addLayout(self._stack)
        self.setFocusProxy(self.view)
        model.shownChanged.connect(self._on_shown_changed)
        look.theme.changed.connect(self.view.viewport().update)
        self.retranslate()

    @property
    def key(self) -> Key | None:
        """The chosen cell; it may be hidden by the filter."""
        return self._key

    def models_in_sight(self) -> list[str]:
        """Return the ids of the models whose rows can be seen now."""
        shown, view = self._model.shown, self.view
        first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        if first < 0:
            return []
        rows = shown[first : len(shown) if last < 0 else last + 1]
        return [row.key for row in rows if isinstance(row, FitRow)]

    def choose(self, key: Key) -> None:
        """Choose a cell and bring it into sight; one that the filter hides stays chosen."""
        self._key = key
        index = self._model.index_of(key)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def retranslate(self) -> None:
        self.view.setAccessibleName(tr("모델과 양자화마다의 판정"))
        self.clear_button.setText(tr("조건 모두 지우기"))
        self._empty.setText(
            tr("조건에 맞는 모델이 없습니다.")
            if self._model.rows
            else tr("카탈로그를 읽지 못해 판정할 모델이 없습니다.")
        )
        self.clear_button.setVisible(bool(self._model.rows))
        self._model.retranslate()

    def _set_up_view(self) -> None:
        view, em = self.view, self._look.em
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        quieten(view, "cells")
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(em(TEAM_HEIGHT))
        view.verticalHeader().setDefaultSectionSize(em(ROW_HEIGHT))
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(em(CELL_WIDTH))
        header.setDefaultSectionSize(em(CELL_WIDTH))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _on_current_changed(self, current: QModelIndex) -> None:
        key = self._model.key_at(current)
        if key is not None and key != self._key:
            self._key = key
            self.cellChosen.emit(key)

    def _on_shown_changed(self) -> None:
        empty = self._model.rowCount() == 0
        self._stack.show_view(not empty)
        if empty:
            self.retranslate()
            return
        self._arrange()
        if self._key is not None:
            index = self._model.index_of(self._key)
            if index.isValid():
                # Where the person has scrolled to is kept: the chosen cell is not run after.
                self.view.setAutoScroll(False)
                self.view.setCurrentIndex(index)
                self.view.setAutoScroll(True)

    def _arrange(self) -> None:
        """Give headings and models that cannot run the whole width."""
        view, em, n_columns = self.view, self._look.em, self._model.columnCount()
        view.clearSpans()
        for place, row in enumerate(self._model.shown):
            team = isinstance(row, TeamRow)
            view.setRowHeight(place, em(TEAM_HEIGHT if team else ROW_HEIGHT))
            if team:
                view.setSpan(place, 0, 1, n_columns)
            elif isinstance(row, FitRow) and not row.runs and n_columns > 2:
                view.setSpan(place, 1, 1, n_columns - 1)
        if self._arranged != self._model.quantisations:
            self._arranged = self._model.quantisations
            view.setColumnWidth(0, em(NAME_WIDTH))
            for column in range(1, n_columns):
                view.setColumnWidth(column, em(CELL_WIDTH))
