"""``library``: what takes how much of the disk, moving it, using another folder, tidying up."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.transfer import DownloadItem, RemotePart
from app.store.database import Database
from app.store.download_store import DownloadStore, StoredDownload
from tests.cli.hub_stage import FREE, FREE_REPO, STARTER
from tests.cli.terminal import Ran, only_line
from tests.helpers.hub_server import LocalHub

Call = Callable[..., Ran]
SIZE = STARTER.stat().st_size


def begin(data: Path, n_bytes: int) -> Path:
    """Leave what a download that was stopped leaves; returns its part."""
    part = RemotePart(path="m-Q6_K.gguf", target="someone__m/m-Q6_K.gguf", size_bytes=9_000)
    item = DownloadItem(
        item_id="x",
        model_id="someone/m",
        quantisation="Q6_K",
        repo="someone/m",
        revision="r",
        parts=(part,),
    )
    database = Database(data / "naranhi.sqlite3")
    store = DownloadStore(database)
    store.save(StoredDownload(item=item, state="paused", done_bytes=n_bytes))
    store.release()
    database.close()
    path = data / "models" / "someone__m" / "m-Q6_K.gguf.part"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(n_bytes))
    return path


def test_where_nothing_is_yet(pull: Call, known_data: Path) -> None:
    document = pull("--offline", "library", "--json").document
    assert (document["folder"], document["total_bytes"]) == (str(known_data / "models"), 0)
    assert document["free_bytes"] > 0
    assert document["models"] == document["unfinished"] == document["leftovers"] == []
    assert not (known_data / "models").exists()


def test_what_takes_how_much(pull: Call, known_data: Path) -> None:
    assert pull("pull", FREE).status == 0
    part = begin(known_data, 500)
    stray = part.with_name("odd.gguf.part")
    stray.write_bytes(bytes(70))
    document = pull("library", "--json").document
    assert [(one["model"], one["size_bytes"]) for one in document["models"]] == [(FREE, SIZE)]
    (begun,) = document["unfinished"]
    assert (begun["model"], begun["done_bytes"], begun["at_work"]) == ("someone/m", 500, False)
    assert document["leftovers"] == [{"path": str(stray), "size_bytes": 70}]
    assert document["total_bytes"] == SIZE + 570
    told = pull("library").out
    assert "someone/m" in told
    assert str(known_data / "models") in told

    asked = pull("library", "clean")
    assert asked.status == 1
    assert stray.exists()
    assert pull("library", "clean", "--yes", "--json").document == {"freed_bytes": 570}
    assert not stray.exists()
    assert not part.exists()
    left = pull("library", "--json").document
    assert (left["total_bytes"], left["unfinished"]) == (SIZE, [])


def test_everything_moves_and_is_found_again(pull: Call, known_data: Path, tmp_path: Path) -> None:
    assert pull("pull", FREE).status == 0
    stick = tmp_path / "스틱" / "모델"
    stick.parent.mkdir()
    assert pull("library", "move", str(stick), "--json").document == {"folder": str(stick)}
    assert not list((known_data / "models").rglob("*.gguf"))
    document = pull("library", "--json").document
    assert document["folder"] == str(stick)
    assert document["models"][0]["path"].startswith(str(stick))
    assert pull("verify", FREE).status == 0
    # The stick is pulled out: nothing is made in its place.
    away = stick.rename(tmp_path / "away")
    ran = pull("library", "--json")
    assert ran.document["error"]["kind"] == "library_missing"
    refused = pull("pull", f"{FREE}:Q8_0", "--json")
    assert refused.document["error"]["kind"] == "library_missing"
    assert "library use" in refused.err
    assert not stick.exists()
    away.rename(stick)
    assert pull("verify", FREE).status == 0


def test_another_folder_is_used_without_moving(pull: Call, hub: LocalHub, tmp_path: Path) -> None:
    other = tmp_path / "다른 폴더"
    refused = pull("library", "use", str(other), "--json")
    assert (refused.status, refused.document["error"]["kind"]) == (1, "library_missing")
    other.mkdir()
    shutil.copy(STARTER, other / "내 것.gguf")
    assert pull("library", "use", str(other)).status == 0
    document = pull("library", "--json").document
    assert [one["path"] for one in document["models"]] == [str(other / "내 것.gguf")]
    assert not hub.asked(FREE_REPO)


def test_a_place_inside_is_refused(pull: Call, known_data: Path) -> None:
    assert pull("pull", FREE).status == 0
    ran = pull("library", "move", str(known_data / "models" / "inside"))
    assert ran.status == 1
    assert only_line(ran)
    assert pull("verify", FREE).status == 0


@pytest.mark.parametrize(
    "words", [["move"], ["use"], ["show", "x"], ["clean", "x"], ["carry", "x"]]
)
def test_words_that_make_no_sense(words: list[str], pull: Call) -> None:
    ran = pull("library", *words)
    assert ran.status == 2
    assert ran.out == ""
