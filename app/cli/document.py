"""The JSON documents: keys may be added, those that are there stay."""

import sys
from typing import Any

import msgspec

from app.cli.problem_sentence import problem_sentence
from app.core.comparison import Comparison
from app.core.live_run import LiveRun
from app.core.metrics import figures_of
from app.core.problem import Problem
from app.core.run import Memory, PlannedModel, RunOutcome, Stamps

Document = dict[str, Any]


def print_document(document: object) -> None:
    """Write one document to stdout: UTF-8, undefined figures as null."""
    data = msgspec.json.format(msgspec.json.encode(document), indent=2)
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def compare_document(comparison: Comparison, problems: dict[str, Problem | None]) -> Document:
    """Return the document of ``compare``. ``problems`` are the words to use, by run id."""
    spec = comparison.spec
    return {
        "mode": spec.mode,
        "prompt": spec.prompt,
        "system": spec.system,
        "comparison_id": spec.comparison_id,
        "rounds": spec.rounds,
        "max_tokens": spec.max_tokens,
        "think": spec.think,
        "runs": [
            run_document(run, run.outcome, problems[run.run_id])
            for run in comparison.runs
            if run.outcome is not None
        ],
        "verdict": msgspec.to_builtins(comparison.verdict()),
    }


def run_document(run: LiveRun, outcome: RunOutcome, problem: Problem | None) -> Document:
    """Return one run's part."""
    planned, report = run.planned, outcome.report
    figures = figures_of(outcome)
    return {
        **_model_keys(planned),
        "run_id": run.run_id,
        "state": outcome.state,
        "error": error_document(problem) if problem else None,
        "round": run.round_number,
        "label": outcome.label,
        "text": outcome.text,
        "thinking": outcome.thinking,
        "stop_reason": outcome.stop_reason,
        "n_prompt": outcome.n_prompt,
        "n_prompt_evaluated": outcome.n_prompt_evaluated,
        "n_output": outcome.n_output,
        "n_thinking": outcome.n_thinking,
        **msgspec.structs.asdict(figures),
        "backend": report.backend if report else None,
        "gpu_layers": report.gpu_layers if report else None,
        "n_layers": report.n_layers + 1 if report else None,
        "devices": msgspec.to_builtins(report.parts) if report else [],
        "load_steps": msgspec.to_builtins(report.steps) if report else [],
        "cache_type": report.cache_type if report else None,
        "flash_attention": report.flash_attention if report else None,
        "n_threads": report.n_threads if report else None,
        "n_ctx": report.n_ctx if report else None,
        "engine": report.engine if report else None,
        "memory": msgspec.structs.asdict(report.memory if report else Memory()),
        "sampling": msgspec.structs.asdict(planned.sampling),
        "stamps_ns": stamps_document(outcome.stamps),
    }


def error_document(problem: Problem) -> Document:
    """Return what went wrong: its kind for programs, its sentence for people."""
    return {
        "kind": problem.kind,
        "message": problem_sentence(problem),
        "params": problem.params,
        "detail": problem.detail,
    }


def stamps_document(stamps: Stamps | None) -> Document:
    """Return the raw stamps (ns of the worker's clock); those not reached are null."""
    names = ("submitted", "prompt_ready", "prefill_done", "answer_started", "ended")
    return {
        **{name: getattr(stamps, name) if stamps else None for name in names},
        "tokens": stamps.tokens if stamps else (),
    }


def _model_keys(planned: PlannedModel) -> Document:
    model = planned.model
    return {
        "model": model.id,
        "file": model.path,
        "pane": planned.pane,
        "name": model.name,
        "practice": model.practice,
        "quantisation": model.quantisation or None,
    }
