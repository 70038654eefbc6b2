"""What is known of models on this PC: measured where it was, estimated where it was not.

Nothing of another PC counts, nor a run that was not alone on the machine.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from app.core.catalogue import CatalogueModel
from app.core.fit.korean import PROMPT_CHARS
from app.core.fit.memory import DeviceMemory
from app.core.fit.planning import careful
from app.core.fit.report import FitReport
from app.core.fit.rooms import needs_of
from app.core.fit.verdict import Case, Judgement, judge
from app.core.machine import MachineFacts, same_machine
from app.core.measure.figures import MeasuredFigures, figures_of_measurement, most_users
from app.core.measure.plan import steps_of
from app.core.measure.statistics import Summary, summarise
from app.core.metrics import figures_of
from app.core.run import Device, LoadReport, ModelFile
from app.core.sheets.results import ModelScore, scores_of
from app.store.measure_store import StoredPlan
from app.store.records import StoredRun
from app.store.sheet_store import StoredSheetRun

MAX_MODELS = 6


class _Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the values below."""


class Measured(_Frozen, frozen=True):
    """One model as it was measured here; None is what nobody measured."""

    chars_per_s: Summary | None = None
    decode_tps: Summary | None = None
    prefill_tps: Summary | None = None
    ttft_ms: Summary | None = None
    prompt: str = ""
    """What it was asked where ``ttft_ms`` was taken."""
    users: int | None = None
    users_tried: int = 0
    joules_per_answer: float | None = None
    energy_source: str = ""
    """``RAPL``, ``NVML`` or both; empty where nothing tells."""
    answered: bool = False
    """Whether it answered a text while sensors were read."""
    load: LoadReport | None = None
    when_ns: int = 0
    from_plan: bool = False
    """A measurement with rounds, not only what the history happens to hold."""


class Accuracy(_Frozen, frozen=True):
    """How well a model did on a sheet."""

    title: str
    n_questions: int
    score: ModelScore


class ModelFinding(_Frozen, frozen=True):
    """Everything that is known of one model on this PC."""

    model: ModelFile
    fit: FitReport | None
    """The estimate; None where there could be none."""
    catalogue: CatalogueModel | None
    measured: Measured
    accuracy: Accuracy | None = None

    @property
    def needs(self) -> Mapping[str, int]:
        """Bytes by device: as the engine told where it was loaded, else as estimated."""
        if self.fit is None:
            return {}
        memory, load = self.fit.fit.memory, self.measured.load
        if load is not None and load.parts:
            parts = tuple(
                DeviceMemory(
                    name=part.device,
                    n_layers=part.n_layers,
                    weights_bytes=part.weights_bytes,
                    kv_bytes=part.kv_bytes,
                    compute_bytes=part.compute_bytes,
                )
                for part in load.parts
            )
            memory = msgspec.structs.replace(memory, devices=parts, basis="loaded")
        return needs_of([memory], self.fit.rooms)

    @property
    def memory_measured(self) -> bool:
        """Whether :attr:`needs` is what a load really took."""
        return self.measured.load is not None and bool(self.measured.load.parts)

    @property
    def judgement(self) -> Judgement | None:
        """The verdict, from measured speeds where there are some; None where nothing can be
        said."""
        if self.fit is None:
            return None
        fit, measured = self.fit.fit, self.measured
        outlook = fit.outlook
        chars = _median(measured.chars_per_s)
        if chars is None and outlook.chars_per_s is not None:
            chars = careful(outlook.chars_per_s)
        prefill, first = _median(measured.prefill_tps), outlook.first_token_s
        if prefill:
            first = PROMPT_CHARS / self.fit.chars_per_token / prefill
        refused = fit.judgement.reason.kind == "cannot_run"
        load = measured.load
        context = load.n_ctx_train if load is not None else fit.judgement.reason.n_ctx or 0
        return judge(
            Case(
                needs=dict(self.needs),
                rooms=self.fit.rooms,
                basis="loaded" if self.memory_measured else fit.memory.basis,
                chars_per_s=chars,
                first_token_s=first,
                n_ctx=fit.placement.n_ctx,
                n_ctx_train=context,
                disk=self.fit.disk,
                refused=refused,
            )
        )


class PcFindings(_Frozen, frozen=True):
    """What a page about this PC is made of."""

    machine: MachineFacts
    devices: tuple[Device, ...]
    models: tuple[ModelFinding, ...]
    won_per_kwh: float
    plan: StoredPlan | None = None
    """The newest measurement that any of it comes from."""


def measured_of(
    model: ModelFile,
    machine: MachineFacts,
    plans: Iterable[StoredPlan],
    runs: Iterable[StoredRun],
) -> Measured:
    """Return what was measured of a model on this PC. ``plans`` and ``runs`` come newest first:
    a figure is the newest measurement's that has it, else the history's median."""
    found = Measured()
    for stored in plans:
        if same_machine(stored.machine, machine):
            found = _filled(found, _of_plan(model, stored))
    return _filled(found, _of_runs(model, machine, runs))


