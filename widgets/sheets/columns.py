"""Which model stands in which column, and what it is called there."""

import random
from dataclasses import dataclass

from app.store.sheet_store import StoredSheetRun


@dataclass(frozen=True)
class Column:
    """One column of the table. ``model`` is its place in the plan."""

    model: int
    name: str


def columns_of(stored: StoredSheetRun) -> tuple[Column, ...]:
    """Return the columns: in the plan's order by name, or shuffled as A, B, C."""
    models = stored.plan.models
    if is_blind(stored):
        return tuple(Column(m, chr(ord("A") + i)) for i, m in enumerate(stored.blind_order))
    names = [planned.model.id for planned in models]
    shown = [
        planned.model.id if planned.model.practice else planned.model.name for planned in models
    ]
    return tuple(
        Column(place, _numbered(shown[place] if names.count(name) == 1 else name, names, place))
        for place, name in enumerate(names)
    )


def is_blind(stored: StoredSheetRun) -> bool:
    """Tell whether names and speeds are hidden."""
    return sorted(stored.blind_order) == list(range(len(stored.plan.models)))


def shuffled(n_models: int) -> tuple[int, ...]:
    """Return an order nobody can guess."""
    order = list(range(n_models))
    random.SystemRandom().shuffle(order)
    return tuple(order)


def _numbered(shown: str, names: list[str], place: int) -> str:
    """Return a name that tells the same model in two columns apart."""
    name = names[place]
    if names.count(name) == 1:
        return shown
    return f"{shown} ({names[: place + 1].count(name)})"
