"""Reads the catalogue's TOML files: ``teams.toml`` and one file a family.

A file, or a model in it, that cannot be used is named in :attr:`Catalogue.broken`; the rest works.
In a ``sampling`` table stands only what the makers say. What they leave unsaid is switched off
there (``top_k`` 0, ``top_p`` 1, ``min_p`` 0, penalties without effect) instead of taking our
own defaults. ``temperature`` has no such value and must be named.
"""

import math
import re
import stat
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from app.core.catalogue import (
    BrokenEntry,
    Catalogue,
    CatalogueFile,
    CatalogueModel,
    Team,
)

FOLDER = "catalogue"
TEAMS_FILE = "teams.toml"
MAX_FILE_BYTES = 1_000_000
MAX_FILES = 200
MAX_ENTRIES = 1000
"""Teams or models of one file."""
_MAX_DETAIL = 500

_INT32 = 2**31 - 1
"""What llama.cpp counts with."""

_UNSAID: dict[str, int | float] = {
    "top_k": 0,
    "top_p": 1.0,
    "min_p": 0.0,
    "repeat_penalty": 1.0,
    "presence_penalty": 0.0,
    "frequency_penalty": 0.0,
}
"""Values that switch each of llama.cpp's samplers off."""

_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_SHA256 = re.compile(r"([0-9a-f]{64})?")
_REVISION = re.compile(r"([0-9a-f]{40})?")
_RELEASED = re.compile(r"(20\d\d(-(0[1-9]|1[0-2]))?)?")
_DEEP_KEY = re.compile(r"""(?<!["'\w-])(?:["'\w-]++[ \t]*+\.[ \t]*+){16}""")
"""More levels than any of our files has: the parser's time grows with their square."""


class _FaultError(ValueError):
    """An entry that reads well and makes no sense."""


def load_catalogue(resources: Path) -> Catalogue:
    """Return everything that ``resources/catalogue`` holds; never raises for what lies there."""
    reading = _Reading()
    for path in reading.files(resources / FOLDER):
        if path.name == TEAMS_FILE:
            reading.read(path, "team", reading.add_team)
        else:
            reading.read(path, "model", reading.add_model)
    return reading.catalogue()


class _Reading:
    """What has been read so far; each entry remembers the file it came from."""

    def __init__(self) -> None:
        self._models: dict[str, tuple[str, CatalogueModel]] = {}
        self._teams: dict[str, tuple[str, Team]] = {}
        self._broken: list[BrokenEntry] = []

    def files(self, folder: Path) -> list[Path]:
        """Return the catalogue's files in the order of their names."""
        try:
            found = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        except OSError as error:
            self._break(folder.name, str(error))
            return []
        for path in found[MAX_FILES:]:
            self._break(path.name, f"more than {MAX_FILES} files")
        return found[:MAX_FILES]

    def read(self, path: Path, table: str, add: Callable[[str, dict[str, Any]], None]) -> None:
        """Hand every ``[[table]]`` of the file to ``add``, and note what is wrong with it."""
        try:
            document = _parse(path)
        except (OSError, ValueError, RecursionError) as error:
            self._break(path.name, str(error) or type(error).__name__)
            return
        if unknown := sorted(document.keys() - {table})[:5]:
            self._break(path.name, f"unknown key {', '.join(map(repr, unknown))}")
        entries: Any = document.get(table, [])
        if not isinstance(entries, list):
            self._break(path.name, f"{table!r} is no list of tables")
            return
        listed = cast("list[Any]", entries)
        if len(listed) > MAX_ENTRIES:
            self._break(path.name, f"more than {MAX_ENTRIES} entries")
        for number, entry in enumerate(listed[:MAX_ENTRIES], 1):
            label = f"{table} {number}"
            if not isinstance(entry, dict):
                self._break(path.name, f"{label}: not a table")
                continue
            fields = cast("dict[str, Any]", entry)
            if isinstance(fields.get("id"), str):
                label = f"{label} ({fields['id'][:100]})"
            try:
                add(path.name, fields)
            except (msgspec.ValidationError, ValueError, OverflowError, RecursionError) as error:
                self._break(path.name, f"{label}: {error}")

    def add_team(self, file: str, fields: dict[str, Any]) -> None:
        """Take a team; raises ValidationError or ValueError for one that cannot be used."""
        team = msgspec.convert(fields, Team)
        _check_new(team.id, self._teams)
        self._teams[team.id] = (file, team)

    def add_model(self, file: str, fields: dict[str, Any]) -> None:
        """Take a model; raises ValidationError or ValueError for one that cannot be used."""
        told = {name: _said(name, value) for name, value in fields.items()}
        model = msgspec.convert(told, CatalogueModel)
        _check_new(model.id, self._models)
        for fault in _faults(model):
            raise _FaultError(fault)
        self._models[model.id] = (file, model)

    def catalogue(self) -> Catalogue:
        """Return all of it, with what does not fit together left out and named."""
        for model_id, (file, model) in list(self._models.items()):
            if model.team not in self._teams:
                del self._models[model_id]
                self._break(file, f"model ({model_id}): no team {model.team!r} - at `$.team`")
        for model_id, (file, model) in self._models.items():
            if model.nearest and not self._runs(model.nearest):
                detail = f"no model {model.nearest!r} that runs - at `$.nearest`"
                self._break(file, f"model ({model_id}): {detail}")
                kept = msgspec.structs.replace(model, nearest="")
                self._models[model_id] = (file, kept)
        for team_id, (file, team) in self._teams.items():
            if team.flagship and team.flagship not in self._models:
                self._break(file, f"team ({team_id}): no model {team.flagship!r} - at `$.flagship`")
                self._teams[team_id] = (file, msgspec.structs.replace(team, flagship=""))
        return Catalogue(
            models=tuple(model for _, model in self._models.values()),
            teams=tuple(team for _, team in self._teams.values()),
            broken=tuple(self._broken),
        )

    def _runs(self, model_id: str) -> bool:
        found = self._models.get(model_id)
        return found is not None and found[1].cannot_run is None

    def _break(self, file: str, detail: str) -> None:
        self._broken.append(BrokenEntry(file=_shown(file), detail=_shown(detail)))


