"""A measurement's steps, and the figures that follow from their stamps."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.measure.figures import (
    counted,
    energy_per_1000,
    figures_of_measurement,
    most_users,
    step_figures,
)
from app.core.measure.plan import (
    BenchPlan,
    BenchTask,
    depth_tasks,
    load_tasks,
    standard_task,
    steps_of,
    user_tasks,
)
from app.core.measure.results import Conditions, StepResult, SyntheticStamps, UserStamps
from app.core.run import ModelFile, PlannedModel, RunOutcome, Stamps

MS = 1_000_000


def plan_of(
    n_models: int = 2, tasks: tuple[BenchTask, ...] | None = None, **more: Any
) -> BenchPlan:
    models = tuple(
        PlannedModel(pane=n, model=ModelFile(id=f"m{n}", path=f"/m{n}.gguf", name=f"M{n}"))
        for n in range(n_models)
    )
    return BenchPlan(plan_id="p", models=models, tasks=tasks or (standard_task(),), **more)


def synthetic(step: int, decode_tps: float, attempt: int = 1, **more: Any) -> StepResult:
    """A step that prefilled 512 tokens in 256 ms and decoded 128 at this rate."""
    each = round(1e9 / decode_tps)
    stamps = SyntheticStamps(
        n_prefill=512,
        depth=0,
        prefill_began=0,
        prefill_ended=256 * MS,
        decode_began=1000 * MS,
        tokens=tuple(1000 * MS + each * n for n in range(1, 129)),
    )
    result = StepResult(
        step=step,
        attempt=attempt,
        started_at_ns=0,
        ended_at_ns=1,
        state="finished",
        synthetic=stamps,
    )
    return msgspec.structs.replace(result, **more)


@given(
    n_models=st.integers(1, 6),
    rounds=st.integers(1, 12),
    warmups=st.integers(0, 3),
    seed=st.integers(0, 2**31),
)
def test_a_plan_gives_every_model_every_round_once(
    n_models: int, rounds: int, warmups: int, seed: int
) -> None:
    tasks = (standard_task(), *load_tasks(), *depth_tasks((0, 64)))
    plan = plan_of(n_models, tasks, rounds=rounds, warmups=warmups, seed=seed)
    steps = steps_of(plan)
    assert steps == steps_of(plan)
    assert [step.index for step in steps] == list(range(len(steps)))
    turns = [(s.task, s.round_number, s.model) for s in steps if s.counts]
    assert len(set(turns)) == len(turns) == len(tasks) * rounds * n_models
    # A load is its own warm-up: there is none before it.
    assert len(steps) - len(turns) == (len(tasks) - 2) * warmups * n_models


def test_a_plan_survives_being_stored() -> None:
    plan = plan_of(3, (standard_task(), *user_tasks("안녕")), rounds=7, seed=5)
    assert msgspec.json.decode(msgspec.json.encode(plan), type=BenchPlan) == plan


def test_standard_speeds_are_llama_benchs() -> None:
    figures = step_figures(synthetic(0, 50.0))
    assert figures["prefill_tps"] == pytest.approx(2000)
    assert figures["decode_tps"] == pytest.approx(50)


def test_a_slower_model_is_found_and_warm_ups_do_not_count() -> None:
    plan = plan_of(rounds=6)
    results = [
        synthetic(s.index, (100 if s.model else 50) + s.round_number * 0.1)
        if s.counts
        else synthetic(s.index, 1.0)
        for s in steps_of(plan)
    ]
    measured = figures_of_measurement(plan, results)
    slow, quick = measured.find(0, 0, "decode_tps"), measured.find(1, 0, "decode_tps")
    assert slow is not None
    assert quick is not None
    assert (slow.summary.n, quick.summary.n) == (6, 6)
    assert min(slow.summary.values) > 50
    decisions = {p.figure: p.pair.decision for p in measured.pairs}
    assert decisions == {"decode_tps": "b_faster", "prefill_tps": "no_clear_difference"}


def test_a_throttled_step_gives_way_to_its_repetition_and_a_race_never_counts() -> None:
    plan = plan_of(1, rounds=2, warmups=0)
    hot = Conditions(throttled=True, throttled_by="clock")
    results = [
        synthetic(0, 90.0, attempt=2),
        synthetic(0, 50.0, attempt=1, conditions=hot),
        synthetic(0, 40.0, attempt=3, conditions=hot),
        synthetic(1, 70.0, label="race"),
    ]
    chosen = counted(plan, results)
    assert [(step.round_number, r.attempt) for step, r in chosen.items()] == [(1, 2)]


def users_answered(n: int, tps: float, chars_per_token: float) -> tuple[UserStamps, ...]:
    each = round(1e9 / tps)
    stamps = tuple(100 * MS + each * k for k in range(50))
    return tuple(
        UserStamps(
            submitted=0,
            tokens=stamps,
            n_prompt=10,
            n_chars=round(49 * chars_per_token),
            ended=stamps[-1],
        )
        for _ in range(n)
    )


def test_users_are_served_as_long_as_each_can_read_along() -> None:
    plan = plan_of(1, user_tasks("안녕", (1, 2, 4)), rounds=1, warmups=0)
    results = [
        StepResult(
            step=step.index,
            attempt=1,
            started_at_ns=0,
            ended_at_ns=1,
            state="finished",
            users=users_answered(n, tps, 2.0),
        )
        for step, (n, tps) in zip(steps_of(plan), [(1, 30.0), (2, 8.0), (4, 3.0)], strict=True)
    ]
    measured = figures_of_measurement(plan, results)
    both = measured.find(0, 1, "all_tps")
    assert both is not None
    assert both.summary.median == pytest.approx(2 * 50 / (0.1 + 49 / 8), rel=1e-3)
    wait = measured.find(0, 1, "ttft_p95_ms")
    assert wait is not None
    assert wait.summary.median == pytest.approx(100)
    assert most_users(plan, measured, 0) == 2
    assert most_users(plan_of(1), measured, 0) is None


def test_energy_is_told_for_each_answer() -> None:
    outcome = RunOutcome(
        state="finished",
        label="isolated",
        text="가나다",
        n_prompt=4,
        stamps=Stamps(submitted=0, answer_started=MS, ended=9 * MS, tokens=(MS, 5 * MS)),
    )
    result = StepResult(
        step=0,
        attempt=1,
        started_at_ns=0,
        ended_at_ns=1,
        state="finished",
        outcome=outcome,
        conditions=Conditions(joules=360.0, energy_source="RAPL"),
    )
    figures = step_figures(result)
    assert figures["joules_per_answer"] == 360
    assert figures["decode_tps"] == pytest.approx(250)
    assert energy_per_1000(360) == pytest.approx(0.1)
