"""Estimates asked in an event loop: nothing blocks, and what fails is told or done without."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.core.catalogue import Catalogue
from app.core.engine_knowledge import EngineKnowledge
from app.core.fit.joint import JointFit
from app.core.fit.planning import Pc
from app.core.fit.report import FitReport
from app.core.model_files import starter_models
from app.core.problem import HubError, Problem
from app.core.run import LoadSettings, ModelFile, PlannedModel, RunSpec
from app.services.fit_service import FitService, Wish
from app.services.fit_shapes import Shapes
from app.services.fit_sources import Sources
from app.services.model_choice import ModelChoice
from app.services.simulation import Simulations
from app.services.worker_process import worker_command
from tests.helpers.fit_facts import pc, room

TIMEOUT_MS = 90_000
ANY = Wish(LoadSettings())
Make = Callable[..., FitService]


def offline() -> Any:
    raise HubError("offline")


@pytest.fixture
def make(resources: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Make]:
    """Makes services on a PC of plain numbers."""
    made: list[tuple[FitService, Simulations]] = []
    sources = Sources(
        catalogue=Catalogue(),
        choice=ModelChoice(resources, Catalogue, tuple, lambda: "ko"),
        entries=tuple,
        folder=tmp_path,
        knowledge=lambda *_: EngineKnowledge(),
        access=offline,
        shapes=Shapes(),
    )

    def build(here: Pc, command: list[str] | None = None) -> FitService:
        simulations = Simulations(command or worker_command())
        made.append((FitService(lambda: sources, lambda: here, simulations), simulations))
        return made[-1][0]

    yield build
    for service, simulations in made:
        service.close()
        simulations.close()


def ask(service: FitService, qtbot: QtBot, name: str, wish: Wish = ANY) -> FitReport | Problem:
    came: list[FitReport | Problem] = []
    service.report(name, "", wish, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=TIMEOUT_MS)
    return came[0]


def race(*models: ModelFile, **load: Any) -> RunSpec:
    planned = tuple(
        PlannedModel(pane=pane, model=model, load=LoadSettings(**load))
        for pane, model in enumerate(models)
    )
    return RunSpec(comparison_id="c", prompt="안녕", models=planned, mode="race")


def check(service: FitService, qtbot: QtBot, spec: RunSpec) -> JointFit | None:
    came: list[JointFit | None] = []
    service.check_race(spec, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=TIMEOUT_MS)
    return came[0]


def test_llama_cpp_has_the_last_word(make: Make, qtbot: QtBot) -> None:
    report = ask(make(pc(room(8))), qtbot, "starter-s")
    assert isinstance(report, FitReport)
    assert report.fit.memory.basis == "simulated"
    assert report.fit.judgement.verdict == "comfortable"
    assert report.calibrated


def test_where_it_cannot_be_asked_the_header_has_to_do(make: Make, qtbot: QtBot) -> None:
    report = ask(make(pc(room(8)), ["/no/such/worker"]), qtbot, "starter-s")
    assert isinstance(report, FitReport)
    assert report.fit.memory.basis == "header"


def test_what_fails_is_told(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    service = make(pc(room(8)))
    problem = ask(service, qtbot, "https://huggingface.co/a/b")
    assert isinstance(problem, Problem)
    assert problem.kind == "offline"
    problem = ask(service, qtbot, str(tmp_path / "없는.gguf"))
    assert isinstance(problem, Problem)
    assert problem.kind == "file_missing"


def test_a_race_is_judged_by_its_headers(make: Make, qtbot: QtBot, resources: Path) -> None:
    models = starter_models(resources)[:2]
    roomy = check(make(pc(room(8))), qtbot, race(*models))
    assert roomy is not None
    assert roomy.fits
    short = check(make(pc(room(0.09, total=0.12))), qtbot, race(*models))
    assert short is not None
    assert not short.fits
    assert short.fair_fits
    long = check(make(pc(room(2))), qtbot, race(*models, n_ctx=600_000))
    assert long is not None
    assert not long.fits


def test_what_nobody_can_tell_stands_in_no_ones_way(
    make: Make, qtbot: QtBot, resources: Path, tmp_path: Path
) -> None:
    service = make(pc(room(0.01)))
    models = starter_models(resources)[:2]
    fair = race(*models)
    fair = RunSpec(comparison_id="c", prompt="안녕", models=fair.models)
    assert check(service, qtbot, fair) is None
    fake = ModelFile(id="fake", path=str(tmp_path / "f.json"), name="fake", engine="fake")
    assert check(service, qtbot, race(models[0], fake)) is None
    gone = ModelFile(id="gone", path=str(tmp_path / "gone.gguf"), name="gone")
    assert check(service, qtbot, race(models[0], gone)) is None


def test_the_whole_catalogue(make: Make, qtbot: QtBot) -> None:
    came: list[Any] = []
    make(pc(room(8))).table(came.append, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=TIMEOUT_MS)
    assert came[0].rows == ()
