"""What ``pull`` does: found, agreed to, looked at, downloaded, taken into the library."""

from dataclasses import dataclass, replace
from typing import Any

from app.cli.catalogue_lookup import tell_faults, unknown_model
from app.cli.consent import require_consent
from app.cli.console import tell
from app.cli.document import error_document, print_document
from app.cli.download_progress import DownloadProgress
from app.cli.failure_document import documented
from app.cli.fetching import fetch
from app.cli.gate import through_gate
from app.cli.model_rows import quant_of
from app.cli.problem_sentence import problem_sentence
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.stopping import Stopping
from app.core.catalogue import Catalogue, CatalogueModel
from app.core.model_files import starter_models
from app.core.problem import Problem
from app.core.quantisation import rank, same
from app.core.transfer import DownloadItem, Fetched
from app.hub.part_file import PartFile
from app.hub.retry import Patience, patiently
from app.services.acquisition import Examined, Wanted, choose, examine
from app.services.library_disk import require_room
from app.services.library_entry import LibraryEntry
from app.services.licences import unlisted_model
from app.services.mending import keep_beginnings, wanted_again
from app.services.translation import tr
from app.services.wording import show_bytes
from app.store.download_store import DownloadStore

PATIENCE = Patience()


@dataclass(frozen=True)
class PullRequest:
    """What was typed."""

    name: str
    path: str = ""
    revision: str = "main"
    accept_licence: bool = False
    bytes_per_s: int = 0

    @property
    def whatever_is_here(self) -> bool:
        """Whether any file of the model will do, so that the Hub need not be asked."""
        return not self.path and self.revision == "main"


def run_pull(session: Session, request: PullRequest, *, as_json: bool) -> int:
    """Download a model; return the exit status."""
    with documented(as_json=as_json, model=request.name), Shelf(session) as shelf:
        tell_faults(shelf.catalogue)
        _refuse_starter(session, request.name)
        wanted, model = read_wanted(shelf.catalogue, request)
        entry = _already_here(shelf, request, wanted)
        if entry is not None:
            tell(tr("이미 있습니다: {path}").format(path=entry.path))
            _print_entry(entry, [], as_json=as_json, fetched_bytes=0, resumed=False)
            return 0
        wanted = _mending(shelf, request, wanted) or wanted
        if model is None and "/" not in wanted.model:
            raise unknown_model(request.name, (each.id for each in shelf.catalogue.models))
        shelf.access.check_online()
        if model is not None:
            _refuse_hopeless(shelf.catalogue, model, session.language)
            require_consent(shelf, model, accepted=request.accept_licence)
        return _download(shelf, request, wanted, as_json=as_json)


def read_wanted(catalogue: Catalogue, request: PullRequest) -> tuple[Wanted, CatalogueModel | None]:
    """Return what the words mean, and the catalogue's model where it is one: also by one of its
    repos, since the licence is the original's."""
    name, _, quantisation = request.name.partition(":")
    model = catalogue.find(name) or (catalogue.of_repo(name) if "/" in name else None)
    wanted = Wanted(
        model=model.id if model else name,
        quantisation=quantisation,
        path=request.path,
        revision=request.revision,
    )
    if model is not None and "/" in name and name.casefold() != model.repo.casefold():
        wanted = replace(wanted, repo=name)
    return wanted, model


def _refuse_starter(session: Session, name: str) -> None:
    if name.partition(":")[0] in {starter.id for starter in starter_models(session.resources)}:
        raise RefusalError(tr("{name}: 프로그램과 함께 온 연습용 모델입니다.").format(name=name), 1)


def _refuse_hopeless(catalogue: Catalogue, model: CatalogueModel, language: str) -> None:
    """Raise RefusalError for a model that nothing here can run, in its own words."""
    if model.cannot_run is None:
        return
    words = [f"{model.id}: {model.cannot_run.say(language)}"]
    if model.needs is not None:
        words.append(model.needs.say(language))
    nearest = catalogue.find(model.nearest) if model.nearest else None
    if nearest is not None:
        words.append(tr("여기서 되는 가까운 모델: {model}").format(model=nearest.id))
    problem = Problem(kind="model_cannot_run", params={"model": model.id})
    raise RefusalError(" ".join(words), 1, problem)


def _already_here(shelf: Shelf, request: PullRequest, wanted: Wanted) -> LibraryEntry | None:
    """Return what the library holds of it, looked at no closer than its list does."""
    if not request.whatever_is_here:
        return None
    held = [entry for entry in _held(shelf, wanted) if entry.usable]
    return min(held, key=lambda entry: rank(entry.quantisation), default=None)


def _mending(shelf: Shelf, request: PullRequest, wanted: Wanted) -> Wanted | None:
    """Return what makes a file whole again that the library holds broken."""
    if not request.whatever_is_here:
        return None
    broken = [entry for entry in _held(shelf, wanted) if entry.mendable]
    found = min(broken, key=lambda entry: rank(entry.quantisation), default=None)
    return wanted_again(found, shelf.folder) if found is not None else None


