"""Carries what ``huggingface_hub`` asks over our own client.

The library keeps one client for the whole process, follows redirects with it, waits out refusals
by itself for minutes and knows nothing of our offline mode. So it gets a client that passes each
request on to the one of the call at hand: with our timeouts, redirects by hand, the token where
it belongs, answers of a bounded length and our errors, which it does not retry.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2
from huggingface_hub import constants, set_client_factory

from app.core.problem import HubError
from app.hub.access import SILENCE_TIMEOUT_S, HubAccess, client, host_of, origin_of
from app.hub.redirects import redirected
from app.hub.refusals import Wanted, is_html, transport_error

MOST_ANSWER_BYTES = 32 * 1024 * 1024
_KEPT_HEADERS = ("content-type", "link", "x-error-code", "x-error-message")


@dataclass(frozen=True)
class _Call:
    access: HubAccess
    client: httpx2.Client
    wanted: Wanted


_CALL: ContextVar[_Call] = ContextVar("call")


@contextmanager
def asking(access: HubAccess, wanted: Wanted) -> Generator[str]:
    """Let ``huggingface_hub`` ask the Hub inside the block; gives the endpoint.

    Raises HubError: ``offline`` before anything is opened, and whatever becomes of a request.
    """
    with client(access) as own:
        _prepare_library()
        before = _CALL.set(_Call(access, own, wanted))
        try:
            yield access.endpoint
        finally:
            _CALL.reset(before)


@cache
def _prepare_library() -> None:
    """Give the library our relay, and forbid what it would tell and ask besides."""
    constants.HF_HUB_DISABLE_TELEMETRY = True
    constants.HF_HUB_DISABLE_IMPLICIT_TOKEN = True
    set_client_factory(_Relay)


class _Relay(httpx2.Client):
    """Holds no connection of its own."""

    def __init__(self) -> None:
        super().__init__(transport=httpx2.BaseTransport(), trust_env=False)

    def send(self, request: httpx2.Request, **_options: Any) -> httpx2.Response:
        call = _CALL.get()
        url = str(request.url)
        if origin_of(url) != origin_of(call.access.endpoint):
            # Nothing but the endpoint was to be asked; the next page of a list may say else.
            raise HubError("hub_answer", host=host_of(url), status=0, detail="foreign address")
        found = redirected(call.client, call.access, request.method, url, call.wanted).response
        try:
            body = _read(found)
        finally:
            found.close()
        if is_html(found.headers.get("content-type", ""), body[:64]):
            raise HubError("html_instead", host=host_of(str(found.url)))
        headers = {name: value for name in _KEPT_HEADERS if (value := found.headers.get(name))}
        return httpx2.Response(
            found.status_code, headers=headers, content=body, request=found.request
        )


def _read(response: httpx2.Response) -> bytes:
    body, host = bytearray(), host_of(str(response.url))
    try:
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > MOST_ANSWER_BYTES:
                detail = f"answer over {MOST_ANSWER_BYTES} bytes"
                status = response.status_code
                raise HubError("hub_answer", host=host, status=status, detail=detail)
    except httpx2.HTTPError as error:
        raise transport_error(error, str(response.url), seconds=SILENCE_TIMEOUT_S) from error
    return bytes(body)
