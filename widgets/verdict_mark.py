"""A verdict as a pill: sign and word, in its colour."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.core.fit.verdict import Verdict
from app.services.fit_words import verdict_meaning, verdict_word
from widgets.compare.retranslating import RetranslatingFrame
from widgets.icons import Icons
from widgets.theme import Theme, restyle
from widgets.verdict_look import VERDICT_LOOKS


class VerdictMark(RetranslatingFrame):
    """As large as its word."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._verdict: Verdict = "no"
        self._why = ""
        self.setProperty("role", "verdict")
        self._icon, self._word = QLabel(self), QLabel(self)
        self._word.setProperty("role", "verdict-word")
        row = QHBoxLayout(self)
        em = theme.em
        row.setContentsMargins(em(0.5), em(0.15), em(0.65), em(0.15))
        row.setSpacing(em(0.3))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._word)
        theme.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def verdict(self) -> Verdict:
        """What is shown."""
        return self._verdict

    def show_verdict(self, verdict: Verdict, why: str = "") -> None:
        """Show ``verdict``; ``why`` is its tool tip, else what it means in general."""
        self._verdict, self._why = verdict, why
        self.retranslate()

    def retranslate(self) -> None:
        shown = VERDICT_LOOKS[self._verdict]
        side = self._theme.em(1.15)
        icon = self._icons.icon(shown.icon, shown.color)
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatio()))
        self._word.setText(verdict_word(self._verdict))
        self.setToolTip(self._why or verdict_meaning(self._verdict))
        self.setAccessibleName(verdict_word(self._verdict))
        self.setAccessibleDescription(self.toolTip())
        restyle(self, verdict=self._verdict)
