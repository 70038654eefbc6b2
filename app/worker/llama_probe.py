"""Asks llama.cpp, name by name, whether it knows an architecture or a tokenizer.

It is handed a file of a few hundred bytes that carries the name and a vocabulary of three
tokens, to be read as far as the vocabulary. What it then says is the answer: an update of
llama.cpp changes it without a line changing here.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from gguf import GGUFWriter
from llama_cpp import llama_cpp

from app.core.engine_knowledge import EngineQuestion
from app.worker.llama_backends import load_backends
from app.worker.llama_log import LlamaLog
from app.worker.load_facts import load_error

_FILE_NAME = "asked.gguf"
_KNOWN_ARCHITECTURE = "llama"
_KNOWN_TOKENIZER = ("gpt2", "gpt-2")
_TOKENS = ["a", "b", "ab"]
_MERGES = ["a b"]
_NORMAL = 1
_MOST_CHARACTERS = 120
"""No longer name is read from a file's header."""
_REFUSALS = ("unknown_architecture", "unknown_tokenizer")


def answers(question: EngineQuestion, folder: Path) -> Iterator[bool]:
    """Yield whether each name is known, architectures first; files are made in ``folder``.

    Any other complaint than an unknown name is about the tiny file, and means that the name is
    known. A name may crash the process: what was yielded before stands.
    """
    load_backends()
    for architecture in question.architectures:
        yield _known(folder, architecture, *_KNOWN_TOKENIZER)
    for model, pre in question.tokenizers:
        yield _known(folder, _KNOWN_ARCHITECTURE, model or _KNOWN_TOKENIZER[0], pre)


def _known(folder: Path, architecture: str, model: str, pre: str) -> bool:
    names = (architecture, model, pre)
    if any(len(name) > _MOST_CHARACTERS or not name.isprintable() for name in names):
        # What llama.cpp says of it would not come back whole from its log.
        return False
    path = folder / _FILE_NAME
    _write(path, architecture, model, pre)
    params = llama_cpp.llama_model_default_params()
    params.vocab_only = True
    params.load_mode = llama_cpp.LLAMA_LOAD_MODE_NONE
    log = LlamaLog()
    try:
        loaded = llama_cpp.llama_model_load_from_file(os.fsencode(path), params)
        if loaded is not None:
            llama_cpp.llama_model_free(loaded)
            return True
        return load_error(log.lines()).problem.kind not in _REFUSALS
    finally:
        log.close()


def _write(path: Path, architecture: str, model: str, pre: str) -> None:
    writer = GGUFWriter(path, architecture)
    writer.add_tokenizer_model(model)
    if pre:
        writer.add_tokenizer_pre(pre)
    writer.add_token_list(_TOKENS)
    writer.add_token_types([_NORMAL] * len(_TOKENS))
    writer.add_token_scores([0.0] * len(_TOKENS))
    writer.add_token_merges(_MERGES)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
