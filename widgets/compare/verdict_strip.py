"""Who was faster, by how much, and how sure that is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.core.comparison import Comparison, PairVerdict, PaneFigure, SpeedFigure
from app.core.measure.statistics import MIN_PAIRS
from app.services.measuring.plans import figure_words
from app.services.translation import tr
from widgets.compare import numbers
from widgets.compare.retranslating import RetranslatingFrame
from widgets.theme import Theme

_MAX_PAIRS = 3


class VerdictStrip(RetranslatingFrame):
    """Hidden until a comparison of several rounds, or a race, has ended."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self.setProperty("role", "strip")
        em = theme.em()
        self._judgement, self._medians = QLabel(self), QLabel(self)
        self._judgement.setProperty("role", "heading")
        self._medians.setProperty("role", "muted")
        self._medians.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(em, em // 3, em, em // 3)
        for label, stretch in ((self._judgement, 3), (self._medians, 2)):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(label, stretch)
        self.hide()

    @property
    def words(self) -> str:
        """The judgement as shown."""
        return self._judgement.text()

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Judge an ended comparison; None hides the strip."""
        self._comparison = comparison
        self.retranslate()

    def retranslate(self) -> None:
        comparison = self._comparison
        if comparison is None:
            self.hide()
            return
        verdict = comparison.verdict()
        if verdict.label == "race":
            self._judgement.setText(tr("동시 실행의 수치는 순위를 매기지 않습니다."))
            self._medians.clear()
            self.setToolTip("")
        elif comparison.spec.rounds > 1 and any(pane.n for pane in verdict.panes):
            names = _names(comparison)
            self._judgement.setText(_judge(list(verdict.pairs), names))
            unit = figure_words(verdict.figure)
            medians = [_median(pane, names[pane.pane], unit) for pane in verdict.panes if pane.n]
            self._medians.setText("   ".join(medians))
            self.setToolTip(_why(verdict.figure))
        else:
            self.hide()
            return
        self.setAccessibleName(f"{self._judgement.text()} {self._medians.text()}")
        self.show()


def _names(comparison: Comparison) -> dict[int, str]:
    """Return each pane's name; the same model twice gets its pane's number."""
    names = {
        p.pane: p.model.id if p.model.practice else p.model.name for p in comparison.spec.models
    }
    return {
        pane: f"{name} ({pane + 1})" if list(names.values()).count(name) > 1 else name
        for pane, name in names.items()
    }


def _judge(pairs: list[PairVerdict], names: dict[int, str]) -> str:
    if all(pair.verdict == "too_few_rounds" for pair in pairs):
        return tr("{n}회 이상이어야 판단합니다.").format(n=MIN_PAIRS)
    clear = [pair for pair in pairs if pair.verdict in ("a_faster", "b_faster")]
    if not clear:
        return _unclear(pairs)
    clear.sort(key=lambda pair: -abs((pair.ratio or 1.0) - 1.0))
    sentences = [_faster(pair, names) for pair in clear[:_MAX_PAIRS]]
    if len(pairs) == 1:
        return sentences[0]
    left = len(pairs) - len(clear[:_MAX_PAIRS])
    if left:
        sentences.append(tr("다른 짝 {n}개").format(n=left))
    return " · ".join(sentences)


def _unclear(pairs: list[PairVerdict]) -> str:
    """Word that nobody was faster, and for one pair how many more rounds might tell."""
    if len(pairs) == 1 and pairs[0].more_rounds:
        return tr("뚜렷한 차이 없음 ({n}회쯤 더 재면 갈릴 수 있음)").format(n=pairs[0].more_rounds)
    return tr("뚜렷한 차이 없음")


def _faster(pair: PairVerdict, names: dict[int, str]) -> str:
    """Word a clear pair from the faster one's side: its lead over the other."""
    ratio, low, high = pair.ratio or 1.0, pair.low or 1.0, pair.high or 1.0
    faster, slower = pair.a, pair.b
    if pair.verdict == "b_faster":
        faster, slower = pair.b, pair.a
        ratio, low, high = 1 / ratio, 1 / high, 1 / low
    words = tr("{a} 쪽이 {b}보다 {lead} 빠름 ({n}회 중앙값, 95 % 구간 {range})")
    return words.format(
        a=names[faster],
        b=names[slower],
        lead=_lead(ratio),
        range=lead_range(low, high),
        n=pair.n,
    )


def _lead(ratio: float) -> str:
    """Return how much faster: per cent, or times from double on."""
    if ratio >= 2:
        return tr("{n}배").format(n=f"{ratio:.1f}")
    # No break between number and sign.
    return f"{numbers.percent(ratio - 1)}\N{NO-BREAK SPACE}%"


def lead_range(low: float, high: float) -> str:
    """Return both ends, the unit once where it is the same."""
    if high < 2:
        return f"{numbers.percent(low - 1)}–{_lead(high)}"
    if low >= 2:
        return f"{low:.1f}–{_lead(high)}"
    return f"{_lead(low)} – {_lead(high)}"


def _why(figure: SpeedFigure) -> str:
    if figure == "chars_per_s":
        return tr("토크나이저가 다른 모델이라, 토큰이 아니라 1초에 쓰는 글자로 견줍니다.")
    return tr("1초에 만드는 토큰으로 견줍니다.")


def _median(pane: PaneFigure, name: str, unit: str) -> str:
    words = tr("{name} {median} {unit} ({low}–{high})")
    return words.format(
        name=name,
        unit=unit,
        median=numbers.rate(pane.median),
        low=numbers.rate(pane.low),
        high=numbers.rate(pane.high),
    )
