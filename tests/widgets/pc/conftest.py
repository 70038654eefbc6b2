"""The page's stage, for every test of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.pc.pc_stage import PcStage


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, resources: Path) -> Iterator[PcStage]:
    stage = PcStage(qtbot, qapp, resources)
    yield stage
    stage.close()
