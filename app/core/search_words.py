"""Text cut into pairs of characters, by which any part of a Korean sentence can be found.

An index of words would find 수도 in 수도 alone, not in 수도는: Korean hangs its particles on
words. Pairs find every piece of two characters and more exactly, single ones by prefix.
"""

import unicodedata

MAX_INDEXED_CHARS = 20_000
"""Of one text; what lies behind is not found by search."""


def plain(text: str) -> str:
    """Return ``text`` as it is compared: NFC, without case."""
    return unicodedata.normalize("NFC", text).casefold()


def pairs_of(text: str) -> str:
    """Return the words of the index for ``text``: each character with the one behind it; at the
    end of a word the character alone."""
    out: list[str] = []
    for word in _words(plain(text[:MAX_INDEXED_CHARS])):
        out += [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        if len(word) > 1:
            out.append(word[-1])
    return " ".join(out)


def query_of(text: str) -> str:
    """Return the query of SQLite's FTS5 for all words of ``text``; empty where there is
    nothing to look for."""
    return " AND ".join(_phrase(word) for word in _words(plain(text)))


def _phrase(word: str) -> str:
    if len(word) == 1:
        return f'"{word}" *'
    pairs = " ".join(word[i : i + 2] for i in range(len(word) - 1))
    return f'"{pairs}"'


def _words(text: str) -> list[str]:
    """Split at everything that is neither letter nor digit; what a tokenizer would drop must
    not stand in a phrase."""
    return "".join(c if c.isalnum() else " " for c in text).split()
