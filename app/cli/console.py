"""Writing to a terminal: text from models and files is made harmless first."""

import re
import sys
import unicodedata
from functools import cache
from typing import TextIO

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and newline, and the marks that turn the writing direction: a
model's text must not move the cursor, colour the terminal or reorder what stands there."""
TAB = "    "
JOINING_JAMO = range(0x1160, 0x1200)
"""Vowels and final consonants of decomposed Hangul: they join the syllable before them."""


def printable(text: str) -> str:
    """Return ``text`` with control characters made visible, so that a terminal only shows it.

    Carriage returns are left out and tabs become spaces, whatever stands before them: a text
    gives the same however it was cut into pieces.
    """
    return _CONTROL.sub(_show, text.replace("\r", "").replace("\t", TAB))


def one_line(text: str) -> str:
    """Return ``text`` as one printable line."""
    return printable(" ".join(text.split()))


def cell_width(text: str) -> int:
    """Return how many columns a terminal needs for ``text``: two for Hangul."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def tell(sentence: str) -> None:
    """Say something to the person, on stderr: stdout belongs to what was asked for."""
    print(one_line(sentence), file=sys.stderr, flush=True)


def is_terminal(stream: TextIO) -> bool:
    """Return whether a person looks at ``stream``."""
    return stream.isatty()


@cache
def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"} or ord(char) in JOINING_JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _show(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"
