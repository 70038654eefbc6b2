"""Synthetic work through a real worker: what is stamped, what is refused, and how it ends."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from app.core.messages import GenerateFailed, Measure, Measured, MeasureProgress
from app.core.run import LoadSettings, MeasuredRun
from tests.helpers.gguf_maker import Recipe, make_gguf
from tests.helpers.worker_client import WorkerClient


def in_order(run: MeasuredRun) -> bool:
    stamps = [run.began, run.prefill_done, *run.tokens]
    return all(earlier <= later for earlier, later in pairwise(stamps))


@pytest.mark.parametrize("sampled", [True, False])
def test_prefill_and_decode_at_a_depth(starter: WorkerClient, sampled: bool) -> None:
    told = starter.measure(n_prompt=100, n_gen=7, depth=50, repetitions=3, sampled=sampled)
    assert not told.cancelled
    assert [len(run.tokens) for run in told.runs] == [7, 7, 7]
    assert all(in_order(run) and run.prefill_done > run.began for run in told.runs)
    # The clock starts anew each time, behind the last token of the time before.
    assert all(a.tokens[-1] < b.began for a, b in pairwise(told.runs))


def test_prefill_alone_and_decode_alone(starter: WorkerClient) -> None:
    (prefill,) = starter.measure(n_prompt=64).runs
    assert prefill.tokens == ()
    assert prefill.prefill_done > prefill.began
    (decode,) = starter.measure(n_gen=4, warm_up=False).runs
    assert len(decode.tokens) == 4


@pytest.mark.parametrize("counts", [(0, 0, 1), (0, 1, 0), (1, 1, 1), (1, 2, 1), (0, 0, 512)])
def test_small_counts_and_a_full_context(
    starter: WorkerClient, counts: tuple[int, int, int]
) -> None:
    depth, n_prompt, n_gen = counts
    (run,) = starter.measure(n_prompt=n_prompt, n_gen=n_gen, depth=depth).runs
    assert len(run.tokens) == n_gen


def test_a_run_afterwards_starts_from_nothing(starter: WorkerClient) -> None:
    before = starter.run("한국의 수도는 어디인가요?")
    starter.measure(n_prompt=200, n_gen=20, repetitions=2)
    after = starter.run("한국의 수도는 어디인가요?")
    assert after.text == before.text
    assert after.done.n_prompt_evaluated == after.done.n_prompt


def test_a_model_without_a_template_is_measured(worker: WorkerClient, tmp_path: Path) -> None:
    path = make_gguf(tmp_path / "plain.gguf", Recipe(template=""))
    settings = LoadSettings(n_threads=1, n_batch=32)
    assert not worker.load(path, settings).has_chat_template
    # Neither may leave one token alone in the last slice.
    assert len(worker.measure(n_prompt=65, depth=33, n_gen=3, repetitions=2).runs) == 2


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"n_prompt": 4000, "n_gen": 97}, "prompt_too_long"),
        ({"n_prompt": 1, "depth": 2**31 - 1}, "prompt_too_long"),
        ({"depth": 5}, "prompt_empty"),
    ],
)
def test_what_cannot_be_is_refused(
    starter: WorkerClient, values: dict[str, int], kind: str
) -> None:
    starter.send(msgspec.convert({"run_id": "impossible", **values}, Measure))
    failed, _ = starter.receive_until(GenerateFailed)
    assert failed.problem.kind == kind
    assert failed.run_id == "impossible"
    assert len(starter.measure(n_prompt=3).runs) == 1


def test_without_a_model(worker: WorkerClient) -> None:
    worker.send(Measure(run_id="early", n_prompt=1))
    failed, _ = worker.receive_until(GenerateFailed)
    assert failed.problem.kind == "load_failed"


def test_cancel_keeps_what_was_stamped(worker: WorkerClient, script: Callable[..., Path]) -> None:
    worker.load(script(rate=200, n_tokens=10**9, n_ctx=1 << 20), engine="fake")
    worker.send(Measure(run_id="long", n_gen=20, repetitions=1000))
    progress, _ = worker.receive_until(MeasureProgress)
    assert 0 < progress.n_done < progress.n_total == 20_004
    worker.receive_until(MeasureProgress)
    worker.cancel("long")
    told, _ = worker.receive_until(Measured)
    assert told.cancelled
    assert all(len(run.tokens) == 20 for run in told.runs[:-1])
    assert 0 < len(told.runs[-1].tokens) <= 20
    assert len(worker.measure(n_gen=3).runs) == 1


def test_cancelled_before_its_turn(worker: WorkerClient, script: Callable[..., Path]) -> None:
    worker.load(script(rate=200, n_tokens=10**9, n_ctx=1 << 20), engine="fake")
    worker.send(Measure(run_id="first", n_gen=10**6))
    worker.send(Measure(run_id="second", n_gen=5))
    worker.receive_until(MeasureProgress)
    worker.cancel("second")
    worker.cancel("first")
    first, _ = worker.receive_until(Measured)
    second, _ = worker.receive_until(Measured)
    assert (first.run_id, second.run_id) == ("first", "second")
    assert first.cancelled
    assert second.cancelled
    assert second.runs == ()
