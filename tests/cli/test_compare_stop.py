"""Stopping in the middle: what has come is kept, and no process is left."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.cli.terminal import LIMIT_S, command, environment, run

ANSWERING = "답하는 중"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@contextmanager
def answering(
    model: Path, data: Path, *words: str, beside: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """Start a comparison of an endless model with itself, or the one ``beside`` it; enter once
    the first one answers."""
    models = ("-m", str(model), "-m", beside or str(model))
    started = subprocess.Popen(
        command("compare", *models, "-p", "안녕", "--max-tokens", "16000", *words, data=data),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=data.parent,
        env=environment(),
    )
    try:
        assert started.stderr is not None
        told = ""
        for line in started.stderr:
            told += line
            if ANSWERING in line:
                break
        else:
            pytest.fail(f"it never answered: {told}")
        yield started
    finally:
        if started.poll() is None:
            started.kill()
        started.communicate()


def all_gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=10)
    return not alive


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_keeps_what_has_come(
    number: signal.Signals, status: int, endless: Path, data: Path
) -> None:
    with answering(endless, data, "--ctx", "16384", "--json") as started:
        workers = psutil.Process(started.pid).children(recursive=True)
        started.send_signal(number)
        out, err = started.communicate(timeout=LIMIT_S)
    assert started.returncode == status
    assert "Traceback" not in err
    assert workers
    assert all_gone(workers)
    document: dict[str, Any] = json.loads(out)
    assert [one["state"] for one in document["runs"]] == ["cancelled", "cancelled"]
    assert document["runs"][0]["n_output"] > 0
    assert document["runs"][0]["text"]
    stored = run("runs", "--json", data=data).document
    assert {one["state"] for one in stored} == {"cancelled"}
    assert {one["run_id"] for one in stored} == {one["run_id"] for one in document["runs"]}


def test_a_race_is_stopped_as_a_whole(endless: Path, data: Path) -> None:
    with answering(endless, data, "--mode", "race", "--json") as started:
        workers = psutil.Process(started.pid).children(recursive=True)
        started.send_signal(signal.SIGINT)
        out, _ = started.communicate(timeout=LIMIT_S)
    assert started.returncode == 130
    assert len(workers) == 2
    assert all_gone(workers)
    assert [one["state"] for one in json.loads(out)["runs"]] == ["cancelled", "cancelled"]


def test_a_second_signal_does_no_harm(endless: Path, data: Path) -> None:
    with answering(endless, data) as started:
        workers = psutil.Process(started.pid).children(recursive=True)
        for _ in range(3):
            started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=LIMIT_S)
    assert started.returncode == 130
    assert "Traceback" not in err
    assert "중단됨" in out
    assert all_gone(workers)


def test_killed_outright(endless: Path, data: Path) -> None:
    """Nothing can be said or stored any more; the workers leave, and the next start says so."""
    with answering(endless, data) as started:
        workers = psutil.Process(started.pid).children(recursive=True)
        started.kill()
        started.wait(LIMIT_S)
    assert all_gone(workers)
    stored = run("runs", "--json", data=data).document
    assert [one["state"] for one in stored] == ["interrupted"]


def test_a_killed_worker_is_its_own_runs_failure(endless: Path, data: Path) -> None:
    with answering(endless, data, "--json", beside="starter-s") as started:
        psutil.Process(started.pid).children(recursive=True)[0].kill()
        out, err = started.communicate(timeout=LIMIT_S)
    first, second = json.loads(out)["runs"]
    assert started.returncode == 1
    assert first["state"] == "failed"
    assert first["error"]["kind"] == "worker_crashed"
    assert second["state"] == "finished"
    assert "Traceback" not in err


def test_whoever_reads_leaves(endless: Path, data: Path) -> None:
    """As in ``… --json | head -1``: quiet, and nothing left."""
    with answering(endless, data, "--json") as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        started.send_signal(signal.SIGINT)
        err = started.stderr.read()
        started.wait(LIMIT_S)
    assert "Traceback" not in err
    assert "BrokenPipe" not in err
