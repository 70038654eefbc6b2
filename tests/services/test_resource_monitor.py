"""What the machine did while a comparison went."""

from collections.abc import Callable

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.core.run import ModelFile
from app.services.resource_monitor import ResourceMonitor
from tests.services.stage import LONG_MS, Stage, plan


def test_it_samples_while_a_comparison_goes(
    qtbot: QtBot, stage: Stage, fake: Callable[..., ModelFile]
) -> None:
    monitor = ResourceMonitor(stage.arena)
    models = [fake(name, rate=50, n_tokens=10_000) for name in "ab"]
    stage.arena.start(plan(models, "race"))
    qtbot.waitUntil(
        lambda: len(monitor.samples) >= 3 and stage.decoding(0) and stage.decoding(1),
        timeout=LONG_MS,
    )
    stage.arena.stop()
    stage.wait_for_end(qtbot)
    samples = monitor.samples
    assert [s.ns for s in samples] == sorted(s.ns for s in samples)
    total = psutil.virtual_memory().total
    for sample in samples:
        assert 0 <= sample.cpu_percent <= 100
        assert 0 < sample.used_bytes < total
        assert 0 < sample.available_bytes < total
    assert set(samples[-1].rss_by_pane) == {0, 1}
    assert all(1 << 20 < rss < total for rss in samples[-1].rss_by_pane.values())
    with qtbot.assertNotEmitted(monitor.sampled, wait=600):
        stage.arena.stop()
    stage.run(qtbot, plan([fake("c"), fake("c")]))
    assert monitor.samples is not samples


def test_a_comparison_of_an_instant_still_has_a_beginning_and_an_end(
    qtbot: QtBot, stage: Stage, fake: Callable[..., ModelFile]
) -> None:
    monitor = ResourceMonitor(stage.arena)
    models = [fake("a"), fake("b")]
    stage.run(qtbot, plan(models))
    stage.run(qtbot, plan(models))
    first, last = monitor.samples[0], monitor.samples[-1]
    assert first.ns < last.ns
    assert set(last.rss_by_pane) == {0, 1}


def test_a_worker_that_has_just_died_is_left_out(
    qtbot: QtBot, stage: Stage, fake: Callable[..., ModelFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor = ResourceMonitor(stage.arena)
    monkeypatch.setattr(stage.arena, "worker_pids", lambda: {0: 2**22 + 1})
    stage.run(qtbot, plan([fake("a"), fake("b")]))
    assert monitor.samples[-1].rss_by_pane == {}
