"""What ``models`` does with catalogue and library."""

import re
from dataclasses import dataclass
from typing import Any

from app.cli.catalogue_lookup import tell_faults, unknown_model
from app.cli.console import tell
from app.cli.document import error_document, print_document
from app.cli.failure_document import documented
from app.cli.hub_files import HubAnswers, ask_hub, tell_answers, unlisted_row, with_answers
from app.cli.model_page import details_document, page
from app.cli.model_rows import ModelRow, row_document, rows_of
from app.cli.model_words import badge_word, held_words, here_word, parameters
from app.cli.problem_sentence import problem_sentence
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.table import Column, print_table
from app.cli.unfinished import unfinished
from app.core.catalogue import Badge, Catalogue, Team
from app.core.engine_knowledge import EngineKnowledge
from app.core.model_files import starter_models
from app.core.problem import NaranhiError
from app.services.translation import tr

_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)


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
        rows = _rows(shelf, known)
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
        rows = _rows(shelf, known)
        tell_faults(shelf.catalogue, known)
        row, answers = _asked(shelf, rows, name)
        tell_answers(answers)
        accepted = shelf.accepted(row.model) if row.model else None
        if as_json:
            print_document(details_document(row, accepted) | _hub_document(answers))
        else:
            print(page(row, shelf.catalogue, accepted, session.language))
    return 0


def _asked(shelf: Shelf, rows: list[ModelRow], name: str) -> tuple[ModelRow, HubAnswers]:
    """Return what ``name`` means, with what the Hub says of it; a repo that the catalogue does
    not list is asked for too."""
    repo = name.partition(":")[0]
    row = _row(rows, name)
    if row is None and _REPO.fullmatch(repo):
        listed = shelf.catalogue.of_repo(repo)
        if listed is None:
            return unlisted_row(shelf, rows, repo)
        row = _row(rows, listed.id)
    if row is None:
        raise unknown_model(name, [row.id for row in rows])
    answers = ask_hub(shelf, row)
    return with_answers(row, answers), answers


def _hub_document(answers: HubAnswers) -> dict[str, Any]:
    return {
        "hub_asked": answers.asked,
        "hub_errors": [error_document(problem) for problem in answers.problems],
        "licence_conflicts": [problem.params for problem in answers.conflicts],
    }


def _rows(shelf: Shelf, known: EngineKnowledge) -> list[ModelRow]:
    begun = unfinished(shelf)
    return rows_of(shelf.catalogue, shelf.entries(), begun, known, shelf.session.language)


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


def _row(rows: list[ModelRow], name: str) -> ModelRow | None:
    wanted = name.partition(":")[0].casefold()
    for row in rows:
        if wanted == row.id.casefold() or name in {row.id, row.handle}:
            return row
        if any(file.path is not None and str(file.path) == name for file in row.files):
            return row
    return None


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
