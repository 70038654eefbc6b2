"""A GGUF's header over the network: what it says, and what asking costs."""

import struct
from pathlib import Path

import pytest

from app.core.problem import HubError, ModelFileError
from app.hub.access import HubAccess
from app.hub.remote import RemoteFile
from app.hub.remote_header import RemoteHeader, read_remote_header
from tests.helpers.gguf_maker import QWEN2, Recipe, make_gguf
from tests.helpers.hub_server import LocalHub

REPO = "kr-team/model-8B-GGUF"
FILE = "model-Q4_K_M.gguf"
GIB = 1024**3


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def big_header(n_tokens: int, n_merges: int) -> bytes:
    """A header with a real one's vocabulary: token, type and merges, and 300 tensors."""
    tokens = b"".join(text(f"토큰{i:06}") for i in range(n_tokens))
    merges = b"".join(text(f"한글{i:05} 조각{i:05}") for i in range(n_merges))
    keys = [
        text("general.architecture") + struct.pack("<I", 8) + text("exaone4"),
        text("tokenizer.ggml.model") + struct.pack("<I", 8) + text("gpt2"),
        text("tokenizer.ggml.pre") + struct.pack("<I", 8) + text("exaone4"),
        text("exaone4.context_length") + struct.pack("<II", 4, 131_072),
        text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, n_tokens) + tokens,
        text("tokenizer.ggml.token_type")
        + struct.pack("<IIQ", 9, 5, n_tokens)
        + bytes(4 * n_tokens),
        text("tokenizer.ggml.merges") + struct.pack("<IIQ", 9, 8, n_merges) + merges,
        text("tokenizer.chat_template") + struct.pack("<I", 8) + text("{{ messages }}" * 200),
    ]
    size = 4 * 4096 * 1024
    tensors = [
        text(f"blk.{i}.ffn_up.weight") + struct.pack("<IQQIQ", 2, 4096, 1024, 0, i * size)
        for i in range(300)
    ]
    counts = struct.pack("<4sIQQ", b"GGUF", 3, len(tensors), len(keys))
    return counts + b"".join(keys) + b"".join(tensors)


def serve_big(hub: LocalHub, folder: Path, header: bytes) -> None:
    path = folder / "big.gguf"
    with path.open("wb") as file:
        file.write(header)
        file.truncate(5 * GIB)
    hub.add_repo(REPO, {FILE: path}, sha256={FILE: "ab" * 32})


def read(hub: LocalHub) -> RemoteHeader:
    with RemoteFile.open(HubAccess(hub.endpoint), REPO, FILE) as remote:
        return read_remote_header(remote)


@pytest.mark.parametrize("n_tokens", [32_000, 150_000])
def test_five_gigabytes_cost_little(hub: LocalHub, tmp_path: Path, n_tokens: int) -> None:
    header = big_header(n_tokens, n_tokens - 1000)
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
    header = big_header(256_000, 256_000)
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
    serve_big(hub, tmp_path, big_header(100_000, 90_000))
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
    hub.add_repo(REPO, {FILE: big_header(100_000, 90_000)[:-100]})
    with pytest.raises(ModelFileError) as caught:
        read(hub)
    assert caught.value.problem.kind == "file_cut_off"


def test_a_header_without_end(hub: LocalHub, tmp_path: Path) -> None:
    counts = struct.pack("<4sIQQ", b"GGUF", 3, 0, 1)
    key = text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 200_000_000)
    serve_big(hub, tmp_path, counts + key)
    with pytest.raises(ModelFileError):
        read(hub)
    assert hub.sent_bytes < 40 * 1024**2


def test_a_connection_that_breaks_off(hub: LocalHub, tmp_path: Path) -> None:
    serve_big(hub, tmp_path, big_header(150_000, 149_000))
    hub.faults.cut_at(FILE, 5_000_000)
    with pytest.raises(HubError) as caught:
        read(hub)
    assert caught.value.problem.kind == "hub_unreachable"
