"""The installed llama.cpp asked for names, and what becomes of it when that goes wrong."""

import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from app.core.engine_knowledge import EngineKnowledge, EngineQuestion
from app.worker.probe import ask_names_command, probe
from tests.helpers.worker_client import COMMAND, ROOT

KNOWN = "exaone exaone4 exaone-moe glm4moe qwen2 deepseek2 qwen3 llama".split()
UNKNOWN = "hcx-seed-think hyperclovax axk1 axk2 vaetki solar-open2 solar motif".split()
KNOWN_PRE = "exaone exaone4 exaone-moe solar-open a.x-4.0 kanana2 midm-2.0 llama-bpe qwen2".split()

ODD_CHILD = """
import os, sys, time
import msgspec
question = msgspec.json.decode(sys.stdin.buffer.read())
names = question["architectures"] + [pre for _, pre in question["tokenizers"]]
if "no-start" in names:
    sys.exit("no library here")
print("ready", flush=True)
for name in names:
    if name == "crash":
        os.abort()
    if name == "hang":
        time.sleep(600)
    if name == "full":
        sys.exit(1)
    print("unknown" if name.startswith("un") else "known", flush=True)
"""


def ask(data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, "probe"], input=data, capture_output=True, cwd=ROOT, timeout=60, check=False
    )


def odd(*architectures: str, pre: tuple[str, ...] = (), start_s: float = 20.0) -> EngineKnowledge:
    question = EngineQuestion(
        architectures=architectures, tokenizers=tuple(("gpt2", name) for name in pre)
    )
    return probe(question, [sys.executable, "-c", ODD_CHILD], start_s=start_s)


def test_llama_cpp_says_what_it_knows():
    question = EngineQuestion(
        architectures=(*KNOWN, *UNKNOWN),
        tokenizers=(
            *(("gpt2", name) for name in KNOWN_PRE),
            ("gpt2", ""),
            ("llama", "default"),
            ("gpt2", "hyperclovax"),
            ("never-heard-of", ""),
        ),
    )
    done = ask(msgspec.json.encode(question))
    assert done.returncode == 0, done.stderr
    answer = msgspec.json.decode(done.stdout, type=EngineKnowledge)
    assert answer.problem is None
    assert answer.architectures == dict.fromkeys(KNOWN, True) | dict.fromkeys(UNKNOWN, False)
    assert answer.tokenizers == {
        **dict.fromkeys((f"gpt2/{name}" for name in KNOWN_PRE), True),
        "gpt2/": True,
        "llama/default": True,
        "gpt2/hyperclovax": False,
        "never-heard-of/": False,
    }


def test_names_from_strangers_are_only_names_and_many_are_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "임시"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    strange = ("", "한국", "a'b", "a\nb", "x" * 5000, "../../etc/passwd", "%s%n")
    many = tuple(f"name-{number}" for number in range(200))
    began = time.monotonic()
    answer = probe(EngineQuestion(architectures=(*strange, *many, "llama")), ask_names_command())
    assert time.monotonic() - began < 15
    assert answer.architectures == {**dict.fromkeys((*strange, *many), False), "llama": True}
    assert not list(folder.iterdir()), "nothing is left in the temporary folder"


@pytest.mark.parametrize("data", [b"", b"{", b'{"architectures": [1]}', b"\xff", b"[]"])
def test_what_is_no_question_is_refused(data: bytes):
    done = ask(data)
    assert done.returncode == 2
    assert done.stdout == b""


def test_a_crash_over_one_name_loses_no_other():
    answer = odd("a", "crash", "unheard", pre=("crash", "b", "un"))
    assert answer.problem is None
    assert answer.architectures == {"a": True, "crash": True, "unheard": False}
    assert answer.tokenizers == {"gpt2/crash": True, "gpt2/b": True, "gpt2/un": False}


def test_a_name_that_takes_for_ever_is_left_out():
    answer = odd("a", "hang", start_s=1.0)
    assert answer.problem is None
    assert answer.architectures == {"a": True}


def test_an_engine_that_crashes_over_everything_is_not_asked_for_ever(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("app.worker.probe.MAX_CRASHES", 2)
    answer = odd("crash", "crash", "a")
    assert "a" not in answer.architectures


@pytest.mark.parametrize("name", ["no-start", "full"])
def test_an_engine_that_does_not_start_is_missing(name: str):
    answer = odd("a", name)
    assert answer.problem is not None
    assert answer.problem.kind == "engine_missing"
    assert ("no library here" in answer.problem.detail) is (name == "no-start")
    assert answer.architectures == {}
