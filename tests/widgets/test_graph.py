"""The graph as a widget: what it shows of known stamps, and how it is used."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.live_run import LiveRun
from app.core.messages import Done
from app.core.playback import Pace, Playback
from app.core.run import ModelFile, PlannedModel, RunSpec, TokenEvent
from app.services.arena import Arena
from app.services.notices import Notices
from app.services.resource_monitor import ResourceMonitor, ResourceSample
from app.services.translation import CatalogueTranslator
from app.services.worker_process import worker_command
from app.store.run_store import RunStore
from widgets.graph.board import Board
from widgets.graph.throughput_graph import ThroughputGraph
from widgets.icons import Icons
from widgets.theme import Theme

SECOND = 1_000_000_000
MEMORY = Path(":memory:")
NAMES = ("=A 모델", "B", "C")


class Clock:
    """Time as the test wants it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """A graph, and runs with even stamps for it."""

    def __init__(self, qtbot: QtBot, application: QApplication, resources: Path) -> None:
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        self.clock = Clock()
        icons = Icons(resources / "icons", self.theme)
        self.graph = ThroughputGraph(self.theme, icons, clock=self.clock)
        self.store = RunStore(MEMORY)
        self.arena = Arena(self.store, Notices(), worker_command())
        self.monitor = ResourceMonitor(self.arena)
        self.graph.watch(self.monitor)
        self.graph.resize(900, 320)
        qtbot.addWidget(self.graph)
        with qtbot.waitSignal(self.graph.prepared):
            self.graph.show()
            self.graph.load()
        self.spec = RunSpec(
            comparison_id="c",
            prompt="?",
            rounds=2,
            models=tuple(
                PlannedModel(pane=i, model=ModelFile(id=f"m{i}", path="m.gguf", name=name))
                for i, name in enumerate(NAMES)
            ),
        )
        self.graph.begin(self.spec)

    @property
    def board(self) -> Board:
        return self.graph.prepare()

    def run(
        self, pane: int, rate: float, n: int = 41, *, round_number: int = 1, n_thinking: int = 0
    ) -> LiveRun:
        """A run whose tokens of two characters come evenly, the first after 100 ms."""
        run = LiveRun(f"{pane}-{round_number}", self.spec.models[pane], round_number, "isolated")
        run.submitted_ns = SECOND
        run.events = [
            TokenEvent(SECOND + SECOND // 10 + round(i * SECOND / rate), i < n_thinking, "가나")
            for i in range(n)
        ]
        return run

    def end(self, run: LiveRun) -> None:
        n = len(run.events)
        run.finish(
            Done(
                run_id=run.run_id,
                cancelled=False,
                stop_reason="end_token",
                n_prompt=3,
                n_prompt_evaluated=3,
                n_output=n,
                n_thinking=0,
                submitted_ns=SECOND,
                prompt_ready_ns=SECOND,
                prefill_done_ns=SECOND,
                answer_started_ns=run.events[0].ns,
                ended_ns=run.events[-1].ns,
            )
        )

    def attach(self, run: LiveRun, pace: Pace | None = None) -> Playback:
        playback = Playback(pace or Pace("real"), run)
        self.graph.attach(run, playback)
        return playback

    def show(self, run: LiveRun) -> Playback:
        """Attach ``run`` and draw it whole."""
        playback = self.attach(run)
        playback.advance(1)
        self.tick()
        return playback

    def tick(self) -> None:
        self.clock.now += 1.0
        self.graph.tick()


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, resources: Path) -> Iterator[Bench]:
    bench = Bench(qtbot, qapp, resources)
    yield bench
    bench.graph.close()
    bench.arena.close()
    bench.store.close()
    qapp.setStyleSheet("")


def test_plots_are_not_loaded_before_the_first_paint(
    qtbot: QtBot, qapp: QApplication, resources: Path
) -> None:
    theme = Theme(qapp, resources / "themes")
    theme.choose("light")
    graph = ThroughputGraph(theme, Icons(resources / "icons", theme))
    qtbot.addWidget(graph)
    assert graph.findChildren(type(graph.bar))
    assert not [child for child in graph.children() if type(child).__name__ == "Board"]


def test_values_at_a_moment_are_those_of_the_stamps(bench: Bench) -> None:
    bench.show(bench.run(0, 40.0))
    bench.show(bench.run(1, 80.0))
    chart = bench.board.runs
    assert dict(chart.values_at(0.05)) == {0: None, 1: None}
    values = dict(chart.values_at(0.5))
    assert values[0] == pytest.approx(40)
    assert values[1] == pytest.approx(80)
    bench.graph.show_view("chars")
    # 100 ms to the first token, then one every 25 ms: 17 tokens of two characters.
    assert dict(chart.values_at(0.51))[0] == 34


