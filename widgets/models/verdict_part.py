"""How the model would run on this PC: the verdict, its reason, and the way to all of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.fit.verdict import Judgement
from app.services.fit_words import statement_words
from app.services.translation import tr
from widgets.compare.flow_layout import FlowLayout
from widgets.icons import ButtonIcon
from widgets.models.look import Look
from widgets.models.part import Part
from widgets.verdict_mark import VerdictMark


class VerdictPart(Part):
    """Hidden where nobody knows."""

    moreRequest = Signal()
    """The person wants to see how that came about."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._judgement: Judgement | None = None
        self.mark = VerdictMark(look.theme, look.icons, self)
        self.reason = self.label()
        self.button = QPushButton(self)
        self.button.setProperty("kind", "link")
        ButtonIcon(self.button, look.icons, "pc", "accent")
        self.button.clicked.connect(self.moreRequest)
        head = FlowLayout(gap=look.em(0.6))
        head.addWidget(self.mark)
        head.addWidget(self.button)
        self.column.addLayout(head)
        self.column.addWidget(self.reason)
        self.show_judgement(None)

    def show_judgement(self, judgement: Judgement | None) -> None:
        """Show ``judgement``, of the best of the model's files."""
        self._judgement = judgement
        self.setVisible(judgement is not None)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(tr("이 PC에서 돌아가나요?"))
        self.button.setText(tr("내 PC에서 자세히"))
        if self._judgement is not None:
            self.mark.show_verdict(self._judgement.verdict, statement_words(self._judgement))
            self.reason.setText(statement_words(self._judgement))
