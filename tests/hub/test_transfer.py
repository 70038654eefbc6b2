"""A download as it should go, and everything that it gets over by itself."""

import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.transfer import FromFetcher, PartRecord, Progress, RemotePart
from app.hub.part_file import PartFile
from app.hub.retry import Patience
from tests.helpers.hub_server import LocalHub
from tests.hub.transfer_stage import QUICK, fetch, item_of, names_in, offer, sha256, some_bytes

DATA = some_bytes(3_000_000)
FILE = "model.gguf"
FINAL = "owner__name/model.gguf"
IMPATIENT = Patience(connect_s=5, stall_s=0.3, first_wait_s=0.01, longest_wait_s=0.05)


def lay_part(folder: Path, data: bytes, **changes: object) -> PartFile:
    """Leave a part as a killed download does."""
    file = PartFile(folder, FINAL)
    file.open()
    record = {"etag": f'"{sha256(DATA)}"', "size_bytes": len(DATA), "sha256": sha256(DATA)}
    file.begin(
        PartRecord(**{"repo": "owner/name", "path": FILE, "revision": "", **record, **changes})
    )  # type: ignore[arg-type]
    file.append(memoryview(data))
    file.close()
    return file


def test_a_plain_download(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    told = fetch(hub, item, tmp_path)
    assert told.fetched.sha256 == (sha256(DATA),)
    assert told.fetched.fetched_bytes == len(DATA) == hub.sent_bytes
    assert (tmp_path / FINAL).read_bytes() == DATA
    assert names_in(tmp_path) == [FINAL]
    assert told.states == ["downloading", "verifying", "flushing"]
    assert told.progress[-1].total_bytes == len(DATA)


def test_parts_come_one_after_another(hub: LocalHub, tmp_path: Path) -> None:
    files = {f"m-{i}.gguf": some_bytes(1_500_000 + i, i) for i in range(3)}
    item = offer(hub, files)
    told = fetch(hub, item, tmp_path)
    assert told.fetched.sha256 == tuple(sha256(data) for data in files.values())
    assert names_in(tmp_path) == [f"owner__name/m-{i}.gguf" for i in range(3)]
    assert [p.part for p in told.progress] == sorted(p.part for p in told.progress)
    assert told.progress[-1].done_bytes == sum(map(len, files.values()))


def test_finished_parts_are_not_fetched_again(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {"m-0.gguf": DATA, "m-1.gguf": DATA[::-1]})
    halted = threading.Event()

    def stop_in_second(message: FromFetcher) -> None:
        if isinstance(message, Progress) and message.part == 1:
            halted.set()

    told = fetch(hub, item, tmp_path, act=stop_in_second, halted=halted)
    assert told.states[-1] == "paused"
    assert (tmp_path / "owner__name/m-0.gguf").exists()
    asked = len(hub.asked("m-0.gguf"))
    told = fetch(hub, item, tmp_path)
    assert told.fetched.sha256 == (sha256(DATA), sha256(DATA[::-1]))
    assert len(hub.asked("m-0.gguf")) == asked
    assert names_in(tmp_path) == ["owner__name/m-0.gguf", "owner__name/m-1.gguf"]


def test_what_is_in_the_library_already_is_only_checked(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    fetch(hub, item, tmp_path)
    told = fetch(hub, item, tmp_path)
    assert told.fetched.fetched_bytes == 0
    assert told.states == ["checking"]


def test_another_file_of_that_name_is_replaced_only_when_the_new_one_is_whole(
    hub: LocalHub, tmp_path: Path
) -> None:
    old = fetch(hub, offer(hub, {FILE: DATA[::-1]}), tmp_path)
    assert old.fetched
    hub.faults.status(FILE, 404, where="cdn", times=None)
    item = offer(hub, {FILE: DATA})
    assert fetch(hub, item, tmp_path).problem.kind == "hub_answer"
    assert (tmp_path / FINAL).read_bytes() == DATA[::-1]
    hub.faults.clear()
    assert fetch(hub, item, tmp_path).fetched
    assert (tmp_path / FINAL).read_bytes() == DATA


def test_without_size_and_hash_the_hub_is_believed(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA, "note.txt": b"plain"})
    bare = item_of([RemotePart(path=p.path, target=p.target) for p in item.parts], item.revision)
    told = fetch(hub, bare, tmp_path)
    assert told.fetched.sha256 == (sha256(DATA), sha256(b"plain"))
    assert told.progress[-1].total_bytes == len(DATA) + 5


def test_a_file_on_the_hubs_own_host(tmp_path: Path) -> None:
    with LocalHub(redirects=False) as hub:
        item = offer(hub, {FILE: DATA})
        assert fetch(hub, item, tmp_path).fetched.sha256 == (sha256(DATA),)


def test_an_empty_file(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {"empty.gguf": b""})
    assert fetch(hub, item, tmp_path).fetched.sha256 == (sha256(b""),)
    assert names_in(tmp_path) == ["owner__name/empty.gguf"]


@pytest.mark.parametrize("place", [0, 1, 1000, 1 << 20, (1 << 20) + 1, len(DATA) - 1])
def test_a_cut_connection_goes_on_where_it_was(hub: LocalHub, tmp_path: Path, place: int) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.cut_at(FILE, place)
    told = fetch(hub, item, tmp_path)
    assert told.fetched.fetched_bytes == len(DATA) == hub.sent_bytes
    assert (tmp_path / FINAL).read_bytes() == DATA
    assert told.notes == ["hub_unreachable"]
    waiting = next(p for p in told.progress if p.state == "waiting")
    assert (waiting.done_bytes, waiting.retry_in_s > 0) == (place, True)


def test_a_silent_connection_is_made_anew(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.hang_at(FILE, 1_234_567)
    told = fetch(hub, item, tmp_path, patience=IMPATIENT)
    assert told.notes == ["stalled"]
    assert told.fetched.fetched_bytes == len(DATA)


@pytest.mark.parametrize("where", ["hub", "cdn"])
@pytest.mark.parametrize("code", [500, 502, 503, 408])
def test_a_server_in_trouble_is_asked_again(
    hub: LocalHub, tmp_path: Path, code: int, where: str
) -> None:
    item = offer(hub, {FILE: DATA[:1000]})
    hub.faults.status(FILE, code, times=4, where=where)  # type: ignore[arg-type]
    told = fetch(hub, item, tmp_path)
    assert told.notes == ["hub_answer"] * 4
    assert told.fetched


def test_retry_after_is_kept_to(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA[:1000]})
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    for header in (date, 1):
        hub.faults.status(FILE, 429, retry_after=header)
        told = fetch(hub, item, tmp_path)
        waiting = next(p for p in told.progress if p.state == "waiting")
        assert told.notes == ["rate_limited"]
        assert 1 <= waiting.retry_in_s <= 3
        (tmp_path / FINAL).unlink()


def test_an_hour_of_patience_at_most(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA[:1000]})
    hub.faults.status(FILE, 429, times=None, retry_after=10**8)
    halted = threading.Event()

    def stop(message: FromFetcher) -> None:
        if isinstance(message, Progress) and message.state == "waiting":
            halted.set()

    told = fetch(hub, item, tmp_path, act=stop, halted=halted)
    assert [p.retry_in_s for p in told.progress if p.state == "waiting"] == [3600.0]
    assert told.states[-1] == "paused"


