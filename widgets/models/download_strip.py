"""The queue of downloads, below the page: one line that opens into a row for each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.download_line import DownloadEntry
from app.services.download_words import speed, time_left
from app.services.translation import tr
from widgets.card_parts import scroll_around
from widgets.compare.retranslating import RetranslatingFrame
from widgets.icons import ButtonIcon
from widgets.models.amounts import fraction, progress_words
from widgets.models.elided_label import ElidedLabel
from widgets.models.limits_part import LimitsPart
from widgets.models.look import Look

_MOST_ROWS = 5
"""Rows in sight; the others scroll."""
_STOPPED = ("paused", "failed")


class QueueRow(QFrame):
    """One download with its place in the queue."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        em = look.em()
        self._name, self._state = ElidedLabel(self), ElidedLabel(self)
        self._state.setProperty("role", "muted")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setFixedWidth(em * 9)
        self.up, self.down = self._tool(look, "up"), self._tool(look, "down")
        self.pause, self.cancel = self._tool(look, "pause"), self._tool(look, "close")
        self._pause_icon = ButtonIcon(self.pause, look.icons, "pause")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em // 2)
        row.addWidget(self._name, 2)
        row.addWidget(self._bar)
        row.addWidget(self._state, 3)
        for button in (self.up, self.down, self.pause, self.cancel):
            row.addWidget(button)

    def show_entry(self, entry: DownloadEntry, name: str, place: int, n_places: int) -> None:
        """Show a download, called ``name``, at ``place`` of ``n_places``."""
        stopped = entry.state in _STOPPED
        self._name.setText(f"{place + 1}. {name}")
        self._state.setText(progress_words(entry))
        self._bar.setValue(round(1000 * (fraction(entry) or 0)))
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < n_places - 1)
        self._pause_icon.show("play" if stopped else "pause")
        for button, words in (
            (self.up, tr("위로")),
            (self.down, tr("아래로")),
            (self.pause, tr("이어받기") if stopped else tr("멈춤")),
            (self.cancel, tr("취소")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(f"{words}: {name}")
        self.setAccessibleName(f"{name} {self._state.text()}")

    def _tool(self, look: Look, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "flat")
        if icon != "pause":
            ButtonIcon(button, look.icons, icon)
        return button


class DownloadStrip(RetranslatingFrame):
    """Hidden while nothing is downloaded."""

    moveRequest = Signal(str, int)
    """Item id and its new place (from 0)."""
    pauseRequest = Signal(str)
    resumeRequest = Signal(str)
    cancelRequest = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._entries: list[DownloadEntry] = []
        self._names: dict[str, str] = {}
        self.rows: list[QueueRow] = []
        self.setProperty("role", "card")
        em = look.em()
        self._sum = QLabel(self)
        self._sum.setMinimumWidth(1)
        self.open_button = QToolButton(self)
        self.open_button.setProperty("kind", "flat")
        self.open_button.setCheckable(True)
        self.open_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        ButtonIcon(self.open_button, look.icons, "list")
        self.open_button.toggled.connect(self._open)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em // 6)
        self._scroll = scroll_around(inside, self)
        self._scroll.hide()
        self.limits = LimitsPart(look, self)
        self.limits.hide()
        head = QHBoxLayout()
        head.addWidget(self._sum, 1)
        head.addWidget(self.open_button)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(em, em // 3, em // 2, em // 3)
        frame.setSpacing(em // 3)
        frame.addLayout(head)
        frame.addWidget(self._scroll)
        frame.addWidget(self.limits)
        self.hide()
        self.retranslate()

    def show_queue(self, entries: Sequence[DownloadEntry], names: dict[str, str]) -> None:
        """Show the queue in its order; ``names`` are the models' by id."""
        self._entries = list(entries)
        self._names = names
        self.setVisible(bool(entries))
        self.retranslate()

    def retranslate(self) -> None:
        self.open_button.setText(tr("차례"))
        self.open_button.setToolTip(tr("받는 차례를 보고 바꾸기"))
        self._sum.setText(_summary(self._entries))
        self.setAccessibleName(self._sum.text())
        while len(self.rows) < len(self._entries):
            self._add_row()
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(self._entries))
            if place < len(self._entries):
                entry = self._entries[place]
                name = self._names.get(entry.item.model_id, entry.item.model_id)
                shown = f"{name} {entry.item.quantisation}".strip()
                row.show_entry(entry, shown, place, len(self._entries))
        self._fit()

    def _open(self, opened: bool) -> None:
        self._scroll.setVisible(opened)
        self.limits.setVisible(opened)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows in sight."""
        if self.rows:
            n_rows = min(len(self._entries), _MOST_ROWS)
            gap = self._column.spacing()
            self._scroll.setFixedHeight(n_rows * (self.rows[0].sizeHint().height() + gap))

    def _add_row(self) -> None:
        row, place = QueueRow(self._look), len(self.rows)
        row.up.clicked.connect(lambda: self.moveRequest.emit(self._id(place), place - 1))
        row.down.clicked.connect(lambda: self.moveRequest.emit(self._id(place), place + 1))
        row.cancel.clicked.connect(lambda: self.cancelRequest.emit(self._id(place)))
        row.pause.clicked.connect(lambda: self._pause_or_resume(place))
        self.rows.append(row)
        self._column.addWidget(row)

    def _id(self, place: int) -> str:
        return self._entries[place].item.item_id

    def _pause_or_resume(self, place: int) -> None:
        stopped = self._entries[place].state in _STOPPED
        wish = self.resumeRequest if stopped else self.pauseRequest
        wish.emit(self._id(place))


def _summary(entries: Sequence[DownloadEntry]) -> str:
    """Return the whole queue in one line: how many, how fast, how long."""
    going = [entry for entry in entries if entry.state == "downloading"]
    words = [tr("내려받기 {n}개").format(n=len(entries))]
    if going:
        rate = sum(entry.bytes_per_s for entry in going)
        words.append(speed(rate))
        waiting = [entry for entry in entries if entry.state not in _STOPPED]
        known = [e.total_bytes - e.done_bytes for e in waiting if e.total_bytes is not None]
        if rate > 0 and len(known) == len(waiting):
            words.append(time_left(sum(known) / rate))
    failed = sum(entry.state == "failed" for entry in entries)
    if failed:
        words.append(tr("받지 못한 것 {n}개").format(n=failed))
    return " · ".join(words)
