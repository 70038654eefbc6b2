"""The page of the history as a person uses it: finding, looking, comparing, replaying."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.measure.plan import BenchPlan, standard_task
from app.store.history_store import HistoryStore
from app.store.measure_store import MeasureStore
from app.store.sheet_store import SheetStore
from tests.store.samples import MACHINE, comparison
from tests.store.test_sheet_store import answer as sheet_answer
from tests.store.test_sheet_store import plan as sheet_plan
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
    plans.begin(plan, MACHINE, "0.1.0", 2)
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


def test_a_sheets_run_is_an_entry_with_its_scores(stage: HistoryStage) -> None:
    sheets = SheetStore(stage.store.database)
    asked = sheet_plan("s" * 32)
    sheets.begin(asked, MACHINE, "0.1.0", 5)
    sheets.add_answer(asked.run_id, sheet_answer(0, 0))
    sheets.end(asked.run_id, "finished", 9)
    page = stage.open()
    (title,) = stage.titles()
    assert title == asked.label
    assert page.details.scores.isVisible()
    assert page.details.scores.rowCount() == len(asked.models)
    assert page.details.head.again.isHidden()
    page.allow_resume()
    page.details.show_row(page.details.row)
    with stage.qtbot.waitSignal(page.sheetRequest) as wanted:
        page.details.head.resume.click()
    assert wanted.args == [asked.run_id]
    page.details.head.star.click()
    assert page.model.rows[0].kept
    page.delete()
    page.undo.settle()
    assert sheets.runs() == []


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
