"""What the signs and figures of the table mean, in one line below it."""

from PySide6.QtWidgets import QLabel, QWidget

from app.core.fit.verdict import VERDICTS
from app.services.translation import tr
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.verdict_mark import VerdictMark


class VerdictLegend(RetranslatingFrame):
    """The four verdicts, and what the figure below each is."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=look.em(0.5), row_gap=look.em(0.2))
        for verdict in VERDICTS:
            mark = VerdictMark(look.theme, look.icons, self)
            mark.show_verdict(verdict)
            row.addWidget(mark)
        self._speed_known = True
        self._counts = (0, 0)
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        self._words.setWordWrap(True)
        row.addWidget(self._words)
        self.retranslate()

    def show_tally(self, n_here: int, n_models: int) -> None:
        """Say how many models run here, of how many."""
        if (n_here, n_models) != self._counts:
            self._counts = (n_here, n_models)
            self.retranslate()

    def show_figures(self, speed_known: bool) -> None:
        """Say whether the cells' figures are speeds, or memory where no speed is known."""
        if speed_known != self._speed_known:
            self._speed_known = speed_known
            self.retranslate()

    def retranslate(self) -> None:
        figure = tr("수: 1초에 쓰는 글자(≈ 어림), 안 되면 드는 메모리")
        if not self._speed_known:
            figure = tr("수: 드는 메모리 (빠르기는 아직 재지 않음)")
        n_here, n_models = self._counts
        tally = tr("{all}개 중 {n}개가 여기서 돌아갑니다").format(all=n_models, n=n_here)
        dotted = tr("점선: 올려 둔 파일이 알려지지 않음")
        self._words.setText(f"{tally} · {figure} · {dotted}")
        self.setAccessibleName(self._words.text())
