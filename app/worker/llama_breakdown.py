"""What a context takes on each kind of memory, as llama.cpp adds it up.

The function behind it returns a C++ map by value; the bindings leave it out, so its nodes are
walked here, by the layout that the two C++ libraries have kept since they exist. Where neither
stands behind llama.cpp (Windows) there is no breakdown, and callers do without.
"""

import ctypes
import sys
from collections.abc import Iterator
from typing import Any

import msgspec
from llama_cpp import llama_cpp

from app.worker.ggml import ggml_function

_NAME = "_Z26llama_get_memory_breakdownPK13llama_context"
_MOST_KINDS = 256
"""Kinds of memory; more of them mean that the layout is another."""


class BufferBytes(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes of one kind of memory (``CPU``, ``CPU_REPACK``, ``CUDA0``, ``CUDA_Host`` …)."""

    buffer: str
    weights_bytes: int
    cache_bytes: int
    compute_bytes: int


class _Map(ctypes.Structure):
    """std::map as libstdc++ lays it out: an order, the header node, the count; libc++ has the
    leftmost node, the root and the count in the first three words."""

    _fields_ = [("words", ctypes.c_size_t * 6)]


class _Libcxx(ctypes.Structure):
    _fields_ = [("words", ctypes.c_size_t * 3)]


class _Entry(ctypes.Structure):
    """A pair of the map: the buffer type, then llama_memory_breakdown_data."""

    _fields_ = [
        ("buffer_type", ctypes.c_void_p),
        ("model", ctypes.c_size_t),
        ("context", ctypes.c_size_t),
        ("compute", ctypes.c_size_t),
    ]


class _Layout(msgspec.Struct, frozen=True):
    """Where, in words, a map has its root and its count, and a node its children."""

    kind: Any
    root: int
    count: int
    left: int
    right: int
    entry: int


_LIBSTDCXX = _Layout(_Map, root=2, count=5, left=2, right=3, entry=4)
_LIBCXX = _Layout(_Libcxx, root=1, count=2, left=0, right=1, entry=4)
_WORD = ctypes.sizeof(ctypes.c_size_t)


def memory_breakdown(context: llama_cpp.llama_context_p) -> tuple[BufferBytes, ...] | None:
    """Return the bytes by kind of memory; None where this llama.cpp does not tell them."""
    layout = _LIBCXX if sys.platform == "darwin" else _LIBSTDCXX
    try:
        ask = ggml_function(_NAME, layout.kind, llama_cpp.llama_context_p_ctypes)
        name = ggml_function("ggml_backend_buft_name", ctypes.c_char_p, ctypes.c_void_p)
    except OSError:
        return None
    words = ask(context).words
    if words[layout.count] > _MOST_KINDS:
        return None
    entries = list(_entries(layout, words[layout.root]))
    if len(entries) != words[layout.count]:
        return None
    return tuple(
        BufferBytes(
            buffer=(name(entry.buffer_type) or b"").decode("utf-8", "replace"),
            weights_bytes=entry.model,
            cache_bytes=entry.context,
            compute_bytes=entry.compute,
        )
        for entry in entries
    )


def _entries(layout: _Layout, root: int) -> Iterator[_Entry]:
    """Yield what the tree's nodes hold. A few of them stay allocated: the map's own end cannot
    be called from here."""
    waiting = [root]
    for _ in range(2 * _MOST_KINDS):
        if not waiting:
            return
        node = waiting.pop()
        if node:
            children = (ctypes.c_size_t * (layout.right + 1)).from_address(node)
            yield _Entry.from_address(node + layout.entry * _WORD)
            waiting += children[layout.left], children[layout.right]
