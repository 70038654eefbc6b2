"""``import``, ``verify``, ``rm`` and ``bundle``."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.hub_stage import BOUND, BOUND_REPO, FREE, STARTER, Terminal
from tests.cli.terminal import Ran, only_line
from tests.helpers.gguf_broken import make_not_gguf
from tests.helpers.hub_server import LocalHub

Call = Callable[..., Ran]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A GGUF of the person's own."""
    return Path(shutil.copy(STARTER, tmp_path / "내 모델.gguf"))


def test_import_copies_nothing(pull: Call, own: Path, known_data: Path) -> None:
    bad = make_not_gguf(own.with_name("아님.gguf"))
    ran = pull("import", str(own), str(bad), "--json")
    assert ran.status == 1
    good, failed = ran.document
    assert (good["path"], good["state"], good["source"]) == (str(own), "unverified", "import")
    assert failed["error"]["kind"] == "not_gguf"
    assert not list(known_data.rglob("*.gguf"))
    assert pull("import", str(own)).status == 0


def test_rm_leaves_what_is_only_referenced(pull: Call, own: Path) -> None:
    assert pull("import", str(own)).status == 0
    ran = pull("rm", str(own), "--yes", "--json")
    assert ran.status == 0
    assert ran.document["freed_bytes"] == 0
    assert ran.document["removed"][0]["deleted"] is False
    assert own.exists()
    assert pull("rm", str(own), "--yes").status == 1


def test_rm_asks_first(pull: Call, hub: LocalHub) -> None:
    path = Path(pull("pull", FREE).out.strip())
    ran = pull("rm", FREE)
    assert ran.status == 1
    assert "2 MiB" in ran.err
    assert "--yes" in ran.err.splitlines()[-1]
    assert path.exists()
    assert pull("rm", f"{FREE}:Q8_0", "--yes").status == 0
    assert not path.parent.exists()
    assert hub.requests


@pytest.mark.parametrize("words", [["rm", "nothing", "--yes"], ["verify", "nothing"]])
def test_what_the_library_does_not_hold(words: list[str], pull: Call) -> None:
    ran = pull(*words, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "not_in_library"


def test_verify_names_the_broken_one(pull: Call, own: Path) -> None:
    path = Path(pull("pull", FREE).out.strip())
    assert pull("import", str(own)).status == 0
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    ran = pull("verify", "--all", "--json")
    assert ran.status == 1
    states = {one["path"]: one["state"] for one in ran.document}
    assert states == {str(path): "broken", str(own): "ok"}
    assert f"pull {FREE}:Q8_0" in ran.err
    assert pull("pull", f"{FREE}:Q8_0").status == 0
    assert path.read_bytes() == STARTER.read_bytes()
    assert pull("verify", FREE).status == 0


def test_verify_says_which(pull: Call) -> None:
    assert pull("verify").status == 2
    assert pull("verify", FREE, "--all").status == 2
    ran = pull("verify", "--all", "--json")
    assert (ran.status, ran.document) == (0, [])


def test_found_models_of_other_programs(
    pull: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    folder = home / ".lmstudio" / "models" / "someone" / "thing"
    known = home / ".lmstudio" / "models" / BOUND_REPO
    for place in (folder, known):
        place.mkdir(parents=True)
    path = Path(shutil.copy(STARTER, folder / "thing-Q8_0.gguf"))
    shutil.copy(STARTER, known / "exaone-Q4_K_M.gguf")
    monkeypatch.setattr(Path, "home", lambda: home)
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "HF_HOME", "OLLAMA_MODELS"):
        monkeypatch.setenv(name, str(tmp_path / "empty"))
    ran = pull("import", "--found", "--json")
    assert ran.status == 0
    assert [one["imported"] for one in ran.document] == [False, False]
    assert [one["repo"] for one in ran.document] == [BOUND_REPO, "someone/thing"]
    assert "LM Studio" in pull("import", "--found").out
    taken = pull("import", "--found", "--yes", "--json").document
    assert [one["imported"] for one in taken] == [True, True]
    listed = {one["id"]: one for one in pull("models", "--json").document}
    assert listed["someone/thing"]["files"][0]["source"] == "lmstudio"
    # What its place tells of it: the catalogue's licence holds for it, wherever it lies.
    (held,) = [file for file in listed[BOUND]["files"] if file["state"] != "remote"]
    assert (held["quant"], held["source"]) == ("Q4_K_M", "lmstudio")
    assert path.exists()
    assert pull("import").status == 2


def test_a_bundle_for_a_pc_without_network(
    terminal: Terminal, tmp_path: Path, engine_file: Path
) -> None:
    assert terminal.run("pull", FREE).status == 0
    stick = tmp_path / "스틱"
    ran = terminal.run("bundle", "export", stick, "--models", FREE, f"{FREE}:Q8_0", "--json")
    assert ran.status == 0, ran.err
    assert [one["model"] for one in ran.document["models"]] == [FREE]
    other = Terminal(terminal.hub, tmp_path / "다른 PC")
    other.data.mkdir()
    shutil.copy(engine_file, other.data)
    ran = other.run("--offline", "bundle", "import", stick, "--json")
    assert ran.status == 0, ran.err
    (taken,) = ran.document["taken"]
    assert (taken["model"], taken["quant"], taken["state"]) == (FREE, "Q8_0", "ok")
    assert Path(taken["path"]).is_relative_to(other.data)
    again = other.run("--offline", "bundle", "import", stick, "--json").document
    assert not again["taken"]
    assert len(again["skipped"]) == 1


def test_a_bundle_is_checked_before_anything_is_taken(
    pull: Call, tmp_path: Path, known_data: Path
) -> None:
    assert pull("pull", FREE).status == 0
    stick = tmp_path / "stick"
    assert pull("bundle", "export", str(stick), "--all").status == 0
    assert pull("rm", FREE, "--yes").status == 0
    (held,) = stick.rglob("*.gguf")
    data = bytearray(held.read_bytes())
    data[-1] ^= 1
    held.write_bytes(data)
    ran = pull("bundle", "import", str(stick), "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "bundle_broken"
    assert not list(known_data.rglob("*.gguf"))


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["export", "x"], 2),
        (["export", "x", "--all", "--models", FREE], 2),
        (["import", "x", "--all"], 2),
        (["carry", "x"], 2),
        (["export", "x", "--all"], 1),
        (["export", "x", "--models", "nothing"], 1),
        (["import", "/no/such/folder"], 1),
    ],
)
def test_bundles_that_make_no_sense(words: list[str], status: int, pull: Call) -> None:
    ran = pull("bundle", *words)
    assert ran.status == status
    assert ran.out == ""
    assert status == 2 or only_line(ran)
    assert not Path("x").exists()
