"""Something that went wrong on the page, and what the person can do in spite of it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.problem import Problem


@dataclass(frozen=True)
class Trouble:
    """``key`` is that of the row it is about; empty where it concerns the whole page."""

    problem: Problem
    key: str = ""
    again: Callable[[], object] | None = None
    """Tries once more."""
    anyway: Callable[[], object] | None = None
    """Goes on although something is amiss."""
