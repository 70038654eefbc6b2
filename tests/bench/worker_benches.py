"""Decode, prefill, broken bytes and Stop through a real worker, against the bare loop."""

import time
from pathlib import Path
from statistics import median

from app.core.messages import Done, PrefillProgress, Tokens
from app.core.run import LoadSettings
from tests.bench.table import Row, ratio_row
from tests.bench.yardstick import N_THREADS, SETTINGS, BareLoop, prompt_of, worker_rates
from tests.helpers.gguf_maker import half_b, make_speaker
from tests.helpers.worker_client import WorkerClient

N_OUTPUT = 64
N_PROMPT = 512
N_LONG_PROMPT = 1900


def decode_and_prefill(folder: Path, n_pairs: int) -> list[Row]:
    """Run ours and the bare loop in turn, on the 0.5B shape."""
    model = half_b(folder)
    decode: list[tuple[float, float]] = []
    prefill: list[tuple[float, float]] = []
    with WorkerClient() as worker, BareLoop(model) as bare:
        worker.load(model, SETTINGS)
        prompt = prompt_of(worker, N_PROMPT)
        for _ in range(n_pairs):
            n_prompt, our_prefill, _ = worker_rates(worker, prompt, 2)
            prefill.append((our_prefill, bare.rates(n_prompt, 2)[0]))
            n_prompt, _, our_decode = worker_rates(worker, "안녕하세요", N_OUTPUT)
            decode.append((our_decode, bare.rates(n_prompt, N_OUTPUT)[1]))
    return [
        ratio_row("decode, terminal, greedy, against a bare loop (0.5B shape)", decode, 0.97),
        ratio_row(f"prefill of {N_PROMPT} tokens, against a bare loop", prefill, 0.97),
    ]


def broken_bytes(folder: Path, n_pairs: int) -> list[Row]:
    """Compare output that is never valid UTF-8 with valid output, and long with short."""
    broken = make_speaker(folder / "broken-bytes.gguf", broken=True)
    valid = make_speaker(folder / "valid-bytes.gguf", broken=False)
    pairs: list[tuple[float, float]] = []
    growth: list[tuple[float, float]] = []
    settings = LoadSettings(n_ctx=8192, n_threads=N_THREADS)
    with WorkerClient() as one, WorkerClient() as other:
        one.load(broken, settings)
        other.load(valid, settings)
        for _ in range(n_pairs):
            long = worker_rates(one, "가", 4000)[2]
            pairs.append((worker_rates(one, "가", 1000)[2], worker_rates(other, "가", 1000)[2]))
            # Attention itself grows with the context: valid text tells by how much.
            growth.append(
                (
                    long / worker_rates(one, "가", 500)[2],
                    worker_rates(other, "가", 4000)[2] / worker_rates(other, "가", 500)[2],
                )
            )
    linear = ratio_row("the same, 4,000 tokens against 500, by what valid text does", growth, 0.9)
    return [ratio_row("output that is never valid UTF-8, against valid", pairs, 0.9), linear]


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
            run_id = worker.ask(long_prompt)
            began = time.perf_counter_ns()
            worker.receive_until(PrefillProgress, 60)
            slice_ms = (time.perf_counter_ns() - began) / 1e6
            in_prefill.append(_stop(worker, run_id) / slice_ms)
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
