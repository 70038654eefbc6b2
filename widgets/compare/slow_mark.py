"""The mark on a pane whose text is shown slower than it came, and the way back to real time."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.translation import tr
from widgets.compare import numbers


class SlowMark(QPushButton):
    """Says the factor and the real rate; a click asks for real time. Hidden at factor 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet("padding: 1px 8px;")
        self._factor = 1.0
        self._tps: float | None = None
        self._room = 1 << 16
        self.hide()
        self._word()

    def show_factor(self, factor: float, tps: float | None) -> None:
        """Show ``factor`` (1.0 hides the mark) and the rate (tok/s) that was really measured."""
        if (factor, tps) != (self._factor, self._tps):
            self._factor, self._tps = factor, tps
            self._word()
        self.setVisible(factor > 1.0)

    def set_room(self, pixels: int) -> None:
        """Use fewer words where there is less room than they need."""
        self._room = pixels
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()

    def _word(self) -> None:
        words = tr("느리게 보기 {factor} · 실제 {tps} tok/s")
        factor, tps = numbers.slowness(self._factor), numbers.rate(self._tps)
        whole = words.format(factor=factor, tps=tps)
        narrow = self.fontMetrics().horizontalAdvance(whole) > self._room
        self.setText(f"{factor} · {tps} tok/s" if narrow else whole)
        self.setToolTip(
            tr("글만 느리게 보여 줍니다. 잰 수치는 그대로입니다. 누르면 실시간으로 바뀝니다.")
        )
        self.setAccessibleName(whole)
        self.setAccessibleDescription(self.toolTip())
