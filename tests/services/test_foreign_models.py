"""Other programs' models are found, and nothing that lies among them does harm."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from app.services import foreign_models
from app.services.foreign_models import ForeignModel, find_foreign
from tests.services.library_stage import Shelf, gguf_bytes, put, put_split

MODEL_LAYER = "application/vnd.ollama.image.model"


def ollama(
    root: Path,
    name: str = "library/exaone3.5/latest",
    digest: str | None = None,
    registry: str = "registry.ollama.ai",
) -> Path:
    data = gguf_bytes(name)
    sha256 = hashlib.sha256(data).hexdigest()
    blob = put(root / "blobs" / f"sha256-{sha256}", data)
    layers = [
        {"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:" + "0" * 64},
        {"mediaType": MODEL_LAYER, "digest": digest or f"sha256:{sha256}", "size": len(data)},
    ]
    manifest = root / "manifests" / registry / name
    put(manifest, json.dumps({"schemaVersion": 2, "layers": layers}).encode())
    return blob


def hub_file(root: Path, file: str, repo: str = "o--n", revision: str = "r1") -> Path:
    data = gguf_bytes(file)
    folder = root / f"models--{repo}"
    blob = put(folder / "blobs" / hashlib.sha256(data).hexdigest(), data)
    link = folder / "snapshots" / revision / file
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(os.path.relpath(blob, link.parent))
    return link


def found_in(home: Path, **environ: str) -> dict[str, ForeignModel]:
    return {model.name: model for model in find_foreign(home, environ)}


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        (".lmstudio/models/o/r", "lmstudio"),
        (".cache/lm-studio/models/o/r", "lmstudio"),
        ("jan/models/x", "jan"),
        (".local/share/Jan/data/llamacpp/models/x", "jan"),
        ("AppData/Roaming/Jan/data/models/x", "jan"),
        ("Library/Application Support/Jan/data/models/x", "jan"),
        (".local/share/nomic.ai/GPT4All", "gpt4all"),
        ("Library/Application Support/nomic.ai/GPT4All", "gpt4all"),
        ("AppData/Local/nomic.ai/GPT4All", "gpt4all"),
    ],
)
def test_programs_that_keep_plain_files(tmp_path: Path, folder: str, source: str) -> None:
    path = put(tmp_path / folder / "한글 모델.gguf")
    put(tmp_path / folder / "mmproj-x.gguf", architecture="clip")
    put(tmp_path / folder / "page.gguf", b"<html>")
    put(tmp_path / folder / "x.gguf.part")
    repo = "o/r" if source == "lmstudio" else ""
    assert find_foreign(tmp_path, {}) == [
        ForeignModel(path, source, "한글 모델", path.stat().st_size, repo=repo)  # type: ignore[arg-type]
    ]


def test_a_split_model_is_found_once_and_only_whole(tmp_path: Path) -> None:
    folder = tmp_path / ".lmstudio" / "models" / "o" / "r"
    paths = put_split(folder)
    model = found_in(tmp_path)["big-00001-of-00003"]
    assert (model.path, model.size_bytes) == (paths[0], sum(p.stat().st_size for p in paths))
    paths[2].unlink()
    assert found_in(tmp_path) == {}


def test_a_file_that_is_called_model_has_its_folders_name(tmp_path: Path) -> None:
    put(tmp_path / "jan" / "models" / "exaone-4" / "model.gguf")
    assert list(found_in(tmp_path)) == ["exaone-4"]


def test_ollama_by_its_manifests(tmp_path: Path) -> None:
    root = tmp_path / ".ollama" / "models"
    blob = ollama(root)
    ollama(root, "someone/midm/q4")
    found = found_in(tmp_path)
    assert set(found) == {"exaone3.5:latest", "someone/midm:q4"}
    model = found["exaone3.5:latest"]
    assert (model.path, model.source) == (blob, "ollama")
    assert model.sha256 == hashlib.sha256(blob.read_bytes()).hexdigest()


def test_ollama_tells_which_repo_of_the_hub_it_took(tmp_path: Path) -> None:
    ollama(tmp_path / ".ollama" / "models", "maker/model-GGUF/Q4_K_M", registry="hf.co")
    (found,) = find_foreign(tmp_path, {})
    assert (found.name, found.repo) == ("maker/model-GGUF:Q4_K_M", "maker/model-GGUF")


def test_ollama_where_the_environment_says(tmp_path: Path) -> None:
    ollama(tmp_path / "D" / "ollama")
    assert list(found_in(tmp_path, OLLAMA_MODELS=str(tmp_path / "D" / "ollama"))) == [
        "exaone3.5:latest"
    ]


@pytest.mark.parametrize(
    "digest",
    [
        "sha256:../../../secret",
        "sha256-../secret",
        "../secret",
        "sha256:" + "0" * 64,
        "sha256:" + "A" * 64,
        "sha256:" + "0" * 64 + "/../x",
        "",
    ],
)
def test_hostile_digests_lead_nowhere(tmp_path: Path, digest: str) -> None:
    root = tmp_path / ".ollama" / "models"
    put(tmp_path / "secret")
    put(root / "secret")
    ollama(root, digest=digest or "x")
    assert found_in(tmp_path) == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b'{"layers": null}',
        b'{"layers": [{"mediaType": 1, "digest": 2}]}',
        b'{"layers": [{"mediaType": "%s", "digest": 2}]}' % MODEL_LAYER.encode(),
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"x": "' + b"y" * (2 << 20) + b'"}',
    ],
)
def test_hostile_manifests_are_passed_over(tmp_path: Path, data: bytes) -> None:
    root = tmp_path / ".ollama" / "models"
    put(root / "manifests" / "r" / "library" / "bad" / "latest", data)
    ollama(root)
    assert list(found_in(tmp_path)) == ["exaone3.5:latest"]


def test_a_pipe_or_a_blob_that_leads_out_is_not_opened(tmp_path: Path) -> None:
    root = tmp_path / ".ollama" / "models"
    blob = ollama(root)
    blob.unlink()
    blob.symlink_to(put(tmp_path / "elsewhere.gguf"))
    os.mkfifo(root / "manifests" / "pipe")
    put(tmp_path / "jan" / "models" / "x.gguf").unlink()
    os.mkfifo(tmp_path / "jan" / "models" / "x.gguf")
    assert found_in(tmp_path) == {}


def test_the_hubs_cache_by_its_links(tmp_path: Path) -> None:
    root = tmp_path / ".cache" / "huggingface" / "hub"
    link = hub_file(root, "x-Q4_K_M.gguf")
    model = found_in(tmp_path)["x-Q4_K_M"]
    assert (model.path, model.source, model.repo) == (link, "hub", "o/n")
    assert model.sha256 == hashlib.sha256(link.read_bytes()).hexdigest()
    again = link.parent.parent / "r2" / link.name
    again.parent.mkdir()
    again.symlink_to(link.readlink())
    assert len(find_foreign(tmp_path, {})) == 1


def test_the_hubs_cache_where_the_environment_says(tmp_path: Path) -> None:
    hub_file(tmp_path / "a", "one.gguf")
    hub_file(tmp_path / "b" / "hub", "two.gguf")
    assert list(found_in(tmp_path, HF_HUB_CACHE=str(tmp_path / "a"))) == ["one"]
    assert list(found_in(tmp_path, HF_HOME=str(tmp_path / "b"))) == ["two"]


def test_a_link_out_of_the_cache_is_passed_over(tmp_path: Path) -> None:
    link = hub_file(tmp_path / ".cache" / "huggingface" / "hub", "x.gguf")
    link.unlink()
    link.symlink_to(put(tmp_path / "secret.gguf"))
    assert found_in(tmp_path) == {}


def test_circles_depth_and_numbers_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / ".lmstudio" / "models"
    put(root / "/".join(["deep"] * 30) / "deep.gguf")
    put(root / "o" / "x.gguf")
    (root / "o" / "circle").symlink_to(root, target_is_directory=True)
    assert list(found_in(tmp_path)) == ["x"]
    for number in range(30):
        put(root / "o" / "many" / f"{number:02}.gguf")
    monkeypatch.setattr(foreign_models, "MAX_FOUND", 10)
    assert len(find_foreign(tmp_path, {})) == 10
    monkeypatch.setattr(foreign_models, "_MAX_VISITED", 5)
    monkeypatch.setattr(foreign_models._Budget.__init__, "__defaults__", (5,))
    assert len(find_foreign(tmp_path, {})) < 6


def test_what_is_found_can_be_taken_in_and_is_never_deleted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    ollama(tmp_path / ".ollama" / "models")
    hub_file(tmp_path / ".cache" / "huggingface" / "hub", "x.gguf")
    for model in find_foreign(tmp_path, {}):
        entry = shelf.library.import_file(
            model.path, model.source, name=model.name, expected_sha256=model.sha256
        )
        assert entry.name == model.name
        assert shelf.library.verify(entry) == "ok"
        assert shelf.library.delete(entry) == 0
        assert model.path.exists()
    shelf.close()
