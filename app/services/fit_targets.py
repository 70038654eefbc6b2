"""From what a person types to a model that can be judged: a file here, a file of the Hub, or the
catalogue's facts.

Nothing here waits for an event loop: call it where blocking is allowed.
"""

import re
from pathlib import Path

from app.core.catalogue import CatalogueModel
from app.core.fit.planning import Subject
from app.core.fit.report import FitTarget
from app.core.problem import HubError, LibraryError, NaranhiError
from app.core.run import ModelFile
from app.services.fit_alternatives import (
    catalogue_subject,
    chosen_quantisation,
    free_disk,
    quantisations_of,
)
from app.services.fit_sources import Found, Sources, chars_of, refusal_of, with_others

_REPO_FILE = re.compile(r"(?P<repo>[^/]+/[^/]+)/(?P<path>.+\.gguf)", re.IGNORECASE)


def find_target(sources: Sources, name: str, quantisation: str = "") -> Found:
    """Return the model that ``name`` means: a path, a practice model, a catalogue's id or a repo
    with or without ``:QUANTISATION``, a file of a repo, or its URL.

    Raises UsageError model_unknown, ModelFileError, LibraryError and HubError.
    """
    if is_address(name):
        return _of_hub(sources, name, quantisation=quantisation)
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
            return _of_hub(sources, match["repo"], path=match["path"])
        if bare.count("/") == 1 and not bare.startswith((".", "/", "~")) and not is_gguf(bare):
            return _of_hub(sources, bare, quantisation=named)
        raise


def is_address(name: str) -> bool:
    """Tell whether a name is an address of the web."""
    return name.lower().startswith(("https://", "http://"))


def is_gguf(name: str) -> bool:
    """Tell whether a name is that of a GGUF file."""
    return name.lower().endswith(".gguf")


def file_subject(sources: Sources, file: ModelFile) -> Found:
    """Return a file that is here, without what could be taken instead. Raises ModelFileError."""
    path = Path(file.path)
    read = sources.shapes.of_file(path)
    entry = next((one for one in sources.entries() if one.path == path), None)
    model = sources.catalogue.find(entry.model_id) if entry and entry.model_id else None
    refusal = refusal_of(sources, read)
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
        chars_per_token=chars_of(read, model),
        refused=refusal is not None,
        projector_bytes=sum(one.stat().st_size for one in companions if one.is_file()),
        identity=read.header_sha256,
    )
    return Found(target, subject)


def _local(sources: Sources, file: ModelFile) -> Found:
    found = file_subject(sources, file)
    model = sources.catalogue.find(found.target.model_id) if found.target.model_id else None
    return with_others(sources, found.target, found.subject, model)


def _of_catalogue(sources: Sources, model: CatalogueModel, quantisation: str) -> Found:
    """Return a model of the catalogue that is not here: by its header where the Hub can be
    asked, else by the catalogue's facts."""
    unreached = None
    if model.cannot_run is None:
        try:
            return _of_hub(sources, model.id, quantisation=quantisation)
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
        why_not=model.cannot_run.say(sources.language) if model.cannot_run else "",
        unreached=unreached,
    )
    return with_others(sources, target, subject, model)


def _of_hub(sources: Sources, name: str, *, quantisation: str = "", path: str = "") -> Found:
    """Return a model of the Hub by its address, its repo, or the catalogue's id."""
    # What speaks to the network takes a while to import; a file here does without.
    from app.services.fit_remote import remote_target, wanted_of

    wanted = wanted_of(sources.access(), name, quantisation, path)
    return remote_target(sources, wanted)
