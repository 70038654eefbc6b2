"""A comparison page with everything around it: real workers, fake or practice models."""

import json
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.catalogue import Catalogue
from app.core.fit.joint import JointFit
from app.core.run import ModelFile
from app.services.arena import Arena
from app.services.devices import DeviceList
from app.services.model_choice import ModelChoice
from app.services.notices import Notices
from app.services.settings import LANGUAGE, Settings
from app.services.translation import CatalogueTranslator, Languages
from app.services.worker_process import Limits, worker_command
from app.store.run_store import RunStore
from widgets.compare.page import ComparePage
from widgets.compare.pane import Pane
from widgets.graph.throughput_graph import ThroughputGraph
from widgets.icons import Icons
from widgets.main_window import Surroundings
from widgets.qt_words import QtWords
from widgets.theme import Theme

LONG_MS = 90_000


def fake_model(folder: Path, name: str, **script: object) -> ModelFile:
    """A model that plays ``script`` (see the fake engine)."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(script), encoding="utf-8")
    return ModelFile(id=str(path), path=str(path), name=name, engine="fake")


class CompareStage:
    """Builds the page, shows it, and takes everything down again."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path, resources: Path):
        self.qtbot = qtbot
        self.application = application
        self.folder = folder
        self.notices = Notices()
        self.settings = Settings(folder / "settings.ini")
        self.settings.set(LANGUAGE, "ko")
        self.store = RunStore(folder / "runs.sqlite3")
        self.arena = Arena(
            self.store,
            self.notices,
            worker_command(),
            limits=Limits(hello_s=20, cancel_s=1, quit_s=1),
        )
        self.devices = DeviceList(worker_command())
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        icons = Icons(resources / "icons", self.theme)
        self.languages = Languages(application, resources / "i18n")
        around = Surroundings(
            theme=self.theme,
            icons=icons,
            languages=self.languages,
            qt_words=QtWords(application),
            settings=self.settings,
            notices=self.notices,
            arena=self.arena,
            devices=self.devices,
            choice=ModelChoice(resources, Catalogue, tuple, lambda: "ko"),
            resources=resources,
        )
        self.joint: JointFit | None = None
        """What is foretold of a race."""
        self.page = ComparePage(
            around,
            ThroughputGraph(self.theme, icons),
            check_race=lambda _, answer: answer(self.joint),
        )
        self.page.resize(1150, 780)
        qtbot.addWidget(self.page)
        self.page.show()
        qtbot.waitExposed(self.page)

    @property
    def panes(self) -> list[Pane]:
        """The page's panes."""
        return self.page.row.panes

    def use(self, *models: ModelFile) -> None:
        """Put one model into each pane."""
        self.page.row.set_models(models)

    def fake(self, name: str, **script: object) -> ModelFile:
        """Make a fake model."""
        return fake_model(self.folder, name, **script)

    def run(self, prompt: str = "안녕?") -> None:
        """Press Run and wait until everything has ended and is shown."""
        self.press_run(prompt)
        self.wait_ended()

    def press_run(self, prompt: str) -> None:
        """Press Run."""
        self.page.area.box.set_prompt(prompt)
        self.page.area.run_button.click()

    def wait_ended(self) -> None:
        """Wait until nothing goes and nothing is left to be shown."""
        page = self.page
        self.qtbot.waitUntil(
            lambda: not self.arena.running and not page.control.clocks.ticking, timeout=LONG_MS
        )

    def shown(self, pane: int) -> str:
        """What a person reads in a pane."""
        return self.panes[pane].chat.toPlainText()

    def speak_english(self, words: dict[str, str]) -> QObject:
        """Switch the interface to a small catalogue of its own."""
        translator = CatalogueTranslator(words, self.application)
        self.application.installTranslator(translator)
        self.application.sendEvent(self.page, QEvent(QEvent.Type.LanguageChange))
        return translator

    def close(self) -> None:
        """End every worker and close the files."""
        self.arena.close()
        self.devices.close()
        self.store.close()
