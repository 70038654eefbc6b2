"""What ``rm`` does."""

import sys
from dataclasses import dataclass
from typing import Any

from app.cli.consent import ask
from app.cli.console import is_terminal, tell
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.cli.model_rows import quant_of
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.unfinished import Unfinished, take_away, unfinished
from app.core.problem import LibraryError
from app.services.library_entry import LibraryEntry
from app.services.library_files import LibraryFiles
from app.services.translation import tr
from app.services.wording import show_bytes


@dataclass(frozen=True)
class _Doomed:
    """What a name means: files of the library, and downloads that have not ended."""

    entries: list[LibraryEntry]
    begun: list[Unfinished]
    total_bytes: int

    @property
    def only_listed(self) -> bool:
        """Whether nothing of it is ours to delete."""
        return not self.begun and not any(entry.owned for entry in self.entries)


def run_rm(session: Session, name: str, *, yes: bool, as_json: bool) -> int:
    """Delete what ``name`` means, or forget what is only referenced; return the exit status."""
    with documented(as_json=as_json, model=name), Shelf(session) as shelf:
        found = _find(shelf, name)
        for entry in found.entries:
            tell(_plan(shelf.library, entry))
        for one in found.begun:
            tell(_plan_begun(one))
        if not yes and not _agreed(found):
            tell(tr("지우지 않았습니다."))
            return 1
        removed = [_remove(shelf.library, entry) for entry in found.entries]
        removed += [_remove_begun(shelf, one) for one in found.begun]
        freed = sum(one["freed_bytes"] for one in removed)
        tell(tr("{size}가 비었습니다.").format(size=show_bytes(freed)))
        if as_json:
            print_document({"model": name, "freed_bytes": freed, "removed": removed})
    return 0


def _find(shelf: Shelf, name: str) -> _Doomed:
    """Raises LibraryError ``not_in_library``; ``already_downloading`` for what another program
    is at work on."""
    begun = [one for one in unfinished(shelf) if one.is_named(name)]
    for one in begun:
        if one.at_work:
            raise LibraryError("already_downloading", file=one.item.parts[0].path)
    try:
        entries = shelf.find(name)
    except LibraryError:
        if not begun:
            raise
        entries = []
    total = sum(shelf.library.delete_size(entry) for entry in entries)
    return _Doomed(entries, begun, total + sum(one.done_bytes for one in begun))


def _plan(library: LibraryFiles, entry: LibraryEntry) -> str:
    if entry.owned:
        size = show_bytes(library.delete_size(entry))
        return tr("지울 것: {path} ({size})").format(path=entry.path, size=size)
    return tr("목록에서만 뺄 것: {path} (나란히의 파일이 아니므로 지우지 않습니다)").format(
        path=entry.path
    )


def _plan_begun(begun: Unfinished) -> str:
    return tr("지울 것: 받다 만 {file} ({size})").format(
        file=begun.item.parts[0].path, size=show_bytes(begun.done_bytes)
    )


def _agreed(found: _Doomed) -> bool:
    if not is_terminal(sys.stdin):
        raise RefusalError(tr("물어볼 사람이 없습니다. 지우려면 --yes를 붙이세요."), 1)
    if not found.only_listed:
        size = show_bytes(found.total_bytes)
        return ask(tr("지우면 {size}가 빕니다. 지울까요?").format(size=size))
    return ask(tr("목록에서 뺄까요?"))


def _remove(library: LibraryFiles, entry: LibraryEntry) -> dict[str, Any]:
    freed = library.delete(entry)
    return {
        "model": entry.model_id or None,
        "quant": quant_of(entry) or None,
        "path": str(entry.path),
        "freed_bytes": freed,
        "deleted": entry.owned,
    }


def _remove_begun(shelf: Shelf, begun: Unfinished) -> dict[str, Any]:
    freed = take_away(shelf, [begun.item])
    return {
        "model": begun.item.model_id,
        "quant": begun.item.quantisation or None,
        "path": str(shelf.folder / begun.item.parts[0].target),
        "freed_bytes": freed,
        "deleted": True,
    }
