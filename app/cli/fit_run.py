"""What ``fit`` does: looked up, planned on this PC, told."""

from dataclasses import dataclass, field

from app.cli.catalogue_lookup import tell_faults, unknown_model
from app.cli.console import tell
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.cli.fit_desk import FitDesk
from app.cli.fit_document import fit_document
from app.cli.fit_page import print_fit
from app.cli.fit_rows import print_rows, rows_document
from app.cli.problem_sentence import problem_sentence
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.stopping import AFTER_SIGNAL
from app.cli.waiting import StoppedError
from app.core.fit.report import FitReport
from app.core.problem import NaranhiError
from app.core.run import LoadSettings
from app.services.fit_service import Wish
from app.services.translation import tr


@dataclass(frozen=True)
class FitRequest:
    """What was typed."""

    name: str
    quantisation: str = ""
    load: LoadSettings = field(default_factory=LoadSettings)
    n_panes: int = 1
    calibrate: bool | None = None

    @property
    def wish(self) -> Wish:
        """How the model is to be loaded."""
        return Wish(self.load, self.n_panes)


def run_fit(session: Session, request: FitRequest, *, as_json: bool) -> int:
    """Tell everything about one model on this PC; return the exit status."""
    with documented(as_json=as_json, model=request.name), Shelf(session) as shelf:
        tell_faults(shelf.catalogue)
        try:
            with FitDesk(shelf) as desk:
                desk.prepare(calibrate=request.calibrate)
                report = _report(desk, shelf, request)
        except StoppedError as stopped:
            return _stopped(stopped)
    _tell_doubts(report)
    if as_json:
        print_document(fit_document(report))
    else:
        print_fit(report)
    return 0


def run_fit_all(session: Session, request: FitRequest, *, as_json: bool) -> int:
    """Tell the verdict on every model of the catalogue; return the exit status."""
    with Shelf(session) as shelf:
        tell_faults(shelf.catalogue)
        try:
            with FitDesk(shelf) as desk:
                desk.prepare(calibrate=request.calibrate)
                table = desk.table()
        except StoppedError as stopped:
            return _stopped(stopped)
        wish = request.wish
        fits = table.fits(wish.load, wish.n_panes)
        if as_json:
            print_document(rows_document(table.rows, fits))
        else:
            print_rows(table.rows, fits, shelf.catalogue, session.language)
    return 0


def _report(desk: FitDesk, shelf: Shelf, request: FitRequest) -> FitReport:
    try:
        return desk.report(request.name, request.quantisation, request.wish)
    except NaranhiError as error:
        if error.problem.kind == "model_unknown":
            raise unknown_model(
                request.name, (model.id for model in shelf.catalogue.models)
            ) from error
        raise


def _tell_doubts(report: FitReport) -> None:
    """Say why an estimate is a rougher one than it could be."""
    unreached = report.target.unreached
    if unreached is not None:
        if unreached.kind != "offline":
            tell(problem_sentence(unreached))
        tell(tr("파일의 첫머리를 읽지 못해 카탈로그에 적힌 크기로 어림합니다."))


def _stopped(stopped: StoppedError) -> int:
    tell(tr("멈췄습니다."))
    return AFTER_SIGNAL + stopped.number
