"""Full disks, broken files, newer files, killed programs, two windows."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.problem import StoreError
from app.store.run_store import RunStore
from app.store.schema import STEPS, migrate
from tests.store.samples import comparison, outcome, run

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from app.store.run_store import RunStore
from tests.store.samples import comparison, outcome, run
store = RunStore(Path(sys.argv[1]))
asked = comparison(sys.argv[2])
store.begin_comparison(asked)
for i in range(int(sys.argv[3])):
    begun = run(asked, f"{sys.argv[2]}{i}", started_at_ns=i)
    store.begin_run(begun)
    print(i, flush=True)
    store.finish_run(asked, begun, outcome(2000), i + 1)
store.close()
"""


def write_in_child(path: Path, name: str, n_runs: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(n_runs)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def kind_of(caught: pytest.ExceptionInfo[StoreError]) -> str:
    return caught.value.problem.kind


def assert_whole(store: RunStore) -> None:
    """Every run that is finished can be read to its last stamp."""
    for line in store.list_runs(10_000):
        stored = store.load_run(line.run_id)
        assert stored is not None
        if line.state == "finished":
            assert stored.outcome == outcome(2000)


def test_killed_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    for n_before_kill in (1, 2, 4, 7):
        child = write_in_child(path, f"killed{n_before_kill}-", 1_000_000)
        assert child.stdout is not None
        for _ in range(n_before_kill):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        child.wait(10)
        child.stdout.close()
        store = RunStore(path)
        interrupted = store.mark_interrupted()
        assert interrupted <= 1
        assert_whole(store)
        states = {line.state for line in store.list_runs(10_000)}
        assert states <= {"finished", "interrupted"}
        store.close()


def test_two_windows_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    children = [write_in_child(path, name, 25) for name in "abc"]
    for child in children:
        child.communicate(timeout=60)
    assert [child.returncode for child in children] == [0, 0, 0]
    store = RunStore(path)
    assert store.count_runs() == 75
    assert_whole(store)
    store.close()


def test_no_room_and_room_again(tmp_path: Path) -> None:
    store = RunStore(tmp_path / "s.sqlite3")
    asked = comparison()
    store.begin_comparison(asked)
    with store.database.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError) as caught:
            store.finish_run(asked, run(asked), outcome(4000), 5)
        assert kind_of(caught) == "disk_full"
        assert caught.value.problem.params["path"] == str(store.path)
        assert store.count_runs() == 0
        connection.execute("PRAGMA max_page_count = 100000")
    store.finish_run(asked, run(asked), outcome(4000), 5)
    assert store.count_runs() == 1
    store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 1 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill_up(store: RunStore) -> None:
    asked = comparison()
    for i in range(100):
        store.finish_run(asked, run(asked, f"{i}"), outcome(4000), 5)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    store = RunStore(small_disk / "s.sqlite3")
    asked = comparison()
    with (small_disk / "ballast").open("wb", buffering=0) as ballast:
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        ballast.write(bytes(free))
    with pytest.raises(StoreError) as caught:
        fill_up(store)
    assert kind_of(caught) == "disk_full"
    n_before = store.count_runs()
    (small_disk / "ballast").unlink()
    store.finish_run(asked, run(asked, "late"), outcome(4000), 5)
    assert store.count_runs() == n_before + 1
    store.close()
    reopened = RunStore(small_disk / "s.sqlite3")
    assert reopened.load_run("late") is not None
    reopened.close()


def test_a_newer_file_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE runs (of_the_future)")
    connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        RunStore(path)
    assert kind_of(caught) == "store_newer"
    assert caught.value.problem.params["known"] == len(STEPS)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["s.sqlite3"]


@pytest.mark.parametrize("content", [b"this is no database" * 100, os.urandom(5000)])
def test_a_file_of_something_else_is_broken(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        RunStore(path)
    assert kind_of(caught) == "store_broken"
    assert path.read_bytes() == content


def root_pages(path: Path) -> list[int]:
    """The pages at which the tables and indexes begin, counted from 1; not the schema's own."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 1").fetchall()
    connection.close()
    return [page for (page,) in rows]


def test_a_file_that_breaks_while_open_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    store = RunStore(path)
    asked = comparison()
    store.finish_run(asked, run(asked), outcome(4000), 5)
    store.close()
    broken = bytearray(path.read_bytes())
    for page in root_pages(path):
        broken[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(broken)
    store = RunStore(path)
    with pytest.raises(StoreError) as caught:
        store.finish_run(asked, run(asked, "new"), outcome(), 5)
    assert kind_of(caught) == "store_broken"
    aside = store.begin_anew()
    assert aside.read_bytes()[:4096] == bytes(broken[:4096])
    store.finish_run(asked, run(asked, "new"), outcome(), 5)
    assert store.count_runs() == 1
    store.close()


@pytest.mark.parametrize("place", ["no/such/folder/s.sqlite3", ""])
def test_a_place_that_cannot_be_written(tmp_path: Path, place: str) -> None:
    with pytest.raises(StoreError) as caught:
        RunStore(tmp_path / place)
    assert kind_of(caught) == "store_unwritable"


def read_everything(store: RunStore) -> None:
    store.load_run("r")
    store.list_runs()


def test_a_stored_spec_that_cannot_be_read_is_a_broken_store(tmp_path: Path) -> None:
    store = RunStore(tmp_path / "s.sqlite3")
    asked = comparison()
    store.finish_run(asked, run(asked), outcome(), 5)
    for change in ("spec = '{'", "machine = '[]'", "mode = 'duel'"):
        with store.database.writing() as connection:
            connection.execute(f"UPDATE comparisons SET {change}")
        with pytest.raises(StoreError) as caught:
            read_everything(store)
        assert kind_of(caught) == "store_broken"
    store.close()


def old_database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, str(path), [["CREATE TABLE runs (id TEXT)"]])
    connection.execute("INSERT INTO runs VALUES ('kept')")
    return connection


def test_an_older_file_is_brought_up_step_by_step(tmp_path: Path) -> None:
    connection = old_database(tmp_path / "old.sqlite3")
    steps = [
        ["never run again"],
        ["ALTER TABLE runs ADD COLUMN pane INTEGER NOT NULL DEFAULT 0"],
        ["CREATE TABLE more (x)", "UPDATE runs SET pane = 3"],
    ]
    migrate(connection, "", steps)
    migrate(connection, "", steps)
    assert connection.execute("SELECT * FROM runs").fetchall() == [("kept", 3)]
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    connection.close()


def test_a_step_that_fails_leaves_the_older_file(tmp_path: Path) -> None:
    connection = old_database(tmp_path / "old.sqlite3")
    steps = [[], ["ALTER TABLE runs ADD COLUMN pane INTEGER", "no such statement"]]
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, "", steps)
    assert connection.execute("SELECT * FROM runs").fetchall() == [("kept",)]
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
