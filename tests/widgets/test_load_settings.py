"""How a pane's model is loaded: set in a box, remembered, told in the pane."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.run import Device, LoadSettings
from app.services.settings import LAST_LOADS
from tests.widgets.compare_stage import LONG_MS, CompareStage
from widgets.compare.load_popover import LoadPopover
from widgets.compare.pane import Pane

GPUS = (
    Device(name="Vulkan0", description="A GPU", kind="gpu"),
    Device(name="Vulkan1", description="Another", kind="igpu"),
)
CPU = Device(name="CPU", description="A processor", kind="cpu")
FAST = {"rate": None, "text": "네"}


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, resources: Path
) -> Iterator[CompareStage]:
    built = CompareStage(qtbot, qapp, tmp_path, resources)
    yield built
    built.close()


@pytest.fixture
def popover(qtbot: QtBot, qapp: QApplication) -> LoadPopover:
    made = LoadPopover(14)
    made.show_devices((CPU, *GPUS), looking=False)
    qtbot.addWidget(made)
    return made


def words_in(pane: Pane) -> list[str]:
    """The short facts in a pane's head."""
    return [label.text() for label in pane.head.findChildren(QLabel) if label.isVisible()]


SETTINGS = st.builds(
    LoadSettings,
    n_ctx=st.none() | st.integers(128, 100_000),
    n_threads=st.none() | st.integers(1, 512),
    devices=st.sampled_from([None, (), ("Vulkan0",), ("Vulkan0", "Vulkan1"), ("CUDA7",)]),
    n_gpu_layers=st.integers(-1, 999),
    split_mode=st.sampled_from(["none", "layer", "row"]),
    tensor_split=st.sampled_from([(), (3.0, 1.0), (0.5,)]),
    n_cpu_moe=st.integers(0, 999),
    cache_type=st.sampled_from(["f16", "q8_0", "q4_0"]),
    flash_attention=st.sampled_from(["auto", "on"]),
    use_mmap=st.booleans(),
    may_shrink_context=st.booleans(),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(settings=SETTINGS)
def test_what_is_shown_is_what_is_read(popover: LoadPopover, settings: LoadSettings) -> None:
    popover.set_settings(settings)
    assert popover.settings() == settings
    popover.retranslate()
    popover.show_devices((CPU,), looking=False)
    assert popover.settings() == settings, "GPUs come and go, what was chosen stays"
    popover.show_devices((CPU, *GPUS), looking=False)
    assert popover.settings() == settings


def test_a_small_cache_takes_flash_attention_with_it(popover: LoadPopover) -> None:
    popover.set_settings(LoadSettings(flash_attention="off"))
    assert popover.settings().flash_attention == "off"
    popover.set_settings(LoadSettings(flash_attention="off", cache_type="q8_0"))
    assert popover.settings().flash_attention == "auto"


def test_only_what_has_an_effect_can_be_set(popover: LoadPopover) -> None:
    def enabled(name: str) -> bool:
        fields = popover.findChildren(QWidget)
        return next(field for field in fields if field.accessibleName() == name).isEnabled()

    popover.set_settings(LoadSettings(devices=()))
    assert not enabled("GPU에 올릴 층")
    assert not enabled("GPU마다의 몫")
    popover.set_settings(LoadSettings(devices=("Vulkan0",)))
    assert enabled("GPU에 올릴 층")
    assert not enabled("GPU마다의 몫")
    popover.set_settings(LoadSettings())
    assert enabled("GPU마다의 몫")


def test_the_box_says_what_it_knows_of_gpus(popover: LoadPopover) -> None:
    def note() -> str:
        return " ".join(label.text() for label in popover.findChildren(QLabel))

    assert "다음에 불러올 때" in note()
    popover.show_devices((CPU,), looking=False)
    assert "GPU가 없어" in note()
    popover.show_devices((), looking=True)
    assert "찾는 중" in note()


def test_settings_are_chosen_by_keyboard_counted_and_remembered(stage: CompareStage) -> None:
    pane = stage.panes[1]
    pane.head.load_button.click()
    popover = pane.load.popover
    assert popover is not None
    assert popover.isVisible()
    stage.qtbot.waitUntil(lambda: stage.devices.engine is not None, timeout=LONG_MS)
    field = QApplication.focusWidget()
    assert field is not None
    assert field.accessibleName() == "장치"
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert pane.load.settings == LoadSettings(devices=())
    assert stage.settings.get(LAST_LOADS) == (LoadSettings(), LoadSettings(devices=()))
    assert "자동이 아닌 것이 있음" in pane.head.load_button.accessibleName()
    stage.use(stage.fake("a", gpu="GPU0", n_layers=4, **FAST), stage.fake("b", **FAST))
    stage.run()
    assert stage.arena.comparison is not None
    loads = [planned.load for planned in stage.arena.comparison.spec.models]
    assert loads == [LoadSettings(), LoadSettings(devices=())]


def test_every_field_has_a_name_and_is_reached_by_tab(stage: CompareStage) -> None:
    pane = stage.panes[0]
    pane.load.open(stage.devices)
    popover = pane.load.popover
    assert popover is not None
    seen: list[str] = []
    for _ in range(20):
        field = QApplication.focusWidget()
        assert field is not None
        if field.accessibleName() in seen:
            break
        seen.append(field.accessibleName())
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert {"장치", "KV 캐시", "컨텍스트 길이", "스레드"} <= set(seen)
    assert all(seen[:-1])


def test_a_context_of_a_panes_own_goes_before_that_of_all(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.page.options.set_context(1024)
    stage.panes[1].load.choose(LoadSettings(n_ctx=2048))
    stage.run()
    assert stage.arena.comparison is not None
    assert [p.load.n_ctx for p in stage.arena.comparison.spec.models] == [1024, 2048]


def test_a_pane_says_where_its_layers_run(stage: CompareStage) -> None:
    stage.use(
        stage.fake("a", gpu="GPU0", n_layers=24, **FAST),
        stage.fake("b", gpu="GPU0", n_layers=24, short_loads=2, short_bytes=2**30, **FAST),
    )
    stage.run()
    assert "GPU0 25/25" in words_in(stage.panes[0])
    short = words_in(stage.panes[1])
    assert "GPU0 15/25 + CPU · 1스레드" in short
    assert "메모리가 모자라 줄여서 올림" in short
    told = [label.toolTip() for label in stage.panes[1].head.findChildren(QLabel)]
    assert any("처음: GPU 25층" in tip and "1.0 GiB를 얻지 못함" in tip for tip in told)


def test_a_model_that_ends_on_the_cpu_says_so(stage: CompareStage) -> None:
    stage.use(
        stage.fake("a", gpu="GPU0", n_layers=2, short_loads=6, **FAST), stage.fake("b", **FAST)
    )
    stage.run()
    words = words_in(stage.panes[0])
    assert "CPU · 1스레드" in words
    assert "메모리가 모자라 CPU로 올림" in words


def test_steps_are_told_while_the_model_still_loads(stage: CompareStage) -> None:
    stage.use(
        stage.fake("a", gpu="GPU0", n_layers=24, short_loads=1, hang_load=True, **FAST),
        stage.fake("b", **FAST),
    )
    stage.press_run("안녕?")
    stage.qtbot.waitUntil(
        lambda: "메모리가 모자라 줄이는 중 (1)" in words_in(stage.panes[0]), timeout=LONG_MS
    )
    stage.page.control.stop()
    stage.wait_ended()


def test_another_way_to_load_gives_the_first_ones_memory_back(stage: CompareStage) -> None:
    stage.use(stage.fake("a", **FAST), stage.fake("b", **FAST))
    stage.run()
    before = stage.arena.worker_pids()
    stage.panes[0].load.choose(LoadSettings(devices=()))
    stage.run()
    after = stage.arena.worker_pids()
    assert after[1] == before[1]
    assert after[0] != before[0]
    workers = stage.arena._pool._workers.values()
    assert sorted(worker.state for worker in workers) == ["ready", "ready", "stopped"]
