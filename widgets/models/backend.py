"""What the page of models needs from below, and nothing of how it is done.

The page runs on this one class: :mod:`widgets.models.live_backend` puts the services behind it,
a test puts values of its own. What takes time is asked with ``success`` and ``failure``, and one
of them is called later, in the event loop.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.problem import Problem
from app.core.run import ModelFile
from app.services.download_limits import DownloadLimits
from app.services.download_line import DownloadEntry
from app.services.library_disk import DiskUsage, Leftover
from app.services.library_entry import LibraryEntry

T = TypeVar("T")
Success = Callable[[T], None]
Failure = Callable[[Problem], None]
Progress = Callable[[int, int], None]
"""Bytes done and bytes of all, at most some times a second."""


@dataclass(frozen=True)
class HubFile:
    """A GGUF of a repo, all its parts together."""

    path: str
    """Of the first part."""
    quantisation: str
    size_bytes: int | None


@dataclass(frozen=True)
class RepoFiles:
    """What the Hub says about a repo."""

    repo: str
    licence_tag: str
    gated: bool
    files: tuple[HubFile, ...]
    copies_of: tuple[str, ...] = ()
    """The originals that it says it holds in fewer bits."""


@dataclass(frozen=True)
class RepoHit:
    """A repo that a search found."""

    repo: str
    downloads: int
    likes: int
    updated: str
    gated: bool


@dataclass(frozen=True)
class FileChoice:
    """A file that the person wants: ``path`` is empty where only the Hub can tell it."""

    repo: str
    quantisation: str
    path: str = ""


class Task(Protocol):
    """Work that goes on and can be given up."""

    def cancel(self) -> None:
        """Give it up; neither success nor failure follows a cancelled task's last report."""
        ...


