"""What ``bundle`` does."""

from pathlib import Path
from typing import Any

from app.cli.byte_progress import ByteProgress
from app.cli.console import tell
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.cli.model_rows import quant_of
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.stopping import Stopping
from app.services.bundle import export_bundle, import_bundle
from app.services.library_entry import LibraryEntry
from app.services.translation import tr
from app.services.wording import show_bytes


def export(session: Session, folder: Path, names: list[str], *, as_json: bool) -> int:
    """Write the named models, all where none is named, into ``folder``; return the exit
    status."""
    place = folder.expanduser().absolute()
    with (
        documented(as_json=as_json, folder=str(place)),
        Shelf(session) as shelf,
        Stopping() as stopping,
    ):
        entries = _wanted(shelf, names)
        with ByteProgress(tr("담는 중")) as progress:
            manifest = export_bundle(
                place,
                entries,
                shelf.library.folder,
                session.resources,
                shelf.catalogue,
                progress,
                stopping,
            )
        if manifest is None:
            tell(tr("멈췄습니다. 다시 실행하면 이어서 담습니다."))
            return stopping.status
        tell(
            tr("담았습니다: {path} (모델 {count}개, {size})").format(
                path=place, count=len(manifest.models), size=show_bytes(manifest.size_bytes)
            )
        )
        if as_json:
            models = [
                {"model": one.model_id or None, "quant": one.quantisation or None, "name": one.name}
                for one in manifest.models
            ]
            print_document(
                {"folder": str(place), "size_bytes": manifest.size_bytes, "models": models}
            )
    return 0


def import_(session: Session, folder: Path, *, as_json: bool) -> int:
    """Check the bundle in ``folder`` and take its models in; return the exit status."""
    place = folder.expanduser().absolute()
    with (
        documented(as_json=as_json, folder=str(place)),
        Shelf(session) as shelf,
        Stopping() as stopping,
    ):
        session.paths.make()
        with ByteProgress(tr("검사하고 옮기는 중")) as progress:
            imported = import_bundle(place, shelf.library, progress, stopping)
        if imported is None:
            tell(tr("멈췄습니다. 다 옮긴 모델만 남깁니다."))
            return stopping.status
        for entry in imported.taken:
            tell(tr("옮겼습니다: {name} ({path})").format(name=entry.name, path=entry.path))
        for entry in imported.skipped:
            tell(tr("이미 있습니다: {path}").format(path=entry.path))
        if as_json:
            print_document(
                {
                    "folder": str(place),
                    "taken": list(map(_document, imported.taken)),
                    "skipped": list(map(_document, imported.skipped)),
                }
            )
    return 0


def _wanted(shelf: Shelf, names: list[str]) -> list[LibraryEntry]:
    if not names:
        entries = shelf.entries()
        usable = [entry for entry in entries if entry.usable]
        for entry in entries:
            if not entry.usable:
                tell(tr("쓸 수 없어 담지 않습니다: {path}").format(path=entry.path))
        if not usable:
            raise RefusalError(tr("라이브러리에 담을 모델이 없습니다."), 1)
        return usable
    found = [entry for name in names for entry in shelf.find(name)]
    return list({entry.path: entry for entry in found}.values())


def _document(entry: LibraryEntry) -> dict[str, Any]:
    return {
        "model": entry.model_id or None,
        "quant": quant_of(entry) or None,
        "path": str(entry.path),
        "size_bytes": entry.size_bytes,
        "state": entry.state,
    }
