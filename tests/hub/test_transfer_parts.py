"""The small parts of a download: waits, limits, hashes, names."""

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.messages import BrokenMessageError
from app.core.problem import LibraryError, Problem, ProblemKind
from app.core.transfer import DownloadItem, Halt, PartRecord, Progress, RemotePart
from app.hub.hashing import CHUNK_BYTES, N_BUFFERS, FlowingHash, feed_file
from app.hub.leftovers import remove_leftovers
from app.hub.part_file import PartFile, library_error
from app.hub.progress_report import ProgressReport
from app.hub.rate import BURST_S, RateLimit
from app.hub.retry import MOST_ASKED_S, Backoff, Patience, passes
from app.hub.wire import decode_from_fetcher, decode_to_fetcher, encode

RECORD = PartRecord(repo="o/n", revision="r", path="m.gguf", etag="", size_bytes=10, sha256="")
AWAY = Problem(kind="hub_unreachable", params={"host": "h"})


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


# -- waiting ---------------------------------------------------------------------------


def test_waits_double_up_to_the_bound_and_begin_anew() -> None:
    backoff = Backoff(Patience(first_wait_s=1, longest_wait_s=60), spread=lambda: 0.5)
    assert [backoff.next_wait(AWAY) for _ in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    for _ in range(2000):
        assert backoff.next_wait(AWAY) == 60
    backoff.reset()
    assert backoff.next_wait(AWAY) == 1


@given(spread=st.floats(0, 1, exclude_max=True), attempts=st.integers(1, 40))
def test_waits_are_spread_within_bounds(spread: float, attempts: int) -> None:
    backoff = Backoff(Patience(first_wait_s=2, longest_wait_s=50), spread=lambda: spread)
    waits = [backoff.next_wait(AWAY) for _ in range(attempts)]
    assert 1 <= waits[0] <= 3
    assert all(1 <= wait <= 50 for wait in waits)


@pytest.mark.parametrize(
    ("kind", "seconds", "least"),
    [
        ("rate_limited", 90, 90),
        ("rate_limited", 10**9, MOST_ASKED_S),
        ("rate_limited", -5, 0),
        ("hub_answer", 70.5, 70.5),
        ("stalled", 300, 0),
    ],
)
def test_the_server_may_ask_for_more(kind: ProblemKind, seconds: float, least: float) -> None:
    backoff = Backoff(Patience(first_wait_s=1), spread=lambda: 0.5)
    problem = Problem(kind=kind, params={"host": "h", "seconds": seconds, "status": 503})
    assert backoff.next_wait(problem) == max(1, least)


@pytest.mark.parametrize(
    ("problem", "on"),
    [
        (AWAY, True),
        (Problem(kind="stalled"), True),
        (Problem(kind="rate_limited", params={"seconds": 5}), True),
        (Problem(kind="hub_answer", params={"status": 503}), True),
        (Problem(kind="hub_answer", params={"status": 408}), True),
        (Problem(kind="hub_answer", params={"status": 403}), False),
        (Problem(kind="hub_answer", params={"status": 206}), False),
        (Problem(kind="hub_answer"), False),
        (Problem(kind="repo_gated"), False),
        (Problem(kind="tls_failed"), False),
        (Problem(kind="disk_full"), False),
    ],
)
def test_what_is_waited_for(problem: Problem, on: bool) -> None:
    assert passes(problem) is on


# -- rate ------------------------------------------------------------------------------


@given(rate=st.integers(20_000, 50_000_000), pieces=st.lists(st.integers(1, 1 << 20), min_size=200))
def test_the_limit_holds_over_time(rate: int, pieces: list[int]) -> None:
    clock = Clock()
    limit = RateLimit(rate, clock)
    begun, total = clock.now, 0
    for piece in pieces:
        n_bytes = min(piece, limit.slice(1 << 20))
        total += n_bytes
        clock.now += limit.pay(n_bytes)
    assert total <= rate * (clock.now - begun + BURST_S) + 4096


def test_no_flood_after_a_pause_and_no_debt_after_a_change() -> None:
    clock = Clock()
    limit = RateLimit(1000, clock)
    clock.now += 3600
    assert limit.pay(10_000) > 9
    limit.set(1_000_000)
    assert limit.pay(1000) == 0
    limit.set(0)
    assert limit.pay(1 << 40) == 0
    assert limit.slice(1 << 20) == 1 << 20


# -- hashing ---------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=300), max_size=40))
def test_a_flow_hashes_as_the_whole(pieces: list[bytes]) -> None:
    with FlowingHash() as hashes:
        for piece in pieces:
            buffer = hashes.free_buffer()
            buffer[: len(piece)] = piece
            hashes.put(buffer, len(piece))
        assert hashes.hexdigest() == hashlib.sha256(b"".join(pieces)).hexdigest()
        hashes.restart()
        assert hashes.hexdigest() == hashlib.sha256(b"").hexdigest()


def test_a_file_is_fed_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "f"
    data = os.urandom(CHUNK_BYTES * (N_BUFFERS + 2) + 5)
    path.write_bytes(data)
    done: list[int] = []
    with FlowingHash() as hashes:
        assert feed_file(hashes, path, len(data), lambda n: done.append(n) is None)
        assert hashes.hexdigest() == hashlib.sha256(data).hexdigest()
        assert not feed_file(hashes, path, len(data) + 1, lambda _: True)
        assert not feed_file(hashes, path, len(data), lambda _: False)
    assert done == sorted(done)
    assert done[-1] == len(data)


# -- part file -------------------------------------------------------------------------


def test_a_part_from_beginning_to_end(tmp_path: Path) -> None:
    file = PartFile(tmp_path, "o__n/깊은 곳/m.gguf")
    file.open()
    file.begin(RECORD)
    file.append(memoryview(b"0123456789"))
    assert file.size == file.bytes_there() == 10
    assert not file.finished()
    assert PartFile(tmp_path, "o__n/깊은 곳/m.gguf").record() == RECORD
    file.finish()
    assert file.finished()
    assert file.final.read_bytes() == b"0123456789"
    file.forget()
    assert [p.name for p in file.final.parent.iterdir()] == ["m.gguf"]


def test_one_at_a_time(tmp_path: Path) -> None:
    first, second = PartFile(tmp_path, "m.gguf"), PartFile(tmp_path, "m.gguf")
    first.open()
    with pytest.raises(LibraryError) as raised:
        second.open()
    assert raised.value.problem.kind == "already_downloading"
    first.begin(RECORD)
    first.append(memoryview(b"x"))
    first.finish()
    second.open()
    assert second.size == 0
    assert first.final.read_bytes() == b"x"
    second.leave()
    assert first.final.exists()


def test_a_part_whose_name_is_gone_is_noticed(tmp_path: Path) -> None:
    file = PartFile(tmp_path, "m.gguf")
    file.open()
    file.check_still_there()
    file.part.unlink()
    with pytest.raises(LibraryError) as raised:
        file.check_still_there()
    assert raised.value.problem.kind == "library_missing"
    file.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EFBIG, "disk_full"),
        (errno.EROFS, "library_unwritable"),
        (errno.EACCES, "library_unwritable"),
        (errno.EIO, "library_unwritable"),
    ],
)
def test_errors_of_the_file_system(tmp_path: Path, code: int, kind: str) -> None:
    assert library_error(OSError(code, "no"), tmp_path).problem.kind == kind
    away = library_error(OSError(errno.EIO, "no"), tmp_path / "gone").problem
    assert away.kind == "library_missing"


