"""Headers of remote files, kept: a vocabulary of megabytes is fetched once, not for every
question about a model."""

import contextlib
import hashlib
from pathlib import Path

import msgspec

from app.core.gguf_header import GgufHeader
from app.hub.remote import RemoteFile
from app.hub.remote_header import RemoteHeader, read_remote_header
from app.services.whole_file import write_whole

WAY = 1
"""Another number whenever a header is read otherwise: what was kept before is then read anew."""
MOST_KEPT = 200
MOST_BYTES = 4 * 1024 * 1024
"""Of one header without its vocabulary; a longer one is not kept."""
_ENDING = ".msgpack"


def remote_header(remote: RemoteFile) -> RemoteHeader:
    """Return the header of a remote GGUF: the kept one where the Hub's hash says that the file
    is still the same, else as it is read. Raises as :func:`read_remote_header`.

    It is kept in the folder that the file's access names; one that cannot be written, or that
    holds something else, only costs another read.
    """
    folder = remote.access.headers
    if folder is None or not remote.sha256:
        return read_remote_header(remote)
    path = folder / (_name_of(remote) + _ENDING)
    header = _load(path)
    if header is None:
        read = read_remote_header(remote)
        _keep(path, read.header)
        return read
    return RemoteHeader(header=header, bytes_fetched=remote.fetched_bytes, requests=remote.requests)


def _name_of(remote: RemoteFile) -> str:
    # A mirror may say of its files what it likes: it answers for its own alone.
    facts = (WAY, remote.access.endpoint, remote.repo, remote.path, remote.sha256)
    return hashlib.sha256(repr((*facts, remote.size_bytes)).encode()).hexdigest()


def _load(path: Path) -> GgufHeader | None:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        return msgspec.msgpack.decode(data, type=GgufHeader)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def _keep(path: Path, header: GgufHeader) -> None:
    data = msgspec.msgpack.encode(header)
    if len(data) > MOST_BYTES:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, data)
        kept = sorted(path.parent.glob(f"*{_ENDING}"), key=lambda one: one.stat().st_mtime_ns)
        for oldest in kept[:-MOST_KEPT]:
            oldest.unlink(missing_ok=True)