def test_a_network_that_is_away_is_waited_for(tmp_path: Path) -> None:
    with socket.socket() as taken, LocalHub() as hub:
        taken.bind(("127.0.0.1", 0))
        item = offer(hub, {FILE: DATA[:1000]})
        halted = threading.Event()
        waits: list[float] = []

        def count(message: FromFetcher) -> None:
            if isinstance(message, Progress) and message.state == "waiting":
                waits.append(message.retry_in_s)
                if len(waits) == 12:
                    halted.set()

        endpoint = f"http://127.0.0.1:{taken.getsockname()[1]}"
        told = fetch(endpoint, item, tmp_path, act=count, halted=halted)
    assert set(told.notes) == {"hub_unreachable"}
    assert max(waits) <= QUICK.longest_wait_s
    assert names_in(tmp_path) == []


def test_an_expired_link_is_asked_for_again(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.cut_at(FILE, 1_000_000)

    def expire(message: FromFetcher) -> None:
        if isinstance(message, Progress) and message.state == "waiting":
            hub.faults.expire_links(FILE)

    told = fetch(hub, item, tmp_path, act=expire)
    assert told.notes == ["hub_unreachable"]
    assert told.fetched.fetched_bytes == len(DATA)


def test_a_file_that_changed_begins_anew_and_says_so(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.cut_at(FILE, 1_000_000)

    def change(message: FromFetcher) -> None:
        if isinstance(message, Progress) and message.state == "waiting":
            hub.faults.change_etag(FILE)

    told = fetch(hub, item, tmp_path, act=change)
    assert told.notes == ["hub_unreachable", "remote_changed"]
    assert told.fetched.fetched_bytes == len(DATA) + 1_000_000
    assert (tmp_path / FINAL).read_bytes() == DATA


def test_a_server_without_range_begins_anew_and_says_so(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.cut_at(FILE, 1_000_000)
    hub.faults.no_range(FILE)
    told = fetch(hub, item, tmp_path)
    assert told.notes == ["hub_unreachable", "no_range"]
    assert told.fetched.fetched_bytes == len(DATA) + 1_000_000
    assert (tmp_path / FINAL).read_bytes() == DATA


def test_wrong_bytes_are_thrown_away_and_fetched_once_more(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.wrong_bytes(FILE, times=1)
    told = fetch(hub, item, tmp_path)
    assert told.notes == ["wrong_hash"]
    assert (tmp_path / FINAL).read_bytes() == DATA


def test_what_lies_there_is_hashed_and_gone_on_with(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    lay_part(tmp_path, DATA[:2_000_000], revision=item.revision)
    told = fetch(hub, item, tmp_path)
    assert told.states == ["checking", "downloading", "verifying", "flushing"]
    assert told.fetched.fetched_bytes == 1_000_000
    assert (tmp_path / FINAL).read_bytes() == DATA


def test_damage_to_what_lies_there_is_found(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    lay_part(tmp_path, bytes(2_000_000), revision=item.revision)
    told = fetch(hub, item, tmp_path)
    assert told.notes == ["wrong_hash"]
    assert (tmp_path / FINAL).read_bytes() == DATA


def test_a_whole_part_needs_only_its_name(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    lay_part(tmp_path, DATA, revision=item.revision)
    assert fetch(hub, item, tmp_path).fetched.fetched_bytes == 0
    assert names_in(tmp_path) == [FINAL]
    assert hub.requests == []


@pytest.mark.parametrize(
    "changes",
    [{"repo": "other/one"}, {"revision": "0" * 40}, {"path": "b.gguf"}, {"sha256": "0" * 64}],
)
def test_a_part_of_another_file_is_not_gone_on_with(
    hub: LocalHub, tmp_path: Path, changes: dict[str, str]
) -> None:
    item = offer(hub, {FILE: DATA})
    lay_part(tmp_path, b"other" * 1000, **{"revision": item.revision, **changes})
    told = fetch(hub, item, tmp_path)
    assert told.notes == ["remote_changed"]
    assert told.fetched.fetched_bytes == len(DATA)
    assert (tmp_path / FINAL).read_bytes() == DATA


@pytest.mark.parametrize("record", [None, b"", b"{}", b"\xff" * 100, b"[" * 100_000])
def test_a_part_without_a_readable_record_begins_anew(
    hub: LocalHub, tmp_path: Path, record: bytes | None
) -> None:
    item = offer(hub, {FILE: DATA})
    file = lay_part(tmp_path, DATA[:1000], revision=item.revision)
    file.record_path.unlink()
    if record is not None:
        file.record_path.write_bytes(record)
    told = fetch(hub, item, tmp_path)
    assert told.fetched.fetched_bytes == len(DATA)
    assert (tmp_path / FINAL).read_bytes() == DATA


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, 400_000), max_size=4), kept=st.integers(0, 400_000))
def test_wherever_it_is_cut_the_file_is_the_same(
    hub: LocalHub, tmp_path: Path, cuts: list[int], kept: int
) -> None:
    data = DATA[:400_000]
    item = offer(hub, {FILE: data})
    hub.faults.clear()
    for place in cuts:
        hub.faults.cut_at(FILE, place)
    (tmp_path / FINAL).unlink(missing_ok=True)
    facts = {"etag": f'"{sha256(data)}"', "size_bytes": len(data), "sha256": sha256(data)}
    lay_part(tmp_path, data[:kept], revision=item.revision, **facts)
    told = fetch(hub, item, tmp_path)
    assert told.fetched.fetched_bytes == len(data) - kept
    assert (tmp_path / FINAL).read_bytes() == data
    assert names_in(tmp_path) == [FINAL]
