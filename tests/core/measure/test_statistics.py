"""Intervals and verdicts: against scipy, and by simulation with a known truth."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from app.core.measure.statistics import (
    MIN_DIFFERENCE,
    bootstrap_median,
    compare,
    ratio_interval,
    share_interval,
    student_cdf,
    student_quantile,
    summarise,
)

RATES = st.floats(0.01, 1e6)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 7, 10, 29, 100])
@pytest.mark.parametrize("probability", [0.6, 0.9, 0.975, 0.999])
def test_students_quantile_is_scipys(degrees: int, probability: float) -> None:
    expected = float(stats.t.ppf(probability, degrees))
    assert student_quantile(probability, degrees) == pytest.approx(expected, rel=1e-9)
    assert student_cdf(expected, degrees) == pytest.approx(probability, rel=1e-9)


@pytest.mark.parametrize(("successes", "n"), [(0, 5), (5, 5), (3, 10), (97, 100), (1, 2)])
def test_the_interval_of_a_share_is_scipys(successes: int, n: int) -> None:
    expected = stats.binomtest(successes, n).proportion_ci(0.95, method="wilson")
    assert share_interval(successes, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_no_trials_have_no_share() -> None:
    assert share_interval(0, 0) is None


@pytest.mark.parametrize("n", [5, 10, 30])
def test_the_bootstrap_of_the_median_is_scipys(n: int) -> None:
    values = np.random.default_rng(n).lognormal(3, 0.1, n)
    expected = stats.bootstrap(
        (values,),
        np.median,
        n_resamples=20_000,
        method="percentile",
        rng=np.random.default_rng(1),
    ).confidence_interval
    low, high = bootstrap_median([float(value) for value in values])
    # Two sets of resamples differ by a step of the few values that a median can take.
    step = max(np.diff(np.sort(values)))
    assert abs(low - expected.low) <= step
    assert abs(high - expected.high) <= step


@given(st.lists(RATES, min_size=1, max_size=12))
def test_a_summary_holds_its_median(values: list[float]) -> None:
    found = summarise(values)
    assert found.n == len(values)
    assert found.low is not None
    assert found.median is not None
    assert found.high is not None
    assert min(values) <= found.low <= found.median <= found.high <= max(values)


def test_nothing_has_no_figures() -> None:
    found = summarise([])
    assert (found.median, found.low, found.high, found.spread) == (None, None, None, None)


@given(st.lists(st.tuples(RATES, RATES), min_size=1, max_size=12))
@example([(1, 2), (1, 3), (1, 3), (2, 1), (1, 4), (1, 4)])
def test_a_pair_seen_from_the_other_side_is_its_mirror(pairs: list[tuple[float, float]]) -> None:
    of_a = {n: a for n, (a, _) in enumerate(pairs)}
    of_b = {n: b for n, (_, b) in enumerate(pairs)}
    there, back = compare(of_a, of_b), compare(of_b, of_a)
    mirror = {"a_faster": "b_faster", "b_faster": "a_faster"}
    assert there.ratio is not None
    assert there.low is not None
    assert there.high is not None
    mirrored = (1 / there.ratio, 1 / there.high, 1 / there.low)
    assert (back.ratio, back.low, back.high) == pytest.approx(mirrored)
    # On the very border rounding decides.
    least = 1 + MIN_DIFFERENCE
    borders = (there.low, there.high, there.ratio * least, there.ratio / least)
    if not any(math.isclose(border, 1) for border in borders):
        assert back.decision == mirror.get(there.decision, there.decision)
    as_times = compare(of_b, of_a, less_is_better=True)
    assert (as_times.ratio, as_times.decision) == (there.ratio, there.decision)


def test_only_rounds_that_both_have_are_compared() -> None:
    assert compare({1: 10.0, 2: 10.0}, {2: 5.0, 3: 1.0}).ratio == 2.0
    assert compare({1: 10.0}, {2: 10.0}).n == 0


def test_few_rounds_decide_nothing() -> None:
    four = {n: 10.0 + n for n in range(4)}
    pair = compare(four, dict.fromkeys(four, 5.0))
    assert pair.decision == "too_few_rounds"
    assert pair.more_rounds == 1


def test_a_sure_but_small_difference_is_none() -> None:
    ten = range(10)
    pair = compare({n: 102 + n / 1000 for n in ten}, dict.fromkeys(ten, 100.0))
    assert pair.low is not None
    assert pair.low > 1
    assert pair.ratio is not None
    assert pair.ratio < 1 + MIN_DIFFERENCE
    assert (pair.decision, pair.more_rounds) == ("no_clear_difference", None)


def test_more_rounds_are_foretold_where_they_would_settle_it() -> None:
    noise = [0.9, 1.25, 1.02, 1.3, 1.0, 1.22]
    pair = compare(dict(enumerate(noise)), dict.fromkeys(range(6), 1.0))
    assert pair.decision == "no_clear_difference"
    assert pair.more_rounds is not None
    assert 0 < pair.more_rounds < 100


def claims(effect: float, deviation: float, rounds: int, trials: int = 300) -> int:
    """How often a is called faster or slower; its noise and b's have this deviation."""
    generator = np.random.default_rng(7)
    found = 0
    for _ in range(trials):
        noise = generator.normal(0, deviation, (2, rounds))
        rates = np.exp(noise)
        of_a = {n: float(rate) * (1 + effect) for n, rate in enumerate(rates[0])}
        of_b = {n: float(rate) for n, rate in enumerate(rates[1])}
        found += compare(of_a, of_b).decision in ("a_faster", "b_faster")
    return found


@pytest.mark.parametrize("rounds", [5, 10])
@pytest.mark.parametrize("deviation", [0.01, 0.05, 0.1])
def test_equals_are_seldom_called_different(rounds: int, deviation: float) -> None:
    # 5 in 100 of 300 are 15; seven more are two standard deviations of that count.
    assert claims(0.0, deviation, rounds) <= 22


def test_a_tenth_is_found_within_ten_rounds() -> None:
    assert claims(0.10, 0.03, 10) >= 270


def test_the_interval_covers_the_true_ratio() -> None:
    generator = np.random.default_rng(3)
    covered = 0
    for _ in range(300):
        ratios = [math.exp(value) for value in generator.normal(math.log(1.1), 0.05, 7)]
        low, high = ratio_interval(ratios)
        covered += low <= 1.1 <= high
    assert covered >= 280
