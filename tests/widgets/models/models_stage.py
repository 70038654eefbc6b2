"""The page of models with everything around it that a test can set."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.services.translation import Languages
from tests.widgets.models.fake_backend import FakeBackend
from widgets.icons import Icons
from widgets.models.file_line_frame import FileLineFrame
from widgets.models.look import Look
from widgets.models.page import ModelsPage
from widgets.theme import Theme
from widgets.verdicts import Verdicts


class ModelsStage:
    """Shows the page over a fake backend."""

    def __init__(self, qtbot: QtBot, application: QApplication, resources: Path):
        self.qtbot = qtbot
        self.application = application
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        self.languages = Languages(application, resources / "i18n")
        icons = Icons(resources / "icons", self.theme)
        self.look = Look(self.theme, icons, self.languages)
        self.backend = FakeBackend()
        self.opened: list[str] = []
        self.verdicts = Verdicts(application)

    def open(self, backend: FakeBackend | None = None) -> ModelsPage:
        """Show the page; keys and clicks reach it."""
        self.backend = backend or self.backend
        self.page = ModelsPage(self.backend, self.look, self.opened.append, verdicts=self.verdicts)
        self.qtbot.addWidget(self.page)
        self.page.resize(1150, 780)
        self.page.show()
        self.qtbot.waitExposed(self.page)
        return self.page

    def tell(self) -> None:
        """Let the backend tell of changes, and wait until they are shown."""
        with self.qtbot.waitSignal(self.page.list_model.modelReset):
            self.backend.tell()

    def names(self) -> list[str]:
        """Names of the rows in the list."""
        model = self.page.list_model
        return [str(model.data(model.index_of(row.key))) for row in model.shown]

    def frame(self, quantisation: str) -> FileLineFrame:
        """The line of a file in the details."""
        frames = [f for f in self.page.details.files.frames if f.isVisible()]
        return next(f for f in frames if f.line and f.line.quantisation == quantisation)

    def close(self) -> None:
        """Undo what the application keeps."""
        self.languages.use("ko")
        self.application.setStyleSheet("")


def answer(dialog_of: type[QDialog], answer: Callable[[QDialog], None]) -> None:
    """Answer the next dialog of this kind as soon as it is open."""
    timer = QTimer(QApplication.instance())
    timer.setInterval(5)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, dialog_of):
            timer.stop()
            timer.deleteLater()
            answer(dialog)

    timer.timeout.connect(look)
    timer.start()


def press(role: QMessageBox.ButtonRole) -> Callable[[QDialog], None]:
    """Return what presses the button of a role in a message box."""

    def click(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        next(b for b in dialog.buttons() if dialog.buttonRole(b) == role).click()

    return click


def agree(dialog: QDialog) -> None:
    """Tick the box of the licence's dialog, and accept."""
    box = dialog.findChild(QCheckBox)
    assert box is not None
    box.click()
    accept = getattr(dialog, "accept_button", None)
    assert isinstance(accept, QWidget)
    accept.click()  # pyright: ignore[reportAttributeAccessIssue]