def _shown(text: str) -> str:
    """Return a stranger's text for a terminal: short, and nothing that steers it."""
    return "".join(c if c.isprintable() else "�" for c in text[:_MAX_DETAIL])


def _parse(path: Path) -> dict[str, Any]:
    # Asked first: opening a pipe would wait for a writer.
    if not stat.S_ISREG(path.stat().st_mode):
        raise _FaultError("not a file")
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise _FaultError(f"more than {MAX_FILE_BYTES} bytes")
    text = data.decode("utf-8")
    if _DEEP_KEY.search(text):
        raise _FaultError("a key of more than 16 levels")
    return tomllib.loads(text)


def _said(name: str, value: Any) -> Any:
    """Return a field as it stands, a sampling with what its makers leave unsaid."""
    if name not in ("sampling", "sampling_thinking") or not isinstance(value, dict):
        return value
    if "temperature" not in value:
        raise _FaultError(f"no temperature - at `$.{name}`")
    return {**_UNSAID, **cast("dict[str, Any]", value)}


def _check_new(entry_id: str, known: dict[str, Any]) -> None:
    if not _ID.fullmatch(entry_id):
        raise _FaultError("not an id of a-z, 0-9, '.' and '-' - at `$.id`")
    if entry_id in known:
        raise _FaultError("this id is taken - at `$.id`")


def _faults(model: CatalogueModel) -> Iterator[str]:
    """Go through what the types let pass and would hurt later: in a URL, a browser, a sum."""
    numbers = (model.parameters_b, model.active_b)
    if not all(n is None or (math.isfinite(n) and n > 0) for n in numbers):
        yield "not a positive number - at `$.parameters_b` or `$.active_b`"
    if not _RELEASED.fullmatch(model.released):
        yield "not a year and month - at `$.released`"
    repos = (model.repo, *(r.repo for r in model.repos), *(f.repo for f in model.files))
    for repo in repos:
        if not _REPO.fullmatch(repo):
            yield f"not owner/name: {repo!r} - at `$.repo`, `$.repos` or `$.files`"
    for link in (model.licence.source, *model.sources):
        if link and not link.startswith("https://"):
            yield f"not an https link: {link!r} - at `$.sources` or `$.licence.source`"
    for file in model.files:
        yield from _file_faults(file)
    counts = (model.context, *msgspec.structs.astuple(model.shape))
    if not all(n is None or 0 < n <= _INT32 for n in counts):
        yield "not a count - at `$.context` or `$.shape`"
    for sampling in (model.sampling, model.sampling_thinking):
        values = msgspec.structs.astuple(sampling) if sampling else ()
        if not all(math.isfinite(value) and abs(value) <= _INT32 for value in values):
            yield "not a number to sample with - at `$.sampling` or `$.sampling_thinking`"


def _file_faults(file: CatalogueFile) -> Iterator[str]:
    if not _SHA256.fullmatch(file.sha256) or not _REVISION.fullmatch(file.revision):
        yield "not in hexadecimal digits - at `$.files[].sha256` or `$.files[].revision`"
    if ".." in file.file.split("/") or file.file.startswith("/") or "\\" in file.file:
        yield f"not a path inside the repo: {file.file!r} - at `$.files[].file`"
    if file.size_bytes is not None and not 0 < file.size_bytes < 2**63:
        yield "not a size - at `$.files[].size_bytes`"
