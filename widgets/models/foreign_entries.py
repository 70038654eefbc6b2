"""What other programs keep on this PC, as entries that can only be read."""

import os
from pathlib import Path

from app.core.safe_names import quantisation_of_name
from app.services.foreign_models import ForeignModel, find_foreign
from app.services.library_entry import LibraryEntry
from app.store.library_store import FileFacts


def find_foreign_entries() -> list[LibraryEntry]:
    """Look through the other programs' folders; blocks."""
    return [_entry(found) for found in find_foreign(Path.home(), os.environ)]


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
