"""Makes GGUF files of any size whose weights mean nothing, for measuring: as quick as the disk.

Source of the format: the GGUF specification in ggml's documentation, version 3.
"""

import random
import struct
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

import msgspec

from app.core import gguf_types as types
from app.core.gguf_types import TENSOR_TYPES

ALIGNMENT = 32
CHUNK_BYTES = 8 * 1024 * 1024
"""Made once and written again and again: what lies in memory twice is read twice."""
_SEED = 1

_Scales = dict[int, float]
_SCALES: Final[dict[str, _Scales]] = {
    "Q4_0": {0: 2**-7},
    "Q4_1": {0: 2**-7, 2: -(2**-4)},
    "Q5_0": {0: 2**-8},
    "Q5_1": {0: 2**-8, 2: -(2**-4)},
    "Q8_0": {0: 2**-11},
    "Q2_K": {80: 2**-9, 82: 1.5 * 2**-9},
    "Q3_K": {108: 2**-10},
    "Q4_K": {0: 2**-13, 2: 2**-10},
    "Q5_K": {0: 2**-14, 2: 2**-10},
    "Q6_K": {208: 2**-14},
    "IQ2_XXS": {0: 2**-11},
    "IQ2_XS": {0: 2**-11},
    "IQ2_S": {0: 2**-11},
    "IQ3_XXS": {0: 2**-12},
    "IQ3_S": {0: 2**-12},
    "IQ4_NL": {0: 2**-11},
    "IQ4_XS": {0: 2**-14},
}
"""Where the f16 scales lie in a block, and what makes its weights about as large as a trained
model's (0.03), as many above zero as below; every other bit may be anything. What looks back at
larger ones takes twice as long: its numbers leave the range that processors are quick in."""
_FLOATS: Final[dict[str, tuple[int, int, int]]] = {"F16": (2, 0x24, 0xA4), "BF16": (2, 0x3C, 0xBC)}
"""Bytes a value, and the highest byte of every first and every second one: about ±1/64."""

MAKEABLE: Final = frozenset((*_SCALES, *_FLOATS))
"""Tensor types that can be made."""


class MadeShape(msgspec.Struct, frozen=True, kw_only=True):
    """Sizes of a model of the ``llama`` architecture, all its matrices of one ``type``, but for
    the tables of input and output where they have a type of their own."""

    type: str
    table_type: str = ""
    n_layers: int
    width: int
    n_head: int
    n_head_kv: int
    n_ff: int
    head_size: int = 0
    """0: the width, divided among the heads."""
    n_vocab: int = 256
    n_ctx: int = 4096

    @property
    def key_size(self) -> int:
        """Width of one head."""
        return self.head_size or self.width // self.n_head

    @property
    def token_bytes(self) -> int:
        """Bytes of all tensors that a token goes through: all but the input's table."""
        return sum(_n_bytes(size, kind) for _, size, kind in list(_tensors(self))[1:])

    @property
    def token_rows(self) -> int:
        """Rows of all matrices that a token goes through."""
        return sum(size[1] for _, size, _ in list(_tensors(self))[1:] if len(size) > 1)

    @property
    def prompt_bytes(self) -> int:
        """Bytes of the tensors that every token of a prompt goes through."""
        return sum(_n_bytes(size, kind) for size, kind in self._prompt_tensors())

    @property
    def prompt_rows(self) -> int:
        """Rows of the matrices among them."""
        return sum(size[1] for size, _ in self._prompt_tensors() if len(size) > 1)

    def _prompt_tensors(self) -> Iterator[tuple[tuple[int, ...], str]]:
        """Give shape and type of each; behind the last look back only the last token is
        followed."""
        last = f"blk.{self.n_layers - 1}."
        before = tuple(f"{last}attn_{name}.weight" for name in "qkv")
        for name, size, kind in _tensors(self):
            if name.startswith("blk.") and (not name.startswith(last) or name in before):
                yield size, kind

    @property
    def weights_bytes(self) -> int:
        """Bytes of all tensors, without padding."""
        return sum(_n_bytes(size, kind) for _, size, kind in _tensors(self))


