"""What the pictures show is what was stamped."""

import pytest

from app.core.measure.drawings import (
    MAX_POINTS,
    depth_drawing,
    gaps_drawing,
    machine_drawing,
    rounds_drawing,
    time_drawing,
    users_drawing,
    waits_drawing,
)
from app.core.measure.figures import READING_CHARS_PER_S, figures_of_measurement
from app.core.measure.plan import depth_tasks, steps_of, user_tasks
from app.core.measure.results import Conditions, MachineSample, StepResult
from tests.core.measure.test_figures import MS, plan_of, synthetic, users_answered


def test_every_round_is_a_dot_beside_its_models_median() -> None:
    plan = plan_of(2, rounds=5)
    results = [
        synthetic(s.index, 50 + 10 * s.model + s.round_number) for s in steps_of(plan) if s.counts
    ]
    figures = figures_of_measurement(plan, results)
    drawing = rounds_drawing(plan, figures, 0, "decode_tps")
    dots = [series for series in drawing.series if not series.name]
    assert [len(series.x) for series in dots] == [5, 5]
    assert all(1 < x < 2 for x in dots[1].x)
    assert dots[0].y == pytest.approx([51, 52, 53, 54, 55], rel=1e-6)
    median = drawing.series[1]
    assert (median.x, median.y[0]) == ((0.5,), pytest.approx(53, rel=1e-6))
    assert median.low[0] <= median.y[0] <= median.high[0]
    assert rounds_drawing(plan, figures, 0, "ttft_ms").empty


def test_speed_over_depth_goes_from_shallow_to_deep() -> None:
    plan = plan_of(1, depth_tasks((1024, 0)), rounds=1, warmups=0)
    results = [synthetic(0, 40.0), synthetic(1, 80.0)]
    (series,) = depth_drawing(plan, figures_of_measurement(plan, results), "decode_tps").series
    assert series.x == (0.0, 1024.0)
    assert series.y == pytest.approx((80.0, 40.0), rel=1e-6)


def test_users_are_held_against_reading() -> None:
    plan = plan_of(1, user_tasks("안녕", (1, 2)), rounds=1, warmups=0)
    results = [
        StepResult(
            step=n,
            attempt=1,
            started_at_ns=0,
            ended_at_ns=1,
            state="finished",
            users=users_answered(n + 1, 20.0, 2.0),
        )
        for n in (0, 1)
    ]
    drawing = users_drawing(plan, figures_of_measurement(plan, results), "chars_per_s")
    assert drawing.line == READING_CHARS_PER_S
    assert drawing.series[0].x == (1.0, 2.0)


def test_speed_while_writing_and_waits_between_tokens() -> None:
    plan = plan_of(2, rounds=2, warmups=0)
    results = [synthetic(s.index, 100.0) for s in steps_of(plan)]
    drawing = time_drawing(plan, results, 0)
    assert len(drawing.series) == 2
    assert drawing.series[0].y == pytest.approx([100.0] * len(drawing.series[0].y), rel=1e-6)
    gaps = gaps_drawing(plan, results, 0)
    assert gaps.series[0].x[0] == pytest.approx(10.0)
    assert gaps.series[0].y[-1] == pytest.approx(100.0, abs=1)
    assert len(gaps.series[0].x) <= MAX_POINTS
    # Synthetic work has no prompt to wait for.
    assert waits_drawing(plan, figures_of_measurement(plan, results), 0).empty


def test_the_machine_is_drawn_over_the_whole_measurement() -> None:
    samples = tuple(MachineSample(ns=k * 500 * MS, cpu_percent=10.0 * k) for k in range(3))
    first = synthetic(0, 50.0, started_at_ns=0, conditions=Conditions(samples=samples))
    second = synthetic(1, 50.0, started_at_ns=5 * 10**9, conditions=Conditions(samples=samples))
    (series,) = machine_drawing([second, first], "cpu_percent").series
    assert series.x == pytest.approx((0.0, 0.5, 1.0, 5.0, 5.5, 6.0))
    assert machine_drawing([first], "gpu_watts").empty
