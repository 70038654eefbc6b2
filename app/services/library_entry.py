"""A model of the library as people see it: one entry, whatever number of files it has."""

from pathlib import Path
from typing import Literal

import msgspec

from app.core.problem import Problem
from app.core.quantisation import same
from app.core.run import ModelFile
from app.core.safe_names import quantisation_of_name
from app.store.library_store import FileFacts, FileSource

EntryState = Literal["ok", "unverified", "broken", "missing"]
"""``ok``: every file has been read whole and is what it has to be; ``unverified``: looks whole,
not yet read; ``broken`` and ``missing`` have a ``problem`` that says why."""


class LibraryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One model on the disk. ``path`` (absolute) is what llama.cpp opens: the first part."""

    path: Path
    parts: tuple[Path, ...]
    """All files of the model in order, those that are missing too."""
    owned: bool
    """In the library's folder; else only referenced, and never deleted."""
    source: FileSource
    model_id: str
    """The catalogue's or the repo's id; empty where nobody knows."""
    name: str
    architecture: str
    quantisation: str
    size_bytes: int
    """Of all parts and companions that are there."""
    sha256: str
    """Of the first part, "" where it has not been read."""
    expected_sha256: str
    verified_at: int | None
    """When the last of its parts was read (Unix seconds); None until all have been."""
    added_at: int
    state: EntryState
    problem: Problem | None
    facts: FileFacts
    repo: str = ""
    revision: str = ""
    companions: tuple[Path, ...] = ()
    """Projectors (mmproj) that go with it."""
    expected_sha256s: tuple[str, ...] = ()
    """What parts and companions have to be, in this order; "" where nobody knows."""
    bad_files: tuple[Path, ...] = ()
    """Parts and companions that are gone, cut off or not what they have to be."""

    @property
    def usable(self) -> bool:
        """Whether it can be put into a pane."""
        return self.state in {"ok", "unverified"}

    @property
    def handle(self) -> str:
        """What people may type for it beside its path: what another program calls it, else its
        file's name."""
        return self.facts.given_name or self.path.name

    @property
    def mendable(self) -> bool:
        """Whether the Hub has what is missing or broken of it: it came from there."""
        return self.owned and not self.usable and bool(self.repo)

    def is_quantisation(self, wanted: str) -> bool:
        """Tell whether it is of a quantisation, by its file's name or by its header."""
        names = (quantisation_of_name(self.path.name), self.quantisation)
        return any(same(name, wanted) for name in names if name)

    def model_file(self) -> ModelFile:
        """Return the entry as a model for a pane; its path is its id."""
        return ModelFile(
            id=str(self.path),
            path=str(self.path),
            name=self.name,
            architecture=self.architecture,
            quantisation=self.quantisation,
            size_bytes=self.size_bytes,
            sampling=self.facts.sampling,
        )
