"""The bare loop as seen from a bench, and the run of ours that is held against it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from app.core.metrics import decode_rate
from app.core.run import LoadSettings
from app.worker.main import NATIVE_SETTINGS
from tests.helpers.worker_client import WorkerClient

N_THREADS = 2
N_CTX = 2048
SETTINGS = LoadSettings(n_ctx=N_CTX, n_batch=512, n_threads=N_THREADS)
_BARE_LOOP = Path(__file__).with_name("bare_loop.py")
_SENTENCE = "나란히 놓고 보면 누가 빠른지 알 수 있다. "


class BareLoop:
    """The process of ``bare_loop.py`` with one model loaded."""

    def __init__(
        self,
        model: Path,
        n_threads: int = N_THREADS,
        n_ctx: int = N_CTX,
        library_folder: Path | None = None,
    ) -> None:
        """``library_folder`` has the libllama of another build than the program's."""
        other = {"LLAMA_CPP_LIB_PATH": str(library_folder.resolve())} if library_folder else {}
        self._process = subprocess.Popen(
            [sys.executable, str(_BARE_LOOP), str(model), str(n_threads), str(n_ctx)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            # The same OpenMP: what is compared is the loop.
            env=os.environ | NATIVE_SETTINGS | other,
        )
        self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def rates(self, n_prompt: int, n_output: int) -> tuple[float, float]:
        """Return prefill and decode tokens a second."""
        assert self._process.stdin
        self._process.stdin.write(f"{n_prompt} {n_output}\n")
        self._process.stdin.flush()
        told = json.loads(self._answer())
        prefill = n_prompt * 1e9 / (told["prefilled"] - told["began"])
        decode = decode_rate(told["stamps"])
        assert decode is not None
        return prefill, decode

    def _answer(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise EOFError("the bare loop has ended")
        return line


def worker_rates(worker: WorkerClient, prompt: str, n_output: int) -> tuple[int, float, float]:
    """Return the prompt's tokens, and prefill and decode tokens a second of one run."""
    worker.ask(prompt, max_tokens=n_output, ignore_end=True)
    result = worker.result(timeout=300)
    done, decode = result.done, decode_rate(result.stamps)
    assert done.prefill_done_ns is not None
    assert decode is not None
    prefill = done.n_prompt * 1e9 / (done.prefill_done_ns - done.prompt_ready_ns)
    return done.n_prompt, prefill, decode


def prompt_of(worker: WorkerClient, n_tokens: int) -> str:
    """Return a prompt that this worker's model reads as ``n_tokens`` tokens, or a few fewer."""
    short = _SENTENCE * 2
    n_short, _, _ = worker_rates(worker, short, 2)
    n_double, _, _ = worker_rates(worker, short * 2, 2)
    per_char = (n_double - n_short) / len(short)
    n_chars = int((n_tokens - n_short) / per_char) + len(short)
    text = (_SENTENCE * (n_chars // len(_SENTENCE) + 1))[:n_chars]
    while worker_rates(worker, text, 2)[0] > n_tokens:
        text = text[:-4]
    return text
