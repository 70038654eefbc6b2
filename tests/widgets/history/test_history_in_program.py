"""The page in the program put together: practice models compared, found again, run again."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.command_line import ProgramOptions
from app.core.machine import read_machine
from app.core.measure.plan import BenchPlan, standard_task
from app.core.run import PlannedModel
from app.store.measure_store import MeasureStore
from tests.widgets.compare_stage import LONG_MS
from widgets.application import Assembly, assemble
from widgets.compare.page import ComparePage
from widgets.history.page import HistoryPage
from widgets.lazy_page import LazyPage
from widgets.models import live_backend

QUESTION = "한국의 수도는 어디인가요?"


class Program:
    """A running program over a folder of its own, without network."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path) -> None:
        self.qtbot = qtbot
        options = ProgramOptions(data_dir=folder, lang="ko", offline=True)
        self.assembly: Assembly = assemble(application, options)
        window = self.assembly.window
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready, timeout=LONG_MS):
            window.show()
        found = window.findChild(ComparePage)
        assert isinstance(found, ComparePage)
        self.compare = found

    def ask(self, prompt: str) -> None:
        """Ask the practice models, and wait for the answers."""
        self.compare.area.box.set_prompt(prompt)
        self.compare.area.run_button.click()
        self.wait_ended()

    def wait_ended(self) -> None:
        """Wait until nothing goes."""
        self.qtbot.waitUntil(
            lambda: not self.assembly.arena.running and not self.compare.control.clocks.ticking,
            timeout=LONG_MS,
        )

    def open_history(self) -> HistoryPage:
        """Go to the page."""
        window = self.assembly.window
        lazy = window.findChildren(LazyPage)
        window.show_page(len(lazy))
        pages = (one.page for one in lazy if isinstance(one.page, HistoryPage))
        page = next(pages)
        self.qtbot.waitUntil(lambda: page.isVisible() and not page.busy, timeout=LONG_MS)
        return page

    def close(self) -> None:
        """Leave the program."""
        self.assembly.window.close()
        self.assembly.close()


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Program]]:
    # What this machine's own programs keep is none of the tests' business.
    monkeypatch.setattr(live_backend, "find_foreign_entries", list)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    programs: list[Program] = []

    def begin() -> Program:
        programs.append(Program(qtbot, qapp, tmp_path / "자료"))
        return programs[-1]

    yield begin
    for program in programs:
        program.close()
    qapp.setStyleSheet("")


def test_compared_found_and_run_again_with_the_same_text(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    program.ask(QUESTION)
    answers = [pane.chat.turns[-1].answer for pane in program.compare.row.panes]
    page = program.open_history()
    assert [row.title for row in page.model.rows] == [QUESTION]
    assert [run.outcome.text for run in page.details.pair.stored] == answers
    page.details.head.again.click()
    assert program.compare.isVisible()
    program.wait_ended()
    assert [pane.chat.turns[-1].answer for pane in program.compare.row.panes] == answers
    (notice,) = program.assembly.window.notice_bar.lines()
    assert "2번 모두 글이 같습니다" in notice.text
    page = program.open_history()
    assert page.details.row is not None
    assert len(page.model.rows) == 2
    assert "2번 모두 글이 같습니다" in page.details.again.text()
    assert not page.details.again.isHidden()
    page.list.choose(page.model.rows[0].key)
    qtbot.waitUntil(lambda: not page.busy)
    assert page.details.again.isHidden()


def test_what_was_asked_is_there_at_the_next_start(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    program.ask(QUESTION)
    page = program.open_history()
    page.delete()
    program.ask("가을에 대해 설명해 줘")
    program.close()
    again = start().open_history()
    # What was deleted when the page was left is gone, as was said.
    qtbot.waitUntil(lambda: bool(again.model.rows))
    assert [row.title for row in again.model.rows] == ["가을에 대해 설명해 줘"]


def test_an_interrupted_measurement_goes_on_from_here(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    plans = MeasureStore(program.assembly.store.database)
    models = program.compare.row.models()
    plan = BenchPlan(
        plan_id="p" * 32,
        models=tuple(PlannedModel(pane=pane, model=model) for pane, model in models.items()),
        tasks=(standard_task(8, 4),),
        rounds=1,
        warmups=0,
        idle_wait_s=0,
        label="월요일",
    )
    plans.begin(plan, read_machine(), "0.1.0", 1)
    plans.end(plan.plan_id, "stopped", 2)
    page = program.open_history()
    assert [row.title for row in page.model.rows] == ["월요일"]
    page.details.head.resume.click()
    assert not page.isVisible()
    qtbot.waitUntil(lambda: plans.plans()[0].state == "finished", timeout=LONG_MS)
    page = program.open_history()
    assert page.details.head.resume.isHidden()
    assert "2번" in page.details.head.facts.text()
