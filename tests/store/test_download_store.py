"""The queue in the database: written, read, taken over, and kept apart between windows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.problem import Problem
from app.core.transfer import DownloadItem, RemotePart
from app.store.database import Database
from app.store.download_store import DownloadStore, StoredDownload
from app.store.owner import Owner, this_process

GONE = Owner(2**22 + 1, 1.0)


def item(name: str) -> DownloadItem:
    part = RemotePart(path=f"{name}.gguf", target=f"o__n/{name}.gguf", size_bytes=10, sha256="ab")
    return DownloadItem(
        item_id=name, model_id=name, quantisation="", repo="o/n", revision="r", parts=(part,)
    )


def stored(name: str, place: int = 0, **changes: object) -> StoredDownload:
    return StoredDownload(
        **{"item": item(name), "state": "queued", "place": place, "added_at": 5, **changes}  # type: ignore[arg-type]
    )


def other_process() -> Owner:
    """A process that lives as long as the tests: our parent."""
    import psutil

    parent = psutil.Process(os.getppid())
    return Owner(parent.pid, parent.create_time())


@pytest.fixture
def database(tmp_path: Path):
    database = Database(tmp_path / "한글.sqlite3")
    yield database
    database.close()


def test_a_row_comes_back_as_it_was(database: Database) -> None:
    store = DownloadStore(database)
    problem = Problem(kind="disk_full", params={"path": "/m"}, detail="x")
    row = stored("a", 3, state="failed", done_bytes=1 << 40, problem=problem)
    assert store.save(row)
    assert store.list_own() == [row]
    changed = stored("a", 3, state="paused")
    assert store.save(changed)
    assert store.list_own() == [changed]
    store.remove("a")
    assert store.list_own() == []


def test_every_row_is_listed_with_who_is_at_work(database: Database) -> None:
    ours, others, gone = (DownloadStore(database, o) for o in (None, other_process(), GONE))
    ours.save(stored("paused", 1, state="paused"))
    others.save(stored("going", 2, state="downloading"))
    gone.save(stored("left", 3, state="downloading"))
    before = [ours.list_own(), others.list_own(), gone.list_own()]
    listed = [(row.item.item_id, at_work) for row, at_work in ours.list_all()]
    assert listed == [("paused", False), ("going", True), ("left", False)]
    assert [ours.list_own(), others.list_own(), gone.list_own()] == before


def test_places_order_the_queue(database: Database) -> None:
    store = DownloadStore(database)
    for place, name in enumerate("abc"):
        store.save(stored(name, place))
    store.set_places(["c", "a", "b", "unknown"])
    assert [row.item.item_id for row in store.list_own()] == ["c", "a", "b"]


def test_what_a_dead_window_left_is_taken_over(database: Database) -> None:
    DownloadStore(database, GONE).save(stored("a", state="downloading"))
    store = DownloadStore(database)
    assert store.list_own() == []
    assert [row.item.item_id for row in store.take_over()] == ["a"]
    assert store.list_own() == store.take_over()


def test_what_a_living_window_works_on_is_left_alone(database: Database) -> None:
    DownloadStore(database, other_process()).save(stored("a"))
    store = DownloadStore(database)
    assert store.take_over() == []
    assert not store.save(stored("a", state="paused"))
    store.remove("a")
    store.set_places(["a"])
    store.release()
    assert [row.state for row in DownloadStore(database, other_process()).list_own()] == ["queued"]


def test_what_was_released_is_free(database: Database) -> None:
    other = DownloadStore(database, other_process())
    other.save(stored("a"))
    other.release()
    store = DownloadStore(database)
    assert store.save(stored("a", state="paused"))
    store.release()
    assert [row.state for row in store.take_over()] == ["paused"]


def test_an_unreadable_row_stays_and_hurts_nobody(database: Database) -> None:
    store = DownloadStore(database)
    for name in "abc":
        store.save(stored(name))
    with database.writing() as connection:
        connection.execute("UPDATE downloads SET item = '{\"new\": 1}' WHERE item_id = 'a'")
        connection.execute("UPDATE downloads SET state = 'flying' WHERE item_id = 'b'")
    assert [row.item.item_id for row in store.list_own()] == ["c"]
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM downloads").fetchone()[0] == 3


def test_a_killed_process_leaves_its_rows(tmp_path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from tests.store.test_download_store import stored
from app.store.database import Database
from app.store.download_store import DownloadStore
DownloadStore(Database(Path(sys.argv[1]))).save(stored("a", state="downloading"))
os.kill(os.getpid(), signal.SIGKILL)
"""
    path = tmp_path / "n.sqlite3"
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", program, str(path)], cwd=root, check=False, timeout=60)
    database = Database(path)
    rows = DownloadStore(database, this_process()).take_over()
    database.close()
    assert [(row.item.item_id, row.state) for row in rows] == [("a", "downloading")]
