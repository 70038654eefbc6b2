"""Every family of Korean models that llama.cpp knows, through the real worker."""

import itertools
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from llama_cpp import _utils as llama_utils
from llama_cpp import llama_cpp

from app.core.chat_template import ChatTemplate
from app.core.conversation import Conversation
from app.core.live_run import LiveRun
from app.core.run import (
    ChatMessage,
    LoadSettings,
    ModelFile,
    PlannedModel,
    RunSpec,
    Think,
)
from app.worker.llama_backends import load_backends
from app.worker.llama_loading import load_model
from app.worker.llama_log import LlamaLog
from app.worker.llama_prompt import PromptMaker
from app.worker.llama_vocabulary import Vocabulary
from tests.helpers.families import ANSWER, DATE, FAMILIES, MODES, QUESTION, THOUGHT, Conforming
from tests.helpers.gguf_layers import SLIDING_WINDOW
from tests.helpers.gguf_vocabulary import CONTROL, USER_DEFINED
from tests.helpers.worker_client import RunResult, WorkerClient
from tests.worker.conftest import SETTINGS

THINKING = [family for family in FAMILIES if family.marks]
MARKS = {"added tokens": USER_DEFINED, "control tokens": CONTROL, "text": None}
FULL_CACHE_BYTES = 2 * 2 * 2048 * 32
"""A layer's keys and values (f16) for the whole context of the tests' models."""


@pytest.fixture(scope="module", autouse=True)
def closed_bindings() -> Iterator[None]:
    """The bindings leave two files open for the interpreter to complain about."""
    yield
    for name in ("outnull_file", "errnull_file"):
        getattr(llama_utils, name).close()


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerClient]:
    """One worker for the whole file: each load takes the place of the last."""
    with WorkerClient() as client:
        client.hello()
        yield client


@pytest.fixture(params=FAMILIES, ids=lambda family: family.id)
def family(request: pytest.FixtureRequest) -> Conforming:
    """One family after the other."""
    return request.param


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the family's model goes."""
    return tmp_path / "m.gguf"


class Prompts:
    """What the worker makes of a conversation with this model, to be read."""

    def __init__(self, path: Path) -> None:
        self._log = LlamaLog()
        load_backends()
        settings = LoadSettings(use_mmap=False)
        self._model = load_model(str(path), settings, lambda _fraction: True, self._log)
        self._vocabulary = Vocabulary(self._model)
        self._maker = PromptMaker(self._model, self._vocabulary)

    def read(self, turns: tuple[ChatMessage, ...], mode: Think = "default") -> tuple[str, int]:
        """Return the prompt with its control tokens spelled out, and how many tokens it has."""
        prompt = self._maker.prepare(turns, mode, {})
        words = self._vocabulary
        spelled = (words.piece(t) or words.text(t).encode() for t in prompt.tokens)
        return b"".join(spelled).decode(), len(prompt.tokens)

    def close(self) -> None:
        llama_cpp.llama_model_free(self._model)
        self._log.close()


def user(content: str) -> ChatMessage:
    return ChatMessage(role="user", content=content)


def today(text: str) -> list[str]:
    """``text`` with the day filled in as templates write it."""
    now = datetime.now().astimezone()
    return [text.replace(DATE, now.strftime(form)) for form in ("%d %b %Y", "%Y-%m-%d")]


def recorded(result: RunResult) -> tuple[ChatMessage, ...]:
    """The conversation that the program keeps of this run."""
    planned = PlannedModel(pane=0, model=ModelFile(id="m", path="m", name="m"))
    run = LiveRun("r", planned, 1, "isolated")
    for message in result.messages:
        run.take(message)
    conversation = Conversation()
    spec = RunSpec(comparison_id="c", prompt=QUESTION, models=(planned,))
    conversation.record(spec, {0: run.finish(result.done)})
    return conversation.history(0)


def test_it_loads_as_what_it_is(worker: WorkerClient, path: Path, family: Conforming):
    report = worker.load(family.make(path), SETTINGS)
    assert report.architecture == family.architecture
    assert report.n_layers == family.shape.n_layers - family.shape.n_next
    assert report.has_chat_template
    result = worker.run(QUESTION)
    assert result.thinking + result.text == "".join(ANSWER)


def test_it_renders_with_thinking_on_off_and_by_default(
    worker: WorkerClient, path: Path, family: Conforming
):
    worker.load(family.make(path), SETTINGS)
    prompts = Prompts(path)
    try:
        for mode in MODES:
            text, n_tokens = prompts.read((user(QUESTION),), mode)
            assert text in today(family.expected(mode))
            assert worker.run(QUESTION, think=mode).done.n_prompt == n_tokens
    finally:
        prompts.close()


