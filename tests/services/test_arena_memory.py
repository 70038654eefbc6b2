"""Models leave when another one needs their memory."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.core.run import ModelFile
from tests.services.conftest import MakeStage
from tests.services.stage import LONG_MS, Stage, plan

Fake = Callable[..., ModelFile]
GIB = 1 << 30


def stage_with(make_stage: MakeStage, total_bytes: int, sizes: dict[str, int]) -> Stage:
    """A stage on a PC where every loaded model takes the size that it says."""
    loaded: list[Stage] = []

    def available() -> int:
        (stage,) = loaded
        names = stage.arena._pool._names
        return total_bytes - sum(
            sizes[name] for worker, name in names.items() if worker.pid is not None
        )

    loaded.append(make_stage(available=available))
    return loaded[0]


def keys_told(stage: Stage) -> list[str]:
    return [notice.key for notice in stage.told]


def test_the_least_recently_used_leaves(qtbot: QtBot, make_stage: MakeStage, fake: Fake) -> None:
    sizes = dict.fromkeys("abcd", 2 * GIB)
    stage = stage_with(make_stage, 6 * GIB, sizes)
    a, b, c, d = (fake(name, rate=1000, size_bytes=size) for name, size in sizes.items())
    stage.run(qtbot, plan([a, b]))
    stage.run(qtbot, plan([c, a]))
    assert stage.told == []
    workers = {name: worker for worker, name in stage.arena._pool._names.items()}
    outcomes = stage.run(qtbot, plan([d, c]))
    assert [o.state for o in outcomes] == ["finished", "finished"]
    states = {name: worker.state for name, worker in workers.items()}
    assert states == {"a": "ready", "b": "stopped", "c": "ready"}
    assert keys_told(stage) == ["evicted"]
    assert "b" in stage.told[0].words()
    assert "d" in stage.told[0].words()


def test_fair_goes_on_where_only_one_fits_at_a_time(
    qtbot: QtBot, make_stage: MakeStage, fake: Fake
) -> None:
    sizes = {"a": 3 * GIB, "b": 3 * GIB}
    stage = stage_with(make_stage, 4 * GIB, sizes)
    models = [fake(name, rate=1000, size_bytes=size) for name, size in sizes.items()]
    outcomes = stage.run(qtbot, plan(models, rounds=2))
    assert [o.state for o in outcomes] == ["finished"] * 4
    assert set(keys_told(stage)) == {"evicted"}
    assert len(stage.arena.worker_pids()) == 1


def test_a_race_never_sends_its_own_models_away(
    qtbot: QtBot, make_stage: MakeStage, fake: Fake
) -> None:
    sizes = {"a": 3 * GIB, "b": 3 * GIB}
    stage = stage_with(make_stage, 4 * GIB, sizes)
    models = [fake(name, rate=1000, size_bytes=size) for name, size in sizes.items()]
    outcomes = stage.run(qtbot, plan(models, "race"))
    assert [o.state for o in outcomes] == ["finished"] * 2
    assert keys_told(stage) == ["memory_short"]
    assert "3.0 GiB" in stage.told[0].words()
    assert "1.0 GiB" in stage.told[0].words()


def test_stop_while_waiting_for_room(qtbot: QtBot, make_stage: MakeStage, fake: Fake) -> None:
    sizes = {"a": 3 * GIB, "b": 3 * GIB}
    stage = stage_with(make_stage, 4 * GIB, sizes)
    models = [fake(name, rate=1000, size_bytes=size) for name, size in sizes.items()]
    arena = stage.arena

    # Polling could miss it: a worker that is asked to leave is gone within milliseconds.
    def stop_once_the_first_leaves(pane: int) -> None:
        if pane == 0 and arena.worker_state(0) == "stopping":
            QTimer.singleShot(0, arena, arena.stop)

    arena.workerStateChanged.connect(stop_once_the_first_leaves)
    arena.start(plan(models))
    stage.wait_for_end(qtbot)
    assert stage.stored() == {(0, 1): "finished", (1, 1): "cancelled"}
    qtbot.waitUntil(lambda: stage.arena.worker_pids() == {}, timeout=LONG_MS)
