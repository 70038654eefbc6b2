"""The program put together: a model comes from the Hub into a pane, through a restart."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.command_line import ProgramOptions
from tests.helpers.hub_server import LocalHub
from tests.widgets.compare_stage import LONG_MS
from tests.widgets.models.models_stage import agree, answer
from widgets.application import Assembly, assemble
from widgets.compare.page import ComparePage
from widgets.lazy_page import LazyPage
from widgets.models import live_backend
from widgets.models.file_line_frame import FileLineFrame
from widgets.models.licence_dialog import LicenceDialog
from widgets.models.page import ModelsPage

REPO = "LGAI-EXAONE/EXAONE-3.5-2.4B-Instruct-GGUF"
FILE = "EXAONE-3.5-2.4B-Instruct-Q8_0.gguf"
MODEL = "exaone-3.5-2.4b"


class Program:
    """A running program over a folder of its own, and what a person does in it."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path) -> None:
        self._qtbot = qtbot
        self.assembly: Assembly = assemble(application, ProgramOptions(data_dir=folder, lang="ko"))
        window = self.assembly.window
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready, timeout=LONG_MS):
            window.show()

    def open_models(self) -> ModelsPage:
        """Go to the page of models."""
        self.assembly.window.show_page(1)
        pages = (lazy.page for lazy in self.assembly.window.findChildren(LazyPage))
        return next(page for page in pages if isinstance(page, ModelsPage))

    def line(self, page: ModelsPage) -> FileLineFrame:
        """The file's line in the details, once the Hub has been asked."""

        def found() -> bool:
            return any(f.line and f.line.quantisation == "Q8_0" for f in page.details.files.frames)

        self._qtbot.waitUntil(found, timeout=LONG_MS)
        frames = page.details.files.frames
        return next(f for f in frames if f.line and f.line.quantisation == "Q8_0")

    def close(self) -> None:
        """Leave the program."""
        self.assembly.window.close()
        self.assembly.close()


@pytest.fixture
def hub(resources: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    # What this machine's own programs keep is none of the tests' business.
    monkeypatch.setattr(live_backend, "find_foreign_entries", list)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with LocalHub() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        hub.add_repo(REPO, {FILE: resources / "models" / "starter-m.Q8_0.gguf"}, licence="other")
        yield hub


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[], Program]]:
    programs: list[Program] = []

    def begin() -> Program:
        programs.append(Program(qtbot, qapp, tmp_path / "자료"))
        return programs[-1]

    yield begin
    for program in programs:
        program.close()
    qapp.setStyleSheet("")


def test_from_the_hub_into_a_pane_that_answers(
    start: Callable[[], Program], hub: LocalHub, qtbot: QtBot
) -> None:
    program = start()
    page = program.open_models()
    page.choose(MODEL)
    answer(LicenceDialog, agree)
    program.line(page).button("fetch").click()
    library = program.assembly.models.library
    qtbot.waitUntil(lambda: bool(library.entries()), timeout=LONG_MS)

    def is_here() -> bool:
        line = program.line(page).line
        return line is not None and line.entry is not None

    qtbot.waitUntil(is_here, timeout=LONG_MS)
    with qtbot.waitSignal(page.compareRequest):
        program.line(page).button("compare").click()
    compare = program.assembly.window.findChild(ComparePage)
    assert compare is not None
    assert compare.isVisible()
    pane = next(p for p in compare.row.panes if p.model and not p.model.practice)
    assert pane.model is not None
    assert pane.model.id == f"{MODEL}:Q8_0"
    compare.area.box.set_prompt("안녕하세요")
    compare.area.run_button.click()
    arena = program.assembly.arena
    qtbot.waitUntil(
        lambda: not arena.running and not compare.control.clocks.ticking, timeout=LONG_MS
    )
    assert len(pane.chat.toPlainText()) > len("안녕하세요") + 5


def test_a_download_goes_on_at_the_next_start(
    start: Callable[[], Program], hub: LocalHub, qtbot: QtBot
) -> None:
    hub.faults.drip(FILE, 400_000)
    program = start()
    page = program.open_models()
    page.choose(MODEL)
    answer(LicenceDialog, agree)
    program.line(page).button("fetch").click()
    downloads = program.assembly.models.services.downloads
    qtbot.waitUntil(
        lambda: any(entry.done_bytes > 300_000 for entry in downloads.entries()), timeout=LONG_MS
    )
    program.close()
    hub.faults.clear()
    n_before = len(hub.asked("/files/"))

    again = start()
    library = again.assembly.models.library
    qtbot.waitUntil(lambda: bool(library.entries()), timeout=LONG_MS)
    (held,) = library.entries()
    assert (held.model_id, held.state) == (MODEL, "ok")
    came_later = hub.asked("/files/")[n_before:]
    assert [request.range.startswith("bytes=0-") for request in came_later] == [False]
