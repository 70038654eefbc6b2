"""The header of a GGUF that lies on the Hub: what the model is, before gigabytes are fetched."""

import io
from typing import BinaryIO, cast

import msgspec

from app.core.gguf_header import GgufHeader, read_header
from app.hub.remote import RemoteFile

_MIB = 1024 * 1024
STOPS = (2 * _MIB, 8 * _MIB, 15 * _MIB)
"""How far each request reaches. A vocabulary of 150,000 tokens makes a header of 5 to 8 MB."""
FAR_STOP = 32 * _MIB
"""How far a fourth request reaches, for the few that need it; no header is followed further."""


class RemoteHeader(msgspec.Struct, frozen=True, kw_only=True):
    """A remote file's header, and what it cost altogether."""

    header: GgufHeader
    bytes_fetched: int
    requests: int


def read_remote_header(remote: RemoteFile) -> RemoteHeader:
    """Read the header of a remote GGUF, in 2 to 5 requests and under 16 MB where it is not
    larger than 15 MiB itself.

    Raises HubError as :meth:`RemoteFile.read`, and ModelFileError as :func:`read_header`: its
    ``path`` is the file's path in the repo, and ``file_cut_off`` is for a header that goes on
    behind the file's end, or behind :data:`FAR_STOP`.
    """
    header = read_header(cast("BinaryIO", _Beginning(remote)))
    return RemoteHeader(header=header, bytes_fetched=remote.fetched_bytes, requests=remote.requests)


class _Beginning(io.RawIOBase):
    """The first bytes of a remote file as a stream, fetched in few and growing pieces."""

    def __init__(self, remote: RemoteFile) -> None:
        super().__init__()
        self._remote = remote
        self._stops = [*STOPS, FAR_STOP]
        self._piece = b""
        self._at = 0
        self._reached = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._at >= len(self._piece):
            self._fetch()
        data = self._piece[self._at : self._at + size if size >= 0 else None]
        self._at += len(data)
        return data

    def _fetch(self) -> None:
        self._piece, self._at = b"", 0
        if not self._stops:
            return
        stop = self._stops.pop(0)
        if self._remote.accepts_ranges:
            self._piece = self._remote.read(self._reached, stop)
        else:
            self._piece = self._remote.read(0, stop)[self._reached :]
        self._reached += len(self._piece)
