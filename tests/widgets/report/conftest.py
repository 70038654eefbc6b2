"""The font that a window would have."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from widgets.fonts import use_interface_font


@pytest.fixture(autouse=True)
def interface_font(qapp: QApplication, resources: Path) -> None:
    use_interface_font(qapp, resources / "fonts")
