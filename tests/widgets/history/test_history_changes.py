"""What a person changes in the history, what other windows do meanwhile, and what is damaged."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.core.measure.plan import BenchPlan
from app.services.history_transfer import HistoryStores, everything, export_history
from app.store.history_store import HistoryStore
from app.store.measure_store import MeasureStore
from app.store.run_store import RunStore
from tests.store.samples import MACHINE, comparison, run
from tests.widgets.history.history_stage import HistoryStage

CAPITAL, REFUND, PEAK = "한국의 수도는?", "환불은 며칠?", "가장 높은 산은?"


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


def test_a_measurement_that_goes_is_not_deleted(stage: HistoryStage) -> None:
    plan = BenchPlan(plan_id="p" * 32, models=(), tasks=(), label="지금")
    MeasureStore(stage.other_window.database).begin(plan, MACHINE, "0.1.0", 2)
    page = stage.open()
    page.delete()
    page.undo.settle()
    assert stage.titles() == ["지금"]
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
    stores = HistoryStores.of(away)
    export_history(stores, everything(stores), tmp_path / "h.jsonl")
    away.close()
    page = stage.open()
    page.carry.carrier.take_in(tmp_path / "h.jsonl")
    page.close_down()
    assert not page.carry.carrier.busy
