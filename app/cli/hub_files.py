"""What the Hub has of a model: sizes, hashes and revisions as they are now. It wins over what
the catalogue says; of licences the original's counts."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.cli.console import tell
from app.cli.model_rows import FileRow, ModelRow
from app.cli.problem_sentence import problem_sentence
from app.cli.shelf import Shelf
from app.core.problem import HubError, Problem
from app.core.safe_names import group_parts, quantisation_of_name
from app.services.licences import unlisted_model
from app.services.translation import tr

if TYPE_CHECKING:
    from app.hub.listing import RepoFacts


@dataclass(frozen=True)
class HubAnswers:
    """What it said about a model's repos; ``asked`` is False where it may not be asked."""

    asked: bool = False
    repos: tuple["RepoFacts", ...] = ()
    problems: tuple[Problem, ...] = ()
    conflicts: tuple[Problem, ...] = field(default=())
    """Copies that claim another licence than the original's."""


def ask_hub(shelf: Shelf, row: ModelRow) -> HubAnswers:
    """Ask about the repos of a model, unless the program is offline."""
    model = row.model
    # What cannot run is not downloaded either: nobody need wait for what there is of it.
    wanted = model is not None and model.cannot_run is None
    repos = [repo.repo for repo in model.repos] if model is not None and wanted else []
    if not repos or shelf.access.offline:
        return HubAnswers()
    tell(tr("{model}: 저장소를 보는 중").format(model=row.id))
    from app.services.acquisition import licence_conflict

    found: list[RepoFacts] = []
    problems: list[Problem] = []
    for repo in repos:
        try:
            found.append(shelf.hub.repo(repo))
        except HubError as error:
            problems.append(error.problem)
            if error.problem.kind not in _OF_ONE_REPO:
                break  # the network is away: the next one would be waited for as long
    conflicts = [licence_conflict(model, facts) for facts in found]
    return HubAnswers(True, tuple(found), tuple(problems), tuple(filter(None, conflicts)))


def tell_answers(answers: HubAnswers) -> None:
    """Say what went wrong with asking, and which copy claims another licence."""
    for problem in answers.problems:
        words = tr("Hub에서 파일을 확인하지 못했습니다: {what}")
        tell(words.format(what=problem_sentence(problem)))
    for problem in answers.conflicts:
        tell(problem_sentence(problem))


def with_answers(row: ModelRow, answers: HubAnswers) -> ModelRow:
    """Return ``row`` with the Hub's files in the place of the catalogue's."""
    held = [file for file in row.files if file.state != "remote"]
    asked = {facts.repo.casefold() for facts in answers.repos}
    kept = [f for f in row.files if f.state == "remote" and f.repo.casefold() not in asked]
    listed = [file for facts in answers.repos for file in _files(facts)]
    there = {(file.repo.casefold(), file.quant.casefold()) for file in held}
    fresh = [f for f in listed if (f.repo.casefold(), f.quant.casefold()) not in there]
    return replace(row, files=(*held, *fresh, *kept))


def unlisted_row(shelf: Shelf, rows: list[ModelRow], repo: str) -> tuple[ModelRow, HubAnswers]:
    """Return what a repo that the catalogue does not list holds: a model of the catalogue where
    it says that it is a copy of it. Raises HubError."""
    tell(tr("{model}: 저장소를 보는 중").format(model=repo))
    facts = shelf.hub.repo(repo)
    facts.ggufs()
    original = shelf.catalogue.of_repo(facts.repo, facts.copies_of)
    if original is not None:
        from app.services.acquisition import licence_conflict

        conflict = licence_conflict(original, facts)
        answers = HubAnswers(True, (facts,), conflicts=(conflict,) if conflict else ())
        row = next(row for row in rows if row.id == original.id)
        return with_answers(row, answers), answers
    model = unlisted_model(facts.repo, facts.licence_tag, shelf.access.page_url(facts.repo))
    row = ModelRow(
        id=facts.repo,
        name=facts.repo,
        team="",
        model=None,
        licence=model.licence,
        parameters=None,
        loads_here=None,
        reason="",
        files=tuple(_files(facts)),
    )
    return row, HubAnswers(True, (facts,))


_OF_ONE_REPO = {"repo_missing", "revision_missing", "repo_gated", "no_gguf"}


def _files(facts: "RepoFacts") -> list[FileRow]:
    known = {file.path: file for file in facts.files}
    return [
        FileRow(
            quant=quantisation_of_name(first),
            file=first,
            size_bytes=sum(known[part].size_bytes for part in parts),
            state="remote",
            repo=facts.repo,
            sha256=known[first].sha256,
            revision=facts.revision,
        )
        for first, parts in group_parts(known)
    ]
