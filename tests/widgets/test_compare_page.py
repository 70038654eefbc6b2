"""The comparison page with real workers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.metrics import figures_of
from app.core.model_files import starter_models
from app.services.settings import LAST_PANES, MODE, N_CTX, PROMPT_HISTORY, ROUNDS
from app.services.translation import CatalogueTranslator
from tests.widgets.compare_stage import LONG_MS, CompareStage

FAST = {"rate": None, "text": "나란히 **놓고** 봅니다."}


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, resources: Path
) -> Iterator[CompareStage]:
    built = CompareStage(qtbot, qapp, tmp_path, resources)
    yield built
    built.close()


def test_pressing_run_just_works_at_the_first_start(stage: CompareStage, resources: Path) -> None:
    starters = starter_models(resources)
    assert [pane.model for pane in stage.panes] == starters[:2]
    assert stage.page.area.prompt() == "한국의 수도는 어디인가요?"
    stage.page.area.run_button.click()
    stage.wait_ended()
    for pane in range(2):
        assert "서울" in stage.shown(pane)
        assert stage.panes[pane].head.state_badge.state == "ready"
        assert stage.panes[pane].strip.value("tok/s") != "–"


def test_both_panes_fill_and_figures_stay(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", rate=60, text="하나 둘 셋 넷"))
    stage.run("무엇을 보나요?")
    assert "무엇을 보나요?" in stage.shown(0)
    assert "나란히 놓고 봅니다." in stage.shown(0)
    assert "하나 둘 셋 넷" in stage.shown(1)
    assert stage.panes[1].strip.value("토큰") == "4"
    assert stage.page.area.run_button.text() == "실행"


def test_conversation_goes_on_pane_by_pane(stage: CompareStage) -> None:
    stage.use(stage.fake("a", rate=None, text="가"), stage.fake("b", rate=None, text="나"))
    stage.run("처음")
    stage.run("다음")
    assert stage.arena.comparison is not None
    spoken = [[m.content for m in p.history] for p in stage.arena.comparison.spec.models]
    assert spoken == [["처음", "가"], ["처음", "나"]]
    assert len(stage.panes[0].chat.turns) == 2


def test_new_conversation_can_be_taken_back(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.run("처음")
    stage.page.options.new_conversation.click()
    assert stage.panes[0].chat.turns == []
    assert stage.page.options.new_conversation.text() == "대화 되돌리기"
    stage.page.options.new_conversation.click()
    assert "처음" in stage.shown(0)
    stage.run("다음")
    assert stage.arena.comparison is not None
    assert len(stage.arena.comparison.spec.models[0].history) == 2


def test_stop_keeps_what_came(stage: CompareStage) -> None:
    endless = {"rate": 40, "n_tokens": 4000}
    stage.use(stage.fake("a", **endless), stage.fake("b", **endless))
    stage.page.options.mode.button("race").click()
    stage.press_run("길게")
    stage.qtbot.waitUntil(lambda: "나란히 놓고" in stage.shown(0), timeout=LONG_MS)
    stage.panes[0].head.stop_button.click()
    stage.qtbot.waitUntil(lambda: not stage.panes[0].busy, timeout=LONG_MS)
    assert stage.arena.running
    assert "멈췄습니다" in stage.shown(0)
    assert "나란히 놓고" in stage.shown(0)
    stage.page.area.run_button.click()
    stage.wait_ended()
    assert "멈췄습니다" in stage.shown(1)
    assert stage.page.verdict.words == "동시 실행의 수치는 순위를 매기지 않습니다."


def test_a_crash_stays_in_its_pane_and_loads_again(stage: CompareStage) -> None:
    stage.use(stage.fake("crashes", rate=200, abort_at=3), stage.fake("fine", **FAST))
    stage.run()
    crashed, fine = stage.panes
    assert crashed.failure.isVisible()
    assert crashed.failure.problem is not None
    assert crashed.failure.problem.kind == "worker_crashed"
    assert crashed.head.state_badge.state == "crashed"
    assert not fine.failure.isVisible()
    assert "나란히 놓고" in stage.shown(1)
    crashed.failure.reload_button.click()
    stage.qtbot.waitUntil(
        lambda: stage.arena.worker_state(0) == "ready" and not stage.arena.running,
        timeout=LONG_MS,
    )
    assert not crashed.failure.isVisible()
    assert crashed.head.state_badge.state == "ready"


def test_a_prompt_too_long_offers_a_larger_context(stage: CompareStage) -> None:
    stage.use(stage.fake("small", n_ctx=16, **FAST), stage.fake("large", **FAST))
    stage.run("이 질문은 열여섯 토큰보다 깁니다. " * 4)
    small = stage.panes[0]
    assert small.failure.problem is not None
    assert small.failure.problem.kind == "prompt_too_long"
    assert len(stage.panes[1].chat.turns) == 1


def test_asking_again_with_a_larger_context_replaces_the_turn(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.run("처음")
    stage.page.run_again_with_context(2048)
    stage.wait_ended()
    assert [turn.prompt for turn in stage.panes[0].chat.turns] == ["처음"]
    assert stage.arena.comparison is not None
    spec = stage.arena.comparison.spec
    assert {p.load.n_ctx for p in spec.models} == {2048}
    assert {p.history for p in spec.models} == {()}
    assert stage.settings.get(N_CTX) == 2048


def test_running_again_replaces_the_answers_with_what_is_chosen_now(stage: CompareStage) -> None:
    again = stage.page.options.again
    assert not again.isEnabled()
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.run("처음")
    stage.page.area.box.set_prompt("아직 묻지 않은 말")
    stage.page.options.mode.button("race").click()
    again.click()
    assert not again.isEnabled()
    stage.wait_ended()
    assert again.isEnabled()
    assert [turn.prompt for turn in stage.panes[0].chat.turns] == ["처음"]
    assert stage.arena.comparison is not None
    assert stage.arena.comparison.spec.mode == "race"
    assert stage.page.area.prompt() == "아직 묻지 않은 말"
    assert len(stage.store.list_runs(limit=10)) == 4
    stage.page.options.new_conversation.click()
    assert not again.isEnabled()
    stage.page.options.new_conversation.click()
    assert again.isEnabled()


def test_an_empty_prompt_is_refused_in_words(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.press_run("   ")
    assert not stage.arena.running
    assert stage.panes[0].chat.turns == []
    assert stage.page.area.box.hasFocus() or not stage.page.isActiveWindow()


def test_a_file_that_is_no_model_says_so_in_its_pane(stage: CompareStage) -> None:
    path = stage.folder / "아무거나.gguf"
    path.write_bytes(b"no model")
    stage.page.pane_actions.open_model(stage.panes[0], str(path))
    assert stage.panes[0].failure.problem is not None
    assert stage.panes[0].failure.problem.kind == "not_gguf"
    assert not stage.panes[1].failure.isVisible()


def test_slow_view_is_marked_and_one_click_ends_it(stage: CompareStage) -> None:
    quick = {"rate": 4000, "n_tokens": 400}
    stage.use(stage.fake("a", **quick), stage.fake("b", **quick))
    # A busy machine can be too slow for the automatic.
    stage.page.options.slow_view.choose(500.0)
    stage.page.options.slow_view.chosen.emit(500.0)
    stage.press_run("빨리")
    stage.qtbot.waitUntil(stage.panes[0].strip.slow_mark.isVisible, timeout=LONG_MS)
    stage.qtbot.waitUntil(lambda: not stage.arena.running, timeout=LONG_MS)
    pane = stage.panes[0]
    assert pane.busy
    shown = len(stage.shown(0))
    # What is shown is slow, what is measured is not.
    outcome = stage.arena.comparison.runs[0].outcome if stage.arena.comparison else None
    assert outcome is not None
    stage.qtbot.waitUntil(
        lambda: pane.strip.figures.decode_tps == figures_of(outcome).decode_tps, timeout=LONG_MS
    )
    assert "1/500" in pane.strip.slow_mark.text()
    pane.strip.slow_mark.click()
    stage.wait_ended()
    assert len(stage.shown(0)) > shown
    assert not pane.strip.slow_mark.isVisible()
    assert stage.page.options.slow_view.value == "real"


def test_rounds_are_judged_or_said_to_be_too_few(stage: CompareStage) -> None:
    stage.use(stage.fake("slow", rate=20, n_tokens=5), stage.fake("quick", rate=400, n_tokens=5))
    stage.page.options.slow_view.choose("real")
    for rounds, words in ((3, "5회 이상이어야"), (5, "quick 쪽이 slow보다")):
        stage.page.options.rounds.setCurrentIndex(stage.page.options.rounds.findData(rounds))
        stage.run()
        assert words in stage.page.verdict.words
    assert "5/5회" in stage.shown(0)


def test_earlier_rounds_are_drawn_to_their_end_though_slow_view_left_them(
    stage: CompareStage,
) -> None:
    quick = {"rate": 4000, "n_tokens": 40}
    stage.use(stage.fake("a", **quick), stage.fake("b", **quick))
    stage.page.options.slow_view.choose(50.0)
    stage.page.options.slow_view.chosen.emit(50.0)
    stage.page.options.rounds.setCurrentIndex(stage.page.options.rounds.findData(3))
    stage.run()
    graph = stage.page.graph
    assert len(list(graph.prepare().run_rows())) == 2 * 3 * 40
    assert not graph.bar.slow_badge.isVisible()


def test_language_is_switched_at_once(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.run()
    words = {"실행": "Run", "나": "Me", "글자/초": "chars/s", "공정": "Fair", "준비됨": "Ready"}
    translator = stage.speak_english(words)
    assert isinstance(translator, CatalogueTranslator)
    assert stage.page.area.run_button.text() == "Run"
    assert stage.shown(0).startswith("\nMe")
    assert stage.panes[0].strip.value("chars/s") != "–"
    assert stage.page.options.mode.button("fair").text() == "Fair"
    assert stage.panes[0].head.state_badge.words == "Ready"
    stage.application.removeTranslator(translator)


def test_panes_come_and_go_and_are_remembered(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    for _ in range(6):
        stage.page.options.more.click()
    assert len(stage.panes) == 6
    assert not stage.page.options.more.isEnabled()
    for _ in range(6):
        stage.page.options.fewer.click()
    assert len(stage.panes) == 2
    assert len(stage.settings.get(LAST_PANES)) == 2
    stage.page.options.mode.button("race").click()
    stage.page.options.rounds.setCurrentIndex(1)
    stage.page.options.rounds.activated.emit(1)
    assert (stage.settings.get(MODE), stage.settings.get(ROUNDS)) == ("race", 3)


def test_prompts_are_remembered_and_reached_with_up(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.run("처음 물은 것")
    assert stage.settings.get(PROMPT_HISTORY)[-1] == "처음 물은 것"
    box = stage.page.area.box
    box.set_prompt("")
    stage.qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.toPlainText() == "처음 물은 것"


def test_answers_are_copied_and_saved(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.run()
    stage.page.pane_actions.copy(stage.panes[0])
    assert QGuiApplication.clipboard().text() == "나란히 **놓고** 봅니다."
    for name in ("답.md", "답.txt"):
        path = stage.folder / name
        stage.page.pane_actions.save(stage.panes[0], path)
        assert "나란히 **놓고** 봅니다." in path.read_text("utf-8")
    stage.page.pane_actions.save(stage.panes[0], stage.folder / "no" / "answer.md")
    assert stage.notices.current[-1].severity == "error"


def test_a_model_changed_in_a_pane_begins_anew_there(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.run()
    other = stage.fake("c", **FAST)
    stage.panes[0].set_model(other)
    stage.panes[0].head.picker.modelChosen.emit(other)
    assert stage.panes[0].chat.turns == []
    assert len(stage.panes[1].chat.turns) == 1
    assert stage.panes[0].head.state_badge.state == "stopped"


def test_thinking_is_folded_with_its_own_count(stage: CompareStage) -> None:
    stage.use(stage.fake("a", think_tokens=7, **FAST), stage.fake("b", **FAST))
    stage.run()
    assert "생각 7토큰" in stage.shown(0)
    folded = len(stage.shown(0))
    stage.panes[0].chat.toggle_thinking(0)
    assert len(stage.shown(0)) > folded
    stage.panes[0].chat.toggle_thinking(0)
    assert len(stage.shown(0)) == folded


def test_nothing_ticks_when_nothing_goes(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    assert not stage.page.control.clocks.ticking
    stage.run()
    assert not stage.page.control.clocks.ticking


def test_escape_closes_the_popover_and_stops_nothing(stage: CompareStage) -> None:
    endless = {"rate": 40, "n_tokens": 4000}
    stage.use(stage.fake("a", **endless), stage.fake("b", **endless))
    options = stage.page.options
    options.details.click()
    assert options.popover.isVisible()
    stage.press_run("길게")
    options.popover.setFocus()
    stage.qtbot.keyClick(options.popover, Qt.Key.Key_Escape)
    assert not options.popover.isVisible()
    assert stage.arena.running
    stage.qtbot.keyClick(stage.page.area.box, Qt.Key.Key_Escape)
    stage.wait_ended()


def test_a_low_window_scrolls_to_the_curves(stage: CompareStage) -> None:
    stage.page.resize(900, 480)
    graph = stage.page.graph
    stage.qtbot.waitUntil(lambda: graph.visibleRegion().boundingRect().height() < graph.height())
    graph.bar.save_button.setFocus()
    stage.application.focusChanged.emit(None, graph)
    assert graph.visibleRegion().boundingRect().height() == graph.height()


def test_a_narrow_pane_keeps_the_models_name_and_all_wishes(stage: CompareStage) -> None:
    stage.page.resize(1150, 780)
    stage.page.row.set_count(6)
    head = stage.panes[5].head
    stage.qtbot.waitUntil(head.load_button.isHidden)
    assert head.load_anchor is head.menu_button
    menu = head.menu_button.menu()
    assert "불러오기 설정…" in [action.text() for action in menu.actions()]
    stage.page.row.set_count(2)
    head = stage.panes[1].head
    stage.qtbot.waitUntil(lambda: head.load_anchor is head.load_button)


def test_everything_is_reached_by_tab_and_has_a_name(stage: CompareStage) -> None:
    page = stage.page
    reached: list[QWidget] = []
    widget = page.area.box.nextInFocusChain()
    while widget is not None and widget not in reached:
        reached.append(widget)
        widget = widget.nextInFocusChain()
    by_key = [w for w in reached if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for wanted in (
        page.area.box,
        page.area.run_button,
        page.area.menu_button,
        page.options.rounds,
        stage.panes[0].head.picker,
        stage.panes[1].head.menu_button,
        stage.panes[1].chat if stage.panes[1].chat.isVisible() else page.options.slow_view,
    ):
        assert wanted in by_key
    nameless = [
        w for w in by_key if not (w.accessibleName() or w.property("text") or w.focusProxy())
    ]
    assert not nameless, nameless
