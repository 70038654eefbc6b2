"""Models on the Hub that are to be judged: by the header of their file, read by Range."""

import re
from urllib.parse import unquote, urlsplit

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.fit.planning import Subject
from app.core.fit.report import FitTarget
from app.core.fit.shape import ModelShape, shape_of
from app.core.fit.verdict import Disk
from app.core.gguf_header import GgufHeader
from app.core.problem import UsageError
from app.core.quantisation import same
from app.hub.access import HubAccess
from app.hub.listing import Hub
from app.hub.remote import RemoteFile
from app.services.acquisition import Choice, Wanted, choose
from app.services.fit_alternatives import free_disk
from app.services.fit_sources import Found, Sources, chars_of, refusal_of, with_others
from app.services.kept_headers import remote_header

HUB_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co")
"""Hosts whose addresses are known for the Hub's, besides the mirror in use."""
MOST_PARTS = 16
"""Parts of a split model whose headers are read; of more the size is known."""
_URL_FILE = re.compile(
    r"(?P<repo>[^/]+/[^/]+)(/(blob|resolve|tree|raw)/(?P<revision>[^/]+)(/(?P<path>.+))?)?"
)


def wanted_of(access: HubAccess, name: str, quantisation: str, path: str) -> Wanted:
    """Return what an address, a repo or a catalogue's id means. Raises UsageError."""
    if "://" in name:
        return wanted_of_url(name, quantisation, access.host)
    return Wanted(name, quantisation=quantisation, path=path)


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
        path=path if path.lower().endswith(".gguf") else "",
        revision=match["revision"] or "main",
    )


def remote_target(sources: Sources, wanted: Wanted) -> Found:
    """Return the file of the Hub that ``wanted`` means. Raises what :func:`choose` raises, and
    ModelFileError for a file that is none."""
    access = sources.access()
    choice = choose(Hub(access), sources.catalogue, wanted)
    header, shape = _remote_shape(access, choice)
    refusal = refusal_of(sources, header)
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
        chars_per_token=chars_of(header, model),
        disk=None if free is None else Disk(needed_bytes=size, free_bytes=free),
        refused=refusal is not None,
        identity=header.header_sha256,
    )
    return with_others(sources, target, subject, model, dict.fromkeys(choice.offered))


def _remote_shape(access: HubAccess, choice: Choice) -> tuple[GgufHeader, ModelShape]:
    item = choice.item
    headers: list[GgufHeader] = []
    for part in item.parts[:MOST_PARTS]:
        with RemoteFile.open(access, item.repo, part.path, item.revision) as remote:
            headers.append(remote_header(remote).header)
    return headers[0], shape_of(headers[0], headers[1:])


def _model_of_repo(catalogue: Catalogue, repo: str) -> CatalogueModel | None:
    for model in catalogue.models:
        repos = {model.repo, *(one.repo for one in model.repos), *(f.repo for f in model.files)}
        if any(same(repo, name) for name in repos):
            return model
    return None
