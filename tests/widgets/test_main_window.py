"""The window: its rail, its notices, its languages, its end; and the program as a process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.catalogue import Catalogue
from app.core.problem import Problem
from app.services.arena import Arena
from app.services.devices import DeviceList
from app.services.model_choice import ModelChoice
from app.services.notices import Notices
from app.services.settings import LANGUAGE, THEME, WINDOW_GEOMETRY, Settings
from app.services.stop_signals import StopSignals
from app.services.translation import CatalogueTranslator, Languages
from app.services.worker_process import worker_command
from app.store.run_store import RunStore
from widgets.application import READY_LINE
from widgets.help_dialog import HelpDialog, Shortcut
from widgets.icons import Icons
from widgets.main_window import MainWindow, Page, Surroundings
from widgets.navigation import Destination
from widgets.notice_bar import MAX_SHOWN
from widgets.qt_words import QtWords
from widgets.theme import Theme

ROOT = Path(__file__).resolve().parents[2]


class UnsavedArena(Arena):
    """An arena that claims to hold runs which are not stored."""

    n_unsaved = 0
    closed = 0

    @property
    def unsaved(self) -> int:
        return self.n_unsaved

    def close(self) -> None:
        self.closed += 1
        super().close()


class Stage:
    """A window over a page of two fields."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path, resources: Path):
        self.qtbot = qtbot
        self.application = application
        self.resources = resources
        self.folder = folder
        self.notices = Notices()
        self.settings = Settings(folder / "settings.ini")
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        self.store = RunStore(folder / "runs.sqlite3")
        self.arena = UnsavedArena(self.store, self.notices, worker_command())
        self.languages = Languages(application, resources / "i18n")
        self.qt_words = QtWords(application)
        self.windows: list[MainWindow] = []

    def open(self) -> MainWindow:
        page = QWidget()
        self.fields = [QLineEdit(page), QLineEdit(page)]
        layout = QVBoxLayout(page)
        for field in self.fields:
            layout.addWidget(field)
        around = Surroundings(
            theme=self.theme,
            icons=Icons(self.resources / "icons", self.theme),
            languages=self.languages,
            qt_words=self.qt_words,
            settings=self.settings,
            notices=self.notices,
            arena=self.arena,
            devices=DeviceList(worker_command()),
            choice=ModelChoice(self.resources, Catalogue, tuple, lambda: "ko"),
            resources=self.resources,
        )
        entry = Page(
            Destination("compare", lambda: "비교"),
            page,
            shortcuts=lambda: [Shortcut("Ctrl+Return", "실행")],
            regions=lambda: self.fields,
        )
        window = MainWindow(around, [entry])
        self.qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        self.windows.append(window)
        return window

    def close(self) -> None:
        for window in self.windows:
            window.close_without_asking()
        self.arena.close()
        self.store.close()
        self.qt_words.use("en")
        self.languages.use("ko")
        self.application.setStyleSheet("")


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: Path, resources: Path) -> Iterator[Stage]:
    stage = Stage(qtbot, qapp, tmp_path, resources)
    yield stage
    stage.close()


def words(window: QWidget) -> set[str]:
    """Every text, tool tip and accessible name that the window shows."""
    found: set[str] = {window.windowTitle()}
    for widget in window.findChildren(QWidget):
        found |= {widget.toolTip(), widget.accessibleName()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
    return {text for text in found if any("가" <= c <= "힣" for c in text)}


def test_the_language_changes_every_word_at_once(stage: Stage, qapp: QApplication) -> None:
    window = stage.open()
    stage.notices.post("disk", "error", Problem(kind="disk_full", params={"path": "/d"}))
    before = words(window)
    assert len(before) > 10

    class Anything(dict[str, str]):
        def get(self, key: str, default: object = None) -> str:
            return f"<{len(key)}>"

    marking = CatalogueTranslator(Anything(a="a"))
    qapp.installTranslator(marking)
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
    # The page's own title is the test's; 한 and 한국어 name themselves in every language.
    assert words(window) <= {"한", "한국어", "비교", "비교 (Ctrl+1)"}
    qapp.removeTranslator(marking)
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
    assert words(window) == before


def test_language_and_theme_are_taken_from_the_rail_and_remembered(
    stage: Stage, qtbot: QtBot
) -> None:
    window = stage.open()
    window.rail.languageChosen.emit("en")
    assert stage.languages.current == "en"
    assert stage.settings.get(LANGUAGE) == "en"
    window.rail.themeChosen.emit("dark")
    assert stage.theme.dark
    assert stage.settings.get(THEME) == "dark"
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier(0x06000000))
    assert stage.languages.current == "ko"
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier(0x06000000))
    assert not stage.theme.dark


