"""The page about this PC, used as a person uses it."""

from dataclasses import replace

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.problem import Problem
from tests.widgets.models.fake_models import MODELS
from tests.widgets.pc.fake_pc import GIB, GPU, FakePc, calibration, host
from tests.widgets.pc.pc_stage import PcStage
from widgets.pc.wish import CHANGES, Change, Wish

MORE_MEMORY = Change(memory_bytes=16 * GIB)


def test_every_model_of_the_catalogue_has_a_row(stage: PcStage) -> None:
    page = stage.open()
    assert len(stage.shown()) == len(MODELS)
    assert page.table_model.quantisations == ("Q4_K_M", "Q8_0", "BF16")
    assert stage.verdict("seed-1.5b") == "comfortable"
    assert stage.verdict("exaone-32b") == "no"
    assert "SEED 1.5B, Q4_K_M, 쾌적" in stage.spoken(("seed-1.5b", "Q4_K_M"))
    assert "불가" in stage.spoken(("exaone-32b", "Q4_K_M"))


def test_a_longer_context_and_more_panes_cost_memory(stage: PcStage) -> None:
    page = stage.open()
    before = stage.cell("solar").fit.memory.total_bytes
    page.wish.show_wish(Wish(n_ctx=131072))
    page.wish.context.setValue(6)
    stage.wait_shown()
    assert stage.cell("solar").fit.placement.n_ctx == 65536
    assert stage.cell("solar").fit.memory.total_bytes > before
    assert page.wish.context.accessibleName() == "컨텍스트 65,536토큰"
    page.wish.context.setValue(2)
    page.wish.panes.setValue(5)
    stage.wait_shown()
    assert stage.verdict("solar") == "no"
    assert "칸 6개" in page.wish.panes.accessibleName()


def test_the_cache_type_is_followed(stage: PcStage) -> None:
    page = stage.open()
    whole = sum(part.kv_bytes for part in stage.cell("solar").fit.memory.devices)
    page.wish.cache.button("q8_0").click()
    stage.wait_shown()
    halved = sum(part.kv_bytes for part in stage.cell("solar").fit.memory.devices)
    assert 0.4 * whole < halved < 0.6 * whole


def test_the_chosen_cell_is_told_in_full(stage: PcStage) -> None:
    page = stage.open(FakePc(held=[("solar", "Q8_0")]))
    page.choose(("solar", "Q8_0"))
    details = page.details
    assert details.report is not None
    assert details.mark.verdict == stage.verdict("solar", "Q8_0")
    assert details.reason.text()
    (block,) = details.memory.blocks
    assert "가중치" in block.bar.accessibleName()
    assert "KV 캐시" in block.bar.accessibleName()
    shown = details.speed.shown()
    assert any("tok/s" in value for value in shown.values())
    assert any("글자/초" in value for value in shown.values())
    assert "첫 글자까지" in shown["500글자를 물으면"]
    assert details.speed.reading.text()
    assert details.pane_button.isVisible()
    assert "디스크" not in shown


def test_a_file_here_is_looked_at_closer(stage: PcStage) -> None:
    page = stage.open(FakePc(held=[("solar", "Q8_0")]))
    page.choose(("midm", "Q4_K_M"))
    stage.backend.closer.clear()
    page.choose(("solar", "Q8_0"))
    ((key, wish, success),) = stage.backend.closer
    assert (key, wish) == (("solar", "Q8_0"), Wish())
    report = page.details.report
    assert report is not None
    memory = msgspec.structs.replace(report.fit.memory, basis="simulated")
    closer = msgspec.structs.replace(report, fit=msgspec.structs.replace(report.fit, memory=memory))
    success(closer)
    assert page.details.report is closer
    page.choose(("midm", "Q4_K_M"))
    success(closer)
    assert page.details.report is not closer
    assert page.details.key == ("midm", "Q4_K_M")


def test_a_cell_that_does_not_fit_says_what_would_help(stage: PcStage) -> None:
    page = stage.open(FakePc())
    page.wish.context.setValue(7)
    stage.wait_shown()
    page.choose(("midm", "Q4_K_M"))
    assert stage.verdict("midm") in ("tight", "no")
    assert page.details.advice.text().startswith("→")
    assert page.details.advice.isVisible()


def test_models_that_cannot_run_anywhere_say_why(stage: PcStage, qtbot: QtBot) -> None:
    backend = FakePc()
    backend.problems["solar"] = Problem(
        kind="unknown_architecture", params={"architecture": "solar"}
    )
    page = stage.open(backend)
    page.choose(("seed-think", ""))
    assert page.details.report is None
    assert page.details.mark.verdict == "no"
    assert "구조를 아직 모릅니다" in page.details.reason.text()
    assert "돌리려면" in page.details.advice.text()
    assert "실행 불가" in stage.spoken(("solar", ""))
    with qtbot.waitSignal(page.downloadRequest) as asked:
        page.details.download_button.click()
    assert asked.args == ["seed-think"]


