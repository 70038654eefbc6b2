"""Loading the plots beside the window: Qt's classes are made on the window's own thread only."""

import importlib
import threading

import pytest
from pytestqt.qtbot import QtBot

from widgets.graph.board_loader import BoardLoader


def test_only_what_knows_nothing_of_qt_loads_beside_the_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside: dict[str, bool] = {}
    load = importlib.import_module

    def note(name: str) -> object:
        beside[name] = threading.current_thread() is not threading.main_thread()
        return load(name)

    monkeypatch.setattr(importlib, "import_module", note)
    loader = BoardLoader()
    with qtbot.waitSignal(loader.loaded, timeout=60_000):
        loader.start()
    assert beside == {"numpy": True, "pyqtgraph": False, "widgets.graph.board": False}


def test_what_cannot_be_loaded_is_left_to_who_needs_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", fail)
    loader = BoardLoader()
    with qtbot.waitSignal(loader.loaded, timeout=60_000):
        loader.start()
