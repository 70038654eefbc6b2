"""Which words of an answer no other answer has there."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MAX_WORDS = 600
"""What follows in a longer answer is not looked at: comparing takes the square of the words."""
_WORD = re.compile(r"\s*\S+")


class Part(NamedTuple):
    """A piece of an answer; put together in order they are the answer."""

    text: str
    differs: bool


def differing_parts(answers: Sequence[str]) -> list[list[Part]]:
    """Return each answer in parts. A word differs where it is matched, in order, by a word of
    none of the other answers; with a single answer nothing differs."""
    words = [_WORD.findall(answer) for answer in answers]
    shared = [[False] * len(own) for own in words]
    for a in range(len(words)):
        for b in range(a + 1, len(words)):
            left = [_plain(word) for word in words[a][:MAX_WORDS]]
            right = [_plain(word) for word in words[b][:MAX_WORDS]]
            matcher = SequenceMatcher(None, left, right, autojunk=False)
            for at_a, at_b, size in matcher.get_matching_blocks():
                for k in range(size):
                    shared[a][at_a + k] = shared[b][at_b + k] = True
    alone = sum(bool(own) for own in words) < 2
    return [
        _parts(answer, own, [alone or s or i >= MAX_WORDS for i, s in enumerate(same)])
        for answer, own, same in zip(answers, words, shared, strict=True)
    ]


def _parts(answer: str, words: list[str], same: list[bool]) -> list[Part]:
    parts: list[Part] = []
    for word, is_same in zip(words, same, strict=True):
        if parts and parts[-1].differs is not is_same:
            parts[-1] = Part(parts[-1].text + word, not is_same)
        else:
            parts.append(Part(word, not is_same))
    rest = answer[sum(map(len, words)) :]
    if rest:
        parts.append(Part(rest, differs=False))
    return parts


def _plain(word: str) -> str:
    return word.strip().casefold().strip(".,!?\"'“”‘’()[]:;·…")
