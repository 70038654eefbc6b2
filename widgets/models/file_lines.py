"""What there is of one model, file by file: on the Hub, on the way, on this PC; and what can
be done with each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from app.core.catalogue import CatalogueModel
from app.services.download_line import DownloadEntry
from app.services.library_entry import LibraryEntry
from widgets.models.backend import FileChoice, RepoFiles
from widgets.models.rows import ModelRow, is_foreign

Action = Literal[
    "fetch", "pause", "resume", "cancel", "compare", "verify", "stop", "mend", "forget", "delete"
]
"""``stop`` ends a verification."""
_GOING = ("queued", "checking", "downloading", "verifying", "flushing", "waiting")


@dataclass(frozen=True)
class FileLine:
    """One file of a model. At least one of ``choice``, ``entry`` and ``download`` is there."""

    quantisation: str
    size_bytes: int | None = None
    choice: FileChoice | None = None
    entry: LibraryEntry | None = None
    download: DownloadEntry | None = None
    work: float | None = None
    """Share of a verification that is done; None where none goes on."""
    asked: bool = False
    """Whether its header is being looked at before the download."""

    @property
    def key(self) -> str:
        """What stays the same while its state changes."""
        if self.choice is not None:
            return f"{self.choice.repo}/{self.choice.path or self.quantisation}"
        if self.download is not None:
            return self.download.item.item_id
        return str(self.entry.path) if self.entry is not None else self.quantisation

    def actions(self) -> tuple[Action, ...]:
        """Return what can be done now, the most likely first."""
        if self.download is not None:
            if self.download.state in _GOING:
                return ("pause", "cancel")
            return ("resume", "cancel")
        if self.work is not None:
            return ("stop",)
        if self.entry is None:
            return () if self.asked else ("fetch",)
        last: Action = "delete" if self.entry.owned else "forget"
        if is_foreign(self.entry):
            return ("compare",)
        if not self.entry.usable:
            mend: tuple[Action, ...] = ("mend",) if self.entry.mendable else ()
            again: tuple[Action, ...] = ("verify",) if self.entry.state == "broken" else ()
            return (*mend, *again, last)
        return ("compare", "verify", last)


def file_lines(row: ModelRow, listed: Iterable[RepoFiles] = ()) -> list[FileLine]:
    """Return the files of ``row``. What the Hub lists wins over what the catalogue says; the
    order is by size, unknown sizes last."""
    lines = _offered(row.model, list(listed)) if row.model is not None else {}
    rest: list[FileLine] = []
    for entry in row.entries:
        at = None if is_foreign(entry) else _find(lines, entry.quantisation, entry)
        if at is None:
            rest.append(FileLine(entry.quantisation, entry.size_bytes, entry=entry))
        else:
            lines[at] = replace(lines[at], entry=entry, size_bytes=entry.size_bytes)
    for download in row.downloads:
        item = download.item
        at = _find(lines, item.quantisation, None, item.repo)
        size = download.total_bytes or item.size_bytes
        if at is None:
            rest.append(FileLine(item.quantisation, size, download=download))
        else:
            lines[at] = replace(lines[at], download=download, size_bytes=size)
    shown = [*lines.values(), *rest]
    return sorted(shown, key=lambda line: (line.size_bytes is None, line.size_bytes or 0))


def _offered(model: CatalogueModel, listed: list[RepoFiles]) -> dict[str, FileLine]:
    """Return what can be downloaded, by repo and file."""
    offered: dict[str, FileLine] = {}
    for repo in listed:
        for file in repo.files:
            choice = FileChoice(repo.repo, file.quantisation, file.path)
            line = FileLine(file.quantisation, file.size_bytes, choice)
            offered[line.key] = line
    asked = {repo.repo for repo in listed}
    for known in model.files:
        if known.repo not in asked:
            choice = FileChoice(known.repo, known.quantisation, known.file)
            line = FileLine(known.quantisation, known.size_bytes, choice)
            offered.setdefault(line.key, line)
    return offered


def _find(
    lines: dict[str, FileLine], quantisation: str, entry: LibraryEntry | None, repo: str = ""
) -> str | None:
    """Return the line that a file on this PC or on the way belongs to: the one of its name,
    else the first free one of its quantisation."""
    for key, line in lines.items():
        choice = line.choice
        if entry is not None and choice is not None and choice.path.endswith(entry.path.name):
            return key
    for key, line in lines.items():
        taken = line.entry is not None if entry is not None else line.download is not None
        of_repo = not repo or (line.choice is not None and line.choice.repo == repo)
        if line.quantisation.casefold() == quantisation.casefold() and of_repo and not taken:
            return key
    return None
