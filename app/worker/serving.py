"""Several answers at once from one loaded model, as a server gives them to several users."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.measure.results import UserStamps
from app.core.messages import MeasureProgress, Served
from app.core.metrics import count_chars
from app.core.problem import EngineError
from app.worker.engine import Engine, PreparedPrompt, Share, Together
from app.worker.generation import Sink
from app.worker.inbox import ServeRequest

PROGRESS_NS = 250_000_000


@dataclass
class _User:
    number: int
    prompt: Sequence[int]
    n_evaluated: int = 0
    stamps: list[int] = field(default_factory=list[int])
    output: list[int] = field(default_factory=list[int])
    ended: int | None = None

    @property
    def waits(self) -> bool:
        """Whether some of the prompt has not been evaluated yet."""
        return self.n_evaluated < len(self.prompt)


def served_unstarted(request: ServeRequest) -> Served:
    """Return the end of one that was cancelled before its turn."""
    return Served(run_id=request.run_id, cancelled=True, users=())


class Serving:
    """One Serve, from the received request to its Served.

    All users ask at the same moment. Each step takes one token of every answer that goes and,
    in what room is left of a slice, the prompts of those who wait, in order.
    """

    def __init__(self, engine: Engine, request: ServeRequest, sink: Sink) -> None:
        self._engine = engine
        self._request = request
        self._message = request.message
        self._sink = sink
        self._users: list[_User] = []
        self._told_ns = 0

    def run(self) -> None:
        """Compute it and send its messages up to Served; raises NaranhiError."""
        message, engine = self._message, self._engine
        prompt = engine.prepare(message.messages, message.think, message.template_args)
        if not prompt.tokens:
            raise EngineError("prompt_empty")
        n_each = len(prompt.tokens) + message.max_tokens + 1
        self._check_length(prompt)
        together = engine.together(message.users, n_each, message.n_threads)
        try:
            began = time.perf_counter_ns()
            self._users = [_User(n, prompt.tokens) for n in range(message.users)]
            cancelled = not self._answer(together)
        finally:
            together.close()
        stamps = tuple(self._stamps(user, began) for user in self._users)
        self._sink.send(Served(run_id=self._request.run_id, cancelled=cancelled, users=stamps))

    def _check_length(self, prompt: PreparedPrompt) -> None:
        report = self._engine.report
        n_tokens = len(prompt.tokens) + self._message.max_tokens
        if n_tokens > report.n_ctx_train > 0:
            raise EngineError(
                "prompt_too_long",
                n_prompt=n_tokens,
                n_ctx=report.n_ctx_train,
                n_ctx_train=report.n_ctx_train,
            )

    def _answer(self, together: Together) -> bool:
        """Go on until everybody has an answer; False when it was cancelled on the way."""
        while going := [user for user in self._users if user.ended is None]:
            if self._request.cancelled and not self._engine.ignores_cancel:
                now = time.perf_counter_ns()
                for user in going:
                    user.ended = now
                return False
            shares = self._shares(going)
            together.evaluate(shares)
            self._take(together, shares)
        return True

    def _shares(self, going: list[_User]) -> list[Share]:
        shares = [
            Share(user.number, user.output[-1:], last=True) for user in going if not user.waits
        ]
        room = max(1, self._engine.report.n_batch - len(shares))
        for user in going:
            if user.waits and room > 0:
                piece = user.prompt[user.n_evaluated : user.n_evaluated + room]
                user.n_evaluated += len(piece)
                room -= len(piece)
                shares.append(Share(user.number, piece, last=not user.waits))
        return shares

    def _take(self, together: Together, shares: list[Share]) -> None:
        for place, share in enumerate(shares):
            if not share.last:
                continue
            user = self._users[share.user]
            token = together.next_token(place)
            now = time.perf_counter_ns()
            ends = not self._message.ignore_end and self._engine.is_end(token)
            if not ends:
                user.stamps.append(now)
                user.output.append(token)
            if ends or len(user.output) >= self._message.max_tokens:
                user.ended = now
            self._tell(now)

    def _tell(self, now: int) -> None:
        if now - self._told_ns < PROGRESS_NS:
            return
        self._told_ns = now
        self._sink.send(
            MeasureProgress(
                run_id=self._request.run_id,
                n_done=sum(user.n_evaluated + len(user.output) for user in self._users),
                n_total=sum(len(u.prompt) + self._message.max_tokens for u in self._users),
            )
        )

    def _stamps(self, user: _User, began: int) -> UserStamps:
        data = b"".join(self._engine.piece(token) for token in user.output)
        return UserStamps(
            submitted=began,
            tokens=tuple(user.stamps),
            n_prompt=len(user.prompt),
            n_chars=count_chars(data.decode("utf-8", "ignore")),
            ended=user.ended if user.ended is not None else began,
        )
