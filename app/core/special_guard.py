"""Keeps what people type from becoming control tokens.

A typed ``<|im_end|>`` must stay text. Before rendering, a mark is put into every occurrence of
a special token's text; after rendering, the prompt is cut at the marks and each part is
tokenised by itself, so that only the template's own special tokens are ever whole.
"""

import itertools
import re
from collections.abc import Iterable

MARK = "\ufdd0"
"""A noncharacter: it stands for nothing, and no text needs it."""
_START_SIZES = (16, 8, 4, 2)
_MAX_STARTS = 2000


class SpecialTexts:
    """The texts of a model's special tokens, ready to be found.

    Texts of one character cannot be cut and are left out, as is whitespace, which is no
    control token.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        found = {text for text in texts if len(text) > 1 and not text.isspace()}
        # What begins like a special token is cut as well: that is as safe, and a thousand
        # `<|reserved_special_token_…|>` are one. A file may name any number of them.
        starts: set[str] = set()
        for size in _START_SIZES:
            starts = {text[:size] for text in found if MARK not in text}
            if len(starts) <= _MAX_STARTS:
                break
        # Looking ahead finds occurrences that overlap, too.
        self._start = re.compile(f"(?={_any_of(sorted(starts))})") if starts else None

    def cuts(self, text: str) -> list[int]:
        """Return the places of ``text`` behind the first character of each such text."""
        if self._start is None:
            return []
        return [match.start() + 1 for match in self._start.finditer(text)]


def guard(text: str, specials: SpecialTexts) -> str:
    """Return ``text`` with a mark wherever it has to be cut."""
    clean = text.replace(MARK, "")
    edges = [0, *specials.cuts(clean), len(clean)]
    return MARK.join(clean[start:end] for start, end in itertools.pairwise(edges))


def split_guarded(rendered: str) -> list[str]:
    """Return the parts of a rendered prompt that are to be tokenised one by one."""
    return [part for part in rendered.split(MARK) if part]


def _any_of(texts: list[str]) -> str:
    """Return a pattern for sorted, distinct texts with one branch for each first character, so
    that many cost as little as a few. Of two that begin alike the shorter is enough."""
    branches: list[str] = []
    for _, group in itertools.groupby(texts, key=lambda text: text[0]):
        same = list(group)
        common = _shared_start(same[0], same[-1])
        rest = [text[len(common) :] for text in same]
        branches.append(re.escape(common) + (_any_of(rest) if rest[0] else ""))
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"


def _shared_start(first: str, last: str) -> str:
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(character for character, _ in pairs)
