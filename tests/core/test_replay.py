"""Stored runs made live again: every character in its place, whatever the stamps say."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.core.live_run import LiveRun
from app.core.messages import Done, PromptReady, Tokens
from app.core.replay import LONGEST_WAIT_NS, Replay, events_of, live_run_of
from app.core.run import RunOutcome, Stamps, TokenEvent
from tests.store.samples import comparison, outcome

PLANNED = comparison().spec.models[0]
MS = 1_000_000


@st.composite
def streams(draw: st.DrawFn) -> list[TokenEvent]:
    """What a worker sends: thinking first or none, empty texts, text without a token."""
    events: list[TokenEvent] = []
    ns = 1_000 * MS
    n_thinking = draw(st.integers(0, 4))
    for number in range(draw(st.integers(0, 12))):
        ns += draw(st.integers(1, 50)) * MS
        text = draw(st.text("가나다 a\n", max_size=3))
        events.append(TokenEvent(ns, number < n_thinking, text, True))
        if number == n_thinking and draw(st.booleans()):
            events.append(TokenEvent(ns, False, "끝", False))
    return events


def ended(events: list[TokenEvent]) -> RunOutcome:
    run = LiveRun("r", PLANNED, 1, "isolated")
    run.take(PromptReady(run_id="r", n_prompt=3, submitted_ns=MS, prompt_ready_ns=2 * MS))
    run.take(Tokens(run_id="r", events=tuple(events)))
    last = events[-1].ns if events else 3 * MS
    return run.finish(
        Done(
            run_id="r",
            stop_reason="end_token",
            cancelled=False,
            submitted_ns=MS,
            prompt_ready_ns=2 * MS,
            prefill_done_ns=3 * MS,
            answer_started_ns=None,
            ended_ns=last,
            n_prompt=3,
            n_prompt_evaluated=3,
            n_output=sum(event.is_token for event in events),
            n_thinking=0,
        )
    )


@given(streams())
def test_stamps_give_back_every_text_at_its_moment(events: list[TokenEvent]) -> None:
    stored = ended(events)
    again = events_of(stored)
    assert [(e.ns, e.thinking, e.text) for e in again if e.text] == [
        (e.ns, e.thinking, e.text) for e in events if e.text
    ]
    assert [e.ns for e in again if e.is_token] == [e.ns for e in events if e.is_token]
    live = live_run_of("r", PLANNED, 1, stored)
    assert live.text(thinking=False) == stored.text
    assert live.text(thinking=True) == stored.thinking


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(-9, 9))), st.text(max_size=20))
def test_no_stamps_lose_or_invent_a_character(pieces: list[tuple[int, int]], text: str) -> None:
    broken = Stamps(submitted=5, tokens=(7, 3, 50), pieces=tuple(pieces))
    stored = RunOutcome(state="finished", label="race", text=text, thinking="음", stamps=broken)
    live = live_run_of("r", PLANNED, 1, stored)
    assert live.text(thinking=False) == text
    assert live.text(thinking=True) == "음"


def test_a_replay_gives_events_when_they_are_due_and_then_the_end() -> None:
    stored = outcome(5)
    replay = Replay("r", PLANNED, 1, stored)
    replay.advance(100)
    assert replay.live.events == []
    assert replay.live.phase == "prefill"
    replay.advance(100 + 55 * MS)
    assert len(replay.live.events) == 1
    assert not replay.ended
    replay.advance(100 + 900 * MS)
    assert replay.ended
    assert replay.live.outcome == stored
    assert replay.live.text(thinking=False) + replay.live.text(thinking=True)


def test_a_long_wait_is_cut_and_a_replay_can_be_ended() -> None:
    stamps = outcome(3).stamps
    assert stamps is not None
    slow = msgspec.structs.replace(stamps, submitted=stamps.submitted - 60_000 * MS)
    stored = msgspec.structs.replace(outcome(3), stamps=slow)
    replay = Replay("r", PLANNED, 1, stored)
    replay.advance(0)
    replay.advance(LONGEST_WAIT_NS)
    assert len(replay.live.events) == 1
    replay.finish()
    assert replay.ended


def test_a_run_without_stamps_is_over_at_once() -> None:
    replay = Replay("r", PLANNED, 1, RunOutcome(state="failed", label="isolated"))
    replay.advance(0)
    assert replay.ended
