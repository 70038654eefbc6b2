"""Answers "will it run here, and how fast": for one model, the whole catalogue, or a race."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from app.core.fit.advice import Question, advise
from app.core.fit.joint import JointFit, Pane, fit_together
from app.core.fit.memory import DeviceMemory, MemoryEstimate
from app.core.fit.planning import Fit, Pc, Subject, choice_for, fit_at, plan
from app.core.fit.report import FitReport
from app.core.fit.rooms import HOST
from app.core.fit.table import FitTable
from app.core.problem import Problem
from app.core.run import LoadSettings, RunSpec, Simulation
from app.services.background_queries import BackgroundQueries
from app.services.fit_alternatives import free_disk
from app.services.fit_rows import table_rows
from app.services.fit_sources import Found, Sources
from app.services.fit_targets import find_target
from app.services.simulation import Simulations

Failure = Callable[[Problem], None]


@dataclass(frozen=True)
class Wish:
    """What is asked of a model: how it is loaded, and how many of it at once."""

    load: LoadSettings
    n_panes: int = 1


class FitService(QObject):
    """Nothing here blocks: headers and the Hub are read on threads, llama.cpp is asked in a
    process of its own. ``pc`` gives what is known of this PC at that moment."""

    def __init__(
        self,
        sources: Callable[[], Sources],
        pc: Callable[[], Pc],
        simulations: Simulations,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources = sources
        self._pc = pc
        self._simulations = simulations
        self._queries = BackgroundQueries(self)

    def close(self) -> None:
        """Answer nothing more."""
        self._queries.close()

    def report(
        self,
        name: str,
        quantisation: str,
        wish: Wish,
        success: Callable[[FitReport], None],
        failure: Failure,
    ) -> None:
        """Find a model by what a person typed and tell everything about it. ``failure`` gets
        what :func:`find_target` raises."""
        pc, sources = self._pc(), self._sources()
        self._queries.run(
            partial(_first_look, sources, name, quantisation, wish, pc),
            partial(self._look_closer, wish=wish, pc=pc, success=success, failure=failure),
            failure,
        )

    def table(self, success: Callable[[FitTable], None], failure: Failure) -> None:
        """Judge the whole catalogue on this PC."""
        self._queries.run(partial(_read_table, self._sources(), self._pc()), success, failure)

    def check_race(self, spec: RunSpec, answer: Callable[[JointFit | None], None]) -> None:
        """Tell whether the models of ``spec`` fit together; None where that is no question (a
        fair comparison) or cannot be told: then nothing stands in the way."""
        planned = [model for model in spec.models if model.model.engine == "llama"]
        if spec.mode != "race" or len(planned) < len(spec.models):
            answer(None)
            return
        self._queries.run(
            partial(joint_fit, self._sources(), spec, self._pc()), answer, lambda _: answer(None)
        )

    # -- one model -----------------------------------------------------------------------

    def _look_closer(
        self,
        looked: tuple[Found, Fit],
        wish: Wish,
        pc: Pc,
        success: Callable[[FitReport], None],
        failure: Failure,
    ) -> None:
        """Where the file is here, llama.cpp says what it takes."""
        found, fit = looked

        def tell(closer: Fit) -> None:
            self._queries.run(partial(report_of, found, wish, pc, closer), success, failure)

        if not found.target.here or found.subject.refused:
            tell(fit)
            return
        exact = msgspec.structs.replace(
            wish.load,
            n_ctx=fit.placement.n_ctx,
            devices=fit.placement.gpus,
            n_gpu_layers=fit.placement.n_gpu_layers,
        )
        self._simulations.ask(
            found.target.path,
            exact,
            lambda told: tell(
                fit_at(found.subject, fit.placement, pc, wish.n_panes, memory_of(told, fit.memory))
            ),
            # Without it the header's estimate stands.
            lambda _: tell(fit),
        )


def report_of(found: Found, wish: Wish, pc: Pc, fit: Fit) -> FitReport:
    """Return everything about one model; tries what would help."""
    question = Question(
        subject=found.subject,
        load=wish.load,
        pc=pc,
        fit=fit,
        n_panes=wish.n_panes,
        smaller=found.smaller,
        others=found.others,
    )
    return FitReport(
        target=found.target,
        load=wish.load,
        n_panes=wish.n_panes,
        rooms=pc.rooms,
        fit=fit,
        advice=advise(question),
        disk=found.subject.disk,
        chars_per_token=found.subject.chars_per_token,
        calibrated=pc.calibration is not None,
        choice=choice_for(found.subject.shape, wish.load, pc),
    )


def joint_fit(sources: Sources, spec: RunSpec, pc: Pc) -> JointFit:
    """Return whether the models of ``spec`` fit together. Reads headers; raises ModelFileError
    where one cannot be read."""
    panes: list[Pane] = []
    for planned in spec.models:
        read = sources.shapes.of_file(Path(planned.model.path))
        panes.append(Pane(subject=Subject(shape=read.shape), load=planned.load))
    return fit_together(panes, pc)


def memory_of(simulation: Simulation, estimate: MemoryEstimate) -> MemoryEstimate:
    """Return what llama.cpp's simulated load takes; what it does not know of (projector, the
    worker itself) is as estimated."""
    projectors = {part.name: part.projector_bytes for part in estimate.devices}
    return MemoryEstimate(
        devices=tuple(
            DeviceMemory(
                name=part.device,
                n_layers=part.n_layers,
                weights_bytes=part.weights_bytes,
                kv_bytes=part.kv_bytes,
                compute_bytes=part.compute_bytes,
                projector_bytes=projectors.get(part.device, 0),
            )
            for part in sorted(simulation.parts, key=lambda part: part.device != HOST)
        ),
        engine_bytes=estimate.engine_bytes,
        basis="simulated",
    )


def _first_look(
    sources: Sources, name: str, quantisation: str, wish: Wish, pc: Pc
) -> tuple[Found, Fit]:
    found = find_target(sources, name, quantisation)
    return found, plan(found.subject, wish.load, pc, wish.n_panes)


def _read_table(sources: Sources, pc: Pc) -> FitTable:
    models = sources.catalogue.models
    tokenizers = [("", model.tokenizer_pre) for model in models if model.tokenizer_pre]
    known = sources.knowledge([model.architecture for model in models], tokenizers)
    rows = table_rows(
        sources.catalogue, sources.entries(), known, sources.shapes, free_disk(sources.folder)
    )
    return FitTable(rows, pc)
