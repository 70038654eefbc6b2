"""The page in the program put together: real models, and one thing at a time."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.core.command_line import ProgramOptions
from app.core.problem import UsageError
from app.core.run import RunSpec
from tests.services.stage import LONG_MS
from widgets.application import assemble
from widgets.lazy_page import LazyPage
from widgets.models import live_backend
from widgets.sheets.page import SheetPage

QUESTION = "질문,기대 답,검사\n한국의 수도는 어디인가요?,서울,포함\n"


def test_a_sheet_from_file_to_export(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What this machine's own programs keep is none of the tests' business.
    monkeypatch.setattr(live_backend, "find_foreign_entries", list)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    options = ProgramOptions(data_dir=tmp_path / "자료", lang="ko", offline=True)
    assembly = assemble(qapp, options)
    window = assembly.window
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=LONG_MS):
        window.show()
    buttons = window.rail.findChildren(QToolButton)
    names = [button.text() for button in buttons if button.property("kind") == "nav"]
    window.show_page(names.index("문제지"))
    (page,) = (one.page for one in window.findChildren(LazyPage) if isinstance(one.page, SheetPage))
    path = tmp_path / "가게.csv"
    path.write_text(QUESTION, encoding="utf-8")
    page.open_file(path)
    qtbot.waitUntil(lambda: page.parts.form.choice.count() == 11, timeout=LONG_MS)
    page.start()
    assert assembly.arena.measuring()
    # A comparison does not begin beside it.
    model = page.parts.form.chosen_models()[0]
    spec = RunSpec(comparison_id="c", prompt="?", models=())
    with pytest.raises(UsageError) as caught:
        assembly.arena.start(spec)
    assert caught.value.problem.kind == "measuring_now"
    qtbot.waitUntil(lambda: not assembly.arena.measuring(), timeout=LONG_MS)
    assert model.id == "starter-s"
    assert [answer.marking.right for answer in page.model.answers] == [True, True]
    page.export_to(tmp_path / "o.csv")
    assert "서울" in (tmp_path / "o.csv").read_text("utf-8-sig")
    window.close()
    assembly.close()
