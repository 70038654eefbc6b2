"""Puts the services behind the page of models together, and ends them in order."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.catalogue import Catalogue
from app.core.catalogue_files import load_catalogue
from app.core.problem import StoreError
from app.services.background_queries import BackgroundQueries
from app.services.download_limits import wished_limits
from app.services.downloads import Downloads
from app.services.engine_probe import EngineProbe
from app.services.history import IN_MEMORY
from app.services.hub_token import HubToken
from app.services.library import Library
from app.services.licences import Licences
from app.services.model_choice import ModelChoice
from app.services.paths import DataPaths
from app.services.settings import Settings
from app.services.translation import Languages
from app.services.worker_process import worker_command
from app.store.database import Database
from app.store.download_store import DownloadStore
from app.store.library_store import LibraryStore
from widgets.models.live_backend import LiveBackend
from widgets.models.live_services import ModelServices

if TYPE_CHECKING:
    from app.hub.access import HubAccess


@dataclass(frozen=True)
class Ground:
    """What the services stand on."""

    paths: DataPaths
    resources: Path
    settings: Settings
    languages: Languages
    offline: bool
    loaded: Callable[[], bool]
    """Whether a model is in memory."""


class ModelsAssembly:
    """Library and choice are there at once, for the panes; the rest when the page is opened."""

    def __init__(self, ground: Ground, parent: QObject) -> None:
        self._ground = ground
        self._parent = parent
        self.database = _open(ground.paths.database)
        self.probe = EngineProbe(ground.paths, worker_command())
        self._store = LibraryStore(self.database)
        self._token = HubToken()
        self._backend: LiveBackend | None = None
        self.library = Library(ground.settings, ground.paths.root, self._store, parent)
        self.choice = ModelChoice(
            ground.resources,
            lambda: self.catalogue,
            self.library.entries,
            lambda: ground.languages.current,
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the program knows of models."""
        return load_catalogue(self._ground.resources)

    @property
    def language(self) -> str:
        """The interface's language."""
        return self._ground.languages.current

    @property
    def data_root(self) -> Path:
        """The program's own folder."""
        return self._ground.paths.root

    @cached_property
    def services(self) -> ModelServices:
        """Everything that the page needs; downloads that were under way go on."""
        ground = self._ground
        limits = wished_limits(ground.settings)
        downloads = Downloads(
            DownloadStore(self.database),
            lambda: self.library.folder,
            self.access,
            parallel=limits.at_once,
            bytes_per_s=limits.bytes_per_s,
            parent=self._parent,
        )
        return ModelServices(
            catalogue=self.catalogue,
            library=self.library,
            downloads=downloads,
            licences=Licences(self._store),
            queries=BackgroundQueries(self._parent),
            probe=self.probe,
            choice=self.choice,
            settings=ground.settings,
            resources=ground.resources,
            access=self.access,
            offline=lambda: ground.offline or _offline_by_environment(),
            loaded=ground.loaded,
            token=self._token,
            endpoint=os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co",
        )

    def backend(self) -> LiveBackend:
        """Return the page's backend, made at the first call."""
        if self._backend is None:
            self._backend = LiveBackend(self.services, self._parent)
        return self._backend

    def begin(self) -> None:
        """Look at the disk, and go on with the downloads that an earlier window left."""
        self.library.refresh()
        self.backend()
        self.library.held = lambda: self.services.downloads.busy
        self.library.watch()
        # A keyring is waited for on a thread, once; what downloads is not kept waiting by it.
        self.services.queries.run(self.access, self._take_up, self._take_up)

    def close(self) -> None:
        """End downloads (what came is kept), questions and looks at the disk."""
        if self._backend is not None:
            self._backend.close()
            self.services.downloads.close()
            self.services.queries.close()
        self.library.close()
        self.database.close()

    def _take_up(self, _answer: object) -> None:
        with contextlib.suppress(StoreError):  # told when the history was opened
            self.services.downloads.take_up()

    def access(self) -> "HubAccess":
        """Return the way to the Hub; may wait for a keyring the first time."""
        # What speaks to the network takes half a second to import.
        from app.hub.access import HubAccess

        offline = self._ground.offline
        # Offline nobody needs the token, and a keyring may ask for a password.
        token = None if offline else self._token.remembered()
        return HubAccess.from_environment(token, offline, headers=self._ground.paths.headers)


def _open(path: Path) -> Database:
    """Open the file that the history has opened, or failed to: the person was told then."""
    try:
        return Database(path)
    except StoreError:
        return Database(IN_MEMORY)


def _offline_by_environment() -> bool:
    asked = os.environ.get("HF_HUB_OFFLINE") or os.environ.get("TRANSFORMERS_OFFLINE") or ""
    return asked.strip().upper() in {"1", "ON", "YES", "TRUE"}
