"""``bench`` in the terminal: a document for programs, a table for people, and going on later."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.cli.terminal import Ran, command, environment, run

QUICK = ("--prompt-tokens", "32", "--gen-tokens", "8", "--idle-wait", "0")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A measurement of both practice models, and where it is stored."""
    data = tmp_path_factory.mktemp("자료")
    words = ("-m", "starter-s", "-m", "starter-m", "--rounds", "5", *QUICK, "--label", "첫 측정")
    return data, run("bench", *words, "--json", data=data)


def test_the_document_has_what_the_design_asks_for(measured: tuple[Path, Ran]) -> None:
    document = measured[1].document
    assert document["plan"]["rounds"] == 5
    assert document["state"] == "finished"
    assert [r["model"] for r in document["results"]] == ["starter-s", "starter-m"]
    for result in document["results"]:
        for figure in ("prefill_tps", "decode_tps"):
            told = result[figure]
            assert told["low"] <= told["median"] <= told["high"]
            assert len(told["values"]) == 5
        assert result["ttft_ms"] is None
    decided = {"a_faster", "b_faster", "no_clear_difference"}
    assert {p["figure"] for p in document["pairs"]} == {"prefill_tps", "decode_tps"}
    assert {p["verdict"] for p in document["pairs"]} <= decided
    # Raw stamps of every step, warm-ups included.
    assert len(document["steps"]) == 12
    assert all(len(s["synthetic"]["tokens"]) == 8 for s in document["steps"])
    assert all(s["conditions"]["samples"] for s in document["steps"])


def test_a_past_measurement_is_listed_and_shown(measured: tuple[Path, Ran]) -> None:
    data, ran = measured
    (line,) = run("bench", "--list", "--json", data=data).document
    assert (line["label"], line["state"], line["n_results"]) == ("첫 측정", "finished", 12)
    again = run("bench", "--show", line["plan_id"][:8], "--json", data=data)
    assert again.document == ran.document
    table = run("bench", "--show", line["plan_id"][:8], "--lang", "en", data=data)
    assert "starter-m" in table.out
    assert "95 % interval" in table.out
    assert "tok/s" in table.out


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "모델"),
        (("-m", "starter-s", "--kind", "느낌"), 2, "느낌"),
        (("--resume", "zzz"), 2, "zzz"),
        (("-m", "no-such-model"), 2, "no-such-model"),
    ],
)
def test_wrong_words_are_told(
    call: Callable[..., Ran], words: tuple[str, ...], status: int, said: str
) -> None:
    ran = call("bench", *words)
    assert ran.status == status
    assert said in ran.err
    assert ran.out == ""


def test_a_stopped_measurement_goes_on(data: Path, endless: Path) -> None:
    words = ("-m", str(endless), "--rounds", "2", "--idle-wait", "0", "--kind", "chat")
    started = subprocess.Popen(
        command("bench", *words, "--max-tokens", "4000", data=data),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=data.parent,
        env=environment(),
    )
    assert started.stderr is not None
    assert "0/" in started.stderr.readline()
    children = psutil.Process(started.pid).children(recursive=True)
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=30)
    assert started.returncode == 130
    assert not psutil.wait_procs(children, timeout=10)[1]
    (line,) = run("bench", "--list", "--json", data=data).document
    assert line["state"] == "stopped"
    assert f"bench --resume {line['plan_id'][:8]}" in told


def test_going_on_does_only_what_is_left(measured: tuple[Path, Ran]) -> None:
    data, ran = measured
    plan_id: Any = ran.document["plan"]["plan_id"]
    refused = run("bench", "--resume", plan_id, data=data)
    assert refused.status == 1
    assert "이미 끝났거나" in refused.err
