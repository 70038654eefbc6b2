"""One download's states and figures, without processes."""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.core.problem import Problem
from app.core.transfer import DownloadItem, DownloadState, Fetched, Progress, RemotePart
from app.services.download_line import ACTIVE, RUNNING, DownloadLine
from app.services.speed import SpeedMeter

AWAY = Problem(kind="hub_unreachable", params={"host": "h"})
DONE = Fetched(sha256=("ab",), fetched_bytes=1000)
ITEM = DownloadItem(
    item_id="i",
    model_id="m",
    quantisation="Q4_K_M",
    repo="o/n",
    revision="r",
    parts=(RemotePart(path="m.gguf", target="m.gguf", size_bytes=1000),),
)


def told(state: DownloadState, done: int = 0, **more: Any) -> Progress:
    return Progress(state=state, done_bytes=done, total_bytes=1000, **more)


def test_speed_is_the_mean_of_the_last_5_s() -> None:
    meter = SpeedMeter()
    assert meter.bytes_per_s(0) == 0
    assert meter.seconds_left(0, 100) is None
    for tenth in range(300):
        meter.note(tenth / 10, tenth * (10 if tenth < 200 else 50))
    assert meter.bytes_per_s(29.9) == pytest.approx(500)
    assert meter.seconds_left(29.9, 1000) == pytest.approx(2)


def test_nothing_is_promised_before_2_s_and_speed_falls_when_nothing_comes() -> None:
    meter = SpeedMeter()
    meter.note(0, 0)
    meter.note(1.9, 1900)
    assert meter.seconds_left(1.9, 100) is None
    assert meter.bytes_per_s(1.9) == pytest.approx(1000)
    assert meter.seconds_left(2.0, 950) == pytest.approx(1)
    assert meter.bytes_per_s(19) == pytest.approx(100)
    meter.reset()
    meter.note(20, 5000)
    assert meter.seconds_left(30, 10) is None


def test_figures_are_for_what_comes_now() -> None:
    line = DownloadLine(ITEM)
    line.begin()
    assert line.take(told("downloading", 0), 10.0)
    assert not line.take(told("downloading", 500, fetched_bytes=500), 15.0)
    entry = line.entry(15.0)
    assert (entry.bytes_per_s, entry.seconds_left) == (100.0, 5.0)
    assert line.take(told("waiting", 500, problem=AWAY, retry_in_s=4.0), 15.0)
    entry = line.entry(16.0)
    assert (entry.bytes_per_s, entry.seconds_left, entry.retry_in_s) == (0.0, None, 3.0)
    assert entry.problem == AWAY
    assert line.take(told("downloading", 500), 19.0)
    entry = line.entry(19.0)
    assert (entry.problem, entry.bytes_per_s, entry.retry_in_s) == (None, 0.0, 0.0)


def test_what_was_begun_anew_stays_said_while_it_runs() -> None:
    line = DownloadLine(ITEM)
    line.begin()
    changed = Problem(kind="remote_changed", params={"file": "m"})
    line.take(told("downloading", 0, problem=changed), 1.0)
    line.take(told("downloading", 10), 2.0)
    line.take(told("verifying", 1000), 3.0)
    assert line.entry(3.0).problem == changed
    line.end(DONE)
    assert line.entry(4.0).problem is None
    assert line.entry(4.0).sha256 == ("ab",)


class Life(RuleBasedStateMachine):
    """A person and a process do what they may, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.line = DownloadLine(ITEM)
        self.process = False
        self.wish: DownloadState | None = None
        """What the person asked for last, while the process still leaves."""
        self.now = 0.0

    @precondition(lambda self: not self.process and self.line.state == "queued")
    @rule()
    def start(self) -> None:
        self.line.begin()
        self.process, self.wish = True, None

    @precondition(lambda self: self.process)
    @rule(
        state=st.sampled_from(
            ["checking", "downloading", "verifying", "flushing", "waiting", "paused"]
        ),
        done=st.integers(0, 1000),
    )
    def progress(self, state: DownloadState, done: int) -> None:
        before = self.line.state
        self.now += 0.2
        self.line.take(told(state, done, fetched_bytes=done), self.now)
        if before not in RUNNING:
            assert self.line.state == before, "what was wished is not undone by a late message"

    @precondition(lambda self: self.process)
    @rule(outcome=st.sampled_from([DONE, AWAY, None]))
    def end(self, outcome: Fetched | Problem | None) -> None:
        self.line.end(outcome)
        self.process = False
        if outcome is DONE:
            assert self.line.state == "done"
        elif self.wish is not None:
            assert self.line.state == self.wish
        else:
            assert self.line.state == ("failed" if outcome else "queued")

    @rule()
    def pause(self) -> None:
        if self.line.pause() and self.process:
            self.wish = "paused"

    @rule()
    def resume(self) -> None:
        if self.line.queue() and self.process:
            self.wish = "queued"

    @rule()
    def restart(self) -> None:
        stored = self.line.stored(0)
        if self.line.state != "done":
            self.line = DownloadLine.restored(stored)
            self.process, self.wish = False, None
            assert self.line.stored(0).done_bytes == stored.done_bytes

    @invariant()
    def it_makes_sense(self) -> None:
        entry = self.line.entry(self.now)
        assert (entry.state == "failed") <= (entry.problem is not None)
        assert (entry.state in RUNNING) <= self.process
        assert entry.state in ACTIVE | {"paused", "failed", "done"}
        assert entry.seconds_left is None or entry.state == "downloading"
        assert entry.bytes_per_s >= 0 or entry.state == "downloading"


TestLife = Life.TestCase
