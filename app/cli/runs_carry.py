"""``runs export`` and ``runs import``: a history on its way to another PC."""

import signal
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from app.cli.console import tell
from app.cli.document import print_document
from app.cli.refusal import RefusalError
from app.cli.runs_list import TELL_AFTER_S
from app.cli.runs_store import opened
from app.cli.session import Session
from app.cli.status_line import StatusLine
from app.services.history_transfer import export_history, import_history
from app.services.history_words import exported_sentence, imported_sentence
from app.services.translation import tr

AFTER_INTERRUPT = 130


def run_export(session: Session, path: Path, names: list[str], *, as_json: bool) -> int:
    """Write comparisons (all where none is named) to a file; return the exit status."""
    line, quiet_until = StatusLine(), time.monotonic() + TELL_AFTER_S
    with opened(session) as history, _asked_to_stop() as stopped:
        wanted = history.wanted(names)

        def on_done(n_done: int) -> bool:
            words = tr("내보내는 중: {done}/{all}")
            if time.monotonic() > quiet_until:
                line.show(words.format(done=f"{n_done:,}", all=f"{wanted.count:,}"))
            return not stopped.is_set()

        try:
            came = export_history(history, wanted, path, on_done)
        except OSError as error:
            raise _refused(path, error) from error
        finally:
            line.end()
    if stopped.is_set():
        tell(tr("멈췄습니다. 파일을 남기지 않았습니다."))
        return AFTER_INTERRUPT
    tell(exported_sentence(came, str(path)))
    if as_json:
        print_document(
            {
                "path": str(path),
                "comparisons": came.n_comparisons,
                "runs": came.n_runs,
                "works": came.n_works,
                "unreadable": came.n_unreadable,
            }
        )
    return 1 if came.n_unreadable else 0


def run_import(session: Session, path: Path, *, as_json: bool) -> int:
    """Take in an exported history; return the exit status."""
    line, quiet_until = StatusLine(), time.monotonic() + TELL_AFTER_S
    with opened(session) as history, _asked_to_stop() as stopped:

        def on_done(n_done: int) -> bool:
            if time.monotonic() > quiet_until:
                line.show(tr("가져오는 중: {n}줄").format(n=f"{n_done:,}"))
            return not stopped.is_set()

        try:
            came = import_history(history, path, on_done)
        except OSError as error:
            raise _refused(path, error) from error
        finally:
            line.end()
    tell(imported_sentence(came))
    if stopped.is_set():
        tell(tr("멈췄습니다. 지금까지 가져온 것은 남습니다."))
    if as_json:
        print_document(
            {
                "path": str(path),
                "comparisons": came.n_comparisons,
                "runs": came.n_runs,
                "known_runs": came.n_known,
                "works": came.n_works,
                "known_works": came.n_known_works,
                "broken_lines": came.broken_lines,
            }
        )
    return AFTER_INTERRUPT if stopped.is_set() else (1 if came.broken_lines else 0)


@contextmanager
def _asked_to_stop() -> Generator[threading.Event]:
    """Give an event that Ctrl-C sets: a line is written whole, and then it ends."""
    event = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        event.set()

    old = signal.signal(signal.SIGINT, ask)
    try:
        yield event
    finally:
        signal.signal(signal.SIGINT, old)


def _refused(path: Path, error: OSError) -> RefusalError:
    words = tr("파일을 쓰거나 읽을 수 없습니다: {path} ({why})")
    return RefusalError(words.format(path=path, why=error.strerror or error), 1)
