"""``python -m app.worker probe``: what the installed llama.cpp knows, asked in a process that
may crash.

An EngineQuestion on stdin, an EngineKnowledge on stdout, both one JSON document. The asking is
done by a second process (``probe-names``), which says each answer as soon as it has it: where
llama.cpp aborts over a name, another one goes on behind it.
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.core.engine_knowledge import EngineKnowledge, EngineQuestion, tokenizer_key
from app.core.problem import Problem
from app.worker.descriptors import take_protocol, write_all
from app.worker.main import NATIVE_SETTINGS

MAX_QUESTION_BYTES = 4 * 1024 * 1024
MAX_CRASHES = 8
"""More of them say that the engine is broken, not a name."""
START_SECONDS = 60.0
"""A cold disk is slow to give the engine's libraries."""
NAME_SECONDS = 0.5
"""Most that a name may take on average; it takes about a millisecond."""
_READY, _KNOWN, _UNKNOWN = b"ready\n", b"known\n", b"unknown\n"
_PYTHON_ERROR = 1
"""Exit code of a Python that could not go on; native code that aborts has another."""
_CHUNK = 1 << 16


class _Asked(NamedTuple):
    """What came of one process: its answers, and whether it was killed for taking too long."""

    answers: list[bool]
    ready: bool
    late: bool
    code: int
    words: str


def ask_names_command() -> list[str]:
    """Return the command of the process that asks, but for the folder it may write to."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "probe-names"]
    return [sys.executable, "-m", "app.worker", "probe-names"]


def probe(
    question: EngineQuestion, command: Sequence[str], *, start_s: float = START_SECONDS
) -> EngineKnowledge:
    """Return what ``command`` finds out; ``problem`` is set where the engine does not work.

    A name over which llama.cpp crashes counts as known, for an unknown one is refused by a
    plain error; one that takes too long is left out.
    """
    keys = [
        *((True, name) for name in question.architectures),
        *((False, tokenizer_key(*name)) for name in question.tokenizers),
    ]
    found: dict[tuple[bool, str], bool] = {}
    crashes = at = 0
    with tempfile.TemporaryDirectory(prefix="naranhi-probe-") as folder:
        while at < len(keys) and crashes < MAX_CRASHES:
            rest = _behind(question, at)
            asked = _ask([*command, folder], rest, start_s + NAME_SECONDS * (len(keys) - at))
            if not asked.ready or asked.code == _PYTHON_ERROR:
                detail = asked.words or f"exit code {asked.code}"
                return EngineKnowledge(problem=Problem(kind="engine_missing", detail=detail))
            found.update(zip(keys[at:], asked.answers, strict=False))
            at += len(asked.answers)
            if at < len(keys):
                crashes += 1
                if not asked.late:
                    found[keys[at]] = True
                at += 1
    return EngineKnowledge(
        architectures={name: known for (is_arch, name), known in found.items() if is_arch},
        tokenizers={name: known for (is_arch, name), known in found.items() if not is_arch},
    )


def _behind(question: EngineQuestion, at: int) -> EngineQuestion:
    n_architectures = len(question.architectures)
    return EngineQuestion(
        architectures=question.architectures[at:],
        tokenizers=question.tokenizers[max(0, at - n_architectures) :],
    )


def _ask(command: list[str], question: EngineQuestion, seconds: float) -> _Asked:
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**NATIVE_SETTINGS, **os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    late = threading.Event()

    def give_up() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(seconds, give_up)
    clock.start()
    try:
        out, err = process.communicate(msgspec.json.encode(question))
    finally:
        clock.cancel()
        clock.join()
        process.kill()
        process.wait()
    lines = out.splitlines(keepends=True)
    return _Asked(
        answers=[line == _KNOWN for line in lines if line in (_KNOWN, _UNKNOWN)],
        ready=_READY in lines,
        late=late.is_set(),
        code=process.returncode,
        words=err.decode("utf-8", "replace")[-2000:].strip(),
    )


def ask_names(folder: Path) -> int:
    """Answer the question on stdin line by line; files are made in ``folder``."""
    descriptors = take_protocol()
    question = msgspec.json.decode(_read_all(descriptors.input), type=EngineQuestion)
    try:
        from app.worker.llama_probe import answers
    except (ImportError, OSError, RuntimeError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        return _PYTHON_ERROR
    write_all(descriptors.output, _READY)
    for known in answers(question, folder):
        write_all(descriptors.output, _KNOWN if known else _UNKNOWN)
    return 0


def main() -> int:
    """Answer the question on stdin with one document on stdout."""
    descriptors = take_protocol()
    try:
        question = msgspec.json.decode(_read_all(descriptors.input), type=EngineQuestion)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        print(f"not a question: {error}", file=sys.stderr)
        return 2
    answer = probe(question, ask_names_command())
    write_all(descriptors.output, msgspec.json.encode(answer) + b"\n")
    return 0


def _read_all(descriptor: int) -> bytes:
    data = bytearray()
    while len(data) < MAX_QUESTION_BYTES and (chunk := os.read(descriptor, _CHUNK)):
        data += chunk
    return bytes(data)