def test_to_the_download_and_into_a_pane(stage: PcStage, qtbot: QtBot) -> None:
    page = stage.open(FakePc(held=[("seed-1.5b", "Q4_K_M")]))
    page.choose(("midm", "Q4_K_M"))
    assert not page.details.pane_button.isVisible()
    with qtbot.waitSignal(page.downloadRequest) as asked:
        page.details.download_button.click()
    assert asked.args == ["midm"]
    page.choose(("seed-1.5b", "Q4_K_M"))
    with qtbot.waitSignal(page.compareRequest) as wanted:
        page.details.pane_button.click()
    assert wanted.args is not None
    assert wanted.args[0].id == "seed-1.5b:Q4_K_M"


def test_filters_narrow_the_table(stage: PcStage, qtbot: QtBot) -> None:
    page = stage.open()
    qtbot.keyClicks(page.filter.search, "exaone 32")
    assert stage.shown() == ["exaone-32b"]
    page.filter.runs.click()
    assert stage.shown() == []
    assert page.table.clear_button.isVisible()
    page.table.clear_button.click()
    assert len(stage.shown()) == len(MODELS)
    page.filter.teams.setCurrentIndex(page.filter.teams.findData("kt"))
    page.filter.teams.activated.emit(page.filter.teams.currentIndex())
    assert stage.shown() == ["midm"]
    page.filter.clear()
    page.filter.runs.click()
    assert "seed-1.5b" in stage.shown()
    assert "exaone-32b" not in stage.shown()


def test_what_runs_here_follows_the_slider(stage: PcStage) -> None:
    page = stage.open()
    page.filter.runs.click()
    few = len(stage.shown())
    page.wish.panes.setValue(5)
    stage.wait_shown()
    assert len(stage.shown()) < few


def test_more_memory_is_tried_out(stage: PcStage, qtbot: QtBot) -> None:
    page = stage.open()
    page.wish.panes.setValue(1)
    stage.wait_shown()
    before = stage.verdict("solar")
    page.what_if.buttons[MORE_MEMORY].click()
    stage.wait_shown()
    assert before == "no"
    assert stage.verdict("solar") != "no"
    assert stage.cell("solar").improvement > 0
    links = [link for link in page.what_if.links if link.isVisible()]
    link = next(link for link in links if "Solar 10.7B" in link.text())
    assert f"모델 {len(links)}개" in page.what_if.summary.text()
    link.click()
    assert page.table.key is not None
    assert page.table.key[0] == "solar"
    page.what_if.buttons[MORE_MEMORY].click()
    stage.wait_shown()
    assert stage.verdict("solar") == "no"
    assert not any(link.isVisible() for link in page.what_if.links)


def test_a_gpu_is_tried_out(stage: PcStage) -> None:
    page = stage.open()
    page.what_if.buttons[Change(gpu_bytes=12 * GIB)].click()
    stage.wait_shown()
    cell = stage.cell("midm")
    assert cell.fit.placement.n_gpu_layers > 0
    assert page.details.report is not None
    page.choose(("midm", "Q4_K_M"))
    assert len(page.details.memory.blocks) == 2


def test_measuring_shows_progress_and_brings_speeds(stage: PcStage, qtbot: QtBot) -> None:
    backend = FakePc()
    backend.calibration = None
    page = stage.open(backend)
    card = page.facts.speed
    assert "아직 재지 않았습니다" in card.accessibleName()
    assert stage.cell("midm").fit.outlook.pace is None
    page.choose(("midm", "Q4_K_M"))
    assert page.details.speed.shown().keys() <= {"디스크"}
    card.button.click()
    assert card.measuring
    (asked,) = backend.asked
    asked.progress(0.4)
    assert "40%" in card.accessibleName()
    backend.calibration = calibration()
    asked.success(None)
    stage.wait_shown()
    assert not card.measuring
    assert "41 GB/s" in card.accessibleName()
    assert "41 GB/s" in page.facts.memory.accessibleName()
    assert stage.cell("midm").fit.outlook.pace is not None
    assert "tok/s" in "".join(page.details.speed.shown().values())


def test_a_measurement_is_given_up(stage: PcStage) -> None:
    backend = FakePc()
    page = stage.open(backend)
    page.facts.speed.button.click()
    page.facts.speed.button.click()
    assert backend.asked[0].task.cancelled
    assert not page.facts.speed.measuring
    page.facts.speed.button.click()
    assert len(backend.asked) == 2


def test_a_measurement_that_fails_says_so(stage: PcStage) -> None:
    backend = FakePc()
    page = stage.open(backend)
    page.measure()
    backend.asked[0].failure(Problem(kind="worker_hung", params={"seconds": 20}))
    assert not page.facts.speed.measuring
    assert "다시 재 보세요" in page.facts.speed.lines.text()
    assert page.facts.speed.lines.property("role") == "error"


