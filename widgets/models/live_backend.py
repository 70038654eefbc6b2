"""The page's backend over the services: what blocks goes to a thread, what comes back is told in
the event loop."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QObject

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.engine_knowledge import EngineKnowledge
from app.core.problem import EngineError, NaranhiError, Problem, StoreError
from app.core.run import ModelFile
from app.core.safe_names import group_parts, quantisation_of_name
from app.core.transfer import DownloadItem
from app.services.bundle import export_bundle, import_bundle
from app.services.download_limits import DownloadLimits, change_limits, wished_limits
from app.services.download_line import DownloadEntry
from app.services.library_disk import DiskUsage, Leftover, require_room
from app.services.library_entry import LibraryEntry
from app.services.licences import login_name
from app.services.settings import LIBRARY_FOLDER
from widgets.models.backend import (
    Failure,
    FileChoice,
    HubFile,
    ModelsBackend,
    Progress,
    RepoFiles,
    RepoHit,
    Success,
)
from widgets.models.foreign_entries import find_foreign_entries, with_models
from widgets.models.live_services import ModelServices
from widgets.models.live_task import LiveTask

if TYPE_CHECKING:
    from app.hub.listing import RepoFacts
    from app.services.acquisition import Wanted


class LiveBackend(ModelsBackend):
    """Also takes finished downloads into the library. :meth:`close` before the services."""

    def __init__(self, services: ModelServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._knowledge = EngineKnowledge()
        self._foreign: list[LibraryEntry] = []
        self._tasks: list[LiveTask] = []
        self._queue: list[tuple[str, str]] = []
        services.library.changed.connect(self.libraryChanged)
        services.library.refreshed.connect(self.libraryChanged)
        services.downloads.changed.connect(self._on_download_changed)
        services.downloads.finished.connect(self._on_download_finished)
        services.library.failed.connect(self.failed)
        services.downloads.storeFailed.connect(self.failed)

    def close(self) -> None:
        """Give up what goes on."""
        for task in self._tasks:
            task.cancel()

    # -- what there is ------------------------------------------------------------------------

    def catalogue(self) -> Catalogue:
        return self._services.catalogue

    def entries(self) -> Sequence[LibraryEntry]:
        held = self._services.library.entries()
        paths = {entry.path for entry in held}
        return [*held, *(entry for entry in self._foreign if entry.path not in paths)]

    def downloads(self) -> Sequence[DownloadEntry]:
        return [entry for entry in self._services.downloads.entries() if entry.state != "done"]

    def judge(self, model: CatalogueModel) -> Problem | None:
        return self._knowledge.judge(model.architecture, "", model.tokenizer_pre)

    def memory_bytes(self) -> int:
        return psutil.virtual_memory().total

    def offline(self) -> bool:
        return self._services.offline()

    def folder(self) -> Path:
        return self._services.library.folder

    def folder_problem(self) -> Problem | None:
        return self._services.library.problem

    def look_again(self) -> None:
        services = self._services
        services.library.refresh()
        try:
            # What an earlier window left goes on; what is here already is passed over.
            services.downloads.take_up()
        except StoreError as error:
            self.failed.emit(error.problem)
        services.queries.run(find_foreign_entries, self._take_foreign, _let_be)
        models = services.catalogue.models
        names = [model.architecture for model in models]
        tokenizers = [("", model.tokenizer_pre) for model in models if model.tokenizer_pre]
        services.queries.run(
            lambda: services.probe.knowledge(names, tokenizers), self._take_knowledge, _let_be
        )

    def use_folder(self, folder: Path) -> None:
        self._services.settings.set(LIBRARY_FOLDER, os.path.abspath(folder))
        self._services.settings.save()

    def repo_page(self, repo: str) -> str:
        return f"{self._services.endpoint}/{repo}"

    # -- the token ----------------------------------------------------------------------------

    def token_page(self) -> str:
        return f"{self._services.endpoint}/settings/tokens"

    def keep_token(self, token: str, success: Success[None], failure: Failure) -> None:
        keeper = self._services.token
        # A keyring may take its time, or open a window of its own.
        op = partial(keeper.set, token) if token else keeper.forget
        self._services.queries.run(op, success, failure)

    # -- licences -----------------------------------------------------------------------------

    def needs_consent(self, model: CatalogueModel) -> bool:
        return self._services.licences.needs_consent(model)

    def accept(self, model: CatalogueModel, language: str) -> None:
        self._services.licences.accept(model, login_name(), language)

    # -- Hub ----------------------------------------------------------------------------------

    def list_repo(self, repo: str, success: Success[RepoFiles], failure: Failure) -> None:
        def ask() -> RepoFiles:
            # What speaks to the network takes half a second to import.
            from app.hub.listing import Hub

            return _files(Hub(self._services.access()).repo(repo), repo)

        self._services.queries.run(ask, success, failure)

    def search(self, words: str, success: Success[tuple[RepoHit, ...]], failure: Failure) -> None:
        def ask() -> tuple[RepoHit, ...]:
            from app.hub.listing import Hub

            hits = Hub(self._services.access()).search(words)
            return tuple(RepoHit(h.repo, h.downloads, h.likes, h.updated, h.gated) for h in hits)

        self._services.queries.run(ask, success, failure)

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
        op = partial(self._examine, model_id, choice, anyway=anyway)
        self._services.queries.run(op, partial(self._add, success, failure), failure)

    def mend(self, entry: LibraryEntry, success: Success[str], failure: Failure) -> None:
        op = partial(self._keep_and_examine, entry)
        self._services.queries.run(op, partial(self._add, success, failure), failure)

    def pause(self, item_id: str) -> None:
        self._services.downloads.pause(item_id)

    def resume(self, item_id: str) -> None:
        self._services.downloads.resume(item_id)

    def cancel(self, item_id: str) -> None:
        self._services.downloads.cancel(item_id)

    def move(self, item_id: str, place: int) -> None:
        self._services.downloads.move(item_id, place)

    def limits(self) -> DownloadLimits:
        return wished_limits(self._services.settings)

    def limit(self, limits: DownloadLimits) -> None:
        change_limits(limits, self._services.settings, self._services.downloads)

    # -- library ------------------------------------------------------------------------------

    def import_file(self, path: Path, success: Success[LibraryEntry], failure: Failure) -> None:
        self._services.queries.run(
            lambda: self._services.library.import_file(path), success, failure
        )

    def model_file(self, entry: LibraryEntry) -> ModelFile:
        return self._services.choice.of_entry(entry)

    def delete_size(self, entry: LibraryEntry) -> int:
        return self._services.library.delete_size(entry)

    def delete(self, entry: LibraryEntry, success: Success[int], failure: Failure) -> None:
        self._services.queries.run(lambda: self._services.library.delete(entry), success, failure)

    def forget(self, entry: LibraryEntry) -> None:
        self._services.library.forget(entry)

    def verify(
        self,
        entries: Sequence[LibraryEntry],
        progress: Progress,
        success: Success[tuple[LibraryEntry, ...]],
        failure: Failure,
    ) -> LiveTask:
        task = self._begin(progress)
        op = partial(self._verify, list(entries), task)
        self._services.queries.run(op, task.unless_cancelled(success), failure)
        return task

    def usage(self, success: Success[DiskUsage], failure: Failure) -> None:
        self._services.queries.run(self._services.library.usage, success, failure)

    def delete_leftovers(
        self, leftovers: Sequence[Leftover], success: Success[int], failure: Failure
    ) -> None:
        library, paths = self._services.library, [left.path for left in leftovers]
        self._services.queries.run(
            lambda: sum(library.delete_leftover(path) for path in paths), success, failure
        )

    def move_to(
        self, folder: Path, progress: Progress, success: Success[Path], failure: Failure
    ) -> LiveTask:
        services, task = self._services, self._begin(progress)
        busy = services.loaded() or services.downloads.busy

        def work() -> Path:
            services.library.move_to(folder, busy, task.report, task.cancelled)
            return services.library.folder

        services.queries.run(work, task.unless_cancelled(success), failure)
        return task

    def export_bundle(
        self,
        folder: Path,
        entries: Sequence[LibraryEntry],
        progress: Progress,
        success: Success[int],
        failure: Failure,
    ) -> LiveTask:
        services, task, chosen = self._services, self._begin(progress), list(entries)

        def work() -> int:
            library = services.library.folder
            resources, catalogue = services.resources, services.catalogue
            export_bundle(
                folder, chosen, library, resources, catalogue, task.report, task.cancelled
            )
            return len(chosen)

        services.queries.run(work, task.unless_cancelled(success), failure)
        return task

    def import_bundle(
        self, folder: Path, progress: Progress, success: Success[int], failure: Failure
    ) -> LiveTask:
        services, task = self._services, self._begin(progress)

        def work() -> int:
            came = import_bundle(folder, services.library, task.report, task.cancelled)
            return 0 if came is None else len(came.taken)

        services.queries.run(work, task.unless_cancelled(success), failure)
        return task

    # -- on threads ---------------------------------------------------------------------------

    def _examine(self, model_id: str, choice: FileChoice, *, anyway: bool) -> DownloadItem:
        from app.services.acquisition import Wanted

        wanted = Wanted(model_id, choice.quantisation, choice.repo, choice.path)
        return self._examine_wanted(wanted, anyway=anyway)

    def _examine_wanted(self, wanted: "Wanted", *, anyway: bool) -> DownloadItem:
        # What speaks to the network takes half a second to import.
        from app.hub.listing import Hub
        from app.services.acquisition import choose, examine

        services = self._services
        access = services.access()
        access.check_online()
        chosen = choose(Hub(access), services.catalogue, wanted)
        examined = examine(access, chosen, services.probe)
        for warning in () if anyway else examined.warnings:
            # Another licence of a copy is told beside the original's, and stops nobody.
            if warning.kind != "licence_conflict":
                raise EngineError(warning.kind, detail=warning.detail, **warning.params)
        services.library.prepare_folder()
        item, folder = chosen.item, services.library.folder
        sizes = {part.path: part.size_bytes or 0 for part in item.parts}
        require_room(folder, sizes, already_there(folder, item))
        return item

    def _keep_and_examine(self, entry: LibraryEntry) -> DownloadItem:
        from app.services.mending import keep_beginnings, wanted_again

        folder = self._services.library.folder
        item = self._examine_wanted(wanted_again(entry, folder), anyway=True)
        keep_beginnings(folder, item)
        return item

    def _verify(self, entries: list[LibraryEntry], task: LiveTask) -> tuple[LibraryEntry, ...]:
        library, before = self._services.library, 0
        total = sum(entry.size_bytes for entry in entries)
        broken: list[LibraryEntry] = []
        for entry in entries:
            tell = partial(_tell_all, task, before, total)
            if library.verify(entry, tell, task.cancelled) == "broken":
                broken.append(entry)
            before += entry.size_bytes
            if task.cancelled():
                break
        return tuple(broken)

    # -- in the event loop --------------------------------------------------------------------

    def _begin(self, progress: Progress) -> LiveTask:
        self._tasks = [task for task in self._tasks if not task.over]
        task = LiveTask(progress, self)
        self._tasks.append(task)
        return task

    def _add(self, success: Success[str], failure: Failure, item: DownloadItem) -> None:
        try:
            self._services.downloads.add(item)
        except NaranhiError as error:
            failure(error.problem)
        else:
            success(item.item_id)

    def _take_foreign(self, entries: list[LibraryEntry]) -> None:
        self._foreign = with_models(entries, self._services.catalogue)
        self.libraryChanged.emit()

    def _take_knowledge(self, knowledge: EngineKnowledge) -> None:
        self._knowledge = knowledge
        self.knowledgeChanged.emit()

    def _on_download_changed(self, _item_id: str) -> None:
        queue = [(entry.item.item_id, entry.state) for entry in self.downloads()]
        if queue != self._queue:
            self._queue = queue
            self.downloadsChanged.emit()

    def _on_download_finished(self, item_id: str) -> None:
        entry = self._services.downloads.entry(item_id)
        if entry is None:
            return
        library, queries = self._services.library, self._services.queries
        queries.run(
            lambda: library.add_fetched(entry.item, entry.sha256),
            lambda _entry: self._services.downloads.cancel(item_id, delete_part=False),
            # The folder vanished in this very moment: the next look finds the file.
            lambda _problem: library.refresh(),
        )


def _files(facts: "RepoFacts", asked: str) -> RepoFiles:
    """Return a repo's GGUFs, all parts of each together. Raises HubError ``no_gguf``."""
    sizes = {file.path: file.size_bytes for file in facts.ggufs()}
    files = tuple(
        HubFile(first, quantisation_of_name(first), sum(sizes.get(part, 0) for part in parts))
        for first, parts in group_parts(sizes)
    )
    # Under the name that was asked for: repos are renamed, and the old name leads there.
    return RepoFiles(asked, facts.licence_tag, facts.gated, files, facts.copies_of)


def already_there(folder: Path, item: DownloadItem) -> int:
    """Return the bytes of ``item`` that need not be fetched again."""
    from app.hub.part_file import PartFile

    return sum(PartFile(folder, part.target).bytes_there() for part in item.parts)


def _tell_all(task: LiveTask, before: int, total: int, done: int, _of: int) -> None:
    task.report(before + done, total)


def _let_be(_problem: Problem) -> None:
    """Nothing is judged, nothing is offered: the page works without."""
