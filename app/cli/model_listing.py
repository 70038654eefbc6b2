"""What ``models`` does with catalogue and library."""

from dataclasses import dataclass
from typing import Any

from app.cli.catalogue_lookup import tell_faults, unknown_model
from app.cli.console import tell
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.cli.model_page import details_document, page
from app.cli.model_rows import ModelRow, row_document, rows_of
from app.cli.model_words import badge_word, held_words, here_word, parameters
from app.cli.problem_sentence import problem_sentence
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.table import Column, print_table
from app.core.catalogue import Badge, Catalogue, Team
from app.core.model_files import starter_models
from app.core.problem import NaranhiError
from app.services.translation import tr


@dataclass(frozen=True)
class Filter:
    """Which models to list."""

    team: str | None = None
    badge: Badge | None = None
    here: bool = False


def list_models(session: Session, wanted: Filter, *, as_json: bool) -> int:
    """Print the models that fit; return the exit status."""
    with Shelf(session) as shelf:
        team = _team(shelf.catalogue, wanted.team, session.language)
        known = shelf.knowledge()
        rows = rows_of(shelf.catalogue, shelf.entries(), known, session.language)
        found = [row for row in rows if _fits(row, team, wanted)]
        tell_faults(shelf.catalogue, known)
        if as_json:
            print_document([row_document(row) for row in found])
        elif found:
            _print_rows(found, shelf.catalogue, session.language)
            _tell_more(session)
        else:
            tell(tr("맞는 모델이 없습니다."))
    return 0


def show_model(session: Session, name: str, *, as_json: bool) -> int:
    """Print everything about one model; return the exit status."""
    with documented(as_json=as_json, id=name), Shelf(session) as shelf:
        known = shelf.knowledge()
        rows = rows_of(shelf.catalogue, shelf.entries(), known, session.language)
        row = _row(rows, name)
        tell_faults(shelf.catalogue, known)
        accepted = shelf.accepted(row.model) if row.model else None
        if as_json:
            print_document(details_document(row, accepted))
        else:
            print(page(row, shelf.catalogue, accepted, session.language))
    return 0


def _fits(row: ModelRow, team: Team | None, wanted: Filter) -> bool:
    return (
        (team is None or row.team == team.id)
        and (wanted.badge is None or row.badge == wanted.badge)
        and (not wanted.here or row.loads_here is True)
    )


def _team(catalogue: Catalogue, name: str | None, language: str) -> Team | None:
    if name is None:
        return None
    for team in catalogue.teams:
        if name.casefold() in {team.id, team.name.ko.casefold(), team.name.en.casefold()}:
            return team
    known = ", ".join(f"{team.id} ({team.name.say(language)})" for team in catalogue.teams)
    raise RefusalError(tr("그런 팀이 없습니다. 팀: {teams}").format(teams=known), 2)


def _row(rows: list[ModelRow], name: str) -> ModelRow:
    wanted = name.partition(":")[0].casefold()
    for row in rows:
        if wanted == row.id.casefold() or name in {row.id, row.handle}:
            return row
        if any(file.path is not None and str(file.path) == name for file in row.files):
            return row
    raise unknown_model(name, [row.id for row in rows])


def _print_rows(rows: list[ModelRow], catalogue: Catalogue, language: str) -> None:
    columns = [
        Column("ID"),
        Column(tr("이름"), wide=True, spare=True),
        Column(tr("만든 곳"), spare=True),
        Column(tr("크기"), right=True),
        Column(tr("상업적 이용")),
        Column(tr("여기서")),
        Column(tr("이 PC에 있는 것")),
    ]
    print_table(columns, [_cells(row, catalogue, language) for row in rows])


def _cells(row: ModelRow, catalogue: Catalogue, language: str) -> list[str]:
    team = catalogue.team(row.team)
    document: dict[str, Any] = row_document(row)
    return [
        row.handle or row.id,
        row.name,
        team.name.say(language) if team else "",
        parameters(row.parameters, document["active_parameters"]),
        badge_word(row.badge),
        here_word(row),
        held_words(row),
    ]


def _tell_more(session: Session) -> None:
    try:
        starters = starter_models(session.resources)
    except NaranhiError as error:
        tell(problem_sentence(error.problem))
        return
    names = ", ".join(model.id for model in starters)
    tell(tr("연습용 모델 {names}도 있습니다(받지 않아도 됩니다).").format(names=names))
    tell(tr("자세히: {details} · 받기: {pull}").format(details="models ID", pull="pull ID"))
