"""Several answers at once, through a real worker: whole, alike, stamped, and cancellable."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from app.core.messages import Cancel, GenerateFailed, MeasureProgress, Serve, Served
from app.core.metrics import count_chars
from app.core.run import ChatMessage
from tests.helpers.worker_client import WorkerClient

QUESTION = (ChatMessage(role="user", content="한국의 수도는 어디인가요?"),)


def serve(client: WorkerClient, users: int, **values: int | bool) -> Served:
    order = {"max_tokens": 24, "ignore_end": False} | values
    whole = {"run_id": "s", "messages": QUESTION, "users": users, **order}
    client.send(msgspec.convert(whole, Serve))
    told = client.receive_until((Served, GenerateFailed))[0]
    assert isinstance(told, Served), told
    return told


@pytest.mark.parametrize("users", [1, 2, 8])
def test_everybody_gets_the_answer_that_one_alone_gets(starter: WorkerClient, users: int) -> None:
    alone = starter.run(QUESTION, max_tokens=24)
    told = serve(starter, users)
    assert not told.cancelled
    assert len(told.users) == users
    for user in told.users:
        assert user.n_prompt == alone.done.n_prompt
        assert len(user.tokens) == alone.done.n_output
        assert user.n_chars == count_chars(alone.text)
        stamps = [user.submitted, *user.tokens, user.ended]
        assert all(earlier <= later for earlier, later in pairwise(stamps))
    assert len({user.submitted for user in told.users}) == 1
    # Prompts are taken in the order of the users.
    firsts = [user.tokens[0] for user in told.users]
    assert firsts == sorted(firsts)


def test_equal_lengths_go_past_the_end(starter: WorkerClient) -> None:
    told = serve(starter, 2, max_tokens=60, ignore_end=True)
    assert [len(user.tokens) for user in told.users] == [60, 60]


def test_a_run_afterwards_is_not_disturbed(starter: WorkerClient) -> None:
    before = starter.run(QUESTION).text
    serve(starter, 4)
    after = starter.run(QUESTION)
    assert after.text == before
    assert after.done.n_prompt_evaluated == after.done.n_prompt


def test_more_than_the_model_was_trained_for_is_refused(starter: WorkerClient) -> None:
    starter.send(Serve(run_id="s", messages=QUESTION, users=2, max_tokens=2**31 - 1))
    told = starter.receive_until((Served, GenerateFailed))[0]
    assert isinstance(told, GenerateFailed)
    assert told.problem.kind == "prompt_too_long"


def test_it_can_be_stopped(worker: WorkerClient, script: Callable[..., Path]) -> None:
    worker.load(script(rate=200), engine="fake")
    worker.send(Serve(run_id="s", messages=QUESTION, users=3, max_tokens=4_000))
    worker.receive_until(MeasureProgress)
    worker.send(Cancel(run_id="s"))
    told = worker.receive_until(Served)[0]
    assert isinstance(told, Served)
    assert told.cancelled
    assert all(0 < len(user.tokens) < 4_000 for user in told.users)
    assert serve(worker, 1, ignore_end=True).cancelled is False
