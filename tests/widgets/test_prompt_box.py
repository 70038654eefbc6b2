"""The prompt box under input methods, keys and the clipboard."""

import unicodedata
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.compare.prompt_box import MAX_LINES, PromptBox
from widgets.compare.prompt_history import PromptHistory


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[PromptBox]:
    box = PromptBox(PromptHistory(["첫째", "둘째"]))
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(box)
    column.addWidget(QLineEdit(window))
    window.resize(400, 300)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    box.setFocus()
    yield box
    window.close()


def compose(box: PromptBox, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(box, event)


def test_a_syllable_is_composed_and_committed(box: PromptBox) -> None:
    for step in ("ㅎ", "하", "한"):
        compose(box, step)
        assert box.toPlainText() == ""
        assert box.preedit == step
    compose(box, "ㄱ", commit="한")
    compose(box, "", commit="글")
    assert box.toPlainText() == "한글"
    assert box.preedit == ""


def test_the_prompt_has_the_syllable_being_composed(box: PromptBox) -> None:
    compose(box, "", commit="안녕하세")
    compose(box, "요")
    assert box.prompt() == "안녕하세요"
    assert box.toPlainText() == "안녕하세요"


def test_run_during_composition_runs_with_the_last_syllable(box: PromptBox, qtbot: QtBot) -> None:
    compose(box, "서울")
    with qtbot.waitSignal(box.runRequested):
        qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "서울"


def test_enter_during_composition_commits_then_breaks_the_line(
    box: PromptBox, qtbot: QtBot
) -> None:
    compose(box, "끝")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "끝\n"


def test_a_click_in_the_box_keeps_the_syllable(box: PromptBox, qtbot: QtBot) -> None:
    compose(box, "", commit="가나")
    compose(box, "다")
    qtbot.mouseClick(box.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 10))
    assert box.toPlainText() == "가나다"
    assert box.preedit == ""


def test_losing_the_focus_keeps_the_syllable(box: PromptBox, qtbot: QtBot) -> None:
    compose(box, "밖")
    other = box.window().findChild(QLineEdit)
    assert other is not None
    other.setFocus()
    qtbot.waitUntil(lambda: box.toPlainText() == "밖")


def test_a_syllable_is_committed_once(box: PromptBox) -> None:
    compose(box, "한")
    box.commit_preedit()
    box.commit_preedit()
    assert box.prompt() == "한"


def test_nothing_that_breaks_composition_is_on_the_box(box: PromptBox) -> None:
    box.set_prompt("여러\n줄")
    assert box.extraSelections() == []


def test_what_is_pasted_is_plain_and_composed(box: PromptBox) -> None:
    data = QMimeData()
    data.setHtml("<b>한글</b>")
    data.setText(unicodedata.normalize("NFD", "한글\0 붙임"))
    box.insertFromMimeData(data)
    assert box.toPlainText() == "한글 붙임"


def test_box_grows_to_six_lines(box: PromptBox, qtbot: QtBot) -> None:
    heights = []
    for n in (1, 4, MAX_LINES, MAX_LINES + 6):
        box.set_prompt("\n".join("줄" for _ in range(n)))
        qtbot.waitUntil(lambda: not box._fit_soon.isActive())
        heights.append(box.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_up_and_down_walk_the_history_and_bring_the_draft_back(
    box: PromptBox, qtbot: QtBot
) -> None:
    box.set_prompt("쓰던 글")
    walked = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(box, key)
        walked.append(box.toPlainText())
    assert walked == ["둘째", "첫째", "첫째", "둘째", "쓰던 글"]


def test_up_inside_the_text_moves_the_cursor(box: PromptBox, qtbot: QtBot) -> None:
    box.set_prompt("위\n아래")
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.toPlainText() == "위\n아래"
    assert box.textCursor().blockNumber() == 0


def test_putting_a_prompt_can_be_undone(box: PromptBox) -> None:
    box.set_prompt("내가 쓴 긴 글")
    box.set_prompt("예시 질문")
    box.undo()
    assert box.toPlainText() == "내가 쓴 긴 글"


def test_history_keeps_each_prompt_once_and_forgets_the_oldest() -> None:
    history = PromptHistory([])
    for i in range(250):
        history.add(f"질문 {i}")
    history.add("질문 100")
    assert len(history.prompts) == 200
    assert history.prompts[-1] == "질문 100"
    assert history.prompts.count("질문 100") == 1
