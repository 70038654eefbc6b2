"""What llama.cpp can do on this PC, asked from a worker: only workers know it."""

import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from typing import IO

import msgspec

from app.core.cpu_features import features_in_use
from app.core.messages import (
    MAX_LINE_BYTES,
    BrokenMessageError,
    Inspect,
    Inspected,
    LoadFailed,
    decode_from_worker,
    encode,
)
from app.core.problem import Problem
from app.core.run import EngineInfo
from app.services.resources import program_folder

LIMIT_S = 60.0
"""A cold disk reads llama.cpp's libraries slowly."""
LAST_LINES = 5


class EngineState(msgspec.Struct, frozen=True, kw_only=True):
    """The engine as installed, or why it cannot be asked."""

    info: EngineInfo | None = None
    cpu_features: tuple[str, ...] = ()
    """Of the CPU's, those that this build uses."""
    problem: Problem | None = None


def inspect_engine(command: Sequence[str], limit_s: float = LIMIT_S) -> EngineState:
    """Start a worker with ``command``, ask it, and let it leave; it is killed after ``limit_s``."""
    with tempfile.TemporaryFile() as log:
        try:
            worker = _start(command, log)
        except OSError as error:
            return EngineState(problem=Problem(kind="worker_not_started", detail=str(error)))
        killer = threading.Timer(limit_s, worker.kill)
        killer.start()
        try:
            # The pipe stays open until the answer has come: its end means "leave now".
            answer = _ask(worker)
            worker.communicate()
        finally:
            in_time = killer.is_alive()
            killer.cancel()
        if answer is not None:
            return answer
        if not in_time:
            return EngineState(problem=Problem(kind="worker_hung", params={"seconds": limit_s}))
        log.seek(0)
        last_words = log.read().decode("utf-8", "replace").splitlines()[-LAST_LINES:]
    params: dict[str, str | int | float] = {"exit_code": worker.returncode}
    detail = "\n".join(last_words)
    return EngineState(problem=Problem(kind="worker_crashed", params=params, detail=detail))


def _start(command: Sequence[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    folder = str(program_folder())
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        cwd=folder,
        env=dict(os.environ, PYTHONPATH=folder, PYTHONUTF8="1"),
    )


def _ask(worker: subprocess.Popen[bytes]) -> EngineState | None:
    """Return what the worker answers; None where it ends, or speaks nonsense, instead."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    # A worker that has ended at once says why on stderr.
    with contextlib.suppress(BrokenPipeError):
        worker.stdin.write(encode(Inspect()))
        worker.stdin.flush()
    while line := worker.stdout.readline(MAX_LINE_BYTES):
        try:
            message = decode_from_worker(line)
        except BrokenMessageError:
            return None
        if isinstance(message, Inspected):
            features = features_in_use(message.info.system_info)
            return EngineState(info=message.info, cpu_features=features)
        if isinstance(message, LoadFailed):
            return EngineState(problem=message.problem)
    return None