@pytest.mark.parametrize("marks_as", MARKS.values(), ids=MARKS.keys())
@pytest.mark.parametrize("family", THINKING, ids=lambda family: family.id)
def test_thinking_is_split_off(
    worker: WorkerClient, path: Path, family: Conforming, marks_as: int | None
):
    pieces = family.thinking_pieces(cut=marks_as is None)
    worker.load(family.make(path, pieces, marks_as), SETTINGS)
    for mode in family.thinks:
        result = worker.run(QUESTION, think=mode)
        assert (result.thinking, result.text) == ("".join(THOUGHT), "".join(ANSWER))
        assert result.done.n_thinking >= len(THOUGHT)
        assert result.done.stop_reason == "end_token"


def test_an_answer_without_thinking_is_all_answer(
    worker: WorkerClient, path: Path, family: Conforming
):
    pieces = (*family.marks[2:], *ANSWER)
    worker.load(family.make(path, pieces), SETTINGS)
    for mode in set(MODES) - set(family.thinks):
        result = worker.run(QUESTION, think=mode)
        assert (result.thinking, result.text) == ("", "".join(ANSWER))


ENDS = [(family, end) for family in FAMILIES for end in family.ends]


@pytest.mark.parametrize(("family", "end"), ENDS, ids=lambda part: getattr(part, "id", part))
def test_it_stops_at_its_end_tokens(worker: WorkerClient, path: Path, family: Conforming, end: str):
    worker.load(family.make(path, (*ANSWER, *family.passes, end, " 더")), SETTINGS)
    mode = next((mode for mode in MODES if mode not in family.thinks), None)
    done = worker.run(QUESTION, think=mode or "default").done
    assert done.stop_reason == "end_token"
    assert done.n_output == len(ANSWER) + len(family.passes)


STOPS = [(family, stop) for family in FAMILIES for stop in family.stops]


@pytest.mark.parametrize(("family", "stop"), STOPS, ids=lambda part: getattr(part, "id", part))
def test_it_stops_at_control_tokens_that_its_makers_name(
    worker: WorkerClient, path: Path, family: Conforming, stop: str
):
    worker.load(family.make(path, (*ANSWER, stop, " 더")), SETTINGS)
    assert worker.run(QUESTION).text == "".join(ANSWER) + " 더", "llama.cpp knows it not"
    result = worker.run(QUESTION, stop=family.stops)
    assert (result.done.stop_reason, result.text) == ("stop_token", "".join(ANSWER))


def test_what_passes_is_not_shown(worker: WorkerClient, path: Path):
    for family in (family for family in FAMILIES if family.passes):
        worker.load(family.make(path, (*family.marks[2:], *ANSWER, *family.passes)), SETTINGS)
        result = worker.run(QUESTION, think="off")
        assert (result.done.stop_reason, result.text) == ("end_token", "".join(ANSWER))


def test_the_second_turn_has_no_old_thinking(worker: WorkerClient, path: Path, family: Conforming):
    pieces = family.thinking_pieces() if family.marks else ANSWER
    worker.load(family.make(path, pieces), SETTINGS)
    first = worker.run(QUESTION, think="on")
    assert first.thinking == ("".join(THOUGHT) if family.marks else "")
    turns = (*recorded(first), user("그러면 부산은?"))
    assert [turn.role for turn in turns] == ["user", "assistant", "user"]
    prompts = Prompts(path)
    try:
        text, n_tokens = prompts.read(turns, "on")
    finally:
        prompts.close()
    assert "".join(ANSWER) in text
    assert not any(thought in text for thought in THOUGHT)
    second = worker.run(turns, think="on")
    assert second.done.n_prompt == n_tokens
    assert (second.thinking, second.text) == (first.thinking, first.text)


@pytest.mark.parametrize(
    "family", [family for family in FAMILIES if family.cuts], ids=lambda family: family.id
)
def test_the_template_cuts_old_thinking_too(family: Conforming):
    opening, closing = family.marks
    old = ChatMessage(role="assistant", content=f"{opening}음{closing}\n\n서울")
    rendered = ChatTemplate(family.template).render([user(QUESTION), old, user("부산은?")])
    assert "서울" in rendered.text
    assert "음" not in rendered.text


@pytest.mark.parametrize("name", ["exaone4-sliding", "exaone-moe"])
def test_sliding_windows_keep_what_they_look_back_on(worker: WorkerClient, path: Path, name: str):
    family = next(family for family in FAMILIES if family.id == name)
    settings = LoadSettings(n_threads=1, n_batch=64)
    report = worker.load(family.make(path), settings)
    assert report.memory.kv_bytes is not None
    assert report.memory.kv_bytes < report.n_layers * FULL_CACHE_BYTES / 2
    long = "가나다라 " * 90
    for text, _ in itertools.product((QUESTION, long), range(2)):
        result = worker.run(text, think="off")
        assert result.text == "".join(ANSWER)
    assert result.done.n_prompt > 30 * SLIDING_WINDOW
