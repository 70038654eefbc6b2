"""PySide6 must not drop references to None: 6.12.0 did on every void call, and aborted the
program after some thousand calls."""

import gc
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QSize, QTimer

CALLS = 1000
NOISE = 50
"""References to None that the interpreter itself takes or gives back meanwhile."""


def void_calls() -> dict[str, Callable[[], object]]:
    """Calls into Qt that return nothing: a slot, a property, a value type, a signal's emit."""
    thing, timer, size = QObject(), QTimer(), QSize()
    return {
        "QObject.setObjectName": lambda: thing.setObjectName("이름"),
        "QTimer.setInterval": lambda: timer.setInterval(33),
        "QSize.setWidth": lambda: size.setWidth(1),
        "Signal.emit": lambda: thing.objectNameChanged.emit("이름"),
    }


@pytest.mark.parametrize("name", list(void_calls()))
def test_void_calls_leave_none_alone(name: str) -> None:
    call = void_calls()[name]
    for _ in range(10):
        call()
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    change = sys.getrefcount(None) - before
    assert abs(change) < NOISE, (
        f"{CALLS} calls of {name} changed None's reference count by {change}: this PySide6 "
        "would abort the program; use another version"
    )
