"""From what a person types to a model that can be judged: a file here, a file of the Hub, or the
catalogue's facts.

Nothing here waits for an event loop: call it where blocking is allowed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.engine_knowledge import EngineKnowledge
from app.core.fit.advice import Other
from app.core.fit.korean import chars_per_token
from app.core.fit.planning import Subject
from app.core.fit.report import FitTarget
from app.core.fit.shape import ModelShape, shape_of
from app.core.fit.verdict import Disk
from app.core.gguf_header import GgufHeader
from app.core.problem import HubError, LibraryError, NaranhiError, Problem, UsageError
from app.core.quantisation import same
from app.core.run import ModelFile
from app.services.acquisition import Choice, Wanted, choose
from app.services.fit_alternatives import (
    catalogue_subject,
    chosen_quantisation,
    free_disk,
    other_models,
    quantisations_of,
    smaller_ones,
)
from app.services.fit_shapes import FileShape, Shapes
from app.services.library_entry import LibraryEntry
from app.services.model_choice import ModelChoice

if TYPE_CHECKING:
    from app.hub.access import HubAccess

HUB_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co")
"""Hosts whose addresses are known for the Hub's, besides the mirror in use."""
MOST_PARTS = 16
"""Parts of a split model on the Hub whose headers are read; of more the size is known."""
_URL_FILE = re.compile(
    r"(?P<repo>[^/]+/[^/]+)(/(blob|resolve|tree|raw)/(?P<revision>[^/]+)(/(?P<path>.+))?)?"
)
_REPO_FILE = re.compile(r"(?P<repo>[^/]+/[^/]+)/(?P<path>.+\.gguf)", re.IGNORECASE)


@dataclass(frozen=True)
class Sources:
    """Where models are looked for. The functions may block."""

    catalogue: Catalogue
    choice: ModelChoice
    entries: Callable[[], Iterable[LibraryEntry]]
    folder: Path
    """The library's, whose disk a download needs; it may not exist yet."""
    knowledge: Callable[[Iterable[str], Iterable[tuple[str, str]]], EngineKnowledge]
    access: Callable[[], "HubAccess"]
    shapes: Shapes
    language: str = "ko"


@dataclass(frozen=True)
class Found:
    """A model, and what could be taken instead."""

    target: FitTarget
    subject: Subject
    smaller: tuple[Other, ...] = ()
    others: tuple[Other, ...] = ()


def find_target(sources: Sources, name: str, quantisation: str = "") -> Found:
    """Return the model that ``name`` means: a path, a practice model, a catalogue's id or a repo
    with or without ``:QUANTISATION``, a file of a repo, or its URL.

    Raises UsageError model_unknown, ModelFileError, LibraryError and HubError.
    """
    if name.lower().startswith(("https://", "http://")):
        return _remote(sources, wanted_of_url(name, quantisation, sources.access().host))
    if quantisation and ":" not in Path(name).name:
        name = f"{name}:{quantisation}"
    try:
        return _local(sources, sources.choice.resolve(name))
    except NaranhiError as error:
        bare, _, named = name.partition(":")
        model = sources.catalogue.find(bare)
        if model is not None:
            return _of_catalogue(sources, model, named)
        if error.problem.kind not in {"model_unknown", "file_missing"}:
            raise
        match = _REPO_FILE.fullmatch(name)
        if match is not None and not Path(name).parent.is_dir():
            return _remote(sources, Wanted(match["repo"], path=match["path"]))
        if bare.count("/") == 1 and not bare.startswith((".", "/", "~")) and not is_gguf(bare):
            return _remote(sources, Wanted(bare, quantisation=named))
        raise


def wanted_of_url(text: str, quantisation: str = "", mirror: str = "") -> Wanted:
    """Return what an address of the Hub, or of its ``mirror``, means. Raises UsageError
    model_unknown for any other address."""
    try:
        parts = urlsplit(text)
        known = parts.hostname in (*HUB_HOSTS, mirror)
        match = _URL_FILE.fullmatch(unquote(parts.path).strip("/")) if known else None
    except ValueError:
        match = None
    if match is None:
        raise UsageError("model_unknown", name=text)
    path = match["path"] or ""
    return Wanted(
        match["repo"],
        quantisation=quantisation,
        repo=match["repo"],
        path=path if is_gguf(path) else "",
        revision=match["revision"] or "main",
    )


def is_gguf(name: str) -> bool:
    """Tell whether a name is that of a GGUF file."""
    return name.lower().endswith(".gguf")


def _local(sources: Sources, file: ModelFile) -> Found:
    path = Path(file.path)
    read = sources.shapes.of_file(path)
    entry = next((one for one in sources.entries() if one.path == path), None)
    model = sources.catalogue.find(entry.model_id) if entry and entry.model_id else None
    refusal = _refusal(sources, read)
    target = FitTarget(
        name=file.id,
        title=file.name,
        quantisation=read.quantisation,
        model_id=model.id if model else "",
        path=file.path,
        size_bytes=file.size_bytes or None,
        badge=model.licence.badge if model else "unverified",
        licence=model.licence.name if model else "",
        architecture=read.architecture,
        tokenizer_pre=read.tokenizer_pre,
        refusal=refusal,
    )
    companions = entry.companions if entry else ()
    subject = Subject(
        shape=read.shape,
        chars_per_token=_chars(read, model),
        refused=refusal is not None,
        projector_bytes=sum(one.stat().st_size for one in companions if one.is_file()),
        identity=read.header_sha256,
    )
    return _found(sources, target, subject, model)


