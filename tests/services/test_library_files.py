"""What lies in the library's folder, what is referenced, and what state it is in."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.services import library_scan
from app.services.library_files import open_library
from tests.services.library_stage import Shelf, gguf_bytes, put, put_split, raises, sha256


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "data")
    yield made
    made.close()


def test_a_file_copied_in_by_hand_is_found(shelf: Shelf) -> None:
    path = put(shelf.folder / "한글 폴더" / "x-Q4_K_M.gguf", name="엑사원")
    assert shelf.seen() == {"x-Q4_K_M.gguf": "unverified"}
    entry = shelf.only()
    assert (entry.path, entry.parts, entry.owned) == (path, (path,), True)
    assert (entry.name, entry.architecture, entry.quantisation) == ("엑사원", "llama", "Q4_K_M")
    assert entry.size_bytes == path.stat().st_size
    assert entry.usable
    assert entry.model_file().path == str(path)


def test_a_second_look_opens_nothing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        put(shelf.folder / f"{number}.gguf")
    shelf.seen()
    shelf.again()
    opened: list[Path] = []
    monkeypatch.setattr(library_scan, "read_header", opened.append)
    assert len(shelf.library.entries()) == 20
    assert len(shelf.seen()) == 20
    assert opened == []


def test_a_download_is_known_and_whole(shelf: Shelf) -> None:
    entry = shelf.fetch({"o__n/x.gguf": gguf_bytes()})
    assert (entry.state, entry.source, entry.model_id) == ("ok", "naranhi", "exaone-1")
    assert entry.sha256 == entry.expected_sha256 == sha256(entry.path)
    shelf.again()
    assert shelf.seen() == {"x.gguf": "ok"}
    assert shelf.only() == entry


def test_a_download_with_another_hash_is_broken(shelf: Shelf) -> None:
    entry = shelf.fetch({"o__n/x.gguf": gguf_bytes()}, expected="0" * 64)
    assert entry.state == "broken"
    assert entry.problem is not None
    assert entry.problem.kind == "wrong_hash"
    assert entry.bad_files == (entry.path,)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "file_empty"),
        (b"<!DOCTYPE html><html>", "not_gguf"),
        (gguf_bytes()[:-10], "file_cut_off"),
        (gguf_bytes()[:50], "file_cut_off"),
        (b"GGUF" + b"\xff" * 100, "gguf_broken"),
    ],
)
def test_bad_files_are_entries_with_a_reason(shelf: Shelf, data: bytes, kind: str) -> None:
    put(shelf.folder / "bad.gguf", data)
    put(shelf.folder / "good.gguf")
    assert shelf.seen() == {"bad.gguf": "broken", "good.gguf": "unverified"}
    bad = next(entry for entry in shelf.library.entries() if entry.path.name == "bad.gguf")
    assert bad.problem is not None
    assert bad.problem.kind == kind
    assert not bad.usable


def test_a_split_model_is_one_entry(shelf: Shelf) -> None:
    paths = put_split(shelf.folder / "o__n")
    shelf.seen()
    entry = shelf.only()
    assert entry.parts == tuple(paths)
    assert entry.path == paths[0]
    assert entry.size_bytes == sum(path.stat().st_size for path in paths)
    assert entry.state == "unverified"


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_split_model_without_a_part_is_broken(shelf: Shelf, gone: int) -> None:
    paths = put_split(shelf.folder)
    paths[gone].unlink()
    for _ in range(2):
        shelf.seen()
        entry = shelf.only()
        assert entry.state == "broken"
        assert entry.problem is not None
        assert entry.problem.kind == "split_part_missing"
        assert entry.problem.params["missing"] == paths[gone].name
        assert entry.bad_files == (paths[gone],)
        shelf.again()


def test_a_part_that_goes_later_is_missed_and_found_again(shelf: Shelf) -> None:
    paths = put_split(shelf.folder)
    assert set(shelf.seen().values()) == {"unverified"}
    aside = paths[1].rename(shelf.root / "aside")
    assert set(shelf.seen().values()) == {"broken"}
    aside.rename(paths[1])
    assert set(shelf.seen().values()) == {"unverified"}


def test_a_projector_goes_with_the_models_of_its_folder(shelf: Shelf) -> None:
    beside = put(shelf.folder / "o__n" / "mmproj-F16.gguf", architecture="clip")
    put(shelf.folder / "o__n" / "x.gguf")
    put(shelf.folder / "other" / "y.gguf")
    assert shelf.seen() == {"x.gguf": "unverified", "y.gguf": "unverified"}
    found = {entry.path.name: entry.companions for entry in shelf.library.entries()}
    assert found == {"x.gguf": (beside,), "y.gguf": ()}


def test_an_imported_file_stays_where_it_is(shelf: Shelf, tmp_path: Path) -> None:
    path = put(tmp_path / "다른 곳" / "x.gguf")
    entry = shelf.library.import_file(path, "lmstudio", name="이름")
    assert (entry.path, entry.owned, entry.source, entry.name) == (path, False, "lmstudio", "이름")
    shelf.again()
    assert shelf.seen() == {"x.gguf": "unverified"}
    assert shelf.library.delete_size(entry) == 0
    assert shelf.library.delete(entry) == 0
    assert path.exists()
    assert shelf.library.entries() == []


def test_an_import_takes_all_parts_and_refuses_bad_files(shelf: Shelf, tmp_path: Path) -> None:
    paths = put_split(tmp_path / "far")
    assert shelf.library.import_file(paths[2]).parts == tuple(paths)
    paths[1].unlink()
    with raises("split_part_missing"):
        shelf.library.import_file(paths[0])
    with raises("not_gguf"):
        shelf.library.import_file(put(tmp_path / "page.gguf", b"<html>"))
    with raises("file_missing"):
        shelf.library.import_file(tmp_path / "no.gguf")
    with raises("unknown_architecture"):
        shelf.library.import_file(put(tmp_path / "p.gguf", architecture="clip"))


def test_importing_what_lies_in_the_folder_owns_it(shelf: Shelf) -> None:
    path = put(shelf.folder / "x.gguf")
    assert shelf.library.import_file(path).owned
    assert shelf.seen() == {"x.gguf": "unverified"}


def test_importing_twice_forgets_nothing(shelf: Shelf, tmp_path: Path) -> None:
    path = put(tmp_path / "far" / "x.gguf")
    entry = shelf.library.import_file(path, "ollama", name="one", expected_sha256=sha256(path))
    assert shelf.library.verify(entry) == "ok"
    again = shelf.library.import_file(path)
    assert (again.state, again.source) == ("ok", "ollama")


def test_a_referenced_file_that_is_gone_is_missing(shelf: Shelf, tmp_path: Path) -> None:
    path = put(tmp_path / "far" / "x.gguf")
    shelf.library.import_file(path)
    data = path.read_bytes()
    path.unlink()
    assert shelf.seen() == {"x.gguf": "missing"}
    problem = shelf.only().problem
    assert problem is not None
    assert problem.kind == "file_missing"
    path.write_bytes(data)
    assert shelf.seen() == {"x.gguf": "unverified"}


def test_a_folder_that_vanishes_loses_nothing(shelf: Shelf) -> None:
    shelf.fetch({"o__n/x.gguf": gguf_bytes()})
    away = shelf.folder.rename(shelf.root / "stick in a pocket")
    assert shelf.seen() == {"x.gguf": "missing"}
    problem = shelf.library.problem
    assert problem is not None
    assert problem.kind == "library_missing"
    assert shelf.only().problem == problem
    assert shelf.library.verify(shelf.only()) == "missing"
    away.rename(shelf.folder)
    assert shelf.seen() == {"x.gguf": "ok"}
    assert shelf.library.problem is None


def test_a_folder_that_nothing_was_put_into_is_no_trouble(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    shelf.folder.rmdir()
    assert shelf.seen() == {}
    assert shelf.library.problem is None
    assert shelf.library.usage().total_bytes == 0
    shelf.library.prepare_folder()
    assert shelf.folder.is_dir()
    shelf.close()


def test_a_chosen_folder_is_never_made(tmp_path: Path) -> None:
    # The place where a stick is mounted by hand stays when it is pulled out.
    shelf = Shelf(tmp_path / "stick")
    library = open_library(shelf.folder, shelf.store, chosen=True)
    shelf.folder.rmdir()
    library.refresh()
    assert library.problem is not None
    assert library.problem.kind == "library_missing"
    with raises("library_missing"):
        library.prepare_folder()
    assert not shelf.folder.exists()
    shelf.folder.mkdir()
    library.refresh()
    library.prepare_folder()
    assert library.problem is None
    shelf.close()


def test_a_folder_that_was_moved_to_is_chosen(shelf: Shelf, tmp_path: Path) -> None:
    shelf.fetch({"x.gguf": gguf_bytes()})
    stick = tmp_path / "stick"
    assert shelf.library.move_to(stick, busy=False)
    shutil.rmtree(stick)
    with raises("library_missing"):
        shelf.library.prepare_folder()


def test_parents_of_a_vanished_folder_are_never_made(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "media" / "stick")
    shelf.close()
    shutil.rmtree(tmp_path / "media")
    with raises("library_missing"):
        shelf.library.prepare_folder()
    assert not (tmp_path / "media").exists()


def test_a_changed_file_is_read_again_and_what_it_has_to_be_is_kept(shelf: Shelf) -> None:
    entry = shelf.fetch({"x.gguf": gguf_bytes("old")})
    put(entry.path, name="other name")
    assert shelf.seen() == {"x.gguf": "unverified"}
    changed = shelf.only()
    assert changed.name == "other name"
    assert changed.expected_sha256 == entry.expected_sha256
    assert shelf.library.verify(changed) == "broken"
    assert shelf.only().bad_files == (entry.path,)


def test_a_renamed_file_keeps_its_past(shelf: Shelf) -> None:
    entry = shelf.fetch({"o__n/x.gguf": gguf_bytes()})
    target = shelf.folder / "내 폴더" / "새 이름.gguf"
    target.parent.mkdir()
    entry.path.rename(target)
    assert shelf.seen() == {"새 이름.gguf": "ok"}
    assert shelf.only().model_id == "exaone-1"
    shelf.again()
    assert shelf.only().path == target


def test_hidden_files_links_and_other_things_are_passed_over(shelf: Shelf, tmp_path: Path) -> None:
    far = put(tmp_path / "far" / "x.gguf")
    put(shelf.folder / ".Trash-1000" / "x.gguf")
    put(shelf.folder / "._x.gguf")
    put(shelf.folder / "$RECYCLE.BIN" / "x.gguf")
    put(shelf.folder / "readme.txt")
    (shelf.folder / "link.gguf").symlink_to(far)
    (shelf.folder / "loop").symlink_to(shelf.folder, target_is_directory=True)
    (shelf.folder / "folder.gguf").mkdir()
    os.mkfifo(shelf.folder / "pipe.gguf")
    (Path(os.fsdecode(os.fsencode(shelf.folder) + b"/\xff.gguf"))).write_bytes(gguf_bytes())
    put(shelf.folder / "UPPER.GGUF")
    assert shelf.seen() == {"UPPER.GGUF": "unverified"}


def test_an_unreadable_row_is_found_anew(shelf: Shelf) -> None:
    put(shelf.folder / "x.gguf")
    shelf.seen()
    with shelf.database.writing() as connection:
        connection.execute("UPDATE files SET facts = '{'")
    shelf.again()
    assert shelf.library.entries() == []
    assert shelf.seen() == {"x.gguf": "unverified"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_tried_again(shelf: Shelf) -> None:
    path = put(shelf.folder / "x.gguf")
    path.chmod(0)
    assert shelf.seen() == {"x.gguf": "broken"}
    path.chmod(0o644)
    assert shelf.seen() == {"x.gguf": "unverified"}


def test_entries_are_found_by_what_people_type(shelf: Shelf) -> None:
    entry = shelf.fetch({"o__n/x-q4.gguf": gguf_bytes()})
    for name in ("exaone-1", "EXAONE-1:q4_k_m", "x-q4.gguf", "x-q4", str(entry.path)):
        assert shelf.library.find(name) == [entry]
    with raises("not_in_library"):
        shelf.library.find("exaone-1:Q8_0")


# -- verifying -------------------------------------------------------------------------


def test_verifying_keeps_a_hash_that_nobody_knew(shelf: Shelf) -> None:
    path = put(shelf.folder / "x.gguf")
    shelf.seen()
    told: list[tuple[int, int]] = []
    assert (
        shelf.library.verify(shelf.only(), lambda done, total: told.append((done, total))) == "ok"
    )
    size = path.stat().st_size
    assert told[-1] == (size, size)
    assert shelf.only().expected_sha256 == sha256(path)
    # The same length and time, and another content: only reading it whole can tell.
    times = path.stat()
    path.write_bytes(gguf_bytes(fill=b"\2"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert shelf.seen() == {"x.gguf": "ok"}
    assert shelf.library.verify(shelf.only()) == "broken"
    shelf.again()
    assert shelf.seen() == {"x.gguf": "broken"}


def test_verifying_a_split_model_finds_the_bad_part(shelf: Shelf) -> None:
    names = [f"big-{n:05}-of-00003.gguf" for n in (1, 2, 3)]
    data = [gguf_bytes(part=n, parts=3) for n in range(3)]
    entry = shelf.fetch(dict(zip(names, data, strict=True)))
    assert entry.state == "ok"
    put(entry.parts[1], gguf_bytes(part=1, parts=3, fill=b"\7"))
    assert shelf.library.verify(entry) == "broken"
    assert shelf.only().bad_files == (entry.parts[1],)


def test_verifying_can_be_stopped(shelf: Shelf) -> None:
    put(shelf.folder / "x.gguf")
    shelf.seen()
    assert shelf.library.verify(shelf.only(), cancelled=lambda: True) == "unverified"
    assert shelf.only().sha256 == ""


def test_a_file_that_goes_while_it_is_verified_is_missing(shelf: Shelf) -> None:
    first, second = put_split(shelf.folder, parts=2)
    shelf.seen()

    def pull(done: int, total: int) -> None:
        shutil.rmtree(shelf.folder, ignore_errors=True)

    assert shelf.library.verify(shelf.only(), pull) == "missing"
    problem = shelf.only().problem
    assert problem is not None
    assert problem.kind == "library_missing"
    assert not first.exists()
    assert not second.exists()


def test_a_file_that_changes_while_it_is_verified_is_not_vouched_for(shelf: Shelf) -> None:
    path = put(shelf.folder / "x.gguf")
    shelf.seen()

    def change(done: int, total: int) -> None:
        os.utime(path, ns=(1, 1))

    assert shelf.library.verify(shelf.only(), change) == "unverified"


def test_a_file_that_is_not_gguf_any_more_is_told_by_its_header(shelf: Shelf) -> None:
    entry = shelf.fetch({"x.gguf": gguf_bytes()})
    put(entry.path, b"<html>")
    assert shelf.library.verify(entry) == "broken"
    problem = shelf.only().problem
    assert problem is not None
    assert problem.kind == "not_gguf"


def test_two_windows_do_not_hurt_each_other(shelf: Shelf) -> None:
    other = Shelf(shelf.root)
    shelf.fetch({"x.gguf": gguf_bytes()})
    # It knew nothing of the download, and takes nothing away.
    assert other.seen() == {"x.gguf": "unverified"}
    other.again()
    assert (other.only().state, other.only().model_id) == ("ok", "exaone-1")
    other.close()


def test_facts_survive_the_store(shelf: Shelf, resources: Path) -> None:
    shutil.copy(resources / "models" / "starter-m.Q8_0.gguf", shelf.folder)
    shelf.seen()
    facts = shelf.only().facts
    assert (facts.architecture, facts.context_length, facts.has_template) == ("exaone4", 512, True)
    assert facts.sampling is not None
    assert facts.n_params > 4_000_000
    shelf.again()
    assert shelf.only().facts == facts
    assert msgspec.json.decode(msgspec.json.encode(facts), type=type(facts)) == facts
