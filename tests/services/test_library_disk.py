"""What takes how much of the disk, and deleting it."""

import errno
import os
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services import library_disk
from app.services.library_disk import FAT_FILE_BYTES, largest_file_bytes, require_room
from tests.services.library_stage import Shelf, gguf_bytes, put, put_split, raises


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "data")
    yield made
    made.close()


def test_usage_counts_everything_once(shelf: Shelf, tmp_path: Path) -> None:
    big = put_split(shelf.folder / "o__big")
    put(shelf.folder / "o__big" / (big[0].name + ".part"), b"x" * 500)
    small = put(shelf.folder / "o__small" / "x.gguf")
    orphan = put(shelf.folder / "o__gone" / "y.gguf.part", b"x" * 700)
    record = put(shelf.folder / "o__gone" / "y.gguf.part.json", b"{}")
    lonely = put(shelf.folder / "o__lonely" / "mmproj.gguf", architecture="clip")
    put(tmp_path / "far" / "z.gguf")
    shelf.library.import_file(tmp_path / "far" / "z.gguf")
    shelf.seen()
    usage = shelf.library.usage()
    sizes = [(one.entry.path.name, one.size_bytes) for one in usage.entries]
    whole = sum(path.stat().st_size for path in big) + 500
    assert sizes == [(big[0].name, whole), (small.name, small.stat().st_size)]
    assert {left.path: left.size_bytes for left in usage.leftovers} == {
        orphan: 700,
        record: 2,
        lonely: lonely.stat().st_size,
    }
    on_disk = sum(path.stat().st_size for path in shelf.folder.rglob("*") if path.is_file())
    assert usage.total_bytes == on_disk
    assert usage.free_bytes > 0
    for left in usage.leftovers:
        assert shelf.library.delete_leftover(left.path) == left.size_bytes
    assert shelf.library.usage().leftovers == ()
    assert sorted(path.name for path in shelf.folder.iterdir()) == ["o__big", "o__small"]


def test_deleting_frees_what_it_said(shelf: Shelf) -> None:
    parts = put_split(shelf.folder / "o__n")
    put(shelf.folder / "o__n" / "mmproj.gguf", architecture="clip")
    put(parts[1].with_name(parts[1].name + ".part"), b"x" * 300)
    put(parts[1].with_name(parts[1].name + ".part.json"), b"{}")
    kept = put(shelf.folder / "other" / "x.gguf")
    shelf.seen()
    entry = shelf.library.entry_at(parts[0])
    size = shelf.library.delete_size(entry)
    before = sum(path.stat().st_size for path in shelf.folder.rglob("*") if path.is_file())
    assert shelf.library.delete(entry) == size == before - kept.stat().st_size
    assert [path.name for path in shelf.folder.rglob("*") if path.is_file()] == ["x.gguf"]
    assert not (shelf.folder / "o__n").exists()
    assert shelf.seen() == {"x.gguf": "unverified"}
    shelf.again()
    assert shelf.seen() == {"x.gguf": "unverified"}


def test_a_projector_that_another_model_needs_stays(shelf: Shelf) -> None:
    one = shelf.fetch({"o__n/one.gguf": gguf_bytes()})
    put(shelf.folder / "o__n" / "two.gguf")
    projector = put(shelf.folder / "o__n" / "mmproj.gguf", architecture="clip")
    shelf.seen()
    one = shelf.library.entry_at(one.path)
    assert one.companions == (projector,)
    shelf.library.delete(one)
    assert projector.exists()
    shelf.library.delete(shelf.only())
    assert not projector.exists()


def test_deleting_what_is_gone_forgets_it(shelf: Shelf) -> None:
    entry = shelf.fetch({"o__n/x.gguf": gguf_bytes()})
    entry.path.unlink()
    shelf.seen()
    assert shelf.library.delete(shelf.only()) == 0
    assert shelf.seen() == {}


def test_deleting_on_a_stick_that_was_pulled_out_forgets_nothing(shelf: Shelf) -> None:
    entry = shelf.fetch({"o__n/x.gguf": gguf_bytes()})
    away = shelf.folder.rename(shelf.root / "away")
    with raises("library_missing"):
        shelf.library.delete(entry)
    away.rename(shelf.folder)
    assert shelf.seen() == {"x.gguf": "ok"}


def test_a_refused_deletion_can_be_repeated(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = put_split(shelf.folder / "o__n")
    shelf.seen()
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path == parts[0]:
            raise OSError(errno.EROFS, "read-only", str(path))
        unlink(path, missing_ok)

    with monkeypatch.context() as patch, raises("library_unwritable"):
        patch.setattr(Path, "unlink", refuse)
        shelf.library.delete(shelf.only())
    assert set(shelf.seen().values()) == {"broken"}
    shelf.library.delete(shelf.only())
    assert not parts[0].exists()


def test_nothing_outside_of_the_folder_is_deleted(shelf: Shelf, tmp_path: Path) -> None:
    entry = shelf.fetch({"o__n/x.gguf": gguf_bytes()})
    far = put(tmp_path / "far" / "x.gguf")
    entry.path.unlink()
    entry.path.parent.rmdir()
    entry.path.parent.symlink_to(far.parent, target_is_directory=True)
    with raises("name_unsafe"):
        shelf.library.delete(entry)
    assert far.exists()


def test_forgetting_leaves_the_files(shelf: Shelf) -> None:
    entry = shelf.fetch({"o__n/x.gguf": gguf_bytes()}, expected="0" * 64)
    shelf.library.forget(entry)
    assert shelf.library.entries() == []
    assert shelf.seen() == {"x.gguf": "unverified"}
    assert shelf.only().expected_sha256 == ""


Disk = namedtuple("Disk", "mountpoint fstype")


def test_a_fat_stick_is_told_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    disks = [Disk("/", "ext4"), Disk(str(stick), "ext4"), Disk(str(stick), "vfat")]
    monkeypatch.setattr(library_disk.psutil, "disk_partitions", lambda **_: disks)
    stick.mkdir()
    assert largest_file_bytes(stick / "not" / "yet") == FAT_FILE_BYTES
    assert largest_file_bytes(tmp_path) is None
    require_room(stick, {"x.gguf": 1000})
    with raises("file_too_large_for_disk") as caught:
        require_room(stick, {"small": 1, "x.gguf": FAT_FILE_BYTES + 1})
    assert caught[0].problem.params["file"] == "x.gguf"


def test_a_full_disk_is_told_before(tmp_path: Path) -> None:
    with raises("disk_too_small") as caught:
        require_room(tmp_path, {"x.gguf": 1 << 60})
    assert caught[0].problem.params["needed_bytes"] == 1 << 60
    assert os.path.samefile(str(caught[0].problem.params["path"]), tmp_path)
