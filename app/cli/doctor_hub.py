"""The way to the Hub as this PC is set up; nothing is asked of the network."""

from typing import Literal
from urllib.parse import urlsplit

import msgspec

from app.core.problem import Problem
from app.services.hub_token import HubToken, TokenSource


class HubSetup(msgspec.Struct, frozen=True, kw_only=True):
    """Where models come from. Whether there is a token is told, never the token."""

    endpoint: str
    mirror: bool
    """Whether that is another than the Hub's own; the keyring's token does not go there."""
    offline: Literal["option", "environment"] | None
    """Who said that no network may be used."""
    token: TokenSource
    keyring_problem: Problem | None = None


def look_at_hub(*, offline: bool) -> HubSetup:
    """Return how the way to the Hub is set up; ``offline``: the option was given."""
    # What speaks to the network takes its time to import, and every command imports this file.
    from app.hub.access import DEFAULT_ENDPOINT, HubAccess

    token = HubToken()
    found = token.get()
    access = HubAccess.from_environment(found, offline=False)
    by_environment = "environment" if access.offline else None
    return HubSetup(
        endpoint=_without_password(access.endpoint),
        mirror=access.endpoint != DEFAULT_ENDPOINT,
        offline="option" if offline else by_environment,
        token=token.source,
        keyring_problem=token.problem,
    )


def _without_password(endpoint: str) -> str:
    try:
        parts = urlsplit(endpoint)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return endpoint.rpartition("@")[2]
    return parts._replace(netloc=host).geturl()
