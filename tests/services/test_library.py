"""The window's library: it looks at the disk beside the event loop and tells of changes."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.problem import NaranhiError, Problem, StoreError
from app.services import library_look
from app.services.library import Library, library_folder, remember_folder
from app.services.library_files import open_library
from app.services.settings import LIBRARY_FOLDER, Settings
from app.store.database import Database
from app.store.library_store import FileRow, LibraryStore
from tests.services.library_stage import put
from tests.services.stage import LONG_MS


class Window:
    """A library as the window has it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = Settings(root / "settings.ini")
        self.database = Database(root / "naranhi.sqlite3")
        self.store = LibraryStore(self.database)
        self.library = Library(self.settings, root, self.store)
        self.told: list[Problem] = []
        self.library.failed.connect(self.told.append)

    def look(self, qtbot: QtBot) -> None:
        with qtbot.waitSignal(self.library.refreshed, timeout=LONG_MS):
            self.library.refresh()

    def names(self) -> list[str]:
        return [entry.path.name for entry in self.library.entries()]

    def close(self) -> None:
        self.library.close()
        self.database.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    (tmp_path / "models").mkdir()
    made = Window(tmp_path)
    yield made
    made.close()


def move_elsewhere(window: Window, folder: Path) -> None:
    """Move the library as the terminal does, in a program of its own."""
    database = Database(window.root / "naranhi.sqlite3")
    files = open_library(window.library.folder, LibraryStore(database))
    settings = Settings(window.root / "settings.ini")
    assert files.move_to(folder, busy=False, switch=lambda to: remember_folder(settings, to))
    database.close()


