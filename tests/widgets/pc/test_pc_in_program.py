"""The page in the program put together: real services, real workers, made models."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.command_line import ProgramOptions
from app.core.machine import read_machine
from tests.helpers.gguf_maker import Recipe, make_gguf
from tests.widgets.compare_stage import LONG_MS
from tests.widgets.pc.fake_pc import calibration
from widgets.application import Assembly, assemble
from widgets.compare.page import ComparePage
from widgets.lazy_page import LazyPage
from widgets.models import live_backend
from widgets.models.page import ModelsPage
from widgets.pc.page import PcPage

MODEL = "exaone-4.0-1.2b"


class Program:
    """A running program over a folder of its own, without network."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path) -> None:
        self._qtbot = qtbot
        options = ProgramOptions(data_dir=folder, lang="ko", offline=True)
        self.assembly: Assembly = assemble(application, options)
        window = self.assembly.window
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready, timeout=LONG_MS):
            window.show()

    def open_page(self) -> PcPage:
        """Go to the page, and wait until the engine and the files have been looked at."""
        self.assembly.window.show_page(2)
        lazy = self.assembly.window.findChildren(LazyPage)
        (page,) = (one.page for one in lazy if isinstance(one.page, PcPage))
        self._qtbot.waitUntil(
            lambda: bool(page.table_model.cells) and self.assembly.devices.engine is not None,
            timeout=LONG_MS,
        )
        self._qtbot.waitUntil(lambda: not page.busy, timeout=LONG_MS)
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


def test_a_file_here_is_judged_by_its_header_and_goes_into_a_pane(
    start: Callable[[], Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    made = make_gguf(tmp_path / "EXAONE-4.0-1.2B-Q8_0.gguf", Recipe())
    library = program.assembly.models.library
    library.import_file(made, model_id=MODEL)
    page = program.open_page()
    qtbot.waitUntil(
        lambda: any(cell.here for cell in page.table_model.cells.values()), timeout=LONG_MS
    )
    qtbot.waitUntil(lambda: not page.busy, timeout=LONG_MS)
    (here,) = (cell for cell in page.table_model.cells.values() if cell.here)
    assert here.key[0] == MODEL
    assert here.fit.memory.basis == "header"
    assert here.fit.memory.total_bytes < 300 * 2**20
    others = page.table_model.cells[("exaone-3.5-2.4b", "Q4_K_M")]
    assert others.fit.memory.basis == "catalogue"
    assert page.facts.cpu.figure.text()
    assert "비어 있음" in page.facts.memory.figure.text()
    assert "묻는 중" not in page.facts.gpu.figure.text()
    page.choose(here.key)
    qtbot.waitUntil(lambda: memory_basis(page) == "simulated", timeout=LONG_MS)
    assert page.details.pane_button.isVisible()
    page.details.pane_button.click()
    compare = program.assembly.window.findChild(ComparePage)
    assert compare is not None
    assert compare.isVisible()
    pane = next(pane for pane in compare.row.panes if pane.model and not pane.model.practice)
    assert pane.head.verdict.isVisible()
    assert not pane.head.picker.itemIcon(pane.head.picker.currentIndex()).isNull()


def memory_basis(page: PcPage) -> str:
    return "" if page.details.report is None else page.details.report.fit.memory.basis


def test_from_the_verdict_to_the_download_and_back(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    page = program.open_page()
    page.choose((MODEL, "Q4_K_M"))
    page.details.download_button.click()
    lazy = program.assembly.window.findChildren(LazyPage)
    (models,) = (one.page for one in lazy if isinstance(one.page, ModelsPage))
    qtbot.waitUntil(models.isVisible)
    assert models.details.row is not None
    assert models.details.row.key == MODEL
    qtbot.waitUntil(models.details.verdict.isVisible, timeout=LONG_MS)
    models.choose("kanana-1.5-2.1b")
    models.details.verdict.button.click()
    assert page.isVisible()
    assert page.table.key is not None
    assert page.table.key[0] == "kanana-1.5-2.1b"


def test_what_was_measured_is_there_at_the_next_start(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    page = program.open_page()
    assert page.facts.speed.accessibleName().count("아직 재지 않았습니다") == 1
    fit = program.assembly.fit()
    assert fit is not None
    engine = program.assembly.models.probe.fingerprint()
    here = msgspec.structs.replace(calibration(), engine=engine, machine=read_machine())
    fit.use_calibration(here)
    qtbot.waitUntil(lambda: not page.busy, timeout=LONG_MS)
    assert "41 GB/s" in page.facts.speed.accessibleName()
    qtbot.waitUntil(
        lambda: page.table_model.cells[(MODEL, "Q4_K_M")].fit.outlook.pace is not None,
        timeout=LONG_MS,
    )
    program.close()
    again = start().open_page()
    qtbot.waitUntil(lambda: "41 GB/s" in again.facts.speed.accessibleName(), timeout=LONG_MS)
