"""The library's folder moves, and at no moment anything is lost."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.services import file_copying, library_move
from tests.services.library_stage import Shelf, gguf_bytes, put, put_split, raises

Way = Callable[[], None]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture(params=["link", "rename", "copy", "disk"])
def target(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A folder to move to, each way that a disk may leave."""
    if request.param == "disk":
        other = Path("/dev/shm") / f"naranhi-{os.getpid()}"
        if not other.parent.is_dir() or other.parent.stat().st_dev == tmp_path.stat().st_dev:
            pytest.skip("no second disk")
        other.mkdir()
        yield other / "library"
        shutil.rmtree(other)
        return
    if request.param == "rename":

        def no_links(source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(library_move.os, "link", no_links)
    if request.param == "copy":
        monkeypatch.setattr(library_move, "_way", lambda *_: "copy")
    yield tmp_path / "새 곳"


def fill(shelf: Shelf) -> dict[str, bytes]:
    """Put something of every kind there; what lies in the folder, by path."""
    shelf.fetch({"o__n/x.gguf": gguf_bytes("x")})
    put_split(shelf.folder / "o__big")
    put(shelf.folder / "o__big" / "mmproj.gguf", architecture="clip")
    put(shelf.folder / "o__half" / "y.gguf.part", b"half")
    put(shelf.folder / "o__half" / "y.gguf.part.json", b"{}")
    shelf.seen()
    return contents(shelf.folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_everything_goes_along(shelf: Shelf, target: Path) -> None:
    before = fill(shelf)
    old, known = shelf.folder, {entry.name: entry.state for entry in shelf.library.entries()}
    switched: list[Path] = []
    told: list[tuple[int, int]] = []
    moved = shelf.library.move_to(
        target, False, lambda done, total: told.append((done, total)), switch=switched.append
    )
    assert moved
    assert contents(target) == before
    assert not old.exists()
    assert switched == [target]
    assert told[-1][0] == told[-1][1] > 0
    assert shelf.library.folder == target
    now = {entry.name: entry.state for entry in shelf.library.entries()}
    assert set(now) == set(known)
    assert now["x"] == "ok"
    shelf.folder = target
    shelf.again()
    assert {entry.name: entry.state for entry in shelf.library.entries()} == now
    assert shelf.library.find("exaone-1")[0].path == target / "o__n" / "x.gguf"
    # Nothing has to be read again.
    assert shelf.seen()["x.gguf"] == "ok"


def test_other_things_stay(shelf: Shelf, target: Path) -> None:
    fill(shelf)
    note = put(shelf.folder / "note.txt", b"mine")
    assert shelf.library.move_to(target, False)
    assert contents(note.parent) == {"note.txt": b"mine"}


def test_a_loaded_model_keeps_it_there(shelf: Shelf, tmp_path: Path) -> None:
    before = fill(shelf)
    with raises("library_busy"):
        shelf.library.move_to(tmp_path / "new", True)
    assert contents(shelf.folder) == before


def test_cancelled_nothing_has_moved(shelf: Shelf, target: Path) -> None:
    before = fill(shelf)
    asked = iter([False] * 4)
    switched: list[Path] = []
    assert not shelf.library.move_to(
        target, False, cancelled=lambda: next(asked, True), switch=switched.append
    )
    assert contents(shelf.folder) == before
    assert contents(target) == {}
    assert switched == []
    assert shelf.library.folder == shelf.folder
    assert shelf.library.move_to(target, False)
    assert contents(target) == before


def test_a_place_that_cannot_be_stored_takes_everything_back(shelf: Shelf, target: Path) -> None:
    before = fill(shelf)

    def refuse(folder: Path) -> None:
        raise OSError(errno.EROFS, "settings are read-only", str(folder))

    with raises("library_unwritable"):
        shelf.library.move_to(target, False, switch=refuse)
    assert contents(shelf.folder) == before
    assert contents(target) == {}


def test_killed_on_the_way_it_goes_on(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an earlier attempt has copied lies there whole; half a file has another name."""
    before = fill(shelf)
    target = tmp_path / "new"
    put(target / "o__n" / "x.gguf", before["o__n/x.gguf"])
    put(target / "o__big" / "big-00001-of-00003.gguf.moving", b"half")
    monkeypatch.setattr(library_move, "_way", lambda *_: "copy")
    copied: list[str] = []
    copy = library_move.copy_file

    def note(source: Path, *arguments: object, **options: object) -> str:
        copied.append(source.name)
        return copy(source, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(library_move, "copy_file", note)
    assert shelf.library.move_to(target, False)
    assert contents(target) == before
    assert "x.gguf" not in copied
    assert not shelf.folder.exists()


def test_a_different_file_of_that_name_is_not_overwritten(shelf: Shelf, target: Path) -> None:
    before = fill(shelf)
    other = put(target.parent / target.name / "o__n" / "x.gguf", b"x" * len(before["o__n/x.gguf"]))
    with raises("folder_not_empty"):
        shelf.library.move_to(target, False)
    shorter = put(other, b"short")
    with raises("folder_not_empty") as caught:
        shelf.library.move_to(target, False)
    assert caught[0].problem.params["path"] == str(shorter)
    assert contents(shelf.folder) == before
    assert contents(target) == {"o__n/x.gguf": b"short"}


@pytest.mark.parametrize("where", ["inside", "above", "itself by a link"])
def test_folders_within_each_other(shelf: Shelf, tmp_path: Path, where: str) -> None:
    before = fill(shelf)
    link = tmp_path / "link"
    link.symlink_to(shelf.folder, target_is_directory=True)
    target = {"inside": shelf.folder / "x", "above": shelf.root, "itself by a link": link}[where]
    with raises("folder_nested"):
        shelf.library.move_to(target, False)
    assert contents(shelf.folder) == before
    assert shelf.library.move_to(shelf.folder, False)


def test_a_folder_that_cannot_be(shelf: Shelf, tmp_path: Path) -> None:
    fill(shelf)
    with raises("library_missing"):
        shelf.library.move_to(tmp_path / "no" / "parent", False)
    with raises("library_missing"):
        shelf.library.move_to(put(tmp_path / "a file", b""), False)
    shelf.folder.rename(tmp_path / "away")
    with raises("library_missing"):
        shelf.library.move_to(tmp_path / "new", False)


def test_a_full_disk_is_told_before_or_leaves_nothing(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(shelf)
    monkeypatch.setattr(library_move, "_way", lambda *_: "copy")
    with monkeypatch.context() as patch, raises("disk_too_small"):
        patch.setattr("app.services.library_disk.free_bytes", lambda _: 10)
        shelf.library.move_to(tmp_path / "new", False)
    written: list[object] = []
    write = file_copying._write_all

    def fill_up(file: object, chunk: object) -> None:
        written.append(chunk)
        if len(written) > 3:
            raise OSError(errno.ENOSPC, "full")
        write(file, chunk)  # type: ignore[arg-type]

    monkeypatch.setattr(file_copying, "_write_all", fill_up)
    with raises("disk_too_small"):
        shelf.library.move_to(tmp_path / "new", False)
    assert contents(shelf.folder) == before
    assert contents(tmp_path / "new") == {}


def test_a_disk_that_writes_something_else_is_found_out(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(shelf)
    monkeypatch.setattr(library_move, "_way", lambda *_: "copy")
    write = file_copying._write_all

    def lie(file: object, chunk: memoryview) -> None:
        write(file, memoryview(bytes(len(chunk))))  # type: ignore[arg-type]

    monkeypatch.setattr(file_copying, "_write_all", lie)
    with raises("wrong_hash"):
        shelf.library.move_to(tmp_path / "new", False)
    assert contents(shelf.folder) == before
    assert contents(tmp_path / "new") == {}


def test_names_that_a_stick_cannot_hold_become_ones_that_it_can(
    shelf: Shelf, tmp_path: Path
) -> None:
    put(shelf.folder / "내 모델: 큰 것?.gguf", name="odd")
    put(shelf.folder / "Same.gguf", name="one")
    put(shelf.folder / "same.gguf", name="two")
    shelf.seen()
    assert shelf.library.move_to(tmp_path / "new", False)
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert not any(set(name) & set(':?"') for name in names)
    assert len({name.casefold() for name in names}) == 3
    entries = shelf.library.entries()
    assert sorted(entry.name for entry in entries) == ["odd", "one", "two"]
    assert all(entry.state == "unverified" for entry in entries)
    shelf.library.refresh()
    assert len(shelf.library.entries()) == 3


def test_old_files_that_stay_are_told(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(shelf)
    monkeypatch.setattr(library_move, "_way", lambda *_: "copy")
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.is_relative_to(shelf.folder):
            raise OSError(errno.EROFS, "read-only", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with raises("library_unwritable") as caught:
        shelf.library.move_to(tmp_path / "new", False)
    assert caught[0].problem.params["path"] == str(shelf.folder)
    assert shelf.library.folder == tmp_path / "new"
    assert contents(tmp_path / "new") == contents(shelf.folder) == before
