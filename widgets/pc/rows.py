"""The table's rows and columns as values: models by team, quantisations by size."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.catalogue import Catalogue, CatalogueModel, Team
from app.core.fit.catalogue_facts import bits_of
from app.core.fit.table import TableRow
from app.core.problem import Problem
from widgets.models.rows import fold

Key = tuple[str, str]
"""Id of a model, quantisation."""
Judge = Callable[[CatalogueModel], Problem | None]
_ALWAYS = ("Q4_K_M", "Q8_0")
"""Columns that are there whatever is offered."""


@dataclass(frozen=True)
class Offer:
    """A model in a quantisation, as far as its size is known."""

    row: TableRow
    offered: bool = True
    """Whether the catalogue knows a file of it."""

    @property
    def key(self) -> Key:
        """Which cell it is."""
        return self.row.model_id, self.row.quantisation.upper()


@dataclass(frozen=True)
class FitRow:
    """One model."""

    model: CatalogueModel
    team: Team | None
    problem: Problem | None
    """Why the engine cannot load it, where the catalogue has no words of its own."""
    haystack: str

    @property
    def key(self) -> str:
        """Id of the model."""
        return self.model.id

    @property
    def runs(self) -> bool:
        """Whether nothing is known that keeps it from running on any PC."""
        return self.problem is None and self.model.cannot_run is None


@dataclass(frozen=True)
class TeamRow:
    """A heading above a team's models."""

    team: Team


@dataclass(frozen=True)
class Filter:
    """Which rows are shown; the empty values ask for nothing."""

    words: str = ""
    team: str = ""
    runs_here: bool = False
    """Only models that run on this PC in at least one quantisation."""


def build_rows(catalogue: Catalogue, judge: Judge) -> list[FitRow]:
    """Return a row a model: national teams first, each team's from small to large."""
    rows: list[FitRow] = []
    for team in sorted(catalogue.teams, key=lambda team: not team.national):
        models = sorted(catalogue.of_team(team.id), key=lambda model: model.parameters_b)
        rows += (FitRow(model, team, judge(model), _haystack(model, team)) for model in models)
    known = {team.id for team in catalogue.teams}
    rows += (
        FitRow(model, None, judge(model), _haystack(model, None))
        for model in catalogue.models
        if model.team not in known
    )
    return rows


def columns(offers: Iterable[Offer]) -> tuple[str, ...]:
    """Return the quantisations that have a column, from small to large."""
    return tuple(sorted({*(offer.key[1] for offer in offers), *_ALWAYS}, key=_place))


def choose(rows: Sequence[FitRow], wanted: Filter, here: Mapping[str, bool]) -> list[FitRow]:
    """Return the rows that ``wanted`` lets through; ``here`` says which models run here."""
    words = fold(wanted.words).split()
    return [
        row
        for row in rows
        if (not wanted.team or row.model.team == wanted.team)
        and (not wanted.runs_here or here.get(row.key, False))
        and all(word in row.haystack for word in words)
    ]


def with_teams(rows: Iterable[FitRow]) -> list[FitRow | TeamRow]:
    """Return ``rows`` with a heading above each team's."""
    items: list[FitRow | TeamRow] = []
    last: Team | None = None
    for row in rows:
        if row.team is not None and row.team != last:
            items.append(TeamRow(row.team))
        last = row.team
        items.append(row)
    return items


def _place(quantisation: str) -> tuple[float, str]:
    bits = bits_of(quantisation)
    return float("inf") if bits is None else bits, quantisation


def _haystack(model: CatalogueModel, team: Team | None) -> str:
    names = (team.name.ko, team.name.en) if team is not None else ()
    return fold(
        model.id, model.name.ko, model.name.en, model.repo, *names, model.architecture, model.family
    )
