"""Korean particles and question patterns.

A pattern such as ``"{n}(의|) 수도(는|가) <어디야>?"`` has three kinds of gaps: ``<어디야>`` is a
macro from texts/macros.toml, ``(a|b)`` a choice, and ``{n}`` a field, with the particle that
fits it when asked for: ``{n:은}`` gives 한국은 but 호주는. ``{p:은:’}`` puts a closing quotation
mark between the two.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

_HANGUL_FIRST, _HANGUL_COUNT, _FINALS = 0xAC00, 11172, 28
_FINAL_RIEUL = 8
_DIGIT_READINGS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
# The final consonant with which the Korean name of a Latin letter ends (L 엘, M 엠, N 엔, R 알).
_LETTER_FINALS = {"L": 8, "M": 16, "N": 4, "R": 8}

# Written after a final consonant, written after a vowel.
_PARTICLES = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "아": ("아", "야"),
    "이네": ("이네", "네"),
    "이야": ("이야", "야"),
    "이면": ("이면", "면"),
    "이란": ("이란", "란"),
    "이랑": ("이랑", "랑"),
    "이라고": ("이라고", "라고"),
    "이라는": ("이라는", "라는"),
}

_MACRO = re.compile(r"<([^<>]+)>")
_CHOICE = re.compile(r"\(([^()]*)\)")
_TRAILING_MARKS = "\"'’”).… "


def final_consonant(word: str) -> int:
    """Index of the last syllable's final consonant; 0 means that the word ends in a vowel."""
    bare = word.rstrip(_TRAILING_MARKS)
    last = bare[-1]
    if last.isdigit():
        return _number_final(bare)
    code = ord(last) - _HANGUL_FIRST
    if 0 <= code < _HANGUL_COUNT:
        return code % _FINALS
    return _LETTER_FINALS.get(last.upper(), 0)


def _number_final(text: str) -> int:
    digits = re.search(r"\d+$", text)
    number = digits.group() if digits else "0"
    zeros = len(number) - len(number.rstrip("0"))
    if number.strip("0") and zeros:
        # 십 ends in ㅂ, 백 in ㄱ, 천 in ㄴ; only whether it is a vowel or ㄹ matters here.
        return {1: 17, 2: 1, 3: 4}.get(zeros, 4)
    return final_consonant(_DIGIT_READINGS[number[-1]])


def particle(word: str, name: str) -> str:
    """The form of a particle that follows ``word``; ``name`` is the form after a consonant."""
    final = final_consonant(word)
    if name == "로":
        return "로" if final in (0, _FINAL_RIEUL) else "으로"
    after_consonant, after_vowel = _PARTICLES[name]
    return after_consonant if final else after_vowel


class Word(str):
    """A string whose format specification is a particle."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        name, _, mark = spec.partition(":")
        return f"{self!s}{mark}{particle(self, name)}"


class Patterns:
    """Turns patterns into sentences, choosing with the random generator it is given."""

    def __init__(self, macros: Mapping[str, str], rng: random.Random) -> None:
        self._macros = macros
        self._rng = rng

    def fill(self, pattern: str, fields: Mapping[str, str] | None = None) -> str:
        """One sentence of the pattern. KeyError for a macro, field or particle not known."""
        text = _MACRO.sub(lambda found: self._macros[found.group(1)], pattern)
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda found: self._rng.choice(found.group(1).split("|")), text)
        words = {name: Word(value) for name, value in (fields or {}).items()}
        return re.sub(r" {2,}", " ", text.format(**words)).strip()
