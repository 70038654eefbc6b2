"""What an engine must be able to do: the token-level steps that the generation loop is made of.

llama.cpp and the deterministic fake both stand behind it, so that the loop, the stamps and the
messages are one and the same code for both.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from app.core.run import ChatMessage, LoadReport, LoadStep, Sampling, Think
from app.core.thinking import ThinkingMarks

TemplateArgs = dict[str, bool | int | str]
LoadProgressCallback = Callable[[float], bool]
"""Called with the fraction loaded (0 to 1); False breaks the load off."""

LoadStepCallback = Callable[[LoadStep], None]
"""Called with a try that failed for want of memory, before the next one begins."""


class LoadCancelledError(Exception):
    """The load was broken off because the parent asked for it."""


class PreparedPrompt(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation, rendered and tokenised.

    ``marks`` are the model's thinking marks as text. The ids are set where a mark is one token
    of the vocabulary: such a token mostly has no text of its own. ``stop`` are further stop
    strings that the prompt's own format needs. ``system_merged``: the template takes no system
    turn, so its text stands at the head of the first user turn.
    """

    tokens: Sequence[int]
    starts_thinking: bool = False
    marks: ThinkingMarks | None = None
    open_id: int | None = None
    close_id: int | None = None
    answer_id: int | None = None
    stop: tuple[str, ...] = ()
    system_merged: bool = False


class Share(msgspec.Struct, frozen=True):
    """A user's tokens in one evaluation; ``last`` asks for the logits behind the last one."""

    user: int
    tokens: Sequence[int]
    last: bool


class Together(Protocol):
    """Contexts of several users in one model, which are evaluated in one step."""

    def evaluate(self, shares: Sequence[Share]) -> None:
        """Evaluate everybody's tokens at once; returns when the device has finished."""
        ...

    def next_token(self, place: int) -> int:
        """Return the likeliest token behind the ``place``-th of the last shares."""
        ...

    def close(self) -> None:
        """Free the contexts."""
        ...


class AnswerEngine(Protocol):
    """What an answer needs of a loaded model. Every method is called from one thread only.

    Failures are raised as :class:`app.core.problem.NaranhiError`.
    """

    report: LoadReport
    """What came of the load; the run's limits (``n_ctx``, ``n_batch`` of at least 3) are
    here."""
    ignores_cancel: bool
    """False, but for a fake that plays an engine which cannot be stopped."""

    def prepare(
        self, messages: tuple[ChatMessage, ...], think: Think, template_args: TemplateArgs
    ) -> PreparedPrompt:
        """Render and tokenise the conversation with the model's own chat template."""
        ...

    def begin(self, prompt: PreparedPrompt, sampling: Sampling, n_threads: int | None) -> None:
        """Forget every former run: empty context, new sampler, counters at 0.

        ``n_threads`` compute this run; ``None``: as many as were chosen at load.
        """
        ...

    def prefill(self, tokens: Sequence[int]) -> None:
        """Evaluate a slice of the prompt; returns when the device has finished it."""
        ...

    def n_prompt_evaluated(self) -> int:
        """Return how many prompt tokens the engine itself has counted since :meth:`begin`."""
        ...

    def sample(self) -> int:
        """Return the next token; waits until the last evaluation is finished."""
        ...

    def feed(self, token: int) -> None:
        """Evaluate one sampled token."""
        ...

    def piece(self, token: int) -> bytes:
        """Return a token's bytes; control tokens have none."""
        ...

    def is_end(self, token: int) -> bool:
        """Tell whether the model ends its turn with this token."""
        ...

    def stop_token(self, text: str) -> int | None:
        """Return the control token that is spelled ``text``: it has no text of its own in the
        output, so that a stop string could never meet it. None where there is none."""
        ...


class Engine(AnswerEngine, Protocol):
    """One loaded model: what answers, measurements and several answers at once need."""

    def wait(self) -> None:
        """Return when the device has finished the last evaluation."""
        ...

    def together(self, users: int, n_ctx_each: int, n_threads: int | None) -> Together:
        """Return room for ``users`` answers at once, each of at most ``n_ctx_each`` tokens."""
        ...

    def filler(self, count: int) -> Sequence[int]:
        """Return ``count`` tokens of the vocabulary without meaning, the same every time."""
        ...

    def close(self) -> None:
        """Free the model; may be called twice."""
        ...
