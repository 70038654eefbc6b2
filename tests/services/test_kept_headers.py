"""A remote header is fetched once, and again when the file behind it is another."""

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.problem import HubError
from app.hub.access import HubAccess
from app.hub.remote import RemoteFile
from app.hub.remote_header import RemoteHeader, read_remote_header
from app.services import kept_headers
from app.services.kept_headers import remote_header
from tests.helpers import big_header
from tests.helpers.gguf_maker import EXAONE4, LLAMA, QWEN2, Family, Recipe, make_gguf
from tests.helpers.hub_server import LocalHub

REPO = "kr-team/model-8B-GGUF"
FILE = "model-Q4_K_M.gguf"
A_LOOK_BYTES = 2000
"""Asking where a file lies, and its first KiB."""


@pytest.fixture
def hub() -> Iterator[LocalHub]:
    with LocalHub() as hub:
        yield hub


@pytest.fixture
def access(hub: LocalHub, tmp_path: Path) -> HubAccess:
    return HubAccess(hub.endpoint, headers=tmp_path / "headers")


def read(access: HubAccess) -> RemoteHeader:
    with RemoteFile.open(access, REPO, FILE) as remote:
        return remote_header(remote)


def kept(access: HubAccess) -> list[Path]:
    assert access.headers is not None
    return sorted(access.headers.iterdir()) if access.headers.is_dir() else []


def test_the_second_question_fetches_next_to_nothing(
    hub: LocalHub, access: HubAccess, tmp_path: Path
) -> None:
    big_header.serve_big(hub, tmp_path, big_header.big_header(32_000, 31_000), REPO, FILE)
    first = read(access)
    second = read(access)
    assert second.header == first.header
    assert first.bytes_fetched > 1_000_000
    assert second.bytes_fetched < A_LOOK_BYTES
    (file,) = kept(access)
    assert file.stat().st_size < 100_000


@pytest.mark.parametrize("family", [QWEN2, LLAMA, EXAONE4], ids=["qwen2", "llama", "exaone4"])
def test_nothing_is_lost(hub: LocalHub, access: HubAccess, tmp_path: Path, family: Family) -> None:
    path = make_gguf(tmp_path / "tiny.gguf", Recipe(family=family))
    hub.add_repo(REPO, {FILE: path})
    assert read(access).header == read(access).header
    with RemoteFile.open(access, REPO, FILE) as remote:
        assert read(access).header == read_remote_header(remote).header


def test_another_file_of_that_name_is_read_anew(
    hub: LocalHub, access: HubAccess, tmp_path: Path
) -> None:
    hub.add_repo(REPO, {FILE: make_gguf(tmp_path / "a.gguf", Recipe(family=QWEN2))})
    assert read(access).header.architecture == "qwen2"
    hub.add_repo(REPO, {FILE: make_gguf(tmp_path / "b.gguf", Recipe(family=LLAMA))})
    assert read(access).header.architecture == "llama"


def test_what_a_mirror_said_is_not_believed_of_the_hub(
    hub: LocalHub, access: HubAccess, tmp_path: Path
) -> None:
    hub.add_repo(REPO, {FILE: make_gguf(tmp_path / "a.gguf", Recipe(family=QWEN2))})
    read(access)
    mirror = dataclasses.replace(access, endpoint=hub.endpoint.replace("127.0.0.1", "localhost"))
    read(mirror)
    assert len(kept(access)) == 2


@pytest.mark.parametrize("rubbish", [b"", b"\xc1", b"\x80", b"GGUF" * 100, bytes(5 << 20)])
def test_a_damaged_one_is_read_anew_and_mended(
    hub: LocalHub, access: HubAccess, tmp_path: Path, rubbish: bytes
) -> None:
    hub.add_repo(REPO, {FILE: make_gguf(tmp_path / "a.gguf", Recipe(family=QWEN2))})
    whole = read(access).header
    (file,) = kept(access)
    file.write_bytes(rubbish)
    assert read(access).header == whole
    assert file.stat().st_size != len(rubbish)
    assert read(access).header == whole


def test_only_so_many_are_kept(
    hub: LocalHub, access: HubAccess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_headers, "MOST_KEPT", 2)

    def read_another(seed: int) -> list[Path]:
        path = make_gguf(tmp_path / f"{seed}.gguf", Recipe(family=QWEN2, seed=seed))
        hub.add_repo(REPO, {FILE: path})
        read(access)
        return kept(access)

    (oldest,) = read_another(1)
    os.utime(oldest, (1, 1))
    assert oldest in read_another(2)
    assert oldest not in read_another(3)
    assert len(kept(access)) == 2


def test_a_folder_that_cannot_be_made_costs_another_read(
    hub: LocalHub, access: HubAccess, tmp_path: Path
) -> None:
    hub.add_repo(REPO, {FILE: make_gguf(tmp_path / "a.gguf", Recipe(family=QWEN2))})
    (tmp_path / "headers").write_text("no folder")
    assert read(access).header == read(access).header


def test_offline_it_is_offline(hub: LocalHub, access: HubAccess, tmp_path: Path) -> None:
    hub.add_repo(REPO, {FILE: make_gguf(tmp_path / "a.gguf", Recipe(family=QWEN2))})
    read(access)
    with pytest.raises(HubError):
        read(dataclasses.replace(access, offline=True))