def test_the_pc_is_told(stage: PcStage) -> None:
    backend = FakePc()
    page = stage.open(backend)
    assert "AMD Ryzen 5 5600G" in page.facts.cpu.accessibleName()
    assert "AVX2" in page.facts.cpu.accessibleName()
    assert "9.3 GiB" in page.facts.memory.accessibleName()
    assert "엔진이 쓸 수 있는 GPU가 없습니다" in page.facts.gpu.accessibleName()
    backend.facts = replace(backend.facts, missing=("NVIDIA GPU를 찾았지만 …",))
    backend.machineChanged.emit()
    assert "NVIDIA GPU를 찾았지만" in page.facts.gpu.accessibleName()
    backend.facts = replace(backend.facts, devices=(GPU,), missing=())
    backend.machineChanged.emit()
    assert "RTX 4060" in page.facts.gpu.accessibleName()
    assert "NVIDIA 550.54" in page.facts.gpu.accessibleName()
    unified = msgspec.structs.replace(GPU, unified_memory=True)
    backend.facts = replace(backend.facts, devices=(unified,))
    backend.machineChanged.emit()
    assert "PC의 메모리를 함께 씀" in page.facts.gpu.accessibleName()
    played = msgspec.structs.replace(GPU, name="Vulkan0", description="llvmpipe", software=True)
    backend.facts = replace(backend.facts, devices=(played,))
    backend.machineChanged.emit()
    assert "엔진이 쓸 수 있는 GPU가 없습니다" in page.facts.gpu.accessibleName()
    assert "llvmpipe" in page.facts.gpu.accessibleName()
    backend.facts = replace(backend.facts, devices=None)
    backend.machineChanged.emit()
    assert "엔진에게 묻는 중" in page.facts.gpu.accessibleName()
    backend.facts = replace(backend.facts, problem=Problem(kind="engine_missing"))
    backend.machineChanged.emit()
    assert "엔진" in page.facts.gpu.accessibleName()


def test_free_memory_is_followed_in_steps(stage: PcStage) -> None:
    page = stage.open()
    assert stage.verdict("solar") != "no"
    first = stage.cell("solar")
    stage.backend.set_free(9.25)
    stage.wait_shown()
    assert "9.2 GiB" in page.facts.memory.accessibleName()
    assert stage.cell("solar") is first
    stage.backend.set_free(3)
    stage.wait_shown()
    assert stage.verdict("solar") == "no"


def test_it_is_watched_only_while_it_is_seen(stage: PcStage) -> None:
    page = stage.open()
    assert stage.backend.watched == [True]
    assert stage.backend.n_looks == 1
    page.hide()
    page.show()
    assert stage.backend.watched == [True, False, True]
    assert stage.backend.n_looks == 1


def test_files_that_come_are_marked(stage: PcStage) -> None:
    page = stage.open()
    assert not stage.cell("seed-1.5b").here
    stage.backend.held = frozenset([("seed-1.5b", "Q4_K_M")])
    stage.backend.forget_offers()
    stage.backend.offersChanged.emit()
    stage.wait_shown()
    assert stage.cell("seed-1.5b").here
    assert "이 PC에 있음" in stage.spoken(("seed-1.5b", "Q4_K_M"))
    assert page.table.key is not None


def test_the_keyboard_reaches_everything(stage: PcStage, qtbot: QtBot) -> None:
    page = stage.open()
    page.choose(("seed-1.5b", "Q4_K_M"))
    page.table.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Right)
    assert page.table.key == ("seed-1.5b", "Q8_0")
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    assert page.table.key is not None
    assert page.table.key[0] != "seed-1.5b"
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.details.isAncestorOf(page.focusWidget())
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.details, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.search.hasFocus()
    qtbot.keyClick(page.filter.search, Qt.Key.Key_Down)
    assert page.table.view.hasFocus()
    for region in page.regions():
        assert region.isVisible()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text() or button.parent() is page.filter.search


def test_the_language_and_the_theme_change_at_once(stage: PcStage, qtbot: QtBot) -> None:
    page = stage.open()
    page.choose(("seed-think", ""))
    stage.languages.use("en")
    qtbot.waitUntil(lambda: page.what_if.accessibleName() == "What would change?")
    assert "does not know" in page.details.reason.text()
    assert page.filter.runs.text() == "Only what runs here"
    assert page.facts.disk.accessibleName().startswith("Disk")
    page.choose(("midm", "Q4_K_M"))
    hangul = [word for word in texts(page) if has_hangul(word)]
    assert not hangul, hangul
    light = page.grab().toImage()
    stage.theme.choose("dark")
    assert page.grab().toImage() != light


def texts(page: QWidget) -> list[str]:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return labels + [b.text() for b in page.findChildren(QAbstractButton) if b.isVisible()]


def has_hangul(words: str) -> bool:
    return any("가" <= letter <= "힣" for letter in words)


def test_without_a_catalogue_it_says_so(stage: PcStage) -> None:
    page = stage.open(FakePc(models=()))
    assert page.table_model.rowCount() == 0
    assert not page.table.clear_button.isVisible()
    assert page.details.report is None


def test_unmeasured_cells_show_memory(stage: PcStage) -> None:
    backend = FakePc()
    backend.calibration = None
    backend.rooms = (host(12),)
    page = stage.open(backend)
    assert page.legend.accessibleName()
    assert "메모리" in page.legend.accessibleName()
    assert [change.gpu_bytes for change in CHANGES].count(0) == 2
