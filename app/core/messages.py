"""Every message between the window (or terminal) and a worker, both ways.

One message is one line: UTF-8 JSON of a tagged struct, ended by a newline. Both sides import
this file. What cannot be decoded raises :class:`BrokenMessageError`; it never crashes a side.
"""

from typing import Annotated

import msgspec

from app.core.measure.results import UserStamps
from app.core.problem import Problem
from app.core.run import (
    ChatMessage,
    EngineInfo,
    EngineKind,
    LoadReport,
    LoadSettings,
    LoadStep,
    MeasuredRun,
    Sampling,
    Simulation,
    StopReason,
    Think,
    TokenEvent,
)

PROTOCOL = 1
"""Raised when a message changes in a way that an older side would misread."""
MAX_USERS = 64
"""Answers at once; llama.cpp itself takes 256."""
MAX_LINE_BYTES = 16 * 1024 * 1024
"""A line longer than this is broken: a prompt is at most 1 MB, a chunk a few kB."""


Count = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class Message(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True
):
    """Base of all messages; the tag is the class name."""


# -- to the worker ---------------------------------------------------------------------


class Load(Message, frozen=True, tag="load"):
    """Load this model; answered by LoadProgress … and LoadStepTold …, then Loaded or
    LoadFailed."""

    engine: EngineKind
    path: str
    settings: LoadSettings


class Generate(Message, frozen=True, tag="generate"):
    """Answer this conversation; answered by PromptReady … Done, or GenerateFailed.

    A stop string that is the spelling of a control token stands for that token.
    ``ignore_end`` goes on past end tokens (equal lengths in a measurement). ``n_threads`` is for
    this run alone, ``None`` as loaded: models that run at the same time share the cores, for
    with more threads than cores each spends its time waiting for the others.
    """

    run_id: str
    messages: tuple[ChatMessage, ...]
    sampling: Sampling
    max_tokens: int
    think: Think = "default"
    template_args: dict[str, bool | int | str] = {}
    stop: tuple[str, ...] = ()
    stop_token_ids: tuple[int, ...] = ()
    ignore_end: bool = False
    n_threads: int | None = None


class Measure(Message, frozen=True, tag="measure"):
    """Do work without meaning, as llama-bench does; answered by MeasureProgress …, then
    Measured, or GenerateFailed.

    Each of ``repetitions`` begins with an empty context, which is filled to ``depth`` tokens
    off the clock; then ``n_prompt`` tokens are evaluated in slices, then ``n_gen`` decoded one
    by one. No template and no text is needed. ``sampled`` takes each token greedily from the
    logits, as a run does; without it the tokens are fixed, as llama-bench's are. ``warm_up`` is
    one more repetition at first, of a few tokens, that is not told. ``n_threads``: see Generate.
    """

    run_id: str
    n_prompt: Count = 0
    n_gen: Count = 0
    depth: Count = 0
    repetitions: Count = 1
    warm_up: bool = True
    sampled: bool = True
    n_threads: int | None = None


class Serve(Message, frozen=True, tag="serve"):
    """Answer this conversation for ``users`` at once, greedily, each in a sequence of its own;
    answered by MeasureProgress …, then Served, or GenerateFailed.

    ``ignore_end`` and ``n_threads``: see Generate.
    """

    run_id: str
    messages: tuple[ChatMessage, ...]
    users: Annotated[int, msgspec.Meta(ge=1, le=MAX_USERS)]
    max_tokens: Count
    think: Think = "default"
    template_args: dict[str, bool | int | str] = {}
    ignore_end: bool = True
    n_threads: int | None = None


class Cancel(Message, frozen=True, tag="cancel"):
    """Stop this run as soon as possible; answered by its Done or Measured with ``cancelled``."""

    run_id: str


class Inspect(Message, frozen=True, tag="inspect"):
    """Tell what the engine can do on this PC; answered by Inspected (or LoadFailed)."""


class Simulate(Message, frozen=True, tag="simulate"):
    """Tell what loading this model just so would take, without its weights; answered by
    Simulated or LoadFailed. A negative number of layers is all of them."""

    path: str
    settings: LoadSettings


class Quit(Message, frozen=True, tag="quit"):
    """Leave. The end of input means the same."""


# -- from the worker -------------------------------------------------------------------


class Hello(Message, frozen=True, tag="hello"):
    """The first line of a worker."""

    pid: int
    protocol: int


class LoadProgress(Message, frozen=True, tag="load_progress"):
    """``fraction`` of the weights read, 0 to 1."""

    fraction: float


class LoadStepTold(Message, frozen=True, tag="load_step_told"):
    """A try failed for want of memory; the next one begins, and with it the progress anew."""

    step: LoadStep


class Loaded(Message, frozen=True, tag="loaded"):
    """The model is loaded and warmed up."""

    report: LoadReport


