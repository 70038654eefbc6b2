"""Stages and fake models for every test here."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.core.run import ModelFile
from app.services.worker_process import Limits
from tests.services.stage import LIMITS, Stage, fake_model

MakeStage = Callable[..., Stage]


@pytest.fixture
def fake(tmp_path: Path) -> Callable[..., ModelFile]:
    """Make a fake model: ``fake("name", rate=300, abort_at=3)``."""

    def make(name: str, *, size_bytes: int = 0, **script: Any) -> ModelFile:
        return fake_model(tmp_path, name, size_bytes=size_bytes, **script)

    return make


@pytest.fixture
def make_stage(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeStage]:
    """Build stages that are taken down when the test ends."""
    built: list[Stage] = []

    def make(limits: Limits = LIMITS, available: Callable[[], int] | None = None) -> Stage:
        built.append(Stage(tmp_path, limits, available))
        return built[-1]

    yield make
    for stage in built:
        stage.close()


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    """A stage with patient limits."""
    return make_stage()
