"""Comparisons, runs and outcomes to put into a history."""

from app.core.machine import MachineFacts
from app.core.problem import Problem
from app.core.run import (
    LoadReport,
    Memory,
    ModelFile,
    PlannedModel,
    RunOutcome,
    RunSpec,
    RunState,
    Stamps,
)
from app.store.records import ComparisonRecord, FileIdentity, RunRecord

MACHINE = MachineFacts(
    os="Linux", cpu_name="CPU", physical_cores=2, logical_cores=4, memory_bytes=1, python="3.11"
)
REPORT = LoadReport(
    architecture="llama",
    name="연습용",
    quantisation="Q8_0",
    n_params=1,
    n_layers=1,
    n_vocab=1,
    n_ctx_train=512,
    n_ctx=512,
    n_batch=512,
    n_threads=2,
    backend="CPU",
    gpu_layers=0,
    load_ms=1.0,
    memory=Memory(weights_bytes=1),
    engine="llama-cpp-python 0.3.36",
)
FILE = FileIdentity(size_bytes=123, header_sha256="ab", sha256="cd")


def comparison(
    name: str = "c", prompt: str = "한국의 수도는?", n_models: int = 2
) -> ComparisonRecord:
    models = tuple(
        PlannedModel(
            pane=pane, model=ModelFile(id=f"m{pane}", path=f"/m{pane}", name=f"모델 {pane}")
        )
        for pane in range(n_models)
    )
    return ComparisonRecord(
        spec=RunSpec(comparison_id=name, prompt=prompt, models=models),
        machine=MACHINE,
        started_at_ns=1_000,
        program="0.1.0",
    )


def run(
    of: ComparisonRecord, name: str = "r", pane: int = 0, started_at_ns: int = 2_000
) -> RunRecord:
    return RunRecord(
        run_id=name,
        comparison_id=of.spec.comparison_id,
        planned=of.spec.models[pane],
        round_number=1,
        label="isolated",
        started_at_ns=started_at_ns,
        file=FILE,
    )


def outcome(n_tokens: int = 5, state: RunState = "finished") -> RunOutcome:
    """An answer of uneven speed, with the stamps of a machine that has been up for weeks."""
    start = 1_234_567_890_123_456
    tokens = tuple(
        start + 50_000_000 + 11_000_000 * i + i * i % 9_973 * 101 for i in range(n_tokens)
    )
    return RunOutcome(
        state=state,
        label="isolated",
        text="가" * n_tokens,
        thinking="음",
        stop_reason="end_token",
        problem=Problem(kind="decode_failed", params={"code": 1}) if state == "failed" else None,
        n_prompt=9,
        n_prompt_evaluated=9,
        n_output=n_tokens,
        n_thinking=1,
        stamps=Stamps(
            submitted=start,
            prompt_ready=start + 1_000_000,
            prefill_done=start + 40_000_000,
            answer_started=tokens[0] if tokens else None,
            ended=tokens[-1] if tokens else None,
            tokens=tokens,
            pieces=tuple((ns, -1 if i == 0 else 1) for i, ns in enumerate(tokens)),
        ),
        report=REPORT,
    )