def write_gguf(path: Path, shape: MadeShape) -> Generator[int]:
    """Write a model, yielding the bytes written after each piece; may be given up in between.

    Raises OSError. ``shape.type`` must be one of :data:`MAKEABLE`.
    """
    with path.open("wb") as file:
        file.write(_header(shape))
        chunks = {kind: _chunk(kind) for kind in {shape.type, shape.table_type or shape.type}}
        ones = struct.pack("<f", 1.0)
        for _, size, kind in _tensors(shape):
            left = _n_bytes(size, kind)
            data = memoryview(ones * (left // 4) if kind == "F32" else chunks[kind])
            while left:
                left -= file.write(data[: min(left, len(data))])
                yield file.tell()
            file.write(bytes(-file.tell() % ALIGNMENT))


def _tensors(shape: MadeShape) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Give name, shape (fastest dimension first) and type of each tensor."""
    width, kind = shape.width, shape.type
    table = shape.table_type or kind
    q_width, kv_width = shape.key_size * shape.n_head, shape.key_size * shape.n_head_kv
    yield "token_embd.weight", (width, shape.n_vocab), table
    yield "output_norm.weight", (width,), "F32"
    yield "output.weight", (width, shape.n_vocab), table
    for index in range(shape.n_layers):
        prefix = f"blk.{index}."
        yield f"{prefix}attn_norm.weight", (width,), "F32"
        yield f"{prefix}attn_q.weight", (width, q_width), kind
        yield f"{prefix}attn_k.weight", (width, kv_width), kind
        yield f"{prefix}attn_v.weight", (width, kv_width), kind
        yield f"{prefix}attn_output.weight", (q_width, width), kind
        yield f"{prefix}ffn_norm.weight", (width,), "F32"
        yield f"{prefix}ffn_gate.weight", (width, shape.n_ff), kind
        yield f"{prefix}ffn_up.weight", (width, shape.n_ff), kind
        yield f"{prefix}ffn_down.weight", (shape.n_ff, width), kind


_NUMBERS = {name: (number, block, size) for number, (name, block, size) in TENSOR_TYPES.items()}


def _n_bytes(size: tuple[int, ...], kind: str) -> int:
    _, block, block_bytes = _NUMBERS[kind]
    n_values = 1
    for count in size:
        n_values *= count
    return n_values // block * block_bytes


def _chunk(kind: str) -> bytes:
    """Return whole blocks of random bits that are finite numbers."""
    block_bytes = _NUMBERS[kind][2]
    n_blocks = CHUNK_BYTES // (2 * block_bytes) * 2
    data = bytearray(random.Random(_SEED).randbytes(n_blocks * block_bytes))
    for offset, scale in _SCALES.get(kind, {}).items():
        for place, value in enumerate(struct.pack("<e", scale), offset):
            data[place::block_bytes] = bytes([value]) * n_blocks
    if kind in _FLOATS:
        size, first, second = _FLOATS[kind]
        data[size - 1 :: 2 * size] = bytes([first]) * (n_blocks // 2)
        data[2 * size - 1 :: 2 * size] = bytes([second]) * (n_blocks // 2)
    return bytes(data)


def _header(shape: MadeShape) -> bytes:
    tensors, keys = list(_tensors(shape)), _keys(shape)
    parts = [b"GGUF", struct.pack("<IQQ", 3, len(tensors), len(keys))]
    parts += [_text(name) + packed for name, packed in keys.items()]
    offset = 0
    for name, size, kind in tensors:
        number = _NUMBERS[kind][0]
        parts.append(_text(name) + struct.pack(f"<I{len(size)}Q", len(size), *size))
        parts.append(struct.pack("<IQ", number, offset))
        offset += -(-_n_bytes(size, kind) // ALIGNMENT) * ALIGNMENT
    header = b"".join(parts)
    return header + bytes(-len(header) % ALIGNMENT)


def _keys(shape: MadeShape) -> dict[str, bytes]:
    """Return the packed value of each key, its type first."""
    counts = {
        "block_count": shape.n_layers,
        "context_length": shape.n_ctx,
        "embedding_length": shape.width,
        "feed_forward_length": shape.n_ff,
        "attention.head_count": shape.n_head,
        "attention.head_count_kv": shape.n_head_kv,
        "attention.key_length": shape.key_size,
        "attention.value_length": shape.key_size,
        "rope.dimension_count": shape.key_size,
        "vocab_size": shape.n_vocab,
    }
    epsilon = struct.pack("<If", types.F32, 1e-5)
    return {
        "general.architecture": _packed_text("llama"),
        "general.name": _packed_text("made for measuring"),
        **{f"llama.{key}": struct.pack("<II", types.U32, n) for key, n in counts.items()},
        "llama.attention.layer_norm_rms_epsilon": epsilon,
        "tokenizer.ggml.model": _packed_text("llama"),
        "tokenizer.ggml.tokens": _packed_texts([f"<{n}>" for n in range(shape.n_vocab)]),
        "tokenizer.ggml.scores": _packed_zeros(types.F32, shape.n_vocab),
    }


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _packed_text(text: str) -> bytes:
    return struct.pack("<I", types.STRING) + _text(text)


def _packed_texts(texts: list[str]) -> bytes:
    head = struct.pack("<IIQ", types.ARRAY, types.STRING, len(texts))
    return head + b"".join(map(_text, texts))


def _packed_zeros(kind: int, count: int) -> bytes:
    return struct.pack("<IIQ", types.ARRAY, kind, count) + bytes(types.NUMBERS[kind].size * count)
