"""Follows redirects by hand: at every step it is seen who is asked, and what it may know."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from app.core.problem import HubError
from app.hub.access import SILENCE_TIMEOUT_S, HubAccess, host_of, origin_of
from app.hub.refusals import Wanted, refusal, transport_error

MOST_HOPS = 10


@dataclass(frozen=True)
class Redirected:
    """The answer at the end, its body not read yet, and the headers of every answer before it.

    Whoever gets it closes ``response``."""

    response: httpx2.Response
    passed: tuple[httpx2.Headers, ...]

    def header(self, name: str) -> str:
        """Return the first value that any of the answers gave to a header."""
        every = (*self.passed, self.response.headers)
        return next((value for headers in every if (value := headers.get(name))), "")


def redirected(
    client: httpx2.Client,
    access: HubAccess,
    method: str,
    url: str,
    wanted: Wanted,
    *,
    headers: Mapping[str, str] | None = None,
    leave_origin: bool = True,
) -> Redirected:
    """Ask ``url``, and whoever it redirects to, at most :data:`MOST_HOPS` times.

    With ``leave_origin`` False a redirect to another host than the endpoint's is returned as it
    is. Raises HubError: what :func:`refusal` and :func:`transport_error` make,
    ``redirect_loop``, ``tls_failed`` where an encrypted way would go on unencrypted.
    """
    passed: list[httpx2.Headers] = []
    while True:
        response = ask(client, access, method, url, wanted, headers=headers)
        if not response.is_redirect:
            return Redirected(response, tuple(passed))
        try:
            target = _target(response)
        except HubError:
            response.close()
            raise
        if not leave_origin and origin_of(target) != origin_of(access.endpoint):
            return Redirected(response, tuple(passed))
        response.close()
        passed.append(response.headers)
        if len(passed) > MOST_HOPS:
            raise HubError("redirect_loop", host=host_of(url), detail=f"{MOST_HOPS} redirects")
        url = target


def ask(
    client: httpx2.Client,
    access: HubAccess,
    method: str,
    url: str,
    wanted: Wanted,
    *,
    headers: Mapping[str, str] | None = None,
) -> httpx2.Response:
    """Send one request, and return the answer with its body not read yet.

    Raises HubError: ``offline``, and what :func:`refusal` and :func:`transport_error` make.
    """
    access.check_online()
    try:
        request = client.build_request(method, url, headers=headers)
        response = client.send(request, stream=True)
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        raise transport_error(error, url, seconds=SILENCE_TIMEOUT_S) from error
    if response.status_code >= 400:
        response.close()
        raise refusal(response, access, wanted)
    return response


def _target(response: httpx2.Response) -> str:
    """Return where an answer redirects to, in full."""
    url, location = response.url, response.headers.get("location", "")
    try:
        target = str(url.join(location))
    except (httpx2.InvalidURL, ValueError):
        target = ""
    origin = origin_of(target)
    if not location or origin is None:
        detail = f"redirect to {location[:200]!r}"
        raise HubError(
            "hub_answer", host=host_of(str(url)), status=response.status_code, detail=detail
        )
    if url.scheme == "https" and origin[0] != "https":
        raise HubError("tls_failed", host=origin[1], detail="redirect away from https")
    return target