def test_a_move_in_another_program_is_followed(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    put(tmp_path / "models" / "a.gguf")
    window.look(qtbot)
    window.library.watch()
    other = tmp_path / "다른 곳"
    with qtbot.waitSignal(window.library.refreshed, timeout=LONG_MS):
        move_elsewhere(window, other)
    assert window.library.folder == other
    (entry,) = window.library.entries()
    assert (entry.path, entry.state) == (other / "a.gguf", "unverified")
    assert window.told == []


def test_what_is_at_work_in_the_folder_is_waited_for(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    put(tmp_path / "models" / "a.gguf")
    window.look(qtbot)
    window.library.held = lambda: True
    move_elsewhere(window, tmp_path / "다른 곳")
    window.look(qtbot)
    assert window.library.folder == tmp_path / "models"
    window.library.held = lambda: False
    window.look(qtbot)
    assert window.library.folder == tmp_path / "다른 곳"
    assert window.names() == ["a.gguf"]


def test_a_folder_for_the_next_start_is_not_used_before(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    window.settings.set(LIBRARY_FOLDER, str(tmp_path / "later"))
    window.look(qtbot)
    assert window.library.folder == tmp_path / "models"


def in_thread(qtbot: QtBot, work: Callable[[], object]) -> list[object]:
    """Run ``work`` in a thread while the event loop goes on; what it returned or raised."""
    outcome: list[object] = []

    def run() -> None:
        try:
            outcome.append(work())
        except NaranhiError as error:
            outcome.append(error.problem.kind)

    thread = threading.Thread(target=run)
    thread.start()
    qtbot.waitUntil(lambda: len(outcome) == 1, timeout=LONG_MS)
    thread.join()
    return outcome


def test_the_folder_is_in_the_data_or_where_the_person_wants_it(window: Window) -> None:
    assert window.library.folder == window.root / "models"
    window.settings.set(LIBRARY_FOLDER, "/media/stick/모델")
    assert library_folder(window.settings, window.root) == Path("/media/stick/모델")


def test_looking_happens_beside_the_event_loop(window: Window, qtbot: QtBot) -> None:
    for number in range(40):
        put(window.library.folder / f"{number:02}.gguf")
    changed: list[int] = []
    threads: set[str] = set()
    window.library.changed.connect(lambda: changed.append(len(window.library.entries())))
    window.library.changed.connect(lambda: threads.add(threading.current_thread().name))
    window.library.refresh()
    assert window.library.refreshing
    assert changed == []
    qtbot.waitUntil(lambda: not window.library.refreshing, timeout=LONG_MS)
    assert changed[-1] == 40
    assert threads == {threading.main_thread().name}
    assert len(window.store.files()) == 40


def test_asked_twice_it_looks_once_more(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    scans: list[int] = []
    scan = library_look.scan_folder

    def slow(folder: Path) -> object:
        scans.append(1)
        assert go.wait(30)
        return scan(folder)

    monkeypatch.setattr(library_look, "scan_folder", slow)
    with qtbot.waitSignal(window.library.refreshed, timeout=LONG_MS):
        for _ in range(5):
            window.library.refresh()
        put(window.library.folder / "late.gguf")
        go.set()
    assert len(scans) == 2
    assert window.names() == ["late.gguf"]


def test_what_another_window_found_is_taken_over(window: Window, qtbot: QtBot) -> None:
    path = put(window.root / "far" / "x.gguf")
    other = Window(window.root)
    other.library.import_file(path)
    other.close()
    assert window.names() == []
    window.look(qtbot)
    assert window.names() == ["x.gguf"]


def test_other_threads_may_change_it(window: Window, qtbot: QtBot) -> None:
    path = put(window.root / "far" / "x.gguf")
    entry = in_thread(qtbot, lambda: window.library.import_file(path))[0]
    qtbot.waitUntil(lambda: len(window.store.files()) == 1, timeout=LONG_MS)
    assert window.library.entries() == [entry]
    state = in_thread(qtbot, lambda: window.library.verify(window.library.entries()[0]))
    assert state == ["ok"]
    qtbot.waitUntil(lambda: window.store.files()[0].sha256 != "", timeout=LONG_MS)
    assert window.told == []


def test_the_folder_moves_from_another_thread(window: Window, qtbot: QtBot) -> None:
    put(window.library.folder / "x.gguf")
    window.look(qtbot)
    target = window.root / "새 곳"
    assert in_thread(qtbot, lambda: window.library.move_to(target, False)) == [True]
    assert window.library.folder == target
    assert Settings(window.root / "settings.ini").get(LIBRARY_FOLDER) == str(target)
    assert [path.name for path in target.iterdir()] == ["x.gguf"]
    assert not (window.root / "models").exists()
    assert in_thread(qtbot, lambda: window.library.move_to(target, True)) == ["library_busy"]


def test_settings_that_cannot_be_written_keep_it_there(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(window.library.folder / "x.gguf")
    window.look(qtbot)
    monkeypatch.setattr(window.settings, "save", lambda: False)
    target = window.root / "new"
    outcome = in_thread(qtbot, lambda: window.library.move_to(target, False))
    assert outcome == ["library_unwritable"]
    assert window.settings.get(LIBRARY_FOLDER) == ""
    assert [path.name for path in window.library.folder.iterdir()] == ["x.gguf"]


def test_closing_while_it_moves_loses_nothing(window: Window, qtbot: QtBot) -> None:
    """The thread waits for the window to store the new place, and the window is closing."""
    put(window.library.folder / "x.gguf")
    window.look(qtbot)
    outcome: list[bool] = []
    thread = threading.Thread(
        target=lambda: outcome.append(window.library.move_to(window.root / "new", False))
    )
    thread.start()
    window.library.close()
    thread.join(30)
    assert outcome == [False]
    assert window.settings.get(LIBRARY_FOLDER) == ""
    assert (window.root / "models" / "x.gguf").exists()
    assert not (window.root / "new" / "x.gguf").exists()


def test_a_store_that_refuses_is_told_and_the_list_goes_on(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(put: list[FileRow], drop: list[str]) -> None:
        raise StoreError("disk_full", path="x")

    monkeypatch.setattr(window.store, "change", refuse)
    put(window.library.folder / "x.gguf")
    window.look(qtbot)
    assert window.names() == ["x.gguf"]
    assert [problem.kind for problem in window.told] == ["disk_full"]


def test_closing_stops_a_look(window: Window, qtbot: QtBot) -> None:
    for number in range(50):
        put(window.library.folder / f"{number}.gguf")
    window.library.refresh()
    window.library.close()
    window.library.refresh()
    assert threading.active_count() == 1 or not any(
        thread.name == "library look" for thread in threading.enumerate()
    )
