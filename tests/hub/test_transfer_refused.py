"""What a download does not get over by itself: each has its kind, and nothing is half-there."""

import errno
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.core.transfer import FromFetcher, Progress, RemotePart
from app.hub.part_file import PartFile
from tests.helpers.hub_server import LocalHub
from tests.hub.transfer_stage import QUICK, fetch, item_of, names_in, offer, sha256, some_bytes

DATA = some_bytes(2_000_000)
FILE = "model.gguf"
FINAL = "owner__name/model.gguf"
TOKEN = "hf_SecretSecretSecret"


def once(state: str, act: Callable[[], object]) -> Callable[[FromFetcher], None]:
    """Do something at the first Progress of a state that has bytes on the disk."""
    done: list[bool] = []

    def look(message: FromFetcher) -> None:
        there = isinstance(message, Progress) and message.state == state and message.done_bytes
        if there and not done:
            done.append(True)
            act()

    return look


@contextmanager
def answering(*answers: bytes) -> Iterator[str]:
    """A server that gives these answers, one a connection, whatever it is asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for answer in answers:
                connection, _ = server.accept()
                with connection:
                    asked = b""
                    while b"\r\n\r\n" not in asked:
                        asked += connection.recv(65536)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("html", "html_instead"),
        ("redirect_loop", "redirect_loop"),
        ("wrong_length", "wrong_length"),
        ("wrong_bytes", "wrong_hash"),
    ],
)
def test_what_is_wrong_for_good(hub: LocalHub, tmp_path: Path, fault: str, kind: str) -> None:
    item = offer(hub, {FILE: DATA})
    getattr(hub.faults, fault)(FILE)
    assert fetch(hub, item, tmp_path).problem.kind == kind
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("code", [400, 404, 410, 451])
@pytest.mark.parametrize("where", ["hub", "cdn"])
def test_a_refusal_is_final(hub: LocalHub, tmp_path: Path, code: int, where: Any) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.status(FILE, code, times=None, where=where)
    problem = fetch(hub, item, tmp_path).problem
    assert problem.kind in {"hub_answer", "remote_file_missing"}
    assert len(hub.asked(FILE)) <= 8
    assert names_in(tmp_path) == []


def test_a_gated_repo_names_its_page(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA}, gated=True)
    for token in (None, TOKEN):
        problem = fetch(hub, item, tmp_path, token=token).problem
        hub.allow(TOKEN)
        assert problem.kind == "repo_gated"
        assert problem.params["url"] == f"{hub.endpoint}/owner/name"
    hub.allow(TOKEN, "owner/name")
    assert fetch(hub, item, tmp_path, token=TOKEN).fetched


def test_an_unknown_token_is_refused(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    assert fetch(hub, item, tmp_path, token=TOKEN).problem.kind == "token_refused"


def test_the_token_goes_to_the_hub_alone(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.allow(TOKEN)
    hub.faults.leak_redirect(FILE, times=1)
    hub.faults.cut_at(FILE, 1000)
    told = fetch(hub, item, tmp_path, token=TOKEN)
    assert told.fetched
    own = hub.endpoint.removeprefix("http://")
    assert {r.host for r in hub.requests if r.authorization} == {own}
    assert len({r.host for r in hub.requests}) == 3
    assert TOKEN not in repr(told.messages)


def test_offline_asks_nobody(
    hub: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = offer(hub, {FILE: DATA})
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")

    def no_socket(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_socket)
    assert fetch(hub, item, tmp_path).problem.kind == "offline"
    assert hub.requests == []


OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"


def test_a_body_that_goes_on_too_long(tmp_path: Path) -> None:
    item = item_of([RemotePart(path=FILE, target=FINAL, size_bytes=1000)], "0" * 40)
    with answering(OK + b"Connection: close\r\n\r\n" + bytes(5000)) as endpoint:
        problem = fetch(endpoint, item, tmp_path).problem
    assert (problem.kind, problem.params["expected_bytes"]) == ("wrong_length", 1000)
    assert FINAL not in names_in(tmp_path)


def test_a_page_that_says_it_is_a_file(tmp_path: Path) -> None:
    page = b"\n <!DOCTYPE html><html>" + bytes(978)
    item = item_of([RemotePart(path=FILE, target=FINAL, size_bytes=len(page))], "0" * 40)
    with answering(OK + b"Content-Length: %d\r\n\r\n" % len(page) + page) as endpoint:
        assert fetch(endpoint, item, tmp_path).problem.kind == "html_instead"
    assert names_in(tmp_path) == []


def test_a_body_of_unknown_length_that_ends_early_goes_on(tmp_path: Path) -> None:
    item = item_of([RemotePart(path=FILE, target=FINAL, size_bytes=3000)], "0" * 40)
    rest = b"HTTP/1.1 206 x\r\nContent-Range: bytes 1000-2999/3000\r\nConnection: close\r\n"
    with answering(
        OK + b"Connection: close\r\n\r\n" + DATA[:1000],
        rest + b"Content-Length: 2000\r\n\r\n" + DATA[1000:3000],
    ) as endpoint:
        told = fetch(endpoint, item, tmp_path)
    assert told.fetched.sha256 == (sha256(DATA[:3000]),)
    assert told.notes == ["hub_unreachable"]


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 206 x\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\nabcde",
        b"HTTP/1.1 206 x\r\nContent-Length: 10\r\n\r\nabcdeabcde",
        OK + b"Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\nabcdeabcde",
        b"HTTP/1.1 204 x\r\n\r\n",
    ],
)
def test_an_answer_that_makes_no_sense(tmp_path: Path, answer: bytes) -> None:
    item = item_of([RemotePart(path=FILE, target=FINAL, size_bytes=10)], "0" * 40)
    with answering(answer) as endpoint:
        problem = fetch(endpoint, item, tmp_path).problem
    assert problem.kind == "hub_answer"
    assert names_in(tmp_path) == []


def test_a_file_that_is_another_one_every_time_is_given_up(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.cut_at(FILE, 1000, times=None)
    renamed: list[str] = []

    def rename(message: FromFetcher) -> None:
        if isinstance(message, Progress) and message.state == "waiting":
            renamed.append("")
            file = hub.repos["owner/name"].files[FILE]
            file.known_sha256 = sha256(b"%d" % len(renamed))
            file.__dict__.pop("sha256", None)

    bare = item_of([RemotePart(path=FILE, target=FINAL)], item.revision)
    assert fetch(hub, bare, tmp_path, act=rename).problem.kind == "remote_changed"
    assert len(renamed) < 10


@pytest.mark.parametrize("target", ["../out.gguf", "/out.gguf", "a/../../out.gguf", "a\\b", ""])
def test_a_name_that_leads_elsewhere(hub: LocalHub, tmp_path: Path, target: str) -> None:
    item = offer(hub, {FILE: DATA})
    part = msgspec.structs.replace(item.parts[0], target=target)
    library = tmp_path / "library"
    library.mkdir()
    assert fetch(hub, item_of([part], item.revision), library).problem.kind == "name_unsafe"
    assert names_in(tmp_path) == []


# -- the disk --------------------------------------------------------------------------


def free_space(monkeypatch: pytest.MonkeyPatch, free: Callable[[], int]) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free()))


def test_a_disk_that_is_too_small_is_seen_before(
    hub: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = offer(hub, {FILE: DATA, "two.gguf": DATA})
    free_space(monkeypatch, lambda: 3_999_999)
    problem = fetch(hub, item, tmp_path).problem
    assert problem.kind == "disk_too_small"
    assert problem.params["needed_bytes"] == 4_000_000
    assert problem.params["free_bytes"] == 3_999_999
    assert hub.requests == []


def test_what_is_there_counts(
    hub: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = offer(hub, {FILE: DATA})
    halted = threading.Event()
    hub.faults.cut_at(FILE, 1_500_000)
    fetch(hub, item, tmp_path, act=once("waiting", halted.set), halted=halted)
    free_space(monkeypatch, lambda: 500_000)
    assert fetch(hub, item, tmp_path).fetched.fetched_bytes == 500_000


def test_a_disk_that_another_program_fills_is_seen_while(
    hub: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.drip(FILE, 1_000_000)
    free = [10**9]
    free_space(monkeypatch, lambda: free[0])

    told = fetch(hub, item, tmp_path, act=once("downloading", lambda: free.__setitem__(0, 10)))
    assert told.problem.kind == "disk_too_small"
    assert names_in(tmp_path) == [f"{FINAL}.part", f"{FINAL}.part.json"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_keeps_the_part(
    hub: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    item = offer(hub, {FILE: DATA})
    write = os.write
    room = [1_300_000]

    def full(descriptor: int, data: Any) -> int:
        if not room[0]:
            raise OSError(code, os.strerror(code))
        written = write(descriptor, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(os, "write", full)
    assert fetch(hub, item, tmp_path).problem.kind == "disk_full"
    monkeypatch.undo()
    assert (tmp_path / f"{FINAL}.part").stat().st_size == 1_300_000
    assert fetch(hub, item, tmp_path).fetched.fetched_bytes == len(DATA) - 1_300_000


def test_a_library_that_vanishes_is_not_made_anew(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    hub.faults.drip(FILE, 2_000_000)
    library, gone = tmp_path / "stick", tmp_path / "pulled out"
    library.mkdir()
    told = fetch(hub, item, library, act=once("downloading", lambda: library.rename(gone)))
    assert told.problem.kind == "library_missing"
    assert told.problem.params == {"path": str(library)}
    assert [p.name for p in tmp_path.iterdir()] == ["pulled out"]
    gone.rename(library)
    hub.faults.clear()
    assert fetch(hub, item, library).fetched.fetched_bytes < len(DATA)


def test_a_library_that_is_not_there(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    assert fetch(hub, item, tmp_path / "none").problem.kind == "library_missing"
    assert names_in(tmp_path) == []
    assert hub.requests == []


def test_a_library_that_may_not_be_written(
    hub: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = offer(hub, {FILE: DATA})
    open_ = os.open

    def read_only(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY) and str(path).startswith(str(tmp_path)):
            raise OSError(errno.EROFS, "Read-only file system")
        return open_(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", read_only)
    problem = fetch(hub, item, tmp_path).problem
    assert problem.kind == "library_unwritable"
    assert hub.requests == []


def test_two_downloads_of_one_file(hub: LocalHub, tmp_path: Path) -> None:
    item = offer(hub, {FILE: DATA})
    kinds: list[str] = []
    file = PartFile(tmp_path, FINAL)
    file.open()
    kinds.append(fetch(hub, item, tmp_path).problem.kind)
    file.close()
    assert kinds == ["already_downloading"]
    assert hub.requests == []
    assert fetch(hub, item, tmp_path, patience=QUICK).fetched
