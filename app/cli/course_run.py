"""Working off, in the terminal, what can be taken up again."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from app.cli.console import tell
from app.cli.problem_sentence import problem_sentence
from app.cli.refusal import RefusalError
from app.cli.shelf import Shelf
from app.cli.status_line import StatusLine
from app.cli.waiting import Waiting
from app.core.problem import Problem
from app.services.course import Course
from app.services.notices import Notice, Notices
from app.services.stop_signals import HeldSignals
from app.services.worker_pool import WorkerPool
from app.services.worker_process import worker_command
from app.store.neighbours import Neighbours

SHORT_ID = 8
"""Characters of an id that are shown, and enough to name one."""
_Course = TypeVar("_Course", bound=Course[Any, Any, Any])


def work_off(
    shelf: Shelf,
    make: Callable[[WorkerPool, Notices, Callable[[int, int], bool]], _Course],
    begin: Callable[[_Course], None],
    words: Callable[[Any, Any], str],
) -> None:
    """Make a course, begin it and wait for its end; raises StoppedError, and what ``begin``
    does.

    ``make`` is given who tells whether another process of ours computed meanwhile. ``words`` say
    of the plan how far its progress is.
    """
    with HeldSignals():
        _work_off(shelf, make, begin, words)


def _work_off(
    shelf: Shelf,
    make: Callable[[WorkerPool, Notices, Callable[[int, int], bool]], _Course],
    begin: Callable[[_Course], None],
    words: Callable[[Any, Any], str],
) -> None:
    notices, status = Notices(), StatusLine()
    pool = WorkerPool(worker_command(), notices)
    course = make(pool, notices, Neighbours(shelf.open_database()).computed)
    waiting: Waiting[str] = Waiting(course.stop)

    def say(notice: Notice) -> None:
        status.say(notice.words())

    def show_progress(progress: object) -> None:
        if course.plan is not None:
            status.show(words(course.plan, progress))

    def settle(_plan: object, state: str) -> None:
        waiting.settle(state)

    notices.posted.connect(say)
    course.progressed.connect(show_progress)
    course.ended.connect(settle)
    try:
        begin(course)
        waiting.wait()
    finally:
        status.end()
        course.close()
        pool.close()


def find_id(ids: Iterable[str], name: str, refusal: str) -> str:
    """Return the only id that begins like ``name``; raises RefusalError with ``refusal``, into
    which {name} and how many there are, {n}, are put."""
    found = [one for one in ids if one.startswith(name)] if name else []
    if len(found) != 1:
        raise RefusalError(refusal.format(name=name, n=len(found)), 2)
    return found[0]


def tell_problems(problems: Iterable[Problem | None]) -> bool:
    """Say each problem once; return whether there was any."""
    sentences = {problem_sentence(problem): None for problem in problems if problem}
    for sentence in sentences:
        tell(sentence)
    return bool(sentences)
