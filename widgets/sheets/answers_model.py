"""The table's model: questions down, models across, an answer with its marks in each cell."""

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.metrics import Figures, figures_of
from app.core.sheets.differences import Part, differing_parts
from app.core.sheets.results import HandMark, ModelScore, Place, SheetAnswer, scores_of
from app.core.sheets.sheet import Question
from app.services.translation import tr
from app.services.wording import word
from app.store.sheet_store import StoredSheetRun
from widgets.sheets.columns import Column, columns_of

_Index = QModelIndex | QPersistentModelIndex
_SPOKEN_CHARS = 300


class AnswersModel(QAbstractTableModel):
    """Holds one run; its first column is the question."""

    def __init__(self) -> None:
        super().__init__()
        self._stored: StoredSheetRun | None = None
        self._columns: tuple[Column, ...] = ()
        self._answers: dict[Place, SheetAnswer] = {}
        self._marks: dict[Place, HandMark] = {}
        self._parts: dict[int, dict[int, list[Part]]] = {}
        """Differences by question and model, as they are looked at."""
        self._figures: dict[Place, Figures] = {}

    @property
    def stored(self) -> StoredSheetRun | None:
        """The run that is shown, as it was loaded; answers and marks may be newer."""
        return self._stored

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the columns after the first are."""
        return self._columns

    @property
    def answers(self) -> list[SheetAnswer]:
        """All answers."""
        return list(self._answers.values())

    def show_run(self, stored: StoredSheetRun | None) -> None:
        """Show a run, or nothing."""
        self.beginResetModel()
        self._stored = stored
        self._columns = columns_of(stored) if stored else ()
        self._answers = {a.place: a for a in stored.answers} if stored else {}
        self._marks = dict(stored.marks) if stored else {}
        self._parts.clear()
        self._figures.clear()
        self.endResetModel()

    def show_order(self, order: tuple[int, ...]) -> None:
        """Show the models in another order, or with their names where it is empty."""
        if self._stored is not None:
            stored = msgspec.structs.replace(
                self._stored,
                blind_order=order,
                answers=tuple(self._answers.values()),
                marks=self._marks,
            )
            self.show_run(stored)

    def take_answer(self, answer: SheetAnswer) -> None:
        """Show an answer that has just come."""
        self._answers[answer.place] = answer
        self._parts.pop(answer.question, None)
        self._figures.pop(answer.place, None)
        self._row_changed(answer.question)

    def take_mark(self, place: Place, hand: HandMark) -> None:
        """Show a mark that a person gave."""
        self._marks[place] = hand
        self._row_changed(place[0])

    def scores(self) -> tuple[ModelScore, ...]:
        """Return each model's score as it is now; nothing without a run."""
        if self._stored is None:
            return ()
        return scores_of(self._stored.plan, self._answers.values(), self._marks, self._figures_of)

    def _figures_of(self, answer: SheetAnswer) -> Figures:
        found = self._figures.get(answer.place)
        if found is None:
            found = self._figures[answer.place] = figures_of(answer.outcome)
        return found

    # -- looking up ---------------------------------------------------------------------

    def question(self, row: int) -> Question | None:
        """Return a row's question."""
        if self._stored is None or not 0 <= row < len(self._stored.plan.sheet.questions):
            return None
        return self._stored.plan.sheet.questions[row]

    def place(self, index: _Index) -> Place | None:
        """Return what stands at ``index``; None at a question."""
        if not index.isValid() or index.column() == 0:
            return None
        return index.row(), self._columns[index.column() - 1].model

    def answer(self, place: Place) -> SheetAnswer | None:
        """Return an answer; None before it has come."""
        return self._answers.get(place)

    def mark(self, place: Place) -> HandMark:
        """Return what a person said of an answer."""
        return self._marks.get(place, HandMark())

    def parts(self, place: Place) -> list[Part]:
        """Return an answer in parts that the others have and parts that it has alone."""
        row, model = place
        if row not in self._parts:
            there = [c.model for c in self._columns if (row, c.model) in self._answers]
            texts = [self._answers[row, m].outcome.text.strip() for m in there]
            found = differing_parts(texts)
            self._parts[row] = dict(zip(there, found, strict=True))
        return self._parts[row].get(model, [])

    # -- Qt -----------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or self._stored is None:
            return 0
        return len(self._stored.plan.sheet.questions)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._stored is None else 1 + len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section - 1].name if section else tr("질문")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            question = self.question(index.row())
            return question.question if question else None
        return None

    def retranslate(self) -> None:
        """Word everything anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns))
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self._columns))
            self.dataChanged.emit(self.index(0, 0), last)

    # -- inner --------------------------------------------------------------------------

    def _row_changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns)))

    def _spoken(self, index: _Index) -> str:
        """Return everything that a cell shows, as one sentence."""
        question = self.question(index.row())
        place = self.place(index)
        if place is None:
            return f"{question.number}. {question.question}" if question else ""
        answer = self.answer(place)
        name = self._columns[index.column() - 1].name
        if answer is None:
            return f"{name}, " + tr("아직 답이 없습니다")
        hand = self.mark(place)
        words = [name, state_words(answer)]
        if hand.mark is not None:
            words.append(tr("{n}점").format(n=hand.mark))
        words.append(" ".join(answer.outcome.text.split())[:_SPOKEN_CHARS])
        return ", ".join(filter(None, words))


def state_words(answer: SheetAnswer) -> str:
    """Return how an answer fared, in a word or a sentence."""
    outcome = answer.outcome
    if outcome.state != "finished":
        if outcome.problem is None:
            return tr("답하지 못함")
        return word(outcome.problem).title
    return {True: tr("맞음"), False: tr("틀림"), None: tr("검사 없음")}[answer.marking.right]


def sign_of(answer: SheetAnswer) -> tuple[str, str]:
    """Return the icon and the colour of an answer's check; the shape alone tells it, too."""
    if answer.outcome.state != "finished":
        return "warning", "warning"
    return {True: ("check", "pane2"), False: ("close", "error"), None: ("minus", "muted")}[
        answer.marking.right
    ]
