"""Something that went wrong on the page, and what the person can do in spite of it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.catalogue import Catalogue
from app.core.problem import Problem

MOST_FAULTS = 3
"""Of the catalogue's faults that are named."""


@dataclass(frozen=True)
class Trouble:
    """``key`` is that of the row it is about; empty where it concerns the whole page."""

    problem: Problem
    key: str = ""
    again: Callable[[], object] | None = None
    """Tries once more."""
    anyway: Callable[[], object] | None = None
    """Goes on although something is amiss."""


def catalogue_trouble(catalogue: Catalogue) -> Trouble | None:
    """Return what of the catalogue could not be used, named; None where all of it was."""
    faults = [f"{entry.file} ({entry.detail})" for entry in catalogue.broken]
    if not faults:
        return None
    shown = ", ".join(faults[:MOST_FAULTS]) + (" …" if len(faults) > MOST_FAULTS else "")
    return Trouble(Problem(kind="catalogue_broken", params={"file": shown}))