def test_axes_reach_what_is_shown(bench: Bench) -> None:
    bench.show(bench.run(0, 40.0))
    frame = bench.board.runs.frame()
    assert frame.x_range[0] == frame.y_range[0] == 0
    assert 1.1 <= frame.x_range[1] <= 1.6
    assert 40 <= frame.y_range[1] <= 60


def test_first_token_and_end_of_thinking_are_marked(bench: Bench) -> None:
    bench.show(bench.run(0, 40.0, n_thinking=4))
    moments = sorted(moment for moment, _ in bench.board.runs.picture().moments)
    assert moments == pytest.approx([0.1, 0.2])
    assert [e.name for e in bench.graph.legend.entries] == [NAMES[0], "TTFT", "생각 끝"]


def test_only_what_is_shown_is_drawn_and_the_slowness_is_told(bench: Bench) -> None:
    playback = bench.attach(bench.run(0, 40.0), Pace(10.0))
    playback.advance(0)
    playback.advance(3 * SECOND)
    bench.tick()
    series = bench.board.runs.current()[0]
    assert series.end_s == pytest.approx(0.3)
    assert len(series.token_s) == 9
    bench.tick()
    assert bench.graph.bar.slow_badge.isVisible()
    assert "1/10" in bench.graph.bar.slow_badge.text()


def test_earlier_rounds_stay_faint_behind_the_newest(bench: Bench) -> None:
    bench.show(bench.run(0, 40.0))
    bench.show(bench.run(0, 60.0, round_number=2))
    lines = bench.board.runs.picture().lines
    assert [line.pen.color().alpha() < 255 for line in lines] == [True, False]
    assert dict(bench.board.runs.values_at(0.6))[0] == pytest.approx(60)


def test_the_legend_ends_with_the_mean(bench: Bench) -> None:
    run = bench.run(0, 40.0)
    bench.end(run)
    bench.show(run)
    bench.tick()
    assert bench.graph.legend.entries[0].value == "평균 40 tok/s"


def test_nothing_new_costs_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.show(bench.run(0, 40.0))
    drawn: list[object] = []
    monkeypatch.setattr(bench.board.runs, "draw", drawn.append)
    for _ in range(5):
        bench.tick()
    assert not drawn


def test_drawing_is_held_to_a_pace_but_the_end_is_not(bench: Bench) -> None:
    run = bench.run(0, 40.0)
    events, run.events = run.events, run.events[:5]
    playback = bench.show(run)
    run.events = events[:9]
    playback.advance(2)
    bench.graph.tick()
    series = bench.board.runs.current()[0]
    assert len(series.token_s) == 5
    run.events = events
    bench.end(run)
    playback.advance(3)
    bench.graph.tick()
    assert len(series.token_s) == 41
    assert bench.graph.legend.entries[0].value == "평균 40 tok/s"


def test_a_paused_picture_stands_still_and_catches_up(bench: Bench) -> None:
    run = bench.run(0, 40.0)
    playback = bench.attach(run)
    bench.graph.bar.pause_button.click()
    playback.advance(1)
    bench.tick()
    assert not len(bench.board.runs.current()[0].token_s)
    bench.clock.now += 1
    bench.graph.bar.pause_button.click()
    assert len(bench.board.runs.current()[0].token_s) == 41


def test_zooming_by_keyboard_and_fitting_again(bench: Bench, qtbot: QtBot) -> None:
    bench.show(bench.run(0, 40.0))
    whole = bench.board.runs.x_range()
    assert not bench.graph.bar.fit_button.isEnabled()
    qtbot.keyClick(bench.graph, Qt.Key.Key_Plus)
    assert bench.board.runs.x_range()[1] < whole[1]
    assert bench.graph.bar.fit_button.isEnabled()
    bench.graph.bar.fit_button.click()
    assert bench.board.runs.x_range() == whole
    assert not bench.graph.bar.fit_button.isEnabled()


def test_a_zoomed_picture_is_left_alone_by_new_points(bench: Bench) -> None:
    run = bench.run(0, 40.0)
    events, run.events = run.events, run.events[:20]
    playback = bench.show(run)
    bench.board.runs.zoom(0.5)
    zoomed = bench.board.runs.x_range()
    run.events = events
    playback.advance(2)
    bench.tick()
    assert bench.board.runs.x_range() == zoomed


