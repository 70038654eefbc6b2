"""A download, whole: every part of an item, one after the other."""

import os
import threading
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from app.core.problem import NaranhiError, Problem
from app.core.transfer import Begin, Fetched, FetchFailed, FromFetcher
from app.hub.access import HubAccess, client
from app.hub.asking import Asker
from app.hub.hashing import FlowingHash
from app.hub.part_fetch import Halted, Means, PartFetch, check_space
from app.hub.part_file import PartFile
from app.hub.progress_report import ProgressReport
from app.hub.rate import RateLimit
from app.hub.refusals import Wanted
from app.hub.retry import Patience

Tell = Callable[[FromFetcher], None]


def fetch_item(
    begin: Begin,
    token: str | None,
    tell: Tell,
    halted: threading.Event,
    *,
    limit: RateLimit | None = None,
    patience: Patience | None = None,
) -> None:
    """Download an item; blocks until that is done, has failed for good, or ``halted`` is set.

    ``tell`` gets Progress, and last Fetched, FetchFailed, or a Progress that says ``paused``.
    Nothing is raised. A halt is heard within a fifth of a second, but for one that comes while
    the server has not answered yet: that takes as long as ``patience`` says.
    """
    try:
        tell(_fetch(begin, token, tell, halted, limit, patience or Patience()))
    except Halted:
        return
    except NaranhiError as error:
        tell(FetchFailed(problem=error.problem))
    except Exception as error:
        detail = "".join(traceback.format_exception(error))
        if token:
            detail = detail.replace(token, "…")
        tell(FetchFailed(problem=Problem(kind="fetcher_crashed", detail=detail)))


def _fetch(
    begin: Begin,
    token: str | None,
    tell: Tell,
    halted: threading.Event,
    limit: RateLimit | None,
    patience: Patience,
) -> Fetched:
    item = begin.item
    files = [PartFile(Path(begin.folder), part.target) for part in item.parts]
    for file in files:
        file.check_folder()
    report = ProgressReport(
        tell, [part.size_bytes for part in item.parts], [file.bytes_there() for file in files]
    )
    if item.size_bytes is not None and files:
        check_space(files[0], item.size_bytes - sum(report.there))
    # The endpoint and the token are those that were given; the rest is as the system has it.
    environ = {**os.environ, "HF_ENDPOINT": begin.endpoint, "HF_TOKEN": token or ""}
    access = HubAccess.from_environment(environ=environ)
    hashes: list[str] = []
    try:
        with ExitStack() as stack:
            connections = stack.enter_context(client(access))
            for index, (part, file) in enumerate(zip(item.parts, files, strict=True)):
                wanted = Wanted(item.repo, item.revision, part.path)
                means = Means(
                    asker=Asker(access, connections, wanted, patience),
                    report=report,
                    limit=limit or RateLimit(begin.bytes_per_s),
                    patience=patience,
                    halted=halted,
                )
                with FlowingHash() as flowing:
                    hashes.append(PartFetch(item, index, file, means).run(flowing))
    except Halted:
        report.state("paused")
        raise
    for file in files:
        file.forget()
    return Fetched(sha256=tuple(hashes), fetched_bytes=report.fetched_bytes)
