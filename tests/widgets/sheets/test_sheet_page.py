"""The page of question sheets, as a person with a keyboard meets it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.sheets.results import HandMark
from tests.services.stage import LONG_MS
from tests.widgets.sheets.conftest import SheetPageStage
from widgets.sheets.page import SheetPage

SHEET = (
    "질문\t기대 답\t검사\t좋은 답\n"
    "한국의 수도는?\t서울\t포함\t서울이라고 한다\n"
    "안녕하세요\t\t사람\t\n"
)


@pytest.fixture
def page(stage: SheetPageStage) -> SheetPage:
    """The page after the sheet above was given to both models."""
    page = stage.open()
    stage.take(SHEET)
    stage.run()
    return page


def stored_marks(stage: SheetPageStage) -> dict[tuple[int, int], HandMark]:
    (run,) = stage.services.store.runs()
    stored = stage.services.store.load(run.run_id)
    assert stored is not None
    return stored.marks


def press(qtbot: QtBot, page: SheetPage, *keys: Qt.Key) -> None:
    page.parts.table.setFocus()
    for key in keys:
        qtbot.keyClick(page.parts.table, key)


def wait_for_scores(stage: SheetPageStage) -> list[str]:
    stage.qtbot.waitUntil(lambda: not stage.page.busy)
    return stage.page.parts.scores.texts()


def test_an_empty_page_says_what_to_do(stage: SheetPageStage) -> None:
    page = stage.open()
    assert page.parts.empty.isVisible()
    assert "문제지 돌리기" in page.parts.empty.text()
    assert page.parts.form.choice.count() == 10
    assert len(page.parts.form.chosen_models()) == 2
    assert "답 20개" in page.parts.status.text()
    assert not page.parts.export.isEnabled()
    for row in range(2):
        item = page.parts.form.models.item(row)
        item.setCheckState(Qt.CheckState.Unchecked)
    assert not page.parts.start.isEnabled()
    assert "하나 이상" in page.parts.status.text()


def test_a_sheet_is_run_and_shown_beside_its_differences(
    stage: SheetPageStage, page: SheetPage
) -> None:
    assert stage.arena.unloaded == 1
    model = page.model
    assert (model.rowCount(), model.columnCount()) == (2, 3)
    assert [c.name for c in model.columns] == ["first", "second"]
    assert str(model.data(model.index(0, 1))).startswith("first, 맞음")
    assert str(model.data(model.index(0, 2))).startswith("second, 틀림")
    differing = [p.text.strip() for p in model.parts((0, 1)) if p.differs]
    assert differing == ["<b>부산</b>입니다."]
    texts = wait_for_scores(stage)
    assert "1/1" in texts
    assert "100 %" in texts
    assert "0/1" in texts
    # Nothing that a model writes is taken for a format.
    page.parts.table.choose(0, 2)
    shown = [card.text.toPlainText() for card in page.parts.detail.cards]
    assert shown == ["수도는 서울입니다.", "수도는 <b>부산</b>입니다."]


def test_the_keyboard_marks(qtbot: QtBot, stage: SheetPageStage, page: SheetPage) -> None:
    page.parts.table.choose(0, 1)
    press(qtbot, page, Qt.Key.Key_4, Qt.Key.Key_Right, Qt.Key.Key_2)
    press(qtbot, page, Qt.Key.Key_Down, Qt.Key.Key_5, Qt.Key.Key_0)
    assert stored_marks(stage) == {
        (0, 0): HandMark(mark=4),
        (0, 1): HandMark(mark=2),
        (1, 1): HandMark(mark=None),
    }
    page.parts.table.choose(0, 1)
    press(qtbot, page, Qt.Key.Key_N)
    note = page.parts.detail.cards[0].note
    qtbot.keyClicks(note, "short")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert stored_marks(stage)[0, 0] == HandMark(mark=4, note="short")
    assert "4.0 (1)" in wait_for_scores(stage)
    page.parts.detail.cards[1].marks.button("3").click()
    assert stored_marks(stage)[0, 1] == HandMark(mark=3)


def test_blind_names_and_speeds_are_nowhere(stage: SheetPageStage, page: SheetPage) -> None:
    page.parts.names.click()
    names = [c.name for c in page.model.columns]
    assert names == ["A", "B"]
    texts = wait_for_scores(stage)
    assert "메모리" not in texts
    words = [label.text() for label in page.parts.detail.findChildren(QLabel)]
    index = page.model.index
    words += [str(page.model.data(index(r, c))) for r in range(2) for c in range(3)]
    words += [str(page.model.headerData(c, Qt.Orientation.Horizontal)) for c in range(3)]
    words += [card.marks.accessibleName() for card in page.parts.detail.cards]
    assert not [word for word in [*words, *texts] if "first" in word or "second" in word]
    # It stays so until it is taken back, in another window too.
    (run,) = stage.services.store.runs()
    page.show_run(run.run_id)
    assert [c.name for c in page.model.columns] == ["A", "B"]
    page.parts.names.click()
    assert [c.name for c in page.model.columns] == ["first", "second"]
    assert "메모리" in wait_for_scores(stage)


def test_marks_given_blind_go_to_the_model_behind_the_letter(
    qtbot: QtBot, stage: SheetPageStage, page: SheetPage
) -> None:
    stage.page.set_blind(True)
    page.parts.table.choose(0, 1)
    behind = page.model.columns[0].model
    press(qtbot, page, Qt.Key.Key_5)
    stage.page.set_blind(False)
    assert stored_marks(stage) == {(0, behind): HandMark(mark=5)}
    assert page.model.mark((0, behind)).mark == 5


def test_what_is_wrong_with_a_sheet_is_named_by_row(stage: SheetPageStage) -> None:
    page = stage.open()
    stage.take("질문\t기대 답\t검사\n몇?\t다섯\t숫자\n\t서울\t포함\n")
    told = page.parts.form.faults.text()
    assert "2행" in told
    assert "3행" in told
    assert page.parts.form.sheet is not None
    before = page.parts.form.choice.count()
    stage.take("그냥 글")
    assert "질문" in page.parts.form.faults.text()
    assert page.parts.form.choice.count() == before
    assert page.parts.form.sheet.title


def test_a_dropped_file_is_read_and_another_kind_is_not_taken(
    stage: SheetPageStage, tmp_path: Path
) -> None:
    page = stage.open()
    path = tmp_path / "우리 가게.csv"
    path.write_bytes(SHEET.replace("\t", ",").encode("cp949"))

    def drop(name: Path) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(name))])
        copy, left, none = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        entered = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
        entered.ignore()
        page.dragEnterEvent(entered)
        if entered.isAccepted():
            page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
        return entered.isAccepted()

    assert not drop(tmp_path / "model.gguf")
    assert drop(path)
    stage.qtbot.waitUntil(lambda: page.parts.form.choice.count() == 11, timeout=LONG_MS)
    assert page.parts.form.sheet is not None
    assert page.parts.form.sheet.title == "우리 가게"
    assert len(page.parts.form.sheet.questions) == 2


def test_stop_and_go_on(stage: SheetPageStage) -> None:
    stage.models = [stage.slow("slow")]
    page = stage.open()
    stage.take(SHEET)
    page.parts.form.models.item(0).setCheckState(Qt.CheckState.Checked)
    page.start()
    runner = stage.services.runner
    stage.qtbot.waitUntil(lambda: bool(runner.run and runner.run.live.events), timeout=LONG_MS)
    assert page.parts.stop.isVisible()
    assert not page.parts.start.isVisible()
    assert stage.arena.measuring()
    with stage.qtbot.waitSignal(runner.ended, timeout=LONG_MS):
        page.parts.stop.click()
    assert page.parts.resume.isVisible()
    stage.slow("slow")
    (stage.folder / "slow.json").write_text(json.dumps({"rate": None, "text": "네"}), "utf-8")
    with stage.qtbot.waitSignal(runner.ended, timeout=LONG_MS):
        page.parts.resume.click()
    assert not page.parts.resume.isVisible()
    assert len(page.model.answers) == 2


def test_nothing_begins_beside_a_comparison(stage: SheetPageStage) -> None:
    page = stage.open()
    stage.arena.running = True
    page.start()
    assert not stage.services.runner.running
    assert "앞선 비교" in page.parts.status.text()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_results_and_template_are_saved(
    stage: SheetPageStage, page: SheetPage, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"결과.{ending}"
    page.export_to(path)
    assert path.stat().st_size > 100
    assert str(path) in page.parts.status.text()
    page.save_template(tmp_path / "양식")
    assert (tmp_path / "양식.xlsx").read_bytes().startswith(b"PK")
    page.export_to(tmp_path / "none" / "x.csv")
    assert "쓰지 못했습니다" in page.parts.status.text()


def test_in_english_and_in_the_dark(stage: SheetPageStage, page: SheetPage) -> None:
    stage.languages.use("en")
    stage.theme.choose("dark")
    stage.qtbot.waitUntil(lambda: page.parts.start.text() == "Run the sheet")
    assert str(page.model.data(page.model.index(0, 1))).startswith("first, right")
    assert "Accuracy" in wait_for_scores(stage)
    for region in page.regions():
        assert region.accessibleName() or getattr(region, "text", str)()
    assert all(shortcut.does for shortcut in page.shortcuts())
