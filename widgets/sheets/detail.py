"""One question in full: what a good answer holds, each answer whole, and where marks are given."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.sheets.results import BEST_MARK, HandMark, Place
from app.core.sheets.sheet import Question
from app.services.sheets.sources import check_words
from app.services.translation import tr
from app.services.wording import word
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.segments import Segments
from widgets.sheets.answer_delegate import difference_format
from widgets.sheets.answers_model import AnswersModel, sign_of, state_words
from widgets.sheets.columns import Column

_LEAST_WIDTH = 16
_NOTE_CHARS = 2000
_NONE = "–"
MARKS = (_NONE, *map(str, range(1, BEST_MARK + 1)))


class AnswerCard(QFrame):
    """One model's answer."""

    markGiven = Signal(object, object)
    noteGiven = Signal(object, str)

    def __init__(
        self, column: Column, model: AnswersModel, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column, self._model, self._look = column, model, look
        self._place: Place | None = None
        self.setProperty("role", "strip")
        self.setMinimumWidth(look.em(_LEAST_WIDTH))
        self._name, self._sign, self._state = QLabel(self), QLabel(self), QLabel(self)
        self._name.setProperty("role", "heading")
        self._state.setProperty("role", "muted")
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setProperty("role", "plain")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(look.em(2.2))
        self.marks = Segments(MARKS, self)
        for mark in MARKS:
            self.marks.name(mark, mark, tr("{n}점").format(n=mark) if mark != _NONE else "")
        self.marks.chosen.connect(self._give_mark)
        self.note = QLineEdit(self)
        self.note.setMaxLength(_NOTE_CHARS)
        self.note.editingFinished.connect(self._give_note)
        head = QHBoxLayout()
        head.addWidget(self._sign)
        head.addWidget(self._name, 1)
        head.addWidget(self._state)
        foot = QHBoxLayout()
        foot.addWidget(self.marks)
        foot.addWidget(self.note, 1)
        column_layout = QVBoxLayout(self)
        gap = look.em(0.6)
        column_layout.setContentsMargins(gap, gap, gap, gap)
        column_layout.setSpacing(look.em(0.4))
        column_layout.addLayout(head)
        column_layout.addWidget(self.text, 1)
        column_layout.addLayout(foot)

    def show_row(self, row: int) -> None:
        """Show the answer to a question."""
        place = self._place = (row, self._column.model)
        answer, em = self._model.answer(place), self._look.em
        name = self._column.name
        self._name.setText(name)
        for widget, what in (
            (self.text, tr("{name}의 답")),
            (self.marks, tr("{name}의 점수")),
            (self.note, tr("{name}에 대한 메모")),
        ):
            widget.setAccessibleName(what.format(name=name))
        self.note.setPlaceholderText(tr("메모"))
        hand = self._model.mark(place)
        self.marks.choose(_NONE if hand.mark is None else str(hand.mark))
        blocked = QSignalBlocker(self.note)
        if not self.note.hasFocus():
            self.note.setText(hand.note)
        del blocked
        self.marks.setEnabled(answer is not None)
        self.note.setEnabled(answer is not None)
        self.text.clear()
        if answer is None:
            self._sign.clear()
            self._state.setText(tr("아직 답이 없습니다"))
            return
        sign, color = sign_of(answer)
        self._sign.setPixmap(self._look.icons.icon(sign, color).pixmap(em(1.2), em(1.2)))
        said = state_words(answer)
        if answer.marking.found:
            said = f"{said} ({answer.marking.found[:40]})"
        self._state.setText(said)
        self._write(place)
        if answer.outcome.problem is not None:
            told = word(answer.outcome.problem)
            self.text.append("\n".join(filter(None, [told.what, told.do])))

    def _write(self, place: Place) -> None:
        """Write the answer as plain text: nothing in it is ever taken for a format."""
        cursor = self.text.textCursor()
        plain, marked = QTextCharFormat(), difference_format(self._look)
        for part in self._model.parts(place):
            lead = len(part.text) - len(part.text.lstrip()) if part.differs else 0
            cursor.insertText(part.text[:lead], plain)
            cursor.insertText(part.text[lead:], marked if part.differs else plain)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _give_mark(self, key: str) -> None:
        if self._place is not None:
            self.markGiven.emit(self._place, None if key == _NONE else int(key))

    def _give_note(self) -> None:
        if self._place is not None and self.note.text() != self._model.mark(self._place).note:
            self.noteGiven.emit(self._place, self.note.text())


class SheetDetail(RetranslatingFrame):
    """Shows the chosen row of the model."""

    handGiven = Signal(object, object)
    """Place and HandMark."""

    def __init__(self, model: AnswersModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._look = model, look
        self._row = -1
        self.cards: list[AnswerCard] = []
        self.setProperty("role", "card")
        self._question, self._wanted = QLabel(self), QLabel(self)
        self._question.setWordWrap(True)
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._wanted.setWordWrap(True)
        self._wanted.setTextFormat(Qt.TextFormat.PlainText)
        self._wanted.setProperty("role", "muted")
        head = QWidget(self)
        above = QVBoxLayout(head)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self._question)
        above.addWidget(self._wanted)
        self._head = QScrollArea(self)
        self._head.setWidgetResizable(True)
        self._head.setWidget(head)
        self._head.setMaximumHeight(look.em(6.5))
        head.setAutoFillBackground(False)
        self._head.viewport().setAutoFillBackground(False)
        self._inside = QWidget(self)
        self._cards = QHBoxLayout(self._inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        gap = look.em(0.7)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self._head)
        column.addWidget(scroll, 1)
        model.modelReset.connect(self._rebuild)
        model.dataChanged.connect(self._on_data_changed)
        look.theme.changed.connect(self.refresh)

    def show_row(self, row: int) -> None:
        """Show a question and its answers."""
        self._row = row
        self.refresh()

    def refresh(self) -> None:
        """Show the row as it is now."""
        question = self._model.question(self._row)
        self.setVisible(question is not None)
        if question is None:
            return
        self._question.setText(f"{question.number}. {question.question}")
        self._wanted.setText(wanted_words(question))
        for card in self.cards:
            card.show_row(self._row)

    def card_of(self, place: Place) -> AnswerCard | None:
        """Return where an answer of the shown row stands."""
        for card, column in zip(self.cards, self._model.columns, strict=True):
            if column.model == place[1]:
                return card
        return None

    def retranslate(self) -> None:
        self.refresh()

    def _rebuild(self) -> None:
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [
            AnswerCard(column, self._model, self._look, self._inside)
            for column in self._model.columns
        ]
        for card in self.cards:
            card.markGiven.connect(self._give_mark)
            card.noteGiven.connect(self._give_note)
            self._cards.addWidget(card, 1)
        self.refresh()

    def _on_data_changed(self, first: object, last: object) -> None:
        top, bottom = first.row(), last.row()  # pyright: ignore[reportAttributeAccessIssue]
        if top <= self._row <= bottom:
            self.refresh()

    def _give_mark(self, place: Place, mark: int | None) -> None:
        self.handGiven.emit(place, HandMark(mark=mark, note=self._model.mark(place).note))

    def _give_note(self, place: Place, note: str) -> None:
        self.handGiven.emit(place, HandMark(mark=self._model.mark(place).mark, note=note))


def wanted_words(question: Question) -> str:
    """Return what an answer is judged by."""
    said: list[str] = []
    if question.check != "none":
        said.append(
            tr("기대 답 ({check}): {expected}").format(
                check=check_words(question.check), expected=question.expected
            )
        )
    if question.good:
        said.append(tr("좋은 답: {good}").format(good=question.good))
    return "\n".join(said)
