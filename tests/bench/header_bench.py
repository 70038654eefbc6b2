"""What a look at a remote file costs before it is downloaded: bytes and requests."""

from pathlib import Path

from app.hub.access import HubAccess
from app.hub.remote import RemoteFile
from app.hub.remote_header import read_remote_header
from tests.bench.table import Row
from tests.helpers.big_header import big_header, serve_big
from tests.helpers.hub_server import LocalHub

N_TOKENS = 196_608
"""Of Solar Open: the largest vocabulary among the catalogue's models that load."""
REPO, FILE = "owner/name-GGUF", "model-Q4_K_M.gguf"


def header_check(folder: Path, n_times: int) -> list[Row]:
    """Look at a file of 5 GiB as a download does; the Hub counts what it is asked."""
    del n_times
    with LocalHub() as hub:
        serve_big(hub, folder, big_header(N_TOKENS, N_TOKENS - 1000), REPO, FILE)
        with RemoteFile.open(HubAccess(hub.endpoint), REPO, FILE) as remote:
            found = read_remote_header(remote)
        assert found.header.n_vocab == N_TOKENS
        sent, requests = hub.sent_bytes, len(hub.requests)
    (folder / "big.gguf").unlink()
    note = f"vocabulary of {N_TOKENS:,}"
    return [
        Row("header check of a remote file of 5 GiB", sent / 1e6, 16, "MB", True, note),
        Row("the same, requests", requests, 5, "", True, note),
    ]
