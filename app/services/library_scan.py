"""What lies in the library's folder, found without opening more than has to be opened."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from app.core.gguf_header import GgufHeader, read_header
from app.core.gguf_stream import shown_path
from app.core.problem import ModelFileError, Problem
from app.services.file_copying import TEMPORARY
from app.store.library_store import FileFacts, FileRow

MAX_FILES = 50_000
MAX_DEPTH = 12
PART_ENDS = (".part", ".part.json", TEMPORARY)
"""Ends of what is not whole: a download's part, its record, a copy that was cut off."""
_NOT_THE_FILE = {"file_missing", "file_unreadable"}
"""Problems of the disk or the way to it, which may be over the next time."""
UNREAD = -1
"""Time of a file whose header has to be read again."""


@dataclass(frozen=True)
class FileStamp:
    """What tells cheaply whether a file has changed."""

    size_bytes: int
    modified_ns: int


@dataclass
class Scan:
    """Files by their path below the folder, with ``/``."""

    models: dict[str, FileStamp] = field(default_factory=dict[str, FileStamp])
    leftovers: dict[str, int] = field(default_factory=dict[str, int])
    """Sizes of what is not whole."""
    problem: Problem | None = None
    """Why the folder cannot be looked at."""


def scan_folder(folder: Path) -> Scan:
    """Look through the library's folder. Links are not followed: what lies elsewhere is
    imported, not owned. Hidden names (a stick's waste basket, ``._x.gguf``) are passed over.
    """
    scan = Scan()
    waiting: list[tuple[str, int]] = [("", 0)]
    while waiting:
        below, depth = waiting.pop()
        try:
            with os.scandir(folder / below) as listing:
                found = sorted(listing, key=lambda item: item.name)
        except OSError as error:
            if not below:
                params: dict[str, str | int | float] = {"path": shown_path(folder)}
                scan.problem = Problem(kind="library_missing", params=params, detail=str(error))
                return scan
            continue
        for item in found:
            path = f"{below}/{item.name}" if below else item.name
            if item.name.startswith((".", "$")) or not _is_text(item.name):
                continue
            if len(scan.models) + len(scan.leftovers) >= MAX_FILES:
                return scan
            if _is_folder(item):
                if depth < MAX_DEPTH:
                    waiting.append((path, depth + 1))
            else:
                _note(scan, path, item)
    return scan


def stamp_of(path: Path) -> FileStamp | None:
    """Return the stamp of a regular file; None where there is none to be seen."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return FileStamp(found.st_size, found.st_mtime_ns)


def with_header(row: FileRow, path: Path, stamp: FileStamp) -> FileRow:
    """Return the row as the file is now: what its header says, and not yet read whole."""
    facts = read_facts(path, row.facts.given_name)
    passing = facts.problem_kind in _NOT_THE_FILE
    return FileRow(
        path=row.path,
        owned=row.owned,
        size_bytes=stamp.size_bytes,
        modified_ns=UNREAD if passing else stamp.modified_ns,
        added_at=row.added_at,
        source=row.source,
        model_id=row.model_id,
        repo=row.repo,
        revision=row.revision,
        expected_sha256=row.expected_sha256,
        facts=facts,
    )


def read_facts(path: Path, given_name: str = "") -> FileFacts:
    """Return what the header says; a file that cannot be used is facts as well."""
    try:
        header = read_header(path)
    except ModelFileError as error:
        problem = error.problem
        return FileFacts(
            given_name=given_name, problem_kind=problem.kind, problem_detail=problem.detail
        )
    return facts_of(header, given_name)


def facts_of(header: GgufHeader, given_name: str = "") -> FileFacts:
    """Return what is kept of a header."""
    cut_off = header.file_bytes is not None and header.file_bytes < header.needed_bytes
    return FileFacts(
        name=header.name,
        given_name=given_name,
        architecture=header.architecture,
        quantisation=header.quantisation,
        context_length=header.context_length,
        block_count=header.block_count,
        embedding_length=header.embedding_length,
        n_heads=header.n_heads,
        n_kv_heads=header.n_kv_heads,
        n_vocab=header.n_vocab,
        n_params=header.n_params,
        tokenizer_model=header.tokenizer_model,
        tokenizer_pre=header.tokenizer_pre,
        has_template=bool(header.chat_template),
        sampling=header.sampling,
        split_number=header.split_number,
        split_count=header.split_count,
        header_sha256=header.header_sha256,
        needed_bytes=header.needed_bytes,
        problem_kind="file_cut_off" if cut_off else None,
    )


def _note(scan: Scan, path: str, item: os.DirEntry[str]) -> None:
    name = item.name.lower()
    leftover = name.endswith(PART_ENDS)
    if not leftover and not name.endswith(".gguf"):
        return
    try:
        found = item.stat(follow_symlinks=False)
    except OSError:
        return
    if not stat.S_ISREG(found.st_mode):
        return
    if leftover:
        scan.leftovers[path] = found.st_size
    else:
        scan.models[path] = FileStamp(found.st_size, found.st_mtime_ns)


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