def test_hovering_tells_every_models_value(bench: Bench, qtbot: QtBot) -> None:
    bench.show(bench.run(0, 40.0))
    bench.show(bench.run(1, 80.0))
    chart = bench.board.runs
    place = chart.mapFromScene(chart.getViewBox().mapViewToScene(QPointF(0.5, 20.0)))
    qtbot.mouseMove(chart.viewport(), QPoint(place.x(), place.y()))
    qtbot.waitUntil(chart.hover_box.isVisible)
    text = chart.hover_box.text()
    assert "40 tok/s" in text
    assert "80 tok/s" in text
    assert "=A 모델" in text
    bench.graph.show_view("chars")
    assert not chart.hover_box.isVisible()


def test_resources_are_drawn_from_the_monitors_samples(bench: Bench) -> None:
    bench.show(bench.run(0, 40.0))
    bench.monitor.samples = [
        ResourceSample(
            ns=i * SECOND // 2,
            cpu_percent=50.0 + i,
            used_bytes=4 * 2**30,
            available_bytes=2**30,
            rss_by_pane={0: 2**30},
        )
        for i in range(9)
    ]
    bench.tick()
    bench.graph.show_view("resources")
    resources = bench.board.resources
    assert resources is not None
    cpu, memory = resources.pictures()
    assert cpu.lines[0].x[-1] == pytest.approx(4.0)
    assert cpu.lines[0].y[-1] == pytest.approx(58.0)
    assert 100 < cpu.y_range[1] < 110
    assert [line.y[0] for line in memory.lines] == [4.0, 1.0]
    assert not resources.gpu.isVisible()
    cpu_text, memory_text, _ = resources.describe(1.2)
    assert "52 %" in cpu_text
    assert "4 GiB" in memory_text


@pytest.mark.parametrize("view", ["rate", "chars", "resources"])
def test_saved_as_a_table_with_a_header(bench: Bench, tmp_path: Path, view: str) -> None:
    bench.show(bench.run(0, 40.0))
    bench.graph.show_view(view)
    path = tmp_path / "그래프.csv"
    bench.graph.save(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    if view == "resources":
        assert path.read_text("utf-8-sig").startswith("time_s,cpu_percent,memory_used_gib")
        return
    assert len(rows) == 41
    assert rows[0]["model"] == "'=A 모델"
    assert rows[0]["rate_tok_s"] == ""
    assert rows[20]["time_s"] == "0.6"
    assert float(rows[20]["rate_tok_s"]) == pytest.approx(40)
    assert rows[20]["answer_chars"] == "42"


@pytest.mark.parametrize("view", ["rate", "resources"])
def test_saved_as_pictures(bench: Bench, tmp_path: Path, view: str) -> None:
    bench.show(bench.run(0, 40.0))
    bench.graph.show_view(view)
    bench.graph.save(tmp_path / "graph.png")
    bench.graph.save(tmp_path / "graph.svg")
    assert QImage(str(tmp_path / "graph.png")).width() >= 1800
    svg = (tmp_path / "graph.svg").read_text("utf-8")
    assert QSvgRenderer(svg.encode()).isValid()
    assert "tok/s" in svg or view == "resources"
    assert not list(tmp_path.glob(".*"))


def test_a_refused_save_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.graph.save(tmp_path / "nowhere" / "graph.png")
    assert "저장하지 못했습니다" in bench.graph.bar.message


def test_the_theme_and_the_language_change_at_once(bench: Bench, qapp: QApplication) -> None:
    bench.show(bench.run(0, 40.0))
    light = bench.board.runs.backgroundBrush().color()
    bench.theme.choose("dark")
    assert bench.board.runs.backgroundBrush().color() != light
    translator = CatalogueTranslator({"글자": "Characters", "{n}초": "{n} s"})
    qapp.installTranslator(translator)
    qapp.sendPostedEvents()
    assert bench.graph.bar.views.button("chars").text() == "Characters"
    frame = bench.board.runs.frame()
    assert frame.x_unit(1.0, 4.0) == "1 s"
    qapp.removeTranslator(translator)


def test_a_new_comparison_starts_empty(bench: Bench) -> None:
    bench.show(bench.run(0, 40.0))
    bench.graph.begin(bench.spec)
    assert not bench.board.runs.current()
    assert not bench.graph.legend.entries
