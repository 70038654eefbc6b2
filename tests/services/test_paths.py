"""Folders."""

import sys
from pathlib import Path

import pytest

from app.core.problem import StoreError
from app.services.paths import DataPaths, default_data_root
from app.services.resources import resource_folder


def test_everything_lies_below_the_data_folder(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path / "새 폴더" / "data")
    paths.make()
    paths.make()
    assert paths.root.is_dir()
    for path in (paths.database, paths.settings, paths.log_folder):
        assert path.parent == paths.root


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        DataPaths(tmp_path / "file" / "data").make()
    assert caught.value.problem.kind == "store_unwritable"


def test_default_data_folder_is_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    root = default_data_root()
    assert root.is_absolute()
    assert "naranhi" in root.parts


def test_resources_of_a_checkout_and_of_a_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (resource_folder() / "i18n" / "en.ts").is_file()
    monkeypatch.setattr(sys, "_MEIPASS", "/bundle", raising=False)
    assert resource_folder() == Path("/bundle/resources")
