"""A comparison as a poster: what visitors see from three metres away."""

import msgspec

MAX_ANSWERS = 4


class _Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the values below."""


class PosterAnswer(_Frozen, frozen=True):
    """One model: what it said, and one figure large enough to be read from afar."""

    name: str
    text: str
    figure: str
    """Such as ``49``; "–" where it is undefined."""
    unit: str
    notes: tuple[str, ...] = ()
    """Smaller figures."""
    fastest: bool = False
    """Clearly faster than every other."""


class Poster(_Frozen, frozen=True, tag="poster"):
    """Texts are worded, in one language."""

    question: str
    answers: tuple[PosterAnswer, ...]
    verdict: str
    label: str
    """How it was taken, such as ``공정 · 5회``."""
    footer: str
    language: str
    brand: str
    fastest: str
    """What marks the fastest."""
    left_out: str = ""
    """That there were more models than a poster holds; empty where there were not."""
