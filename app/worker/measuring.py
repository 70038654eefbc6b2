"""Work without meaning on a loaded model: what the backend, not the prompt, makes of it.

The same steps as llama-bench's: empty context, fill it to a depth off the clock, then a prefill
in slices, then tokens one by one.
"""

import time
from collections.abc import Sequence

from app.core.messages import Measured, MeasureProgress
from app.core.problem import EngineError
from app.core.run import MeasuredRun, Sampling
from app.worker.engine import Engine, PreparedPrompt
from app.worker.generation import Sink, prefill_slices
from app.worker.inbox import MeasureRequest

PROGRESS_NS = 250_000_000
_WARM_UP_PROMPT = 32
_WARM_UP_TOKENS = 4
_GREEDY = Sampling()


class _StoppedError(Exception):
    """The measurement was cancelled."""


def measured_unstarted(request: MeasureRequest) -> Measured:
    """Return the end of a measurement that was cancelled before its turn."""
    return Measured(run_id=request.run_id, cancelled=True, runs=())


class Measurement:
    """One Measure, from the received request to its Measured."""

    def __init__(self, engine: Engine, request: MeasureRequest, sink: Sink) -> None:
        self._engine = engine
        self._request = request
        self._message = request.message
        self._sink = sink
        self._n_done = 0
        self._n_total = 0
        self._told_ns = 0

    def run(self) -> None:
        """Compute it and send its messages up to Measured; raises NaranhiError."""
        message = self._message
        self._check_length()
        a_time = message.depth, message.n_prompt, message.n_gen
        first = min(message.n_prompt, _WARM_UP_PROMPT), min(message.n_gen, _WARM_UP_TOKENS)
        self._n_total = sum(a_time) * message.repetitions
        runs: list[MeasuredRun] = []
        cancelled = False
        try:
            if message.warm_up:
                self._n_total += sum(first)
                self._once(0, *first, [])
            for _ in range(message.repetitions):
                self._once(*a_time, runs)
        except _StoppedError:
            cancelled = True
        self._sink.send(
            Measured(run_id=self._request.run_id, cancelled=cancelled, runs=tuple(runs))
        )

    def _check_length(self) -> None:
        message, report = self._message, self._engine.report
        n_tokens = message.depth + message.n_prompt + message.n_gen
        if message.n_prompt + message.n_gen == 0:
            raise EngineError("prompt_empty")
        if n_tokens > report.n_ctx:
            raise EngineError(
                "prompt_too_long",
                n_prompt=n_tokens,
                n_ctx=report.n_ctx,
                n_ctx_train=report.n_ctx_train,
            )

    def _once(self, depth: int, n_prompt: int, n_gen: int, runs: list[MeasuredRun]) -> None:
        """Do one repetition, and add it to ``runs``.

        Raises EngineError where the engine itself counted other tokens: what it took from a
        cache would be no measurement.
        """
        engine, message = self._engine, self._message
        tokens = engine.filler(depth + n_prompt + n_gen)
        engine.begin(PreparedPrompt(tokens=()), _GREEDY, message.n_threads)
        self._prefill(tokens[:depth])
        began = time.perf_counter_ns()
        self._prefill(tokens[depth : depth + n_prompt])
        prefill_done = time.perf_counter_ns()
        evaluated, n_evaluated = depth + n_prompt, engine.n_prompt_evaluated()
        # The engine counts a lone token as decoded.
        if 1 not in (depth, n_prompt) and evaluated and n_evaluated != evaluated:
            raise EngineError(
                "prompt_not_evaluated", n_prompt=evaluated, n_prompt_evaluated=n_evaluated
            )
        stamps: list[int] = []
        try:
            self._decode(tokens[depth + n_prompt :], stamps)
        finally:
            if stamps or not n_gen:
                run = MeasuredRun(began=began, prefill_done=prefill_done, tokens=tuple(stamps))
                runs.append(run)

    def _prefill(self, tokens: Sequence[int]) -> None:
        for start, end in prefill_slices(len(tokens), self._engine.report.n_batch):
            self._heed_cancel()
            self._engine.prefill(tokens[start:end])
            self._note(end - start, time.perf_counter_ns())

    def _decode(self, tokens: Sequence[int], stamps: list[int]) -> None:
        """Evaluate token by token, and stamp each."""
        engine, sampled = self._engine, self._message.sampled
        clock, note = time.perf_counter_ns, self._note
        token: int | None = None
        for fixed in tokens:
            self._heed_cancel()
            engine.feed(fixed if token is None else token)
            if sampled:
                token = engine.sample()
            else:
                engine.wait()
            now = clock()
            stamps.append(now)
            note(1, now)

    def _heed_cancel(self) -> None:
        if self._request.cancelled and not self._engine.ignores_cancel:
            raise _StoppedError

    def _note(self, n_tokens: int, now: int) -> None:
        self._n_done += n_tokens
        if now - self._told_ns >= PROGRESS_NS:
            self._told_ns = now
            self._sink.send(
                MeasureProgress(
                    run_id=self._request.run_id,
                    n_done=self._n_done,
                    n_total=self._n_total,
                )
            )
