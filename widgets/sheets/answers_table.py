"""The table as a widget: arrows move, 1 to 5 mark, 0 takes the mark away, N writes a note."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.core.sheets.results import Place
from app.services.translation import tr
from widgets.models.look import Look
from widgets.sheets.answer_delegate import ROW_HEIGHT, AnswerDelegate
from widgets.sheets.answers_model import AnswersModel

_LEAST_COLUMN = 12
_QUESTION = 15


class AnswersTable(QTableView):
    """Shows the model's run."""

    markGiven = Signal(object, object)
    """Place, and 1 to 5 or None."""
    noteRequest = Signal()
    rowChanged = Signal(int)

    def __init__(self, model: AnswersModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._look = model, look
        self.setModel(model)
        self.setItemDelegate(AnswerDelegate(model, look, self))
        self.setProperty("role", "cells")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(look.em(ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._share_width)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        look.theme.changed.connect(self.viewport().update)
        self.word()

    @property
    def place(self) -> Place | None:
        """The chosen answer; None where a question, or nothing, is chosen."""
        return self._model.place(self.currentIndex())

    def word(self) -> None:
        """Word what a screen reader says."""
        self.setAccessibleName(tr("질문마다 모델들의 답"))
        self.setAccessibleDescription(tr("1–5: 점수 주기, 0: 점수 지우기, N: 메모"))

    def choose(self, row: int, column: int) -> None:
        """Choose a cell and bring it into sight."""
        index = self._model.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, key = self.place, event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if place is not None and plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.markGiven.emit(place, key - Qt.Key.Key_0)
        elif plain and place is not None and key in (Qt.Key.Key_0, Qt.Key.Key_Delete):
            self.markGiven.emit(place, None)
        elif place is not None and plain and key in (Qt.Key.Key_N, Qt.Key.Key_Return):
            self.noteRequest.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        n = len(self._model.columns)
        if not n:
            return
        em, header = self._look.em, self.horizontalHeader()
        header.resizeSection(0, em(_QUESTION))
        share = (self.viewport().width() - em(_QUESTION)) // n
        for column in range(1, n + 1):
            header.resizeSection(column, max(em(_LEAST_COLUMN), share))

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.rowChanged.emit(current.row())
