"""Where the Hub is, whether it may be asked, and who may see the token."""

import os
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2

from app.core.problem import HubError

DEFAULT_ENDPOINT = "https://huggingface.co"
CONNECT_TIMEOUT_S = 10.0
SILENCE_TIMEOUT_S = 30.0
"""So long nothing may come before a connection counts as stalled."""
TIMEOUT = httpx2.Timeout(SILENCE_TIMEOUT_S, connect=CONNECT_TIMEOUT_S)
USER_AGENT = "naranhi"
_TRUE = {"1", "ON", "YES", "TRUE"}
_PORTS = {"http": 80, "https": 443}
_TOKEN = re.compile(r"[\x21-\x7e]{1,1000}")

Origin = tuple[str, str, int]


@dataclass(frozen=True)
class HubAccess:
    """The way to a Hub. ``token`` goes to the endpoint's own scheme, host and port alone, and
    shows nowhere; ``offline`` opens no socket; ``headers`` is the folder in which the headers of
    files are kept, None where each is read anew."""

    endpoint: str = DEFAULT_ENDPOINT
    token: str | None = field(default=None, repr=False)
    offline: bool = False
    headers: Path | None = None

    @classmethod
    def from_environment(
        cls,
        token: str | None = None,
        offline: bool = False,
        environ: Mapping[str, str] | None = None,
        headers: Path | None = None,
    ) -> "HubAccess":
        """Return the access that ``HF_ENDPOINT``, ``HF_HUB_OFFLINE`` and ``HF_TOKEN`` ask for.

        ``token`` is the person's own (from the keyring): it was given for the real Hub, and no
        mirror gets it. ``HF_TOKEN`` wins, and goes to whichever endpoint it was set beside.
        """
        environ = os.environ if environ is None else environ
        endpoint = environ.get("HF_ENDPOINT", "").strip().rstrip("/") or DEFAULT_ENDPOINT
        given = usable_token(environ.get("HF_TOKEN"))
        if given is None and origin_of(endpoint) == origin_of(DEFAULT_ENDPOINT):
            given = usable_token(token)
        asked = environ.get("HF_HUB_OFFLINE") or environ.get("TRANSFORMERS_OFFLINE") or ""
        return cls(endpoint, given, offline or asked.strip().upper() in _TRUE, headers)

    @property
    def host(self) -> str:
        """The endpoint's host, for people."""
        return host_of(self.endpoint)

    def token_for(self, url: str) -> str | None:
        """Return the token where ``url`` is the endpoint's own, else None."""
        origin = origin_of(url)
        if self.token is None or origin is None or origin != origin_of(self.endpoint):
            return None
        return self.token

    def file_url(self, repo: str, path: str, revision: str) -> str:
        """Return where the Hub hands out a file of a repo."""
        where = f"{quote(repo, safe='/')}/resolve/{quote(revision, safe='')}"
        return f"{self.endpoint}/{where}/{quote(path, safe='/')}"

    def page_url(self, repo: str) -> str:
        """Return the page where a person accepts a gated repo's terms."""
        return f"{self.endpoint}/{quote(repo, safe='/')}"

    def check_online(self) -> None:
        """Raise HubError ``offline`` where no socket may be opened."""
        if self.offline:
            raise HubError("offline")

    def scrub(self, text: str) -> str:
        """Return ``text`` without the token: a server may say it back."""
        return text.replace(self.token, "…") if self.token else text


def usable_token(token: str | None) -> str | None:
    """Return a token that can stand in a header, without blanks around it; else None."""
    token = (token or "").strip()
    return token if _TOKEN.fullmatch(token) else None


def origin_of(url: str) -> Origin | None:
    """Return scheme, host and port; None for what is no web address."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname and port else None


def host_of(url: str) -> str:
    """Return the host of an address, for people; the address where it has none."""
    origin = origin_of(url)
    return origin[1] if origin is not None else url


def client(access: HubAccess) -> httpx2.Client:
    """Return a client for the Hub and the hosts that it redirects to; the caller closes it.

    Proxies come from the environment (and the system's settings on Windows and macOS),
    certificates from the system's store, or from ``SSL_CERT_FILE``, ``SSL_CERT_DIR`` or
    ``REQUESTS_CA_BUNDLE``. Redirects are not followed. The token is added where it belongs and
    taken off elsewhere, whatever headers a request carries.

    Raises HubError: ``offline``, ``tls_failed`` (the certificates cannot be read),
    ``hub_unreachable`` (the endpoint or a proxy is no web address).
    """
    access.check_online()
    if origin_of(access.endpoint) is None:
        raise HubError("hub_unreachable", host=access.endpoint, detail="no web address")
    try:
        return _HubClient(access, _certificates())
    except (OSError, ssl.SSLError) as error:
        detail = f"certificates: {type(error).__name__}: {error}"
        raise HubError("tls_failed", host=access.host, detail=detail) from error
    except (ValueError, httpx2.InvalidURL) as error:
        detail = f"proxy: {type(error).__name__}: {error}"
        raise HubError("hub_unreachable", host=access.host, detail=detail) from error


def _certificates() -> ssl.SSLContext | bool:
    """Return the context for an own CA that httpx does not look for by itself."""
    bundle = os.environ.get("REQUESTS_CA_BUNDLE", "")
    own = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")
    if not bundle or own:
        return True
    if os.path.isdir(bundle):
        return ssl.create_default_context(capath=bundle)
    return ssl.create_default_context(cafile=bundle)


class _HubClient(httpx2.Client):
    """Sees to offline mode and to the token, request by request."""

    def __init__(self, access: HubAccess, certificates: ssl.SSLContext | bool) -> None:
        self._access = access
        # Bytes as they are: a Range counts them, and nothing can unpack to more than it is.
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
        super().__init__(
            verify=certificates, timeout=TIMEOUT, headers=headers, follow_redirects=False
        )

    def send(self, request: httpx2.Request, **kwargs: Any) -> httpx2.Response:
        self._access.check_online()
        request.headers.pop("Authorization", None)
        if token := self._access.token_for(str(request.url)):
            request.headers["Authorization"] = f"Bearer {token}"
        kwargs["follow_redirects"] = False
        return super().send(request, **kwargs)
