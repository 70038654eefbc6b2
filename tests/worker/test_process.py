"""The worker as a process: what it does when the other side is slow, silent, broken or gone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.messages import (
    Cancel,
    Done,
    GenerateFailed,
    Inspect,
    Load,
    LoadFailed,
    Quit,
    Tokens,
    encode,
)
from app.core.run import LoadSettings
from tests.helpers.gguf_maker import make_speaker
from tests.helpers.worker_client import COMMAND, ROOT, WorkerClient
from tests.worker.conftest import SETTINGS

LEAVE_S = 5.0


@pytest.fixture(scope="module")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that never ends by itself."""
    return make_speaker(tmp_path_factory.mktemp("gguf") / "speaker.gguf", broken=False)


def test_quit_ends_an_idle_worker(worker: WorkerClient):
    assert worker.quit() == 0


def test_quit_while_decoding_sends_the_rest_first(worker: WorkerClient, speaker: Path):
    worker.load(speaker, SETTINGS)
    worker.ask("x", max_tokens=1_000_000)
    worker.receive_until(Tokens)
    worker.send(Quit())
    result = worker.result()
    assert result.done.cancelled
    assert worker.wait() == 0


def test_the_end_of_input_ends_a_worker_that_decodes(worker: WorkerClient, speaker: Path):
    worker.load(speaker, SETTINGS)
    worker.ask("x", max_tokens=1_000_000)
    worker.receive_until(Tokens)
    worker.close_input()
    assert worker.wait(LEAVE_S) == 0


@pytest.mark.parametrize("where", [{"hang_load": True}, {"hang_at": 0}], ids=["load", "decode"])
def test_the_end_of_input_ends_a_worker_that_hangs(
    worker: WorkerClient, script: Callable[..., Path], where: dict[str, object]
):
    path = script(**where)
    worker.send(Load(engine="fake", path=str(path), settings=LoadSettings()))
    worker.ask("x")
    worker.close_input()
    assert worker.wait(LEAVE_S) == 0


