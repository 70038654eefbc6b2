"""A run as it fills, and how it ends."""

from typing import Any

from app.core.live_run import LiveRun
from app.core.messages import (
    Done,
    Hello,
    LoadProgress,
    PrefillProgress,
    PromptReady,
    Tokens,
)
from app.core.problem import Problem
from app.core.run import ModelFile, PlannedModel, TokenEvent


def new_run() -> LiveRun:
    return LiveRun(
        "r", PlannedModel(pane=3, model=ModelFile(id="m", path="m", name="m")), 1, "isolated"
    )


def done(**changes: Any) -> Done:
    facts: dict[str, Any] = {
        "run_id": "r",
        "cancelled": False,
        "stop_reason": "end_token",
        "n_prompt": 7,
        "n_prompt_evaluated": 7,
        "n_output": 3,
        "n_thinking": 1,
        "submitted_ns": 10,
        "prompt_ready_ns": 11,
        "prefill_done_ns": 12,
        "answer_started_ns": 14,
        "ended_ns": 16,
    }
    return Done(**{**facts, **changes})


def fill(run: LiveRun) -> None:
    run.take(PromptReady(run_id="r", n_prompt=7, submitted_ns=10, prompt_ready_ns=11))
    run.take(Tokens(run_id="r", events=(TokenEvent(13, True, "음"),)))
    run.take(
        Tokens(
            run_id="r",
            events=(
                TokenEvent(14, False, ""),
                TokenEvent(15, False, "안녕"),
                TokenEvent(16, False, "!", is_token=False),
            ),
        )
    )


def test_phases_and_what_counts_as_a_change() -> None:
    run = new_run()
    assert (run.pane, run.phase) == (3, "waiting")
    assert run.take(LoadProgress(fraction=0.5))
    assert run.load_fraction == 0.5
    assert run.take(PromptReady(run_id="r", n_prompt=7, submitted_ns=10, prompt_ready_ns=11))
    assert (run.phase, run.n_prompt, run.submitted_ns) == ("prefill", 7, 10)
    assert run.take(PrefillProgress(run_id="r", n_done=4, n_prompt=7))
    assert run.n_prefilled == 4
    assert run.take(Tokens(run_id="r", events=(TokenEvent(13, False, "가"),)))
    assert run.phase == "decoding"
    assert not run.take(Tokens(run_id="r", events=(TokenEvent(14, False, "나"),)))
    assert not run.take(Hello(pid=1, protocol=1))
    assert run.text(thinking=False) == "가나"


def test_a_system_text_moved_into_the_users_turn_is_known() -> None:
    run = new_run()
    assert not run.system_merged
    run.take(
        PromptReady(run_id="r", n_prompt=7, submitted_ns=10, prompt_ready_ns=11, system_merged=True)
    )
    assert run.system_merged


def test_the_end_as_the_worker_says() -> None:
    run = new_run()
    fill(run)
    outcome = run.finish(done())
    assert run.outcome is outcome
    assert (run.phase, outcome.state, outcome.stop_reason) == ("ended", "finished", "end_token")
    assert (outcome.text, outcome.thinking) == ("안녕!", "음")
    assert outcome.stamps is not None
    assert outcome.stamps.tokens == (13, 14, 15)
    assert outcome.stamps.pieces == ((13, -1), (15, 2), (16, 1))
    assert run.finish(done(cancelled=True)).state == "cancelled"


def test_a_broken_off_run_keeps_what_was_received() -> None:
    run = new_run()
    fill(run)
    problem = Problem(kind="worker_crashed")
    outcome = run.break_off("failed", problem)
    assert (outcome.state, outcome.problem, outcome.text) == ("failed", problem, "안녕!")
    assert (outcome.n_output, outcome.n_thinking, outcome.n_prompt) == (3, 1, 7)
    assert outcome.stamps is not None
    assert (outcome.stamps.submitted, outcome.stamps.answer_started) == (10, 15)
    assert outcome.stamps.ended == 16


def test_a_run_that_never_began_has_no_stamps() -> None:
    outcome = new_run().break_off("cancelled")
    assert (outcome.state, outcome.stamps, outcome.n_output) == ("cancelled", None, 0)
