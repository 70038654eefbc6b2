"""Tells before a race that its models do not fit together, and offers what can be done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.fit_words import race_words
from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame

if TYPE_CHECKING:
    from app.core.fit.joint import JointFit


class RaceCard(RetranslatingFrame):
    """Hidden until there is something to choose."""

    fairRequest = Signal()
    anywayRequest = Signal()
    closed = Signal()
    """The person wants neither."""

    def __init__(self, em: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("severity", "warning")
        self._joint: JointFit | None = None
        self._title, self._what = QLabel(self), QLabel(self)
        self._title.setProperty("role", "heading")
        self._what.setWordWrap(True)
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self.fair_button = QPushButton(self)
        self.fair_button.setProperty("kind", "primary")
        self.anyway_button = QPushButton(self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("kind", "flat")
        buttons = QHBoxLayout()
        buttons.setSpacing(em // 2)
        for button in (self.fair_button, self.anyway_button, self.close_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em // 2, em, em // 2)
        column.setSpacing(em // 3)
        column.addWidget(self._title)
        column.addWidget(self._what)
        column.addLayout(buttons)
        self.fair_button.clicked.connect(self.fairRequest)
        self.anyway_button.clicked.connect(self.anywayRequest)
        self.close_button.clicked.connect(self.closed)
        self.hide()
        self.retranslate()

    @property
    def words(self) -> str:
        """What is said."""
        return self._what.text()

    def show_joint(self, joint: "JointFit | None") -> None:
        """Tell what does not fit; None hides the card."""
        self._joint = joint
        self.retranslate()
        self.setVisible(joint is not None)
        if joint is not None:
            (self.fair_button if joint.fair_fits else self.anyway_button).setFocus()

    def retranslate(self) -> None:
        self._title.setText(tr("한꺼번에는 다 올라가지 않습니다"))
        self.fair_button.setText(tr("한 번에 하나씩 (공정)"))
        self.anyway_button.setText(tr("그래도 한꺼번에"))
        self.close_button.setText(tr("돌리지 않기"))
        if self._joint is not None:
            self.fair_button.setEnabled(self._joint.fair_fits)
            self._what.setText(race_words(self._joint))
        self.setAccessibleName(f"{self._title.text()}. {self._what.text()}")
