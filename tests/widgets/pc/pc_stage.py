"""The page about this PC with everything around it that a test can set."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.translation import Languages
from tests.widgets.pc.fake_pc import FakePc
from widgets.icons import Icons
from widgets.models.look import Look
from widgets.pc.judging import Cell
from widgets.pc.page import PcPage
from widgets.pc.rows import FitRow, Key
from widgets.theme import Theme


class PcStage:
    """Shows the page over a fake backend."""

    def __init__(self, qtbot: QtBot, application: QApplication, resources: Path) -> None:
        self.qtbot = qtbot
        self.application = application
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        self.languages = Languages(application, resources / "i18n")
        self.look = Look(self.theme, Icons(resources / "icons", self.theme), self.languages)

    def open(self, backend: FakePc | None = None) -> PcPage:
        """Show the page; keys and clicks reach it."""
        self.backend = backend or FakePc()
        self.page = PcPage(self.backend, self.look)
        self.qtbot.addWidget(self.page)
        self.page.resize(1190, 800)
        self.page.show()
        self.qtbot.waitExposed(self.page)
        return self.page

    def cell(self, model_id: str, quantisation: str = "Q4_K_M") -> Cell:
        """What the table shows of a model in a quantisation."""
        return self.page.table_model.cells[(model_id, quantisation)]

    def verdict(self, model_id: str, quantisation: str = "Q4_K_M") -> str:
        """The verdict in that cell."""
        return self.cell(model_id, quantisation).fit.judgement.verdict

    def shown(self) -> list[str]:
        """Ids of the models in the table, in their order."""
        return [row.key for row in self.page.table_model.shown if isinstance(row, FitRow)]

    def spoken(self, key: Key) -> str:
        """What a screen reader says of a cell."""
        model = self.page.table_model
        return str(model.data(model.index_of(key)))

    def wait_shown(self) -> None:
        """Wait until what was moved is shown, the details too."""
        page = self.page
        self.qtbot.waitUntil(lambda: not page.busy)

    def close(self) -> None:
        """Undo what the application keeps."""
        self.languages.use("ko")
        self.application.setStyleSheet("")
