"""The page of the history with a store that a test can fill, and a second window's on it."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.run import ModelFile
from app.services.arena import Arena
from app.services.notices import Notices
from app.services.translation import Languages
from app.services.worker_process import worker_command
from app.store.history_store import HistoryQuery, HistoryStore
from app.store.run_store import RunStore
from tests.store.samples import comparison, outcome, run
from widgets.history.desk import HistoryDesk
from widgets.history.page import HistoryPage
from widgets.icons import Icons
from widgets.models.look import Look
from widgets.theme import Theme

DAY_NS = 86_400_000_000_000
FIRST_NS = 1_700_049_600_000_000_000


class HistoryStage:
    """Builds and shows the page; takes everything down again."""

    def __init__(
        self, qtbot: QtBot, application: QApplication, folder: Path, resources: Path
    ) -> None:
        self.qtbot = qtbot
        self.application = application
        self.path = folder / "naranhi.sqlite3"
        self.store = RunStore(self.path)
        self.other_window = RunStore(self.path)
        self.arena = Arena(self.store, Notices(), worker_command())
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        self.languages = Languages(application, resources / "i18n")
        self.look = Look(self.theme, Icons(resources / "icons", self.theme), self.languages)

    def fill(self, *prompts: str, store: RunStore | None = None, rounds: int = 1) -> None:
        """Store comparisons of two models, a day apart, named by letters."""
        into = store or self.store
        n_there = len(HistoryStore(into.database).groups(HistoryQuery()))
        for number, prompt in enumerate(prompts, n_there):
            name = chr(ord("a") + number)
            began = FIRST_NS + number * DAY_NS
            asked = comparison(name, prompt)
            spec = msgspec.structs.replace(asked.spec, rounds=rounds)
            asked = msgspec.structs.replace(asked, spec=spec, started_at_ns=began)
            for round_number in range(1, rounds + 1):
                for pane in (0, 1):
                    place = round_number * 10 + pane
                    begun = run(asked, f"{name}{place}", pane, started_at_ns=began + place)
                    begun = msgspec.structs.replace(begun, round_number=round_number)
                    answer = f"{prompt}에 대한 답 {pane}"
                    ended = msgspec.structs.replace(outcome(8 + pane), text=answer)
                    into.finish_run(asked, begun, ended, began + place + 1)

    def open(self) -> HistoryPage:
        """Show the page; keys and clicks reach it."""
        self.desk = HistoryDesk(self.store, self.arena)
        self.page = HistoryPage(self.desk, _nowhere, self.look)
        self.qtbot.addWidget(self.page)
        self.page.resize(1190, 800)
        self.page.show()
        self.qtbot.waitExposed(self.page)
        self.wait_shown()
        return self.page

    def wait_shown(self) -> None:
        """Wait until everything that was asked for is shown."""
        self.qtbot.waitUntil(lambda: not self.page.busy)

    def wait_indexed(self) -> None:
        """Wait until all can be found by words."""
        self.qtbot.waitUntil(lambda: self.desk.index_complete, timeout=10_000)

    def titles(self) -> list[str]:
        """What the list shows."""
        return [row.title for row in self.page.model.rows]

    def choose(self, title: str) -> None:
        """Go to an entry."""
        row = next(row for row in self.page.model.rows if row.title == title)
        self.page.list.choose(row.key)
        self.wait_shown()

    def retranslate(self) -> None:
        """Tell the page that the language has changed."""
        self.application.sendEvent(self.page, QEvent(QEvent.Type.LanguageChange))

    def close(self) -> None:
        """End everything."""
        page = getattr(self, "page", None)
        if page is not None:
            page.hide()
            page.close_down()
        self.arena.close()
        self.other_window.close()
        self.store.close()
        self.languages.use("ko")
        self.application.setStyleSheet("")


def _nowhere(name: str) -> ModelFile:
    return ModelFile(id=name, path=f"/nowhere/{name}", name=name)