def item_of(*names: str) -> DownloadItem:
    parts = tuple(RemotePart(path=name, target=f"o__n/{name}") for name in names)
    return DownloadItem(
        item_id="i", model_id="m", quantisation="", repo="o/n", revision="r", parts=parts
    )


def test_leftovers_go_and_nothing_else(tmp_path: Path) -> None:
    item = item_of("done.gguf", "half.gguf", "older.gguf", "never.gguf", "busy.gguf")
    files = {part.path: PartFile(tmp_path, part.target) for part in item.parts}
    for name in ("done.gguf", "half.gguf", "busy.gguf"):
        files[name].open()
        files[name].begin(RECORD)
        files[name].append(memoryview(b"12345"))
    files["done.gguf"].finish()
    files["half.gguf"].close()
    files["older.gguf"].final.write_bytes(b"was here before")
    assert remove_leftovers(item, tmp_path) == 10
    left = sorted(p.name for p in (tmp_path / "o__n").iterdir())
    assert left == ["busy.gguf.part", "busy.gguf.part.json", "older.gguf"]
    files["busy.gguf"].close()
    files["older.gguf"].final.unlink()
    assert remove_leftovers(item, tmp_path) == 5
    assert list(tmp_path.iterdir()) == []
    assert remove_leftovers(item, tmp_path / "gone") == 0


# -- telling ---------------------------------------------------------------------------


def test_progress_is_told_at_most_every_200_ms_and_at_each_change() -> None:
    clock, told = Clock(), list[Any]()
    report = ProgressReport(told.append, [10, None], [0, 3], clock)
    report.state("checking")
    assert not report.tick()
    report.state("checking")
    report.state("downloading")
    clock.now += 0.19
    assert not report.tick()
    clock.now += 0.02
    report.there[0] = 10
    report.sizes[1] = 5
    assert report.tick()
    assert [(p.state, p.done_bytes, p.total_bytes) for p in told] == [
        ("checking", 3, None),
        ("downloading", 3, None),
        ("downloading", 13, 15),
    ]


def test_messages_there_and_back() -> None:
    progress = Progress(state="waiting", done_bytes=1, total_bytes=None, problem=AWAY)
    assert decode_from_fetcher(encode(progress).strip()) == progress
    assert decode_to_fetcher(encode(Halt()).strip()) == Halt()
    for line in (b"", b"{}", b'{"type":"Halt","more":1}', b"\xff", b"[" * 100_000):
        with pytest.raises(BrokenMessageError):
            decode_to_fetcher(line)
