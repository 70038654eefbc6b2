"""The writer thread: order, gathering, and a reader that goes away."""

import os
import threading

from app.core.messages import (
    Done,
    FromWorker,
    Hello,
    LineSplitter,
    PromptReady,
    Tokens,
    decode_from_worker,
)
from app.core.run import TokenEvent
from app.worker.outbox import MAX_EVENTS_PER_MESSAGE, Outbox


def _ready(run_id: str) -> PromptReady:
    return PromptReady(run_id=run_id, n_prompt=1, submitted_ns=0, prompt_ready_ns=0)


def _done(run_id: str) -> Done:
    return Done(
        run_id=run_id,
        cancelled=False,
        stop_reason="end_token",
        n_prompt=1,
        n_prompt_evaluated=1,
        n_output=0,
        n_thinking=0,
        submitted_ns=0,
        prompt_ready_ns=0,
        prefill_done_ns=None,
        answer_started_ns=None,
        ended_ns=0,
    )


def _read_all(descriptor: int) -> list[FromWorker]:
    splitter = LineSplitter()
    messages: list[FromWorker] = []
    while data := os.read(descriptor, 1 << 16):
        messages += map(decode_from_worker, splitter.feed(data))
    os.close(descriptor)
    return messages


def test_tokens_keep_their_run_and_place_however_late_they_are_read():
    reading, writing = os.pipe()
    outbox = Outbox(writing, lambda: None)
    # Larger than the pipe: the thread is stuck in the first run when the second is over.
    n_tokens = 3 * MAX_EVENTS_PER_MESSAGE
    for run_id in ("a", "b"):
        outbox.send(_ready(run_id))
        for number in range(n_tokens):
            outbox.token(TokenEvent(number, False, run_id))
        outbox.send(_done(run_id))
    received: list[FromWorker] = []
    reader = threading.Thread(target=lambda: received.extend(_read_all(reading)))
    reader.start()
    assert outbox.close(10)
    os.close(writing)
    reader.join(10)
    for run_id in ("a", "b"):
        mine = [m for m in received if getattr(m, "run_id", "") == run_id]
        assert isinstance(mine[0], PromptReady)
        assert isinstance(mine[-1], Done)
        tokens = [m for m in mine if isinstance(m, Tokens)]
        assert all(len(m.events) <= MAX_EVENTS_PER_MESSAGE for m in tokens)
        events = [event for m in tokens for event in m.events]
        assert [event.ns for event in events] == list(range(n_tokens))
        assert {event.text for event in events} == {run_id}


def test_a_reader_that_is_gone_is_told_once():
    reading, writing = os.pipe()
    told = threading.Event()
    outbox = Outbox(writing, told.set)
    os.close(reading)
    outbox.send(Hello(pid=1, protocol=1))
    assert told.wait(10)
    assert outbox.close(10)
    os.close(writing)


def test_a_reader_that_takes_nothing_does_not_hold_up_the_end():
    reading, writing = os.pipe()
    outbox = Outbox(writing, lambda: None)
    outbox.send(_ready("a"))
    for number in range(20_000):
        outbox.token(TokenEvent(number, False, "글자"))
    outbox.send(_done("a"))
    assert not outbox.close(0.1)
    _drain = threading.Thread(target=_read_all, args=(reading,))
    _drain.start()
    assert outbox.close(10)
    os.close(writing)
    _drain.join(10)
