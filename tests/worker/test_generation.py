"""The loop on an engine made of lists: slices, counts, reasons, stamps."""

import array
import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.messages import Done, FromWorker, Generate, PrefillProgress
from app.core.problem import EngineError
from app.core.run import (
    ChatMessage,
    LoadReport,
    Memory,
    Sampling,
    Think,
    TokenEvent,
)
from app.core.thinking import ThinkingMarks
from app.worker.engine import PreparedPrompt, TemplateArgs
from app.worker.generation import Generation, prefill_slices
from app.worker.inbox import RunRequest

END, CONTROL = 0, 2
CONTROL_TEXT = "<|stop|>"
REPORT = LoadReport(
    architecture="list",
    name="",
    quantisation="",
    n_params=0,
    n_layers=0,
    n_vocab=0,
    n_ctx_train=100,
    n_ctx=50,
    n_batch=8,
    n_threads=1,
    backend="",
    gpu_layers=0,
    load_ms=0.0,
    memory=Memory(),
)


class ListEngine:
    """Says given pieces, token ids 1, 2 … in order, then END for ever."""

    ignores_cancel = False
    report = REPORT

    def __init__(
        self,
        pieces: Sequence[bytes],
        *,
        n_prompt: int = 5,
        marks: ThinkingMarks | None = None,
        n_evaluated: int | None = None,
    ) -> None:
        self.pieces = pieces
        self.prompt = PreparedPrompt(tokens=array.array("i", range(n_prompt)), marks=marks)
        self.slices: list[int] = []
        self.fed: list[int] = []
        self._n_evaluated = n_evaluated

    def prepare(
        self, messages: tuple[ChatMessage, ...], think: Think, template_args: TemplateArgs
    ) -> PreparedPrompt:
        return self.prompt

    def begin(self, prompt: PreparedPrompt, sampling: Sampling, n_threads: int | None) -> None:
        self._tokens = itertools.chain(range(1, len(self.pieces) + 1), itertools.repeat(END))

    def prefill(self, tokens: Sequence[int]) -> None:
        self.slices.append(len(tokens))

    def n_prompt_evaluated(self) -> int:
        return sum(self.slices) if self._n_evaluated is None else self._n_evaluated

    def sample(self) -> int:
        return next(self._tokens)

    def feed(self, token: int) -> None:
        self.fed.append(token)

    def piece(self, token: int) -> bytes:
        return self.pieces[token - 1] if token != END else b""

    def is_end(self, token: int) -> bool:
        return token == END

    def stop_token(self, text: str) -> int | None:
        return CONTROL if text == CONTROL_TEXT else None

    def close(self) -> None:
        pass


class Record:
    """Keeps what a generation sends."""

    def __init__(self) -> None:
        self.messages: list[FromWorker] = []
        self.events: list[TokenEvent] = []

    def send(self, message: FromWorker) -> None:
        self.messages.append(message)

    def token(self, event: TokenEvent) -> None:
        self.events.append(event)

    @property
    def done(self) -> Done:
        assert isinstance(self.messages[-1], Done)
        return self.messages[-1]

    def text(self, *, thinking: bool) -> str:
        return "".join(event.text for event in self.events if event.thinking == thinking)


def run(
    engine: ListEngine,
    *,
    max_tokens: int = 40,
    stop: tuple[str, ...] = (),
    stop_token_ids: tuple[int, ...] = (),
    ignore_end: bool = False,
) -> Record:
    message = Generate(
        run_id="r",
        messages=(),
        sampling=Sampling(),
        max_tokens=max_tokens,
        stop=stop,
        stop_token_ids=stop_token_ids,
        ignore_end=ignore_end,
    )
    request = RunRequest(message, 1)
    record = Record()
    Generation(engine, request, record).run()
    return record


@given(st.integers(1, 3000), st.integers(3, 700))
def test_slices_cover_the_prompt_and_no_last_one_is_a_single_token(n_prompt: int, n_batch: int):
    slices = list(prefill_slices(n_prompt, n_batch))
    assert [start for start, _ in slices] == [0, *(end for _, end in slices[:-1])]
    assert slices[-1][1] == n_prompt
    assert all(0 < end - start <= n_batch for start, end in slices)
    assert n_prompt == 1 or slices[-1][1] - slices[-1][0] > 1


def test_the_end_token_is_no_output():
    engine = ListEngine([b"a", b"b"])
    record = run(engine)
    assert record.done.stop_reason == "end_token"
    assert record.done.n_output == len(record.events) == 2
    assert record.text(thinking=False) == "ab"
    assert engine.fed == [1, 2]


def test_end_tokens_are_passed_when_asked_for():
    record = run(ListEngine([b"a"]), ignore_end=True, max_tokens=4)
    assert record.done.stop_reason == "max_tokens"
    assert [event.text for event in record.events] == ["a", "", "", ""]


