"""What other programs keep on this PC, as entries that can only be read."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from app.core.catalogue import Catalogue
from app.core.safe_names import quantisation_of_name
from app.services.foreign_models import ForeignModel, find_foreign
from app.services.library_entry import LibraryEntry
from app.store.library_store import FileFacts


def find_foreign_entries() -> list[LibraryEntry]:
    """Look through the other programs' folders; blocks."""
    return [_entry(found) for found in find_foreign(Path.home(), os.environ)]


def with_models(entries: Iterable[LibraryEntry], catalogue: Catalogue) -> list[LibraryEntry]:
    """Let what another program has of a model stand beside it, under its licence."""
    found = [(entry, catalogue.of_repo(entry.repo) if entry.repo else None) for entry in entries]
    return [
        entry if model is None else msgspec.structs.replace(entry, model_id=model.id)
        for entry, model in found
    ]


def _entry(found: ForeignModel) -> LibraryEntry:
    return LibraryEntry(
        path=found.path,
        parts=(found.path,),
        owned=False,
        source=found.source,
        model_id="",
        name=found.name,
        architecture="",
        quantisation=quantisation_of_name(found.path.name) or quantisation_of_name(found.name),
        size_bytes=found.size_bytes,
        sha256="",
        expected_sha256=found.sha256,
        verified_at=None,
        added_at=0,
        state="unverified",
        problem=None,
        facts=FileFacts(),
        repo=found.repo,
    )
