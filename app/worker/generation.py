"""The loop that every run goes through: clear, prefill in slices, then sample, stamp and feed."""

import time
from collections.abc import Iterator
from typing import Protocol

from app.core.messages import Done, FromWorker, PrefillProgress, PromptReady
from app.core.problem import EngineError
from app.core.run import StopReason, TokenEvent
from app.core.thinking import Piece
from app.worker.engine import AnswerEngine, PreparedPrompt
from app.worker.inbox import RunRequest
from app.worker.text_stream import TextStream


class Sink(Protocol):
    """Where messages and tokens go; neither call may wait for the reader."""

    def send(self, message: FromWorker) -> None:
        """Send at once, after the tokens put down before."""
        ...

    def token(self, event: TokenEvent) -> None:
        """Send soon, together with its neighbours."""
        ...


def prefill_slices(n_prompt: int, n_batch: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the slices of a prompt, each of at most ``n_batch`` tokens.

    The last slice is never one single token, unless the prompt is: llama.cpp counts a lone
    token as decode, and the count of evaluated prompt tokens would be one short.
    ``n_batch`` must be at least 3.
    """
    start = 0
    while start < n_prompt:
        end = min(start + n_batch, n_prompt)
        if n_prompt - end == 1:
            end -= 1
        yield start, end
        start = end


def done_unstarted(request: RunRequest) -> Done:
    """Return the end of a run that was cancelled before its turn."""
    return Done(
        run_id=request.message.run_id,
        cancelled=True,
        stop_reason=None,
        n_prompt=0,
        n_prompt_evaluated=0,
        n_output=0,
        n_thinking=0,
        submitted_ns=request.submitted_ns,
        prompt_ready_ns=request.submitted_ns,
        prefill_done_ns=None,
        answer_started_ns=None,
        ended_ns=time.perf_counter_ns(),
    )


class Generation:
    """One run of one model, from the received request to its Done."""

    def __init__(self, engine: AnswerEngine, request: RunRequest, sink: Sink) -> None:
        self._engine = engine
        self._request = request
        self._sink = sink
        self._run_id = request.message.run_id
        self._n_prompt = 0
        self._n_prefilled = 0
        self._n_output = 0
        self._n_thinking = 0
        self._prompt_ready_ns = request.submitted_ns
        self._prefill_done_ns: int | None = None
        self._answer_started_ns: int | None = None

    def run(self) -> None:
        """Compute the run and send its messages up to Done; raises NaranhiError."""
        message = self._request.message
        prompt = self._engine.prepare(message.messages, message.think, message.template_args)
        self._prompt_ready_ns = time.perf_counter_ns()
        self._check_length(prompt)
        self._sink.send(
            PromptReady(
                run_id=self._run_id,
                n_prompt=self._n_prompt,
                submitted_ns=self._request.submitted_ns,
                prompt_ready_ns=self._prompt_ready_ns,
                system_merged=prompt.system_merged,
            )
        )
        self._engine.begin(prompt, message.sampling, message.n_threads)
        text = TextStream(prompt, (*message.stop, *prompt.stop))
        reason = self._decode(text) if self._prefill(prompt) else None
        ended = time.perf_counter_ns()
        self._let_go(text.flush(cut=reason not in ("end_token", "stop_token")), ended)
        self._finish(ended, reason)

    def _check_length(self, prompt: PreparedPrompt) -> None:
        self._n_prompt = len(prompt.tokens)
        if self._n_prompt == 0:
            raise EngineError("prompt_empty")
        report = self._engine.report
        if self._n_prompt >= report.n_ctx:
            raise EngineError(
                "prompt_too_long",
                n_prompt=self._n_prompt,
                n_ctx=report.n_ctx,
                n_ctx_train=report.n_ctx_train,
            )

    def _prefill(self, prompt: PreparedPrompt) -> bool:
        """Evaluate the prompt; False when it was cancelled on the way."""
        for start, end in prefill_slices(self._n_prompt, self._engine.report.n_batch):
            if self._request.cancelled and not self._engine.ignores_cancel:
                return False
            self._engine.prefill(prompt.tokens[start:end])
            done_ns = time.perf_counter_ns()
            self._n_prefilled = end
            self._sink.send(
                PrefillProgress(run_id=self._run_id, n_done=end, n_prompt=self._n_prompt)
            )
            if end == self._n_prompt:
                self._prefill_done_ns = done_ns
        evaluated = self._engine.n_prompt_evaluated()
        if evaluated != self._n_prompt:
            raise EngineError(
                "prompt_not_evaluated", n_prompt=self._n_prompt, n_prompt_evaluated=evaluated
            )
        return True

    def _decode(self, text: TextStream) -> StopReason | None:
        """Sample until the run ends, and return why; None when it was cancelled.

        A token is stamped when it has been sampled, before anything is done with it.
        """
        message, request = self._request.message, self._request
        heeds_cancel = not self._engine.ignores_cancel
        sample, feed = self._engine.sample, self._engine.feed
        piece, is_end = self._engine.piece, self._engine.is_end
        clock, emit = time.perf_counter_ns, self._emit
        spelled = (self._engine.stop_token(text) for text in message.stop)
        stop_ids = frozenset((*message.stop_token_ids, *spelled))
        max_tokens, stops_at_end = message.max_tokens, not message.ignore_end
        room = self._engine.report.n_ctx - self._n_prompt
        token = 0
        for n_output in range(max_tokens):
            if request.cancelled and heeds_cancel:
                return None
            if n_output:
                if n_output > room:
                    return "context_full"
                feed(token)
            token = sample()
            now = clock()
            if stops_at_end:
                if is_end(token):
                    return "end_token"
                if token in stop_ids:
                    return "stop_token"
            # A token that closes the thinking is the last of it.
            was_thinking = text.thinking
            pieces = text.feed(token, piece(token))
            emit(now, pieces, was_thinking or text.thinking)
            if text.stopped:
                return "stop_string"
        return "max_tokens"

    def _emit(self, now: int, pieces: list[Piece], thinking: bool) -> None:
        """Send one token's event; what else it let go follows as text without a token."""
        self._n_output += 1
        first = ""
        if pieces:
            thinking, first = pieces[0]
        if thinking:
            self._n_thinking += 1
        self._sink.token(TokenEvent(now, thinking, first))
        self._note_answer(now, pieces)
        for in_thinking, rest in pieces[1:]:
            self._sink.token(TokenEvent(now, in_thinking, rest, False))

    def _let_go(self, pieces: list[Piece], now: int) -> None:
        self._note_answer(now, pieces)
        for thinking, rest in pieces:
            self._sink.token(TokenEvent(now, thinking, rest, False))

    def _note_answer(self, now: int, pieces: list[Piece]) -> None:
        """The answer has started with its first character that is not blank."""
        if self._answer_started_ns is None:
            for thinking, text in pieces:
                if not thinking and text.strip():
                    self._answer_started_ns = now

    def _finish(self, ended_ns: int, reason: StopReason | None) -> None:
        evaluated = self._n_prompt
        if self._n_prefilled < self._n_prompt:
            evaluated = min(self._n_prefilled, self._engine.n_prompt_evaluated())
        self._sink.send(
            Done(
                run_id=self._run_id,
                cancelled=reason is None,
                stop_reason=reason,
                n_prompt=self._n_prompt,
                n_prompt_evaluated=evaluated,
                n_output=self._n_output,
                n_thinking=self._n_thinking,
                submitted_ns=self._request.submitted_ns,
                prompt_ready_ns=self._prompt_ready_ns,
                prefill_done_ns=self._prefill_done_ns,
                answer_started_ns=self._answer_started_ns,
                ended_ns=ended_ns,
            )
        )
