"""What ``bench`` does: measure, go on, show, list."""

from dataclasses import dataclass
from typing import get_args

import msgspec

from app.cli.bench_document import bench_document
from app.cli.bench_page import print_measurement, print_plans
from app.cli.console import tell
from app.cli.course_run import SHORT_ID, find_id, tell_problems, work_off
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.stopping import AFTER_SIGNAL
from app.cli.waiting import StoppedError
from app.core.measure.plan import BenchKind, BenchPlan
from app.core.measure.texts import read_texts
from app.core.problem import UsageError
from app.core.run import LoadSettings, PlannedModel, Sampling
from app.services.measuring.measurer import Measurer
from app.services.measuring.plans import PlanWishes, make_bench_plan
from app.services.measuring.sentences import progress_words
from app.services.translation import tr
from app.store.measure_store import MeasureStore


@dataclass(frozen=True)
class BenchRequest:
    """What was typed."""

    models: list[str]
    wishes: PlanWishes
    load: LoadSettings
    resume: str | None = None
    show: str | None = None
    listed: bool = False


def read_kinds(text: str) -> tuple[BenchKind, ...]:
    """Return the kinds of work that ``text`` names; raises RefusalError for an unknown one."""
    known: dict[str, BenchKind] = {kind: kind for kind in get_args(BenchKind)}
    names = [name.strip().casefold() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise RefusalError(
                tr("'{name}'은 모르는 측정입니다. {known} 가운데서 고르세요.").format(
                    name=name, known=", ".join(known)
                ),
                2,
            )
    return tuple(dict.fromkeys(known[name] for name in names)) or ("standard",)


def run_bench(session: Session, request: BenchRequest, *, as_json: bool) -> int:
    """Do what was asked; return the exit status."""
    with documented(as_json=as_json), Shelf(session) as shelf:
        store = MeasureStore(shelf.open_database())
        if request.listed:
            summaries = store.plans()
            if as_json:
                print_document(summaries)
            else:
                print_plans(summaries)
            return 0
        if request.show is not None:
            return _show(store, _find(store, request.show), as_json=as_json)
        return _measure(shelf, store, request, as_json=as_json)


def _measure(shelf: Shelf, store: MeasureStore, request: BenchRequest, *, as_json: bool) -> int:
    store.mark_interrupted()
    plan = None
    if request.resume is None:
        plan = _plan(shelf, request)
        plan_id = plan.plan_id
    else:
        plan_id = _find(store, request.resume)

    def begin(measurer: Measurer) -> None:
        if plan is not None:
            measurer.start(plan)
        elif not measurer.resume(plan_id):
            raise RefusalError(tr("이미 끝났거나 다른 창에서 재고 있는 측정입니다."), 1)

    try:
        work_off(
            shelf,
            lambda pool, notices, others: Measurer(store, pool, notices, others_computed=others),
            begin,
            progress_words,
        )
    except StoppedError as stopped:
        tell(tr("멈췄습니다. 이어서 재려면: bench --resume {plan}").format(plan=plan_id[:SHORT_ID]))
        return AFTER_SIGNAL + stopped.number
    return _show(store, plan_id, as_json=as_json)


def _plan(shelf: Shelf, request: BenchRequest) -> BenchPlan:
    if not request.models:
        raise UsageError("too_few_models", count=0, limit=1)
    chosen = [shelf.choice.resolve(name) for name in request.models]
    texts = read_texts(shelf.session.resources)
    load = _load(request, max(len(text.text) for text in texts))
    models = [
        PlannedModel(pane=pane, model=model, load=load, sampling=Sampling(seed=request.wishes.seed))
        for pane, model in enumerate(chosen)
    ]
    return make_bench_plan(models, request.wishes, texts, shelf.session.language)


def _load(request: BenchRequest, longest_text: int) -> LoadSettings:
    """Return the settings, with a context that the plan's longest work fits into; Korean takes
    at most about a token a character."""
    wishes, load = request.wishes, request.load
    needed = wishes.n_prefill + 1
    if "depth" in wishes.kinds:
        needed = max(needed, max(wishes.depths) + 256)
    if "chat" in wishes.kinds:
        needed = max(needed, longest_text + wishes.max_tokens + 256)
    if load.n_ctx is None and needed > 4096:
        return msgspec.structs.replace(load, n_ctx=needed)
    return load


def _find(store: MeasureStore, name: str) -> str:
    """Return the id that begins like ``name``."""
    return find_id(
        (summary.plan_id for summary in store.plans()),
        name,
        tr("'{name}'로 시작하는 측정이 {n}개 있습니다. bench --list로 찾아보세요."),
    )


def _show(store: MeasureStore, plan_id: str, *, as_json: bool) -> int:
    stored = store.load(plan_id)
    assert stored is not None
    if as_json:
        print_document(bench_document(stored))
    else:
        print_measurement(stored)
    failed = tell_problems(result.problem for result in stored.results)
    return 1 if failed or stored.summary.state != "finished" else 0
