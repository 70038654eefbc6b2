"""What ``sheet`` does: ask, go on, show, export."""

from dataclasses import dataclass
from pathlib import Path

from app.cli.console import tell
from app.cli.course_run import SHORT_ID, find_id, tell_problems, work_off
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.sheet_page import print_packs, print_run, print_runs
from app.cli.shelf import Shelf
from app.cli.stopping import AFTER_SIGNAL
from app.cli.waiting import StoppedError
from app.core.problem import UsageError
from app.core.request import clean_text
from app.core.run import LoadSettings, PlannedModel, Think
from app.core.sheets.packs import Packs, load_packs
from app.core.sheets.results import HandMark, SheetPlan
from app.core.sheets.sheet import Sheet
from app.services.sheets.export import ENDINGS, sheet_document, write_export
from app.services.sheets.plans import make_sheet_plan, progress_words
from app.services.sheets.runner import SheetRunner
from app.services.sheets.sources import fault_words, open_sheet
from app.services.sheets.template import template
from app.services.translation import tr
from app.services.whole_file import write_whole
from app.store.sheet_store import SheetStore


@dataclass(frozen=True)
class SheetRequest:
    """What was typed."""

    action: str
    target: str | None
    models: list[str]
    to: Path | None
    question: int
    mark: int | None
    note: str | None
    max_tokens: int
    think: Think
    label: str
    load: LoadSettings


def do_sheet(session: Session, request: SheetRequest, *, as_json: bool) -> int:
    """Do what was asked; return the exit status."""
    with documented(as_json=as_json), Shelf(session) as shelf:
        match request.action:
            case "packs":
                return _packs(session, as_json=as_json)
            case "template":
                return _template(_target(request))
            case "list":
                runs = SheetStore(shelf.open_database()).runs()
                if as_json:
                    print_document(runs)
                else:
                    print_runs(runs)
                return 0
            case "run":
                sheet = _find_sheet(session, _target(request))
                return _ask(shelf, request, _plan(shelf, request, sheet), as_json=as_json)
            case "resume":
                return _ask(shelf, request, None, as_json=as_json)
            case _:
                return _past(SheetStore(shelf.open_database()), request, as_json=as_json)


def _past(store: SheetStore, request: SheetRequest, *, as_json: bool) -> int:
    run_id = _find_run(store, _target(request))
    if request.action == "delete":
        store.delete(run_id)
        tell(tr("지웠습니다: {run}").format(run=run_id[:SHORT_ID]))
        return 0
    if request.action == "export":
        return _export(store, run_id, request.to)
    if request.action == "mark":
        _mark(store, run_id, request)
    return _show(store, run_id, as_json=as_json)


def _packs(session: Session, *, as_json: bool) -> int:
    packs = load_packs(session.resources)
    if as_json:
        print_document(
            [
                {"id": pack.id, "title": pack.title.say(session.language), "n": len(pack.questions)}
                for pack in packs.packs
            ]
        )
    else:
        print_packs(packs, session.language)
    _tell_faults(packs)
    return 1 if packs.faults else 0


def _template(name: str) -> int:
    path = Path(name)
    if path.suffix.casefold() not in (".csv", ".xlsx"):
        raise RefusalError(tr("양식은 .csv나 .xlsx 파일에 씁니다."), 2)
    if path.exists():
        raise RefusalError(tr("이미 있는 파일에는 쓰지 않습니다: {path}").format(path=path), 1)
    try:
        write_whole(path, template(xlsx=path.suffix.casefold() == ".xlsx"))
    except OSError as error:
        raise RefusalError(_not_written(path, error), 1) from error
    tell(tr("양식을 썼습니다: {path}").format(path=path))
    return 0


def _export(store: SheetStore, run_id: str, to: Path | None) -> int:
    if to is None or to.suffix.casefold() not in ENDINGS:
        raise RefusalError(tr("--to에 .csv, .xlsx나 .json으로 끝나는 파일을 적어 주세요."), 2)
    stored = store.load(run_id)
    assert stored is not None
    try:
        write_export(stored, to)
    except OSError as error:
        raise RefusalError(_not_written(to, error), 1) from error
    tell(tr("내보냈습니다: {path}").format(path=to))
    return 0


