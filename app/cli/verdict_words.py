"""Who was faster, in sentences."""

from app.cli.run_words import pane_names
from app.core.comparison import Comparison, PairVerdict
from app.services.measuring.plans import figure_words
from app.services.translation import tr


def verdict_sentences(comparison: Comparison) -> list[str]:
    """Return one sentence for each pair of models; one for all in a race."""
    verdict = comparison.verdict()
    if verdict.label == "race":
        return [tr("동시에 돌린 수치는 서로 방해받은 것이라 순위를 매기지 않습니다.")]
    names = pane_names(comparison.spec)
    unit = figure_words(verdict.figure)
    return [
        _pair_sentence(pair, names[pair.a], names[pair.b], unit) for pair in verdict.pairs if pair.n
    ]


def _pair_sentence(pair: PairVerdict, a: str, b: str, unit: str) -> str:
    ratio, low, high = pair.ratio or 0.0, pair.low or 0.0, pair.high or 0.0
    if pair.verdict == "b_faster" or (pair.verdict == "too_few_rounds" and ratio < 1):
        a, b = b, a
        ratio, low, high = 1 / ratio, 1 / high, 1 / low
    facts = {"a": a, "b": b, "ratio": f"{ratio:.2f}", "low": f"{low:.2f}", "high": f"{high:.2f}"}
    facts["unit"] = unit
    if pair.verdict == "too_few_rounds":
        return tr(
            "{a}의 {unit}는 {b}의 {ratio}배였습니다. 5회 미만({n}회)이라 판정하지 않습니다."
        ).format(**facts, n=pair.n)
    if pair.verdict == "no_clear_difference":
        return tr(
            "{a}, {b}: 뚜렷한 차이 없음 ({unit}의 비 중앙값 {ratio}, 95 % 구간 {low}–{high}, {n}회)"
        ).format(**facts, n=pair.n)
    return tr(
        "{a}: {b}보다 {ratio}배 빠름 ({unit}의 비 중앙값, 95 % 구간 {low}–{high}, {n}회)"
    ).format(**facts, n=pair.n)
