"""What ``import`` does."""

import os
from pathlib import Path
from typing import Any

from app.cli.consent import ask
from app.cli.console import tell
from app.cli.document import error_document, print_document
from app.cli.model_rows import quant_of
from app.cli.model_words import size, source_name
from app.cli.problem_sentence import problem_sentence
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.table import Column, print_table
from app.core.gguf_stream import shown_path
from app.core.problem import NaranhiError, Problem
from app.services.foreign_models import ForeignModel, find_foreign
from app.services.library_entry import LibraryEntry
from app.services.translation import tr

Document = dict[str, Any]


def import_files(session: Session, names: list[str], *, as_json: bool) -> int:
    """Take in the named GGUFs where they lie; return the exit status."""
    documents: list[Document] = []
    failed = False
    with Shelf(session) as shelf:
        for name in names:
            path = Path(name).expanduser()
            try:
                entry = shelf.library.import_file(path)
            except NaranhiError as error:
                failed = True
                documents.append(_failure(path, error.problem))
                tell(f"{shown_path(path)}: {problem_sentence(error.problem)}")
                continue
            documents.append(_document(entry))
            tell(_done(entry))
    if as_json:
        print_document(documents)
    return 1 if failed else 0


def import_found(session: Session, *, yes: bool, as_json: bool) -> int:
    """Show the GGUFs of other programs and, with a yes, take them in; return the exit status."""
    with Shelf(session) as shelf:
        found = find_foreign(Path.home(), os.environ)
        known = {entry.path: entry for entry in shelf.entries()}
        if not found:
            tell(tr("다른 프로그램의 GGUF를 찾지 못했습니다."))
        elif not as_json:
            _print_found(found, set(known))
        fresh = [model for model in found if model.path not in known]
        if fresh and (yes or ask(_question(len(fresh)))):
            return _take_in(shelf, found, fresh, known, as_json=as_json)
        if fresh and not yes:
            tell(tr("모두 올리려면 --yes를, 하나만 올리려면 import FILE을 쓰세요."))
        if as_json:
            print_document([_found_document(model, known.get(model.path)) for model in found])
    return 0


def _take_in(
    shelf: Shelf,
    found: list[ForeignModel],
    fresh: list[ForeignModel],
    known: dict[Path, LibraryEntry],
    *,
    as_json: bool,
) -> int:
    problems: dict[Path, Problem] = {}
    for model in fresh:
        try:
            entry = shelf.library.import_file(
                model.path,
                model.source,
                name=model.name,
                model_id=_model_id(shelf, model),
                expected_sha256=model.sha256,
            )
        except NaranhiError as error:
            problems[model.path] = error.problem
            tell(f"{model.name}: {problem_sentence(error.problem)}")
            continue
        known[model.path] = entry
        tell(_done(entry))
    if as_json:
        print_document(
            [
                _found_document(model, known.get(model.path), problems.get(model.path))
                for model in found
            ]
        )
    return 1 if problems else 0


def _model_id(shelf: Shelf, model: ForeignModel) -> str:
    """Return the catalogue's id of a file whose place tells the repo it came from."""
    known = shelf.catalogue.of_repo(model.repo) if model.repo else None
    return known.id if known else model.repo


def _question(count: int) -> str:
    return tr("{count}개를 라이브러리에 올릴까요? 파일은 그 자리에 그대로 둡니다.").format(
        count=count
    )


def _done(entry: LibraryEntry) -> str:
    words = tr("올렸습니다: {name} ({path})").format(name=entry.name, path=entry.path)
    if entry.problem is not None:
        return f"{words} {problem_sentence(entry.problem)}"
    return words


def _print_found(found: list[ForeignModel], known: set[Path]) -> None:
    columns = [
        Column(tr("프로그램")),
        Column(tr("이름")),
        Column(tr("크기"), right=True),
        Column(tr("라이브러리에")),
        Column(tr("파일"), wide=True),
    ]
    rows = [
        [
            source_name(model.source),
            model.name,
            size(model.size_bytes),
            tr("예") if model.path in known else "",
            str(model.path),
        ]
        for model in found
    ]
    print_table(columns, rows)


def _document(entry: LibraryEntry) -> Document:
    return {
        "path": str(entry.path),
        "name": entry.name,
        "model": entry.model_id or None,
        "quant": quant_of(entry) or None,
        "architecture": entry.architecture or None,
        "size_bytes": entry.size_bytes,
        "source": entry.source,
        "state": entry.state,
        "error": error_document(entry.problem) if entry.problem else None,
    }


def _failure(path: Path, problem: Problem) -> Document:
    return {"path": shown_path(path), "state": None, "error": error_document(problem)}


def _found_document(
    model: ForeignModel, entry: LibraryEntry | None, problem: Problem | None = None
) -> Document:
    return {
        "path": str(model.path),
        "source": model.source,
        "name": model.name,
        "size_bytes": model.size_bytes,
        "repo": model.repo or None,
        "imported": entry is not None,
        "error": error_document(problem) if problem else None,
    }
