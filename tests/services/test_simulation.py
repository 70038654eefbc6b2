"""What a load would take, asked in a process of its own: answered, refused, cancelled."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.messages import Inspect, Inspected
from app.core.problem import Problem
from app.core.run import LoadSettings, Simulation
from app.services.simulation import Simulations
from app.services.worker_process import worker_command
from app.services.worker_question import WorkerQuestion
from tests.services.stage import LONG_MS

Found = list[Simulation | Problem]
QUICK_S = 0.3
SETTINGS = LoadSettings(devices=(), n_threads=1)


@pytest.fixture
def simulations(qtbot: QtBot) -> Iterator[Simulations]:
    made = Simulations(worker_command())
    yield made
    made.close()


@pytest.fixture
def starter(resources: Path) -> str:
    return str(resources / "models" / "starter-s.Q8_0.gguf")


def test_one_after_the_other_is_answered(qtbot: QtBot, simulations: Simulations, starter: str):
    found: Found = []
    for n_ctx in (512, 2048):
        settings = LoadSettings(devices=(), n_ctx=n_ctx)
        simulations.ask(starter, settings, found.append, found.append)
    qtbot.waitUntil(lambda: len(found) == 2, timeout=LONG_MS)
    small, large = found
    assert isinstance(small, Simulation)
    assert isinstance(large, Simulation)
    assert (small.n_ctx, large.n_ctx) == (512, 2048)
    assert large.parts[0].kv_bytes == 4 * small.parts[0].kv_bytes
    assert large.parts[0].weights_bytes == small.parts[0].weights_bytes > 10**6


def test_a_file_that_is_not_there_is_told(qtbot: QtBot, simulations: Simulations, tmp_path: Path):
    found: Found = []
    simulations.ask(str(tmp_path / "x.gguf"), SETTINGS, found.append, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG_MS)
    assert isinstance(found[0], Problem)
    assert found[0].kind == "file_missing"


def test_a_cancelled_question_says_nothing_and_the_next_is_asked(
    qtbot: QtBot, simulations: Simulations, starter: str
):
    found: Found = []
    never: Found = []
    first = simulations.ask(starter, SETTINGS, never.append, never.append)
    second = simulations.ask(starter, SETTINGS, never.append, never.append)
    simulations.ask(starter, SETTINGS, found.append, found.append)
    second.cancel()
    first.cancel()
    qtbot.waitUntil(lambda: bool(found), timeout=LONG_MS)
    assert isinstance(found[0], Simulation)
    assert not never


def test_closing_leaves_no_process(qtbot: QtBot, starter: str):
    simulations = Simulations(worker_command())
    found: Found = []
    simulations.ask(starter, SETTINGS, found.append, found.append)
    simulations.close()
    assert not found


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("import sys; sys.exit(7)", "worker_crashed"),
        ("print('not a message', flush=True); input()", "worker_spoke_nonsense"),
        ("import time; time.sleep(60)", "worker_hung"),
        (None, "worker_not_started"),
    ],
)
def test_a_worker_that_goes_wrong_is_a_problem(qtbot: QtBot, program: str | None, kind: str):
    command = ["/nowhere/worker"] if program is None else [sys.executable, "-c", program]
    limit_s = QUICK_S if kind == "worker_hung" else 30.0
    question = WorkerQuestion(Inspect(), Inspected, command, limit_s=limit_s)
    found: list[Problem] = []
    question.failed.connect(found.append)
    with qtbot.waitSignal(question.ended, timeout=LONG_MS):
        question.start()
    assert [problem.kind for problem in found] == [kind]
