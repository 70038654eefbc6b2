"""From "I want this model" to a download that makes sense: chosen, looked at, allowed.

Nothing here waits for an event loop: call it where blocking is allowed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.gguf_header import GgufHeader
from app.core.problem import EngineError, HubError, LibraryError, ModelFileError, Problem
from app.core.quantisation import PREFERRED, same
from app.core.safe_names import group_parts, quantisation_of_name, safe_target
from app.core.transfer import DownloadItem, RemotePart
from app.hub.access import HubAccess
from app.hub.listing import Hub, HubFile, RepoFacts
from app.hub.remote import RemoteFile
from app.services.engine_probe import EngineProbe
from app.services.kept_headers import remote_header

_ID_CHARS = 20


@dataclass(frozen=True)
class Wanted:
    """What a person asks for. ``model`` is a catalogue id or a repo of the Hub; ``repo`` and
    ``path`` narrow it to one file; ``revision`` is a branch, a tag or a commit."""

    model: str
    quantisation: str = ""
    repo: str = ""
    path: str = ""
    revision: str = "main"
    target: str = ""
    """Where the file lies below the library's folder: of what is mended, whatever its header
    says of itself."""


@dataclass(frozen=True)
class Choice:
    """The files of one model, as the Hub has them now."""

    item: DownloadItem
    repo: RepoFacts
    model: CatalogueModel | None
    offered: tuple[str, ...]
    """Quantisations of the repo."""


@dataclass(frozen=True)
class Examined:
    """A choice whose header was read; ``warnings`` do not stand in the way."""

    choice: Choice
    header: GgufHeader
    bytes_fetched: int
    warnings: tuple[Problem, ...] = field(default=())


def choose(hub: Hub, catalogue: Catalogue, wanted: Wanted) -> Choice:
    """Return the files that ``wanted`` means.

    Raises LibraryError (model_cannot_run, quantisation_unknown, name_unsafe), HubError
    (repo_missing, no_gguf, remote_file_missing and what the network does).
    """
    model = catalogue.find(wanted.model)
    if model is not None and model.cannot_run is not None:
        raise LibraryError("model_cannot_run", model=model.id)
    problem: HubError | LibraryError | None = None
    for repo in _repos(model, wanted):
        try:
            facts = hub.repo(repo, wanted.revision)
            # A copy that the catalogue does not list is still its original's, licence and all.
            known = model or catalogue.of_repo(facts.repo, facts.copies_of)
            return _choose_in(facts, known, wanted)
        except (HubError, LibraryError) as error:
            # The first repo's answer is the one to tell; a network that is down is final.
            problem = problem or error
            if error.problem.kind not in _TRY_THE_NEXT:
                raise
    raise problem or HubError("no_gguf", repo=wanted.model)


def examine(access: HubAccess, choice: Choice, probe: EngineProbe) -> Examined:
    """Read the header of the chosen file and judge whether this llama.cpp can load it.

    Raises ModelFileError (unknown_architecture, unknown_tokenizer, not_gguf, gguf_broken) and
    HubError.
    """
    item = choice.item
    with RemoteFile.open(access, item.repo, item.parts[0].path, item.revision) as remote:
        read = remote_header(remote)
    header = read.header
    names = (header.tokenizer_model, header.tokenizer_pre)
    knowledge = probe.knowledge([header.architecture], [names])
    refusal = knowledge.judge(header.architecture, *names)
    if refusal is not None:
        raise ModelFileError(refusal.kind, detail=refusal.detail, **refusal.params)
    return Examined(choice, header, read.bytes_fetched, tuple(_warnings(choice, header)))


_TRY_THE_NEXT = {
    "repo_missing",
    "repo_gated",
    "no_gguf",
    "quantisation_unknown",
    "remote_file_missing",
}


def _repos(model: CatalogueModel | None, wanted: Wanted) -> list[str]:
    """Return the repos to look into, the likeliest first."""
    if wanted.repo:
        return [wanted.repo]
    if model is None:
        if "/" not in wanted.model:
            raise LibraryError("not_in_library", name=wanted.model)
        return [wanted.model]
    told = [
        file.repo
        for file in model.files
        if not wanted.quantisation or same(file.quantisation, wanted.quantisation)
    ]
    return list(dict.fromkeys([*told, *(repo.repo for repo in model.repos)]))


def _choose_in(facts: RepoFacts, model: CatalogueModel | None, wanted: Wanted) -> Choice:
    files = {file.path: file for file in facts.files}
    groups = dict(group_parts(files))
    if not groups:
        raise HubError("no_gguf", repo=facts.repo)
    first = _pick(list(groups), facts, wanted)
    parts = tuple(_remote_part(facts, files[path], list(files)) for path in groups[first])
    item = DownloadItem(
        item_id=_item_id(facts, first),
        model_id=model.id if model else facts.repo,
        quantisation=quantisation_of_name(first),
        repo=facts.repo,
        revision=facts.revision,
        parts=parts,
    )
    offered = dict.fromkeys(quantisation_of_name(path) for path in groups)
    return Choice(item, facts, model, tuple(name for name in offered if name))


def _pick(firsts: Sequence[str], facts: RepoFacts, wanted: Wanted) -> str:
    """Return the first part of the model that ``wanted`` means among a repo's."""
    if wanted.path or wanted.target:
        name = wanted.path or wanted.target
        for path in firsts:
            if path == wanted.path or _lies_at(facts, path, wanted.target):
                return path
        raise HubError("remote_file_missing", repo=facts.repo, file=name)
    by_name = [(quantisation_of_name(path), path) for path in firsts]
    tried = [wanted.quantisation] if wanted.quantisation else PREFERRED
    for quantisation in tried:
        for name, path in by_name:
            if same(name, quantisation):
                return path
    if not wanted.quantisation:
        return firsts[0]
    known = ", ".join(dict.fromkeys(name for name, _ in by_name if name))
    raise LibraryError(
        "quantisation_unknown", model=wanted.model, quantisation=wanted.quantisation, known=known
    )