@pytest.mark.parametrize("max_tokens", [0, 1, 2])
def test_the_cap_is_kept_and_the_last_token_is_not_evaluated(max_tokens: int):
    engine = ListEngine([b"a"] * 10)
    record = run(engine, max_tokens=max_tokens)
    assert record.done.stop_reason == "max_tokens"
    assert record.done.n_output == len(record.events) == max_tokens
    assert len(engine.fed) == max(0, max_tokens - 1)


def test_a_stop_token_ends_the_run_and_is_no_output():
    record = run(ListEngine([b"a", b"b", b"c"]), stop_token_ids=(3,))
    assert record.done.stop_reason == "stop_token"
    assert record.text(thinking=False) == "ab"


def test_a_stop_string_that_spells_a_control_token_is_that_token():
    record = run(ListEngine([b"a", b"", b"c"]), stop=("STOP", CONTROL_TEXT))
    assert record.done.stop_reason == "stop_token"
    assert record.text(thinking=False) == "a"
    assert run(ListEngine([b"a", b"", b"c"]), stop=("STOP",)).text(thinking=False) == "ac"


def test_a_stop_string_over_token_borders_ends_the_run_and_is_not_shown():
    record = run(ListEngine([b"one E", b"N", b"D two", b"three"]), stop=("END",))
    assert record.done.stop_reason == "stop_string"
    assert record.text(thinking=False) == "one "
    assert record.done.n_output == 3


def test_text_held_back_is_let_go_at_the_end_without_a_token():
    record = run(ListEngine([b"one E", b"N"]), stop=("END",))
    assert record.text(thinking=False) == "one EN"
    assert [event.is_token for event in record.events] == [True, True, False]
    assert record.done.n_output == 2


@pytest.mark.parametrize(("max_tokens", "text"), [(2, "수"), (3, "수�")])
def test_half_a_syllable_is_dropped_at_the_cap_and_broken_at_the_models_own_end(
    max_tokens: int, text: str
):
    syllable = "도".encode()
    record = run(ListEngine(["수".encode(), syllable[:2]]), max_tokens=max_tokens)
    assert record.text(thinking=False) == text


def test_a_stop_string_does_not_count_in_the_thinking():
    marks = ThinkingMarks("<t>", "</t>")
    record = run(ListEngine([b"<t>", b"END", b"</t>", b"x", b"END"], marks=marks), stop=("END",))
    assert record.done.stop_reason == "stop_string"
    assert record.text(thinking=True) == "END"
    assert record.text(thinking=False) == "x"


def test_the_context_is_used_to_its_last_cell():
    engine = ListEngine([b"a"] * 100, n_prompt=45)
    record = run(engine, max_tokens=1000)
    assert record.done.stop_reason == "context_full"
    assert len(engine.fed) == REPORT.n_ctx - 45
    assert record.done.n_output == len(engine.fed) + 1


@pytest.mark.parametrize("n_prompt", [50, 51])
def test_a_prompt_that_leaves_no_room_is_refused_with_both_numbers(n_prompt: int):
    with pytest.raises(EngineError) as caught:
        run(ListEngine([], n_prompt=n_prompt))
    assert caught.value.problem.kind == "prompt_too_long"
    assert caught.value.problem.params == {"n_prompt": n_prompt, "n_ctx": 50, "n_ctx_train": 100}


def test_prompt_tokens_that_the_engine_did_not_evaluate_fail_the_run():
    with pytest.raises(EngineError) as caught:
        run(ListEngine([b"a"], n_evaluated=4))
    assert caught.value.problem.kind == "prompt_not_evaluated"
    assert caught.value.problem.params == {"n_prompt": 5, "n_prompt_evaluated": 4}


def test_prefill_tells_its_progress():
    record = run(ListEngine([b"a"], n_prompt=17))
    progress = [m.n_done for m in record.messages if isinstance(m, PrefillProgress)]
    assert progress == [8, 15, 17]


def test_stamps_are_in_order():
    done = (record := run(ListEngine([b" ", b"a"]))).done
    assert done.prefill_done_ns is not None
    stamps = [event.ns for event in record.events]
    assert done.submitted_ns < done.prompt_ready_ns <= done.prefill_done_ns <= stamps[0]
    assert stamps[0] <= stamps[1] <= done.ended_ns
    assert done.answer_started_ns == stamps[1], "a blank is not yet an answer"


def test_thinking_is_counted_with_the_token_that_closes_it():
    marks = ThinkingMarks("<t>", "</t>")
    engine = ListEngine([b"<t>", "생각".encode(), b"</t>", "답".encode()], marks=marks)
    record = run(engine)
    assert record.text(thinking=True) == "생각"
    assert record.text(thinking=False) == "답"
    assert (record.done.n_output, record.done.n_thinking) == (4, 3)
    assert record.done.answer_started_ns == record.events[3].ns
