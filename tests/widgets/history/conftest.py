"""The page over a history of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.history.history_stage import HistoryStage


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, resources: Path
) -> Iterator[HistoryStage]:
    built = HistoryStage(qtbot, qapp, tmp_path, resources)
    yield built
    built.close()
