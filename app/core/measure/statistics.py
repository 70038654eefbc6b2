"""What can be said of a handful of repeated figures: median, interval, and who was faster.

Everything is seeded: the same values give the same interval on every PC.
"""

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist, fmean, median, median_high, median_low, stdev
from typing import Literal

import msgspec

LEVEL = 0.95
RESAMPLES = 4000
MIN_PAIRS = 5
"""Fewer pairs decide nothing."""
MIN_DIFFERENCE = 0.03
"""A smaller difference is none, however sure."""
MOST_ROUNDS = 1000
"""More rounds than this are nobody's plan."""
_SEED = 20261123

Decision = Literal["a_faster", "b_faster", "no_clear_difference", "too_few_rounds"]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """One figure over its rounds, in the figure's own unit."""

    n: int
    median: float | None
    low: float | None
    """Ends of the 95 % bootstrap interval of the median; None without values."""
    high: float | None
    spread: float | None
    """Standard deviation of the values as a share of their mean; None under two values."""
    values: tuple[float, ...]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two models by the rounds that both have. ``ratio`` above 1: a was faster."""

    n: int
    ratio: float | None
    """Median of the rounds' ratios; of an even number the geometric mean of the two in the
    middle, so that b against a is its reciprocal."""
    low: float | None
    high: float | None
    decision: Decision
    more_rounds: int | None
    """Rounds beyond these that would probably settle it: 0 where it is settled, None where no
    number would (the difference is too small to matter) or nothing can be said."""


def summarise(values: Sequence[float]) -> Summary:
    """Describe repeated values of one figure."""
    if not values:
        return Summary(n=0, median=None, low=None, high=None, spread=None, values=())
    low, high = bootstrap_median(values)
    mean = fmean(values)
    return Summary(
        n=len(values),
        median=median(values),
        low=low,
        high=high,
        spread=stdev(values) / abs(mean) if len(values) > 1 and mean else None,
        values=tuple(values),
    )


def compare(
    of_a: Mapping[int, float], of_b: Mapping[int, float], *, less_is_better: bool = False
) -> Pair:
    """Compare two models by a figure given by round; rates, or times with ``less_is_better``.

    A difference is claimed where the interval leaves out 1 and the median differs by at least
    :data:`MIN_DIFFERENCE`.
    """
    ratios = [
        of_b[r] / of_a[r] if less_is_better else of_a[r] / of_b[r]
        for r in sorted(of_a.keys() & of_b.keys())
        if of_a[r] > 0 and of_b[r] > 0
    ]
    if not ratios:
        return Pair(
            n=0, ratio=None, low=None, high=None, decision="too_few_rounds", more_rounds=None
        )
    middle = _middle_ratio(ratios)
    low, high = ratio_interval(ratios)
    decision: Decision = "no_clear_difference"
    if len(ratios) < MIN_PAIRS:
        decision = "too_few_rounds"
    elif low > 1 and middle >= 1 + MIN_DIFFERENCE:
        decision = "a_faster"
    elif high < 1 and 1 / middle >= 1 + MIN_DIFFERENCE:
        decision = "b_faster"
    return Pair(
        n=len(ratios),
        ratio=middle,
        low=low,
        high=high,
        decision=decision,
        more_rounds=_more_rounds(ratios, decision),
    )


def bootstrap_median(
    values: Sequence[float], level: float = LEVEL, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """Return the percentile bootstrap interval of the median; the value itself for one."""
    if len(values) == 1:
        return values[0], values[0]
    # Not needed before something is measured; the window opens sooner without it.
    import numpy as np

    generator = np.random.default_rng(_SEED)
    sample = np.asarray(values, dtype=np.float64)
    drawn = sample[generator.integers(0, len(sample), (resamples, len(sample)))]
    tail = (1 - level) / 2
    low, high = np.quantile(np.median(drawn, axis=1), (tail, 1 - tail))
    return float(low), float(high)


def ratio_interval(ratios: Sequence[float], level: float = LEVEL) -> tuple[float, float]:
    """Return the interval of a ratio, from one ratio a round. That of the reciprocals is its
    own reciprocal: who is named first decides nothing.

    It spans the bootstrap interval of the median and Student's interval of the mean logarithm:
    of so few values the bootstrap alone claims a difference between equals 6 times in 100,
    both together at most 5 times, and they find a true one nearly as often.
    """
    if len(ratios) == 1:
        return ratios[0], ratios[0]
    logs = [math.log(ratio) for ratio in ratios]
    low, high = bootstrap_median(logs, level)
    half = student_quantile((1 + level) / 2, len(logs) - 1) * stdev(logs) / math.sqrt(len(logs))
    centre = fmean(logs)
    return _exp(min(low, centre - half)), _exp(max(high, centre + half))


def share_interval(successes: int, n: int, level: float = LEVEL) -> tuple[float, float] | None:
    """Return Wilson's interval of a share such as an accuracy; None without trials."""
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / n
    scale = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def student_quantile(probability: float, degrees: int) -> float:
    """Return the quantile of Student's t for ``probability`` in [0.5, 1), by bisection of its
    distribution function."""
    low, high = 0.0, 1.0
    while student_cdf(high, degrees) < probability:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if student_cdf(middle, degrees) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def student_cdf(t: float, degrees: int) -> float:
    """Return the probability of a value below ``t`` ≥ 0 (Abramowitz and Stegun 26.7.3, .4)."""
    angle = math.atan(t / math.sqrt(degrees))
    cosine, sine = math.cos(angle), math.sin(angle)
    term = total = 1.0 if degrees % 2 == 0 else cosine
    for k in range(2 if degrees % 2 == 0 else 3, degrees, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    if degrees % 2 == 0:
        return 0.5 + sine * total / 2
    within = angle if degrees == 1 else angle + sine * total
    return 0.5 + within / math.pi


def _more_rounds(ratios: Sequence[float], decision: Decision) -> int | None:
    """Estimate from the spread so far how many rounds Student's interval would still need."""
    if decision in ("a_faster", "b_faster"):
        return 0
    if len(ratios) < 2:
        return None
    logs = [math.log(ratio) for ratio in ratios]
    effect = abs(median(logs))
    if effect < math.log(1 + MIN_DIFFERENCE):
        return None
    deviation = stdev(logs)

    def settles(n: int) -> bool:
        # The median's own uncertainty is a quarter larger than the mean's.
        half = 1.25 * student_quantile((1 + LEVEL) / 2, n - 1) * deviation / math.sqrt(n)
        return half < effect

    few, many = max(MIN_PAIRS, len(ratios) + 1), MOST_ROUNDS
    if not settles(many):
        return None
    while few < many:
        middle = (few + many) // 2
        few, many = (few, middle) if settles(middle) else (middle + 1, many)
    return few - len(ratios)


def _middle_ratio(ratios: Sequence[float]) -> float:
    low, high = median_low(ratios), median_high(ratios)
    return low if low == high else math.sqrt(low) * math.sqrt(high)


def _exp(value: float) -> float:
    return math.exp(min(max(value, -700.0), 700.0))
