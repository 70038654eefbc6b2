"""Sheets survive their process: nothing is lost, nothing is there twice."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from app.core.machine import MachineFacts
from app.core.run import ModelFile, PlannedModel, RunOutcome, RunState, Stamps
from app.core.sheets.results import HandMark, SheetAnswer, SheetPlan
from app.core.sheets.sheet import Marking, Question, Sheet
from app.store.database import Database
from app.store.sheet_store import SheetStore

ROOT = Path(__file__).resolve().parent.parent.parent
MACHINE = MachineFacts(
    os="x", cpu_name="y", physical_cores=2, logical_cores=4, memory_bytes=1, python="3"
)


def plan(run_id: str = "p") -> SheetPlan:
    questions = (Question(number=1, question="?"), Question(number=2, question="!"))
    model = PlannedModel(pane=0, model=ModelFile(id="a", path="/a.gguf", name="A"))
    sheet = Sheet(title="가게 문의", questions=questions)
    return SheetPlan(run_id=run_id, sheet=sheet, models=(model, model), label="밤새")


def answer(
    question: int, model: int, text: str = "답", state: RunState = "finished"
) -> SheetAnswer:
    stamps = Stamps(submitted=1, tokens=tuple(range(10**15, 10**15 + 300)))
    return SheetAnswer(
        question=question,
        model=model,
        started_at_ns=1,
        ended_at_ns=2,
        outcome=RunOutcome(state=state, label="isolated", text=text, stamps=stamps),
        marking=Marking(right=True, found="답"),
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "d.sqlite3")
    yield opened
    opened.close()


def test_a_sheet_comes_back_as_it_was(database: Database) -> None:
    store = SheetStore(database)
    store.begin(plan(), MACHINE, "0.1", 5)
    for given in (answer(1, 0), answer(0, 1), answer(0, 0)):
        store.add_answer("p", given)
    found = store.load("p")
    assert found is not None
    assert (found.plan, found.machine, found.program) == (plan(), MACHINE, "0.1")
    assert found.answers == (answer(0, 0), answer(0, 1), answer(1, 0))
    summary = found.summary
    assert (summary.title, summary.label, summary.n_answers) == ("가게 문의", "밤새", 3)
    assert (summary.n_questions, summary.n_models, summary.state) == (2, 2, "running")
    assert store.load("q") is None


def test_a_finished_answer_is_never_replaced_and_a_failed_one_is(database: Database) -> None:
    store = SheetStore(database)
    store.begin(plan(), MACHINE, "0.1", 5)
    store.add_answer("p", answer(0, 0, "", "failed"))
    store.set_mark("p", (0, 0), HandMark(mark=2, note="메모"))
    store.add_answer("p", answer(0, 0, "두 번째"))
    store.add_answer("p", answer(0, 0, "세 번째"))
    found = store.load("p")
    assert found is not None
    assert [a.outcome.text for a in found.answers] == ["두 번째"]
    assert found.marks == {(0, 0): HandMark(mark=2, note="메모")}
    store.set_mark("p", (0, 0), HandMark(note="메모"))
    again = store.load("p")
    assert again is not None
    assert again.marks == {(0, 0): HandMark(note="메모")}


def test_words_order_and_deleting(database: Database) -> None:
    store = SheetStore(database)
    for number, name in enumerate("pq"):
        store.begin(plan(name), MACHINE, "0.1", number)
        store.add_answer(name, answer(0, 0))
        store.set_mark(name, (0, 0), HandMark(mark=1))
    store.set_words("p", "이름", "메모")
    store.set_kept("p", kept=True)
    store.set_blind("p", (1, 0))
    store.end("p", "finished", 9)
    assert [run.run_id for run in store.runs()] == ["q", "p"]
    summary = store.runs()[1]
    assert (summary.label, summary.note, summary.kept, summary.ended_at_ns) == (
        "이름",
        "메모",
        True,
        9,
    )
    blind = store.load("p")
    assert blind is not None
    assert blind.blind_order == (1, 0)
    store.delete("p")
    store.begin(plan("p"), MACHINE, "0.1", 3)
    again = store.load("p")
    assert again is not None
    assert (again.answers, again.marks, again.blind_order) == ((), {}, ())


WINDOW = """
import sys
from pathlib import Path
from tests.store.test_sheet_store import *
store = SheetStore(Database(Path(sys.argv[1])))
store.begin(plan(), MACHINE, "0.1", 0)
store.add_answer("p", answer(0, 0))
print("begun", flush=True)
sys.stdin.read()
"""


def test_another_windows_sheet_is_left_alone_until_it_is_killed(
    database: Database, tmp_path: Path
) -> None:
    store = SheetStore(database)
    command = [sys.executable, "-c", WINDOW, str(tmp_path / "d.sqlite3")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Popen(command, stdin=PIPE, stdout=PIPE, env=environment) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"begun\n"
        assert store.mark_interrupted() == 0
        assert not store.take_up("p")
        window.kill()
    assert store.mark_interrupted() == 1
    assert store.runs()[0].state == "interrupted"
    assert store.take_up("p")
    found = store.load("p")
    assert found is not None
    assert found.answers == (answer(0, 0),)
    store.end("p", "finished", 1)
    assert not store.take_up("p")
