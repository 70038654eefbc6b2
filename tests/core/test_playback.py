"""Slow view: what is shown when, and that nothing but the showing is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.live_run import LiveRun
from app.core.playback import FACTORS, FOLLOWABLE_TPS, Pace, PaceMode, Playback
from app.core.run import ModelFile, PlannedModel, TokenEvent

MS = 1_000_000


def run_of(pane: int = 0, n_tokens: int = 0, gap_ns: int = MS, start_ns: int = 5 * MS) -> LiveRun:
    model = ModelFile(id="m", path="m.gguf", name="m")
    live = LiveRun("r", PlannedModel(pane=pane, model=model), 1, "isolated")
    live.submitted_ns = 1_000
    live.events = [TokenEvent(1_000 + start_ns + i * gap_ns, False, "가") for i in range(n_tokens)]
    return live


def test_a_pace_people_can_follow_is_shown_as_it_comes() -> None:
    live = run_of(n_tokens=20, gap_ns=20 * MS)
    playback = Playback(Pace(), live)
    playback.advance(0)
    assert playback.n_shown == 20
    assert playback.pace.factor == 1.0
    assert not playback.slowed


def test_a_fast_run_is_shown_slowly_by_its_own_stamps() -> None:
    live = run_of(n_tokens=100, gap_ns=MS // 3)  # 3,000 tok/s
    playback = Playback(Pace(), live)
    playback.advance(0)
    assert playback.pace.factor == 100.0
    assert playback.n_shown == 0
    playback.advance(500 * MS)  # 5 ms of the run: the first token came then
    assert playback.n_shown == 1
    playback.advance(4_000 * MS)
    assert playback.n_shown == 100
    assert playback.position_ns == live.events[-1].ns - 1_000


def test_one_slow_pane_keeps_all_in_real_time() -> None:
    pace = Pace()
    pace.observe(0, 3_000.0)
    pace.observe(1, FOLLOWABLE_TPS)
    assert pace.factor == 1.0
    pace.reset()
    assert pace.factor == 1.0


def test_going_to_real_time_shows_everything_at_once() -> None:
    playback = Playback(Pace(50.0), run_of(n_tokens=40))
    playback.advance(0)
    assert playback.slowed
    playback.pace.mode = "real"
    playback.advance(1)
    assert playback.n_shown == 40


def test_skip_shows_the_rest_of_this_run_only() -> None:
    pace = Pace(50.0)
    first, second = Playback(pace, run_of(0, 40)), Playback(pace, run_of(1, 40))
    first.skip()
    for playback in (first, second):
        playback.advance(0)
    assert (first.n_shown, second.n_shown) == (40, 0)


def test_a_showing_that_nobody_goes_on_with_is_finished_at_once() -> None:
    live = run_of(n_tokens=40)
    live.break_off("cancelled")
    playback = Playback(Pace(50.0), live)
    playback.advance(0)
    assert not playback.finished
    playback.finish()
    assert playback.finished
    assert playback.position_ns == live.events[-1].ns - 1_000


def test_finished_only_when_the_run_has_ended_and_all_is_shown() -> None:
    live = run_of(n_tokens=20)
    playback = Playback(Pace(), live)
    playback.advance(0)
    assert not playback.finished
    live.break_off("cancelled")
    assert not playback.finished
    playback.advance(60_000 * MS)
    assert playback.finished


def test_a_run_without_a_token_is_finished_when_it_has_ended() -> None:
    live = run_of()
    live.break_off("cancelled")
    playback = Playback(Pace(), live)
    playback.advance(0)
    assert playback.finished


@pytest.mark.parametrize(("tps", "factor"), [(151.0, 5.0), (600.0, 20.0), (6_000.0, 200.0)])
def test_automatic_factors_are_round_and_readable(tps: float, factor: float) -> None:
    pace = Pace()
    pace.observe(0, tps)
    assert pace.factor == factor
    assert pace.factor in FACTORS


@given(
    mode=st.one_of(st.sampled_from(["auto", "real"]), st.floats(0.1, 1_000)),
    gaps=st.lists(st.integers(0, 50 * MS), max_size=60),
    ticks=st.lists(st.integers(0, 500 * MS), max_size=60),
)
def test_what_is_shown_only_grows_and_never_runs_ahead(
    mode: PaceMode, gaps: list[int], ticks: list[int]
) -> None:
    live = run_of()
    playback = Playback(Pace(mode), live)
    now, ns, shown, position = 0, 1_000, 0, 0
    for index in range(max(len(gaps), len(ticks))):
        if index < len(gaps):
            ns += gaps[index]
            live.events.append(TokenEvent(ns, False, "가"))
        now += ticks[index] if index < len(ticks) else 0
        playback.advance(now)
        assert shown <= playback.n_shown <= len(live.events)
        assert position <= playback.position_ns <= ns - 1_000
        shown, position = playback.n_shown, playback.position_ns
