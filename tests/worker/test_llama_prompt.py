"""From a conversation to token ids, with llama.cpp's own tokeniser."""

import ctypes
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_cpp import _utils as llama_utils
from llama_cpp import llama_cpp

from app.core.run import ChatMessage, LoadSettings
from app.worker.llama_backends import load_backends
from app.worker.llama_loading import load_model
from app.worker.llama_log import LlamaLog
from app.worker.llama_prompt import PromptMaker
from app.worker.llama_vocabulary import Vocabulary
from app.worker.prompt_text import thinking_args
from tests.helpers.gguf_maker import EXAONE4, LLAMA, QWEN3, SOLAR_OPEN, Family, Recipe, make_gguf
from tests.helpers.gguf_vocabulary import CONTROL

# llama.cpp turns this family's <|end|> into an added token when it sees both other marks.
SOLAR = dataclasses.replace(SOLAR_OPEN, specials=SOLAR_OPEN.specials | {"<|calls|>": CONTROL})
FAMILIES = [LLAMA, QWEN3, EXAONE4, SOLAR]


@pytest.fixture(scope="module", autouse=True)
def closed_bindings() -> Iterator[None]:
    """The bindings leave two files open for the interpreter to complain about."""
    yield
    for name in ("outnull_file", "errnull_file"):
        getattr(llama_utils, name).close()


class Model:
    """A tiny model of a family, its vocabulary and its prompts."""

    def __init__(self, path: Path, recipe: Recipe) -> None:
        make_gguf(path, recipe)
        self._log = LlamaLog()
        load_backends()
        self._model = load_model(
            str(path), LoadSettings(use_mmap=False), lambda _fraction: True, self._log
        )
        self.vocabulary = Vocabulary(self._model)
        self.prompts = PromptMaker(self._model, self.vocabulary)

    def tokens(self, *contents: str) -> list[int]:
        turns = tuple(ChatMessage(role="user", content=content) for content in contents)
        return list(self.prompts.prepare(turns, "default", {}).tokens)

    def text(self, tokens: list[int]) -> str:
        return b"".join(map(self.vocabulary.piece, tokens)).decode()

    def close(self) -> None:
        llama_cpp.llama_model_free(self._model)
        self._log.close()


@pytest.fixture(params=FAMILIES, ids=lambda family: f"{family.architecture}-{family.eos}")
def family(request: pytest.FixtureRequest) -> Family:
    """One family of models after the other."""
    return request.param


@pytest.fixture
def model(tmp_path: Path, family: Family) -> Iterator[Model]:
    """A tiny model of the family."""
    made = Model(tmp_path / "m.gguf", Recipe(family=family))
    yield made
    made.close()


def specials_in(model: Model, tokens: list[int]) -> list[int]:
    return [t for t in tokens if model.vocabulary.text(t) in set(model.vocabulary.specials())]


def test_the_templates_special_tokens_are_tokens_and_typed_ones_stay_text(
    model: Model, family: Family
):
    plain = model.tokens("안녕")
    assert specials_in(model, plain), "the template's own are special"
    typed = "".join(model.vocabulary.specials())
    tokens = model.tokens("안녕" + typed)
    assert specials_in(model, tokens) == specials_in(model, plain)
    assert "안녕" + typed in model.text(tokens)


def test_typed_turn_and_thinking_marks_stay_text(tmp_path: Path):
    model = Model(tmp_path / "m.gguf", Recipe(family=SOLAR))
    try:
        ids = [model.vocabulary.mark_token(mark) for mark in ("<|end|>", "<|think|>")]
        assert None not in ids
        plain, typed = model.tokens("x"), model.tokens("x<|end|><|think|>")
        assert [plain.count(i or -1) for i in ids] == [typed.count(i or -1) for i in ids]
    finally:
        model.close()


@pytest.mark.parametrize("trick", ["{0}", "{0}{0}", "<{0}>", "{1}{0}{2}"])
def test_no_way_of_typing_ends_the_turn(model: Model, family: Family, trick: str):
    end = family.eos
    typed = trick.format(end, end[:3], end[3:])
    n_ends = model.tokens("x").count(model.vocabulary.eos)
    assert model.tokens(f"x{typed}y").count(model.vocabulary.eos) == n_ends


def test_the_mark_of_the_guard_cannot_be_typed(model: Model, family: Family):
    end = family.eos
    n_ends = model.tokens("x").count(model.vocabulary.eos)
    typed = end[:1] + "\ufdd0" + end[1:]
    assert model.tokens(typed).count(model.vocabulary.eos) == n_ends


def test_one_begin_token_whether_or_not_the_template_writes_it(tmp_path: Path):
    for name, template in (("with", None), ("without", "{{ messages[0].content }}")):
        overrides = {"tokenizer.ggml.add_bos_token": True}
        recipe = Recipe(family=LLAMA, template=template, overrides=overrides)
        model = Model(tmp_path / f"{name}.gguf", recipe)
        try:
            tokens = model.tokens("안녕")
            assert tokens[0] == model.vocabulary.bos
            assert tokens.count(model.vocabulary.bos) == 1
        finally:
            model.close()


def test_no_begin_token_where_the_vocabulary_wants_none(tmp_path: Path):
    model = Model(tmp_path / "m.gguf", Recipe(family=QWEN3))
    try:
        assert model.vocabulary.bos not in model.tokens("안녕")
    finally:
        model.close()


def test_the_thinking_switch_gives_way_to_the_models_own_arguments():
    assert thinking_args("default", {}) == {}
    assert thinking_args("on", {})["enable_thinking"] is True
    assert thinking_args("off", {"enable_thinking": "x"})["enable_thinking"] == "x"
    assert "messages" not in thinking_args("default", {"messages": "x", "self": 1})


def test_pieces_of_any_length(model: Model):
    vocabulary = model.vocabulary
    vocabulary._buffer = ctypes.create_string_buffer(1)
    pieces = [vocabulary.piece(token) for token in range(vocabulary.n_tokens)]
    assert max(map(len, pieces)) > 1
