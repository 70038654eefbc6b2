"""Before a race: what would not fit is foretold, and the person chooses."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.command_line import ProgramOptions
from app.core.fit.joint import JointFit, Pane, fit_together
from app.core.model_files import starter_models
from app.core.run import LoadSettings, PlannedModel, RunSpec
from app.services.race_size import surely_fits
from app.services.settings import MODE
from tests.helpers.fit_facts import pc, room, subject
from tests.widgets.compare_stage import LONG_MS, CompareStage
from widgets.application import Assembly, assemble
from widgets.compare.page import ComparePage
from widgets.compare.race_card import RaceCard
from widgets.compare.race_gate import RaceGate

PANES = [Pane(subject=subject(size), load=LoadSettings()) for size in (8.0, 7.0)]
SHORT = fit_together(PANES, pc(room(8)))
"""Together they do not fit, one at a time they do."""
HOPELESS = fit_together(PANES, pc(room(4)))
ROOMY = fit_together(PANES, pc(room(14)))


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, resources: Path
) -> Iterator[CompareStage]:
    built = CompareStage(qtbot, qapp, tmp_path, resources)
    built.use(built.fake("a", rate=None, text="가"), built.fake("b", rate=None, text="나"))
    built.page.options.mode.choose("race")
    yield built
    built.close()


def test_what_fits_is_raced_without_a_word(stage: CompareStage) -> None:
    stage.joint = ROOMY
    stage.run()
    assert not stage.page.race.isVisible()
    assert stage.arena.comparison is not None
    assert stage.arena.comparison.spec.mode == "race"


def test_one_at_a_time_is_offered(stage: CompareStage) -> None:
    stage.joint = SHORT
    stage.press_run("안녕?")
    card = stage.page.race
    assert card.isVisible()
    assert not stage.arena.running
    assert "공정" in card.words
    assert card.accessibleName().endswith(card.words)
    card.fair_button.click()
    stage.wait_ended()
    assert not card.isVisible()
    assert stage.page.options.mode_value() == "fair"
    assert stage.settings.get(MODE) == "fair"
    assert stage.arena.comparison is not None
    assert stage.arena.comparison.spec.mode == "fair"
    assert [run.outcome and run.outcome.text for run in stage.arena.comparison.runs] == ["가", "나"]


def test_it_can_be_raced_all_the_same(stage: CompareStage) -> None:
    stage.joint = HOPELESS
    stage.press_run("안녕?")
    assert not stage.page.race.fair_button.isEnabled()
    stage.page.race.anyway_button.click()
    stage.wait_ended()
    assert stage.arena.comparison is not None
    assert stage.arena.comparison.spec.mode == "race"
    assert "가" in stage.shown(0)


def test_neither_leaves_everything_as_it_was(stage: CompareStage) -> None:
    stage.joint = SHORT
    stage.press_run("남는 질문")
    stage.page.race.close_button.click()
    assert not stage.page.race.isVisible()
    assert stage.arena.comparison is None
    assert stage.page.area.prompt() == "남는 질문"
    assert stage.page.options.mode_value() == "race"


def test_another_wish_takes_the_question_away(stage: CompareStage) -> None:
    stage.joint = SHORT
    stage.press_run("안녕?")
    assert stage.page.race.isVisible()
    stage.page.options.mode.choose("fair")
    stage.page.options.changed.emit()
    assert not stage.page.race.isVisible()


def test_the_card_is_reached_by_keys_alone(stage: CompareStage, qtbot: QtBot) -> None:
    stage.joint = SHORT
    stage.press_run("안녕?")
    card = stage.page.race
    qtbot.waitUntil(lambda: stage.application.focusWidget() is card.fair_button)
    qtbot.keyClick(card.fair_button, Qt.Key.Key_Tab)
    assert stage.application.focusWidget() is card.anyway_button


def test_an_answer_that_nobody_waits_for_any_more(qtbot: QtBot) -> None:
    answers: list[Callable[[JointFit | None], None]] = []
    card = RaceCard(16)
    qtbot.addWidget(card)
    gate = RaceGate(lambda _, answer: answers.append(answer), card)
    went: list[str] = []
    spec = RunSpec(comparison_id="c", prompt="안녕", models=(), mode="race")
    gate.ask(spec, lambda: went.append("first"), lambda: went.append("fair"))
    gate.ask(spec, lambda: went.append("second"), lambda: went.append("fair"))
    answers[0](None)
    assert not went
    answers[1](None)
    assert went == ["second"]
    assert not gate.asking


def planned(resources: Path, **load: object) -> tuple[PlannedModel, ...]:
    settings = LoadSettings(**load)  # pyright: ignore[reportArgumentType]
    models = starter_models(resources)
    return tuple(PlannedModel(pane=i, model=model, load=settings) for i, model in enumerate(models))


def test_small_races_are_not_looked_at(resources: Path) -> None:
    spec = RunSpec(comparison_id="c", prompt="안녕", models=planned(resources), mode="race")
    assert surely_fits(spec, 16 * 2**30)
    assert not surely_fits(spec, 4 * 2**30)
    long = RunSpec(
        comparison_id="c", prompt="안녕", models=planned(resources, n_ctx=65_536), mode="race"
    )
    assert not surely_fits(long, 16 * 2**30)
    fair = RunSpec(comparison_id="c", prompt="안녕", models=planned(resources))
    assert surely_fits(fair, 0)


@pytest.fixture
def program(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Assembly]:
    """The whole program, on a PC where one starter fits and two do not."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    options = ProgramOptions(data_dir=tmp_path / "자료", lang="ko", offline=True)
    assembly = assemble(qapp, options)
    qtbot.addWidget(assembly.window)
    assembly.window.show()
    real = psutil.virtual_memory

    def little() -> SimpleNamespace:
        found = real()._asdict() | {"total": 120 * 2**20, "available": 100 * 2**20}
        return SimpleNamespace(**found)

    monkeypatch.setattr(psutil, "virtual_memory", little)
    yield assembly
    assembly.close()
    qapp.setStyleSheet("")


def test_the_window_reads_headers_and_foretells(program: Assembly, qtbot: QtBot) -> None:
    page = program.window.findChild(ComparePage)
    assert page is not None
    page.options.mode.choose("race")
    page.area.run_button.click()
    qtbot.waitUntil(page.race.isVisible, timeout=LONG_MS)
    assert not program.arena.running
    assert "MiB" in page.race.words
    page.race.fair_button.click()
    qtbot.waitUntil(lambda: program.arena.running, timeout=LONG_MS)
    qtbot.waitUntil(
        lambda: not program.arena.running and not page.control.clocks.ticking, timeout=LONG_MS
    )
    assert "서울" in page.row.panes[0].chat.toPlainText()
