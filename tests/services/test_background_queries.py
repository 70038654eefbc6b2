"""Blocking questions outside of the event loop, and their answers inside it."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from app.core.problem import HubError, Problem
from app.hub.access import HubAccess
from app.hub.listing import Hub, RepoFacts
from app.services.background_queries import N_THREADS, BackgroundQueries
from tests.helpers.hub_server import LocalHub


class Heard:
    """What was delivered, and on which thread."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.problems: list[Problem] = []
        self.threads: set[object] = set()

    def success(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(QThread.currentThread())

    def failure(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.threads.add(QThread.currentThread())


def test_answers_come_in_the_event_loop(qtbot: QtBot) -> None:
    queries, heard, workers = BackgroundQueries(), Heard(), set[str]()

    def work(n: int) -> int:
        workers.add(threading.current_thread().name)
        return n * n

    for n in range(20):
        queries.run(lambda n=n: work(n), heard.success, heard.failure)
    assert heard.values == []
    qtbot.waitUntil(lambda: len(heard.values) == 20)
    assert sorted(heard.values) == [n * n for n in range(20)]  # pyright: ignore[reportArgumentType]
    assert heard.threads == {QThread.currentThread()}
    assert workers == {"background query"}
    queries.close()


def test_a_problem_is_delivered_as_one(qtbot: QtBot) -> None:
    queries, heard = BackgroundQueries(), Heard()

    def fail() -> None:
        raise HubError("repo_missing", repo="a/b")

    queries.run(fail, heard.success, heard.failure)
    qtbot.waitUntil(lambda: bool(heard.problems))
    assert heard.problems == [Problem(kind="repo_missing", params={"repo": "a/b"})]
    assert heard.values == []
    queries.close()


def test_a_fault_of_the_program_is_raised_and_the_rest_goes_on(qtbot: QtBot) -> None:
    queries, heard = BackgroundQueries(), Heard()
    with qtbot.captureExceptions() as raised:
        queries.run(lambda: 1 // 0, heard.success, heard.failure)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    queries.run(lambda: 1, heard.success, heard.failure)
    qtbot.waitUntil(lambda: heard.values == [1])
    queries.close()


def test_no_more_threads_than_there_may_be(qtbot: QtBot) -> None:
    queries, heard, go = BackgroundQueries(), Heard(), threading.Event()
    busy: list[int] = []

    def work() -> None:
        busy.append(1)
        go.wait()

    for _ in range(N_THREADS * 3):
        queries.run(work, heard.success, heard.failure)
    qtbot.waitUntil(lambda: len(busy) == N_THREADS)
    assert threads() == N_THREADS
    go.set()
    qtbot.waitUntil(lambda: len(heard.values) == N_THREADS * 3)
    queries.close()
    qtbot.waitUntil(lambda: threads() == 0)


def test_late_answers_are_dropped(qtbot: QtBot) -> None:
    queries, heard, go = BackgroundQueries(), Heard(), threading.Event()
    started = threading.Event()

    def work() -> None:
        started.set()
        go.wait()

    queries.run(work, heard.success, heard.failure)
    queries.run(work, heard.success, heard.failure)
    qtbot.waitUntil(started.is_set)
    queries.close()
    queries.run(lambda: 1, heard.success, heard.failure)
    go.set()
    qtbot.waitUntil(lambda: threads() == 0)
    assert (heard.values, heard.problems) == ([], [])


def test_an_answer_that_lies_ready_is_dropped_too(qtbot: QtBot) -> None:
    queries, heard, done = BackgroundQueries(), Heard(), threading.Event()
    queries.run(done.set, heard.success, heard.failure)
    assert done.wait(5)
    queries.close()
    qtbot.waitUntil(lambda: threads() == 0)
    with qtbot.waitSignal(queries.destroyed):
        queries.deleteLater()
    assert heard.values == []


def test_an_object_that_is_gone_hears_nothing(qtbot: QtBot) -> None:
    parent, heard, go = QObject(), Heard(), threading.Event()
    queries = BackgroundQueries(parent)
    queries.run(go.wait, heard.success, heard.failure)
    delete(parent)
    assert not isValid(queries)
    del queries
    go.set()
    qtbot.waitUntil(lambda: threads() == 0)
    assert heard.values == []


def test_two_hubs_at_once(qtbot: QtBot) -> None:
    with LocalHub() as first, LocalHub() as second:
        for hub, name in ((first, "kr/first"), (second, "kr/second")):
            hub.add_repo(name, {f"{n}.gguf": b"GGUF" for n in range(20)})
        queries, heard = BackgroundQueries(), Heard()
        for _ in range(4):
            for hub, name in ((first, "kr/first"), (second, "kr/second")):
                ask = Hub(HubAccess(hub.endpoint))
                queries.run(lambda a=ask, n=name: a.repo(n), heard.success, heard.failure)
        qtbot.waitUntil(lambda: len(heard.values) + len(heard.problems) == 8, timeout=30_000)
        assert heard.problems == []
        names = [facts.repo for facts in heard.values if isinstance(facts, RepoFacts)]
        assert sorted(names) == ["kr/first"] * 4 + ["kr/second"] * 4
        queries.close()


def threads() -> int:
    """How many of the queries' threads live."""
    return sum(thread.name == "background query" for thread in threading.enumerate())


@pytest.fixture(autouse=True)
def none_from_before(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: threads() == 0)
