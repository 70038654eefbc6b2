"""A pane's figures: six numbers, each saying on hover exactly how it is defined."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.core.run import Label
from app.services.translation import tr
from app.services.wording import explain_label, word_label
from widgets.compare import numbers
from widgets.compare.figure_value import FigureValue
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.live_figures import ShownFigures
from widgets.compare.retranslating import RetranslatingFrame
from widgets.compare.slow_mark import SlowMark
from widgets.theme import restyle

_COLUMNS = ((33.0, 6), (11.5, 3), (0.0, 2))
"""Columns from this width on, in font units."""


@dataclass(frozen=True)
class _Figure:
    name: Callable[[], str]
    definition: Callable[[], str]
    shown: Callable[[ShownFigures], str]


_FIGURES = (
    _Figure(
        lambda: "TTFT",
        lambda: tr(
            "첫 토큰까지 걸린 시간: 첫 토큰을 뽑은 때 − 질문을 넘긴 때. 토큰으로 나누는 시간도 "
            "들어갑니다. 생각하는 모델에서는 생각의 첫 토큰까지입니다."
        ),
        lambda f: numbers.milliseconds(f.ttft_ms),
    ),
    _Figure(
        lambda: tr("첫 답 토큰"),
        lambda: tr(
            "답의 첫 토큰까지 걸린 시간: 생각이 끝나고 답의 첫 토큰을 뽑은 때 − 질문을 넘긴 때."
        ),
        lambda f: numbers.milliseconds(f.first_answer_ms),
    ),
    _Figure(
        lambda: "tok/s",
        lambda: tr(
            "초당 토큰(decode): (토큰 수 − 1) ÷ (마지막 토큰 − 첫 토큰). 생각 토큰도 셉니다. "
            "토큰이 두 개보다 적으면 정할 수 없어 –로 둡니다."
        ),
        lambda f: numbers.rate(f.decode_tps),
    ),
    _Figure(
        lambda: tr("글자/초"),
        lambda: tr(
            "초당 글자: 답에서 눈에 보이는 글자 수(NFC, 생각과 빈칸 제외) ÷ (끝난 때 − 답의 첫 "
            "토큰). 토큰을 나누는 방식이 달라도 견줄 수 있는 속도입니다."
        ),
        lambda f: numbers.rate(f.chars_per_s),
    ),
    _Figure(
        lambda: tr("토큰"),
        lambda: tr("만들어 낸 토큰 수입니다. 생각 토큰도 들어갑니다."),
        lambda f: numbers.count(f.n_output),
    ),
    _Figure(
        lambda: tr("시간"),
        lambda: tr("처음부터 끝까지: 끝난 때 − 질문을 넘긴 때."),
        lambda f: numbers.milliseconds(f.total_ms),
    ),
)


class FiguresStrip(RetranslatingFrame):
    """Shows figures; the caller decides how often."""

    def __init__(self, em: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._em = em
        self._columns = 0
        self._figures = ShownFigures()
        self._label: Label | None = None
        self._names: list[QLabel] = []
        self._values: list[FigureValue] = []
        self._cells: list[QWidget] = []
        for _ in _FIGURES:
            self._add_cell()
        self._chip = QLabel(self)
        self._chip.setProperty("role", "badge")
        self._chip.hide()
        self.slow_mark = SlowMark(self)
        marks = FlowLayout(gap=em // 2)
        marks.addWidget(self._chip)
        marks.addWidget(self.slow_mark)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em // 3)
        self._grid.setVerticalSpacing(em // 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(em // 2, em // 3, em // 2, em // 3)
        box.setSpacing(em // 4)
        box.addLayout(marks)
        box.addLayout(self._grid)
        self._arrange(3)
        self.retranslate()

    @property
    def figures(self) -> ShownFigures:
        """What is shown."""
        return self._figures

    def show_figures(self, figures: ShownFigures) -> None:
        """Show ``figures``; nothing is painted where nothing changed."""
        if figures != self._figures:
            self._figures = figures
            self._fill()

    def show_label(self, label: Label | None) -> None:
        """Show how the run was taken; None hides the chip."""
        if label == self._label:
            return
        self._label = label
        self._chip.setVisible(label is not None)
        self._word_label()

    def value(self, name: str) -> str:
        """Return the words beside a figure's name, as they are shown."""
        for i, figure in enumerate(_FIGURES):
            if figure.name() == name:
                return self._values[i].text()
        raise KeyError(name)

    def retranslate(self) -> None:
        for figure, cell, name in zip(_FIGURES, self._cells, self._names, strict=True):
            name.setText(figure.name())
            cell.setToolTip(f"<p>{figure.definition()}</p>")
        self._fill()
        self._word_label()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.slow_mark.set_room(event.size().width() - 3 * self._em)
        width = event.size().width() / self._em
        self._arrange(next(columns for least, columns in _COLUMNS if width >= least))

    def _fill(self) -> None:
        for figure, value, cell in zip(_FIGURES, self._values, self._cells, strict=True):
            words = figure.shown(self._figures)
            value.setText(words)
            cell.setAccessibleName(f"{figure.name()} {words}")

    def _word_label(self) -> None:
        if self._label is None:
            return
        self._chip.setText(word_label(self._label))
        self._chip.setToolTip(explain_label(self._label))
        restyle(self._chip, tone="warning" if self._label == "race" else "")

    def _add_cell(self) -> None:
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name, value = QLabel(cell), FigureValue(cell)
        name.setProperty("role", "muted")
        small = name.font()
        small.setPointSizeF(small.pointSizeF() * 0.86)
        name.setFont(small)
        column.addWidget(name)
        column.addWidget(value)
        self._cells.append(cell)
        self._names.append(name)
        self._values.append(value)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        bold = self.font()
        bold.setBold(True)
        for value in self._values:
            value.setFont(bold)
            restyle(value, role="heading" if columns == len(_FIGURES) else "")
        for i, cell in enumerate(self._cells):
            self._grid.addWidget(cell, i // columns, i % columns)
        for i in range(len(self._cells)):
            self._grid.setColumnStretch(i, 1 if i < columns else 0)
