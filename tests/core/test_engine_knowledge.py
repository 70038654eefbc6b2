"""What is judged by what llama.cpp knows, and what has to be asked first."""

import msgspec

from app.core.engine_knowledge import EngineKnowledge, EngineQuestion, tokenizer_key
from app.core.problem import Problem

KNOWN = EngineKnowledge(
    library="1",
    architectures={"llama": True, "vaetki": False},
    tokenizers={"gpt2/llama-bpe": True, "gpt2/hyperclovax": False, "gpt2/": True, "odd/": False},
)


def test_names_that_llama_cpp_knows_are_fine():
    assert KNOWN.judge("llama", "gpt2", "llama-bpe") is None
    assert KNOWN.loads("llama", "gpt2", "llama-bpe") is True
    assert KNOWN.loads("llama", "gpt2") is True
    assert KNOWN.loads("llama") is True


def test_names_that_it_does_not_know_are_refused():
    assert KNOWN.judge("vaetki", "gpt2", "llama-bpe") == Problem(
        kind="unknown_architecture", params={"architecture": "vaetki"}
    )
    assert KNOWN.judge("llama", "gpt2", "hyperclovax") == Problem(
        kind="unknown_tokenizer", params={"tokenizer": "hyperclovax"}
    )
    assert KNOWN.judge("llama", "odd") == Problem(
        kind="unknown_tokenizer", params={"tokenizer": "odd"}
    )
    assert KNOWN.loads("vaetki") is KNOWN.loads("llama", "gpt2", "hyperclovax") is False


def test_what_was_not_asked_is_not_judged():
    assert KNOWN.judge("exaone", "gpt2", "exaone") is None
    assert KNOWN.loads("exaone", "gpt2", "exaone") is None
    assert KNOWN.loads("llama", "gpt2", "exaone") is None
    assert KNOWN.loads("exaone", "gpt2", "hyperclovax") is False
    assert KNOWN.loads("") is None
    nothing = EngineKnowledge(problem=Problem(kind="engine_missing"))
    assert nothing.judge("vaetki", "odd", "x") is None
    assert nothing.loads("vaetki", "odd", "x") is None


def test_a_pre_tokenizer_alone_is_of_byte_pairs():
    assert KNOWN.judge("llama", "", "hyperclovax") is not None
    assert tokenizer_key("", "x") == tokenizer_key("gpt2", "x")


def test_what_has_to_be_asked_first():
    names = ["llama", "exaone", "", "exaone"]
    tokenizers = [("gpt2", "exaone"), ("gpt2", "llama-bpe"), ("", ""), ("", "hyperclovax")]
    assert KNOWN.lacks(names, tokenizers) == EngineQuestion(
        architectures=("exaone",), tokenizers=(("gpt2", "exaone"),)
    )
    assert KNOWN.lacks(["llama"]).empty


def test_more_is_learnt():
    both = KNOWN.joined(EngineKnowledge(architectures={"exaone": True}, tokenizers={"a/b": False}))
    assert both.library == "1"
    assert both.architectures == {"llama": True, "vaetki": False, "exaone": True}
    assert both.loads("llama", "a", "b") is False


def test_it_can_be_kept():
    kept = msgspec.json.decode(msgspec.json.encode(KNOWN), type=EngineKnowledge)
    assert kept == KNOWN
