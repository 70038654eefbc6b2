"""On which device models like the chosen one run, what was measured for that, and the way to have
it measured again."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.core.fit.backend import BackendChoice
from app.core.fit.report import FitReport
from app.core.problem import Problem
from app.services.backend_words import class_words, evidence_words
from app.services.translation import tr
from app.services.wording import word
from widgets.icons import ButtonIcon
from widgets.models.look import Look
from widgets.models.part import Part

_NS = 10**9


class ChoicePart(Part):
    """Hidden where nothing was measured: without a GPU there is nothing to choose."""

    redoRequest = Signal(str)
    """Class of shapes that the person wants to have measured again."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._choice: BackendChoice | None = None
        self._name = ""
        self._answer: Problem | str | None = None
        """What came of the last request for this model: a problem, or the class forgotten."""
        self.evidence, self.note = self.label(), self.label("muted")
        self.button = QPushButton(self)
        self.button.setProperty("kind", "link")
        ButtonIcon(self.button, look.icons, "gauge", "accent")
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.column.addWidget(self.evidence)
        self.column.addWidget(self.note)
        self.column.addLayout(row)
        self.show_report(None)

    def show_report(self, report: FitReport | None) -> None:
        """Show what ``report`` was planned by."""
        name = "" if report is None else report.target.name
        if name != self._name:
            self._name, self._answer = name, None
        self._choice = None if report is None else report.choice
        self.setVisible(self._choice is not None or self._answer is not None)
        self.retranslate()

    def show_answer(self, problem: Problem | None) -> None:
        """Show what came of the request."""
        self._answer = problem or ""
        self.setVisible(True)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(tr("재서 고른 장치"))
        self.button.setText(tr("다시 재서 고르기"))
        self.button.setToolTip(tr("잰 것을 잊고, 이런 모델을 다음에 불러올 때 다시 잽니다."))
        choice, answer = self._choice, self._answer
        self.evidence.setVisible(choice is not None)
        self.button.setVisible(choice is not None)
        if choice is not None:
            self.evidence.setText(evidence_words(choice))
        self.note.setText(_note(choice, answer))
        self.note.setVisible(bool(self.note.text()))

    def _ask(self) -> None:
        if self._choice is not None:
            self.redoRequest.emit(self._choice.shape_class)


def _note(choice: BackendChoice | None, answer: Problem | str | None) -> str:
    if isinstance(answer, Problem):
        return word(answer).what
    if choice is None:
        return tr("잊었습니다. 이런 모델을 다음에 불러올 때 다시 잽니다.")
    words = tr("이런 모델 모두: {models}").format(models=class_words(choice))
    if not choice.made_at_ns:
        return words
    day = datetime.fromtimestamp(choice.made_at_ns / _NS).astimezone().strftime("%Y-%m-%d")
    return f"{words} · {tr('{day}에 잼').format(day=day)}"