class LoadFailed(Message, frozen=True, tag="load_failed"):
    """The model could not be loaded; the worker still lives and leaves on Quit."""

    problem: Problem


class Inspected(Message, frozen=True, tag="inspected"):
    """The engine as installed."""

    info: EngineInfo


class Simulated(Message, frozen=True, tag="simulated"):
    """What the load would take."""

    simulation: Simulation


class PromptReady(Message, frozen=True, tag="prompt_ready"):
    """The prompt is rendered and tokenised; prefill begins.

    ``system_merged``: the model's template takes no system turn, so the system text stands at
    the head of the first user turn.
    """

    run_id: str
    n_prompt: int
    submitted_ns: int
    prompt_ready_ns: int
    system_merged: bool = False


class PrefillProgress(Message, frozen=True, tag="prefill_progress"):
    """``n_done`` prompt tokens of ``n_prompt`` have been evaluated."""

    run_id: str
    n_done: int
    n_prompt: int


class Tokens(Message, frozen=True, tag="tokens"):
    """What was sampled since the last such message, in order; sent every 50 ms."""

    run_id: str
    events: tuple[TokenEvent, ...]


class Done(Message, frozen=True, tag="done"):
    """The run ended by itself or was cancelled; every token has been sent before.

    Stamps are ns of the worker's monotonic clock.
    """

    run_id: str
    cancelled: bool
    stop_reason: StopReason | None
    n_prompt: int
    n_prompt_evaluated: int
    n_output: int
    n_thinking: int
    submitted_ns: int
    prompt_ready_ns: int
    prefill_done_ns: int | None
    answer_started_ns: int | None
    ended_ns: int


class MeasureProgress(Message, frozen=True, tag="measure_progress"):
    """``n_done`` tokens of ``n_total`` have been evaluated, those off the clock included; about
    four times a second."""

    run_id: str
    n_done: int
    n_total: int


class Measured(Message, frozen=True, tag="measured"):
    """The repetitions that were finished: all of them, unless it was cancelled. Then the last
    one may have fewer tokens than were asked for."""

    run_id: str
    cancelled: bool
    runs: tuple[MeasuredRun, ...]


class Served(Message, frozen=True, tag="served"):
    """What each user got; nobody's is whole where it was cancelled."""

    run_id: str
    cancelled: bool
    users: tuple[UserStamps, ...]


class GenerateFailed(Message, frozen=True, tag="generate_failed"):
    """The run could not be done or broke off; what was sent before stands."""

    run_id: str
    problem: Problem


ToWorker = Load | Generate | Measure | Serve | Cancel | Inspect | Simulate | Quit
FromWorker = (
    Hello
    | LoadProgress
    | LoadStepTold
    | Loaded
    | LoadFailed
    | Inspected
    | Simulated
    | PromptReady
    | PrefillProgress
    | Tokens
    | Done
    | MeasureProgress
    | Measured
    | Served
    | GenerateFailed
)


class BrokenMessageError(ValueError):
    """A line that is no known message: cut off, not JSON, wrong type or unknown tag."""

    def __init__(self, reason: str, line: bytes) -> None:
        self.line_start = line[:200]
        super().__init__(f"{reason}: {self.line_start!r}")


_encoder = msgspec.json.Encoder()
_to_worker: msgspec.json.Decoder[ToWorker] = msgspec.json.Decoder(ToWorker)
_from_worker: msgspec.json.Decoder[FromWorker] = msgspec.json.Decoder(FromWorker)


def encode(message: ToWorker | FromWorker) -> bytes:
    """Return ``message`` as one line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_to_worker(line: bytes) -> ToWorker:
    """Return the message of a line that a worker received; raises BrokenMessageError."""
    try:
        return _to_worker.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenMessageError(str(error), line) from error


def decode_from_worker(line: bytes) -> FromWorker:
    """Return the message of a line that a worker sent; raises BrokenMessageError."""
    try:
        return _from_worker.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenMessageError(str(error), line) from error


class LineSplitter:
    """Cuts a byte stream, arriving in any pieces, into lines.

    A line that outgrows :data:`MAX_LINE_BYTES` raises BrokenMessageError: memory is bounded.
    """

    def __init__(self, limit: int = MAX_LINE_BYTES) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._held = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Return the lines completed by ``data``, without their newlines; empty ones are left
        out."""
        head, newline, rest = data.partition(b"\n")
        self._hold(head)
        if not newline:
            return []
        lines = [b"".join(self._parts), *rest.split(b"\n")]
        self._parts, self._held = [], 0
        self._hold(lines.pop())
        return [line for line in lines if line]

    def _hold(self, part: bytes) -> None:
        self._held += len(part)
        if self._held > self._limit:
            start = b"".join(self._parts)[:200] or part[:200]
            self._parts, self._held = [], 0
            raise BrokenMessageError(f"line over {self._limit} bytes", start)
        if part:
            self._parts.append(part)
