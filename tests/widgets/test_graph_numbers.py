"""What the graph computes from stamps, without any window."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.live_run import LiveRun
from app.core.playback import Pace, Playback
from app.core.run import ModelFile, PlannedModel, TokenEvent
from widgets.graph.growing import GrowingArray
from widgets.graph.rates import SETTLED_GAPS, WINDOW_TOKENS, rates_at
from widgets.graph.run_series import RunSeries
from widgets.graph.saving import csv_bytes
from widgets.graph.scale import axis_end, round_up, tick_step
from widgets.graph.thinning import ThinnedCurve, group_for, thin

SECOND = 1_000_000_000


def evenly(rate: float, n: int, start: float = 0.2) -> np.ndarray:
    return start + np.arange(n) / rate


@pytest.mark.parametrize("rate", [0.7, 5.0, 80.0, 5000.0])
def test_an_even_run_has_its_rate_everywhere(rate: float) -> None:
    rates = rates_at(evenly(rate, 100), 0)
    assert math.isnan(rates[0])
    assert np.allclose(rates[SETTLED_GAPS:], rate)


def test_the_window_is_short_enough_to_see_a_change() -> None:
    times = np.concatenate((evenly(100, 200), evenly(100, 200)[-1] + 0.02 * np.arange(1, 101)))
    rates = rates_at(times, 0)
    assert rates[199] == pytest.approx(100)
    assert rates[199 + WINDOW_TOKENS] == pytest.approx(50)


def test_stamps_at_the_same_moment_give_no_infinite_rate() -> None:
    assert not np.isinf(rates_at(np.array([1.0] * 10), 0)).any()


@given(
    st.lists(st.floats(0, 2, allow_nan=False), min_size=1, max_size=80),
    st.integers(0, 80),
)
def test_rates_come_out_the_same_however_the_stamps_arrive(gaps: list[float], cut: int) -> None:
    times = np.cumsum(np.array(gaps))
    cut = min(cut, len(times))
    pieces = np.concatenate((rates_at(times[:cut], 0), rates_at(times, cut)))
    assert np.array_equal(pieces, rates_at(times, 0), equal_nan=True)


def live_run(events: list[TokenEvent]) -> LiveRun:
    model = ModelFile(id="a", path="a.gguf", name="A")
    run = LiveRun("r", PlannedModel(pane=0, model=model), 1, "isolated")
    run.submitted_ns = 5 * SECOND
    run.events = events
    return run


def test_a_run_is_taken_over_as_far_as_it_is_shown() -> None:
    texts = ["음", "…", "", "서울", "입니다", "."]
    events = [
        TokenEvent(5 * SECOND + (i + 1) * SECOND // 10, i < 2, text, i != 5)
        for i, text in enumerate(texts)
    ]
    playback = Playback(Pace(10.0), live_run(events))
    series = RunSeries(playback.live_run, playback)
    playback.advance(0)
    assert not series.take_shown()
    playback.advance(3 * SECOND)
    assert series.take_shown()
    assert series.token_s.values.tolist() == pytest.approx([0.1, 0.2, 0.3])
    assert series.first_token_s == pytest.approx(0.1)
    assert series.thinking_end_s is None
    playback.advance(100 * SECOND)
    assert series.take_shown()
    assert len(series.token_s) == 5
    assert series.thinking_end_s == pytest.approx(0.4)
    assert series.chars.values.tolist() == [2, 5, 6]
    assert not series.take_shown()


def test_an_array_grows_by_any_amount() -> None:
    array = GrowingArray()
    for n in (0, 1, 255, 3, 5000):
        array.extend([float(len(array) + i) for i in range(n)])
    assert array.values.tolist() == list(range(5259))


@given(st.lists(st.floats(0, 1e6) | st.just(math.nan), min_size=1, max_size=600))
def test_thinning_keeps_peak_dip_and_end(values: list[float]) -> None:
    x, y = np.arange(len(values), dtype=float), np.array(values)
    thin_x, thin_y = thin(x, y, 50)
    assert len(thin_x) <= 100
    assert thin_x[-1] == x[-1]
    assert np.all(np.diff(thin_x) >= 0)
    if not np.isnan(y).all():
        assert np.nanmax(thin_y) == np.nanmax(y)
        assert np.nanmin(thin_y) == np.nanmin(y)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12), st.sampled_from([1, 4, 16]))
def test_a_growing_curve_is_thinned_as_if_it_came_at_once(steps: list[int], group: int) -> None:
    x, y = GrowingArray(), GrowingArray()
    growing = ThinnedCurve(x, y, group)
    for step in steps:
        x.extend(np.arange(len(x), len(x) + step, dtype=float))
        y.extend(np.sin(np.arange(len(y), len(y) + step)))
        growing.grow()
    whole = ThinnedCurve(x, y, group)
    whole.grow()
    for (ax, ay), (bx, by) in zip(growing.part(-1, 1e9, 32), whole.part(-1, 1e9, 32), strict=True):
        assert np.array_equal(ax, bx)
        assert np.array_equal(ay, by)


def test_groups_are_powers_of_two_and_leave_few_points_alone() -> None:
    assert group_for(500, 800) == 1
    assert group_for(100_000, 800) == 256


def test_axes_end_at_round_numbers() -> None:
    assert round_up(0.0213) == pytest.approx(0.025)
    assert round_up(100) == pytest.approx(100)
    assert axis_end(0.0, 1.0) == 1
    assert axis_end(96, 1.0) == pytest.approx(100)
    assert tick_step(100, 5) == pytest.approx(20)
    assert tick_step(0.03, 6) == pytest.approx(0.005)


def test_a_table_cannot_smuggle_a_formula() -> None:
    text = csv_bytes(("model", "rate"), [("=cmd()", 1.5), ("-1+1", None), ("a,b", math.nan)])
    assert text.decode("utf-8-sig").splitlines() == [
        "model,rate",
        "'=cmd(),1.5",
        "'-1+1,",
        '"a,b",',
    ]
