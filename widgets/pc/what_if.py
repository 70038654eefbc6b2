"""What would change with more memory or a GPU: how many models, and which."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.fit.verdict import VERDICTS, Verdict
from app.services.translation import tr
from widgets.card_parts import scroll_around
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.pc.judging import Cell
from widgets.pc.rows import FitRow, Key
from widgets.pc.wish import CHANGES, GIB, Change
from widgets.verdict_look import VERDICT_LOOKS

_NAMES_HEIGHT = 8.5
"""In font units; what is more scrolls."""


class WhatIf(RetranslatingFrame):
    """Choices of what could be bought, of which one or none holds."""

    changed = Signal()
    modelRequest = Signal(str)
    """Id of a model that the person wants to see."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._change = Change()
        self._better: list[tuple[FitRow, Verdict, Verdict]] = []
        self.setProperty("role", "card")
        em = look.em
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self._choices = FlowLayout(gap=em(0.35), row_gap=em(0.35))
        self.buttons: dict[Change, QPushButton] = {}
        for change in CHANGES:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("kind", "chip")
            button.clicked.connect(lambda _=False, c=change: self._choose(c))
            self._choices.addWidget(button)
            self.buttons[change] = button
        inside = QWidget()
        self._names = QVBoxLayout(inside)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._names.setSpacing(0)
        self._names.addStretch(1)
        self._scroll = scroll_around(inside, self)
        self._scroll.setFixedHeight(em(_NAMES_HEIGHT))
        self.links: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(em(0.9), em(0.6), em(0.9), em(0.7))
        column.setSpacing(em(0.45))
        column.addWidget(self._title)
        column.addLayout(self._choices)
        column.addWidget(self.summary)
        column.addWidget(self._scroll)
        self.retranslate()

    def value(self) -> Change:
        """Return what is thought of."""
        return self._change

    def show_cells(self, rows: Iterable[FitRow], cells: Mapping[Key, Cell]) -> None:
        """Show which models get a better verdict in their best quantisation."""
        self._better = []
        if self._change:
            best = _best(cells.values())
            for row in rows:
                now, then = best.get(row.key, (3, 3))
                if then < now:
                    self._better.append((row, VERDICTS[now], VERDICTS[then]))
        self._word_outcome()

    def clear(self) -> None:
        """Think of nothing: the PC as it is."""
        if self._change:
            self._choose(self._change)

    def retranslate(self) -> None:
        self._title.setText(tr("무엇이 달라질까?"))
        for change, button in self.buttons.items():
            size = f"{(change.memory_bytes or change.gpu_bytes) // GIB} GB"
            words = tr("메모리 +{size}") if change.memory_bytes else tr("GPU {size}")
            button.setText(words.format(size=size))
        self.setAccessibleName(self._title.text())
        self._word_outcome()

    def _choose(self, change: Change) -> None:
        # Pressing what is pressed already lets it go.
        self._change = Change() if change == self._change else change
        for other, button in self.buttons.items():
            button.setChecked(other == self._change)
        self.changed.emit()

    def _word_outcome(self) -> None:
        if not self._change:
            words = tr("메모리나 GPU를 더하면 어떤 모델이 더 잘 돌아갈지 미리 봅니다.")
        elif not self._better:
            words = tr("이 컨텍스트와 칸 수에서는 달라지는 모델이 없습니다.")
        else:
            words = tr("모델 {n}개의 판정이 나아집니다.").format(n=len(self._better))
        if self._change.gpu_bytes:
            words = f"{words} {tr('GPU의 속도는 보통 제품으로 어림합니다.')}"
        self.summary.setText(words)
        shown = self._better
        self._scroll.setVisible(bool(shown))
        while len(self.links) < len(shown):
            link = QPushButton(self)
            link.setProperty("kind", "link")
            place = len(self.links)
            link.clicked.connect(lambda _=False, i=place: self._follow(i))
            self.links.append(link)
            self._names.insertWidget(place, link)
        for link in self.links[len(shown) :]:
            link.hide()
        for link, (row, now, then) in zip(self.links, shown, strict=False):
            name = self._look.say(row.model.name)
            link.setText(f"{name} ({VERDICT_LOOKS[now].short()} → {VERDICT_LOOKS[then].short()})")
            link.show()

    def _follow(self, place: int) -> None:
        self.modelRequest.emit(self._better[place][0].key)


def _best(cells: Iterable[Cell]) -> dict[str, tuple[int, int]]:
    """Return each model's best grade without and with the change, over what is offered of it;
    over all quantisations where nothing is."""
    offered: dict[str, list[Cell]] = {}
    every: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.before is None:
            continue
        every.setdefault(cell.key[0], []).append(cell)
        if cell.at_hand:
            offered.setdefault(cell.key[0], []).append(cell)
    best: dict[str, tuple[int, int]] = {}
    for model_id, found in every.items():
        counted = offered.get(model_id, found)
        best[model_id] = (
            min(cell.before.judgement.grade for cell in counted if cell.before),
            min(cell.fit.judgement.grade for cell in counted),
        )
    return best
