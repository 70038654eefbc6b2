"""What the stores hold about models on this PC, for the page about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.fit.report import FitReport
from app.core.machine import MachineFacts, same_machine
from app.core.problem import NaranhiError, StoreError, UsageError
from app.core.run import Device, ModelFile
from app.services.model_choice import ModelChoice
from app.services.report.pc_findings import (
    ModelFinding,
    PcFindings,
    accuracy_of,
    measured_of,
)
from app.services.report.stored import find_comparison, find_plan
from app.store.measure_store import MeasureStore, StoredPlan
from app.store.records import StoredRun
from app.store.run_store import RunStore
from app.store.sheet_store import SheetStore, StoredSheetRun

_PLANS, _SHEETS = 8, 8
"""Newest ones that are looked at."""
_RUNS, _RUNS_OF_MODEL = 400, 10


@dataclass(frozen=True)
class Evidence:
    """What was measured, newest first."""

    plans: tuple[StoredPlan, ...]
    runs: tuple[StoredRun, ...]
    sheets: tuple[StoredSheetRun, ...]


def chosen_models(store: RunStore, machine: MachineFacts, plan: str = "") -> list[ModelFile]:
    """Return the models that a page is about where nobody names any: those of the measurement
    whose id begins like ``plan``, else of the newest one made here, else of the newest
    comparison. Raises UsageError (report_nothing, report_unknown), StoreError."""
    measures = MeasureStore(store.database)
    if plan:
        return [planned.model for planned in find_plan(measures, plan).plan.models]
    for summary in measures.plans(_PLANS):
        stored = measures.load(summary.plan_id)
        finished = stored is not None and any(r.state == "finished" for r in stored.results)
        if stored is not None and finished and same_machine(stored.machine, machine):
            return [planned.model for planned in stored.plan.models]
    spec = find_comparison(store).comparison.spec
    return [planned.model for planned in spec.models]


def read_evidence(store: RunStore, models: Sequence[ModelFile], plan: str = "") -> Evidence:
    """Return what there is about ``models``; ``plan`` names the one measurement that counts.
    Raises UsageError report_unknown, StoreError."""
    measures, sheets = MeasureStore(store.database), SheetStore(store.database)
    if plan:
        plans = [find_plan(measures, plan)]
    else:
        loaded = [measures.load(summary.plan_id) for summary in measures.plans(_PLANS)]
        plans = [stored for stored in loaded if stored is not None]
    wanted = dict.fromkeys((model.id for model in models), _RUNS_OF_MODEL)
    runs: list[StoredRun] = []
    for summary in store.list_runs(_RUNS):
        counts = summary.state == "finished" and summary.label == "isolated"
        if not counts or wanted.get(summary.model_id, 0) <= 0:
            continue
        wanted[summary.model_id] -= 1
        run = store.load_run(summary.run_id)
        if run is not None:
            runs.append(run)
    asked = [sheets.load(summary.run_id) for summary in sheets.runs(_SHEETS)]
    return Evidence(tuple(plans), tuple(runs), tuple(s for s in asked if s is not None))


def findings_of(
    models: Sequence[ModelFile],
    evidence: Evidence,
    machine: MachineFacts,
    devices: Sequence[Device],
    fits: Callable[[ModelFile], FitReport | None],
    catalogue: Catalogue,
    won_per_kwh: float,
) -> PcFindings:
    """Put together what is known. ``fits`` gives the estimate of a model."""
    found = tuple(
        ModelFinding(
            model=model,
            fit=fit,
            catalogue=_entry(catalogue, model, fit),
            measured=measured_of(model, machine, evidence.plans, evidence.runs),
            accuracy=accuracy_of(model, evidence.sheets),
        )
        for model, fit in ((model, fits(model)) for model in models)
    )
    names = {model.id for model in models}
    plan = next(
        (
            stored
            for stored in evidence.plans
            if same_machine(stored.machine, machine)
            and names & {planned.model.id for planned in stored.plan.models}
        ),
        None,
    )
    return PcFindings(
        machine=machine,
        devices=tuple(devices),
        models=found,
        won_per_kwh=won_per_kwh,
        plan=plan,
    )


def _entry(catalogue: Catalogue, model: ModelFile, fit: FitReport | None) -> CatalogueModel | None:
    """Return the catalogue's model, also where a file of the library was given by its path."""
    known = catalogue.find(model.id.partition(":")[0])
    if known is None and fit is not None and fit.target.model_id:
        return catalogue.find(fit.target.model_id)
    return known


def named_model(choice: ModelChoice, catalogue: Catalogue, name: str, language: str) -> ModelFile:
    """Return a model by name: one that is here, else one of the catalogue, of which nothing but
    an estimate can be known. Raises as :meth:`ModelChoice.resolve`."""
    try:
        return choice.resolve(name)
    except NaranhiError as error:
        bare, _, quantisation = name.partition(":")
        known = catalogue.find(bare)
        if known is None or error.problem.kind not in ("not_downloaded", "model_cannot_run"):
            raise
    title = known.name.say(language)
    return ModelFile(id=name, path="", name=title, quantisation=quantisation)


def distinct(models: Sequence[ModelFile]) -> list[ModelFile]:
    """Return each model once."""
    return list({model.id: model for model in models}.values())


def known_models(store: RunStore, machine: MachineFacts) -> list[ModelFile]:
    """Return the models of :func:`chosen_models`; none where nothing is stored or readable."""
    try:
        return distinct(chosen_models(store, machine))
    except (UsageError, StoreError):
        return []
