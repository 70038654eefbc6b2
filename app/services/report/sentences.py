"""Who was faster, in a sentence, and never more than the measurement can say."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.measure.statistics import MIN_PAIRS, Decision
from app.services.translation import tr


@dataclass(frozen=True)
class PairFacts:
    """Two models by name, and what came of comparing them."""

    a: str
    b: str
    n: int
    ratio: float | None
    low: float | None
    high: float | None
    decision: Decision
    more_rounds: int | None = None
    less_is_better: bool = False


def pair_sentence(pair: PairFacts) -> str:
    """Return what may be said of two models."""
    if pair.ratio is None or pair.low is None or pair.high is None:
        return tr("{a}, {b}: 견줄 수치가 없습니다.").format(a=pair.a, b=pair.b)
    if pair.decision == "too_few_rounds":
        return tr("{a}, {b}: {n}회뿐이라 판정하지 않습니다. {least}회부터 판정합니다.").format(
            a=pair.a, b=pair.b, n=pair.n, least=MIN_PAIRS
        )
    if pair.decision == "no_clear_difference":
        words = tr("{a}, {b}: 뚜렷한 차이 없음 ({n}회, 95 % 구간 {low}–{high}배)").format(
            a=pair.a, b=pair.b, n=pair.n, low=f"{pair.low:.2f}", high=f"{pair.high:.2f}"
        )
        if pair.more_rounds:
            more = tr("{n}회쯤 더 재면 갈릴 수 있음").format(n=pair.more_rounds)
            return f"{words} · {more}"
        return words
    first, second, ratio, low, high = pair.a, pair.b, pair.ratio, pair.low, pair.high
    if pair.decision == "b_faster":
        first, second = second, first
        ratio, low, high = 1 / ratio, 1 / high, 1 / low
    words = (
        tr("{a} 쪽이 {b}보다 {lead} 짧음 (95 % 구간 {range}, {n}회)")
        if pair.less_is_better
        else tr("{a} 쪽이 {b}보다 {lead} 빠름 (95 % 구간 {range}, {n}회)")
    )
    return words.format(
        a=first, b=second, lead=_lead(ratio), range=_range(low, high, ratio), n=pair.n
    )


def verdict_sentence(pairs: Sequence[PairFacts]) -> str:
    """Return one sentence for all pairs: the clearest lead, or that there is none."""
    known = [pair for pair in pairs if pair.ratio is not None]
    if not known:
        return ""
    if all(pair.decision == "too_few_rounds" for pair in known):
        return tr("{n}회 이상이어야 판단합니다.").format(n=MIN_PAIRS)
    clear = [pair for pair in known if pair.decision in ("a_faster", "b_faster")]
    if not clear:
        return pair_sentence(known[0]) if len(known) == 1 else tr("뚜렷한 차이 없음")
    fastest = unbeaten(known)
    if len(known) > 1 and fastest:
        return tr("{name} 쪽이 가장 빠릅니다: 다른 모든 모델보다 뚜렷이 빠름").format(name=fastest)
    return pair_sentence(max(clear, key=_lead_of))


def unbeaten(pairs: Sequence[PairFacts]) -> str:
    """Return the one that is clearly faster than every other; "" where there is none."""
    names = {name for pair in pairs for name in (pair.a, pair.b)}
    for name in sorted(names):
        mine = [pair for pair in pairs if name in (pair.a, pair.b)]
        won = [pair for pair in mine if _winner(pair) == name]
        if mine and len(won) == len(mine) == len(names) - 1:
            return name
    return ""


def _lead_of(pair: PairFacts) -> float:
    """Return how many times faster the faster one is."""
    ratio = pair.ratio or 1.0
    return max(ratio, 1 / ratio)


def _winner(pair: PairFacts) -> str:
    return {"a_faster": pair.a, "b_faster": pair.b}.get(pair.decision, "")


def _lead(ratio: float) -> str:
    """Return a lead: in per cent, from double on in times."""
    if ratio >= 2:
        return tr("{n}배").format(n=f"{ratio:.1f}")
    # No break between number and sign.
    return f"{_percent(ratio)}\N{NO-BREAK SPACE}%"


def _range(low: float, high: float, ratio: float) -> str:
    """Return both ends in the unit of the lead itself."""
    if ratio >= 2:
        return tr("{n}배").format(n=f"{low:.1f}–{high:.1f}")
    return f"{_percent(low)}–{_percent(high)}\N{NO-BREAK SPACE}%"


def _percent(ratio: float) -> str:
    percent = (ratio - 1) * 100
    return f"{percent:.1f}" if abs(percent) < 9.95 else f"{percent:.0f}"
