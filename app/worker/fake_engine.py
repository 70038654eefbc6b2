"""A deterministic engine without a model: rates, hangs, crashes and broken bytes on request."""

import math
import os
import random
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from app.core.problem import EngineError
from app.core.run import (
    ChatMessage,
    DevicePart,
    LoadReport,
    LoadSettings,
    LoadStep,
    Memory,
    Sampling,
    Think,
)
from app.core.thinking import ThinkingMarks
from app.worker.engine import (
    LoadCancelledError,
    LoadProgressCallback,
    LoadStepCallback,
    PreparedPrompt,
    Share,
    TemplateArgs,
)
from app.worker.fake_script import FakeScript, read_script
from app.worker.load_ladder import Try, next_try

_END, _OPEN, _CLOSE, _THINK, _FIRST_ANSWER = range(5)
_THINK_PIECE = "생각 ".encode()
_TOKENS_A_MESSAGE = 4
_LOAD_STEPS = 20


def load_fake(
    path: str, settings: LoadSettings, progress: LoadProgressCallback, on_step: LoadStepCallback
) -> "FakeEngine":
    """Read the script, and take as long as it says; raises what a model's load would."""
    began = time.perf_counter()
    script = read_script(path)
    current, steps = _play_tries(script, settings, progress, on_step)
    if script.hang_load:
        _hang()
    if script.fail_load is not None:
        raise EngineError(script.fail_load, detail="the script says so")
    report = LoadReport(
        architecture="fake",
        name=Path(path).stem,
        quantisation="",
        n_params=0,
        n_layers=script.n_layers,
        n_vocab=_FIRST_ANSWER + len(script.pieces()),
        n_ctx_train=script.n_ctx,
        n_ctx=current.n_ctx,
        n_batch=max(3, current.n_batch),
        n_threads=settings.n_threads or script.n_threads,
        backend=_backend(script, current),
        gpu_layers=current.n_gpu_layers,
        load_ms=(time.perf_counter() - began) * 1e3,
        memory=Memory(),
        engine="fake",
        parts=_parts(script, current),
        steps=tuple(steps),
        cache_type=settings.cache_type,
    )
    return FakeEngine(script, report)


def _play_tries(
    script: FakeScript,
    settings: LoadSettings,
    progress: LoadProgressCallback,
    on_step: LoadStepCallback,
) -> tuple[Try, list[LoadStep]]:
    """Go down the ladder as often as the script says; return the try that went."""
    n_all = script.n_layers + 1
    uses_gpu = bool(script.gpu) and settings.devices != ()
    asked = n_all if settings.n_gpu_layers < 0 else min(settings.n_gpu_layers, n_all)
    current = Try(
        n_gpu_layers=asked if uses_gpu else 0,
        n_batch=settings.n_batch,
        n_ctx=settings.n_ctx or script.n_ctx,
        uses_gpu=uses_gpu,
    )
    tries, steps = [current], list[LoadStep]()
    _play_load(script, progress)
    for _ in range(script.short_loads):
        following = next_try(tries, settings, "gpu" if current.uses_gpu else "host")
        if following is None:
            raise EngineError("out_of_memory", needed_bytes=script.short_bytes or 0)
        steps.append(current.step(script.short_bytes))
        on_step(steps[-1])
        tries.append(following)
        current = following
        _play_load(script, progress)
    return current, steps


def _play_load(script: FakeScript, progress: LoadProgressCallback) -> None:
    began = time.perf_counter()
    for step in range(_LOAD_STEPS + 1):
        _wait_until(began + script.load_ms / 1e3 * step / _LOAD_STEPS)
        if not progress(step / _LOAD_STEPS):
            raise LoadCancelledError


def _backend(script: FakeScript, current: Try) -> str:
    if not current.n_gpu_layers:
        return "CPU" if script.gpu else "fake"
    return script.gpu if current.n_gpu_layers > script.n_layers else f"{script.gpu}+CPU"


def _parts(script: FakeScript, current: Try) -> tuple[DevicePart, ...]:
    on_gpu, on_cpu = current.n_gpu_layers, script.n_layers + 1 - current.n_gpu_layers
    cpu = DevicePart(device="CPU", n_layers=on_cpu)
    if not on_gpu:
        return (cpu,)
    return DevicePart(device=script.gpu, n_layers=on_gpu, weights_bytes=script.gpu_bytes), cpu


