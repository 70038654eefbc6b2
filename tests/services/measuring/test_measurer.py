"""Measurements on real workers: whole, resumable, never twice, whatever happens meanwhile."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.core.machine import read_machine
from app.core.measure.figures import figures_of_measurement, most_users
from app.core.measure.plan import (
    BenchPlan,
    BenchTask,
    depth_tasks,
    load_tasks,
    standard_task,
    steps_of,
    user_tasks,
)
from app.core.measure.results import StepResult
from app.core.problem import UsageError
from app.core.run import LoadSettings, ModelFile, PlannedModel
from app.services.measuring.measurer import Measurer
from app.services.measuring.sampling import IdleWait
from app.services.notices import Notices
from app.services.worker_pool import WorkerPool
from app.services.worker_process import worker_command
from app.store.database import Database
from app.store.measure_store import MeasureStore
from tests.services.stage import LIMITS, LONG_MS, PLENTY

ROOT = Path(__file__).resolve().parents[3]
MODELS = ROOT / "resources" / "models"
CHAT = BenchTask(id="chat", kind="chat", prompt="한국의 수도는 어디인가요?")


class MeasureStage:
    """A measurer with everything around it."""

    def __init__(self, folder: Path, others: Callable[[int, int], bool] | None = None) -> None:
        self.database = Database(folder / "d.sqlite3")
        self.store = MeasureStore(self.database)
        self.notices = Notices()
        self.pool = WorkerPool(
            worker_command(), self.notices, limits=LIMITS, available=lambda: PLENTY
        )
        self.measurer = Measurer(
            self.store,
            self.pool,
            self.notices,
            # The tests' machine is never idle.
            idle=IdleWait(load=lambda: 0.0),
            others_computed=others or (lambda _since, _until: False),
        )

    def close(self) -> None:
        self.measurer.close()
        self.pool.close()
        self.database.close()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[MeasureStage]:
    built = MeasureStage(tmp_path)
    yield built
    built.close()


def starters() -> tuple[PlannedModel, ...]:
    load = LoadSettings(n_threads=1)
    return tuple(
        PlannedModel(
            pane=pane,
            model=ModelFile(id=name, path=str(MODELS / f"{name}.Q8_0.gguf"), name=name),
            load=load,
        )
        for pane, name in enumerate(("starter-s", "starter-m"))
    )


def fakes(*models: ModelFile) -> tuple[PlannedModel, ...]:
    return tuple(PlannedModel(pane=pane, model=model) for pane, model in enumerate(models))


def plan_of(
    models: tuple[PlannedModel, ...], *tasks: BenchTask, plan_id: str = "p", **more: Any
) -> BenchPlan:
    values = {"rounds": 2, "max_tokens": 8, "idle_wait_s": 0.0} | more
    return BenchPlan(plan_id=plan_id, models=models, tasks=tasks, **values)


def run(qtbot: QtBot, measurer: Measurer, plan: BenchPlan) -> str:
    with qtbot.waitSignal(measurer.ended, timeout=LONG_MS) as ended:
        measurer.start(plan)
    assert ended.args is not None
    return ended.args[1]


def test_every_kind_is_measured_on_real_models(qtbot: QtBot, stage: MeasureStage) -> None:
    tasks = (
        standard_task(64, 16),
        CHAT,
        *depth_tasks((0, 100), n_decode=4),
        *load_tasks(),
        *user_tasks("안녕하세요", (1, 2)),
    )
    plan = plan_of(starters(), *tasks)
    assert run(qtbot, stage.measurer, plan) == "finished"
    stored = stage.store.load("p")
    assert stored is not None
    assert stored.summary.state == "finished"
    assert sorted(r.step for r in stored.results if r.attempt == 1) == [
        s.index for s in steps_of(plan)
    ]
    assert all(r.state == "finished" for r in stored.results)
    assert all(len(r.conditions.samples) >= 2 for r in stored.results)
    measured = figures_of_measurement(plan, stored.results)
    names = {(plan.tasks[f.task].kind, f.figure) for f in measured.figures}
    assert {
        ("standard", "prefill_tps"),
        ("standard", "decode_tps"),
        ("chat", "ttft_ms"),
        ("depth", "decode_tps"),
        ("load", "load_ms"),
        ("users", "all_tps"),
        ("users", "ttft_p95_ms"),
    } <= names
    assert {f.summary.n for f in measured.figures} == {2}
    # Practice models answer faster than anyone reads.
    assert most_users(plan, measured, 0) == 2
    # One alone on the machine at a time: no step began before the one before had ended.
    for before, after in pairwise(sorted(stored.results, key=lambda r: r.started_at_ns)):
        assert before.ended_at_ns <= after.started_at_ns


@pytest.mark.parametrize(
    ("n_prefill", "n_decode", "figures"),
    [(0, 4, {"decode_tps"}), (32, 0, {"prefill_tps"})],
)
def test_prefill_or_decode_alone_is_measured(
    qtbot: QtBot, stage: MeasureStage, n_prefill: int, n_decode: int, figures: set[str]
) -> None:
    task = standard_task(n_prefill, n_decode)
    plan = plan_of(starters()[:1], task, rounds=1, warmups=0)
    assert run(qtbot, stage.measurer, plan) == "finished"
    found = figures_of_measurement(plan, stage.measurer.results).figures
    assert {figure.figure for figure in found} == figures


def test_a_pause_lets_the_step_end_and_going_on_does_the_rest(
    qtbot: QtBot, stage: MeasureStage, fake: Callable[..., ModelFile]
) -> None:
    plan = plan_of(fakes(fake("a", rate=100), fake("b", rate=100)), CHAT, rounds=3)
    measurer = stage.measurer

    def pause_in_the_second_round(result: StepResult) -> None:
        if sum(1 for r in measurer.results if r.step > 1) == 2:
            measurer.pause()

    measurer.stepEnded.connect(pause_in_the_second_round)
    assert run(qtbot, measurer, plan) == "paused"
    assert measurer.progress().n_done < len(steps_of(plan))
    measurer.stepEnded.disconnect(pause_in_the_second_round)
    with qtbot.waitSignal(measurer.ended, timeout=LONG_MS) as ended:
        assert measurer.resume("p")
    assert ended.args is not None
    assert ended.args[1] == "finished"
    counted = [r.step for r in measurer.results if steps_of(plan)[r.step].counts]
    assert len(counted) == len(set(counted)) == 6
    assert not measurer.resume("p")


def test_what_another_pc_began_is_not_mixed_with_this_one(
    stage: MeasureStage, fake: Callable[..., ModelFile]
) -> None:
    other = msgspec.structs.replace(read_machine(), cpu_name="another CPU")
    stage.store.begin(plan_of(fakes(fake("a")), CHAT), other, "0.1", 1)
    stage.store.end("p", "stopped", 2)
    with pytest.raises(UsageError) as raised:
        stage.measurer.resume("p")
    assert raised.value.problem.kind == "other_machine"
    stored = stage.store.load("p")
    assert stored is not None
    assert stored.summary.state == "stopped"


def test_a_second_wish_to_pause_changes_nothing(
    qtbot: QtBot, stage: MeasureStage, fake: Callable[..., ModelFile]
) -> None:
    plan = plan_of(fakes(fake("a", rate=100)), CHAT, warmups=0)
    measurer = stage.measurer
    measurer.start(plan)
    qtbot.waitUntil(lambda: bool(measurer.run and measurer.run.live.events), timeout=LONG_MS)
    with qtbot.waitSignal(measurer.ended, timeout=LONG_MS) as ended:
        measurer.pause()
        measurer.pause()
    assert ended.args is not None
    assert ended.args[1] == "paused"
    assert [result.state for result in measurer.results] == ["finished"]
    assert not measurer.running


def test_stop_does_not_count_the_step_that_goes(
    qtbot: QtBot, stage: MeasureStage, fake: Callable[..., ModelFile]
) -> None:
    plan = plan_of(fakes(fake("a", rate=5)), CHAT, warmups=0, max_tokens=500)
    measurer = stage.measurer
    measurer.start(plan)
    qtbot.waitUntil(lambda: bool(measurer.run and measurer.run.live.events), timeout=LONG_MS)
    with pytest.raises(UsageError):
        measurer.start(plan)
    with qtbot.waitSignal(measurer.ended, timeout=LONG_MS) as ended:
        measurer.stop()
    assert ended.args is not None
    assert ended.args[1] == "stopped"
    (result,) = measurer.results
    assert result.state == "cancelled"
    assert figures_of_measurement(plan, measurer.results).figures == ()


def test_a_model_that_cannot_be_had_fails_and_the_others_go_on(
    qtbot: QtBot, stage: MeasureStage, fake: Callable[..., ModelFile]
) -> None:
    gone = ModelFile(id="gone", path="/no/such.gguf", name="gone")
    crashing = fake("crash", rate=100, abort_at=3)
    plan = plan_of(fakes(gone, crashing, fake("good", rate=200)), CHAT, warmups=0)
    assert run(qtbot, stage.measurer, plan) == "finished"
    steps = steps_of(plan)
    by_model: dict[int, list[StepResult]] = {}
    for result in stage.measurer.results:
        by_model.setdefault(steps[result.step].model, []).append(result)
    assert [(r.state, r.problem and r.problem.kind) for r in by_model[0]] == [
        ("failed", "file_missing")
    ]
    assert [(r.state, r.problem and r.problem.kind) for r in by_model[1]] == [
        ("failed", "worker_crashed")
    ]
    assert [r.state for r in by_model[2]] == ["finished", "finished"]


def test_what_ran_beside_another_window_is_repeated(
    qtbot: QtBot, tmp_path: Path, fake: Callable[..., ModelFile]
) -> None:
    beside = iter([True, False])
    stage = MeasureStage(tmp_path, lambda _since, _until: next(beside))
    plan = plan_of(fakes(fake("a", rate=300)), CHAT, rounds=1, warmups=0)
    assert run(qtbot, stage.measurer, plan) == "finished"
    assert [(r.step, r.attempt, r.label) for r in stage.measurer.results] == [
        (0, 1, "race"),
        (0, 2, "isolated"),
    ]
    stage.close()


MEASURE = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tests.services.measuring.test_measurer import *
application = QCoreApplication([])
stage = MeasureStage(Path(sys.argv[1]))
models = fakes(*(fake_model(Path(sys.argv[1]), name, rate=150) for name in "ab"))
plan = plan_of(models, CHAT, rounds=4)
stage.measurer.stepEnded.connect(lambda result: print(result.step, flush=True))
stage.measurer.ended.connect(application.quit)
if sys.argv[2] == "start":
    stage.measurer.start(plan)
else:
    assert stage.store.mark_interrupted() == 1
    assert stage.measurer.resume("p")
application.exec()
stage.close()
"""


@pytest.mark.parametrize("after", [0, 3, 7])
def test_a_killed_measurement_loses_nothing_and_does_nothing_twice(
    tmp_path: Path, after: int
) -> None:
    script = MEASURE.replace("import *", "import *\nfrom tests.services.stage import fake_model")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen([*command, "start"], stdout=subprocess.PIPE, env=environment) as first:
        assert first.stdout is not None
        for _ in range(after + 1):
            assert first.stdout.readline()
        first.send_signal(signal.SIGKILL)
    done = subprocess.run([*command, "resume"], env=environment, timeout=60, check=True)
    assert done.returncode == 0
    database = Database(tmp_path / "d.sqlite3")
    stored = MeasureStore(database).load("p")
    database.close()
    assert stored is not None
    assert stored.summary.state == "finished"
    steps = steps_of(stored.plan)
    counted = [r.step for r in stored.results if steps[r.step].counts and r.state == "finished"]
    assert sorted(counted) == [s.index for s in steps if s.counts]