def _lies_at(facts: RepoFacts, path: str, target: str) -> bool:
    """Tell whether ``path`` of the repo is what lies at ``target``; the repo may have been
    renamed since."""
    if not target:
        return False
    others = [file.path for file in facts.files if file.path != path]
    return safe_target(facts.repo, path, others).partition("/")[2] == target.partition("/")[2]


def _remote_part(facts: RepoFacts, file: HubFile, siblings: Sequence[str]) -> RemotePart:
    others = [path for path in siblings if path != file.path]
    return RemotePart(
        path=file.path,
        target=safe_target(facts.repo, file.path, others),
        size_bytes=file.size_bytes,
        sha256=file.sha256,
    )


def _item_id(facts: RepoFacts, first: str) -> str:
    name = f"{facts.repo}@{facts.revision}:{first}"
    return hashlib.sha256(name.encode()).hexdigest()[:_ID_CHARS]


def _warnings(choice: Choice, header: GgufHeader) -> list[Problem]:
    found: list[Problem] = []
    conflict = licence_conflict(choice.model, choice.repo)
    if conflict is not None:
        found.append(conflict)
    if not header.chat_template:
        found.append(EngineError("no_chat_template").problem)
    model = choice.model
    if model and model.tokenizer_pre and header.tokenizer_pre != model.tokenizer_pre:
        found.append(
            LibraryError(
                "tokenizer_differs",
                found=header.tokenizer_pre or "–",
                expected=model.tokenizer_pre,
            ).problem
        )
    return found


def licence_conflict(model: CatalogueModel | None, facts: RepoFacts) -> Problem | None:
    """Return a copy's licence that contradicts its original's, which is the one that counts."""
    if model is None or not facts.licence_tag or not model.licence.hub_tags:
        return None
    if facts.licence_tag.casefold() in {tag.casefold() for tag in model.licence.hub_tags}:
        return None
    return LibraryError(
        "licence_conflict", repo=facts.repo, copy=facts.licence_tag, original=model.licence.name
    ).problem
