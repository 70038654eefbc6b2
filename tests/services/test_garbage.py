"""Garbage goes on the window's thread, whoever makes it."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.services.garbage import GarbageCollector


class Loop:
    """Garbage that only the collector takes away."""

    def __init__(self) -> None:
        self.myself = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    collector = GarbageCollector()
    yield collector
    collector.stop()
    gc.set_threshold(*before)
    assert gc.isenabled()


def test_another_threads_work_collects_nothing(qtbot: QtBot, collector: GarbageCollector) -> None:
    ended: list[threading.Thread] = []
    loop = Loop()
    weakref.finalize(loop, lambda: ended.append(threading.current_thread()))
    del loop
    other = threading.Thread(target=lambda: [Loop() for _ in range(10_000)])
    other.start()
    other.join()
    assert not ended
    qtbot.waitUntil(lambda: bool(ended), timeout=10_000)
    assert ended == [threading.main_thread()]


def test_settled_things_are_out_of_sight(collector: GarbageCollector) -> None:
    collector.settle()
    assert gc.get_freeze_count() > 0
    collector.stop()
    assert gc.get_freeze_count() == 0
