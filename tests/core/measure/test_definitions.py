"""Our figures against other projects' formulas, on one recorded run.

The formulas are written out here as those projects have them, from the same raw stamps, and
share no line with ours. Where a figure differs the test says by what. The README's table
"Definitions" says the same in words.

Sources: llama.cpp ``tools/llama-bench/llama-bench.cpp`` (test_prompt, test_gen, get_ts); MLPerf
Client ``BenchmarkResult`` (avg_ttft, avg_2nd_latency); vLLM ``benchmarks/serve.py``
(calculate_metrics) and ``endpoint_request_func.py``; AIPerf ``metrics/types/*``. The run:
``tests/helpers/recorded_run.py``.
"""

from itertools import pairwise

import numpy as np
import pytest

from app.core.measure.figures import synthetic_figures
from app.core.measure.results import SyntheticStamps
from app.core.messages import Done, PromptReady
from app.core.metrics import figures_of
from tests.helpers.recorded_run import (
    N_DECODE,
    N_PREFILL,
    measured,
    outcome_of,
    read_recorded,
    token_events,
)

MESSAGES = read_recorded()
OURS = figures_of(outcome_of(MESSAGES))
EVENTS = token_events(MESSAGES)
TIMES = [event.ns / 1e9 for event in EVENTS]
"""Seconds at which a client that gets a chunk a token would get each."""
(READY,) = (message for message in MESSAGES if isinstance(message, PromptReady))
(DONE,) = (message for message in MESSAGES if isinstance(message, Done))
SENT = READY.submitted_ns / 1e9


def exactly(value: float) -> object:
    """Return what equals ``value`` but for the rounding of floating-point seconds."""
    return pytest.approx(value, rel=1e-6)


def test_the_recorded_run_has_what_the_definitions_differ_in() -> None:
    assert DONE.n_output == len(EVENTS) == 35
    assert 0 < DONE.n_thinking < DONE.n_output
    # A mark of thinking, a blank line before the answer, and half a character.
    assert sum(event.text == "" for event in EVENTS) == 4


def test_llama_bench() -> None:
    (prefill,), (decode,) = (message.runs for message in measured(MESSAGES))
    ours = synthetic_figures(
        SyntheticStamps(
            n_prefill=N_PREFILL,
            depth=0,
            prefill_began=prefill.began,
            prefill_ended=prefill.prefill_done,
            decode_began=decode.prefill_done,
            tokens=decode.tokens,
        )
    )
    # get_ts: 1e9 * (n_prompt + n_gen) / samples_ns, the clock around test_prompt or test_gen.
    pp = 1e9 * (N_PREFILL + 0) / (prefill.prefill_done - prefill.began)
    tg = 1e9 * (0 + N_DECODE) / (decode.tokens[-1] - decode.prefill_done)
    assert ours == {"prefill_tps": exactly(pp), "decode_tps": exactly(tg)}


def test_llama_bench_against_a_chat() -> None:
    # The same formulas on a real answer: prefill is theirs; decode is not, for tg counts the
    # first token too, and from the end of prefill on.
    assert DONE.prefill_done_ns is not None
    pp = 1e9 * DONE.n_prompt / (DONE.prefill_done_ns - DONE.prompt_ready_ns)
    assert OURS.prefill_tps == exactly(pp)
    tg = 1e9 * len(EVENTS) / (EVENTS[-1].ns - DONE.prefill_done_ns)
    theirs_without_the_first = tg * (len(EVENTS) - 1) / len(EVENTS)
    first = (EVENTS[0].ns - DONE.prefill_done_ns) / (EVENTS[-1].ns - DONE.prefill_done_ns)
    assert OURS.decode_tps == exactly(theirs_without_the_first / (1 - first))


def test_mlperf_client() -> None:
    # The clock starts once the prompt is tokenised.
    ttft = TIMES[0] - READY.prompt_ready_ns / 1e9
    assert OURS.model_ttft_ms == exactly(ttft * 1e3)
    latencies_ms = [(after - before) * 1e3 for before, after in pairwise(TIMES)]
    avg_2nd_latency = sum(latencies_ms) / len(latencies_ms)
    assert OURS.decode_tps == exactly(1000 / avg_2nd_latency)


def test_vllm() -> None:
    ttft, itl, most_recent = 0.0, list[float](), SENT
    for timestamp in TIMES:
        if ttft == 0.0:
            ttft = timestamp - SENT
        else:
            itl.append(timestamp - most_recent)
        most_recent = timestamp
    latency = most_recent - SENT
    tpot = (latency - ttft) / (DONE.n_output - 1)
    assert OURS.ttft_ms == exactly(ttft * 1e3)
    assert OURS.tpot_ms == exactly(tpot * 1e3)
    for share, ours in ((50, OURS.itl_p50_ms), (95, OURS.itl_p95_ms), (99, OURS.itl_p99_ms)):
        assert ours == exactly(float(np.percentile(np.array(itl) * 1e3, share)))
    # Their end is the last chunk; ours is later by what ends the run.
    ended = DONE.ended_ns / 1e9 - most_recent
    assert OURS.total_ms == exactly((latency + ended) * 1e3)
    assert 0 <= ended < 0.001


def test_aiperf() -> None:
    # Responses without content are left out.
    content = [event for event in EVENTS if event.text]
    start_ns = READY.submitted_ns
    ttft_ns = content[0].ns - start_ns
    ttfo_ns = next(event.ns for event in content if not event.thinking) - start_ns
    request_latency_ns = content[-1].ns - start_ns
    itl_ns = (request_latency_ns - ttft_ns) / (DONE.n_output - 1)
    assert OURS.first_answer_ms == exactly(ttfo_ns / 1e6)
    # The mark that opens the thinking is a token of ours, and no content of theirs.
    mark_ns = content[0].ns - EVENTS[0].ns
    assert mark_ns > 0
    assert OURS.ttft_ms == exactly((ttft_ns - mark_ns) / 1e6)
    assert OURS.tpot_ms == exactly((itl_ns + mark_ns / (DONE.n_output - 1)) / 1e6)
    output_token_throughput_per_user = 1e9 / itl_ns
    assert OURS.decode_tps is not None
    assert OURS.decode_tps < output_token_throughput_per_user
    # Over the whole benchmark, the waits included: ours has no such figure for one run.
    output_token_throughput = DONE.n_output * 1e9 / request_latency_ns
    assert OURS.decode_tps > output_token_throughput


def test_aiperf_where_every_token_has_text() -> None:
    spoken = [event for event in EVENTS if event.text]
    outcome = outcome_of(MESSAGES)
    assert outcome.stamps is not None
    tokens = tuple(event.ns for event in spoken)
    stamps = type(outcome.stamps)(submitted=READY.submitted_ns, tokens=tokens)
    ours = figures_of(type(outcome)(state="finished", label="isolated", stamps=stamps))
    ttft_ns = tokens[0] - READY.submitted_ns
    itl_ns = (tokens[-1] - READY.submitted_ns - ttft_ns) / (len(tokens) - 1)
    assert ours.ttft_ms == exactly(ttft_ns / 1e6)
    assert ours.tpot_ms == exactly(itl_ns / 1e6)
    assert ours.decode_tps == exactly(1e9 / itl_ns)
