"""Each model summed up: accuracy with its interval, beside speed and memory."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.core.sheets.results import ModelScore
from app.services.translation import tr
from app.services.wording import show_bytes
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.painting import faded
from widgets.sheets.columns import Column

_N_COLUMNS = 7


class IntervalBar(QWidget):
    """Accuracy as a dot with its 95 % interval, from 0 to 100 %."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._score: ModelScore | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_score(self, score: ModelScore) -> None:
        """Show a score."""
        self._score = score
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.em(9), self._look.em(1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        score = self._score
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        em, theme = self._look.em, self._look.theme
        left, width, middle = em(0.4), self.width() - em(0.8), self.height() / 2
        painter.setPen(QPen(theme.color("border"), em(0.2)))
        painter.drawLine(left, round(middle), left + width, round(middle))
        if score is None or score.accuracy is None or score.low is None or score.high is None:
            return
        accent = theme.color("accent")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(accent, 0.35))
        low, high = left + width * score.low, left + width * score.high
        painter.drawRoundedRect(QRectF(low, middle - em(0.25), high - low, em(0.5)), 3, 3)
        painter.setBrush(accent)
        centre = left + width * score.accuracy
        painter.drawEllipse(QRectF(centre - em(0.35), middle - em(0.35), em(0.7), em(0.7)))


class ScoreStrip(RetranslatingFrame):
    """A line a model; in blind mode without what would give a model away."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[Sequence[Column], Sequence[ModelScore], bool] = ((), (), False)
        self.setProperty("role", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(look.em(0.8), look.em(0.5), look.em(0.8), look.em(0.5))
        self._grid.setHorizontalSpacing(look.em(1.2))
        self._grid.setVerticalSpacing(look.em(0.25))
        self._grid.setColumnStretch(3, 1)
        look.theme.changed.connect(self.update)

    def show_scores(
        self, columns: Sequence[Column], scores: Sequence[ModelScore], *, blind: bool
    ) -> None:
        """Show the scores in the order of the columns."""
        if (columns, scores, blind) != self._shown:
            self._shown = (columns, scores, blind)
            self.retranslate()

    def texts(self) -> list[str]:
        """Return every word that is shown."""
        return [label.text() for label in self.findChildren(QLabel) if not label.isHidden()]

    def retranslate(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        columns, scores, blind = self._shown
        self.setVisible(bool(columns))
        if not columns:
            return
        headings = [tr("모델"), tr("정답"), tr("정확도"), tr("95 % 구간"), tr("손 점수")]
        if not blind:
            headings += [tr("글자/초 · tok/s"), tr("메모리")]
        for place, heading in enumerate(headings):
            label = QLabel(heading, self)
            label.setProperty("role", "muted")
            self._put(label, 0, place)
        for row, column in enumerate(columns, 1):
            self._add(row, column, scores[column.model], blind=blind)
        if blind:
            note = QLabel(tr("이름을 보이면 속도와 메모리도 보입니다."), self)
            note.setProperty("role", "muted")
            self._grid.addWidget(note, len(columns) + 1, 0, 1, _N_COLUMNS)
            note.show()

    def _add(self, row: int, column: Column, score: ModelScore, *, blind: bool) -> None:
        accuracy = "–" if score.accuracy is None else f"{score.accuracy * 100:.0f} %"
        marks = "–" if score.mean_mark is None else f"{score.mean_mark:.1f} ({score.n_marked})"
        right = f"{score.n_right}/{score.n_checked}"
        if score.n_failed:
            right += " · " + tr("실패 {n}").format(n=score.n_failed)
        interval = QWidget(self)
        inside = QGridLayout(interval)
        inside.setContentsMargins(0, 0, 0, 0)
        bar = IntervalBar(self._look, interval)
        bar.show_score(score)
        bounds = "–"
        if score.low is not None and score.high is not None:
            bounds = f"{score.low * 100:.0f}–{score.high * 100:.0f} %"
        bar.setAccessibleName(tr("95 % 구간") + f" {bounds}")
        inside.addWidget(bar, 0, 0)
        inside.addWidget(QLabel(bounds, interval), 0, 1)
        inside.setColumnStretch(0, 1)
        name = QLabel(column.name, self)
        name.setProperty("role", "heading")
        shown = QLabel(accuracy, self)
        shown.setProperty("role", "heading")
        cells: list[QWidget] = [name, QLabel(right, self), shown, interval, QLabel(marks, self)]
        if not blind:
            speed = f"{_rate(score.chars_per_s)} · {_rate(score.decode_tps)}"
            memory = "–" if score.memory_bytes is None else show_bytes(score.memory_bytes)
            cells += [QLabel(speed, self), QLabel(memory, self)]
        for place, cell in enumerate(cells):
            self._put(cell, row, place)

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        """Put a widget in its place; a layout alone would show it a moment later."""
        self._grid.addWidget(widget, row, column)
        widget.show()


def _rate(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
