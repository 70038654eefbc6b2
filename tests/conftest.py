"""What every test gets: no screen, nothing left behind."""

import gc
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import settings

from tests.helpers import offload

# Before any test imports Qt. Tests of a real window start a program of their own under Xvfb.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A shell starts what runs in the background with Ctrl-C ignored, and children inherit that;
# the programs under test must hear it.
for _number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL)

LEAK_DEADLINE_S = 10.0

# How long one example takes says nothing on a busy machine; pytest's own timeout stays. Where
# CI asks, a change is judged by the same examples each time; new ones are found at desks.
settings.register_profile("naranhi", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("naranhi")


vulkan = offload.vulkan
vulkan_where_marked = offload.vulkan_where_marked


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what this machine could not test."""
    offload.say_what_was_not_tested(terminalreporter)


@pytest.fixture
def resources() -> Path:
    """The folder ``resources/`` of this checkout."""
    return Path(__file__).parent.parent / "resources"


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """Collect between tests and on this thread, as the program does: on a thread that a test
    has started, collecting would take down Qt's objects of the tests before."""
    from app.services.garbage import collect_what_is_due

    gc.disable()
    yield
    collect_what_is_due()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a process or a thread of its own running."""
    me = psutil.Process()
    processes = set(me.children(recursive=True))
    threads = set(threading.enumerate())
    yield
    left = [child for child in me.children(recursive=True) if child not in processes]
    _, alive = psutil.wait_procs(left, timeout=LEAK_DEADLINE_S)
    told = [f"{child.pid} {child.name()}" for child in alive if child.is_running()]
    for child in alive:
        child.kill()
    for thread in set(threading.enumerate()) - threads:
        if not thread.daemon:
            thread.join(LEAK_DEADLINE_S)
    stuck = [t.name for t in set(threading.enumerate()) - threads if not t.daemon and t.is_alive()]
    assert not told, f"processes left behind: {told}"
    assert not stuck, f"threads left behind: {stuck}"