class ModelsBackend(QObject):
    """Catalogue, library, downloads and Hub as the page sees them."""

    libraryChanged = Signal()
    """Files came, went or have another state; or the folder is another one."""
    downloadsChanged = Signal()
    """A download came, went, moved or has another state. Progress is asked for, not told."""
    knowledgeChanged = Signal()
    """What the engine can load, or the catalogue, is known better now."""

    failed = Signal(object)
    """A Problem that happened on the side; what was asked for goes on."""

    # -- what there is (at once) --------------------------------------------------------------

    def catalogue(self) -> Catalogue:
        """Return the catalogue."""
        raise NotImplementedError

    def entries(self) -> Sequence[LibraryEntry]:
        """Return the files of the library, and those of other programs."""
        raise NotImplementedError

    def downloads(self) -> Sequence[DownloadEntry]:
        """Return the queue in its order; what is done is not in it."""
        raise NotImplementedError

    def judge(self, model: CatalogueModel) -> Problem | None:
        """Return why the installed engine cannot load ``model``; None where it can, or where
        nobody knows yet."""
        raise NotImplementedError

    def memory_bytes(self) -> int:
        """Return this PC's memory."""
        raise NotImplementedError

    def offline(self) -> bool:
        """Return whether no network may be used."""
        raise NotImplementedError

    def folder(self) -> Path:
        """Return the library's folder."""
        raise NotImplementedError

    def folder_problem(self) -> Problem | None:
        """Return what is wrong with the library's folder (library_missing, …)."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Look at the disk, for other programs' models and at what the engine knows, anew: at
        the page's first sight, and when a stick may be back."""
        raise NotImplementedError

    def use_folder(self, folder: Path) -> None:
        """Use another folder from the program's next start on; nothing is moved."""
        raise NotImplementedError

    def repo_page(self, repo: str) -> str:
        """Return the address of a repo's page."""
        raise NotImplementedError

    # -- the token -----------------------------------------------------------------------------

    def token_page(self) -> str:
        """Return the address where a person makes an access token."""
        raise NotImplementedError

    def keep_token(self, token: str, success: Success[None], failure: Failure) -> None:
        """Put the person's token for the Hub into the keyring; "" takes it out."""
        raise NotImplementedError

    # -- licences -----------------------------------------------------------------------------

    def needs_consent(self, model: CatalogueModel) -> bool:
        """Return whether the person has to agree to the licence before a download."""
        raise NotImplementedError

    def accept(self, model: CatalogueModel, language: str) -> None:
        """Remember that the person agreed to the text shown in ``language``."""
        raise NotImplementedError

    # -- Hub ----------------------------------------------------------------------------------

    def list_repo(self, repo: str, success: Success[RepoFiles], failure: Failure) -> None:
        """Ask the Hub for a repo's GGUF files."""
        raise NotImplementedError

    def search(self, words: str, success: Success[tuple[RepoHit, ...]], failure: Failure) -> None:
        """Ask the Hub for repos with GGUF files."""
        raise NotImplementedError

    # -- downloads ----------------------------------------------------------------------------

    def fetch(
        self,
        model_id: str,
        choice: FileChoice,
        success: Success[str],
        failure: Failure,
        *,
        anyway: bool = False,
    ) -> None:
        """Look at the file's header, then queue it; success gets the item's id. ``anyway``
        takes a file that can be loaded but misses something (no_chat_template)."""
        raise NotImplementedError

    def pause(self, item_id: str) -> None:
        """Halt a download and keep what is there."""
        raise NotImplementedError

    def resume(self, item_id: str) -> None:
        """Go on with a paused or failed download."""
        raise NotImplementedError

    def cancel(self, item_id: str) -> None:
        """Take a download out of the queue and delete what came of it."""
        raise NotImplementedError

    def move(self, item_id: str, place: int) -> None:
        """Put a download at ``place`` of the queue (from 0)."""
        raise NotImplementedError

    def limits(self) -> DownloadLimits:
        """Return how much of the network downloads may take."""
        raise NotImplementedError

    def limit(self, limits: DownloadLimits) -> None:
        """Keep to ``limits`` from now on, and remember them."""
        raise NotImplementedError

    # -- library ------------------------------------------------------------------------------

    def import_file(self, path: Path, success: Success[LibraryEntry], failure: Failure) -> None:
        """Take a file into the library where it lies, without copying."""
        raise NotImplementedError

    def model_file(self, entry: LibraryEntry) -> ModelFile:
        """Return a file as a model for a pane, with its makers' wishes."""
        raise NotImplementedError

    def delete_size(self, entry: LibraryEntry) -> int:
        """Return how many bytes deleting would free."""
        raise NotImplementedError

    def delete(self, entry: LibraryEntry, success: Success[int], failure: Failure) -> None:
        """Delete an owned file with all its parts; success gets the bytes freed."""
        raise NotImplementedError

    def forget(self, entry: LibraryEntry) -> None:
        """Take a referenced file out of the library; the file stays."""
        raise NotImplementedError

    def mend(self, entry: LibraryEntry, success: Success[str], failure: Failure) -> None:
        """Fetch anew what is missing or broken of a file."""
        raise NotImplementedError

    def verify(
        self,
        entries: Sequence[LibraryEntry],
        progress: Progress,
        success: Success[tuple[LibraryEntry, ...]],
        failure: Failure,
    ) -> Task:
        """Read files wholly and compare their hashes; success gets those that are broken."""
        raise NotImplementedError

    def usage(self, success: Success[DiskUsage], failure: Failure) -> None:
        """Weigh the library's folder."""
        raise NotImplementedError

    def delete_leftovers(
        self, leftovers: Sequence[Leftover], success: Success[int], failure: Failure
    ) -> None:
        """Delete parts left over; success gets the bytes freed."""
        raise NotImplementedError

    def move_to(
        self, folder: Path, progress: Progress, success: Success[Path], failure: Failure
    ) -> Task:
        """Move the library's folder with everything in it."""
        raise NotImplementedError

    # -- bundles ------------------------------------------------------------------------------

    def export_bundle(
        self,
        folder: Path,
        entries: Sequence[LibraryEntry],
        progress: Progress,
        success: Success[int],
        failure: Failure,
    ) -> Task:
        """Write models for a PC without network into ``folder``; success gets their number."""
        raise NotImplementedError

    def import_bundle(
        self, folder: Path, progress: Progress, success: Success[int], failure: Failure
    ) -> Task:
        """Check a bundle whole, then copy its models; success gets the number that came."""
        raise NotImplementedError
