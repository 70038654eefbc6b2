"""The JSON document of ``bench``."""

from typing import Any

import msgspec

from app.cli.document import error_document
from app.core.measure.figures import (
    FigureOfTask,
    MeasuredFigures,
    figures_of_measurement,
    most_users,
)
from app.core.measure.plan import BenchTask, steps_of
from app.core.measure.results import StepResult
from app.store.measure_store import StoredPlan

Document = dict[str, Any]
FIGURES = ("prefill_tps", "decode_tps", "ttft_ms", "chars_per_s")
"""Always there, null where undefined: of the first task that has them."""


def bench_document(stored: StoredPlan) -> Document:
    """Return plan, figures and pairs, with every step's raw stamps."""
    plan = stored.plan
    figures = figures_of_measurement(plan, stored.results)
    return {
        "plan": msgspec.to_builtins(plan),
        "state": stored.summary.state,
        "program": stored.program,
        "machine": msgspec.to_builtins(stored.machine),
        "results": [_model_document(stored, figures, place) for place in range(len(plan.models))],
        "pairs": [
            {
                "a": plan.models[pair.a].model.id,
                "b": plan.models[pair.b].model.id,
                "task": plan.tasks[pair.task].id,
                "figure": pair.figure,
                "n": pair.pair.n,
                "ratio": pair.pair.ratio,
                "low": pair.pair.low,
                "high": pair.pair.high,
                "verdict": pair.pair.decision,
                "more_rounds": pair.pair.more_rounds,
            }
            for pair in figures.pairs
        ],
        "steps": [_step_document(stored, result) for result in stored.results],
    }


def _model_document(stored: StoredPlan, figures: MeasuredFigures, place: int) -> Document:
    plan = stored.plan
    mine = [figure for figure in figures.figures if figure.model == place]
    first: dict[str, Document | None] = dict.fromkeys(FIGURES)
    for figure in mine:
        if first.get(figure.figure, 0) is None:
            first[figure.figure] = _summary(figure)
    return {
        "model": plan.models[place].model.id,
        "file": plan.models[place].model.path,
        **first,
        "most_users": most_users(plan, figures, place),
        "tasks": [
            _task_document(task, [f for f in mine if f.task == number])
            for number, task in enumerate(plan.tasks)
        ],
    }


def _task_document(task: BenchTask, figures: list[FigureOfTask]) -> Document:
    return {
        "id": task.id,
        "kind": task.kind,
        "depth": task.depth,
        "users": task.users,
        **{figure.figure: _summary(figure) for figure in figures},
    }


def _summary(figure: FigureOfTask) -> Document:
    return msgspec.to_builtins(figure.summary)


def _step_document(stored: StoredPlan, result: StepResult) -> Document:
    step = steps_of(stored.plan)[result.step]
    return {
        **msgspec.to_builtins(result),
        "model": stored.plan.models[step.model].model.id,
        "task": stored.plan.tasks[step.task].id,
        "round": step.round_number,
        "problem": error_document(result.problem) if result.problem else None,
    }
