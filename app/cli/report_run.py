"""What ``report`` does: read, put together, write."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from app.cli.consent import ask
from app.cli.console import is_terminal, one_line, tell
from app.cli.failure_document import documented
from app.cli.refusal import RefusalError
from app.cli.report_pc import PcPage, pc_page
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.status_line import StatusLine
from app.cli.stopping import AFTER_SIGNAL
from app.cli.waiting import StoppedError
from app.core.report.model import Report
from app.core.report.poster import Poster
from app.services.report.comparison_poster import comparison_poster
from app.services.report.comparison_report import comparison_report
from app.services.report.drawing import draw
from app.services.report.formats import Format, render
from app.services.report.measurement_report import measurement_report
from app.services.report.report_file import put_file
from app.services.report.sheet_report import sheet_report
from app.services.report.stored import find_comparison, find_plan, find_sheet
from app.services.settings import ELECTRICITY_PRICE, Settings
from app.services.translation import tr
from app.store.measure_store import MeasureStore
from app.store.run_store import RunStore
from app.store.sheet_store import SheetStore

KINDS = ("pc", "comparison", "measurement", "sheet")
DRAWN = ("pdf", "png")
IN_MEMORY = Path(":memory:")


@dataclass(frozen=True)
class ReportRequest:
    """What was typed."""

    what: str
    name: str
    to: Path | None
    models: list[str]
    plan: str
    won_per_kwh: float | None
    calibrate: bool | None
    portrait: bool
    force: bool

    @property
    def ending(self) -> str:
        """The format, by the file's ending."""
        return self.to.suffix.lower().removeprefix(".") if self.to is not None else "md"


def run_report(session: Session, request: ReportRequest, *, as_json: bool) -> int:
    """Do what was asked; return the exit status."""
    _check(request)
    try:
        with documented(as_json=as_json):
            return _report(session, request, to_stdout=as_json)
    except StoppedError as stopped:
        tell(tr("멈췄습니다."))
        return AFTER_SIGNAL + stopped.number


def _report(session: Session, request: ReportRequest, *, to_stdout: bool) -> int:
    to = request.to
    if to is not None and not _may_write(to, force=request.force):
        raise RefusalError(
            tr("{path} 파일이 이미 있습니다. 바꾸려면 --force를 붙여 주세요.").format(path=to), 1
        )
    with Shelf(session) as shelf:
        path = session.paths.database
        store = RunStore(path if path.exists() else IN_MEMORY)
        try:
            made = _made(shelf, store, request)
        finally:
            store.close()
    if to is not None:
        put_file(to, _drawn(made, request, session.resources))
        tell(tr("저장했습니다: {path}").format(path=to))
    if to_stdout:
        _write(render(made.report, "json", session.resources))
    elif to is None:
        _write(render(made.report, "md", session.resources))
    return 0


@dataclass(frozen=True)
class _Made:
    """A report, and the poster where it has one."""

    report: Report
    poster: Callable[[], Poster] | None = None


def _made(shelf: Shelf, store: RunStore, request: ReportRequest) -> _Made:
    language, now = shelf.session.language, time.time_ns()
    won = _price(shelf.session, request.won_per_kwh)
    if request.what == "comparison":
        stored = find_comparison(store, request.name)
        return _Made(
            comparison_report(stored, language, now), lambda: comparison_poster(stored, language)
        )
    if request.what == "measurement":
        plan = find_plan(MeasureStore(store.database), request.name or request.plan)
        return _Made(measurement_report(plan, language, now, won))
    if request.what == "sheet":
        sheet = find_sheet(SheetStore(store.database), request.name)
        return _Made(sheet_report(sheet, language, now))
    page = PcPage(
        names=[*filter(None, [request.name]), *request.models],
        plan=request.plan,
        won_per_kwh=won,
        calibrate=request.calibrate,
    )
    return _Made(pc_page(shelf, store, page))


def _drawn(made: _Made, request: ReportRequest, resources: Path) -> bytes:
    """Return the file's bytes; while somebody waits for a drawing, that is said."""
    if request.ending not in DRAWN:
        return _bytes(made, request, resources)
    status = StatusLine()
    if is_terminal(sys.stderr):
        status.show(tr("보고서를 만드는 중입니다…"), now=True)
    try:
        return _bytes(made, request, resources)
    finally:
        status.end()


def _bytes(made: _Made, request: ReportRequest, resources: Path) -> bytes:
    if request.ending == "png" and made.poster is not None:
        return draw(made.poster(), "png", "PORTRAIT" if request.portrait else "LANDSCAPE")
    if request.ending in DRAWN:
        return draw(made.report, request.ending)
    kinds: dict[str, Format] = {kind: kind for kind in get_args(Format)}
    return render(made.report, kinds[request.ending], resources)


def _check(request: ReportRequest) -> None:
    if request.what not in KINDS:
        raise RefusalError(
            tr("'{name}'은 모르는 보고서입니다. {known} 가운데서 고르세요.").format(
                name=one_line(request.what), known=", ".join(KINDS)
            ),
            2,
        )
    endings = (*get_args(Format), *DRAWN)
    if request.ending not in endings:
        raise RefusalError(
            tr("{path}: 파일 이름이 {known} 가운데 하나로 끝나야 합니다.").format(
                path=request.to, known=", ".join(f".{ending}" for ending in endings)
            ),
            2,
        )


def _may_write(path: Path, *, force: bool) -> bool:
    if force or not path.exists():
        return True
    return ask(tr("{path} 파일이 이미 있습니다. 바꿀까요?").format(path=path))


def _price(session: Session, typed: float | None) -> float:
    """Return the price of electricity; one that was typed is remembered."""
    if typed is None and not session.paths.settings.exists():
        return ELECTRICITY_PRICE.default
    if typed is not None:
        session.paths.make()
    settings = Settings(session.paths.settings)
    if typed is not None:
        settings.set(ELECTRICITY_PRICE, typed)
        settings.save()
    return settings.get(ELECTRICITY_PRICE)


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
