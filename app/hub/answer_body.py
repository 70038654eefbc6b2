"""The bytes of an answer, into buffers of ours, without ever waiting long unseen."""

import socket
import ssl
import time
from collections.abc import Iterator

import httpx2

from app.core.problem import HubError
from app.hub.access import host_of
from app.hub.refusals import transport_error

TICK_S = 0.2
"""How long a read waits before it returns with nothing, so that a wish to stop is heard."""


class BodyEnded(Exception):
    """The connection has no more bytes, whether they should have ended here or not."""


class AnswerBody:
    """Reads an answer's body.

    With ``direct`` the bytes behind the first chunk are received from the connection's socket
    straight into the caller's buffer: a third of the processor time of going through the HTTP
    library, which is what makes it as fast as a native program. That rests on how the library
    keeps its own buffer, so it is only done where a hash of the whole will tell, and where the
    answer's length is known (no chunked transfer) and nothing else shares the connection.
    """

    def __init__(self, response: httpx2.Response, stall_s: float, *, direct: bool) -> None:
        self._response = response
        self._stall_s = stall_s
        self.host = host_of(str(response.url))
        self._chunks: Iterator[bytes] = response.iter_raw()
        self._chunk = memoryview(b"")
        self._socket = _socket_of(response) if direct else None
        self._left = _length_of(response) if self._socket is not None else None
        """Bytes that the socket still has to give; None where that is the library's business."""
        self._begun = False
        self._silent_since = time.monotonic()

    def read_into(self, view: memoryview) -> int:
        """Put bytes into ``view`` and return how many; 0 where none came within a tick.

        Raises BodyEnded, and HubError: ``stalled`` after too long without any byte,
        ``hub_unreachable`` where the connection breaks, ``tls_failed``.
        """
        if not self._chunk and self._begun and self._socket is not None:
            return self._receive(self._socket, view)
        if not self._chunk:
            self._chunk = memoryview(self._next_chunk())
        n_bytes = min(len(view), len(self._chunk))
        view[:n_bytes] = self._chunk[:n_bytes]
        self._chunk = self._chunk[n_bytes:]
        return n_bytes

    def close(self) -> None:
        """Drop the connection."""
        self._response.close()

    def _next_chunk(self) -> bytes:
        self._begun = True
        try:
            chunk = next(self._chunks)
        except StopIteration:
            raise BodyEnded from None
        except (httpx2.HTTPError, OSError) as error:
            raise transport_error(error, str(self._response.url), seconds=self._stall_s) from error
        if self._socket is not None and self._left is not None:
            self._left -= len(chunk)
            self._socket.settimeout(TICK_S)
            self._silent_since = time.monotonic()
        return chunk

    def _receive(self, connection: socket.socket, view: memoryview) -> int:
        assert self._left is not None
        if self._left <= 0:
            raise BodyEnded
        try:
            n_bytes = connection.recv_into(view[: self._left])
        except TimeoutError:
            self._check_silence()
            return 0
        except OSError as error:
            raise transport_error(error, str(self._response.url), seconds=self._stall_s) from error
        if not n_bytes:
            raise BodyEnded
        self._left -= n_bytes
        self._silent_since = time.monotonic()
        return n_bytes

    def _check_silence(self) -> None:
        if time.monotonic() - self._silent_since >= self._stall_s:
            raise HubError("stalled", host=self.host, seconds=round(self._stall_s))


def _length_of(response: httpx2.Response) -> int | None:
    length = response.headers.get("content-length", "")
    plain = "transfer-encoding" not in response.headers
    return int(length[:18]) if plain and length.isdecimal() else None


def _socket_of(response: httpx2.Response) -> socket.socket | None:
    """Return the socket that gives exactly the answer's bytes; None where there is none such
    (HTTP/2, TLS through a TLS proxy)."""
    stream = response.extensions.get("network_stream")
    if stream is None or response.http_version != "HTTP/1.1" or _length_of(response) is None:
        return None
    found = stream.get_extra_info("socket")
    encrypted = stream.get_extra_info("ssl_object") is not None
    if not isinstance(found, socket.socket) or encrypted != isinstance(found, ssl.SSLSocket):
        return None
    return found
