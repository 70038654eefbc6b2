"""What panes say of models whose layers really lie on a GPU (llama.cpp's Vulkan on llvmpipe)."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.core.run import LoadSettings
from tests.helpers.gguf_maker import make_speaker
from tests.helpers.offload import DEVICE
from tests.widgets.compare_stage import CompareStage
from widgets.compare.pane import Pane

pytestmark = pytest.mark.vulkan

LOAD_MS = 120_000
"""A first load builds shaders."""


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, resources: Path
) -> Iterator[CompareStage]:
    built = CompareStage(qtbot, qapp, tmp_path, resources)
    yield built
    built.close()


def words_in(pane: Pane) -> str:
    """The short facts in a pane's head."""
    labels = pane.head.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def choose(stage: CompareStage, pane: int, devices: tuple[str, ...], n_layers: int = -1) -> None:
    """Set how a pane's model is loaded."""
    settings = LoadSettings(devices=devices, n_gpu_layers=n_layers, n_threads=1, n_ctx=512)
    stage.panes[pane].load.choose(settings)


def test_each_pane_says_where_its_layers_run(stage: CompareStage) -> None:
    choose(stage, 0, (DEVICE,))
    choose(stage, 1, (DEVICE,), 3)
    stage.page.area.run_button.click()
    stage.qtbot.waitUntil(lambda: not stage.arena.running, timeout=LOAD_MS)
    stage.wait_ended()
    every, some = words_in(stage.panes[0]), words_in(stage.panes[1])
    assert f"{DEVICE} 5/5" in every
    assert f"{DEVICE} 3/7 + CPU · 1스레드" in some
    assert "서울" in stage.shown(0)
    assert "서울" in stage.shown(1)


def test_a_device_that_is_gone_is_said_in_its_pane_alone(stage: CompareStage) -> None:
    choose(stage, 0, ("Vulkan9",))
    choose(stage, 1, ())
    stage.run()
    gone, fine = stage.panes
    assert gone.failure.problem is not None
    assert gone.failure.problem.kind == "device_missing"
    assert "안녕하세요" in stage.shown(1)
    assert "CPU" in words_in(fine)


def test_a_device_that_is_lost_stops_its_pane_alone(stage: CompareStage) -> None:
    endless = make_speaker(stage.folder / "endless.gguf", broken=False)
    stage.page.pane_actions.open_model(stage.panes[0], str(endless))
    choose(stage, 0, (DEVICE,))
    choose(stage, 1, ())
    stage.page.options.mode.choose("race")
    stage.press_run("안녕?")

    def answers() -> bool:
        run = next((r for r in stage.arena.comparison.runs if r.pane == 0), None)  # type: ignore[union-attr]
        return run is not None and bool(run.events)

    stage.qtbot.waitUntil(answers, timeout=LOAD_MS)
    os.kill(stage.arena.worker_pids()[0], signal.SIGKILL)
    stage.wait_ended()
    lost = stage.panes[0]
    assert lost.failure.problem is not None
    assert lost.failure.problem.kind == "worker_crashed"
    assert lost.head.state_badge.state == "crashed"
    assert not stage.panes[1].failure.isVisible()
    assert stage.panes[1].head.state_badge.state == "ready"
    lost.failure.reload_button.click()
    stage.qtbot.waitUntil(lambda: stage.arena.worker_state(0) == "ready", timeout=LOAD_MS)
    assert DEVICE in words_in(lost)
