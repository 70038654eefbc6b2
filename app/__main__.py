"""The composition root: ``python -m app`` is the window, ``python -m app COMMAND`` the terminal.

A front end, and Qt with it, is imported inside the function that starts it: the terminal
works without a screen's libraries, and ``--version`` answers at once.
"""

import errno
import gc
import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

from app.core.command_line import DRAW_WORD, CommandLine, ProgramOptions, read_command_line
from app.core.version import read_version
from app.services.resources import program_folder

READER_LEFT = (errno.EPIPE, errno.EIO)
"""Errors of writing into ``… | head`` and into a terminal that was closed."""
INTERRUPTED = 130
"""Exit status after Ctrl-C, by the shells' custom (128 + SIGINT)."""


def main(arguments: list[str]) -> int:
    """Run the program with the words after its name; return its exit status."""
    _speak_utf8()
    line = read_command_line(arguments)
    try:
        if line.version:
            print(f"Naranhi {read_version(program_folder())}")
            return 0
        if line.words[:1] == [DRAW_WORD]:
            return _draw_report(line.words[1:])
        if line.words or line.help or line.fault:
            return _start_terminal(line)
        return _start_window(line.options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if _came_of_an_interrupt(error):
            return INTERRUPTED
        if isinstance(error, OSError) and error.errno in READER_LEFT:
            return _leave_quietly()
        if line.options.verbose:
            raise
        _report(error, line.options)
        return 1


def _start_window(options: ProgramOptions) -> int:
    with _leaving_at_once():
        from app.cli.no_screen import lacks_screen, refuse_window

    if lacks_screen():
        return refuse_window(options)
    # Nothing of what a start makes is garbage; looking for some takes a tenth of its time.
    # The window then collects by itself.
    gc.disable()
    with _leaving_at_once():
        from widgets.application import run_window

    return run_window(options)


def _start_terminal(line: CommandLine) -> int:
    with _leaving_at_once():
        from app.cli.program import run_terminal

    status = run_terminal(line)
    # What is still buffered meets a closed pipe here, where it is handled, and not at exit.
    sys.stdout.flush()
    return status


@contextmanager
def _leaving_at_once() -> Generator[None]:
    """End on Ctrl-C without a word while modules are loaded: there is nothing to save yet, and
    Qt's own do not survive an exception in their midst."""
    old = signal.getsignal(signal.SIGINT)
    if old is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _leave_at_once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)


def _leave_at_once(_number: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)


def _draw_report(words: list[str]) -> int:
    """Draw as a child of the terminal's ``report``, which knows nothing of Qt's painter."""
    from widgets.report.printing import run_drawing

    return run_drawing(words)


def _speak_utf8() -> None:
    """Write UTF-8 on every console, and never fail on a character that cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        # Without a console (pythonw) there is no stream; a test may put in one of its own.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _came_of_an_interrupt(error: BaseException) -> bool:
    """Tell whether Ctrl-C is behind an error: a class that is being made wraps it in another."""
    behind: BaseException | None = error
    while behind is not None and not isinstance(behind, KeyboardInterrupt):
        behind = behind.__cause__
    return behind is not None


def _leave_quietly() -> int:
    """Leave after whoever read the output has gone: there is nobody to tell."""
    # Python flushes both once more as it ends; that must not fail a second time.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return 1


def _report(error: Exception, options: ProgramOptions) -> None:
    """Say one sentence for an error that nobody foresaw; the rest goes into the log."""
    from app.services.crash_report import describe_crash

    print(describe_crash(error, options.data_dir), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
