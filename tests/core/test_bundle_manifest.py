"""The list of a bundle comes from somewhere else: it is sane, or refused."""

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.bundle_manifest import BundleManifest, parse_manifest
from app.core.problem import LibraryError
from app.core.safe_names import safe_path

GOOD: dict[str, Any] = {
    "format": 1,
    "program": "0.1.0",
    "made_at": "2026-11-23T00:00:00+00:00",
    "models": [
        {
            "model_id": "m",
            "name": "이름",
            "quantisation": "Q4_K_M",
            "files": ["models/o__n/x.gguf"],
        }
    ],
    "files": [
        {"path": "models/o__n/x.gguf", "size_bytes": 5, "sha256": "a" * 64},
        {"path": "prompts/general.toml", "size_bytes": 5, "sha256": "b" * 64},
    ],
}


def with_path(path: str) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        document["files"][0]["path"] = path
        document["models"][0]["files"] = [path]

    return change


def second_file(path: str) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        document["files"].append({"path": path, "size_bytes": 1, "sha256": "c" * 64})
        document["models"][0]["files"].append(path)

    return change


def refusal(data: bytes) -> str:
    """The kind of problem that a list is refused with."""
    with pytest.raises(LibraryError) as caught:
        parse_manifest(data, "x")
    return caught.value.problem.kind


def test_a_good_list() -> None:
    assert parse_manifest(json.dumps(GOOD).encode(), "x").models[0].name == "이름"


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(format=2),
        lambda d: d.update(extra=1),
        lambda d: d.pop("files"),
        lambda d: d["files"][0].update(size_bytes=-1),
        lambda d: d["files"][0].update(size_bytes=2**60),
        lambda d: d["files"][0].update(sha256="A" * 64),
        lambda d: d["files"][0].update(sha256="a" * 63),
        lambda d: d["files"][1].update(size_bytes=1 << 30),
        lambda d: d["models"][0].update(files=[]),
        lambda d: d["models"][0].update(files=["models/other.gguf"]),
        lambda d: d["models"][0].update(files=["prompts/general.toml"]),
        lambda d: d["models"][0].update(name="x" * 10_000),
        lambda d: d["models"][0].update(name="\ud800"),
        lambda d: d["models"].clear(),
        lambda d: d["models"].append(d["models"][0]),
        with_path("models/../x.gguf"),
        with_path("../models/x.gguf"),
        with_path("/models/x.gguf"),
        with_path("C:/models/x.gguf"),
        with_path("models\\..\\x.gguf"),
        with_path("models/nul.gguf"),
        with_path("models/x.gguf."),
        with_path("models/x.exe"),
        with_path("models/x.gguf.part"),
        with_path("catalogue/x.gguf"),
        with_path("catalogue/below/x.toml"),
        with_path("x.gguf"),
        with_path("models"),
        with_path(""),
        second_file("models/O__N/X.gguf"),
        second_file("models/o__n/x.gguf"),
        second_file("models/o__n/x.gguf/y.gguf"),
    ],
)
def test_lists_that_make_no_sense(change: Callable[[dict[str, Any]], None]) -> None:
    document = json.loads(json.dumps(GOOD))
    change(document)
    assert refusal(json.dumps(document).encode()) == "bundle_broken"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
WHERE = st.sampled_from(
    [(key,) for key in GOOD]
    + [("files", 0, key) for key in GOOD["files"][0]]
    + [("models", 0, key) for key in GOOD["models"][0]]
)


@given(where=WHERE, value=JSON | st.text().map(lambda text: f"models/{text}.gguf"))
def test_a_list_of_any_kind_is_good_or_refused(where: tuple[Any, ...], value: object) -> None:
    document = json.loads(json.dumps(GOOD))
    inner = document
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    if where == ("files", 0, "path"):
        document["models"][0]["files"] = [value]
    try:
        manifest = parse_manifest(json.dumps(document).encode(), "x")
    except LibraryError as error:
        kind = error.problem.kind
    else:
        kind = None
        assert all(safe_path(file.path) == file.path for file in manifest.files)
        assert msgspec.json.decode(msgspec.json.encode(manifest), type=BundleManifest) == manifest
    assert kind in {None, "bundle_broken"}


@given(data=st.binary(max_size=200))
def test_bytes_of_any_kind_are_refused(data: bytes) -> None:
    assert refusal(data) == "bundle_broken"
