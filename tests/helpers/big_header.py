"""A GGUF's header as large as a real model's, in front of gigabytes that are not there."""

import struct
from pathlib import Path

from tests.helpers.hub_server import LocalHub

FILE_BYTES = 5 * 1024**3


def text(value: str) -> bytes:
    """Return a string as GGUF holds it."""
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


def serve_big(hub: LocalHub, folder: Path, header: bytes, repo: str, file: str) -> None:
    """Serve a file of :data:`FILE_BYTES` that begins with ``header`` and takes no room."""
    path = folder / "big.gguf"
    with path.open("wb") as big:
        big.write(header)
        big.truncate(FILE_BYTES)
    hub.add_repo(repo, {file: path}, sha256={file: "ab" * 32})
