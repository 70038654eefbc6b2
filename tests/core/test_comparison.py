"""Turns and verdicts."""

from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.comparison import Comparison, judge, judge_pair, turn_order
from app.core.live_run import LiveRun
from app.core.messages import Done, PromptReady, Tokens
from app.core.run import (
    Label,
    Mode,
    ModelFile,
    PlannedModel,
    RunOutcome,
    RunSpec,
    RunState,
    Stamps,
    TokenEvent,
)
from tests.store.samples import REPORT

S = 1_000_000_000


def plan(n_models: int, mode: Mode = "fair") -> RunSpec:
    models = tuple(
        PlannedModel(pane=pane, model=ModelFile(id=f"m{pane}", path=f"{pane}", name=""))
        for pane in range(n_models)
    )
    return RunSpec(comparison_id="c", prompt="?", models=models, mode=mode, rounds=5)


def outcome(tps: float, label: Label = "isolated", state: RunState = "finished") -> RunOutcome:
    tokens = (0, round(S / tps))
    return RunOutcome(state=state, label=label, stamps=Stamps(submitted=0, tokens=tokens))


def answered(tps: float, chars: int, n_vocab: int) -> RunOutcome:
    """100 tokens, which spell so many characters."""
    tokens = tuple(round(n * S / tps) for n in range(100))
    stamps = Stamps(submitted=0, tokens=tokens, answer_started=0, ended=tokens[-1])
    return RunOutcome(
        state="finished",
        label="isolated",
        stamps=stamps,
        text="가" * chars,
        report=msgspec.structs.replace(REPORT, n_vocab=n_vocab),
    )


def by_round(values: list[float]) -> dict[int, float]:
    return dict(enumerate(values, 1))


@given(st.integers(1, 6))
def test_every_model_has_every_place_once(n_models: int) -> None:
    rows = [turn_order(range(n_models), r) for r in range(1, n_models + 1)]
    assert rows[0] == tuple(range(n_models))
    for place in range(n_models):
        assert Counter(row[place] for row in rows) == Counter(range(n_models))


def test_turns_go_on_rotating() -> None:
    assert [turn_order("ab", r) for r in (1, 2, 3)] == [("a", "b"), ("b", "a"), ("a", "b")]
    assert turn_order("", 3) == ()


def test_faster_needs_five_rounds_all_on_one_side_and_three_percent() -> None:
    slow = by_round([100.0] * 5)
    assert judge_pair(0, 1, by_round([110, 108, 107, 112, 106]), slow).verdict == "a_faster"
    assert judge_pair(0, 1, slow, by_round([110, 108, 107, 112, 106])).verdict == "b_faster"
    one_behind = by_round([110, 105, 99, 120, 130])
    assert judge_pair(0, 1, one_behind, slow).verdict == "no_clear_difference"
    small = by_round([102.9] * 5)
    assert judge_pair(0, 1, small, slow).verdict == "no_clear_difference"
    four = judge_pair(0, 1, by_round([200] * 4), slow)
    assert (four.verdict, four.n, four.ratio) == ("too_few_rounds", 4, 2.0)


def test_only_rounds_that_both_have_are_paired() -> None:
    pair = judge_pair(0, 1, {1: 10.0, 3: 30.0}, {2: 5.0, 3: 15.0})
    assert (pair.n, pair.ratio, pair.low, pair.high) == (1, 2.0, 2.0, 2.0)
    none = judge_pair(0, 1, {1: 10.0}, {2: 5.0})
    assert (none.n, none.ratio, none.verdict) == (0, None, "too_few_rounds")


@given(st.lists(st.floats(1, 1e4), min_size=5, max_size=9))
def test_a_model_is_never_faster_than_itself(values: list[float]) -> None:
    assert judge_pair(0, 1, by_round(values), by_round(values)).verdict == "no_clear_difference"


def test_a_race_is_never_ranked() -> None:
    runs = [(pane, r, outcome(100 + 50 * pane, "race")) for pane in (0, 1) for r in range(1, 6)]
    verdict = judge(plan(2, "race"), runs)
    assert (verdict.label, verdict.panes, verdict.pairs) == ("race", (), ())


def test_only_finished_isolated_runs_count() -> None:
    runs = [(pane, r, outcome(100 + 50 * pane)) for pane in (0, 1) for r in range(1, 6)]
    runs += [(0, 6, outcome(1e6, "race")), (1, 6, outcome(1e6))]
    runs += [(0, 7, outcome(1e6, state="cancelled")), (1, 7, outcome(1e6))]
    runs += [(0, 8, RunOutcome(state="failed", label="isolated"))]
    verdict = judge(plan(2), runs)
    (pair,) = verdict.pairs
    assert (pair.n, pair.verdict) == (5, "b_faster")
    assert pair.ratio == pytest.approx(100 / 150)
    first, second = verdict.panes
    assert (first.model, first.n, first.median) == ("m0", 5, 100.0)
    assert (second.n, second.low, second.high) == (7, pytest.approx(150), pytest.approx(1e6))


def test_every_pair_is_judged_and_the_verdict_is_a_document() -> None:
    verdict = judge(plan(3), [])
    assert [(p.a, p.b) for p in verdict.pairs] == [(0, 1), (0, 2), (1, 2)]
    assert {p.median for p in verdict.panes} == {None}
    document = msgspec.json.decode(msgspec.json.encode(verdict))
    assert document["pairs"][0]["verdict"] == "too_few_rounds"


def test_a_comparison_judges_its_runs_and_knows_the_newest_outcomes() -> None:
    spec = plan(2)
    runs: list[LiveRun] = []
    for round_number in range(1, 6):
        for planned in spec.models:
            run = LiveRun(f"{round_number}{planned.pane}", planned, round_number, "isolated")
            ready = PromptReady(run_id=run.run_id, n_prompt=1, submitted_ns=0, prompt_ready_ns=0)
            run.take(ready)
            step = S // (100 * (planned.pane + 1))
            run.take(
                Tokens(
                    run_id=run.run_id,
                    events=(TokenEvent(step, False, "가"), TokenEvent(2 * step, False, "나")),
                )
            )
            run.finish(
                Done(
                    run_id=run.run_id,
                    cancelled=False,
                    stop_reason="end_token",
                    n_prompt=1,
                    n_prompt_evaluated=1,
                    n_output=2,
                    n_thinking=0,
                    submitted_ns=0,
                    prompt_ready_ns=0,
                    prefill_done_ns=0,
                    answer_started_ns=step,
                    ended_ns=2 * step,
                )
            )
            runs.append(run)
    comparison = Comparison(spec, list(runs))
    comparison.runs.append(LiveRun("still going", spec.models[0], 6, "isolated"))
    assert comparison.verdict().pairs[0].verdict == "b_faster"
    assert comparison.outcomes_by_pane() == {0: runs[-2].outcome, 1: runs[-1].outcome}


def test_other_tokenizers_are_judged_by_what_a_person_reads() -> None:
    """The first makes fewer tokens a second, but each is twice as long."""

    def verdict(n_vocab: int, chars: int) -> tuple[str, str]:
        runs = [(0, r, answered(80, 2 * chars, 128_000)) for r in range(1, 6)]
        runs += [(1, r, answered(100, chars, n_vocab)) for r in range(1, 6)]
        found = judge(plan(2), runs)
        return found.figure, found.pairs[0].verdict

    assert verdict(64_000, 100) == ("chars_per_s", "a_faster")
    assert verdict(128_000, 100) == ("decode_tps", "b_faster")
    # Nothing to read, as of one that only thought.
    assert verdict(64_000, 0) == ("decode_tps", "b_faster")