def test_a_killed_parent_leaves_no_worker_behind(speaker: Path):
    program = (
        "import sys\n"
        "from tests.helpers.worker_client import WorkerClient\n"
        "worker = WorkerClient()\n"
        f"worker.load({str(speaker)!r})\n"
        "worker.ask('x', max_tokens=10**9, n_threads=1)\n"
        "print(worker.process.pid, flush=True)\n"
        "worker.process.wait()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        parent.wait(LEAVE_S)
        child.wait(LEAVE_S)


@pytest.mark.skipif(sys.platform != "linux", reason="watching the parent itself")
def test_a_killed_parent_is_noticed_though_the_input_stays_open():
    """Another process may hold the other end of the pipe."""
    reading, writing = os.pipe()
    shell = subprocess.Popen(
        ["sh", "-c", f"{' '.join(COMMAND)} & echo $!; wait"],
        cwd=ROOT,
        stdin=reading,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with shell:
        os.close(reading)
        assert shell.stdout is not None
        pid = int(shell.stdout.readline())
        assert b'"hello"' in shell.stdout.readline()
        shell.kill()
        psutil.Process(pid).wait(LEAVE_S)
    os.close(writing)


def test_interrupts_are_for_the_parent(worker: WorkerClient):
    worker.process.send_signal(signal.SIGINT)
    worker.send(Inspect())
    worker.receive()
    assert worker.quit() == 0


def test_a_slow_reader_does_not_brake_decoding(script: Callable[..., Path]):
    """Nothing is read until the run is over by its own stamps; the pipe holds 64 kB."""
    path = script(rate=None, n_tokens=20_000, text="열 글자가 조금 넘는 낱말들 ")
    with WorkerClient(reads=False) as worker:
        worker.send(Load(engine="fake", path=str(path), settings=LoadSettings(n_ctx=10**6)))
        worker.ask("x", max_tokens=20_000)
        process = psutil.Process(worker.process.pid)
        deadline = time.monotonic() + 30
        idle_since = time.monotonic()
        used = 0.0
        while time.monotonic() < deadline and time.monotonic() - idle_since < 0.5:
            now_used = sum(process.cpu_times()[:2])
            if now_used != used:
                used, idle_since = now_used, time.monotonic()
        worker.read_on()
        result = worker.result()
    took = (result.stamps[-1] - result.stamps[0]) / 1e9
    assert len(result.stamps) == 20_000
    assert took < 5.0, "decoding waited for the reader"


def test_a_reader_that_goes_away_ends_the_worker(speaker: Path):
    with subprocess.Popen(
        COMMAND,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(encode(Load(engine="llama", path=str(speaker), settings=SETTINGS)))
        process.stdin.flush()
        assert process.wait(20) == 0


LINES = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.text(max_size=30).map(str.encode),
        st.sampled_from(
            [
                b"{}",
                b"[]",
                b"null",
                b'{"type":"load"}',
                b'{"type":"generate","run_id":1}',
                b'{"type":"nothing"}',
                b'{"type":"quit","x":1}',
                b"[" * 5000,
                encode(Cancel(run_id="nobody")).strip(),
                encode(Load(engine="fake", path="/none", settings=LoadSettings())).strip(),
            ]
        ),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def target():
    """One worker that all the garbage is sent to."""
    with WorkerClient() as client:
        client.hello()
        yield client


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LINES)
def test_garbage_is_answered_in_the_log_and_the_worker_lives(
    target: WorkerClient, lines: list[bytes]
):
    target.send_bytes(b"\n".join(line.replace(b"\n", b"") for line in lines) + b"\n")
    run_id = target.ask("x")
    end, seen = target.receive_until((Done, GenerateFailed))
    assert isinstance(end, GenerateFailed)
    assert end.run_id == run_id
    assert all(isinstance(message, LoadFailed) for message in seen[:-1])


def test_a_line_without_end_is_bounded(target: WorkerClient):
    target.send_bytes(b"x" * (17 * 1024 * 1024) + b"\n")
    target.ask("x")
    assert target.result().failed.problem.kind == "load_failed"
    assert "ignored: line over" in target.stderr()


def test_native_output_stays_out_of_the_protocol(tmp_path: Path):
    """A library that prints to fd 1 from the first to the last moment."""
    program = (
        "import os, sys\n"
        "from app.worker import main\n"
        "load = main.load_engine\n"
        "def noisy(*arguments):\n"
        "    os.write(1, b'native noise {')\n"
        "    print('python noise')\n"
        "    return load(*arguments)\n"
        "main.load_engine = noisy\n"
        "sys.exit(main.main())\n"
    )
    script = tmp_path / "script.json"
    script.write_text('{"text": "a b"}')
    with WorkerClient([sys.executable, "-c", program]) as worker:
        worker.hello()
        worker.load(script, engine="fake")
        assert worker.run("x").text == "a b"
        assert worker.quit() == 0
        worker.close()
        assert "native noise {" in worker.stderr()
        assert "python noise" in worker.stderr()


def test_a_run_without_a_model_fails_by_itself(worker: WorkerClient):
    assert worker.run("x").failed.problem.kind == "load_failed"


def test_a_run_that_was_cancelled_while_it_waited(
    worker: WorkerClient, script: Callable[..., Path]
):
    worker.load(script(rate=50, n_tokens=20), engine="fake")
    worker.ask("x")
    second = worker.ask("y")
    worker.cancel(second)
    assert not worker.result().done.cancelled
    done = worker.result().done
    assert (done.run_id, done.cancelled, done.n_prompt) == (second, True, 0)


def test_a_load_is_broken_off_by_a_cancel(worker: WorkerClient, script: Callable[..., Path]):
    path = script(load_ms=60_000)
    worker.send(Load(engine="fake", path=str(path), settings=LoadSettings()))
    run_id = worker.ask("x")
    worker.cancel(run_id)
    failed, _ = worker.receive_until(LoadFailed, 15)
    assert failed.problem.params == {"cancelled": 1}
    assert worker.result().done.cancelled


def test_generate_has_room_for_a_megabyte(worker: WorkerClient, script: Callable[..., Path]):
    worker.load(script(text="네", n_ctx=2_000_000), engine="fake")
    assert worker.run("가" * 333_000).done.n_prompt > 333_000
