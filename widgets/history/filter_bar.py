"""What is looked for: words, model, date, machine, kind, what is kept."""

import datetime
from typing import cast

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.core.run import Label
from app.services.translation import tr
from app.store.history_store import HistoryQuery
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.history.rows import Kind, RowQuery, short_name
from widgets.models.filter_bar import SearchField
from widgets.models.look import Look

SETTLE_MS = 30
"""Keys that come faster than this are looked for together; a search takes about as long."""
_DAYS = (0, 1, 7, 30, 365)


class HistoryFilterBar(RetranslatingFrame):
    """Tells each change, words a moment later."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._models: list[tuple[str, str]] = []
        self._machines: list[str] = []
        self.search = SearchField(self)
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(self.search)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.models, self.machines = _combo(self), _combo(self)
        self.dates, self.kinds = _combo(self), _combo(self)
        self.kept = QPushButton(self)
        self.kept.setCheckable(True)
        choices = FlowLayout(gap=look.em(0.5))
        for widget in (self.models, self.dates, self.kinds, self.machines, self.kept):
            choices.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.em(0.5))
        column.addWidget(self.search)
        column.addLayout(choices)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        self.search.textChanged.connect(self._settle.start)
        for combo in (self.models, self.machines, self.dates, self.kinds):
            combo.activated.connect(self.changed)
        self.kept.clicked.connect(self.changed)
        look.theme.changed.connect(self._paint_glass)
        self._paint_glass()
        self.retranslate()

    @property
    def settling(self) -> bool:
        """Whether what is typed is still to be told."""
        return self._settle.isActive()

    def value(self) -> RowQuery:
        """Return what is asked for."""
        kind = cast("Kind", self.kinds.currentData() or "")
        label: Label | None = kind if kind in ("isolated", "race") else None
        return RowQuery(
            HistoryQuery(
                words=self.search.text().strip(),
                model_id=str(self.models.currentData() or ""),
                machine=str(self.machines.currentData() or ""),
                label=label,
                since_ns=_days_ago(int(self.dates.currentData() or 0)),
                kept=self.kept.isChecked(),
            ),
            kind,
        )

    def offer(self, models: list[tuple[str, str]], machines: list[str]) -> None:
        """Offer what the history holds."""
        if (models, machines) != (self._models, self._machines):
            self._models, self._machines = models, machines
            self._fill()

    def clear(self) -> None:
        """Ask for nothing: everything is shown."""
        with QSignalBlocker(self.search):
            self.search.clear()
        for combo in (self.models, self.machines, self.dates, self.kinds):
            combo.setCurrentIndex(0)
        self.kept.setChecked(False)
        self.changed.emit()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(tr("질문, 답, 모델에서 찾기"))
        self.search.setAccessibleName(tr("기록 찾기"))
        self.search.setToolTip(tr("기록 찾기 (Ctrl+F)"))
        self.kept.setText(tr("간직한 것만"))
        self._fill()

    def _fill(self) -> None:
        days = {
            0: tr("언제든"),
            1: tr("오늘"),
            7: tr("지난 7일"),
            30: tr("지난 30일"),
            365: tr("지난 1년"),
        }
        kinds = {
            "": tr("종류: 모두"),
            "isolated": tr("단독 측정"),
            "race": tr("동시"),
            "plans": tr("측정"),
            "sheets": tr("문제지"),
        }
        models = [(model_id, short_name(name or model_id)) for model_id, name in self._models]
        machines = [(name, name) for name in self._machines]
        _refill(self.models, tr("모델"), [("", tr("모델: 모두")), *models])
        _refill(self.machines, tr("PC"), [("", tr("PC: 모두")), *machines])
        _refill(self.dates, tr("날짜"), [(n, days[n]) for n in _DAYS])
        _refill(self.kinds, tr("종류"), list(kinds.items()))
        self.machines.setVisible(len(self._machines) > 1)

    def _paint_glass(self) -> None:
        self._glass.setIcon(self._look.icons.icon("search", "muted"))


def _combo(parent: QWidget) -> QComboBox:
    combo = QComboBox(parent)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)
    return combo


def _refill(
    combo: QComboBox, name: str, items: "list[tuple[str, str]] | list[tuple[int, str]]"
) -> None:
    chosen = combo.currentData()
    combo.clear()
    for value, words in items:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.setAccessibleName(name)


def _days_ago(days: int) -> int | None:
    """Return the first moment of the day ``days`` - 1 days ago, in ns since 1970; None for 0."""
    if not days:
        return None
    now = datetime.datetime.now().astimezone()
    day = (now - datetime.timedelta(days=days - 1)).replace(hour=0, minute=0, second=0)
    return int(day.timestamp()) * 1_000_000_000
