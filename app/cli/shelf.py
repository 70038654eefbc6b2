"""What the commands for models stand on: catalogue, library, licences, engine, the way to the
Hub. Each is opened when it is first asked for: a help page needs none of them."""

import dataclasses
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.cli.console import tell
from app.cli.problem_sentence import problem_sentence
from app.cli.session import Session
from app.core.catalogue import Catalogue, CatalogueModel
from app.core.catalogue_files import load_catalogue
from app.core.engine_knowledge import EngineKnowledge
from app.core.problem import LibraryError, StoreError
from app.services.engine_probe import EngineProbe
from app.services.hub_token import HubToken
from app.services.library import MODELS_FOLDER, is_chosen, library_folder
from app.services.library_entry import LibraryEntry
from app.services.library_files import LibraryFiles, open_library
from app.services.licences import Licences
from app.services.model_choice import Entries, ModelChoice
from app.services.settings import Settings
from app.services.worker_process import worker_command
from app.store.database import Database
from app.store.library_store import Acceptance, LibraryStore

if TYPE_CHECKING:
    from app.hub.access import HubAccess
    from app.hub.listing import Hub

IN_MEMORY = Path(":memory:")


class Shelf:
    """A context manager; what was opened is closed at its end. ``quiet``: somebody else tells
    what is wrong with the store."""

    def __init__(self, session: Session, *, quiet: bool = False) -> None:
        self.session = session
        self._quiet = quiet
        self._database: Database | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._database is not None:
            self._database.close()

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the program knows of models."""
        return load_catalogue(self.session.resources)

    @cached_property
    def folder(self) -> Path:
        """The library's folder; it may not exist yet."""
        paths = self.session.paths
        if not paths.settings.exists():
            return paths.root / MODELS_FOLDER
        return library_folder(Settings(paths.settings), paths.root)

    @cached_property
    def library(self) -> LibraryFiles:
        """The library as it is on the disk now."""
        chosen = is_chosen(self.folder, self.session.paths.root)
        library = open_library(self.folder, self.store, chosen=chosen)
        problem = library.refresh()
        if problem is not None:
            tell(problem_sentence(problem))
        return library

    @cached_property
    def store(self) -> LibraryStore:
        """What is remembered of files and licences. Where the history cannot be used, that lasts
        as long as the command, and the person is told."""
        return LibraryStore(self.open_database())

    @cached_property
    def licences(self) -> Licences:
        """What the person has agreed to."""
        return Licences(self.store)

    @cached_property
    def probe(self) -> EngineProbe:
        """Asks this llama.cpp what it loads."""
        return EngineProbe(self.session.paths, worker_command())

    @cached_property
    def access(self) -> "HubAccess":
        """The way to the Hub, with the person's token; nothing is asked of it yet."""
        # What speaks to the network takes half a second to import; few commands need it.
        from app.hub.access import HubAccess

        offline = self.session.options.offline
        # Offline nobody needs the token, and a keyring may ask for a password.
        token = None if offline else HubToken().get()
        return HubAccess.from_environment(token, offline, headers=self.session.paths.headers)

    def take_token(self, token: str) -> None:
        """Ask the Hub with this token from now on, for as long as the command lasts; "" looks
        for it once more where it is kept."""
        # What speaks to the network takes half a second to import; few commands need it.
        from app.hub.access import usable_token

        access = self.access
        for name in ("access", "hub"):
            self.__dict__.pop(name, None)
        if usable := usable_token(token):
            self.__dict__["access"] = dataclasses.replace(access, token=usable)

    @cached_property
    def hub(self) -> "Hub":
        """The Hub."""
        from app.hub.listing import Hub

        return Hub(self.access)

    @cached_property
    def choice(self) -> ModelChoice:
        """Finds models by name."""
        return self.choice_among(self.entries)

    def choice_among(self, entries: Entries) -> ModelChoice:
        """Return what finds models by name where the library has these ``entries``."""
        language = self.session.language
        return ModelChoice(
            self.session.resources, lambda: self.catalogue, entries, lambda: language
        )

    def entries(self) -> list[LibraryEntry]:
        """Return the library's models; nothing is made where nothing was ever stored."""
        if not self.session.paths.database.exists() and not self.folder.exists():
            return []
        return self.library.entries()

    def find(self, name: str) -> list[LibraryEntry]:
        """Return the library's entries that ``name`` means: ID[:QUANT], a file's name or path.
        Raises LibraryError ``not_in_library``."""
        if not self.entries():
            raise LibraryError("not_in_library", name=name)
        return self.library.find(name)

    def accepted(self, model: CatalogueModel) -> Acceptance | None:
        """Return the yes to a model's licence, if there was one; makes nothing."""
        if not self.session.paths.database.exists():
            return None
        return self.licences.accepted(model.id)

    def knowledge(self) -> EngineKnowledge:
        """Return what this llama.cpp knows of the catalogue's and the library's models."""
        models, entries = self.catalogue.models, self.entries()
        facts = [entry.facts for entry in entries]
        return self.probe.knowledge(
            [*(model.architecture for model in models), *(fact.architecture for fact in facts)],
            [
                *(("", model.tokenizer_pre) for model in models if model.tokenizer_pre),
                *((fact.tokenizer_model, fact.tokenizer_pre) for fact in facts),
            ],
        )

    def make_folder(self) -> Path:
        """Return the library's folder, made where it can be. Raises LibraryError
        (library_missing, library_unwritable), StoreError."""
        self.session.paths.make()
        self.library.prepare_folder()
        return self.library.folder

    def open_database(self) -> Database:
        """Return the database, opened once."""
        if self._database is None:
            try:
                self.session.paths.make()
                self._database = Database(self.session.paths.database)
            except StoreError as error:
                if not self._quiet:
                    tell(problem_sentence(error.problem))
                self._database = Database(IN_MEMORY)
        return self._database
