"""Chooses how text is shown that comes faster than people read."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.core.playback import FACTORS
from app.services.settings import SlowView
from app.services.translation import tr
from widgets.compare import numbers

_CHOICES: tuple[SlowView, ...] = ("auto", "real", *FACTORS)


class SlowViewBox(QComboBox):
    """Automatic, real time, or a fixed factor."""

    chosen = Signal(object)
    """SlowView: the person chose it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for _ in _CHOICES:
            self.addItem("")
        self.activated.connect(lambda i: self.chosen.emit(_CHOICES[i]))
        self.retranslate()

    @property
    def value(self) -> SlowView:
        """What is chosen."""
        return _CHOICES[max(0, self.currentIndex())]

    def choose(self, value: SlowView) -> None:
        """Show ``value``; a factor that is not offered shows as the nearest."""
        if value not in _CHOICES and isinstance(value, float | int):
            value = min(FACTORS, key=lambda factor: abs(factor - float(value)))
        self.setCurrentIndex(_CHOICES.index(value))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word every choice."""
        for i, choice in enumerate(_CHOICES):
            if choice == "auto":
                words = tr("자동")
            elif choice == "real":
                words = tr("실시간")
            else:
                words = numbers.slowness(float(choice))
            self.setItemText(i, words)
        self.setToolTip(
            tr(
                "자동: 초당 150토큰보다 빠른 답은 읽을 수 있는 빠르기로 보여 줍니다. "
                "잰 수치는 달라지지 않습니다."
            )
        )
        self.setAccessibleName(tr("느리게 보기"))
