"""The page of the history as a person uses it."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.machine import read_machine
from app.core.measure.plan import BenchPlan, standard_task
from app.services.history_transfer import export_history, kept_words
from app.store.history_store import HistoryStore
from app.store.measure_store import MeasureStore
from app.store.run_store import RunStore
from tests.store.samples import comparison, run
from tests.widgets.history.history_stage import HistoryStage
from widgets.history.page import HistoryPage

CAPITAL, REFUND, PEAK = "한국의 수도는?", "환불은 며칠?", "가장 높은 산은?"


def search(stage: HistoryStage, words: str) -> None:
    stage.page.filter.search.setText(words)
    stage.wait_shown()


# -- finding -----------------------------------------------------------------------------


def test_an_empty_history_says_what_to_do(stage: HistoryStage) -> None:
    page = stage.open()
    assert page.list.empty.isVisible()
    assert "비교 화면에서" in page.list.empty.text()
    with stage.qtbot.waitSignal(page.compareRequest):
        page.list.button.click()
    assert page.details.empty.isVisible()


def test_the_newest_is_shown_first_with_everything_about_it(stage: HistoryStage) -> None:
    stage.fill(CAPITAL, REFUND)
    page = stage.open()
    assert stage.titles() == [REFUND, CAPITAL]
    assert page.details.row is not None
    assert page.details.row.title == REFUND
    one, other = page.details.pair.panels
    assert f"{REFUND}에 대한 답 0" in one.chat.toPlainText()
    assert f"{REFUND}에 대한 답 1" in other.chat.toPlainText()
    assert "펼치기" in one.chat.toPlainText()
    assert one.strip.value("TTFT") == "50 ms"
    assert page.details.pair.graph.isVisible()
    assert "CPU" in page.details.head.facts.text()


def test_words_are_found_as_they_are_typed(stage: HistoryStage) -> None:
    stage.fill(CAPITAL, REFUND, PEAK)
    page = stage.open()
    stage.wait_indexed()
    search(stage, "수도")
    assert stage.titles() == [CAPITAL]
    search(stage, "대한 답")
    assert stage.titles() == [PEAK, REFUND, CAPITAL]
    search(stage, "부산")
    assert stage.titles() == []
    assert "조건에 맞는" in page.list.empty.text()
    page.list.button.click()
    stage.wait_shown()
    assert len(stage.titles()) == 3


def test_filters(stage: HistoryStage) -> None:
    stage.fill(CAPITAL, REFUND)
    page = stage.open()
    HistoryStore(stage.store.database).set_kept("a", kept=True)
    page.filter.kept.click()
    assert stage.titles() == [CAPITAL]
    page.filter.kept.click()
    combo = page.filter.models
    assert {combo.itemText(i) for i in range(combo.count())} >= {"모델 0", "모델 1"}
    page.filter.kinds.setCurrentIndex(page.filter.kinds.findData("race"))
    page.filter.kinds.activated.emit(0)
    assert stage.titles() == []
    page.filter.clear()
    page.filter.dates.setCurrentIndex(page.filter.dates.findData(7))
    page.filter.dates.activated.emit(0)
    assert stage.titles() == []


def test_a_long_history_is_read_as_it_is_scrolled(stage: HistoryStage) -> None:
    with stage.store.database.writing() as connection:
        spec = comparison().spec
        rows = [(f"g{i:04}", i, spec.prompt) for i in range(450)]
        connection.executemany(
            """INSERT INTO comparisons (comparison_id, started_at, mode, prompt_start, program,
            machine, spec) VALUES (?, ?, 'fair', ?, '', '{}', '{}')""",
            rows,
        )
    page = stage.open()
    assert len(page.model.rows) == 200
    page.list.view.scrollToBottom()
    stage.qtbot.waitUntil(lambda: len(page.model.rows) >= 400)
    page.list.view.scrollToBottom()
    stage.qtbot.waitUntil(lambda: len(page.model.rows) == 450)
    # Something changes elsewhere: what had been read stays read.
    page.refresh()
    assert len(page.model.rows) == 450


# -- looking -----------------------------------------------------------------------------


def test_two_runs_are_held_together_and_one_can_be_pinned(stage: HistoryStage) -> None:
    stage.fill(CAPITAL, REFUND)
    page = stage.open()
    assert "견줄 수 있습니다" in page.details.pair.sentence.text()
    page.details.table.choose(["b10"])
    assert page.details.pair.panels[1].isHidden()
    page.details.head.pin.click()
    stage.choose(CAPITAL)
    page.details.table.choose(["a10"])
    shown = [run.run.run_id for run in page.details.pair.stored]
    assert shown == ["b10", "a10"]
    assert "질문이 서로 다릅니다" in page.details.pair.sentence.text()
    page.details.head.pin.click()
    assert [run.run.run_id for run in page.details.pair.stored] == ["a10"]


def test_runs_of_another_pc_are_not_compared_and_it_says_why(stage: HistoryStage) -> None:
    stage.fill(CAPITAL, REFUND)
    with stage.store.database.writing() as connection:
        connection.execute(
            """UPDATE comparisons SET machine = replace(machine, '"CPU"', '"다른 CPU"')
            WHERE comparison_id = 'a'"""
        )
    page = stage.open()
    page.details.pin(True)
    stage.choose(CAPITAL)
    assert "견줄 수 없습니다. 다른 것: PC" in page.details.pair.sentence.text()


def test_several_rounds_have_a_verdict(stage: HistoryStage) -> None:
    stage.fill(CAPITAL, rounds=5)
    page = stage.open()
    assert page.details.verdict.isVisible()
    assert page.details.verdict.words


def test_a_replay_shows_the_text_as_it_came(stage: HistoryStage) -> None:
    stage.fill(CAPITAL)
    page = stage.open()
    page.details.head.replay.click()
    pair = page.details.pair
    assert pair.replaying
    assert pair.mark.isVisible()
    assert "에 대한 답" not in pair.panels[0].chat.toPlainText()
    stage.qtbot.waitUntil(lambda: not pair.replaying, timeout=10_000)
    assert f"{CAPITAL}에 대한 답 0" in pair.panels[0].chat.toPlainText()
    assert pair.mark.isHidden()
    page.details.head.replay.click()
    page.details.head.replay.click()
    assert not pair.replaying
    assert f"{CAPITAL}에 대한 답 1" in pair.panels[1].chat.toPlainText()


def test_a_measurement_is_an_entry_of_its_own(stage: HistoryStage) -> None:
    stage.fill(CAPITAL)
    plan = BenchPlan(
        plan_id="p" * 32, models=comparison().spec.models, tasks=(standard_task(),), label="월요일"
    )
    plans = MeasureStore(stage.store.database)
    plans.begin(plan, read_machine(), "0.1.0", 2)
    plans.end(plan.plan_id, "stopped", 3)
    page = stage.open()
    assert stage.titles() == [CAPITAL, "월요일"]
    stage.choose("월요일")
    head = page.details.head
    assert "bench --resume" in head.prompt.text()
    assert head.again.isHidden()
    page.allow_resume()
    page.details.show_row(page.details.row)
    with stage.qtbot.waitSignal(page.resumeRequest) as asked:
        head.resume.click()
    assert asked.args == [plan.plan_id]
    page.filter.kinds.setCurrentIndex(page.filter.kinds.findData("plans"))
    page.filter.kinds.activated.emit(0)
    assert stage.titles() == ["월요일"]


# -- changing ----------------------------------------------------------------------------


def test_kept_named_and_noted(stage: HistoryStage) -> None:
    stage.fill(CAPITAL)
    page = stage.open()
    head = page.details.head
    head.star.click()
    assert page.model.rows[0].kept
    head.title.setFocus()
    stage.qtbot.keyClicks(head.title, "lunch")
    stage.qtbot.keyClick(head.title, Qt.Key.Key_Return)
    assert stage.titles() == ["lunch"]
    stage.qtbot.keyClicks(head.note, "again")
    stage.qtbot.keyClick(head.note, Qt.Key.Key_Return)
    group = HistoryStore(stage.other_window.database).group("a")
    assert group is not None
    assert (group.kept, group.title, group.note) == (True, "lunch", "again")
    stage.qtbot.keyClicks(head.title, "!")
    stage.qtbot.keyClick(head.title, Qt.Key.Key_Escape)
    assert head.title.text() == "lunch"


def test_what_is_deleted_can_be_taken_back(stage: HistoryStage) -> None:
    stage.fill(CAPITAL, REFUND, PEAK)
    page = stage.open()
    stage.qtbot.keyClick(page.list.view, Qt.Key.Key_Delete)
    stage.wait_shown()
    assert stage.titles() == [REFUND, CAPITAL]
    assert page.undo.isVisible()
    assert page.details.row is not None
    assert page.details.row.title == REFUND
    assert stage.store.count_runs() == 6
    stage.qtbot.keyClick(page.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.wait_shown()
    assert stage.titles() == [PEAK, REFUND, CAPITAL]
    page.list.choose(page.model.rows[0].key)
    page.delete()
    page.undo.settle()
    assert stage.titles() == [REFUND, CAPITAL]
    assert stage.store.count_runs() == 4


def test_leaving_the_page_deletes_for_good(stage: HistoryStage) -> None:
    stage.fill(CAPITAL)
    page = stage.open()
    page.delete()
    assert stage.titles() == []
    page.hide()
    assert stage.store.count_runs() == 0


# -- other windows, broken rows ----------------------------------------------------------


def test_another_windows_runs_come_and_go(stage: HistoryStage) -> None:
    stage.fill(CAPITAL)
    page = stage.open()
    stage.fill(REFUND, store=stage.other_window)
    stage.qtbot.waitUntil(lambda: stage.titles() == [REFUND, CAPITAL], timeout=10_000)
    assert page.details.row is not None
    assert page.details.row.title == CAPITAL
    HistoryStore(stage.other_window.database).delete(["a"])
    stage.qtbot.waitUntil(lambda: stage.titles() == [REFUND], timeout=10_000)
    assert page.details.row is None
    assert "지워졌습니다" in page.details.empty.text()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE outcomes SET outcome = x'00ff'",
        "UPDATE comparisons SET spec = '{'",
        "UPDATE comparisons SET machine = '[]'",
        "DELETE FROM outcomes",
    ],
)
def test_a_broken_row_is_told_and_the_others_are_shown(damage: str, stage: HistoryStage) -> None:
    stage.fill(CAPITAL)
    connection = sqlite3.connect(stage.path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    stage.fill(REFUND)
    page = stage.open()
    assert stage.titles() == [REFUND, CAPITAL]
    stage.choose(CAPITAL)
    told = not page.details.trouble.isHidden()
    assert told == (damage != "DELETE FROM outcomes")
    page.delete()
    page.undo.settle()
    assert stage.titles() == [REFUND]
    stage.wait_indexed()


def test_what_still_runs_is_not_deleted(stage: HistoryStage) -> None:
    asked = comparison("g", "지금 도는 것")
    stage.store.begin_comparison(asked)
    stage.store.begin_run(run(asked, "g0"))
    page = stage.open()
    page.delete()
    page.undo.settle()
    assert stage.titles() == ["지금 도는 것"]
    assert page.trouble.isVisible()


# -- carrying ----------------------------------------------------------------------------


def test_exported_and_imported_through_dialogs(
    stage: HistoryStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.fill(CAPITAL, REFUND)
    page = stage.open()
    target = tmp_path / "기록.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.carry.give_out.click()
    stage.qtbot.waitUntil(lambda: not page.carry.carrier.busy)
    assert "실행 4개" in page.carry.words.text()
    page.delete()
    page.undo.settle()
    assert len(stage.titles()) == 1
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    page.carry.take_in.click()
    stage.qtbot.waitUntil(lambda: not page.carry.carrier.busy)
    assert "실행 2개를 가져왔습니다. 이미 있던 것 2개" in page.carry.words.text()
    assert stage.titles() == [REFUND, CAPITAL]
    target.write_text("nothing")
    page.carry.take_in.click()
    stage.qtbot.waitUntil(lambda: not page.carry.carrier.busy)
    assert "손상" in page.carry.words.text()


def test_one_entry_is_exported_from_its_details(
    stage: HistoryStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.fill(CAPITAL, REFUND)
    page = stage.open()
    target = tmp_path / "one"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.details.head.export.click()
    stage.qtbot.waitUntil(lambda: not page.carry.carrier.busy)
    assert len((tmp_path / "one.jsonl").read_bytes().splitlines()) == 2


def test_closing_while_importing_leaves_nothing_running(
    stage: HistoryStage, tmp_path: Path
) -> None:
    away = RunStore(tmp_path / "away.sqlite3")
    stage.fill(*map(str, range(20)), store=away)
    groups = HistoryStore(away.database)
    export_history(away, groups, kept_words(groups), tmp_path / "h.jsonl")
    away.close()
    page = stage.open()
    page.carry.carrier.take_in(tmp_path / "h.jsonl")
    page.close_down()
    assert not page.carry.carrier.busy


# -- for everybody -----------------------------------------------------------------------


def test_words_change_with_the_language_at_once(stage: HistoryStage) -> None:
    stage.fill(CAPITAL)
    page = stage.open()
    stage.languages.use("en")
    stage.retranslate()
    assert page.details.head.again.text() == "Run again exactly"
    assert page.filter.kept.text() == "Only what is kept"
    assert page.accessibleName() == "History"
    assert not [words for words in texts(page) if any("가" <= c <= "힣" for c in words)]


def texts(page: HistoryPage) -> list[str]:
    """Everything that buttons and choices say."""
    found: list[str] = []
    for widget in page.findChildren(QWidget):
        text = getattr(widget, "placeholderText", None) or getattr(widget, "text", None)
        if callable(text) and not widget.objectName():
            found.append(str(text()))
    shown = ("모델", CAPITAL)
    return [words for words in found if not any(name in words for name in shown)]


def test_everything_is_reached_and_named(stage: HistoryStage) -> None:
    stage.fill(CAPITAL)
    page = stage.open()
    for region in page.regions():
        assert region.accessibleName() or region.property("text")
    stage.qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.search.hasFocus()
    stage.qtbot.keyClick(page.filter.search, Qt.Key.Key_Down)
    assert page.list.view.hasFocus()
    stage.qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert page.details.table.hasFocus()
    assert CAPITAL in str(page.model.data(page.model.index(0)))
    assert page.shortcuts()
