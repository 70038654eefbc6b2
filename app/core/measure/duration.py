"""How long a measurement will still take."""

from collections.abc import Callable, Sequence
from statistics import fmean

from app.core.measure.plan import BenchPlan, BenchStep, BenchTask, steps_of
from app.core.measure.results import StepResult
from app.core.run import PlannedModel

SpeedOf = Callable[[PlannedModel], tuple[float, float] | None]
"""Prefill and decode in tokens a second, as expected; None where nobody knows."""
_NS_PER_S = 1e9
_TOKENS_A_CHAR = 0.6
"""Of Korean text in usual vocabularies."""
_STEP_S = 0.5
"""Everything around a step: the wait for an idle machine, the messages."""


def seconds_left(
    plan: BenchPlan, left: Sequence[BenchStep], results: Sequence[StepResult], speed: SpeedOf
) -> float | None:
    """Return what the steps that are left will take: as long as the same model took for the
    same task before, else as its expected speeds say. None where neither is known of a step.
    """
    steps = {step.index: step for step in steps_of(plan)}
    taken: dict[tuple[int, int], list[float]] = {}
    for result in results:
        step = steps.get(result.step)
        if step is not None and result.state == "finished":
            seconds = (result.ended_at_ns - result.started_at_ns) / _NS_PER_S
            taken.setdefault((step.model, step.task), []).append(seconds)
    total = 0.0
    for step in left:
        known = taken.get((step.model, step.task))
        seconds = (
            fmean(known)
            if known
            else _expected(plan.tasks[step.task], plan, speed(plan.models[step.model]))
        )
        if seconds is None:
            return None
        total += seconds + _STEP_S
    return total


def _expected(task: BenchTask, plan: BenchPlan, speed: tuple[float, float] | None) -> float | None:
    if speed is None or task.kind == "load":
        return None
    prefill, decode = speed
    if prefill <= 0 or decode <= 0:
        return None
    n_prompt = task.n_prefill + task.depth + len(task.prompt) * _TOKENS_A_CHAR
    n_output = task.n_decode or plan.max_tokens
    # Several answers together read the weights once a step: hardly slower than one.
    return n_prompt * task.users / prefill + n_output / decode
