"""Sheets on real workers: whole, resumable, never twice, whatever happens meanwhile."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.core.machine import read_machine
from app.core.problem import UsageError
from app.core.run import LoadSettings, ModelFile, PlannedModel
from app.core.sheets.results import SheetAnswer, SheetPlan, scores_of
from app.core.sheets.sheet import Question, Sheet
from app.services.notices import Notices
from app.services.sheets.runner import SheetRunner
from app.services.worker_pool import WorkerPool
from app.services.worker_process import worker_command
from app.store.database import Database
from app.store.sheet_store import SheetStore, StoredSheetRun
from tests.services.stage import LIMITS, LONG_MS, PLENTY

ROOT = Path(__file__).resolve().parents[3]
MODELS = ROOT / "resources" / "models"
QUESTIONS = (
    Question(number=1, question="한국의 수도는 어디인가요?", expected="서울", check="contains"),
    Question(number=2, question="안녕하세요"),
    Question(number=3, question="비빔밥에 뭐가 들어가?", expected="철근", check="contains"),
)


class SheetStage:
    """A runner with everything around it."""

    def __init__(self, folder: Path, available: int = PLENTY) -> None:
        self.database = Database(folder / "d.sqlite3")
        self.store = SheetStore(self.database)
        self.notices = Notices()
        self.pool = WorkerPool(
            worker_command(), self.notices, limits=LIMITS, available=lambda: PLENTY
        )
        self.runner = SheetRunner(self.store, self.pool, self.notices, available=lambda: available)
        self.answers: list[SheetAnswer] = []
        self.runner.answerEnded.connect(self.answers.append)

    def stored(self) -> StoredSheetRun:
        found = self.store.load("p")
        assert found is not None
        return found

    def close(self) -> None:
        self.runner.close()
        self.pool.close()
        self.database.close()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[SheetStage]:
    built = SheetStage(tmp_path)
    yield built
    built.close()


def starters() -> tuple[PlannedModel, ...]:
    return tuple(
        PlannedModel(
            pane=pane,
            model=ModelFile(id=name, path=str(MODELS / f"{name}.Q8_0.gguf"), name=name),
            load=LoadSettings(n_threads=1),
        )
        for pane, name in enumerate(("starter-s", "starter-m"))
    )


def fakes(*models: ModelFile) -> tuple[PlannedModel, ...]:
    return tuple(PlannedModel(pane=pane, model=model) for pane, model in enumerate(models))


def plan_of(models: tuple[PlannedModel, ...], max_tokens: int = 64) -> SheetPlan:
    sheet = Sheet(title="시험", questions=QUESTIONS)
    return SheetPlan(run_id="p", sheet=sheet, models=models, max_tokens=max_tokens)


def run(qtbot: QtBot, stage: SheetStage, plan: SheetPlan | None) -> str:
    """Run a plan, or go on with the stored one."""
    with qtbot.waitSignal(stage.runner.ended, timeout=LONG_MS) as ended:
        if plan is not None:
            stage.runner.start(plan)
        else:
            assert stage.runner.resume("p")
    assert ended.args is not None
    return ended.args[1]


def test_real_models_answer_everything_and_are_marked(qtbot: QtBot, stage: SheetStage) -> None:
    plan = plan_of(starters())
    assert run(qtbot, stage, plan) == "finished"
    stored = stage.stored()
    assert stored.summary.state == "finished"
    assert [a.place for a in stored.answers] == [(q, m) for q in range(3) for m in range(2)]
    # The practice models know the capital.
    by_place = {a.place: a for a in stored.answers}
    assert by_place[0, 0].marking.right is True
    assert by_place[1, 0].marking.right is None
    assert by_place[2, 1].marking.right is False
    for score in scores_of(plan, stored.answers, {}):
        assert (score.n_right, score.n_checked) == (1, 2)
        assert score.decode_tps
        assert score.chars_per_s
        assert score.memory_bytes
    # One alone on the machine at a time.
    for before, after in pairwise(sorted(stored.answers, key=lambda a: a.started_at_ns)):
        assert before.ended_at_ns <= after.started_at_ns


def test_with_little_memory_a_model_answers_all_before_the_next(
    qtbot: QtBot, tmp_path: Path, fake: Callable[..., ModelFile]
) -> None:
    stage = SheetStage(tmp_path, available=0)
    plan = plan_of(fakes(fake("a", rate=None), fake("b", rate=None)))
    assert run(qtbot, stage, plan) == "finished"
    assert [a.model for a in stage.answers] == [0, 0, 0, 1, 1, 1]
    stage.close()


def test_a_pause_lets_the_answer_end_and_going_on_asks_the_rest(
    qtbot: QtBot, stage: SheetStage, fake: Callable[..., ModelFile]
) -> None:
    plan = plan_of(fakes(fake("a", rate=200), fake("b", rate=200)))
    stage.runner.questionStarted.connect(
        lambda _place: stage.runner.pause() if len(stage.answers) == 2 else None
    )
    assert run(qtbot, stage, plan) == "paused"
    assert len(stage.answers) == 3
    assert stage.runner.progress().n_done == 3
    assert run(qtbot, stage, None) == "finished"
    places = [a.place for a in stage.answers]
    assert len(places) == len(set(places)) == 6
    assert not stage.runner.resume("p")


def test_what_another_pc_began_is_not_mixed_with_this_one(
    stage: SheetStage, fake: Callable[..., ModelFile]
) -> None:
    other = msgspec.structs.replace(read_machine(), cpu_name="another CPU")
    stage.store.begin(plan_of(fakes(fake("a"))), other, "0.1", 1)
    stage.store.end("p", "stopped", 2)
    with pytest.raises(UsageError) as raised:
        stage.runner.resume("p")
    assert raised.value.problem.kind == "other_machine"
    assert stage.stored().summary.state == "stopped"


def test_stop_does_not_keep_half_an_answer(
    qtbot: QtBot, stage: SheetStage, fake: Callable[..., ModelFile]
) -> None:
    plan = plan_of(fakes(fake("a", rate=5)), max_tokens=500)
    stage.runner.start(plan)
    runner = stage.runner
    qtbot.waitUntil(lambda: bool(runner.run and runner.run.live.events), timeout=LONG_MS)
    with pytest.raises(UsageError):
        runner.start(plan)
    with qtbot.waitSignal(runner.ended, timeout=LONG_MS) as ended:
        runner.stop()
    assert ended.args is not None
    assert ended.args[1] == "stopped"
    assert stage.stored().answers == ()


def test_who_cannot_answer_sits_out_and_is_asked_again_later(
    qtbot: QtBot, stage: SheetStage, fake: Callable[..., ModelFile], tmp_path: Path
) -> None:
    gone = ModelFile(id="gone", path=str(tmp_path / "gone.json"), name="gone", engine="fake")
    models = fakes(gone, fake("crash", rate=300, abort_at=3), fake("good", rate=None))
    assert run(qtbot, stage, plan_of(models)) == "stopped"
    told = [
        (a.model, a.outcome.problem.kind if a.outcome.problem else "")
        for a in stage.stored().answers
        if a.model != 2
    ]
    assert sorted(told) == [(0, "file_missing"), (1, "worker_crashed"), (1, "worker_crashed")]
    assert sum(a.model == 2 for a in stage.answers) == 3
    # What was missing is there now, and what crashed no longer does.
    for name in ("gone", "crash"):
        fake(name, rate=None)
    assert run(qtbot, stage, None) == "finished"
    assert all(a.outcome.state == "finished" for a in stage.stored().answers)
    assert len(stage.stored().answers) == 9


def test_a_question_that_is_too_long_fails_alone(
    qtbot: QtBot, stage: SheetStage, tmp_path: Path
) -> None:
    long = Question(number=1, question="가나다 " * 3000, expected="x", check="contains")
    sheet = Sheet(title="긴 것", questions=(long, QUESTIONS[0]))
    plan = SheetPlan(run_id="p", sheet=sheet, models=starters()[:1], max_tokens=32)
    assert run(qtbot, stage, plan) == "finished"
    first, second = stage.stored().answers
    assert first.outcome.problem is not None
    assert first.outcome.problem.kind == "prompt_too_long"
    assert first.marking.right is None
    assert second.marking.right is True


def test_what_another_window_disturbed_is_labelled(
    qtbot: QtBot, tmp_path: Path, fake: Callable[..., ModelFile]
) -> None:
    stage = SheetStage(tmp_path)
    runner = SheetRunner(
        stage.store, stage.pool, stage.notices, others_computed=lambda _since, _until: True
    )
    with qtbot.waitSignal(runner.ended, timeout=LONG_MS):
        runner.start(plan_of(fakes(fake("a", rate=200))))
    assert {a.outcome.label for a in stage.stored().answers} == {"race"}
    (score,) = scores_of(stage.stored().plan, stage.stored().answers, {})
    assert score.decode_tps is None
    stage.close()


ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tests.services.sheets.test_runner import *
from tests.services.stage import fake_model
application = QCoreApplication([])
stage = SheetStage(Path(sys.argv[1]))
models = fakes(*(fake_model(Path(sys.argv[1]), name, rate=100) for name in "ab"))
stage.runner.answerEnded.connect(lambda answer: print(answer.place, flush=True))
stage.runner.ended.connect(application.quit)
if sys.argv[2] == "start":
    stage.runner.start(plan_of(models))
else:
    assert stage.store.mark_interrupted() == 1
    assert stage.runner.resume("p")
application.exec()
stage.close()
"""


@pytest.mark.parametrize("after", [1, 4])
def test_a_killed_sheet_loses_nothing_and_asks_nothing_twice(tmp_path: Path, after: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", ASK, str(tmp_path)]
    with subprocess.Popen([*command, "start"], stdout=subprocess.PIPE, env=environment) as first:
        assert first.stdout is not None
        before = [first.stdout.readline() for _ in range(after)]
        first.send_signal(signal.SIGKILL)
    rest = subprocess.run(
        [*command, "resume"], env=environment, timeout=60, check=True, capture_output=True
    )
    told = [*before, *rest.stdout.splitlines(keepends=True)]
    assert len(set(told)) == len(told)
    assert len(told) <= 6
    database = Database(tmp_path / "d.sqlite3")
    stored = SheetStore(database).load("p")
    database.close()
    assert stored is not None
    assert stored.summary.state == "finished"
    assert [a.place for a in stored.answers] == [(q, m) for q in range(3) for m in range(2)]
