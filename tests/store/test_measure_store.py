"""Measurements survive their process: nothing is lost, nothing is there twice."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from app.core.machine import MachineFacts
from app.core.measure.plan import BenchPlan, standard_task
from app.core.measure.results import Conditions, MachineSample, StepResult, SyntheticStamps
from app.core.run import ModelFile, PlannedModel
from app.store.database import Database
from app.store.measure_store import MeasureStore

ROOT = Path(__file__).resolve().parent.parent.parent
MACHINE = MachineFacts(
    os="x", cpu_name="y", physical_cores=2, logical_cores=4, memory_bytes=1, python="3"
)


def plan(plan_id: str = "p") -> BenchPlan:
    model = PlannedModel(pane=0, model=ModelFile(id="a", path="/a.gguf", name="A"))
    return BenchPlan(plan_id=plan_id, models=(model,), tasks=(standard_task(),), label="밤새")


def result(step: int, attempt: int = 1) -> StepResult:
    return StepResult(
        step=step,
        attempt=attempt,
        started_at_ns=1,
        ended_at_ns=2,
        state="finished",
        synthetic=SyntheticStamps(n_prefill=8, depth=0, tokens=tuple(range(10**15, 10**15 + 300))),
        conditions=Conditions(samples=(MachineSample(ns=1, cpu_percent=50.0),)),
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "d.sqlite3")
    yield opened
    opened.close()


def test_a_measurement_comes_back_as_it_was(database: Database) -> None:
    store = MeasureStore(database)
    store.begin(plan(), MACHINE, "0.1", 5)
    for stored in (result(1), result(0), result(0, attempt=2), result(0)):
        store.add_result("p", stored)
    found = store.load("p")
    assert found is not None
    assert (found.plan, found.machine, found.program) == (plan(), MACHINE, "0.1")
    assert found.results == (result(0), result(0, attempt=2), result(1))
    assert (found.summary.state, found.summary.label, found.summary.n_results) == (
        "running",
        "밤새",
        3,
    )
    assert store.load("q") is None


def test_the_persons_words_are_kept_and_deleting_takes_all(database: Database) -> None:
    store = MeasureStore(database)
    for number, name in enumerate("pq"):
        store.begin(plan(name), MACHINE, "0.1", number)
        store.add_result(name, result(0))
    store.set_words("p", "이름", "메모")
    store.set_kept("p", kept=True)
    store.end("p", "finished", 9)
    assert [s.plan_id for s in store.plans()] == ["q", "p"]
    summary = store.plans()[1]
    assert (summary.label, summary.note, summary.kept, summary.ended_at_ns) == (
        "이름",
        "메모",
        True,
        9,
    )
    store.delete("p")
    assert [s.plan_id for s in store.plans()] == ["q"]
    store.begin(plan("p"), MACHINE, "0.1", 3)
    again = store.load("p")
    assert again is not None
    assert again.results == ()


def test_a_finished_plan_is_not_taken_up_and_others_are(database: Database) -> None:
    store = MeasureStore(database)
    store.begin(plan(), MACHINE, "0.1", 0)
    assert store.take_up("p")
    store.end("p", "paused", 1)
    assert store.take_up("p")
    store.end("p", "finished", 2)
    assert not store.take_up("p")
    assert not store.take_up("no such plan")


WINDOW = """
import sys
from pathlib import Path
from tests.store.test_measure_store import *
store = MeasureStore(Database(Path(sys.argv[1])))
store.begin(plan(), MACHINE, "0.1", 0)
store.add_result("p", result(0))
print("begun", flush=True)
sys.stdin.read()
"""


def test_another_windows_plan_is_left_alone_until_it_is_killed(
    database: Database, tmp_path: Path
) -> None:
    store = MeasureStore(database)
    command = [sys.executable, "-c", WINDOW, str(tmp_path / "d.sqlite3")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Popen(command, stdin=PIPE, stdout=PIPE, env=environment) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"begun\n"
        assert store.mark_interrupted() == 0
        assert not store.take_up("p")
        window.kill()
    assert store.mark_interrupted() == 1
    assert store.plans()[0].state == "interrupted"
    assert store.take_up("p")
    found = store.load("p")
    assert found is not None
    assert found.results == (result(0),)
