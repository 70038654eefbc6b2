"""How many downloads at once, and how fast all of them together may be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.services.download_limits import DownloadLimits
from app.services.download_words import speed
from app.services.settings import MAX_DOWNLOADS
from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look

MIB = 2**20
RATES = (0, MIB, 2 * MIB, 5 * MIB, 10 * MIB, 20 * MIB, 50 * MIB)
"""Bytes a second that are offered; 0 is no limit."""


class LimitsPart(RetranslatingFrame):
    """Two choices in a row."""

    limitsChanged = Signal(object)
    """A :class:`DownloadLimits` that the person chose."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits = DownloadLimits(0, 1)
        self._rate_label, self._count_label = QLabel(self), QLabel(self)
        self.rate, self.count = QComboBox(self), QComboBox(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.em() // 2)
        for label, box in ((self._rate_label, self.rate), (self._count_label, self.count)):
            label.setProperty("role", "muted")
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
            box.activated.connect(self._choose)
        row.addStretch(1)
        self.retranslate()

    def show_limits(self, limits: DownloadLimits) -> None:
        """Show what holds now."""
        self._limits = limits
        self.retranslate()

    def retranslate(self) -> None:
        self._rate_label.setText(tr("속도 제한"))
        self._count_label.setText(tr("한꺼번에"))
        rates = sorted({*RATES, self._limits.bytes_per_s})
        _fill(
            self.rate,
            [(speed(rate) if rate else tr("없음"), rate) for rate in rates],
            self._limits.bytes_per_s,
        )
        counts = range(1, MAX_DOWNLOADS + 1)
        _fill(
            self.count,
            [(str(count), count) for count in counts],
            self._limits.at_once,
        )
        self.rate.setAccessibleName(self._rate_label.text())
        self.rate.setToolTip(tr("모든 내려받기를 더한 속도입니다."))
        self.count.setAccessibleName(self._count_label.text())

    def _choose(self) -> None:
        self._limits = DownloadLimits(self.rate.currentData(), self.count.currentData())
        self.limitsChanged.emit(self._limits)


def _fill(box: QComboBox, choices: list[tuple[str, int]], chosen: int) -> None:
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(chosen))
