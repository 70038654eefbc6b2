"""However often a measurement is broken off, every step is done once, and warm."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.measure.plan import BenchPlan, BenchTask, standard_task, steps_of
from app.core.measure.remaining import MOST_ATTEMPTS, attempts_of, is_good, remaining_steps
from app.core.measure.results import Conditions, StepResult
from app.core.run import ModelFile, PlannedModel


def plan(n_models: int, rounds: int, warmups: int) -> BenchPlan:
    models = tuple(
        PlannedModel(pane=n, model=ModelFile(id=str(n), path=f"/{n}", name=str(n)))
        for n in range(n_models)
    )
    tasks = (standard_task(), BenchTask(id="chat", kind="chat", prompt="?"))
    return BenchPlan(plan_id="p", models=models, tasks=tasks, rounds=rounds, warmups=warmups)


def result(step: int, attempt: int, *, throttled: bool = False) -> StepResult:
    return StepResult(
        step=step,
        attempt=attempt,
        started_at_ns=0,
        ended_at_ns=1,
        state="finished",
        conditions=Conditions(throttled=throttled),
    )


@given(
    st.integers(1, 4),
    st.integers(1, 5),
    st.integers(0, 2),
    st.lists(st.integers(0, 12), max_size=8),
)
def test_sessions_of_any_length_come_to_the_same(
    n_models: int, rounds: int, warmups: int, sessions: list[int]
) -> None:
    steps = steps_of(plan(n_models, rounds, warmups))
    done: list[StepResult] = []
    for length in [*sessions, 10_000]:
        now: list[StepResult] = []
        warm: set[tuple[int, int]] = set()
        for _ in range(length):
            left = remaining_steps(steps, done, now)
            if not left:
                break
            step = left[0]
            pair = (step.model, step.task)
            # Nothing is measured cold.
            assert not step.counts or not warmups or pair in warm
            warm.add(pair)
            attempt = attempts_of([*done, *now]).get(step.index, 0) + 1
            now.append(result(step.index, attempt))
        done += now
    counted = [r.step for r in done if steps[r.step].counts]
    assert sorted(counted) == [step.index for step in steps if step.counts]
    assert remaining_steps(steps, done, []) == []


def test_a_throttled_step_is_repeated_a_few_times_at_most() -> None:
    steps = steps_of(plan(1, 1, 0))
    done = [result(step.index, 1) for step in steps]
    done[0] = result(steps[0].index, 1, throttled=True)
    for attempt in range(2, MOST_ATTEMPTS + 1):
        assert remaining_steps(steps, [], done) == [steps[0]]
        done.append(result(steps[0].index, attempt, throttled=True))
    assert remaining_steps(steps, [], done) == []
    assert not is_good(done[0])


def test_a_model_that_cannot_be_had_is_left_out() -> None:
    steps = steps_of(plan(3, 2, 1))
    left = remaining_steps(steps, [], [], out={1})
    assert {step.model for step in left} == {0, 2}


def test_a_text_too_long_for_one_model_leaves_the_rest() -> None:
    steps = steps_of(plan(3, 2, 1))
    left = remaining_steps(steps, [], [], refused={(1, 0)})
    assert left == [step for step in steps if (step.model, step.task) != (1, 0)]