def _mark(store: SheetStore, run_id: str, request: SheetRequest) -> None:
    """Give a mark or a note by hand; neither takes them away."""
    stored = store.load(run_id)
    assert stored is not None
    models = [planned.model.id for planned in stored.plan.models]
    wanted = request.models[0] if len(request.models) == 1 else ""
    numbers = [question.number for question in stored.plan.sheet.questions]
    if wanted not in models or request.question not in numbers:
        raise RefusalError(
            tr("--question에 질문의 번호를, -m에 답한 모델 하나를 적어 주세요: {models}").format(
                models=", ".join(models)
            ),
            2,
        )
    hand = HandMark(mark=request.mark, note=clean_text(request.note or ""))
    store.set_mark(run_id, (numbers.index(request.question), models.index(wanted)), hand)


def _ask(shelf: Shelf, request: SheetRequest, plan: SheetPlan | None, *, as_json: bool) -> int:
    """Run a plan, or without one go on with what ``request`` names."""
    store = SheetStore(shelf.open_database())
    store.mark_interrupted()
    run_id = plan.run_id if plan is not None else _find_run(store, _target(request))

    def begin(runner: SheetRunner) -> None:
        if plan is not None:
            runner.start(plan)
        elif not runner.resume(run_id):
            raise RefusalError(tr("이미 끝났거나 다른 창에서 돌고 있는 문제지입니다."), 1)

    try:
        work_off(
            shelf,
            lambda pool, notices, others: SheetRunner(store, pool, notices, others_computed=others),
            begin,
            progress_words,
        )
    except StoppedError as stopped:
        tell(tr("멈췄습니다. 이어서 하려면: sheet resume {run}").format(run=run_id[:SHORT_ID]))
        return AFTER_SIGNAL + stopped.number
    return _show(store, run_id, as_json=as_json)


def _plan(shelf: Shelf, request: SheetRequest, sheet: Sheet) -> SheetPlan:
    if not request.models:
        raise UsageError("too_few_models", count=0, limit=1)
    models = [
        PlannedModel(pane=pane, model=shelf.choice.resolve(name), load=request.load)
        for pane, name in enumerate(request.models)
    ]
    return make_sheet_plan(
        sheet,
        models,
        max_tokens=request.max_tokens,
        think=request.think,
        label=request.label,
    )


def _find_sheet(session: Session, name: str) -> Sheet:
    """Return the pack or the file that ``name`` means; what is wrong with its lines is told."""
    path = Path(name)
    if not path.suffix:
        packs = load_packs(session.resources)
        pack = packs.find(name)
        if pack is not None:
            return pack.sheet(session.language)
        if not path.exists():
            _tell_faults(packs)
            known = ", ".join(pack.id for pack in packs.packs)
            raise RefusalError(
                tr(
                    "'{name}'이라는 문제지가 없습니다. 파일을 적거나 {known} 가운데 고르세요."
                ).format(name=name, known=known),
                2,
            )
    found = open_sheet(path)
    for fault in found.faults:
        tell(fault_words(fault))
    if not found.sheet.questions:
        raise RefusalError(tr("쓸 수 있는 질문이 하나도 없습니다: {path}").format(path=path), 1)
    return found.sheet


def _find_run(store: SheetStore, name: str) -> str:
    """Return the id that begins like ``name``."""
    return find_id(
        (run.run_id for run in store.runs()),
        name,
        tr("'{name}'로 시작하는 문제지 결과가 {n}개 있습니다. sheet list로 찾아보세요."),
    )


def _target(request: SheetRequest) -> str:
    if request.target is None:
        words = {
            "run": tr("문제지 파일이나 이름을 적어 주세요. 들어 있는 것: sheet packs"),
            "template": tr("양식을 쓸 파일을 적어 주세요: sheet template 문제지.csv"),
        }
        raise RefusalError(
            words.get(request.action, tr("어느 결과인지 ID를 적어 주세요: sheet list")), 2
        )
    return request.target


def _show(store: SheetStore, run_id: str, *, as_json: bool) -> int:
    stored = store.load(run_id)
    assert stored is not None
    if as_json:
        print_document(sheet_document(stored))
    else:
        print_run(stored)
    failed = tell_problems(answer.outcome.problem for answer in stored.answers)
    return 1 if failed or stored.summary.state != "finished" else 0


def _tell_faults(packs: Packs) -> None:
    for fault in packs.faults:
        tell(
            tr("문제지 파일을 읽지 못했습니다: {file} – {detail}").format(
                file=fault.file, detail=fault.detail
            )
        )


def _not_written(path: Path, error: OSError) -> str:
    return tr("파일을 쓰지 못했습니다: {path} – {reason}").format(
        path=path, reason=error.strerror or error
    )
