"""GGUF files with something wrong, each made from a whole tiny one."""

import struct
from dataclasses import replace
from pathlib import Path

from tests.helpers.gguf_maker import Recipe, make_gguf

NO_TEMPLATE = Recipe(template="")
UNKNOWN_ARCHITECTURE = Recipe(architecture="never-heard-of")
UNKNOWN_TOKENIZER = Recipe(tokenizer_pre="never-heard-of")
UNKNOWN_TOKENIZER_MODEL = Recipe(overrides={"tokenizer.ggml.model": "never-heard-of"})


def make_empty(path: Path) -> Path:
    """Write a file of no bytes."""
    path.write_bytes(b"")
    return path


def make_not_gguf(path: Path) -> Path:
    """Write a file that is no GGUF: the start of a web page, as a failed download leaves it."""
    path.write_bytes(b"<!DOCTYPE html>\n<html><head><title>404</title></head></html>\n" * 20)
    return path


def make_cut_off(path: Path, n_bytes: int | None = None) -> Path:
    """Write the first ``n_bytes`` of a whole file; None leaves out the last 100 bytes."""
    data = whole_bytes(path)
    path.write_bytes(data[: -100 if n_bytes is None else n_bytes])
    return path


def make_patched(path: Path, offset: int, value: bytes) -> Path:
    """Write a whole file with ``value`` over what lay at ``offset``."""
    data = bytearray(whole_bytes(path))
    data[offset : offset + len(value)] = value
    path.write_bytes(data)
    return path


def make_lying(path: Path, what: str, number: int) -> Path:
    """Write a whole file that tells a wrong ``number``: ``tensors``, ``keys``, ``key`` (length
    of the first key), ``value`` (length of the first string), ``name`` (of the first tensor)
    or ``tokens`` (length of the vocabulary)."""
    data = whole_bytes(path)
    offsets = {
        "tensors": 8,
        "keys": 16,
        "key": 24,
        "value": 32 + len("general.architecture") + 4,
        "name": data.index(b"token_embd.weight") - 8,
        "tokens": data.index(b"tokenizer.ggml.tokens") + len(b"tokenizer.ggml.tokens") + 8,
    }
    return make_patched(path, offsets[what], struct.pack("<Q", number))


def whole_bytes(path: Path, recipe: Recipe | None = None) -> bytes:
    """Return the bytes of a whole file made beside ``path``."""
    made = make_gguf(path.with_name(path.name + ".whole"), recipe or replace(Recipe()))
    data = made.read_bytes()
    made.unlink()
    return data
