"""Offline the whole program opens no socket: every command, watched by the interpreter itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.hub_stage import BOUND, FREE
from tests.cli.terminal import LIMIT_S, environment

WATCHED = """
import sys
told = []
sys.addaudithook(lambda event, _: told.append(event) if event.startswith("socket.") else None)
from app.__main__ import main
status = main(sys.argv[1:])
print("sockets:", sorted(set(told)), file=sys.stderr)
raise SystemExit(status)
"""
WINDOW = """
import sys
from pathlib import Path
told = []
sys.addaudithook(lambda event, _: told.append(event) if event.startswith("socket.") else None)
from PySide6.QtCore import QElapsedTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.core.command_line import ProgramOptions
from widgets.application import assemble
from widgets.models.page import ModelsPage
def until(condition):
    since = QElapsedTimer()
    since.start()
    while not condition():
        assert since.elapsed() < 60_000
        QTest.qWait(10)
application = QApplication([])
assembly = assemble(application, ProgramOptions(data_dir=Path(sys.argv[2]), offline=True))
window = assembly.window
window.show()
window.show_page(1)
page = window.findChild(ModelsPage)
page.choose("kanana-1.5-2.1b")
until(lambda: bool(page.details.files.frames))
page.details.files.frames[0].button("fetch").click()
until(page.details.notice.isVisible)
assert page.details.notice.trouble.problem.kind == "offline"
dialog = page.add_dialog()
dialog.field.setText("someone/model-GGUF")
dialog.search()
until(lambda: dialog.notice.trouble is not None)
window.close()
assembly.close()
print("sockets:", sorted(set(told)), file=sys.stderr)
"""


def watched(
    script: str, data: Path, folder: Path, *words: str, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run a script that tells last which sockets were opened. Without an endpoint of the test's
    own, whatever slipped through would go to the real Hub."""
    home = folder / "home"
    home.mkdir()
    quiet = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "HF_HUB_OFFLINE": ""}
    return subprocess.run(
        [sys.executable, "-c", script, "--data-dir", data, *words],
        cwd=folder,
        env=environment(HOME=str(home), QT_QPA_PLATFORM="offscreen", **quiet, **changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["models", BOUND], 0),
        (["models", "someone/unknown-GGUF"], 1),
        (["pull", FREE], 1),
        (["library"], 0),
        (["import", "--found", "--yes"], 0),
        (["bundle", "export", "bundle", "--all"], 1),
        (["doctor"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
)
def test_no_command_opens_a_socket(
    words: list[str], status: int, known_data: Path, tmp_path: Path
) -> None:
    ran = watched(WATCHED, known_data, tmp_path, "--offline", *words)
    assert ran.returncode == status, ran.stderr
    assert ran.stderr.splitlines()[-1] == "sockets: []", ran.stderr


def test_the_window_opens_no_socket(known_data: Path, tmp_path: Path) -> None:
    ran = watched(WINDOW, known_data, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.splitlines()[-1] == "sockets: []", ran.stderr


def test_the_watch_sees_what_is_opened(known_data: Path, tmp_path: Path) -> None:
    ran = watched(WATCHED, known_data, tmp_path, "pull", FREE, HF_ENDPOINT="http://127.0.0.1:9")
    assert ran.returncode == 1
    assert "socket.connect" in ran.stderr.splitlines()[-1]