def _of_catalogue(sources: Sources, model: CatalogueModel, quantisation: str) -> Found:
    """Return a model of the catalogue that is not here: by its header where the Hub can be
    asked, else by the catalogue's facts."""
    unreached = None
    if model.cannot_run is None:
        try:
            return _remote(sources, Wanted(model.id, quantisation=quantisation))
        except HubError as error:
            unreached = error.problem
    offered = quantisations_of(model)
    chosen = chosen_quantisation(offered, quantisation)
    refusal = None
    if model.cannot_run is not None:
        refusal = LibraryError("model_cannot_run", model=model.id).problem
    subject = catalogue_subject(
        model, chosen, size_bytes=offered.get(chosen), free_bytes=free_disk(sources.folder)
    )
    if subject is None:
        known = ", ".join(offered)
        raise LibraryError("quantisation_unknown", model=model.id, quantisation=chosen, known=known)
    target = FitTarget(
        name=f"{model.id}:{chosen}",
        title=model.name.say(sources.language),
        quantisation=chosen,
        model_id=model.id,
        size_bytes=offered.get(chosen),
        badge=model.licence.badge,
        licence=model.licence.name,
        architecture=model.architecture,
        tokenizer_pre=model.tokenizer_pre,
        refusal=refusal,
        unreached=unreached,
    )
    return _found(sources, target, subject, model)


def _remote(sources: Sources, wanted: Wanted) -> Found:
    # What speaks to the network takes half a second to import.
    from app.hub.listing import Hub

    access = sources.access()
    choice = choose(Hub(access), sources.catalogue, wanted)
    header, shape = _remote_shape(access, choice)
    refusal = _refusal(sources, header)
    item, model = choice.item, choice.model or _model_of_repo(sources.catalogue, choice.item.repo)
    size = item.size_bytes or shape.weights_bytes
    free = free_disk(sources.folder)
    target = FitTarget(
        name=f"{item.model_id}:{item.quantisation}" if item.quantisation else item.model_id,
        title=model.name.say(sources.language) if model else header.name or item.repo,
        quantisation=item.quantisation or header.quantisation,
        model_id=model.id if model else "",
        repo=item.repo,
        file=item.parts[0].path,
        size_bytes=size,
        badge=model.licence.badge if model else "unverified",
        licence=model.licence.name if model else choice.repo.licence_tag,
        architecture=header.architecture,
        tokenizer_pre=header.tokenizer_pre,
        refusal=refusal,
    )
    subject = Subject(
        shape=shape,
        chars_per_token=_chars(header, model),
        disk=None if free is None else Disk(needed_bytes=size, free_bytes=free),
        refused=refusal is not None,
        identity=header.header_sha256,
    )
    return _found(sources, target, subject, model, dict.fromkeys(choice.offered))


def _remote_shape(access: "HubAccess", choice: Choice) -> tuple[GgufHeader, ModelShape]:
    from app.hub.remote import RemoteFile
    from app.hub.remote_header import read_remote_header

    item = choice.item
    headers: list[GgufHeader] = []
    for part in item.parts[:MOST_PARTS]:
        with RemoteFile.open(access, item.repo, part.path, item.revision) as remote:
            headers.append(read_remote_header(remote).header)
    return headers[0], shape_of(headers[0], headers[1:])


def _refusal(sources: Sources, read: GgufHeader | FileShape) -> Problem | None:
    """Return why this llama.cpp would not load it."""
    tokenizer = (read.tokenizer_model, read.tokenizer_pre)
    return sources.knowledge([read.architecture], [tokenizer]).judge(read.architecture, *tokenizer)


def _chars(read: GgufHeader | FileShape, model: CatalogueModel | None) -> float:
    family = model.family if model else ""
    return chars_per_token(read.tokenizer_pre, read.architecture, family)


def _model_of_repo(catalogue: Catalogue, repo: str) -> CatalogueModel | None:
    for model in catalogue.models:
        repos = {model.repo, *(one.repo for one in model.repos), *(f.repo for f in model.files)}
        if any(same(repo, name) for name in repos):
            return model
    return None


def _found(
    sources: Sources,
    target: FitTarget,
    subject: Subject,
    model: CatalogueModel | None,
    offered: Mapping[str, int | None] | None = None,
) -> Found:
    """Add what could be taken instead; ``offered`` are quantisations besides the catalogue's."""
    free = free_disk(sources.folder)
    smaller: tuple[Other, ...] = ()
    if model is not None:
        known = {**(offered or {}), **quantisations_of(model)}
        smaller = smaller_ones(model, subject.shape, known, free)
    return Found(
        target, subject, smaller, other_models(sources.catalogue, subject.shape, model, free)
    )
