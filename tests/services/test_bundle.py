"""Models on a stick: whole or not at all, and nothing is believed before it is checked."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.bundle_manifest import MANIFEST_NAME, BundleManifest
from app.core.catalogue import Catalogue, CatalogueModel, Licence, Text
from app.services import bundle, file_copying
from app.services.bundle import check_bundle, export_bundle, import_bundle
from tests.services.library_stage import Shelf, gguf_bytes, put, put_split, raises, sha256

NAME = Text(ko="엑사원", en="EXAONE")
CATALOGUE = Catalogue(
    models=(
        CatalogueModel(
            id="exaone-1",
            family="exaone",
            team="lg",
            name=NAME,
            repo="lg/exaone",
            licence=Licence(name="EXAONE 1.2", badge="noncommercial", meaning=NAME),
            parameters_b=1.2,
        ),
    )
)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "here")
    yield made
    made.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "there")
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "막대" if (tmp_path / "막대").mkdir() is None else tmp_path


def fill(shelf: Shelf, tmp_path: Path) -> None:
    """A download with its projector, a split model, and an imported blob without a good name."""
    shelf.fetch({"o__n/x.gguf": gguf_bytes("x"), "o__n/mmproj.gguf": gguf_bytes("p")})
    put_split(shelf.folder / "o__big")
    blob = put(tmp_path / "ollama" / "sha256-0123", gguf_bytes("blob"))
    shelf.library.import_file(blob, "ollama", name="someone/midm:q4")
    shelf.seen()


def export(shelf: Shelf, folder: Path, resources: Path, **options: Any) -> BundleManifest | None:
    entries = shelf.library.entries()
    return export_bundle(folder, entries, shelf.library.folder, resources, CATALOGUE, **options)


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_there_and_back(
    here: Shelf, there: Shelf, stick: Path, tmp_path: Path, resources: Path
) -> None:
    fill(here, tmp_path)
    manifest = export(here, stick / "naranhi", resources)
    assert manifest is not None
    listed = {file.path: file.sha256 for file in manifest.files}
    on_stick = files_of(stick / "naranhi")
    del on_stick[MANIFEST_NAME]
    assert listed == on_stick
    assert "prompts/general.toml" in listed
    model = next(model for model in manifest.models if model.model_id == "exaone-1")
    assert (model.licence, model.badge, model.repo) == ("EXAONE 1.2", "noncommercial", "o/n")

    told: list[tuple[int, int]] = []
    texts = tmp_path / "texts"
    outcome = import_bundle(
        stick / "naranhi", there.library, lambda d, t: told.append((d, t)), texts=texts
    )
    assert outcome is not None
    assert len(outcome.taken) == 3
    assert told[-1][0] == told[-1][1] == 2 * manifest.size_bytes
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {entry.state for entry in there.library.entries()} == {"ok"}
    assert sha256(there.library.find("exaone-1")[0].path) == sha256(
        here.library.find("exaone-1")[0].path
    )
    assert len(there.library.find("exaone-1")[0].companions) == 1
    assert (texts / "prompts" / "general.toml").is_file()
    there.again()
    assert set(there.seen().values()) == {"ok"}

    again = import_bundle(stick / "naranhi", there.library)
    assert again is not None
    assert (again.taken, len(again.skipped)) == ((), 3)


def test_an_export_goes_on_where_it_was_cut_off(
    here: Shelf, stick: Path, tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(here, tmp_path)
    asked = iter([False] * 3)
    assert export(here, stick, resources, cancelled=lambda: next(asked, True)) is None
    assert not (stick / MANIFEST_NAME).exists()
    assert not list(stick.rglob("*.moving"))
    before = set(stick.rglob("*.gguf"))
    assert before
    with raises("bundle_incomplete"):
        check_bundle(stick)
    copied: list[Path] = []
    copy = bundle.copy_file

    def note(source: Path, target: Path, *rest: Any, **options: Any) -> str:
        copied.append(target)
        return copy(source, target, *rest, **options)

    monkeypatch.setattr(bundle, "copy_file", note)
    assert export(here, stick, resources) is not None
    assert not before & set(copied)
    assert check_bundle(stick) is not None
    copied.clear()
    assert export(here, stick, resources) is not None
    assert copied == []


def test_a_second_export_adds_to_the_first(here: Shelf, stick: Path, resources: Path) -> None:
    one = here.fetch({"one/x.gguf": gguf_bytes("one")})
    two = here.fetch({"two/y.gguf": gguf_bytes("two")})
    folder = here.library.folder
    export_bundle(stick, [one], folder, resources, CATALOGUE)
    export_bundle(stick, [two], folder, resources, CATALOGUE)
    manifest = check_bundle(stick)
    assert manifest is not None
    assert sorted(model.name for model in manifest.models) == ["one", "two"]
    # What was removed from the stick by hand is not promised any more.
    shutil.rmtree(stick / "models" / "one")
    export_bundle(stick, [two], folder, resources, CATALOGUE)
    manifest = check_bundle(stick)
    assert manifest is not None
    assert [model.name for model in manifest.models] == ["two"]


def test_what_is_broken_is_not_exported(here: Shelf, stick: Path, resources: Path) -> None:
    entry = here.fetch({"o__n/x.gguf": gguf_bytes()})
    times = entry.path.stat()
    entry.path.write_bytes(gguf_bytes(fill=b"\2"))
    with raises("wrong_hash"):
        export(here, stick, resources)
    assert not (stick / MANIFEST_NAME).exists()
    entry.path.write_bytes(b"x" * times.st_size)
    here.seen()
    with raises("not_gguf"):
        export(here, stick, resources)


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, "disk_too_small"), (errno.EIO, "library_missing"), (errno.EROFS, None)],
)
def test_a_stick_that_fails_on_the_way(
    here: Shelf,
    stick: Path,
    resources: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: Any,
) -> None:
    here.fetch({"o__n/x.gguf": gguf_bytes()})

    def fail(file: object, chunk: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(file_copying, "_write_all", fail)
    with raises(kind or "library_unwritable"):
        export(here, stick, resources)
    assert files_of(stick) == {}


def test_room_and_large_files_are_told_before(
    here: Shelf, stick: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.fetch({"o__n/x.gguf": gguf_bytes()})
    with monkeypatch.context() as patch, raises("file_too_large_for_disk"):
        patch.setattr("app.services.library_disk.largest_file_bytes", lambda _: 100)
        export(here, stick, resources)
    with monkeypatch.context() as patch, raises("disk_too_small"):
        patch.setattr("app.services.library_disk.free_bytes", lambda _: 100)
        export(here, stick, resources)
    assert files_of(stick) == {}


@pytest.fixture
def packed(here: Shelf, stick: Path, tmp_path: Path, resources: Path) -> Path:
    """A whole bundle."""
    fill(here, tmp_path)
    export(here, stick, resources)
    return stick


def nothing_taken(shelf: Shelf) -> bool:
    return shelf.seen() == {} and not any(shelf.folder.rglob("*"))


def test_one_wrong_byte_and_nothing_is_taken(packed: Path, there: Shelf) -> None:
    path = packed / "models" / "o__big" / "big-00003-of-00003.gguf"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with raises("bundle_broken") as caught:
        import_bundle(packed, there.library)
    assert caught[0].problem.params["path"] == str(path)
    assert nothing_taken(there)


@pytest.mark.parametrize("how", ["gone", "short", "manifest gone", "folder gone"])
def test_an_incomplete_bundle(packed: Path, there: Shelf, how: str) -> None:
    path = packed / "models" / "o__n" / "x.gguf"
    match how:
        case "gone":
            path.unlink()
        case "short":
            path.write_bytes(path.read_bytes()[:-1])
        case "manifest gone":
            (packed / MANIFEST_NAME).unlink()
        case _:
            shutil.rmtree(packed)
    with raises("bundle_incomplete"):
        import_bundle(packed, there.library)
    assert nothing_taken(there)


def test_links_in_a_bundle_are_refused(packed: Path, there: Shelf, tmp_path: Path) -> None:
    path = packed / "models" / "o__n" / "x.gguf"
    secret = path.rename(tmp_path / "secret")
    path.symlink_to(secret)
    with raises("bundle_broken"):
        import_bundle(packed, there.library)
    path.unlink()
    path.parent.rename(tmp_path / "aside")
    shutil.copy(secret, tmp_path / "aside" / "x.gguf")
    (packed / "models" / "o__n").symlink_to(tmp_path / "aside")
    with raises("bundle_broken"):
        import_bundle(packed, there.library)
    assert nothing_taken(there)


def test_a_stick_pulled_out_while_copying_leaves_no_half_model(
    packed: Path, there: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = bundle.copy_file

    def pull(source: Path, *rest: Any, **options: Any) -> str:
        if "00002-of" in source.name:
            raise FileNotFoundError(errno.ENOENT, "gone", str(source))
        return copy(source, *rest, **options)

    monkeypatch.setattr(bundle, "copy_file", pull)
    with raises("library_missing"):
        import_bundle(packed, there.library)
    assert not list(there.folder.rglob("big-*"))
    assert set(there.seen().values()) <= {"ok"}
    monkeypatch.undo()
    outcome = import_bundle(packed, there.library)
    assert outcome is not None
    assert len(outcome.taken) + len(outcome.skipped) == 3
    assert set(there.seen().values()) == {"ok"}


def test_what_changes_between_check_and_copy_is_found_out(
    packed: Path, there: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed / "models" / "o__n" / "x.gguf"
    check = bundle.check_bundle

    def check_then_change(*arguments: Any) -> BundleManifest | None:
        manifest = check(*arguments)
        path.write_bytes(gguf_bytes("y"))
        return manifest

    monkeypatch.setattr(bundle, "check_bundle", check_then_change)
    with raises("wrong_hash"):
        import_bundle(packed, there.library)
    assert not (there.folder / "o__n" / "x.gguf").exists()


def test_another_file_of_that_name_stays(packed: Path, there: Shelf) -> None:
    own = put(there.folder / "o__big" / "big-00002-of-00003.gguf", b"mine")
    outcome = import_bundle(packed, there.library)
    assert outcome is not None
    assert own.read_bytes() == b"mine"
    aside = next(entry for entry in outcome.taken if entry.path.name.startswith("big"))
    assert aside.state == "ok"
    assert aside.path.parent.name.startswith("o__big~")
    again = import_bundle(packed, there.library)
    assert again is not None
    assert again.taken == ()


def test_cancelled_before_anything(packed: Path, there: Shelf) -> None:
    assert import_bundle(packed, there.library, cancelled=lambda: True) is None
    assert nothing_taken(there)


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b"\xff", b"{}", b" " * (9 << 20)])
def test_what_is_no_list(tmp_path: Path, data: bytes) -> None:
    put(tmp_path / MANIFEST_NAME, data)
    with raises("bundle_broken"):
        check_bundle(tmp_path)
