"""Ctrl-C in the first half second, while Qt's modules are loaded and the window is built."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import LIMIT_S, environment

INTERRUPTS_ITSELF = """
import signal
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "PySide6.QtCore":
            try:
                signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt:
                print("raised amid the modules")


sys.meta_path.insert(0, Finder())
from app.__main__ import main

sys.exit(main(sys.argv[1:]))
"""


WRAPS_THE_INTERRUPT = """
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "pydantic":
            raise RuntimeError("while a class was made") from KeyboardInterrupt()


sys.meta_path.insert(0, Finder())
from app.__main__ import main

sys.exit(main(sys.argv[1:]))
"""
INTERRUPTED_WHILE_BUILT = """
import signal
import sys

from app.__main__ import main
from widgets import application

assemble = application.assemble


def interrupted(*words):
    signal.raise_signal(signal.SIGINT)
    return assemble(*words)


application.assemble = interrupted
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(
    ("program", "words"),
    [
        (INTERRUPTS_ITSELF, ()),
        (INTERRUPTS_ITSELF, ("models",)),
        (WRAPS_THE_INTERRUPT, ("models", "--lang", "ko")),
    ],
    ids=["window", "terminal", "a module that wraps it"],
)
def test_it_ends_without_a_word(program: str, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        check=False,
        capture_output=True,
        timeout=LIMIT_S,
        text=True,
        env=environment(QT_QPA_PLATFORM="offscreen"),
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_window_that_is_being_built_closes_as_soon_as_it_stands(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_WHILE_BUILT, "--data-dir", str(tmp_path)],
        check=False,
        capture_output=True,
        timeout=LIMIT_S,
        text=True,
        env=environment(QT_QPA_PLATFORM="offscreen"),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
