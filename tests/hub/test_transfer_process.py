"""Real fetching processes: halted, orphaned, killed at any moment, and gone on with."""

import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from app.core.transfer import Fetched, FetchFailed, Halt, Progress, RemotePart, SetRate
from tests.helpers.hub_server import LocalHub
from tests.hub.transfer_stage import (
    FetcherClient,
    item_of,
    names_in,
    offer,
    sha256,
    some_bytes,
)

DATA = some_bytes(8_000_000)
FILE = "model.gguf"
FINAL = "owner__name/model.gguf"
TOKEN = "hf_SecretSecretSecret"


def test_a_download_in_a_process(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA, "한글 이름.gguf": DATA[:1000]})
    with FetcherClient() as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint)
        fetched = fetcher.wait_for(Fetched)
        assert fetcher.leave() == 0
        assert fetcher.log == b""
    assert fetched.sha256 == (sha256(DATA), sha256(DATA[:1000]))
    assert (tmp_path / FINAL).read_bytes() == DATA


@pytest.mark.parametrize("share", [0.0, 0.1, 0.6, 0.99])
def test_killed_at_any_moment_it_goes_on(hub: LocalHub, tmp_path: Path, share: float) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.drip(FILE, 12_000_000)
    with FetcherClient() as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint)
        fetcher.wait_for_bytes(int(share * len(DATA)))
        fetcher.process.kill()
        fetcher.leave()
    hub.faults.clear()
    assert FINAL not in names_in(tmp_path)
    left = tmp_path / f"{FINAL}.part"
    there = left.stat().st_size if left.exists() else 0
    with FetcherClient() as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint)
        fetched = fetcher.wait_for(Fetched)
        fetcher.leave()
    assert fetched.fetched_bytes == len(DATA) - there
    assert (tmp_path / FINAL).read_bytes() == DATA
    assert names_in(tmp_path) == [FINAL]


@pytest.mark.parametrize("how", ["halt", "end of input", "interrupt and halt"])
@pytest.mark.parametrize("when", ["downloading", "silent", "no answer", "waiting", "limited"])
def test_halted_it_leaves_within_a_second(
    hub: LocalHub, tmp_path: Path, how: str, when: str
) -> None:
    item = offer(hub, {FILE: DATA})
    if when == "downloading":
        hub.faults.drip(FILE, 1_000_000)
    elif when == "silent":
        hub.faults.hang_at(FILE, 1_000_000)
    elif when == "no answer":
        hub.faults.hang_at(FILE, 0)
    elif when == "waiting":
        hub.faults.status(FILE, 429, times=None, retry_after=600)
    with FetcherClient() as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint, 100_000 if when == "limited" else 0)
        if when == "waiting":
            fetcher.wait_for(Progress, lambda p: p.state == "waiting")
        elif when != "no answer":
            fetcher.wait_for_bytes(1)
        else:
            fetcher.wait_for(Progress)
        begun = time.monotonic()
        if how == "interrupt and halt" and sys.platform != "win32":
            fetcher.process.send_signal(signal.SIGINT)
        if how == "end of input":
            fetcher.close_input()
        else:
            fetcher.send(Halt())
        assert fetcher.leave() == 0
        assert time.monotonic() - begun < 1.5
        assert not any(isinstance(m, Fetched | FetchFailed) for m in fetcher.messages)
    there = (tmp_path / f"{FINAL}.part").stat().st_size if names_in(tmp_path) else 0
    hub.faults.clear()
    with FetcherClient() as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint)
        assert fetcher.wait_for(Fetched).fetched_bytes == len(DATA) - there


def test_halted_before_it_began() -> None:
    with FetcherClient() as fetcher:
        fetcher.close_input()
        assert fetcher.leave() == 0
        assert fetcher.messages == []


def test_lines_that_are_no_messages_are_ignored(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA[:1000]})
    with FetcherClient() as fetcher:
        fetcher.send_bytes(b'nonsense\n{"type":"Begin"}\n\xff\xfe\n')
        fetcher.begin(item, tmp_path, hub.endpoint)
        assert fetcher.wait_for(Fetched)
        assert fetcher.leave() == 0
        assert fetcher.log.count(b"ignored") >= 1


def test_the_rate_limit_holds_and_can_be_changed(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    with FetcherClient() as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint, 1_000_000)
        first = fetcher.wait_for_bytes(200_000)
        begun = time.monotonic()
        last = fetcher.wait_for_bytes(1_200_000)
        rate = (last.done_bytes - first.done_bytes) / (time.monotonic() - begun)
        assert rate < 1_500_000
        fetcher.send(SetRate(bytes_per_s=0))
        assert fetcher.wait_for(Fetched, within=5)


def test_two_processes_and_one_file(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.drip(FILE, 1_000_000)
    with FetcherClient() as first, FetcherClient() as second:
        first.begin(item, tmp_path, hub.endpoint)
        first.wait_for_bytes(1)
        second.begin(item, tmp_path, hub.endpoint)
        assert second.wait_for(FetchFailed).problem.kind == "already_downloading"
        first.process.kill()
        first.leave()
    hub.faults.clear()
    with FetcherClient() as third:
        third.begin(item, tmp_path, hub.endpoint)
        assert third.wait_for(Fetched)
    assert (tmp_path / FINAL).read_bytes() == DATA


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are POSIX")
def test_a_file_system_that_takes_no_more(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    with FetcherClient(max_file=3_000_000) as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint)
        assert fetcher.wait_for(FetchFailed).problem.kind == "disk_full"
        assert fetcher.leave() == 0
    assert (tmp_path / f"{FINAL}.part").stat().st_size == 3_000_000
    with FetcherClient() as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint)
        assert fetcher.wait_for(Fetched).fetched_bytes == 5_000_000


@pytest.mark.parametrize("name", ["NARANHI_HUB_TOKEN", "HF_TOKEN"])
def test_the_token_comes_by_the_environment(hub: LocalHub, tmp_path: Path, name: str) -> None:
    item = offer(hub, {FILE: DATA}, gated=True)
    hub.allow(TOKEN, "owner/name")
    with FetcherClient(environ={name: TOKEN}) as fetcher:
        fetcher.begin(item, tmp_path, hub.endpoint)
        assert fetcher.wait_for(Fetched)
        fetcher.leave()
        assert TOKEN.encode() not in fetcher.log
        assert TOKEN not in repr(fetcher.messages)
    hub.faults.clear()
    assert all(TOKEN.encode() not in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def test_its_memory_does_not_grow_with_the_file(hub: LocalHub, tmp_path: Path) -> None:
    big = tmp_path / "big.gguf"
    with big.open("wb") as file:
        file.truncate(300_000_000)
    library = tmp_path / "library"
    library.mkdir()
    repo = hub.add_repo("owner/name", {FILE: big}, sha256={FILE: "0" * 64})
    part = RemotePart(path=FILE, target=FINAL, size_bytes=300_000_000)
    item = item_of([part], repo.commit)
    with FetcherClient() as fetcher:
        process = psutil.Process(fetcher.process.pid)
        fetcher.begin(item, library, hub.endpoint, 400_000_000)
        fetcher.wait_for_bytes(200_000_000)
        assert process.memory_info().rss < 150 << 20
        fetcher.send(Halt())
        fetcher.leave()