def _held(shelf: Shelf, wanted: Wanted) -> list[LibraryEntry]:
    return [
        entry
        for entry in shelf.entries()
        if wanted.model.casefold() in {entry.model_id.casefold(), entry.repo.casefold()}
        and (not wanted.quantisation or entry.is_quantisation(wanted.quantisation))
        and (not wanted.repo or not entry.repo or same(entry.repo, wanted.repo))
    ]


def _download(shelf: Shelf, request: PullRequest, wanted: Wanted, *, as_json: bool) -> int:
    tell(tr("{model}: 저장소를 보는 중").format(model=request.name))
    examined = through_gate(
        shelf, lambda: patiently(lambda: _examine(shelf, wanted), _tell_waiting, PATIENCE)
    )
    choice = examined.choice
    item = choice.item
    model = choice.model or unlisted_model(
        item.model_id, choice.repo.licence_tag, shelf.access.page_url(item.repo)
    )
    require_consent(shelf, model, accepted=request.accept_licence)
    for problem in examined.warnings:
        tell(problem_sentence(problem))
    folder = shelf.make_folder()
    keep_beginnings(folder, item)
    there = sum(PartFile(folder, part.target).bytes_there() for part in item.parts)
    require_room(folder, {part.target: part.size_bytes or 0 for part in item.parts}, there)
    _tell_begin(item, there)
    progress = DownloadProgress(_short_name(item))
    with Stopping() as stopping:
        fetched = fetch(
            item,
            folder,
            shelf.access,
            progress,
            stopping,
            DownloadStore(shelf.open_database()),
            bytes_per_s=request.bytes_per_s,
        )
        if fetched is None:
            return _stopped(request, item, progress, stopping, as_json=as_json)
        entry = shelf.library.add_fetched(item, fetched.sha256)
    resumed = there > 0 and fetched.fetched_bytes < (item.size_bytes or there)
    tell(
        tr("받았습니다: {path} ({size})").format(path=entry.path, size=show_bytes(entry.size_bytes))
    )
    _print_fetched(entry, examined, fetched, as_json=as_json, resumed=resumed)
    return 0


def _examine(shelf: Shelf, wanted: Wanted) -> Examined:
    return examine(shelf.access, choose(shelf.hub, shelf.catalogue, wanted), shelf.probe)


def _tell_waiting(problem: Problem, seconds: float) -> None:
    again = tr("{n}초 뒤 다시 연결").format(n=max(1, round(seconds)))
    tell(f"{problem_sentence(problem)} ({again})")


def _tell_begin(item: DownloadItem, there: int) -> None:
    name, total = _short_name(item), item.size_bytes
    words = tr("{name} 받기 시작").format(name=name)
    if total is not None:
        words += f": {show_bytes(total)}"
    if there:
        words += " · " + tr("{size}는 이미 있어 이어서 받습니다").format(size=show_bytes(there))
    tell(words)


def _stopped(
    request: PullRequest,
    item: DownloadItem,
    progress: DownloadProgress,
    stopping: Stopping,
    *,
    as_json: bool,
) -> int:
    done = progress.last.done_bytes if progress.last else 0
    tell(
        tr("멈췄습니다. 받은 {size}는 남겨 두었습니다. 이어서 받으려면: {command}").format(
            size=show_bytes(done), command=f"pull {request.name}"
        )
    )
    if as_json:
        print_document(
            {
                "model": item.model_id,
                "quant": item.quantisation or None,
                "state": "paused",
                "done_bytes": done,
                "total_bytes": item.size_bytes,
            }
        )
    return stopping.status


def _print_fetched(
    entry: LibraryEntry, examined: Examined, fetched: Fetched, *, as_json: bool, resumed: bool
) -> None:
    warnings = [error_document(problem) for problem in examined.warnings]
    _print_entry(
        entry, warnings, as_json=as_json, fetched_bytes=fetched.fetched_bytes, resumed=resumed
    )


def _print_entry(
    entry: LibraryEntry,
    warnings: list[dict[str, Any]],
    *,
    as_json: bool,
    fetched_bytes: int,
    resumed: bool,
) -> None:
    if not as_json:
        print(entry.path)
        return
    print_document(
        {
            "model": entry.model_id or None,
            "quant": quant_of(entry) or None,
            "path": str(entry.path),
            "size_bytes": entry.size_bytes,
            "sha256": entry.sha256 or None,
            "fetched_bytes": fetched_bytes,
            "resumed": resumed,
            "state": entry.state,
            "files": [str(path) for path in (*entry.parts, *entry.companions)],
            "repo": entry.repo or None,
            "revision": entry.revision or None,
            "warnings": warnings,
        }
    )


def _short_name(item: DownloadItem) -> str:
    return f"{item.model_id}:{item.quantisation}" if item.quantisation else item.model_id
