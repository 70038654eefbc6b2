"""The person's access token for the Hub: in the system's keyring or in ``HF_TOKEN``, nowhere else.

A keyring may be missing, locked behind a window that nobody sees, or hang: every call waits for
it for some seconds at most, so call from outside the event loop.
"""

import os
import threading
from collections.abc import Callable, Mapping
from typing import Literal, Protocol, TypeVar, cast

from app.core.problem import HubError, Problem

SERVICE = "naranhi"
USER = "hub-token"
ENVIRONMENT = "HF_TOKEN"
TIMEOUT_S = 3.0
_MOST_DETAIL = 200
_T = TypeVar("_T")

TokenSource = Literal["environment", "keyring", "none"]


class Keyring(Protocol):
    """What is used of a keyring backend."""

    @property
    def priority(self) -> float:
        """Above 0 where it can keep something."""
        ...

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def system_keyring() -> Keyring:
    """Return this system's keyring; looks for one, which takes its time."""
    import keyring

    return cast("Keyring", keyring.get_keyring())


class HubToken:
    """Reads, keeps and forgets the token. ``problem`` says why the last :meth:`get` could not
    look into the keyring."""

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        find_keyring: Callable[[], Keyring] = system_keyring,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._environ = os.environ if environ is None else environ
        self._find_keyring = find_keyring
        self._timeout_s = timeout_s
        self._hanging: threading.Thread | None = None
        self._last: str | None = None
        self._asked = False
        self.problem: Problem | None = None
        self.source: TokenSource = "none"
        """Where the token of the last :meth:`get` came from."""

    def __repr__(self) -> str:
        return f"HubToken(source={self.source!r})"

    def get(self) -> str | None:
        """Return the token: ``HF_TOKEN`` before the keyring's; None where there is none, or
        where the keyring cannot be asked (``problem`` is set then)."""
        self._last, self._asked = self._look(), True
        return self._last

    def remembered(self) -> str | None:
        """Return what the last :meth:`get` found, asking only where nothing was asked since the
        token was last kept or forgotten here: it need not be waited for then."""
        return self._last if self._asked else self.get()

    def _look(self) -> str | None:
        self.problem, self.source = None, "none"
        if token := _clean(self._environ.get(ENVIRONMENT)):
            self.source = "environment"
            return token
        try:
            found = self._ask(lambda backend: backend.get_password(SERVICE, USER))
        except HubError as error:
            self.problem = error.problem
            return None
        token = _clean(found)
        self.source = "keyring" if token else "none"
        return token

    def set(self, token: str) -> None:
        """Keep a token in the keyring.

        Raises HubError: ``keyring_missing``, ``token_refused`` for what cannot be a token.
        """
        clean = _clean(token)
        if clean is None:
            raise HubError("token_refused", host="huggingface.co", detail="no token at all")
        self._ask(lambda backend: backend.set_password(SERVICE, USER, clean))
        self._asked = False

    def forget(self) -> None:
        """Take the token out of the keyring; nothing happens where none is there.

        Raises HubError ``keyring_missing``.
        """

        def remove(backend: Keyring) -> None:
            if backend.get_password(SERVICE, USER) is not None:
                backend.delete_password(SERVICE, USER)

        self._ask(remove)
        self._asked = False

    def _ask(self, ask: Callable[[Keyring], _T]) -> _T:
        """Ask the keyring on a thread of its own, and wait for it no longer than is bearable."""
        if self._hanging is not None and self._hanging.is_alive():
            raise HubError("keyring_missing", detail="still waiting for an earlier answer")
        answers: list[_T] = []
        errors: list[HubError] = []

        def work() -> None:
            try:
                answers.append(ask(self._usable_keyring()))
            except HubError as error:
                errors.append(error)
            except Exception as error:
                # Backends raise whatever they like; its text might hold what it was to keep.
                detail = type(error).__name__[:_MOST_DETAIL]
                errors.append(HubError("keyring_missing", detail=detail))

        thread = threading.Thread(target=work, name="keyring", daemon=True)
        thread.start()
        thread.join(self._timeout_s)
        if thread.is_alive():
            self._hanging = thread
            raise HubError("keyring_missing", detail=f"no answer within {self._timeout_s:g} s")
        if errors:
            raise errors[0]
        return answers[0]

    def _usable_keyring(self) -> Keyring:
        backend = self._find_keyring()
        if backend.priority <= 0:
            raise HubError("keyring_missing", detail=type(backend).__name__)
        return backend


def _clean(token: str | None) -> str | None:
    """Return a token that can stand in a header, without blanks around it."""
    token = (token or "").strip()
    fits = token.isascii() and token.isprintable() and " " not in token
    return token if token and fits and len(token) <= 1000 else None
