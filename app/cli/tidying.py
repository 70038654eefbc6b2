"""What ``library`` does with the folder of models."""

import sys
from pathlib import Path
from typing import Any

from app.cli.byte_progress import ByteProgress
from app.cli.consent import ask
from app.cli.console import is_terminal, tell
from app.cli.document import error_document, print_document
from app.cli.failure_document import documented
from app.cli.model_rows import quant_of
from app.cli.model_words import source_name
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.stopping import Stopping
from app.cli.table import Column, print_table
from app.cli.unfinished import Unfinished, take_away, unfinished
from app.core.problem import LibraryError
from app.services.library import remember_folder
from app.services.library_disk import DiskUsage, Leftover
from app.services.library_entry import LibraryEntry
from app.services.settings import Settings
from app.services.translation import tr
from app.services.wording import show_bytes

_ENDS = ("", ".part", ".part.json")
"""Of what a download has in the folder."""


def show(session: Session, *, as_json: bool) -> int:
    """Print what takes how much of the disk; return the exit status."""
    with documented(as_json=as_json), Shelf(session) as shelf:
        used, begun = shelf.library.usage(), unfinished(shelf)
        left = _left_over(shelf, used, begun)
        if as_json:
            print_document(_document(shelf, used, begun, left))
            return 0
        rows = [
            [_name(one.entry), quant_of(one.entry), show_bytes(one.size_bytes), *_where(one.entry)]
            for one in used.entries
        ]
        rows += [[*_begun_cells(one)] for one in begun]
        rows += [
            [one.path.name, "", show_bytes(one.size_bytes), tr("남은 조각"), str(one.path)]
            for one in left
        ]
        if rows:
            columns = [Column(tr("모델")), Column(tr("양자화")), Column(tr("크기"), right=True)]
            print_table([*columns, Column(tr("온 곳")), Column(tr("파일"), wide=True)], rows)
        print(tr("폴더: {path}").format(path=shelf.library.folder))
        print(
            tr("모델이 {used} 쓰고 있고, {free} 남았습니다.").format(
                used=show_bytes(used.total_bytes), free=show_bytes(used.free_bytes)
            )
        )
    return 0


def move(session: Session, folder: Path, *, as_json: bool) -> int:
    """Move everything to ``folder`` and use it from now on; return the exit status."""
    place = folder.expanduser().absolute()
    with (
        documented(as_json=as_json, folder=str(place)),
        Shelf(session) as shelf,
        Stopping() as stopping,
    ):
        session.paths.make()
        library = shelf.library
        busy = any(one.at_work for one in unfinished(shelf))
        settings = Settings(session.paths.settings)
        with ByteProgress(tr("옮기는 중")) as progress:
            moved = library.move_to(
                place, busy, progress, stopping, lambda to: remember_folder(settings, to)
            )
        if not moved:
            tell(tr("멈췄습니다. 모델은 그대로 있습니다: {path}").format(path=library.folder))
            return stopping.status
        tell(tr("옮겼습니다: {path}").format(path=library.folder))
        if as_json:
            print_document({"folder": str(library.folder)})
    return 0


def use(session: Session, folder: Path, *, as_json: bool) -> int:
    """Use another folder from now on; nothing is moved. Returns the exit status."""
    place = folder.expanduser().absolute()
    with documented(as_json=as_json, folder=str(place)):
        if not place.is_dir():
            raise LibraryError("library_missing", path=str(place))
        session.paths.make()
        remember_folder(Settings(session.paths.settings), place)
        tell(tr("이제부터 이 폴더를 씁니다: {path}").format(path=place))
        if as_json:
            print_document({"folder": str(place)})
    return 0


def clean(session: Session, *, yes: bool, as_json: bool) -> int:
    """Delete what is left of downloads that nobody is at work on; return the exit status."""
    with documented(as_json=as_json), Shelf(session) as shelf:
        begun = unfinished(shelf)
        still = [one for one in begun if not one.at_work and one.done_bytes]
        left = _left_over(shelf, shelf.library.usage(), begun)
        total = sum(one.done_bytes for one in still) + sum(one.size_bytes for one in left)
        for one in still:
            tell(_doomed(one.item.parts[0].path, one.done_bytes))
        for one in left:
            tell(_doomed(str(one.path), one.size_bytes))
        if (still or left) and not yes and not _agreed(total):
            tell(tr("지우지 않았습니다."))
            return 1
        freed = take_away(shelf, [one.item for one in still]) if still else 0
        freed += sum(shelf.library.delete_leftover(one.path) for one in left)
        tell(tr("{size}가 비었습니다.").format(size=show_bytes(freed)))
        if as_json:
            print_document({"freed_bytes": freed})
    return 0


def _left_over(shelf: Shelf, used: DiskUsage, begun: list[Unfinished]) -> list[Leftover]:
    """Return what neither a model nor a download in the queue owns."""
    names = [part.target for one in begun for part in one.item.parts]
    owned = {shelf.library.folder / f"{name}{end}" for name in names for end in _ENDS}
    return [one for one in used.leftovers if one.path not in owned]


def _agreed(total_bytes: int) -> bool:
    if not is_terminal(sys.stdin):
        raise RefusalError(tr("물어볼 사람이 없습니다. 지우려면 --yes를 붙이세요."), 1)
    size = show_bytes(total_bytes)
    return ask(tr("지우면 {size}가 빕니다. 지울까요?").format(size=size))


def _doomed(name: str, n_bytes: int) -> str:
    return tr("지울 것: 받다 만 {file} ({size})").format(file=name, size=show_bytes(n_bytes))


def _name(entry: LibraryEntry) -> str:
    return entry.model_id or entry.name


def _where(entry: LibraryEntry) -> tuple[str, str]:
    return source_name(entry.source), str(entry.path)


def _begun_cells(begun: Unfinished) -> tuple[str, ...]:
    item = begun.item
    state = tr("받는 중") if begun.at_work else tr("받다 멈춤")
    return item.model_id, item.quantisation, show_bytes(begun.done_bytes), state, item.repo


def _document(
    shelf: Shelf, used: DiskUsage, begun: list[Unfinished], left: list[Leftover]
) -> dict[str, Any]:
    problem = shelf.library.problem
    return {
        "folder": str(shelf.library.folder),
        "error": error_document(problem) if problem else None,
        "total_bytes": used.total_bytes,
        "free_bytes": used.free_bytes,
        "models": [
            {
                "model": one.entry.model_id or None,
                "quant": quant_of(one.entry) or None,
                "path": str(one.entry.path),
                "size_bytes": one.size_bytes,
                "state": one.entry.state,
            }
            for one in used.entries
        ],
        "unfinished": [
            {
                "model": one.item.model_id,
                "quant": one.item.quantisation or None,
                "repo": one.item.repo or None,
                "done_bytes": one.done_bytes,
                "total_bytes": one.item.size_bytes,
                "at_work": one.at_work,
            }
            for one in begun
        ],
        "leftovers": [{"path": str(one.path), "size_bytes": one.size_bytes} for one in left],
    }
