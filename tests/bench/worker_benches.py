"""Decode, prefill, broken bytes and Stop through a real worker, against the bare loop."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from app.core.messages import Done, PrefillProgress, Tokens
from app.core.run import LoadSettings
from tests.bench.table import Row, ratio_row
from tests.bench.yardstick import SETTINGS, BareLoop, prompt_of, worker_rates
from tests.helpers.gguf_maker import half_b, make_speaker
from tests.helpers.worker_client import WorkerClient

N_OUTPUT = 64
N_PROMPT = 512
N_LONG_PROMPT = 1900
N_LONG_CTX = 8192


def decode_and_prefill(folder: Path, n_pairs: int) -> list[Row]:
    """Run ours and the bare loop in turn, on the 0.5B shape; who goes first alternates."""
    model = half_b(folder)
    decode: list[tuple[float, float]] = []
    prefill: list[tuple[float, float]] = []
    with WorkerClient() as worker, BareLoop(model) as bare:
        worker.load(model, SETTINGS)
        prompt = prompt_of(worker, N_PROMPT)
        n_prompt, _, _ = worker_rates(worker, prompt, 2)
        n_hello, _, _ = worker_rates(worker, "안녕하세요", 2)
        for _ in range(n_pairs):
            ours = worker_rates(worker, prompt, 2)[1]
            prefill.append((ours, bare.rates(n_prompt, 2)[0]))
        for turn in range(2 * n_pairs):
            theirs = bare.rates(n_hello, N_OUTPUT)[1] if turn % 2 else 0.0
            ours = worker_rates(worker, "안녕하세요", N_OUTPUT)[2]
            decode.append((ours, theirs or bare.rates(n_hello, N_OUTPUT)[1]))
    return [
        ratio_row("decode, terminal, greedy, against a bare loop (0.5B shape)", decode, 0.97),
        ratio_row(f"prefill of {N_PROMPT} tokens, against a bare loop", prefill, 0.97),
    ]


def broken_bytes(folder: Path, n_pairs: int) -> list[Row]:
    """Compare output that is never valid UTF-8 with valid output, short and long. Each is held
    against the bare loop on the same file first: attention grows with the context too."""
    short: list[tuple[float, float]] = []
    long: list[tuple[float, float]] = []
    with ExitStack() as stack:
        broken, valid = (
            _shares(stack, make_speaker(folder / f"speaker-{is_broken}.gguf", broken=is_broken))
            for is_broken in (True, False)
        )
        for _ in range(n_pairs):
            short.append((broken(500), valid(500)))
            long.append((broken(4000), valid(4000)))
    return [
        ratio_row("output that is never valid UTF-8, against valid, 500 tokens", short, 0.9),
        ratio_row("the same, 4,000 tokens", long, 0.9),
    ]


def _shares(stack: ExitStack, model: Path) -> Callable[[int], float]:
    """Return what tells which share of the bare loop's decode rate a worker reaches."""
    settings = LoadSettings(n_ctx=N_LONG_CTX, n_threads=1)
    worker = stack.enter_context(WorkerClient())
    bare = stack.enter_context(BareLoop(model, n_threads=1, n_ctx=N_LONG_CTX))
    worker.load(model, settings)

    def share(n_output: int) -> float:
        n_prompt, _, rate = worker_rates(worker, "가", n_output)
        return rate / bare.rates(n_prompt, n_output)[1]

    return share


def stopping(folder: Path, n_times: int) -> list[Row]:
    """Time Cancel → Done while decoding, and in prefill against one slice's time."""
    decoding: list[float] = []
    in_prefill: list[float] = []
    with WorkerClient() as worker:
        worker.load(half_b(folder), SETTINGS)
        long_prompt = prompt_of(worker, N_LONG_PROMPT)
        for _ in range(n_times):
            run_id = worker.ask("안녕하세요", max_tokens=400, ignore_end=True)
            worker.receive_until(Tokens, 60)
            decoding.append(_stop(worker, run_id))
            # The second slice is the one that Stop waits for; how long it takes is seen first.
            slice_ms = 0.0
            for stops in (False, True):
                run_id = worker.ask(long_prompt, max_tokens=1)
                worker.receive_until(PrefillProgress, 60)
                began = time.perf_counter_ns()
                if stops:
                    in_prefill.append(_stop(worker, run_id) / slice_ms)
                else:
                    worker.receive_until(PrefillProgress, 60)
                    slice_ms = (time.perf_counter_ns() - began) / 1e6
                    worker.result(60)
    return [
        Row("Stop → stopped while decoding", max(decoding), 200, "ms", True, _worst(decoding)),
        Row("Stop → stopped in prefill", max(in_prefill), 1.1, "slices", True, _worst(in_prefill)),
    ]


def _worst(values: list[float]) -> str:
    return f"worst of {len(values)}; median {median(values):.3g}"


def _stop(worker: WorkerClient, run_id: str) -> float:
    """Cancel, and return after how many ms the worker said Done."""
    began = time.perf_counter_ns()
    worker.cancel(run_id)
    worker.receive_until(Done, 60)
    return (time.perf_counter_ns() - began) / 1e6
