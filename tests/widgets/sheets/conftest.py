"""The page with real services and workers, and a person's hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.run import ModelFile
from app.core.sheets.packs import load_packs
from app.services.notices import Notices
from app.services.translation import Languages
from app.store.database import Database
from tests.services.stage import LONG_MS, fake_model
from widgets.icons import Icons
from widgets.models.look import Look
from widgets.sheets.page import SheetPage
from widgets.sheets.services import SheetServices
from widgets.theme import Theme


class QuietArena(QObject):
    """Stands for the comparison page's arena."""

    def __init__(self) -> None:
        super().__init__()
        self.running = False
        self.measuring = lambda: False
        self.unloaded = 0

    def unload(self) -> None:
        self.unloaded += 1


class SheetPageStage:
    """Shows the page over real workers and fake models."""

    def __init__(
        self, qtbot: QtBot, application: QApplication, resources: Path, folder: Path
    ) -> None:
        self.qtbot, self.folder, self.resources = qtbot, folder, resources
        self.application = application
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        self.languages = Languages(application, resources / "i18n")
        self.look = Look(self.theme, Icons(resources / "icons", self.theme), self.languages)
        self.database = Database(folder / "d.sqlite3")
        self.arena = QuietArena()
        self.services = SheetServices(self.database, self.arena, Notices(), self.arena)  # type: ignore[arg-type]
        self.models = [
            fake_model(folder, "first", rate=None, text="수도는 서울입니다."),
            fake_model(folder, "second", rate=None, text="수도는 <b>부산</b>입니다."),
        ]

    def open(self) -> SheetPage:
        """Show the page; keys and clicks reach it."""
        packs = load_packs(self.resources)
        self.page = SheetPage(self.services, lambda: self.models, packs, self.look)
        self.qtbot.addWidget(self.page)
        self.page.resize(1100, 760)
        self.page.show()
        self.qtbot.waitExposed(self.page)
        return self.page

    def slow(self, name: str) -> ModelFile:
        """A model that takes its time."""
        return fake_model(self.folder, name, rate=4, n_tokens=400)

    def take(self, text: str) -> None:
        """Copy a table, and take it as the sheet."""
        QApplication.clipboard().setText(text)
        self.page.paste()
        self.qtbot.waitUntil(lambda: not self.page.parts.form.reading, timeout=LONG_MS)

    def run(self) -> None:
        """Run the chosen sheet to its end."""
        with self.qtbot.waitSignal(self.services.runner.ended, timeout=LONG_MS):
            self.page.start()

    def close(self) -> None:
        """Undo what the application keeps."""
        self.services.close()
        self.database.close()
        self.languages.use("ko")
        self.application.setStyleSheet("")


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, resources: Path, tmp_path: Path
) -> Iterator[SheetPageStage]:
    stage = SheetPageStage(qtbot, qapp, resources, tmp_path)
    yield stage
    stage.close()
