"""A backend without disk, network and processes: it does what a test tells it to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from app.core.catalogue import (
    Catalogue,
    CatalogueModel,
)
from app.core.problem import Problem
from app.core.run import ModelFile
from app.core.transfer import DownloadItem, RemotePart
from app.services.download_limits import DownloadLimits
from app.services.download_line import DownloadEntry
from app.services.library_disk import DiskUsage, EntryUsage, Leftover
from app.services.library_entry import LibraryEntry
from app.store.library_store import FileFacts
from tests.widgets.models.fake_models import MODELS, TEAMS, text
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

GIB = 2**30


def entry(model_id: str, quantisation: str = "Q4_K_M", **more: object) -> LibraryEntry:
    path = Path("/library") / f"{model_id or 'file'}-{quantisation}.gguf"
    facts: dict[str, object] = {
        "path": path,
        "parts": (path,),
        "owned": True,
        "source": "naranhi",
        "model_id": model_id,
        "name": model_id,
        "architecture": "llama",
        "quantisation": quantisation,
        "size_bytes": GIB,
        "sha256": "",
        "expected_sha256": "",
        "verified_at": None,
        "added_at": 1_700_000_000,
        "state": "unverified",
        "problem": None,
        "facts": FileFacts(context_length=8192, n_params=1_500_000_000),
    }
    return LibraryEntry(**(facts | more))  # pyright: ignore[reportArgumentType]


def item(model_id: str, quantisation: str = "Q4_K_M", repo: str = "") -> DownloadItem:
    repo = repo or f"owner/{model_id}-GGUF"
    return DownloadItem(
        item_id=f"{model_id}:{quantisation}",
        model_id=model_id,
        quantisation=quantisation,
        repo=repo,
        revision="0" * 40,
        parts=(RemotePart(path="a.gguf", target="a.gguf", size_bytes=2 * GIB),),
    )


def download(model_id: str, quantisation: str = "Q4_K_M", **more: object) -> DownloadEntry:
    facts: dict[str, object] = {
        "item": item(model_id, quantisation),
        "state": "downloading",
        "done_bytes": GIB * 43 // 50,
        "total_bytes": 2 * GIB,
        "bytes_per_s": 12.3 * 2**20,
        "seconds_left": 95.0,
        "problem": None,
        "retry_in_s": 0.0,
    }
    return DownloadEntry(**(facts | more))  # pyright: ignore[reportArgumentType]


@dataclass
class FakeTask:
    """A task that a test ends."""

    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class Asked:
    """A question to the Hub or to the disk that a test answers."""

    about: object
    success: Callable[..., None]
    failure: Failure
    progress: Progress = field(default=lambda _done, _total: None)
    task: FakeTask = field(default_factory=FakeTask)


class FakeBackend(ModelsBackend):
    """Keeps lists that tests set, and writes down what it was asked for."""

    def __init__(self, models: Sequence[CatalogueModel] = MODELS) -> None:
        super().__init__()
        self.known = Catalogue(models=tuple(models), teams=TEAMS)
        self.held: list[LibraryEntry] = []
        self.queue: list[DownloadEntry] = []
        self.problems: dict[str, Problem] = {}
        self.consented: list[tuple[str, str]] = []
        self.done: list[tuple[object, ...]] = []
        self.asked: dict[str, list[Asked]] = {}
        self.is_offline = False
        self.trouble: Problem | None = None
        self.free_bytes = 120 * GIB

    def answer(self, question: str, *values: object) -> None:
        """Let the oldest question of this kind succeed."""
        self.asked[question].pop(0).success(*values)

    def refuse(self, question: str, problem: Problem) -> None:
        """Let the oldest question of this kind fail."""
        self.asked[question].pop(0).failure(problem)

    def tell(self) -> None:
        """Tell that everything may be another one now."""
        self.libraryChanged.emit()
        self.downloadsChanged.emit()

    def _ask(
        self, question: str, about: object, success: Callable[..., None], failure: Failure
    ) -> Asked:
        asked = Asked(about, success, failure)
        self.asked.setdefault(question, []).append(asked)
        return asked

    def catalogue(self) -> Catalogue:
        return self.known

    def entries(self) -> Sequence[LibraryEntry]:
        return self.held

    def downloads(self) -> Sequence[DownloadEntry]:
        return self.queue

    def judge(self, model: CatalogueModel) -> Problem | None:
        return self.problems.get(model.id)

    def memory_bytes(self) -> int:
        return 16 * GIB

    def offline(self) -> bool:
        return self.is_offline

    def folder(self) -> Path:
        return Path("/library")

    def folder_problem(self) -> Problem | None:
        return self.trouble

    def look_again(self) -> None:
        self.done.append(("look_again",))

    def use_folder(self, folder: Path) -> None:
        self.done.append(("use_folder", folder))

    def repo_page(self, repo: str) -> str:
        return f"https://huggingface.co/{repo}"

    def token_page(self) -> str:
        return "https://huggingface.co/settings/tokens"

    def keep_token(self, token: str, success: Success[None], failure: Failure) -> None:
        self._ask("token", token, success, failure)

    def needs_consent(self, model: CatalogueModel) -> bool:
        agreed = any(model_id == model.id for model_id, _ in self.consented)
        return model.licence.badge != "commercial" and not agreed

    def accept(self, model: CatalogueModel, language: str) -> None:
        self.consented.append((model.id, language))

    def list_repo(self, repo: str, success: Success[RepoFiles], failure: Failure) -> None:
        self._ask("list", repo, success, failure)

    def search(self, words: str, success: Success[tuple[RepoHit, ...]], failure: Failure) -> None:
        self._ask("search", words, success, failure)

    def fetch(
        self,
        model_id: str,
        choice: FileChoice,
        success: Success[str],
        failure: Failure,
        *,
        anyway: bool = False,
    ) -> None:
        self._ask("fetch", (model_id, choice, anyway), success, failure)

    def pause(self, item_id: str) -> None:
        self.done.append(("pause", item_id))

    def resume(self, item_id: str) -> None:
        self.done.append(("resume", item_id))

    def cancel(self, item_id: str) -> None:
        self.done.append(("cancel", item_id))

    def move(self, item_id: str, place: int) -> None:
        self.done.append(("move", item_id, place))

    def limits(self) -> DownloadLimits:
        return DownloadLimits(0, 2)

    def limit(self, limits: DownloadLimits) -> None:
        self.done.append(("limit", limits))

    def import_file(self, path: Path, success: Success[LibraryEntry], failure: Failure) -> None:
        self._ask("import", path, success, failure)

    def delete_size(self, entry: LibraryEntry) -> int:
        return entry.size_bytes

    def delete(self, entry: LibraryEntry, success: Success[int], failure: Failure) -> None:
        self._ask("delete", entry, success, failure)

    def forget(self, entry: LibraryEntry) -> None:
        self.done.append(("forget", entry.path))

    def mend(self, entry: LibraryEntry, success: Success[str], failure: Failure) -> None:
        self._ask("mend", entry, success, failure)

    def verify(
        self,
        entries: Sequence[LibraryEntry],
        progress: Progress,
        success: Success[tuple[LibraryEntry, ...]],
        failure: Failure,
    ) -> FakeTask:
        asked = self._ask("verify", tuple(entries), success, failure)
        asked.progress = progress
        return asked.task

    def disk(self) -> DiskUsage:
        """What the library takes, as the disk would say."""
        owned = tuple(EntryUsage(e, e.size_bytes) for e in self.held if e.owned)
        leftovers = (Leftover(Path("/library/owner/a.gguf.part"), GIB),)
        return DiskUsage(owned, leftovers, GIB * (1 + len(owned)), self.free_bytes)

    def model_file(self, entry: LibraryEntry) -> ModelFile:
        return entry.model_file()

    def usage(self, success: Success[DiskUsage], failure: Failure) -> None:
        self._ask("usage", None, success, failure)

    def delete_leftovers(
        self, leftovers: Sequence[Leftover], success: Success[int], failure: Failure
    ) -> None:
        self._ask("leftovers", tuple(leftovers), success, failure)

    def move_to(
        self, folder: Path, progress: Progress, success: Success[Path], failure: Failure
    ) -> FakeTask:
        asked = self._ask("move", folder, success, failure)
        asked.progress = progress
        return asked.task

    def export_bundle(
        self,
        folder: Path,
        entries: Sequence[LibraryEntry],
        progress: Progress,
        success: Success[int],
        failure: Failure,
    ) -> FakeTask:
        asked = self._ask("export", (folder, tuple(entries)), success, failure)
        asked.progress = progress
        return asked.task

    def import_bundle(
        self, folder: Path, progress: Progress, success: Success[int], failure: Failure
    ) -> FakeTask:
        asked = self._ask("import_bundle", folder, success, failure)
        asked.progress = progress
        return asked.task


def listed(repo: str, *quantisations: str, tag: str = "apache-2.0") -> RepoFiles:
    """What the Hub says about a repo."""
    files = tuple(HubFile(f"m-{q}.gguf", q, (i + 1) * GIB) for i, q in enumerate(quantisations))
    return RepoFiles(repo, tag, False, files)


def many(n_models: int, n_entries: int) -> FakeBackend:
    """A backend with so many models and library entries."""
    names = [f"Model {i} 한국어" for i in range(n_models)]
    models = [
        replace_model(MODELS[i % len(MODELS)], f"model-{i}", name) for i, name in enumerate(names)
    ]
    backend = FakeBackend(models)
    backend.held = [
        entry(
            f"model-{i}" if i % 2 else "", "Q4_K_M", path=Path(f"/library/{i}.gguf"), name=f"f{i}"
        )
        for i in range(n_entries)
    ]
    return backend


def replace_model(like: CatalogueModel, model_id: str, name: str) -> CatalogueModel:
    return msgspec.structs.replace(like, id=model_id, name=text(name))


def progressed(entry: DownloadEntry, done_bytes: int) -> DownloadEntry:
    """The same download a little later."""
    return replace(entry, done_bytes=done_bytes)
