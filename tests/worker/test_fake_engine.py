"""The fake engine plays its script."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.messages import Load, LoadFailed, LoadProgress, Tokens
from app.core.metrics import decode_rate
from app.core.run import LoadSettings
from tests.helpers.worker_client import WorkerClient

Script = Callable[..., Path]


def test_it_says_its_text_once(worker: WorkerClient, script: Script):
    report = worker.load(script(rate=None, text="하나 둘 셋"), engine="fake")
    assert (report.architecture, report.backend) == ("fake", "fake")
    result = worker.run("x")
    assert result.text == "하나 둘 셋"
    assert (result.done.stop_reason, result.done.n_output) == ("end_token", 3)


def test_it_says_its_text_again_up_to_its_tokens(worker: WorkerClient, script: Script):
    worker.load(script(rate=None, text="a b ", n_tokens=5), engine="fake")
    assert worker.run("x").text == "a b a b a "


def test_it_thinks_first(worker: WorkerClient, script: Script):
    worker.load(script(rate=None, text="답", think_tokens=4), engine="fake")
    result = worker.run("x")
    assert result.text == "답"
    assert result.thinking == "생각 " * 3
    assert (result.done.n_output, result.done.n_thinking) == (5, 4)


def test_broken_bytes(worker: WorkerClient, script: Script):
    worker.load(script(rate=None, broken_bytes=True, n_tokens=7), engine="fake")
    assert worker.run("x").text == "\ufffd" * 7


def test_its_rates(worker: WorkerClient, script: Script):
    path = script(rate=400, prefill_rate=1000, ttft_ms=100, n_tokens=200)
    worker.load(path, engine="fake")
    result = worker.run("x" * 196, max_tokens=1000)
    done = result.done
    rate = decode_rate(result.stamps)
    assert rate == pytest.approx(400, rel=0.05)
    assert done.prefill_done_ns is not None
    assert done.prefill_done_ns - done.prompt_ready_ns >= 200e6
    assert result.stamps[0] - done.prefill_done_ns >= 100e6


def test_its_rate_differs_from_run_to_run(worker: WorkerClient, script: Script):
    worker.load(script(rate=200, jitter=1.0, seed=25, n_tokens=10), engine="fake")
    slow, quick = (worker.run("x").stamps for _ in range(2))
    # Drawn for this seed: a fifth of the rate, then five times as much.
    assert slow[-1] - slow[0] >= 9 / (200 / 5) * 1e9
    assert quick[-1] - quick[0] < slow[-1] - slow[0]


def test_tokens_arrive_gathered(worker: WorkerClient, script: Script):
    worker.load(script(rate=1000, n_tokens=1000), engine="fake")
    result = worker.run("x", max_tokens=1000)
    n_messages = sum(isinstance(message, Tokens) for message in result.messages)
    assert 2 < n_messages < 100


def test_its_context_fills(worker: WorkerClient, script: Script):
    worker.load(script(rate=None, n_tokens=100, n_ctx=32), engine="fake")
    assert worker.run("x", max_tokens=1000).done.stop_reason == "context_full"


@pytest.mark.parametrize(
    ("values", "code"), [({"abort_at": 3}, -6), ({"exit_at": 3}, 3)], ids=["abort", "exit"]
)
def test_it_dies_where_it_should(
    worker: WorkerClient, script: Script, values: dict[str, int], code: int
):
    worker.load(script(text="a b c d e f", **values), engine="fake")
    worker.ask("x")
    with pytest.raises(EOFError):
        worker.result()
    assert worker.wait() == code
    if code < 0:
        assert "the script says abort" in worker.stderr()


def test_a_cancel_is_heeded_or_not(worker: WorkerClient, script: Script):
    worker.load(script(rate=100, n_tokens=10_000), engine="fake")
    run_id = worker.ask("x", max_tokens=10_000)
    worker.receive_until(Tokens)
    worker.cancel(run_id)
    assert worker.result(5).done.cancelled
    worker.load(script(rate=100, n_tokens=30, ignore_cancel=True), engine="fake")
    run_id = worker.ask("x")
    worker.receive_until(Tokens)
    worker.cancel(run_id)
    done = worker.result(5).done
    assert (done.cancelled, done.n_output) == (False, 30)


def test_loading_takes_its_time_and_tells(worker: WorkerClient, script: Script):
    path = script(load_ms=200)
    worker.send(Load(engine="fake", path=str(path), settings=LoadSettings()))
    fractions = [worker.receive() for _ in range(5)]
    assert all(isinstance(message, LoadProgress) for message in fractions)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"fail_load": "out_of_memory"}', "out_of_memory"),
        ('{"fail_load": "nonsense"}', "load_failed"),
        ('{"no_such_key": 1}', "load_failed"),
        ("no json", "load_failed"),
        ("\udcff", "load_failed"),
    ],
)
def test_loads_that_fail(worker: WorkerClient, tmp_path: Path, content: str, kind: str):
    path = tmp_path / "script.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    answer = worker.try_load(path, engine="fake")
    assert isinstance(answer, LoadFailed)
    assert answer.problem.kind == kind
