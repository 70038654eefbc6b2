"""Which steps of a measurement are still to be done, whatever ended it in between."""

from collections.abc import Collection, Sequence

from app.core.measure.plan import BenchStep
from app.core.measure.results import StepResult

MOST_ATTEMPTS = 3
"""A step that was throttled or disturbed is repeated until it was not, at most so often."""


def remaining_steps(
    steps: Sequence[BenchStep],
    before: Sequence[StepResult],
    now: Sequence[StepResult],
    out: Collection[int] = (),
    refused: Collection[tuple[int, int]] = (),
) -> list[BenchStep]:
    """Return what is left in order, repetitions last.

    ``before`` are the results of earlier sessions, ``now`` those of this one: a warm-up warms
    only the session that it ran in, and is done again where anything follows it. ``out`` are
    models (places in the plan) that cannot be had, ``refused`` models and tasks that do not go
    together: a text is longer than the model's context.
    """
    results = [*before, *now]
    finished = {r.step for r in results if r.state == "finished"}
    good = {r.step for r in results if r.state == "finished" and is_good(r)}
    attempts = attempts_of(results)
    mine = [s for s in steps if s.model not in out and (s.model, s.task) not in refused]
    counted = [step for step in mine if step.counts and step.index not in finished]
    again = [
        step
        for step in mine
        if step.counts
        and step.index in finished - good
        and attempts.get(step.index, 0) < MOST_ATTEMPTS
    ]
    warm = {r.step for r in now if r.state == "finished"}
    waiting = {(step.model, step.task) for step in (*counted, *again)}
    warm_ups = {
        step.index
        for step in mine
        if not step.counts and step.index not in warm and (step.model, step.task) in waiting
    }
    first = {step.index for step in counted} | warm_ups
    return [*(step for step in steps if step.index in first), *again]


def attempts_of(results: Sequence[StepResult]) -> dict[int, int]:
    """Return how many attempts each step has had."""
    attempts: dict[int, int] = {}
    for result in results:
        attempts[result.step] = max(attempts.get(result.step, 0), result.attempt)
    return attempts


def is_good(result: StepResult) -> bool:
    """Tell whether a result was alone on the machine and not throttled."""
    return not result.conditions.throttled and result.label == "isolated"
