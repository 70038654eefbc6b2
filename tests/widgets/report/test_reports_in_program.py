"""Reports in the program put together: from the pages' buttons to a preview of what is stored."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.command_line import ProgramOptions
from app.core.machine import read_machine
from app.core.model_files import starter_models
from app.services.paths import DataPaths
from app.store.measure_store import MeasureStore
from app.store.run_store import RunStore
from tests.services.report.report_samples import measurement
from tests.store import samples
from tests.widgets.compare_stage import LONG_MS
from widgets.application import Assembly, assemble
from widgets.compare.page import ComparePage
from widgets.history.page import HistoryPage
from widgets.lazy_page import LazyPage
from widgets.measure.page import MeasurePage
from widgets.models import live_backend
from widgets.pc.page import PcPage
from widgets.report.preview import ReportPreview

T = TypeVar("T")


def fill(folder: Path, resources: Path) -> None:
    """Store a comparison, and a measurement of a practice model on this PC."""
    paths = DataPaths(folder)
    paths.make()
    store = RunStore(paths.database)
    record = samples.comparison("c1", prompt="한국의 수도는?")
    run = samples.run(record, "r1")
    store.begin_comparison(record)
    store.begin_run(run)
    store.finish_run(record, run, samples.outcome(), 9_000)
    stored = measurement(starter_models(resources)[:1], machine=read_machine())
    measures = MeasureStore(store.database)
    measures.begin(stored.plan, stored.machine, "0.1.0", 10)
    for result in stored.results:
        measures.add_result(stored.plan.plan_id, result)
    measures.end(stored.plan.plan_id, "finished", 11)
    store.close()


@pytest.fixture
def program(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    resources: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Assembly]:
    # What this machine's own programs keep is none of the tests' business.
    monkeypatch.setattr(live_backend, "find_foreign_entries", list)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    fill(tmp_path / "자료", resources)
    options = ProgramOptions(data_dir=tmp_path / "자료", lang="ko", offline=True)
    assembly = assemble(qapp, options)
    qtbot.addWidget(assembly.window)
    with qtbot.waitSignal(assembly.window.ready, timeout=LONG_MS):
        assembly.window.show()
    yield assembly
    assembly.window.close()
    assembly.close()


def shown(program: Assembly) -> ReportPreview:
    """The preview that is open."""
    (preview,) = [one for one in program.window.findChildren(ReportPreview) if one.isVisible()]
    return preview


def page_of(program: Assembly, number: int, kind: type[T]) -> T:
    program.window.show_page(number)
    lazy = program.window.findChildren(LazyPage)
    (page,) = (one.page for one in lazy if isinstance(one.page, kind))
    return page


def test_the_page_about_this_pc_opens_the_one_page(program: Assembly, qtbot: QtBot) -> None:
    page = page_of(program, 2, PcPage)
    qtbot.waitUntil(lambda: program.devices.engine is not None, timeout=LONG_MS)
    qtbot.mouseClick(page.report, Qt.MouseButton.LeftButton)
    preview = shown(program)
    qtbot.waitUntil(lambda: not preview.message, timeout=LONG_MS)
    assert preview.windowTitle() == "보고서"
    assert preview.formats.itemText(0) == "PDF (A4)"
    preview.close()


def test_a_comparison_opens_with_its_poster(program: Assembly) -> None:
    (page,) = program.window.findChildren(ComparePage)
    page.graph.bar.reportRequest.emit()
    preview = shown(program)
    assert preview.message == ""
    preview.choose("png")
    preview.close()


def test_measurements_open_from_their_page_and_from_the_history(
    program: Assembly, qtbot: QtBot, tmp_path: Path
) -> None:
    measure = page_of(program, 3, MeasurePage)
    qtbot.waitUntil(measure.results.report.isVisible, timeout=LONG_MS)
    qtbot.mouseClick(measure.results.report, Qt.MouseButton.LeftButton)
    preview = shown(program)
    preview.choose("csv")
    preview.price.setValue(300.0)
    preview.save(tmp_path / "m.csv")
    # 36 J an answer.
    assert "0.010 kWh · 3.0원" in (tmp_path / "m.csv").read_text("utf-8-sig")
    assert "starter-s" in (tmp_path / "m.csv").read_text("utf-8-sig")
    preview.close()
    history = page_of(program, 5, HistoryPage)
    qtbot.waitUntil(lambda: history.details.row is not None and not history.busy, timeout=LONG_MS)
    qtbot.mouseClick(history.details.head.report, Qt.MouseButton.LeftButton)
    assert shown(program).message == ""
    shown(program).close()