def test_notices_replace_those_of_their_key_and_can_be_closed(stage: Stage, qtbot: QtBot) -> None:
    window = stage.open()
    bar = window.notice_bar
    assert not bar.isVisible()
    for n in range(3):
        stage.notices.post("same", "warning", lambda n=n: f"{n}번째")
    assert [line.text for line in bar.lines()] == ["2번째"]
    for n in range(MAX_SHOWN + 2):
        stage.notices.post(f"key{n}", "info", lambda n=n: f"알림 {n}")
    assert len(bar.lines()) == MAX_SHOWN
    assert bar.lines()[-1].text == f"알림 {MAX_SHOWN + 1}"
    while bar.lines():
        qtbot.mouseClick(bar.lines()[-1].close_button, Qt.MouseButton.LeftButton)
    assert not stage.notices.current
    assert not bar.isVisible()


def test_size_is_remembered_and_fits_the_screen(stage: Stage) -> None:
    window = stage.open()
    available = window.screen().availableSize()
    assert window.width() <= available.width()
    assert window.height() <= available.height()
    # The offscreen platform's screen has 800 × 800.
    window.resize(QSize(800, 640))
    window.close()
    assert stage.settings.get(WINDOW_GEOMETRY)
    again = stage.open()
    assert again.size() == window.size()


def test_a_broken_geometry_is_ignored(stage: Stage) -> None:
    stage.settings.set(WINDOW_GEOMETRY, b"nonsense")
    assert stage.open().isVisible()


def test_the_smallest_window_is_small_enough(stage: Stage) -> None:
    least = stage.open().minimumSizeHint()
    assert least.width() <= 1024
    assert least.height() <= 640


def test_f6_goes_through_the_regions(stage: Stage, qtbot: QtBot) -> None:
    window = stage.open()
    qtbot.waitUntil(lambda: window.focusWidget() is stage.fields[0])
    order = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        order.append(window.focusWidget())
    assert order == [stage.fields[1], window.rail.page_button, stage.fields[0]]
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is window.rail.page_button
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is stage.fields[0]


def test_everything_that_takes_the_keyboard_has_a_name(stage: Stage) -> None:
    window = stage.open()
    stage.notices.post("k", "info", lambda: "알림")
    nameless = [
        button
        for button in window.findChildren(QAbstractButton)
        if not (button.accessibleName() or button.text())
    ]
    assert not nameless


def test_help_lists_keys_versions_and_licences(stage: Stage, qtbot: QtBot) -> None:
    window = stage.open()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    assert dialog.isVisible()
    pages = {p.accessibleName(): p.toPlainText() for p in dialog.findChildren(QTextBrowser)}
    keys, about, licences = pages["단축키"], pages["정보"], pages["라이선스"]
    assert "실행" in keys
    assert "F6" in keys
    assert "PySide6" in about
    assert "SIL OPEN FONT LICENSE" in licences.upper()
    assert "LGPL" in licences
    dialog.close()


def test_closing_stops_the_arena(stage: Stage) -> None:
    window = stage.open()
    window.close()
    assert stage.arena.closed
    assert not window.isVisible()


@pytest.mark.parametrize("leave", [True, False])
def test_unsaved_runs_are_asked_about(stage: Stage, qtbot: QtBot, leave: bool) -> None:
    window = stage.open()
    stage.arena.n_unsaved = 2

    def answer() -> None:
        question = window.findChild(QMessageBox)
        assert question is not None
        assert "2" in question.text()
        role = QMessageBox.ButtonRole
        wanted = role.DestructiveRole if leave else role.RejectRole
        next(b for b in question.buttons() if question.buttonRole(b) == wanted).click()

    QTimer.singleShot(0, answer)
    window.close()
    assert window.isVisible() != leave
    assert bool(stage.arena.closed) == leave
    stage.arena.n_unsaved = 0


def test_a_click_on_the_rail_keeps_the_page(stage: Stage, qtbot: QtBot) -> None:
    window = stage.open()
    qtbot.mouseClick(window.rail.page_button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.rail.page_button.isChecked()
    assert stage.fields[0].isVisible()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_wakes_the_event_loop(qtbot: QtBot, number: int) -> None:
    heard: list[int] = []
    before = signal.getsignal(number)
    with StopSignals() as signals:
        signals.caught.connect(heard.append)
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: bool(heard))
    assert heard == [number]
    assert signal.getsignal(number) is before


def start_program(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app", "--verbose", "--data-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "default"},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_ready(process: subprocess.Popen[str]) -> list[str]:
    """Return what was written to stderr up to the ready line."""
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        lines.append(line.strip())
        if lines[-1] == READY_LINE:
            return lines
    pytest.fail(f"ended without being ready: {lines}")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_program_starts_and_leaves_when_told(tmp_path: Path, number: int) -> None:
    with start_program(tmp_path / "자료 폴더") as process:
        lines = wait_ready(process)
        resident = psutil.Process(process.pid).memory_info().rss
        process.send_signal(number)
        _, rest = process.communicate(timeout=30)
    said = [line for line in (*lines, *rest.splitlines()) if "propagateSizeHints" not in line]
    assert said == [READY_LINE]
    assert process.returncode == 0
    assert (tmp_path / "자료 폴더" / "settings.ini").exists()
    assert resident < 250 * 1024 * 1024


def test_a_data_folder_that_cannot_be_made_is_told_and_the_window_lives(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with start_program(blocked / "data") as process:
        wait_ready(process)
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0
