"""What ``rm`` does."""

import sys
from typing import Any

from app.cli.consent import ask
from app.cli.console import is_terminal, tell
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.cli.model_rows import quant_of
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.services.library_entry import LibraryEntry
from app.services.library_files import LibraryFiles
from app.services.translation import tr
from app.services.wording import show_bytes


def run_rm(session: Session, name: str, *, yes: bool, as_json: bool) -> int:
    """Delete what ``name`` means, or forget what is only referenced; return the exit status."""
    with documented(as_json=as_json, model=name), Shelf(session) as shelf:
        found = shelf.find(name)
        total = sum(shelf.library.delete_size(entry) for entry in found)
        for entry in found:
            tell(_plan(shelf.library, entry))
        if not yes and not _agreed(found, total):
            tell(tr("지우지 않았습니다."))
            return 1
        removed = [_remove(shelf.library, entry) for entry in found]
        freed = sum(one["freed_bytes"] for one in removed)
        tell(tr("{size}가 비었습니다.").format(size=show_bytes(freed)))
        if as_json:
            print_document({"model": name, "freed_bytes": freed, "removed": removed})
    return 0


def _plan(library: LibraryFiles, entry: LibraryEntry) -> str:
    if entry.owned:
        size = show_bytes(library.delete_size(entry))
        return tr("지울 것: {path} ({size})").format(path=entry.path, size=size)
    return tr("목록에서만 뺄 것: {path} (나란히의 파일이 아니므로 지우지 않습니다)").format(
        path=entry.path
    )


def _agreed(found: list[LibraryEntry], total: int) -> bool:
    if not is_terminal(sys.stdin):
        raise RefusalError(tr("물어볼 사람이 없습니다. 지우려면 --yes를 붙이세요."), 1)
    if any(entry.owned for entry in found):
        return ask(tr("지우면 {size}가 빕니다. 지울까요?").format(size=show_bytes(total)))
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
