"""The repos that the local Hub serves: files with their hashes, and what the API says of them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

Content = bytes | Path
LFS_FROM = 1024 * 1024
"""Bytes from which a file lies in LFS whatever its name."""


@dataclass
class HubFile:
    """One file of a repo. ``known_sha256`` spares reading a huge one."""

    path: str
    content: Content
    known_sha256: str = ""

    @property
    def size(self) -> int:
        """Length in bytes."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.stat().st_size

    @property
    def is_lfs(self) -> bool:
        """Whether it lies in LFS: behind a redirect, with a hash."""
        return self.path.endswith(".gguf") or self.size >= LFS_FROM

    @cached_property
    def sha256(self) -> str:
        """Hash (hex) of the content."""
        if self.known_sha256:
            return self.known_sha256
        if isinstance(self.content, bytes):
            return hashlib.sha256(self.content).hexdigest()
        with self.content.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def oid(self) -> str:
        """Git's name of the blob; of an LFS file, of something in its place."""
        if self.is_lfs:
            return hashlib.sha1(f"pointer {self.sha256}".encode()).hexdigest()
        data = self.content if isinstance(self.content, bytes) else self.content.read_bytes()
        return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes of a range."""
        if isinstance(self.content, bytes):
            return self.content[start:stop]
        with self.content.open("rb") as file:
            file.seek(start)
            return file.read(stop - start)


@dataclass
class Repo:
    """A model's repo, at one commit."""

    name: str
    files: dict[str, HubFile]
    licence: str = "apache-2.0"
    gated: bool = False
    private: bool = False
    base_models: tuple[str, ...] = ()
    downloads: int = 12
    likes: int = 3
    old_commits: set[str] = field(default_factory=set[str])

    @property
    def commit(self) -> str:
        """The commit of ``main``: follows from the files."""
        parts = [self.name, *(f"{f.path} {f.oid}" for f in self.files.values())]
        return hashlib.sha1("\n".join(parts).encode()).hexdigest()

    def has_revision(self, revision: str) -> bool:
        """Whether ``revision`` names a state that is served."""
        return revision in {"main", self.commit, *self.old_commits}

    @property
    def tags(self) -> list[str]:
        """Tags, as the Hub makes them of the model card."""
        licence = [f"license:{self.licence}"] if self.licence else []
        ways = ("", "quantized:") if any(path.endswith(".gguf") for path in self.files) else ("",)
        bases = [f"base_model:{way}{base}" for base in self.base_models for way in ways]
        gguf = ["gguf"] if any(path.endswith(".gguf") for path in self.files) else []
        return [*gguf, *licence, *bases, "ko", "region:us"]

    def info(self, *, blobs: bool) -> dict[str, Any]:
        """What ``/api/models/REPO`` answers."""
        card: dict[str, Any] = {"license": self.licence} if self.licence else {}
        if self.base_models:
            card["base_model"] = list(self.base_models)
        return {
            **self.hit(),
            "sha": self.commit,
            "cardData": card,
            "siblings": [self._sibling(file, blobs=blobs) for file in self.files.values()],
        }

    def hit(self) -> dict[str, Any]:
        """What the search answers of it."""
        return {
            "_id": self.commit[:24],
            "id": self.name,
            "modelId": self.name,
            "private": self.private,
            "gated": "manual" if self.gated else False,
            "downloads": self.downloads,
            "likes": self.likes,
            "lastModified": "2026-10-21T03:04:05.000Z",
            "createdAt": "2026-01-02T03:04:05.000Z",
            "tags": self.tags,
        }

    def _sibling(self, file: HubFile, *, blobs: bool) -> dict[str, Any]:
        sibling: dict[str, Any] = {"rfilename": file.path}
        if blobs:
            sibling |= {"size": file.size, "blobId": file.oid}
            if file.is_lfs:
                sibling["lfs"] = {"size": file.size, "sha256": file.sha256, "pointerSize": 135}
        return sibling

    def tree(self, *, recursive: bool) -> list[dict[str, Any]]:
        """What ``/api/models/REPO/tree/REVISION`` answers, all pages in one."""
        entries: list[dict[str, Any]] = []
        folders: set[str] = set()
        for file in self.files.values():
            parents = file.path.split("/")[:-1]
            names = ["/".join(parents[: depth + 1]) for depth in range(len(parents))]
            for name in names if recursive else names[:1]:
                if name not in folders:
                    folders.add(name)
                    oid = hashlib.sha1(name.encode()).hexdigest()
                    entries.append({"type": "directory", "path": name, "oid": oid, "size": 0})
            if parents and not recursive:
                continue
            entry = {"type": "file", "path": file.path, "size": file.size, "oid": file.oid}
            if file.is_lfs:
                lfs = {"oid": file.sha256, "size": file.size, "pointerSize": 135}
                entry = {**entry, "lfs": lfs, "xetHash": file.sha256[::-1]}
            entries.append(entry)
        return entries


def make_files(files: Mapping[str, Content], sha256: Mapping[str, str]) -> dict[str, HubFile]:
    """Return the files of a repo by path; ``sha256`` says the hash of those that are huge."""
    return {path: HubFile(path, data, sha256.get(path, "")) for path, data in files.items()}


def to_json(value: Any) -> bytes:
    """Encode an answer of the API."""
    return json.dumps(value, ensure_ascii=False).encode()


def quoted(path: str) -> str:
    """Return a path as it stands in a URL."""
    return quote(path, safe="/")
