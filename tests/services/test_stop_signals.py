"""Signals are told in the event loop, and break nothing off outside of it."""

import signal
import sys

import pytest
from pytestqt.qtbot import QtBot

from app.services.stop_signals import HeldSignals, StopSignals
from tests.services.stage import LONG_MS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


def test_a_signal_is_told_in_the_event_loop(qtbot: QtBot) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with StopSignals() as signals:
        with qtbot.waitSignal(signals.caught, timeout=LONG_MS) as caught:
            signal.raise_signal(signal.SIGTERM)
        assert caught.args == [signal.SIGTERM]
    assert signal.getsignal(signal.SIGTERM) is before


def test_one_that_came_before_is_told_of(qtbot: QtBot) -> None:
    with HeldSignals() as held:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGTERM)
        assert held.number == signal.SIGINT
        with StopSignals() as signals:
            qtbot.waitSignal(signals.caught, timeout=LONG_MS).wait()


def test_one_that_comes_afterwards_breaks_nothing_off(qtbot: QtBot) -> None:
    told: list[int] = []
    with HeldSignals() as held:
        with StopSignals() as signals:
            signals.caught.connect(told.append)
        signal.raise_signal(signal.SIGINT)
        assert held.number == signal.SIGINT
    assert told == []
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_what_is_ignored_stays_ignored() -> None:
    old = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with HeldSignals(), StopSignals():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, old)
