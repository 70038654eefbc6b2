"""Stopping a download in the middle: what has come is kept, and the next ``pull`` goes on."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.cli.hub_stage import (
    BOUND,
    FILE,
    FREE,
    FREE_REPO,
    LONG_BYTES,
    Terminal,
    long_model,
    size_of,
    wait_until,
)
from tests.cli.terminal import LIMIT_S, command, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and terminals")
HALF = LONG_BYTES // 2
AGAIN = 16 * 2**20
"""Bytes that may be fetched again after a death in the middle."""


@contextmanager
def half_done(terminal: Terminal, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Pull a file that stops coming in the middle; enter once that much of it is there."""
    terminal.hub.add_repo(FREE_REPO, {FILE: long_model()})
    terminal.hub.faults.hang_at(FILE, HALF, times=None)
    started = subprocess.Popen(
        command("pull", FREE, *words, data=terminal.data),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=terminal.data.parent,
        env=environment(**terminal.environment),
    )
    try:
        wait_until(lambda: size_of(terminal.part()) >= HALF or started.poll() is not None)
        yield started
    finally:
        if started.poll() is None:
            started.kill()
        started.communicate()


def pull_the_rest(terminal: Terminal) -> int:
    """Pull again from a Hub that behaves; returns the bytes that were fetched."""
    terminal.hub.faults.clear()
    ran = terminal.run("pull", FREE, "--json")
    assert ran.status == 0, ran.err
    assert ran.document["resumed"]
    path = terminal.part().with_name(FILE)
    assert path.stat().st_size == ran.document["size_bytes"]
    assert not terminal.part().exists()
    return ran.document["fetched_bytes"]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_what_can_be_gone_on_with(
    number: signal.Signals, status: int, terminal: Terminal
) -> None:
    with half_done(terminal, "--json") as started:
        started.send_signal(number)
        out, err = started.communicate(timeout=LIMIT_S)
    assert started.returncode == status
    assert "Traceback" not in err
    assert f"pull {FREE}" in err.splitlines()[-1]
    document = json.loads(out)
    assert document["state"] == "paused"
    assert document["done_bytes"] >= HALF
    size = len(long_model())
    assert pull_the_rest(terminal) == size - document["done_bytes"]


def test_after_a_kill_only_the_rest_is_fetched(terminal: Terminal) -> None:
    with half_done(terminal) as started:
        started.send_signal(signal.SIGKILL)
        started.communicate(timeout=LIMIT_S)
    there = size_of(terminal.part())
    assert there >= HALF
    assert not terminal.part().with_name(FILE).exists()
    assert pull_the_rest(terminal) - (len(long_model()) - there) <= AGAIN


def test_one_file_is_not_pulled_twice_at_once(terminal: Terminal) -> None:
    with half_done(terminal):
        ran = terminal.run("pull", FREE, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "already_downloading"


def test_a_rate_limit(terminal: Terminal) -> None:
    """A quarter of a second's worth may come at once; the rest takes its time."""
    size = terminal.hub.repos[FREE_REPO].files[FILE].size
    ran = terminal.run("pull", FREE, "--limit-rate", "2M", "--json")
    assert ran.status == 0
    assert ran.document["size_bytes"] == size


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("\n", 1), ("n\n", 1)])
def test_a_person_is_asked(answer: str, status: int, terminal: Terminal) -> None:
    ours, theirs = os.openpty()
    started = subprocess.Popen(
        command("pull", BOUND, "--json", data=terminal.data),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=terminal.data.parent,
        env=environment(**terminal.environment),
    )
    os.close(theirs)
    try:
        os.write(ours, answer.encode())
        out, err = started.communicate(timeout=LIMIT_S)
    finally:
        started.kill()
        os.close(ours)
    assert started.returncode == status, err
    assert "[y/N]" in err
    document = json.loads(out)
    assert (document.get("error", {}).get("kind") == "licence_not_accepted") is (status == 1)
    accepted = terminal.run("models", BOUND, "--json").document["licence"]["accepted_at"]
    assert (accepted is not None) is (status == 0)


def test_what_was_begun_is_listed_and_can_be_taken_away(terminal: Terminal) -> None:
    with half_done(terminal) as started:
        listed = terminal.run("models", FREE, "--json").document
        assert [f["state"] for f in listed["files"] if f["quant"] == "Q8_0"] == ["downloading"]
        assert terminal.run("rm", FREE, "--yes").status == 1
        started.send_signal(signal.SIGINT)
        started.communicate(timeout=LIMIT_S)
    listed = {one["id"]: one for one in terminal.run("models", "--json").document}
    (begun,) = [file for file in listed[FREE]["files"] if file["quant"] == "Q8_0"]
    assert begun["state"] == "partial"
    assert HALF <= begun["done_bytes"] < LONG_BYTES
    ran = terminal.run("rm", f"{FREE}:Q8_0", "--yes", "--json")
    assert ran.status == 0, ran.err
    assert ran.document["freed_bytes"] == begun["done_bytes"]
    assert not list(terminal.data.rglob("*.part*"))
    assert terminal.run("rm", FREE, "--yes").status == 1
