"""Every way in which the Hub, or the network before it, says no, as a kind of problem."""

import re
import ssl
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx2

from app.core.problem import HubError
from app.hub.access import CONNECT_TIMEOUT_S, HubAccess, host_of, origin_of

DEFAULT_PATIENCE_S = 30
MOST_PATIENCE_S = 24 * 3600
_MOST_DETAIL = 400
_RATE_LIMIT = re.compile(r"r\s*=\s*0\s*;\s*t\s*=\s*(\d{1,9})")
_HTML = (b"<!doctype html", b"<html")


@dataclass(frozen=True)
class Wanted:
    """What was asked for, as far as there is something: names for the sentence."""

    repo: str = ""
    revision: str = ""
    file: str = ""


def transport_error(error: Exception, url: str, *, seconds: float) -> HubError:
    """Return the problem for a request to ``url`` that got no answer, or not all of it.

    ``seconds`` is how long nothing came, for the sentence of a timeout.
    """
    host, detail = host_of(url), f"{type(error).__name__}: {error}"[:_MOST_DETAIL]
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return HubError("tls_failed", host=host, detail=detail)
    if isinstance(error, httpx2.TimeoutException) and not isinstance(error, httpx2.ConnectTimeout):
        return HubError("stalled", host=host, seconds=round(seconds), detail=detail)
    if isinstance(error, httpx2.ConnectTimeout):
        detail = f"no connection within {CONNECT_TIMEOUT_S:.0f} s"
    return HubError("hub_unreachable", host=host, detail=detail)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found


def refusal(response: httpx2.Response, access: HubAccess, wanted: Wanted) -> HubError:
    """Return the problem for an answer of 400 and over."""
    url, status = str(response.url), response.status_code
    host, detail = host_of(url), _detail(response, access)
    if status == 429:
        return HubError("rate_limited", host=host, seconds=patience_s(response), detail=detail)
    if origin_of(url) != origin_of(access.endpoint):
        # Storage behind the Hub: what its answers mean is nobody's business but the caller's.
        return HubError("hub_answer", host=host, status=status, detail=detail)
    if status == 404:
        return _not_found(response, wanted, host, detail)
    if status in (401, 403):
        return _denied(response, access, wanted, host, detail)
    if "retry-after" in response.headers:
        seconds = patience_s(response)
        return HubError("hub_answer", host=host, status=status, seconds=seconds, detail=detail)
    return HubError("hub_answer", host=host, status=status, detail=detail)


def _not_found(response: httpx2.Response, wanted: Wanted, host: str, detail: str) -> HubError:
    code = response.headers.get("x-error-code", "")
    if code == "RevisionNotFound":
        revision = wanted.revision
        return HubError("revision_missing", repo=wanted.repo, revision=revision, detail=detail)
    if wanted.file and code != "RepoNotFound":
        return HubError("remote_file_missing", repo=wanted.repo, file=wanted.file, detail=detail)
    if wanted.repo:
        return HubError("repo_missing", repo=wanted.repo, detail=detail)
    return HubError("hub_answer", host=host, status=404, detail=detail)


def _denied(
    response: httpx2.Response, access: HubAccess, wanted: Wanted, host: str, detail: str
) -> HubError:
    code = response.headers.get("x-error-code", "")
    if code == "GatedRepo":
        url = access.page_url(wanted.repo)
        return HubError("repo_gated", repo=wanted.repo, url=url, detail=detail)
    if code == "RepoNotFound" and wanted.repo:
        return HubError("repo_missing", repo=wanted.repo, detail=detail)
    if "authorization" in response.request.headers:
        return HubError("token_refused", host=host, detail=detail)
    if response.status_code == 401 and wanted.repo:
        # Nobody may know whether a private repo exists: it says so of missing ones as well.
        return HubError("repo_missing", repo=wanted.repo, detail=detail)
    return HubError("hub_answer", host=host, status=response.status_code, detail=detail)


def _detail(response: httpx2.Response, access: HubAccess) -> str:
    """Return what the server said in its headers, short and without the token."""
    names = ("x-error-code", "x-error-message", "x-request-id")
    told = [f"{name}: {value}" for name in names if (value := response.headers.get(name))]
    words = [f"{response.request.method} {response.status_code}", *told]
    return access.scrub("; ".join(words))[:_MOST_DETAIL]


def patience_s(response: httpx2.Response) -> int:
    """Return how many seconds the server asks to wait: ``Retry-After`` as a number or as a
    date, or the Hub's ``RateLimit``."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return min(int(asked[:9]), MOST_PATIENCE_S)
    if asked:
        try:
            at = parsedate_to_datetime(asked).timestamp()
        except (ValueError, OverflowError):
            return DEFAULT_PATIENCE_S
        return round(min(max(at - time.time(), 0), MOST_PATIENCE_S))
    if match := _RATE_LIMIT.search(response.headers.get("ratelimit", "")):
        return min(int(match[1]), MOST_PATIENCE_S)
    return DEFAULT_PATIENCE_S


def is_html(content_type: str, first_bytes: bytes = b"") -> bool:
    """Whether an answer is a page: a log-in of a café's network, mostly."""
    told = content_type.partition(";")[0].strip().lower()
    return told in {"text/html", "application/xhtml+xml"} or first_bytes.lstrip()[
        :14
    ].lower().startswith(_HTML)
