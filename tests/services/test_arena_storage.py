"""No result is lost because the disk refuses."""

import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.problem import Problem, StoreError
from app.core.run import ModelFile
from app.services.history import open_store
from app.services.notices import Notices
from app.services.recorder import Recorder
from app.store.run_store import RunStore
from app.store.schema import STEPS
from tests.services.conftest import MakeStage
from tests.services.stage import LONG_MS, Stage, plan

Fake = Callable[..., ModelFile]


def set_room(stage: Stage, n_pages: int | None) -> None:
    """Let the database grow by so many pages at most; None for without limit."""
    with stage.store.database.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        limit = 1_000_000 if n_pages is None else pages + n_pages
        connection.execute(f"PRAGMA max_page_count = {limit}")


def problem_told(stage: Stage) -> str:
    (notice,) = stage.notices.current
    assert isinstance(notice.text, Problem)
    return notice.text.kind


def test_disk_full_then_room_again(
    qtbot: QtBot, make_stage: MakeStage, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.arena.Recorder", lambda *a: Recorder(*a, retry_ms=20))
    stage = make_stage()
    models = [fake("a", rate=1000, n_ctx=90_000), fake("b", n_ctx=90_000, rate=5000, n_tokens=1000)]
    set_room(stage, 0)
    outcomes = stage.run(qtbot, plan(models, prompt="가" * 9000, max_tokens=5000))
    assert [o.state for o in outcomes] == ["finished", "finished"]
    assert stage.arena.unsaved == 2
    assert problem_told(stage) == "disk_full"
    set_room(stage, None)
    qtbot.waitUntil(lambda: stage.arena.unsaved == 0, timeout=LONG_MS)
    assert stage.stored() == {(0, 1): "finished", (1, 1): "finished"}
    stored = stage.store.load_run(stage.live_runs()[1].run_id)
    assert stored is not None
    assert stored.outcome == outcomes[1]
    (notice,) = stage.notices.current
    assert notice.severity == "info"


def test_closing_tries_once_more(qtbot: QtBot, stage: Stage, fake: Fake) -> None:
    set_room(stage, 0)
    models = [fake(name, rate=1000, n_ctx=90_000) for name in "ab"]
    stage.run(qtbot, plan(models, prompt="가" * 9000))
    assert stage.arena.unsaved == 2
    set_room(stage, None)
    stage.arena.close()
    assert stage.arena.unsaved == 0
    assert stage.store.count_runs() == 2


def test_another_window_that_holds_the_store(
    qtbot: QtBot, stage: Stage, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stage.store.database.reading() as connection:
        connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(stage.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    stage.run(qtbot, plan([fake("a", rate=1000), fake("b", rate=1000)]))
    assert stage.arena.unsaved == 2
    assert problem_told(stage) == "store_unwritable"
    other.execute("ROLLBACK")
    other.close()
    stage.arena.close()
    assert stage.store.count_runs() == 2


def test_a_store_that_breaks_in_the_middle(
    qtbot: QtBot, stage: Stage, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    healthy, begin_anew = stage.store.database.writing, stage.store.begin_anew
    aside: list[Path] = []

    @contextmanager
    def broken() -> Generator[sqlite3.Connection]:
        raise StoreError("store_broken", path=str(stage.store.path))
        yield

    def mended() -> Path:
        monkeypatch.setattr(stage.store.database, "writing", healthy)
        aside.append(begin_anew())
        return aside[-1]

    monkeypatch.setattr(stage.store, "begin_anew", mended)
    monkeypatch.setattr(stage.store.database, "writing", broken)
    stage.run(qtbot, plan([fake("a", rate=1000), fake("b", rate=1000)]))
    assert stage.arena.unsaved == 0
    assert stage.stored() == {(0, 1): "finished", (1, 1): "finished"}
    assert [path.exists() for path in aside] == [True]
    assert problem_told(stage) == "store_broken"


def told(notices: Notices) -> list[str]:
    return [n.text.kind for n in notices.current if isinstance(n.text, Problem)]


def test_opening_a_good_store_tells_nothing(tmp_path: Path) -> None:
    notices = Notices()
    open_store(tmp_path / "s.sqlite3", notices).close()
    open_store(tmp_path / "s.sqlite3", notices).close()
    assert notices.current == []


def test_opening_a_broken_store_puts_it_aside(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    path.write_bytes(b"no database" * 999)
    notices = Notices()
    store = open_store(path, notices)
    assert store.path == path
    assert store.list_runs() == []
    assert told(notices) == ["store_broken"]
    (aside,) = tmp_path.glob("*broken*")
    assert aside.read_bytes() == b"no database" * 999
    store.close()


def test_opening_a_newer_store_leaves_it_and_goes_on_without(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    before = path.read_bytes()
    notices = Notices()
    store = open_store(path, notices)
    assert told(notices) == ["store_newer"]
    assert store.list_runs() == []
    store.close()
    assert path.read_bytes() == before


def test_opening_where_nothing_can_be_written(tmp_path: Path) -> None:
    notices = Notices()
    store = open_store(tmp_path / "no folder" / "s.sqlite3", notices)
    assert told(notices) == ["store_unwritable"]
    assert isinstance(store, RunStore)
    store.close()
