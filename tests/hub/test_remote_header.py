"""A GGUF's header over the network: what it says, and what asking costs."""

import struct
from pathlib import Path

import pytest

from app.core.problem import HubError, ModelFileError
from app.hub.access import HubAccess
from app.hub.remote import RemoteFile
from app.hub.remote_header import RemoteHeader, read_remote_header
from tests.helpers import big_header
from tests.helpers.gguf_maker import QWEN2, Recipe, make_gguf
from tests.helpers.hub_server import LocalHub

REPO = "kr-team/model-8B-GGUF"
FILE = "model-Q4_K_M.gguf"


def serve_big(hub: LocalHub, folder: Path, header: bytes) -> None:
    big_header.serve_big(hub, folder, header, REPO, FILE)


def read(hub: LocalHub) -> RemoteHeader:
    with RemoteFile.open(HubAccess(hub.endpoint), REPO, FILE) as remote:
        return read_remote_header(remote)


@pytest.mark.parametrize("n_tokens", [32_000, 150_000])
def test_five_gigabytes_cost_little(hub: LocalHub, tmp_path: Path, n_tokens: int) -> None:
    header = big_header.big_header(n_tokens, n_tokens - 1000)
    serve_big(hub, tmp_path, header)
    found = read(hub)
    assert found.header.architecture == "exaone4"
    assert found.header.tokenizer_pre == "exaone4"
    assert found.header.context_length == 131_072
    assert found.header.n_vocab == n_tokens
    assert len(found.header.tensors) == 300
    assert found.header.chat_template.startswith("{{ messages }}")
    assert (found.requests, found.bytes_fetched) == (len(hub.requests), hub.sent_bytes)
    assert found.requests < 6
    assert len(header) < found.bytes_fetched < 16_000_000


def test_the_largest_vocabulary_within_the_limits(hub: LocalHub, tmp_path: Path) -> None:
    header = big_header.big_header(256_000, 256_000)
    assert 8 * 1024**2 < len(header) < 15 * 1024**2
    serve_big(hub, tmp_path, header)
    found = read(hub)
    assert found.requests < 6
    assert found.bytes_fetched < 16_000_000


def test_a_small_file_whole(hub: LocalHub, tmp_path: Path) -> None:
    path = make_gguf(tmp_path / "tiny.gguf", Recipe(family=QWEN2))
    hub.add_repo(REPO, {FILE: path})
    found = read(hub)
    assert (found.header.architecture, found.header.tokenizer_pre) == ("qwen2", "qwen2")
    assert found.requests <= 4
    assert found.header.needed_bytes <= path.stat().st_size


def test_a_host_without_ranges(hub: LocalHub, tmp_path: Path) -> None:
    serve_big(hub, tmp_path, big_header.big_header(100_000, 90_000))
    hub.faults.no_range(FILE)
    found = read(hub)
    assert found.header.n_vocab == 100_000
    assert found.requests < 6
    assert found.bytes_fetched < 16_000_000


def test_no_gguf_at_all(hub: LocalHub, tmp_path: Path) -> None:
    hub.add_repo(REPO, {FILE: b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n"})
    with pytest.raises(ModelFileError) as caught:
        read(hub)
    assert caught.value.problem.kind == "not_gguf"


def test_a_header_that_is_cut(hub: LocalHub) -> None:
    hub.add_repo(REPO, {FILE: big_header.big_header(100_000, 90_000)[:-100]})
    with pytest.raises(ModelFileError) as caught:
        read(hub)
    assert caught.value.problem.kind == "file_cut_off"


def test_a_header_without_end(hub: LocalHub, tmp_path: Path) -> None:
    counts = struct.pack("<4sIQQ", b"GGUF", 3, 0, 1)
    key = big_header.text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 200_000_000)
    serve_big(hub, tmp_path, counts + key)
    with pytest.raises(ModelFileError):
        read(hub)
    assert hub.sent_bytes < 40 * 1024**2


def test_a_connection_that_breaks_off(hub: LocalHub, tmp_path: Path) -> None:
    serve_big(hub, tmp_path, big_header.big_header(150_000, 149_000))
    hub.faults.cut_at(FILE, 5_000_000)
    with pytest.raises(HubError) as caught:
        read(hub)
    assert caught.value.problem.kind == "hub_unreachable"