class FakeTogether:
    """Every evaluation takes as long as one token of the script: users share a step."""

    def __init__(self, rate: float | None) -> None:
        self._step_s = 1 / rate if rate else 0.0

    def evaluate(self, shares: Sequence[Share]) -> None:
        """Let the time of one step pass."""
        del shares
        _wait_until(time.perf_counter() + self._step_s)

    def next_token(self, place: int) -> int:
        """Return an answer's token."""
        del place
        return _FIRST_ANSWER

    def close(self) -> None:
        """Nothing to free."""


class FakeEngine:
    """Plays a :class:`FakeScript` through the same loop as a real model.

    It waits for deadlines instead of computing, so that a load on the window can be had without
    a load on the machine.
    """

    def __init__(self, script: FakeScript, report: LoadReport) -> None:
        self.report = report
        self.ignores_cancel = script.ignore_cancel
        self._script = script
        self._pieces = script.pieces()
        self._total = script.total()
        self._sampled = 0
        self._evaluated = 0
        self._decode_began: float | None = None
        self._rate = script.rate
        self._random = random.Random(script.seed)

    def prepare(
        self, messages: tuple[ChatMessage, ...], think: Think, template_args: TemplateArgs
    ) -> PreparedPrompt:
        """Count one token a character, and a few a message."""
        del think, template_args
        n_prompt = sum(len(message.content) + _TOKENS_A_MESSAGE for message in messages)
        thinking = self._script.think_tokens > 0
        return PreparedPrompt(
            tokens=range(n_prompt),
            starts_thinking=thinking,
            marks=ThinkingMarks("<think>", "</think>") if thinking else None,
            open_id=_OPEN if thinking else None,
            close_id=_CLOSE if thinking else None,
        )

    def begin(self, prompt: PreparedPrompt, sampling: Sampling, n_threads: int | None) -> None:
        """Start the script from its first token."""
        del prompt, sampling, n_threads
        self._sampled = 0
        self._evaluated = 0
        self._decode_began = None
        script = self._script
        if script.rate and script.jitter:
            self._rate = script.rate * math.exp(self._random.gauss(0.0, script.jitter))

    def prefill(self, tokens: Sequence[int]) -> None:
        """Take as long as the script's prefill rate says."""
        if self._script.prefill_rate:
            _wait_until(time.perf_counter() + len(tokens) / self._script.prefill_rate)
        self._evaluated += len(tokens)

    def n_prompt_evaluated(self) -> int:
        """Return how many tokens were given to :meth:`prefill`."""
        return self._evaluated

    def sample(self) -> int:
        """Return the script's next token at the time it is due."""
        index = self._sampled
        self._misbehave(index)
        if self._decode_began is None:
            self._decode_began = time.perf_counter() + self._script.ttft_ms / 1e3
        _wait_until(self._decode_began + (index / self._rate if self._rate else 0.0))
        self._sampled += 1
        if index >= self._total:
            return _END
        thinking_left = self._script.think_tokens - index
        if thinking_left > 1:
            return _THINK
        if thinking_left == 1:
            return _CLOSE
        return _FIRST_ANSWER + -thinking_left % len(self._pieces)

    def feed(self, token: int) -> None:
        """Nothing to evaluate: the time passes in :meth:`sample`."""

    def wait(self) -> None:
        """Nothing to wait for: the time passes in :meth:`sample` and :meth:`prefill`."""

    def together(self, users: int, n_ctx_each: int, n_threads: int | None) -> FakeTogether:
        """Return users who share the script's rate."""
        del users, n_ctx_each, n_threads
        return FakeTogether(self._script.rate)

    def filler(self, count: int) -> Sequence[int]:
        """Return as many numbers."""
        return range(count)

    def piece(self, token: int) -> bytes:
        """Return a token's bytes."""
        if token >= _FIRST_ANSWER:
            return self._pieces[token - _FIRST_ANSWER]
        return _THINK_PIECE if token == _THINK else b""

    def is_end(self, token: int) -> bool:
        """Tell whether the script is at its end."""
        return token == _END

    def stop_token(self, text: str) -> int | None:
        """Return None: the script has no control tokens."""
        del text
        return None

    def close(self) -> None:
        """Nothing to free."""

    def _misbehave(self, index: int) -> None:
        script = self._script
        if index == script.hang_at:
            _hang()
        if index == script.abort_at:
            print("fake_engine.py: the script says abort", file=sys.stderr, flush=True)
            os.abort()
        if index == script.exit_at:
            os._exit(3)


def _wait_until(deadline: float) -> None:
    remaining = deadline - time.perf_counter()
    if remaining > 0:
        time.sleep(remaining)


def _hang() -> None:
    threading.Event().wait()
