"""What the Hub has: one repo with its files, and a search for GGUFs."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from app.core.problem import HubError
from app.hub.access import HubAccess
from app.hub.refusals import Wanted

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.hf_api import ModelInfo, RepoFile

MOST_FILES = 20_000
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BASE = re.compile(r"base_model:(?:[a-z_]+:)?([^:]+)")
_COPIED = re.compile(r"base_model:quantized:([^:]+)")
_T = TypeVar("_T")


class HubFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a repo. ``sha256`` (hex) is empty where the Hub keeps none: small files."""

    path: str
    size_bytes: int
    sha256: str = ""


class RepoFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A repo at one commit, as the Hub tells it."""

    repo: str
    """Its name now: repos are renamed, and the old name leads there."""
    revision: str
    """The commit, 40 hex digits."""
    gated: bool
    private: bool
    licence_tag: str
    """What the model card says, e.g. ``apache-2.0``; empty where it says nothing."""
    base_models: tuple[str, ...]
    copies_of: tuple[str, ...] = ()
    """Those of ``base_models`` that it holds as they are, in fewer bits: no fine-tuning."""
    files: tuple[HubFile, ...]

    def ggufs(self) -> tuple[HubFile, ...]:
        """Return the GGUF files. Raises HubError ``no_gguf`` where there is none."""
        found = tuple(file for file in self.files if file.path.lower().endswith(".gguf"))
        if not found:
            raise HubError("no_gguf", repo=self.repo)
        return found


class RepoHit(msgspec.Struct, frozen=True, kw_only=True):
    """One repo that a search found. ``updated`` is a date (YYYY-MM-DD), empty if not told."""

    repo: str
    downloads: int
    likes: int
    updated: str
    gated: bool


class Hub:
    """Asks the Hub; holds no connection between calls, and may be used from any thread.

    Every method raises HubError: ``offline``, ``hub_unreachable``, ``tls_failed``, ``stalled``,
    ``hub_answer``, ``rate_limited``, ``token_refused``, ``html_instead``, ``redirect_loop``;
    :meth:`repo` also ``repo_missing``, ``revision_missing``, ``repo_gated``.
    """

    def __init__(self, access: HubAccess) -> None:
        self._access = access

    def repo(self, repo_id: str, revision: str = "main") -> RepoFacts:
        """Return what a repo is and holds, all files at the same commit (2 requests or more)."""

        def look(api: "HfApi") -> RepoFacts:
            from huggingface_hub.hf_api import RepoFile

            info = api.model_info(repo_id, revision=revision)
            commit = info.sha or ""
            if not _COMMIT.fullmatch(commit):
                raise ValueError(f"no commit: {commit[:60]!r}")
            tree = api.list_repo_tree(info.id, recursive=True, revision=commit)
            files: list[HubFile] = []
            for entry in tree:
                if len(files) >= MOST_FILES:
                    break
                if isinstance(entry, RepoFile):
                    files.append(_file(entry))
            return RepoFacts(
                repo=str(info.id),
                revision=commit,
                gated=bool(info.gated),
                private=bool(info.private),
                licence_tag=_licence(info),
                base_models=_base_models(info, _BASE),
                copies_of=_base_models(info, _COPIED),
                files=tuple(files),
            )

        return self._ask(Wanted(repo_id, revision), look)

    def search(self, words: str, limit: int = 50) -> tuple[RepoHit, ...]:
        """Return repos with GGUFs whose name fits ``words``, the most downloaded first."""

        def look(api: "HfApi") -> tuple[RepoHit, ...]:
            found = api.list_models(
                search=words.strip()[:200],
                filter="gguf",
                sort="downloads",
                limit=limit,
                expand=["downloads", "likes", "lastModified", "gated"],
            )
            return tuple(_hit(info) for info in found)

        return self._ask(Wanted(), look)

    def _ask(self, wanted: Wanted, look: Callable[["HfApi"], _T]) -> _T:
        # The library takes half a second to import: those who only need the names above do not.
        self._access.check_online()
        from huggingface_hub import HfApi
        from huggingface_hub.errors import HFValidationError

        from app.hub.relay import asking

        try:
            with asking(self._access, wanted) as endpoint:
                return look(HfApi(endpoint=endpoint, token=False, library_name="naranhi"))
        except HFValidationError as error:
            raise HubError("repo_missing", repo=wanted.repo, detail=str(error)[:200]) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            detail = self._access.scrub(f"{type(error).__name__}: {error}")[:400]
            raise HubError(
                "hub_answer", host=self._access.host, status=200, detail=detail
            ) from error


def _file(entry: "RepoFile") -> HubFile:
    sha256 = entry.lfs.sha256.lower() if entry.lfs is not None else ""
    size = entry.lfs.size if entry.lfs is not None else entry.size
    if not isinstance(entry.path, str) or type(size) is not int or size < 0:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ValueError(f"odd file {str(entry.path)[:80]!r}")
    return HubFile(
        path=entry.path, size_bytes=size, sha256=sha256 if _SHA256.fullmatch(sha256) else ""
    )


def _licence(info: "ModelInfo") -> str:
    tags = [tag.removeprefix("license:") for tag in _tags(info) if tag.startswith("license:")]
    # ``other`` comes with a name of its own, which says more.
    named = getattr(info.card_data, "license_name", None) if info.card_data else None
    if tags and tags[0] != "other":
        return tags[0][:100]
    return str(named)[:100] if named else (tags[0] if tags else "")


def _base_models(info: "ModelInfo", way: re.Pattern[str]) -> tuple[str, ...]:
    """Return the originals: ``base_model:X``, or with how it was made of it between."""
    matches = (way.fullmatch(tag) for tag in _tags(info))
    return tuple(dict.fromkeys(match[1][:200] for match in matches if match))


def _tags(info: "ModelInfo") -> list[str]:
    return [tag for tag in info.tags or [] if isinstance(tag, str)]  # pyright: ignore[reportUnnecessaryIsInstance]


def _hit(info: "ModelInfo") -> RepoHit:
    return RepoHit(
        repo=str(info.id)[:200],
        downloads=int(info.downloads or 0),
        likes=int(info.likes or 0),
        updated=f"{info.last_modified:%Y-%m-%d}" if info.last_modified else "",
        gated=bool(info.gated),
    )
