"""What ``verify`` does."""

from typing import Any

from app.cli.byte_progress import ByteProgress
from app.cli.console import tell
from app.cli.document import error_document, print_document
from app.cli.failure_document import documented
from app.cli.model_rows import quant_of
from app.cli.problem_sentence import problem_sentence
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.stopping import Stopping
from app.core.problem import LibraryError
from app.services.library_entry import LibraryEntry
from app.services.library_files import LibraryFiles
from app.services.translation import tr
from app.services.wording import show_bytes


def run_verify(session: Session, names: list[str], *, as_json: bool) -> int:
    """Read the named models whole, all where none is named; return the exit status."""
    with documented(as_json=as_json), Shelf(session) as shelf, Stopping() as stopping:
        wanted = _entries(shelf, names)
        if not wanted:
            tell(tr("라이브러리에 모델이 없습니다."))
        read: list[LibraryEntry] = []
        for entry in wanted:
            state = _verify(shelf.library, entry, stopping)
            if stopping():
                tell(tr("멈췄습니다. 끝까지 읽은 것만 셉니다."))
                break
            after = _after(shelf.library, entry)
            read.append(after)
            tell(_result(after) if state != "missing" or after.problem else _result(entry))
        if as_json:
            print_document([_document(entry) for entry in read])
        if stopping():
            return stopping.status
        return 0 if all(entry.state == "ok" for entry in read) else 1


def mending_words(entry: LibraryEntry) -> str:
    """Return what to type to have the file whole again; empty where nothing does it."""
    if not entry.mendable:
        return ""
    return tr("고치려면: {command}").format(command=f"pull {_name(entry)}")


def _entries(shelf: Shelf, names: list[str]) -> list[LibraryEntry]:
    if not names:
        return shelf.entries()
    found = [entry for name in names for entry in shelf.find(name)]
    return list({entry.path: entry for entry in found}.values())


def _verify(library: LibraryFiles, entry: LibraryEntry, stopping: Stopping) -> str:
    words = tr("{name}: 검사 중").format(name=_name(entry))
    with ByteProgress(words) as progress:
        return library.verify(entry, progress, stopping)


def _after(library: LibraryFiles, entry: LibraryEntry) -> LibraryEntry:
    try:
        return library.entry_at(entry.path)
    except LibraryError:
        return entry


def _result(entry: LibraryEntry) -> str:
    name = _name(entry)
    if entry.state == "ok":
        return tr("{name}: 온전합니다 ({size})").format(
            name=name, size=show_bytes(entry.size_bytes)
        )
    trouble = problem_sentence(entry.problem) if entry.problem else tr("끝까지 읽지 못했습니다.")
    return f"{name}: {trouble} {mending_words(entry)}".strip()


def _document(entry: LibraryEntry) -> dict[str, Any]:
    return {
        "model": entry.model_id or None,
        "quant": quant_of(entry) or None,
        "path": str(entry.path),
        "size_bytes": entry.size_bytes,
        "sha256": entry.sha256 or None,
        "state": entry.state,
        "error": error_document(entry.problem) if entry.problem else None,
        "mend": mending_words(entry) or None,
    }


def _name(entry: LibraryEntry) -> str:
    if not entry.model_id:
        return entry.path.name
    quantisation = quant_of(entry)
    return f"{entry.model_id}:{quantisation}" if quantisation else entry.model_id
