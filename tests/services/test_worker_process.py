"""One worker: every way to start, to speak and to end."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.core.messages import (
    Done,
    FromWorker,
    Generate,
    Measure,
    Measured,
    MeasureProgress,
    Tokens,
)
from app.core.problem import Problem
from app.core.run import ChatMessage, LoadSettings, ModelFile, Sampling
from app.services.log_ring import MAX_LINES
from app.services.worker_process import Limits, WorkerProcess, WorkerState, worker_command
from tests.services.stage import IMPATIENT, LIMITS, LONG_MS

ODD_WORKER = Path(__file__).with_name("odd_worker.py")
MakeWorker = Callable[..., WorkerProcess]
QUICK = Limits(hello_s=20, cancel_s=0.3, quit_s=0.3, silent_decode_s=0.4, silent_s=30)


@pytest.fixture
def make_worker(qtbot: QtBot) -> Iterator[MakeWorker]:
    made: list[WorkerProcess] = []

    def make(how: str | None = None, limits: Limits = LIMITS) -> WorkerProcess:
        command = worker_command() if how is None else [sys.executable, str(ODD_WORKER), how]
        made.append(WorkerProcess(command, limits=limits))
        return made[-1]

    yield make
    for worker in made:
        worker.kill()
        assert worker.wait(5000)


def load(worker: WorkerProcess, model: ModelFile | None = None) -> None:
    worker.load("fake", model.path if model else "odd", LoadSettings())


def generate(worker: WorkerProcess, run_id: str = "run") -> None:
    worker.generate(
        Generate(
            run_id=run_id,
            messages=(ChatMessage(role="user", content="안녕?"),),
            sampling=Sampling(),
            max_tokens=100_000,
        )
    )


def wait_for(qtbot: QtBot, worker: WorkerProcess, *states: WorkerState) -> None:
    qtbot.waitUntil(lambda: worker.state in states, timeout=LONG_MS)


def notes(worker: WorkerProcess) -> tuple[list[WorkerState], list[FromWorker]]:
    states: list[WorkerState] = []
    messages: list[FromWorker] = []
    worker.stateChanged.connect(lambda: states.append(worker.state))
    worker.messageReceived.connect(messages.append)
    return states, messages


def problem_of(worker: WorkerProcess) -> Problem:
    assert worker.last_problem is not None
    return worker.last_problem


def test_a_whole_life(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker()
    states, messages = notes(worker)
    load(worker, fake("m", rate=1000, text="하나 둘 셋"))
    wait_for(qtbot, worker, "ready")
    assert worker.report is not None
    assert worker.pid is not None
    for run_id in ("first", "second"):
        generate(worker, run_id)
        wait_for(qtbot, worker, "ready")
    worker.quit()
    wait_for(qtbot, worker, "stopped")
    assert states == [
        *("starting", "loading", "ready", "running", "ready", "running", "ready"),
        *("stopping", "stopped"),
    ]
    assert [m.run_id for m in messages if isinstance(m, Done)] == ["first", "second"]
    assert (worker.pid, worker.report, worker.last_problem) == (None, None, None)


def test_it_starts_from_any_folder(
    qtbot: QtBot,
    make_worker: MakeWorker,
    fake: Callable[..., ModelFile],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "app.py").write_text("raise SystemExit('the wrong app')")
    monkeypatch.chdir(tmp_path)
    worker = make_worker()
    load(worker, fake("m"))
    wait_for(qtbot, worker, "ready", "crashed")
    assert worker.state == "ready"


def test_cancel_ends_the_run_and_keeps_the_worker(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker()
    states, messages = notes(worker)
    load(worker, fake("m", rate=50, n_tokens=10_000))
    wait_for(qtbot, worker, "ready")
    generate(worker)
    qtbot.waitUntil(lambda: any(isinstance(m, Tokens) for m in messages), timeout=LONG_MS)
    worker.cancel()
    worker.cancel()
    assert worker.state == "stopping"
    wait_for(qtbot, worker, "ready", "crashed")
    assert states[-2:] == ["stopping", "ready"]
    assert isinstance(messages[-1], Done)
    assert messages[-1].cancelled


def test_a_measurement_runs_and_stops_like_a_run(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker()
    states, messages = notes(worker)
    load(worker, fake("m", rate=200, n_tokens=10**9, n_ctx=10**7))
    wait_for(qtbot, worker, "ready")
    worker.measure(Measure(run_id="short", n_prompt=20, n_gen=5))
    wait_for(qtbot, worker, "running")
    wait_for(qtbot, worker, "ready", "crashed")
    told = messages[-1]
    assert isinstance(told, Measured)
    assert [len(run.tokens) for run in told.runs] == [5]
    worker.measure(Measure(run_id="long", n_gen=10**6))
    qtbot.waitUntil(lambda: isinstance(messages[-1], MeasureProgress), timeout=LONG_MS)
    worker.cancel()
    wait_for(qtbot, worker, "ready", "crashed")
    assert states[-2:] == ["stopping", "ready"]
    assert isinstance(messages[-1], Measured)
    assert messages[-1].cancelled


def test_a_run_that_does_not_stop_is_killed(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker(limits=QUICK)
    _, messages = notes(worker)
    load(worker, fake("m", rate=200, n_tokens=100_000, ignore_cancel=True))
    wait_for(qtbot, worker, "ready")
    generate(worker)
    qtbot.waitUntil(lambda: any(isinstance(m, Tokens) for m in messages), timeout=LONG_MS)
    worker.cancel()
    wait_for(qtbot, worker, "crashed", "ready")
    assert worker.state == "crashed"
    assert problem_of(worker).kind == "worker_hung"
    assert problem_of(worker).params == {"seconds": 0.3}


def test_a_run_that_falls_silent_is_killed(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker(limits=QUICK)
    load(worker, fake("m", rate=1000, hang_at=3))
    wait_for(qtbot, worker, "ready")
    generate(worker)
    wait_for(qtbot, worker, "crashed")
    assert problem_of(worker).params == {"seconds": 0.4}


def test_a_load_that_hangs_is_killed_when_cancelled(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker(limits=IMPATIENT)
    load(worker, fake("m", hang_load=True))
    wait_for(qtbot, worker, "loading")
    worker.cancel()
    wait_for(qtbot, worker, "stopped", "crashed")
    assert (worker.state, worker.last_problem) == ("stopped", None)


def test_a_load_that_fails_says_why_and_leaves(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker()
    load(worker, fake("m", fail_load="unknown_architecture"))
    wait_for(qtbot, worker, "stopped")
    assert problem_of(worker).kind == "unknown_architecture"
    load(worker, fake("m"))
    assert worker.last_problem is None
    wait_for(qtbot, worker, "ready")


def test_an_abort_is_a_crash_with_its_last_words(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker()
    load(worker, fake("m", abort_at=2))
    wait_for(qtbot, worker, "ready")
    generate(worker)
    wait_for(qtbot, worker, "crashed")
    assert problem_of(worker).kind == "worker_crashed"
    assert problem_of(worker).params == {"exit_code": -6}
    assert "abort" in problem_of(worker).detail
    assert worker.log_lines()
    load(worker, fake("m"))
    wait_for(qtbot, worker, "ready")


def test_killed_from_outside(
    qtbot: QtBot, make_worker: MakeWorker, fake: Callable[..., ModelFile]
) -> None:
    worker = make_worker()
    load(worker, fake("m"))
    wait_for(qtbot, worker, "ready")
    assert worker.pid is not None
    os.kill(worker.pid, 9)
    wait_for(qtbot, worker, "crashed")
    assert problem_of(worker).params == {"exit_code": -9}


def test_no_such_program(qtbot: QtBot) -> None:
    worker = WorkerProcess(["/no/such/python", "-m", "app.worker"])
    load(worker)
    wait_for(qtbot, worker, "crashed")
    assert problem_of(worker).kind == "worker_not_started"
    assert "/no/such/python" in problem_of(worker).detail
    assert worker.wait(0)


def test_a_program_that_ends_at_once(qtbot: QtBot) -> None:
    worker = WorkerProcess([sys.executable, "-c", "raise SystemExit('no module')"])
    load(worker)
    wait_for(qtbot, worker, "crashed")
    assert problem_of(worker).params == {"exit_code": 1}
    assert "no module" in problem_of(worker).detail


@pytest.mark.parametrize(
    "how",
    [
        *("other protocol", "no hello", "hello twice", "not json", "unknown message"),
        *("half a message", "not utf-8", "deep", "endless line", "tokens too early"),
    ],
)
def test_nonsense_while_loading(qtbot: QtBot, make_worker: MakeWorker, how: str) -> None:
    worker = make_worker(how)
    load(worker)
    wait_for(qtbot, worker, "crashed", "ready")
    assert worker.state == "crashed"
    assert problem_of(worker).kind == "worker_spoke_nonsense"
    assert 0 < len(problem_of(worker).detail) < 2000


@pytest.mark.parametrize("how", ["another run's token", "done twice"])
def test_nonsense_while_running(qtbot: QtBot, make_worker: MakeWorker, how: str) -> None:
    worker = make_worker(how)
    load(worker)
    wait_for(qtbot, worker, "ready")
    generate(worker)
    wait_for(qtbot, worker, "crashed")
    assert problem_of(worker).kind == "worker_spoke_nonsense"


def test_a_message_may_arrive_in_pieces(qtbot: QtBot, make_worker: MakeWorker) -> None:
    worker = make_worker("a message in pieces")
    _, messages = notes(worker)
    load(worker)
    wait_for(qtbot, worker, "ready")
    generate(worker)
    wait_for(qtbot, worker, "ready", "crashed")
    tokens = [m for m in messages if isinstance(m, Tokens)]
    assert [event.text for m in tokens for event in m.events] == ["가나다"]


def test_last_words_are_kept_and_harmless(qtbot: QtBot, make_worker: MakeWorker) -> None:
    worker = make_worker("last words")
    load(worker)
    wait_for(qtbot, worker, "crashed")
    assert problem_of(worker).params == {"exit_code": 7}
    assert problem_of(worker).detail == "GGML_ASSERT: 마지막 말[0m"


def test_a_worker_that_never_says_hello(qtbot: QtBot, make_worker: MakeWorker) -> None:
    worker = make_worker("silent", Limits(hello_s=0.3))
    load(worker)
    wait_for(qtbot, worker, "crashed")
    assert problem_of(worker).kind == "worker_hung"


@pytest.mark.parametrize("how", ["deaf", "nonsense instead of leaving"])
def test_a_worker_that_does_not_leave_is_killed(
    qtbot: QtBot, make_worker: MakeWorker, how: str
) -> None:
    worker = make_worker(how, IMPATIENT)
    load(worker)
    wait_for(qtbot, worker, "ready")
    pid = worker.pid
    assert pid is not None
    worker.quit()
    assert worker.leaving
    wait_for(qtbot, worker, "stopped", "crashed")
    assert worker.state == "stopped"
    assert not psutil.pid_exists(pid)


def test_a_flood_on_stderr_is_bounded(qtbot: QtBot) -> None:
    flood = "import sys\nfor i in range(20000): print('x' * 3000, i, file=sys.stderr)"
    worker = WorkerProcess([sys.executable, "-c", flood])
    load(worker)
    wait_for(qtbot, worker, "crashed")
    lines = worker.log_lines()
    assert len(lines) == MAX_LINES
    assert max(map(len, lines)) == 2000
    assert len(problem_of(worker).detail) < 50_000


def test_wishes_that_come_too_late_do_nothing(make_worker: MakeWorker) -> None:
    worker = make_worker()
    worker.cancel()
    worker.quit()
    worker.kill()
    assert (worker.state, worker.wait(0)) == ("stopped", True)
