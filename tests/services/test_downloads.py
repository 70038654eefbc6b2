"""The queue with real processes: order, pause, failure, restart, and windows that die."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.core.problem import LibraryError
from app.core.transfer import DownloadItem
from app.hub.access import HubAccess
from app.store.download_store import StoredDownload
from tests.helpers.hub_server import LocalHub
from tests.hub.transfer_stage import item_of, names_in, some_bytes
from tests.services.download_stage import (
    ENVIRON,
    SIZE,
    DownloadStage,
    some_items,
    window_program,
)
from tests.services.stage import LONG_MS

MakeStage = Callable[..., DownloadStage]
TOKEN = "hf_SecretSecretSecret"


@pytest.fixture(autouse=True)
def plain_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hub() -> Iterator[LocalHub]:
    with LocalHub() as hub:
        yield hub


@pytest.fixture
def make_downloads(qtbot: QtBot, tmp_path: Path, hub: LocalHub) -> Iterator[MakeStage]:
    made: list[DownloadStage] = []

    def make(**options: list[str]) -> DownloadStage:
        made.append(DownloadStage(tmp_path, hub, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for stage in made:
        stage.close()


@pytest.fixture
def stage(make_downloads: MakeStage) -> DownloadStage:
    return make_downloads()


def wait_for(qtbot: QtBot, stage: DownloadStage, item: DownloadItem, *states: str) -> None:
    qtbot.waitUntil(lambda: stage.state(item) in states, timeout=LONG_MS)


def wait_for_bytes(qtbot: QtBot, stage: DownloadStage, item: DownloadItem, n: int = 1) -> None:
    def there() -> bool:
        entry = stage.downloads.entry(item.item_id)
        return entry is not None and entry.done_bytes >= n

    qtbot.waitUntil(there, timeout=LONG_MS)


def test_one_download(qtbot: QtBot, hub: LocalHub, stage: DownloadStage) -> None:
    (item,) = some_items(hub, 1)
    stage.downloads.add(item)
    wait_for(qtbot, stage, item, "done", "failed")
    entry = stage.downloads.entry(item.item_id)
    assert entry is not None
    assert (entry.state, entry.done_bytes, entry.total_bytes) == ("done", SIZE, SIZE)
    assert entry.sha256 == (item.parts[0].sha256,)
    assert stage.finished == [item.item_id]
    assert names_in(stage.library) == ["owner__name/0.gguf"]
    assert stage.store.list_own() == []
    assert not stage.downloads.busy


def test_two_at_once_and_the_others_in_order(
    qtbot: QtBot, hub: LocalHub, stage: DownloadStage
) -> None:
    items = some_items(hub, 4)
    for item in items:
        hub.faults.hang_at(item.parts[0].path, 1_000_000)
        stage.downloads.add(item)
    wait_for_bytes(qtbot, stage, items[1])
    wait_for_bytes(qtbot, stage, items[0])
    assert [s == "queued" for s in stage.states().values()] == [False, False, True, True]
    stage.downloads.move(items[3].item_id, 0)
    assert list(stage.states()) == ["3.gguf", "0.gguf", "1.gguf", "2.gguf"]
    stage.downloads.pause(items[0].item_id)
    wait_for_bytes(qtbot, stage, items[3])
    assert stage.state(items[2]) == "queued"
    stage.downloads.set_parallel(3)
    wait_for_bytes(qtbot, stage, items[2])
    assert [row.item.item_id for row in stage.store.list_own()] == [
        items[i].item_id for i in (3, 0, 1, 2)
    ]


def test_pause_and_resume(qtbot: QtBot, hub: LocalHub, stage: DownloadStage) -> None:
    (item,) = some_items(hub, 1)
    hub.faults.hang_at("0.gguf", 1_200_000)
    stage.downloads.add(item)
    wait_for_bytes(qtbot, stage, item, 1_200_000)
    stage.downloads.pause(item.item_id)
    assert stage.state(item) == "paused"
    stage.downloads.resume(item.item_id)
    stage.downloads.pause(item.item_id)
    qtbot.waitUntil(lambda: not stage.downloads.busy, timeout=LONG_MS)
    assert stage.state(item) == "paused"
    assert [row.state for row in stage.store.list_own()] == ["paused"]
    stage.downloads.resume(item.item_id)
    wait_for(qtbot, stage, item, "done", "failed")
    assert stage.state(item) == "done"
    assert hub.sent_bytes == SIZE


@pytest.mark.parametrize("delete", [True, False])
def test_cancel(qtbot: QtBot, hub: LocalHub, stage: DownloadStage, delete: bool) -> None:
    (item,) = some_items(hub, 1)
    hub.faults.hang_at("0.gguf", 1_200_000)
    stage.downloads.add(item)
    wait_for_bytes(qtbot, stage, item, 1_200_000)
    stage.downloads.cancel(item.item_id, delete)
    assert stage.states() == {}
    assert stage.store.list_own() == []
    qtbot.waitUntil(lambda: not stage.downloads.busy, timeout=LONG_MS)
    parts = ["owner__name/0.gguf.part", "owner__name/0.gguf.part.json"]
    assert names_in(stage.library) == ([] if delete else parts)


def test_cancelled_and_added_again_at_once(
    qtbot: QtBot, hub: LocalHub, stage: DownloadStage
) -> None:
    (item,) = some_items(hub, 1)
    hub.faults.hang_at("0.gguf", 1_200_000)
    stage.downloads.add(item)
    wait_for_bytes(qtbot, stage, item, 1_200_000)
    stage.downloads.cancel(item.item_id)
    stage.downloads.add(item)
    wait_for(qtbot, stage, item, "done", "failed")
    assert stage.state(item) == "done"
    assert stage.finished == [item.item_id]


def test_cancelled_before_its_turn_and_after_it_failed(
    qtbot: QtBot, hub: LocalHub, stage: DownloadStage
) -> None:
    stage.downloads.set_parallel(1)
    first, second = some_items(hub, 2)
    hub.faults.html("0.gguf")
    stage.downloads.add(first)
    stage.downloads.add(second)
    stage.downloads.cancel(second.item_id)
    wait_for(qtbot, stage, first, "failed")
    stage.downloads.cancel(first.item_id)
    stage.downloads.cancel("nobody")
    assert stage.states() == {}
    assert names_in(stage.library) == []


def test_a_failure_stays_in_its_place_until_the_person_tries_again(
    qtbot: QtBot, hub: LocalHub, stage: DownloadStage
) -> None:
    bad, good = some_items(hub, 2)
    hub.faults.html("0.gguf")
    stage.downloads.add(bad)
    stage.downloads.add(good)
    wait_for(qtbot, stage, bad, "failed")
    wait_for(qtbot, stage, good, "done")
    entry = stage.downloads.entries()[0]
    assert entry.problem is not None
    assert entry.problem.kind == "html_instead"
    assert [row.problem for row in stage.store.list_own()] == [entry.problem]
    hub.faults.clear()
    stage.downloads.resume(bad.item_id)
    wait_for(qtbot, stage, bad, "done", "failed")
    assert stage.state(bad) == "done"


def test_one_file_is_downloaded_once(qtbot: QtBot, hub: LocalHub, stage: DownloadStage) -> None:
    (item,) = some_items(hub, 1)
    hub.faults.hang_at("0.gguf", 1000)
    stage.downloads.add(item)
    other = item_of([item.parts[0], *some_items(hub, 2)[1].parts], item.revision, "other/name")
    for again in (item, other):
        with pytest.raises(LibraryError) as raised:
            stage.downloads.add(again)
        assert raised.value.problem.kind == "already_downloading"
    assert len(stage.states()) == 1


def test_waiting_for_the_network_is_no_failure(
    qtbot: QtBot, hub: LocalHub, stage: DownloadStage
) -> None:
    (item,) = some_items(hub, 1)
    hub.faults.status("0.gguf", 429, retry_after=2)
    stage.downloads.add(item)
    wait_for(qtbot, stage, item, "waiting")
    entry = stage.downloads.entries()[0]
    assert entry.problem is not None
    assert entry.problem.kind == "rate_limited"
    assert 0 < entry.retry_in_s <= 2
    assert (entry.seconds_left, entry.bytes_per_s) == (None, 0.0)
    wait_for(qtbot, stage, item, "done", "failed")
    assert stage.downloads.entries()[0].problem is None


def test_a_process_that_dies_fails_its_download_alone(
    qtbot: QtBot, hub: LocalHub, stage: DownloadStage
) -> None:
    one, two = some_items(hub, 2)
    hub.faults.hang_at("0.gguf", 1_000_000)
    stage.downloads.add(one)
    wait_for_bytes(qtbot, stage, one, 1_000_000)
    (child,) = [c for c in psutil.Process().children() if "app.hub" in c.cmdline()]
    stage.downloads.add(two)
    child.kill()
    wait_for(qtbot, stage, one, "failed")
    problem = stage.downloads.entries()[0].problem
    assert problem is not None
    assert problem.kind == "fetcher_crashed"
    wait_for(qtbot, stage, two, "done")
    stage.downloads.resume(one.item_id)
    wait_for(qtbot, stage, one, "done", "failed")
    assert hub.sent_bytes == 2 * SIZE


@pytest.mark.parametrize(
    "command",
    [
        ["/no/such/program"],
        [sys.executable, "-c", "print('nonsense', flush=True); input()"],
        [sys.executable, "-c", "import sys; print('last words', file=sys.stderr); sys.exit(3)"],
    ],
)
def test_an_odd_process(
    qtbot: QtBot, hub: LocalHub, make_downloads: MakeStage, command: list[str]
) -> None:
    stage = make_downloads(command=command)
    (item,) = some_items(hub, 1)
    stage.downloads.add(item)
    wait_for(qtbot, stage, item, "failed")
    problem = stage.downloads.entries()[0].problem
    assert problem is not None
    assert problem.kind == "fetcher_crashed"
    assert problem.detail


def test_one_that_does_not_leave_is_killed(
    qtbot: QtBot, hub: LocalHub, make_downloads: MakeStage
) -> None:
    stage = make_downloads(command=[sys.executable, "-c", "import time; time.sleep(100)"])
    (item,) = some_items(hub, 1)
    stage.downloads.add(item)
    stage.downloads.pause(item.item_id)
    qtbot.waitUntil(lambda: not stage.downloads.busy, timeout=LONG_MS)
    assert stage.state(item) == "paused"


def test_offline_nothing_is_asked(qtbot: QtBot, hub: LocalHub, stage: DownloadStage) -> None:
    (item,) = some_items(hub, 1)
    stage.access = HubAccess(hub.endpoint, offline=True)
    stage.downloads.add(item)
    wait_for(qtbot, stage, item, "failed")
    problem = stage.downloads.entries()[0].problem
    assert problem is not None
    assert problem.kind == "offline"
    assert hub.requests == []


def test_the_token_goes_along_and_is_written_nowhere(
    qtbot: QtBot, hub: LocalHub, stage: DownloadStage, tmp_path: Path
) -> None:
    (item,) = some_items(hub, 1)
    hub.repos["owner/name"].gated = True
    hub.allow(TOKEN, "owner/name")
    stage.downloads.add(item)
    wait_for(qtbot, stage, item, "failed")
    stage.access = HubAccess(hub.endpoint, TOKEN)
    stage.downloads.resume(item.item_id)
    wait_for(qtbot, stage, item, "done", "failed")
    assert stage.state(item) == "done"
    assert all(TOKEN.encode() not in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def test_the_rate_is_shared(qtbot: QtBot, hub: LocalHub, stage: DownloadStage) -> None:
    items = some_items(hub, 2)
    stage.downloads.set_rate(400_000)
    for item in items:
        stage.downloads.add(item)
    for item in items:
        wait_for_bytes(qtbot, stage, item, 300_000)
    for entry in stage.downloads.entries():
        assert entry.done_bytes < SIZE
    stage.downloads.set_rate(0)
    for item in items:
        wait_for(qtbot, stage, item, "done")


def test_the_next_window_goes_on(qtbot: QtBot, hub: LocalHub, make_downloads: MakeStage) -> None:
    stage = make_downloads()
    running, queued, paused, failed = some_items(hub, 4)
    hub.faults.hang_at("0.gguf", 1_500_000)
    hub.faults.html("3.gguf", times=1)
    stage.downloads.set_parallel(1)
    stage.downloads.add(failed)
    wait_for(qtbot, stage, failed, "failed")
    for item in (running, queued, paused):
        stage.downloads.add(item)
    stage.downloads.pause(paused.item_id)
    wait_for_bytes(qtbot, stage, running, 1_500_000)
    stage.close()
    again = make_downloads()
    assert again.states() == {}
    again.downloads.take_up()
    again.downloads.take_up()
    assert list(again.states()) == ["3.gguf", "0.gguf", "1.gguf", "2.gguf"]
    assert again.downloads.entries()[0].problem is not None
    assert again.downloads.entries()[1].done_bytes == 1_500_000
    for item in (running, queued):
        wait_for(qtbot, again, item, "done", "failed")
    assert list(again.states().values()) == ["failed", "done", "done", "paused"]
    assert hub.sent_bytes == 2 * SIZE


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_killed_window_leaves_no_process_and_loses_nothing(
    qtbot: QtBot, hub: LocalHub, make_downloads: MakeStage, tmp_path: Path
) -> None:
    stage = make_downloads()
    (item,) = some_items(hub, 1)
    assert stage.store.save(StoredDownload(item=item, state="queued", added_at=1))
    stage.close()
    hub.faults.drip("0.gguf", 400_000)
    window = subprocess.Popen(
        window_program(tmp_path, hub.endpoint), env=ENVIRON, stdout=subprocess.PIPE, text=True
    )
    assert window.stdout is not None
    fetchers = [psutil.Process(int(pid)) for pid in window.stdout.readline().split()]
    assert len(fetchers) == 1
    other = make_downloads()
    other.downloads.take_up()
    assert other.states() == {}
    with pytest.raises(LibraryError):
        other.downloads.add(item)
    window.send_signal(signal.SIGKILL)
    window.wait(20)
    window.stdout.close()
    _, alive = psutil.wait_procs(fetchers, timeout=20)
    assert alive == []
    hub.faults.clear()
    there = (other.library / "owner__name/0.gguf.part").stat().st_size
    before = hub.sent_bytes
    other.downloads.take_up()
    wait_for(qtbot, other, item, "done", "failed")
    assert other.state(item) == "done"
    assert hub.sent_bytes - before == SIZE - there
    assert (other.library / "owner__name/0.gguf").read_bytes() == some_bytes(SIZE, 0)


def test_a_database_that_refuses_does_not_stop_a_download(
    qtbot: QtBot, hub: LocalHub, stage: DownloadStage, tmp_path: Path
) -> None:
    (item,) = some_items(hub, 1)
    stage.downloads.add(item)
    other = sqlite3.connect(tmp_path / "n.sqlite3", isolation_level=None)
    other.execute("ALTER TABLE downloads RENAME TO elsewhere")
    wait_for(qtbot, stage, item, "done", "failed")
    assert stage.state(item) == "done"
    other.execute("ALTER TABLE elsewhere RENAME TO downloads")
    other.close()
    assert stage.store_problems
