"""One request for the rest of a file, and what the answer says before its body."""

import re
from dataclasses import dataclass

import httpx2

from app.core.problem import HubError
from app.hub.access import HubAccess, host_of
from app.hub.answer_body import AnswerBody
from app.hub.redirects import redirected
from app.hub.refusals import Wanted, is_html
from app.hub.retry import Patience

_CONTENT_RANGE = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Answer:
    """What the Hub and the file's host said; the body is still to be read. Whoever gets it
    closes ``body``."""

    start: int
    """Where in the file the body begins: 0 where the host sends the whole file instead."""
    size_bytes: int | None
    """Of the whole file, by this answer."""
    linked_size_bytes: int | None
    """Of the whole file, by the Hub."""
    etag: str
    """Validator of the host that gives the bytes, quotes included; empty where it has none."""
    sha256: str
    """The Hub's hash (hex); empty where it says none."""
    body: AnswerBody


class Asker:
    """Asks for one file of a repo. Every request begins at the Hub: signed links expire."""

    def __init__(
        self, access: HubAccess, client: httpx2.Client, wanted: Wanted, patience: Patience
    ) -> None:
        self._access = access
        self._client = client
        self._wanted = wanted
        self._patience = patience
        client.timeout = httpx2.Timeout(patience.stall_s, connect=patience.connect_s)

    def ask(self, start: int, etag: str, *, direct: bool) -> Answer:
        """Ask for the file from byte ``start`` on, if it is still the one of ``etag``.

        Raises HubError: as ``redirected`` (``hub_answer`` with status 416 where the file is
        not longer than ``start``); ``html_instead``.
        """
        headers: dict[str, str] = {}
        if start:
            headers["Range"] = f"bytes={start}-"
            if etag and not etag.startswith("W/"):
                headers["If-Range"] = etag
        where = self._wanted
        url = self._access.file_url(where.repo, where.file, where.revision)
        found = redirected(self._client, self._access, "GET", url, where, headers=headers)
        response = found.response
        try:
            self._check(response)
            linked = found.header("x-linked-etag").removeprefix("W/").strip('"').lower()
            first, size = self._span(response, start)
            return Answer(
                start=first,
                size_bytes=size,
                linked_size_bytes=_number(found.header("x-linked-size")),
                etag=response.headers.get("etag", ""),
                sha256=linked if _SHA256.fullmatch(linked) else "",
                body=AnswerBody(response, self._patience.stall_s, direct=direct),
            )
        except BaseException:
            response.close()
            raise

    def _check(self, response: httpx2.Response) -> None:
        host = host_of(str(response.url))
        if is_html(response.headers.get("content-type", "")):
            raise HubError("html_instead", host=host)
        packed = response.headers.get("content-encoding", "identity")
        if packed != "identity" or response.status_code not in (200, 206):
            detail = f"content-encoding {packed}"[:80]
            raise HubError("hub_answer", host=host, status=response.status_code, detail=detail)

    def _span(self, response: httpx2.Response, start: int) -> tuple[int, int | None]:
        """Return where the body begins, and the size of the whole file."""
        if response.status_code == 200:
            return 0, _number(response.headers.get("content-length", ""))
        told = response.headers.get("content-range", "")
        match = _CONTENT_RANGE.fullmatch(told)
        if match is None or match[1] is None or int(match[1]) != start:
            host = host_of(str(response.url))
            raise HubError("hub_answer", host=host, status=206, detail=told[:80])
        return start, None if match[3] == "*" else int(match[3])


def _number(header: str) -> int | None:
    return int(header[:18]) if header.isascii() and header.isdecimal() else None
