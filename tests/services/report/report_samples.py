"""Stored comparisons, measurements and findings to report on, made of plain numbers."""

from collections.abc import Sequence

import msgspec

from app.core.fit.planning import Subject, plan
from app.core.fit.report import FitReport, FitTarget
from app.core.measure.plan import BenchPlan, BenchTask, standard_task, steps_of, user_tasks
from app.core.measure.results import Conditions, StepResult, SyntheticStamps, UserStamps
from app.core.run import (
    DevicePart,
    LoadReport,
    LoadSettings,
    Mode,
    ModelFile,
    PlannedModel,
    RunOutcome,
    RunSpec,
    Stamps,
)
from app.services.fit_service import Wish, report_of
from app.services.fit_sources import Found
from app.services.report.stored import StoredComparison
from app.store.measure_store import PlanSummary, StoredPlan
from app.store.records import ComparisonRecord, RunRecord, StoredRun
from tests.helpers.fit_facts import MACHINE, pc, room, subject
from tests.store.samples import REPORT

START = 1_000_000_000_000
MS = 1_000_000
JOULES = 36.0
"""Of one answer: 1,000 answers take 0.01 kWh."""


def file(name: str, **more: object) -> ModelFile:
    return ModelFile(id=name, path=f"/{name}.gguf", name=name, **more)  # type: ignore[arg-type]


def answer(
    text: str = "서울입니다.", ms_per_token: float = 20.0, n: int = 11, first_ms: int = 100
) -> RunOutcome:
    """An answer whose tokens come evenly: its rates are known without a clock."""
    first = START + first_ms * MS
    tokens = tuple(round(first + i * ms_per_token * MS) for i in range(n))
    return RunOutcome(
        state="finished",
        label="isolated",
        text=text,
        stop_reason="end_token",
        n_prompt=20,
        n_prompt_evaluated=20,
        n_output=n,
        stamps=Stamps(
            submitted=START,
            prompt_ready=START,
            prefill_done=START + first_ms * MS,
            answer_started=first,
            ended=tokens[-1],
            tokens=tokens,
        ),
        report=load_report(),
    )


def load_report() -> LoadReport:
    part = DevicePart(device="CPU", n_layers=1, weights_bytes=2**30, kv_bytes=2**20)
    return msgspec.structs.replace(REPORT, n_ctx_train=131_072, parts=(part,))


def comparison(
    outcomes: Sequence[Sequence[RunOutcome]],
    *,
    mode: Mode = "fair",
    prompt: str = "한국의 수도는?",
    names: Sequence[str] = ("가나", "다라", "마바", "사아", "자차", "카타"),
) -> StoredComparison:
    """``outcomes`` are by model, then round."""
    models = tuple(
        PlannedModel(pane=pane, model=file(name))
        for pane, (name, _) in enumerate(zip(names, outcomes, strict=False))
    )
    spec = RunSpec(
        comparison_id="c" * 32,
        prompt=prompt,
        models=models,
        mode=mode,
        rounds=max(len(rounds) for rounds in outcomes),
    )
    record = ComparisonRecord(spec=spec, machine=MACHINE, started_at_ns=START, program="0.1.0")
    runs = tuple(
        StoredRun(
            comparison=record,
            run=RunRecord(
                run_id=f"{pane}-{number}",
                comparison_id=spec.comparison_id,
                planned=models[pane],
                round_number=number,
                label="race" if mode == "race" else "isolated",
                started_at_ns=START,
            ),
            ended_at_ns=START,
            outcome=outcome,
        )
        for pane, rounds in enumerate(outcomes)
        for number, outcome in enumerate(rounds, 1)
    )
    return StoredComparison(comparison=record, runs=runs)


def measurement(
    models: Sequence[ModelFile],
    *,
    joules: float | None = JOULES,
    machine: object = MACHINE,
    ms_per_token: float = 20.0,
) -> StoredPlan:
    """Standard, chat and users of every model, 5 rounds; all alike."""
    chat = BenchTask(id="chat", kind="chat", prompt="가" * 200, title="짧은 문의")
    tasks = (standard_task(64, 8), chat, *user_tasks("안녕", (1, 2, 4)))
    bench = BenchPlan(
        plan_id="p" * 32,
        models=tuple(PlannedModel(pane=n, model=model) for n, model in enumerate(models)),
        tasks=tasks,
    )
    results = tuple(
        _result(bench, step.index, tasks[step.task], joules, ms_per_token)
        for step in steps_of(bench)
    )
    return StoredPlan(
        summary=PlanSummary(
            plan_id=bench.plan_id,
            created_at_ns=START,
            ended_at_ns=START,
            state="finished",
            label="가게 측정",
            kept=False,
            note="",
            n_results=len(results),
        ),
        plan=bench,
        machine=machine,  # type: ignore[arg-type]
        program="0.1.0",
        results=results,
    )


def _result(
    bench: BenchPlan, index: int, task: BenchTask, joules: float | None, ms_per_token: float
) -> StepResult:
    outcome, synthetic, users = None, None, ()
    if task.kind == "chat":
        outcome = answer(text="가" * 100, ms_per_token=ms_per_token)
    elif task.kind == "users":
        users = tuple(_user(task.users, ms_per_token) for _ in range(task.users))
    else:
        synthetic = SyntheticStamps(
            n_prefill=64,
            depth=0,
            prefill_began=START,
            prefill_ended=START + 64 * MS,
            decode_began=START,
            tokens=tuple(START + (i + 1) * 10 * MS for i in range(8)),
        )
    return StepResult(
        step=index,
        attempt=1,
        started_at_ns=START,
        ended_at_ns=START + MS,
        state="finished",
        outcome=outcome,
        synthetic=synthetic,
        users=users,
        conditions=Conditions(joules=joules, energy_source="RAPL" if joules else ""),
        report=load_report(),
    )


def _user(n_users: int, ms_per_token: float) -> UserStamps:
    """Together they are as fast as one alone: each gets its share of 40 characters a second
    with 20 ms a token."""
    gap = round(ms_per_token * n_users * MS)
    tokens = tuple(START + 100 * MS + i * gap for i in range(21))
    seconds = (tokens[-1] - tokens[0]) / 1e9
    chars = round(40 / n_users * (20 / ms_per_token) * seconds)
    return UserStamps(submitted=START, tokens=tokens, n_prompt=5, n_chars=chars, ended=tokens[-1])


def fit_report(model: ModelFile, billions: float = 2.0, *, free: float = 12.0) -> FitReport:
    """What the fit service would say of a model on a PC of plain numbers."""
    judged: Subject = subject(billions)
    here = pc(room(free))
    wish = Wish(LoadSettings())
    found = Found(
        target=FitTarget(name=model.id, title=model.name, path=model.path), subject=judged
    )
    return report_of(found, wish, here, plan(judged, wish.load, here))
