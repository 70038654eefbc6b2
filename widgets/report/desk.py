"""Makes reports for the window: from what is stored, and for this PC with estimates."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.fit.report import FitReport
from app.core.machine import read_machine
from app.core.problem import NaranhiError, Problem
from app.core.report.model import Report
from app.core.run import LoadSettings, ModelFile
from app.core.version import read_version
from app.services.fit_service import Wish
from app.services.report.comparison_poster import comparison_poster
from app.services.report.comparison_report import comparison_report
from app.services.report.measurement_report import measurement_report
from app.services.report.pc_findings import MAX_MODELS
from app.services.report.pc_report import pc_report
from app.services.report.pc_source import (
    distinct,
    findings_of,
    known_models,
    named_model,
    read_evidence,
)
from app.services.report.sheet_report import sheet_report
from app.services.report.stored import find_comparison, find_plan, find_sheet
from app.services.resources import program_folder
from app.services.settings import ELECTRICITY_PRICE
from app.services.translation import tr
from app.services.wording import word
from app.store.measure_store import MeasureStore
from app.store.run_store import RunStore
from app.store.sheet_store import SheetStore
from widgets.fit_services import FitServices
from widgets.main_window import Surroundings
from widgets.models.assembly import ModelsAssembly
from widgets.report.preview import ReportPreview

PAGE_MODELS = 4
"""Models on the page about this PC that is made without asking which."""


@dataclass(frozen=True)
class Ground:
    """What reports are made of."""

    around: Surroundings
    store: RunStore
    models: ModelsAssembly
    fit: Callable[[], FitServices]


class ReportDesk(QObject):
    """Every method opens a preview over ``window``, which does not block it."""

    def __init__(self, ground: Ground, window: QWidget) -> None:
        super().__init__(window)
        self._ground, self._window = ground, window

    def show_comparison(self, comparison_id: str) -> ReportPreview:
        """Show a stored comparison; "" is the newest."""
        return self._show(tr("비교"), partial(self._comparison, comparison_id))

    def show_measurement(self, plan_id: str) -> ReportPreview:
        """Show a measurement."""
        return self._show(tr("측정"), partial(self._measurement, plan_id))

    def show_sheet(self, run_id: str) -> ReportPreview:
        """Show a question sheet's run."""
        return self._show(tr("문제지"), partial(self._sheet, run_id))

    def show_pc(self, chosen: str = "") -> ReportPreview:
        """Show the page about this PC: the models measured last, and the one ``chosen``."""
        return self._show(tr("우리 PC"), partial(self._pc, chosen))

    # -- inner ----------------------------------------------------------------------------

    def _show(self, name: str, make: Callable[[ReportPreview], None]) -> ReportPreview:
        around = self._ground.around
        preview = ReportPreview(around.resources, around.theme, name, self._window)
        preview.finished.connect(preview.deleteLater)
        preview.open()
        try:
            make(preview)
        except NaranhiError as error:
            _fail(preview, error.problem)
        return preview

    def _comparison(self, comparison_id: str, preview: ReportPreview) -> None:
        stored = find_comparison(self._ground.store, comparison_id)
        language = self._language
        preview.show_report(
            comparison_report(stored, language, time.time_ns()),
            comparison_poster(stored, language),
        )

    def _measurement(self, plan_id: str, preview: ReportPreview) -> None:
        stored = find_plan(MeasureStore(self._ground.store.database), plan_id)
        self._priced(
            preview,
            lambda: measurement_report(stored, self._language, time.time_ns(), self._price),
        )

    def _sheet(self, run_id: str, preview: ReportPreview) -> None:
        stored = find_sheet(SheetStore(self._ground.store.database), run_id)
        preview.show_report(sheet_report(stored, self._language, time.time_ns()))

    def _pc(self, chosen: str, preview: ReportPreview) -> None:
        around, models = self._ground.around, self._ground.models
        wanted = known_models(self._ground.store, read_machine())[:MAX_MODELS]
        if chosen:
            wanted.append(named_model(around.choice, models.catalogue, chosen, self._language))
        # Practice models are only there to try the program: beside a real one they tell nothing.
        real = [model for model in wanted if not model.practice]
        self._ground.fit().begin()
        _Gathering(self, distinct(real or wanted)[-PAGE_MODELS:], preview).go_on()

    def ask_fit(
        self,
        model: ModelFile,
        success: Callable[[FitReport], None],
        failure: Callable[[Problem], None],
    ) -> None:
        """Ask how a model would run here."""
        self._ground.fit().service.report(model.id, "", Wish(LoadSettings()), success, failure)

    def finish_pc(
        self, models: list[ModelFile], fits: dict[str, FitReport], preview: ReportPreview
    ) -> None:
        """Show the page, once every estimate is there."""
        ground = self._ground
        evidence, machine = read_evidence(ground.store, models), read_machine()
        version = read_version(program_folder())

        def make() -> Report:
            findings = findings_of(
                models,
                evidence,
                machine,
                ground.fit().devices.devices,
                lambda model: fits.get(model.id),
                ground.models.catalogue,
                self._price,
            )
            return pc_report(findings, self._language, time.time_ns(), version)

        self._priced(preview, make)

    def _priced(self, preview: ReportPreview, make: Callable[[], Report]) -> None:
        """Show a report that tells what electricity costs, and again at another price."""

        def charge(won_per_kwh: float) -> None:
            self._ground.around.settings.set(ELECTRICITY_PRICE, won_per_kwh)
            preview.show_report(make())

        preview.show_report(make())
        preview.ask_price(self._price, charge)

    @property
    def _language(self) -> str:
        return self._ground.around.languages.current

    @property
    def _price(self) -> float:
        return self._ground.around.settings.get(ELECTRICITY_PRICE)


class _Gathering(QObject):
    """Asks for one estimate after the other; ends with its preview."""

    def __init__(self, desk: ReportDesk, models: list[ModelFile], preview: ReportPreview) -> None:
        super().__init__(preview)
        self._desk, self._models, self._preview = desk, models, preview
        self._left = list(models)
        self._fits: dict[str, FitReport] = {}
        self._closed = False
        preview.finished.connect(self._close)

    def go_on(self) -> None:
        if self._closed:
            return
        if not self._left:
            try:
                self._desk.finish_pc(self._models, self._fits, self._preview)
            except NaranhiError as error:
                _fail(self._preview, error.problem)
            return
        model = self._left.pop(0)
        self._desk.ask_fit(model, partial(self._take, model), lambda _: self.go_on())

    def _take(self, model: ModelFile, fit: FitReport) -> None:
        self._fits[model.id] = fit
        self.go_on()

    def _close(self) -> None:
        self._closed = True


def _fail(preview: ReportPreview, problem: Problem) -> None:
    words = word(problem)
    preview.show_failure(f"{words.what} {words.do}".strip())
