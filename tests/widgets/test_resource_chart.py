"""GPUs in the graph of the machine's load: drawn, saved, and said where nothing tells."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.arena import Arena
from app.services.gpu_sample import GpuSample
from app.services.notices import Notices
from app.services.resource_monitor import ResourceMonitor, ResourceSample
from app.services.worker_process import worker_command
from app.store.run_store import RunStore
from widgets.graph.board import Board
from widgets.graph.saved_graph import graph_file
from widgets.theme import Theme

GIB = 2**30


class Plots:
    """The plots over samples that a test sets."""

    def __init__(self, qtbot: QtBot, application: QApplication, resources: Path) -> None:
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        self.store = RunStore(Path(":memory:"))
        self.arena = Arena(self.store, Notices(), worker_command())
        self.monitor = ResourceMonitor(self.arena)
        self.board = Board(self.theme)
        self.board.watch(self.monitor)
        self.board.show_view("resources")
        qtbot.addWidget(self.board)
        self.board.show()
        assert self.board.resources is not None
        self.chart = self.board.resources

    def sample(self, *gpus: GpuSample) -> None:
        """Take five samples in two seconds, the GPUs all the same."""
        self.monitor.samples = [
            ResourceSample(
                ns=i * 500_000_000,
                cpu_percent=50.0,
                used_bytes=4 * GIB,
                available_bytes=GIB,
                rss_by_pane={},
                gpus=gpus,
            )
            for i in range(5)
        ]
        self.board.tick()


@pytest.fixture
def plots(qtbot: QtBot, qapp: QApplication, resources: Path) -> Iterator[Plots]:
    plots = Plots(qtbot, qapp, resources)
    yield plots
    plots.arena.close()
    plots.store.close()
    qapp.setStyleSheet("")


def test_gpus_have_a_plot_of_their_own(plots: Plots) -> None:
    plots.sample(GpuSample("CUDA0", 6 * GIB, 80.0), GpuSample("CUDA1", GIB, None))
    assert plots.chart.gpu.isVisible()
    cpu, _, gpu = plots.chart.pictures()
    assert [line.y[-1] for line in cpu.lines] == [50.0, 80.0]
    assert [line.y[-1] for line in gpu.lines] == [6.0, 1.0]
    cpu_text, _, gpu_text = plots.chart.describe(1.2)
    assert "80 %" in cpu_text
    assert "CUDA1" in gpu_text
    table = graph_file(plots.board, plots.theme, "resources", ".csv").decode("utf-8-sig")
    lines = table.splitlines()
    assert lines[0].endswith("CUDA0_percent,CUDA0_used_gib,CUDA1_percent,CUDA1_used_gib")
    assert lines[4] == "1.5,50,4,80,6,,1"
    plots.monitor.samples = []
    plots.board.begin()
    assert not plots.chart.gpu.isVisible()


def test_what_a_gpu_does_not_tell_is_said(plots: Plots) -> None:
    plots.sample(GpuSample("Vulkan0", None, None))
    cpu, _, gpu = plots.chart.pictures()
    assert "읽을 수 없음" in cpu.caption
    assert "읽을 수 없음" in gpu.caption
