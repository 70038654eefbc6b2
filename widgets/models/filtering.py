"""Which rows are shown: words, team, size, licence, state, and what runs here."""

from dataclasses import dataclass

from app.core.catalogue import Badge
from widgets.models.rows import ModelRow, RowState, fold

SIZE_LIMITS_B = (2.0, 4.0, 9.0, 16.0)
"""Upper ends of the size classes, 10⁹ parameters; what is larger has a class of its own."""
LARGER = float("inf")

_GIB = 2**30
_FITS = ((7, 2.0), (14, 4.0), (28, 9.0), (56, 16.0))
"""Below this much memory (GiB), models up to this size run well at four bits a weight."""


@dataclass(frozen=True)
class Filter:
    """What the person asked for; the empty values ask for nothing."""

    words: str = ""
    team: str = ""
    """Section of the list."""
    size_b: float | None = None
    """A limit of :data:`SIZE_LIMITS_B`, or :data:`LARGER` for what is above the last."""
    badge: Badge | None = None
    state: RowState | None = None
    runs: bool = False

    @property
    def empty(self) -> bool:
        """Whether everything is shown."""
        return self == Filter()


def suits(memory_bytes: int) -> float:
    """Return the size class that runs well in so much memory; :data:`LARGER` beyond the last."""
    gib = memory_bytes / _GIB
    return next((limit for least, limit in _FITS if gib < least), LARGER)


def choose(rows: list[ModelRow], wanted: Filter) -> list[ModelRow]:
    """Return the rows that ``wanted`` lets through, in their order. All words must be found."""
    words = fold(wanted.words).split()
    return [row for row in rows if _fits(row, wanted) and all(w in row.haystack for w in words)]


def _fits(row: ModelRow, wanted: Filter) -> bool:
    if wanted.team and row.section != wanted.team:
        return False
    if wanted.state is not None and row.state != wanted.state:
        return False
    if wanted.runs and not row.runs:
        return False
    if wanted.badge is not None and _badge(row) != wanted.badge:
        return False
    return wanted.size_b is None or _in_class(row.parameters_b, wanted.size_b)


def _badge(row: ModelRow) -> Badge:
    return "unverified" if row.model is None else row.model.licence.badge


def _in_class(parameters_b: float | None, limit_b: float) -> bool:
    if parameters_b is None:
        return False
    if limit_b == LARGER:
        return parameters_b > SIZE_LIMITS_B[-1]
    return parameters_b <= limit_b