def accuracy_of(model: ModelFile, sheets: Iterable[StoredSheetRun]) -> Accuracy | None:
    """Return how a model did on the newest sheet that asked it something checked; ``sheets``
    come newest first."""
    for stored in sheets:
        for place, planned in enumerate(stored.plan.models):
            if planned.model.id != model.id:
                continue
            score = scores_of(stored.plan, stored.answers, stored.marks)[place]
            if score.n_checked or score.n_marked:
                return Accuracy(
                    title=stored.summary.label or stored.plan.sheet.title,
                    n_questions=len(stored.plan.sheet.questions),
                    score=score,
                )
    return None


def _of_plan(model: ModelFile, stored: StoredPlan) -> Measured:
    places = [n for n, p in enumerate(stored.plan.models) if p.model.id == model.id]
    if not places:
        return Measured()
    place, plan = places[0], stored.plan
    figures = figures_of_measurement(plan, stored.results)
    chats = [n for n, task in enumerate(plan.tasks) if task.kind == "chat"]
    alone = [n for n, task in enumerate(plan.tasks) if task.kind == "users" and task.users == 1]
    standard = [n for n, task in enumerate(plan.tasks) if task.kind == "standard"]
    joules = _first(figures, place, [*chats, *alone], "joules_per_answer")
    finished = [r for r in stored.results if r.state == "finished"]
    loads = [r.report for r in finished if r.report and _is_of(stored, r.step, place)]
    sources = [r.conditions.energy_source for r in finished if r.conditions.energy_source]
    return Measured(
        chars_per_s=_first(figures, place, [*chats, *alone], "chars_per_s"),
        decode_tps=_first(figures, place, [*chats, *standard], "decode_tps"),
        prefill_tps=_first(figures, place, [*standard, *chats], "prefill_tps"),
        ttft_ms=_first(figures, place, chats, "ttft_ms"),
        prompt=plan.tasks[chats[0]].prompt if chats else "",
        users=most_users(plan, figures, place),
        users_tried=max((task.users for task in plan.tasks if task.kind == "users"), default=0),
        joules_per_answer=_median(joules),
        energy_source=next(iter(sources), ""),
        answered=any(figures.find(place, n, "chars_per_s") for n in (*chats, *alone)),
        load=loads[-1] if loads else None,
        when_ns=stored.summary.created_at_ns,
        from_plan=any(figure.model == place for figure in figures.figures),
    )


def _is_of(stored: StoredPlan, step: int, place: int) -> bool:
    steps = steps_of(stored.plan)
    return 0 <= step < len(steps) and steps[step].model == place


def _of_runs(model: ModelFile, machine: MachineFacts, runs: Iterable[StoredRun]) -> Measured:
    mine = [
        run
        for run in runs
        if run.run.planned.model.id == model.id
        and run.outcome.state == "finished"
        and run.outcome.label == "isolated"
        and same_machine(run.comparison.machine, machine)
    ]
    if not mine:
        return Measured()
    figures = [figures_of(run.outcome) for run in mine]

    def over(name: str) -> Summary | None:
        values = [value for f in figures if (value := getattr(f, name)) is not None]
        return summarise(values) if values else None

    return Measured(
        chars_per_s=over("chars_per_s"),
        decode_tps=over("decode_tps"),
        prefill_tps=over("prefill_tps"),
        ttft_ms=over("ttft_ms"),
        prompt=mine[0].comparison.spec.prompt,
        load=next((run.outcome.report for run in mine if run.outcome.report), None),
        when_ns=mine[0].run.started_at_ns,
    )


def _filled(first: Measured, then: Measured) -> Measured:
    """Return ``first`` with what it lacks from ``then``; what belongs together stays so."""
    changes: dict[str, object] = {}
    for name in ("chars_per_s", "decode_tps", "prefill_tps", "load"):
        if getattr(first, name) is None:
            changes[name] = getattr(then, name)
    if first.ttft_ms is None:
        changes |= {"ttft_ms": then.ttft_ms, "prompt": then.prompt}
    if first.users is None:
        changes |= {"users": then.users, "users_tried": then.users_tried}
    if first.joules_per_answer is None:
        changes |= {
            "joules_per_answer": then.joules_per_answer,
            "energy_source": then.energy_source,
            "answered": first.answered or then.answered,
        }
    changes["when_ns"] = first.when_ns or then.when_ns
    changes["from_plan"] = first.from_plan or then.from_plan
    return msgspec.structs.replace(first, **changes)


def _first(
    figures: MeasuredFigures, place: int, tasks: Sequence[int], figure: str
) -> Summary | None:
    found = (figures.find(place, task, figure) for task in tasks)
    return next((one.summary for one in found if one is not None), None)


def _median(summary: Summary | None) -> float | None:
    return None if summary is None else summary.median
