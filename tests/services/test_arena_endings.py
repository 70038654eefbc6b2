"""Stopping, crashing, loading again, unloading and closing, with real workers."""

import os
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.core.run import Mode, ModelFile
from tests.services.conftest import MakeStage
from tests.services.stage import IMPATIENT, LONG_MS, Stage, assert_no_overlap, plan

Fake = Callable[..., ModelFile]


def test_stop_keeps_the_partial_text(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    models = [fake("a", rate=50, n_tokens=10_000), fake("b"), fake("c")]
    stage.arena.start(plan(models, rounds=3))
    qtbot.waitUntil(lambda: stage.arena.comparison is not None and stage.decoding(0))
    stage.arena.stop()
    stage.wait_for_end(qtbot)
    outcomes = stage.outcomes()
    assert [o.state for o in outcomes] == ["cancelled"] * 3
    by_pane = {run.pane: run.outcome for run in stage.live_runs()}
    assert by_pane[0] is not None
    assert by_pane[0].text
    assert by_pane[0].stamps is not None
    assert stage.arena.worker_state(0) == "ready"
    assert stage.stored() == {(0, 1): "cancelled", (1, 1): "cancelled", (2, 1): "cancelled"}


def test_stop_one_pane_and_the_others_go_on(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    models = [
        fake("a", rate=50, n_tokens=10_000),
        fake("b", rate=1000),
        fake("c", rate=1000),
    ]
    stage.arena.start(plan(models, rounds=2))
    qtbot.waitUntil(lambda: stage.decoding(0), timeout=LONG_MS)
    stage.arena.stop(2)
    assert ("end", 2, 1) in stage.events
    stage.arena.stop(0)
    stage.wait_for_end(qtbot)
    assert stage.stored() == {
        (0, 1): "cancelled",
        (1, 1): "finished",
        (2, 1): "cancelled",
        (1, 2): "finished",
    }


def test_stop_before_anything_has_begun(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    stage.arena.start(plan([fake("a"), fake("b")]))
    stage.arena.stop()
    assert not stage.arena.running
    assert len(stage.comparisons) == 1
    assert [o.state for o in stage.outcomes()] == ["cancelled", "cancelled"]
    stage.arena.stop()


@pytest.mark.parametrize("mode", ["fair", "race"])
def test_stop_while_loading(qtbot: QtBot, stage: Stage, fake: Fake, mode: Mode) -> None:
    models = [fake("a", load_ms=20_000), fake("b", rate=1000)]
    stage.arena.start(plan(models, mode))
    qtbot.waitUntil(lambda: stage.arena.worker_state(0) == "loading", timeout=LONG_MS)
    stage.arena.stop(0)
    stage.wait_for_end(qtbot)
    assert stage.stored() == {(0, 1): "cancelled", (1, 1): "finished"}
    assert stage.arena.worker_state(0) == "stopped"


def test_a_hung_run_is_stopped_by_force(qtbot: QtBot, make_stage: MakeStage, fake: Fake) -> None:
    stage = make_stage(IMPATIENT)
    stage.arena.start(plan([fake("a", hang_at=5, ignore_cancel=True), fake("b")]))
    qtbot.waitUntil(lambda: stage.decoding(0), timeout=LONG_MS)
    stage.arena.stop(0)
    stage.wait_for_end(qtbot)
    first, second = stage.outcomes()
    assert (first.state, second.state) == ("cancelled", "finished")
    assert first.n_output
    assert first.text
    problem = stage.arena.worker_problem(0)
    assert problem is not None
    assert problem.kind == "worker_hung"
    assert stage.arena.worker_state(0) == "crashed"


def test_a_killed_worker_can_be_loaded_again(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    models = [fake("a", rate=100, n_tokens=10_000), fake("b", rate=1000)]
    stage.arena.start(plan(models, "race"))
    qtbot.waitUntil(lambda: stage.decoding(0), timeout=LONG_MS)
    os.kill(stage.arena.worker_pids()[0], 9)
    stage.wait_for_end(qtbot)
    killed, other = stage.outcomes()
    assert (killed.state, other.state) == ("failed", "finished")
    assert killed.problem is not None
    assert killed.problem.params == {"exit_code": -9}
    stage.arena.load_again(0)
    qtbot.waitUntil(lambda: stage.arena.worker_state(0) == "ready", timeout=LONG_MS)
    assert stage.arena.worker_problem(0) is None
    assert stage.arena.load_report(0) is not None


def test_loaded_again_during_a_comparison_a_pane_comes_back(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    models = [fake("a", rate=300, n_tokens=60), fake("b", rate=300, n_tokens=60)]
    stage.arena.start(plan(models, rounds=2))
    qtbot.waitUntil(lambda: stage.decoding(0), timeout=LONG_MS)
    os.kill(stage.arena.worker_pids()[0], 9)
    qtbot.waitUntil(lambda: stage.arena.worker_state(0) == "crashed", timeout=LONG_MS)
    stage.arena.load_again(0)
    stage.wait_for_end(qtbot)
    assert stage.stored() == {
        (0, 1): "failed",
        (1, 1): "finished",
        (1, 2): "finished",
        (0, 2): "finished",
    }
    assert_no_overlap(stage)


def test_loaded_again_after_its_last_round(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    failing = fake("a", fail_load="load_failed")
    stage.arena.start(plan([failing, fake("b", rate=100)]))
    qtbot.waitUntil(lambda: stage.decoding(1), timeout=LONG_MS)
    fake("a", rate=1000)
    stage.arena.load_again(0)
    assert stage.arena.worker_state(0) == "stopped"
    stage.wait_for_end(qtbot)
    qtbot.waitUntil(lambda: stage.arena.worker_state(0) == "ready", timeout=LONG_MS)


def test_a_file_check_that_never_answers_can_be_stopped(
    qtbot: QtBot, stage: Stage, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = plan([fake("on a drive that is gone"), fake("b", rate=1000)])
    stage.arena.start(spec)
    stage.arena.stop()
    with monkeypatch.context() as patch:
        patch.setattr(stage.arena._pool._checker, "check", lambda *_: None)
        stage.arena.load_again(0)
    stage.arena.start(spec)
    stage.arena.stop(0)
    stage.wait_for_end(qtbot)
    assert [o.state for o in stage.outcomes()] == ["cancelled", "finished"]


@pytest.mark.parametrize("pane", [0, None])
def test_unload_gives_the_memory_back(
    qtbot: QtBot, stage: Stage, fake: Fake, pane: int | None
) -> None:
    stage.run(qtbot, plan([fake("a", rate=1000), fake("b", rate=1000)]))
    stage.arena.unload(pane)
    left = {} if pane is None else {1}
    qtbot.waitUntil(lambda: set(stage.arena.worker_pids()) == set(left), timeout=LONG_MS)
    assert [o.state for o in stage.run(qtbot, stage.comparisons[0].spec)] == ["finished"] * 2


def test_a_load_that_hangs_can_be_stopped(qtbot: QtBot, make_stage: MakeStage, fake: Fake) -> None:
    stage = make_stage(IMPATIENT)
    a, hanging = fake("a", rate=1000), fake("b", hang_load=True)
    stage.arena.start(plan([hanging, a]))
    stage.arena.stop()
    stage.arena.load_again(0)
    qtbot.waitUntil(lambda: stage.arena.worker_state(0) == "loading", timeout=LONG_MS)
    stage.arena.start(plan([hanging, a]))
    qtbot.waitUntil(lambda: stage.arena.worker_state(0) == "loading", timeout=LONG_MS)
    stage.arena.stop(0)
    stage.wait_for_end(qtbot)
    assert stage.stored() == {(0, 1): "cancelled", (1, 1): "finished"}
    stage.arena.load_again(0)
    qtbot.waitUntil(lambda: stage.arena.worker_state(0) == "loading", timeout=LONG_MS)
    assert [o.state for o in stage.run(qtbot, plan([a, a]))] == ["finished", "finished"]


def test_unload_in_the_middle_of_a_run(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    models = [fake("a", rate=50, n_tokens=10_000), fake("b", rate=1000)]
    stage.arena.start(plan(models, rounds=2))
    qtbot.waitUntil(lambda: stage.decoding(0), timeout=LONG_MS)
    stage.arena.unload(0)
    stage.wait_for_end(qtbot)
    assert stage.stored() == {(0, 1): "cancelled", (1, 1): "finished", (1, 2): "finished"}
    assert stage.arena.worker_state(0) == "stopped"


def test_close_in_the_middle_stores_and_leaves_nothing(
    qtbot: QtBot, stage: Stage, fake: Fake
) -> None:
    models = [fake(name, rate=50, n_tokens=10_000) for name in "abc"]
    stage.arena.start(plan(models, "race"))
    qtbot.waitUntil(lambda: all(stage.decoding(pane) for pane in range(3)), timeout=LONG_MS)
    stage.arena.close()
    assert not stage.arena.running
    assert len(stage.comparisons) == 1
    assert stage.arena.worker_pids() == {}
    assert [o.state for o in stage.outcomes()] == ["cancelled"] * 3
    assert all(o.text and o.stamps and o.stamps.ended for o in stage.outcomes())
    assert set(stage.stored().values()) == {"cancelled"}


def test_close_with_workers_that_hang(qtbot: QtBot, make_stage: MakeStage, fake: Fake) -> None:
    stage = make_stage(IMPATIENT)
    models = [fake("a", hang_at=2), fake("b", hang_load=True)]
    stage.arena.start(plan(models, "race"))
    qtbot.waitUntil(lambda: stage.arena.worker_state(1) == "loading", timeout=LONG_MS)
    stage.arena.close()
    assert stage.arena.worker_pids() == {}
    assert [o.state for o in stage.outcomes()] == ["cancelled"] * 2


def test_close_before_anything_has_begun(stage: Stage, fake: Fake) -> None:
    stage.arena.start(plan([fake("a"), fake("b")]))
    stage.arena.close()
    assert [o.state for o in stage.outcomes()] == ["cancelled"] * 2
