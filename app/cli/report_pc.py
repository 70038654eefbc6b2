"""The page about this PC in the terminal: estimates are asked for, the rest is stored."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.cli.console import tell
from app.cli.fit_desk import FitDesk
from app.cli.problem_sentence import problem_sentence
from app.cli.shelf import Shelf
from app.core.fit.report import FitReport
from app.core.machine import read_machine
from app.core.problem import NaranhiError
from app.core.report.model import Report
from app.core.run import LoadSettings, ModelFile
from app.core.version import read_version
from app.services.fit_service import Wish
from app.services.report.pc_findings import MAX_MODELS
from app.services.report.pc_report import pc_report
from app.services.report.pc_source import (
    chosen_models,
    distinct,
    findings_of,
    named_model,
    read_evidence,
)
from app.services.resources import program_folder
from app.services.translation import tr
from app.store.run_store import RunStore


@dataclass(frozen=True)
class PcPage:
    """What the page is to be about."""

    names: Sequence[str]
    plan: str
    won_per_kwh: float
    calibrate: bool | None


def pc_page(shelf: Shelf, store: RunStore, page: PcPage) -> Report:
    """Return the page. Raises UsageError, StoreError, StoppedError, and what finding a model
    by name raises."""
    machine = read_machine()
    named = partial(named_model, shelf.choice, shelf.catalogue, language=shelf.session.language)
    wanted = [named(name) for name in page.names] or chosen_models(store, machine, page.plan)
    models = distinct(wanted)[:MAX_MODELS]
    left = len(distinct(wanted)) - len(models)
    if left:
        tell(tr("모델이 많아 앞의 {n}개만 실었습니다.").format(n=MAX_MODELS))
    with FitDesk(shelf) as desk:
        desk.prepare(calibrate=page.calibrate)

        def fit(model: ModelFile) -> FitReport | None:
            try:
                return desk.report(model.id, "", Wish(LoadSettings()))
            except NaranhiError as error:
                tell(problem_sentence(error.problem))
                return None

        findings = findings_of(
            models,
            read_evidence(store, models, page.plan),
            machine,
            desk.devices,
            fit,
            shelf.catalogue,
            page.won_per_kwh,
        )
    return pc_report(
        findings, shelf.session.language, time.time_ns(), read_version(program_folder())
    )
