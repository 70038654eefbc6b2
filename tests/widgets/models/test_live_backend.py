"""The page over the real services, against a Hub on this machine."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.catalogue import Catalogue, CatalogueModel, GgufRepo, Licence, Team, Text
from app.core.engine_knowledge import EngineKnowledge, TokenizerName
from app.core.problem import Problem
from app.hub.access import HubAccess
from app.services.background_queries import BackgroundQueries
from app.services.download_limits import DownloadLimits, wished_limits
from app.services.downloads import Downloads
from app.services.library import Library
from app.services.licences import Licences
from app.services.model_choice import ModelChoice
from app.services.settings import Settings
from app.store.database import Database
from app.store.download_store import DownloadStore
from app.store.library_store import LibraryStore
from tests.helpers.hub_server import LocalHub
from tests.widgets.models.fake_backend import entry
from tests.widgets.models.models_stage import ModelsStage, agree, answer
from widgets.models import live_backend
from widgets.models.licence_dialog import LicenceDialog
from widgets.models.live_backend import LiveBackend
from widgets.models.live_services import ModelServices
from widgets.models.page import ModelsPage

REPO, FILE = "maker/model-GGUF", "model-Q8_0.gguf"
LONG_MS = 90_000


def said(words: str) -> Text:
    return Text(ko=words, en=words)


CATALOGUE = Catalogue(
    models=(
        CatalogueModel(
            id="model-1b",
            family="f",
            team="t",
            name=said("Model 1B"),
            repo="maker/model",
            parameters_b=1.0,
            architecture="llama",
            repos=(GgufRepo(repo=REPO),),
            licence=Licence(
                name="L", badge="conditional", meaning=said("Yes, if."), hub_tags=("mit",)
            ),
        ),
        CatalogueModel(
            id="odd",
            family="f",
            team="t",
            name=said("Odd"),
            repo="maker/odd",
            parameters_b=2.0,
            architecture="odd-arch",
            licence=Licence(name="", badge="unverified", meaning=said("Not known.")),
        ),
    ),
    teams=(Team(id="t", name=said("Team"), national=True, flagship="odd"),),
)


def never(value: object) -> None:
    """What must not be called."""
    raise AssertionError(value)


class Knows:
    """Stands for the probe: ``odd-arch`` is what it does not know."""

    def knowledge(
        self, architectures: Sequence[str] = (), tokenizers: Sequence[TokenizerName] = ()
    ) -> EngineKnowledge:
        return EngineKnowledge(architectures={name: name != "odd-arch" for name in architectures})


class LiveStage(ModelsStage):
    """A page whose downloads come over a socket and lie on the disk."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path, resources: Path):
        super().__init__(qtbot, application, resources)
        self.hub = LocalHub()
        self.is_offline = False
        self.database = Database(folder / "runs.sqlite3")
        settings, store = Settings(folder / "settings.ini"), LibraryStore(self.database)
        self.library = Library(settings, folder, store)
        self.downloads = Downloads(
            DownloadStore(self.database), lambda: self.library.folder, self.access
        )
        self.queries = BackgroundQueries()
        self.services = ModelServices(
            catalogue=CATALOGUE,
            library=self.library,
            downloads=self.downloads,
            licences=Licences(store),
            queries=self.queries,
            resources=resources,
            probe=Knows(),  # pyright: ignore[reportArgumentType]
            choice=ModelChoice(resources, lambda: CATALOGUE, self.library.entries, lambda: "ko"),
            settings=settings,
            access=self.access,
            offline=lambda: self.is_offline,
            loaded=lambda: False,
            endpoint=self.hub.endpoint,
        )

    def access(self) -> HubAccess:
        return HubAccess(self.hub.endpoint, offline=self.is_offline)

    def open_live(self) -> ModelsPage:
        self.live = LiveBackend(self.services)
        self.page = ModelsPage(self.live, self.look, self.opened.append)
        self.qtbot.addWidget(self.page)
        self.page.resize(1150, 780)
        with self.qtbot.waitSignal(self.live.knowledgeChanged, timeout=LONG_MS):
            self.page.show()
        return self.page

    def fetch(self) -> None:
        """Have the Hub asked, agree, and download the model."""
        self.page.choose("model-1b")
        self.qtbot.waitUntil(lambda: bool(self.page.details.files.lines), timeout=LONG_MS)
        answer(LicenceDialog, agree)
        self.frame("Q8_0").button("fetch").click()

    def close(self) -> None:
        self.live.close()
        self.downloads.close()
        self.queries.close()
        self.library.close()
        self.database.close()
        self.hub.close()
        super().close()


@pytest.fixture
def stage(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    resources: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[LiveStage]:
    # What this machine's own programs keep is none of the tests' business.
    monkeypatch.setattr(live_backend, "find_foreign_entries", list)
    stage = LiveStage(qtbot, qapp, tmp_path, resources)
    stage.hub.add_repo(
        REPO, {FILE: resources / "models" / "starter-s.Q8_0.gguf"}, licence="apache-2.0"
    )
    yield stage
    stage.close()


def test_from_the_hub_into_the_library_and_away(stage: LiveStage, qtbot: QtBot) -> None:
    page = stage.open_live()
    qtbot.waitUntil(lambda: [r.key for r in page.list_model.rows if not r.runs] == ["odd"])
    stage.fetch()
    qtbot.waitUntil(lambda: bool(stage.library.entries()), timeout=LONG_MS)
    (held,) = stage.library.entries()
    assert (held.model_id, held.quantisation, held.state) == ("model-1b", "Q8_0", "ok")
    qtbot.waitUntil(lambda: not stage.live.downloads(), timeout=LONG_MS)
    qtbot.waitUntil(
        lambda: any(f.line and f.line.entry for f in page.details.files.frames), timeout=LONG_MS
    )
    # The copy claims another licence than the original's: told, not believed.
    assert page.chosen.hub.conflict(CATALOGUE.models[0]) == "apache-2.0"
    assert not stage.live.needs_consent(CATALOGUE.models[0])
    with qtbot.waitSignal(page.compareRequest) as told:
        stage.frame("Q8_0").button("compare").click()
    assert told.args is not None
    assert (told.args[0].id, told.args[0].path) == ("model-1b:Q8_0", str(held.path))

    page.view.button("disk").click()
    qtbot.waitUntil(lambda: bool(page.disk.model.lines), timeout=LONG_MS)
    page.disk.verify_all_button.click()
    qtbot.waitUntil(lambda: page.disk.work.share is None, timeout=LONG_MS)
    freed: list[int] = []
    stage.live.delete(held, freed.append, never)
    qtbot.waitUntil(lambda: bool(freed), timeout=LONG_MS)
    assert freed == [held.size_bytes]
    assert stage.library.entries() == []


def test_the_very_file_that_is_broken_is_mended(
    stage: LiveStage, qtbot: QtBot, resources: Path
) -> None:
    # Its name says another quantisation than its header, and the repo has that one as well.
    starters = {name: resources / "models" / f"starter-{name}.Q8_0.gguf" for name in "sm"}
    odd = "model-UD-Q4_K_XL.gguf"
    stage.hub.add_repo(REPO, {FILE: starters["s"], odd: starters["m"]}, licence="mit")
    page = stage.open_live()
    page.choose("model-1b")
    qtbot.waitUntil(lambda: len(page.details.files.lines) == 2, timeout=LONG_MS)
    answer(LicenceDialog, agree)
    stage.frame("UD-Q4_K_XL").button("fetch").click()
    qtbot.waitUntil(lambda: bool(stage.library.entries()), timeout=LONG_MS)
    (held,) = stage.library.entries()
    data = held.path.read_bytes()
    held.path.write_bytes(data[:-1000])
    stage.library.refresh()
    qtbot.waitUntil(lambda: stage.library.entries()[0].state == "broken", timeout=LONG_MS)
    qtbot.waitUntil(lambda: not stage.live.downloads(), timeout=LONG_MS)
    sent = stage.hub.sent_bytes
    stage.live.mend(stage.library.entries()[0], lambda _item: None, never)
    qtbot.waitUntil(lambda: stage.library.entries()[0].state == "ok", timeout=LONG_MS)
    assert held.path.read_bytes() == data
    assert len(stage.library.entries()) == 1
    # The header was looked at once more; of the file only the end was missing.
    assert stage.hub.sent_bytes - sent < 4 * 2**20


def test_offline_no_byte_is_asked_for(stage: LiveStage, qtbot: QtBot) -> None:
    stage.is_offline = True
    stage.open_live()
    problems: list[Problem] = []
    stage.live.list_repo(REPO, never, problems.append)
    stage.live.search("model", never, problems.append)
    lies_at = stage.library.folder / FILE
    broken = entry("model-1b", "Q8_0", repo=REPO, state="broken", path=lies_at)
    stage.live.mend(broken, never, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 3, timeout=LONG_MS)
    assert {problem.kind for problem in problems} == {"offline"}
    assert stage.hub.requests == []


def test_what_llama_cpp_does_not_know_is_refused_before_the_download(
    stage: LiveStage, qtbot: QtBot
) -> None:
    class KnowsNothing:
        def knowledge(self, architectures: Sequence[str] = (), _: object = ()) -> EngineKnowledge:
            return EngineKnowledge(architectures=dict.fromkeys(architectures, False))

    page = stage.open_live()
    object.__setattr__(stage.services, "probe", KnowsNothing())
    stage.fetch()
    qtbot.waitUntil(page.details.notice.isVisible, timeout=LONG_MS)
    assert page.details.notice.trouble is not None
    assert page.details.notice.trouble.problem.kind == "unknown_architecture"
    assert stage.downloads.entries() == []


def test_a_file_is_imported_where_it_lies(stage: LiveStage, qtbot: QtBot, resources: Path) -> None:
    page = stage.open_live()
    path = resources / "models" / "starter-s.Q8_0.gguf"
    page.import_files([path])
    qtbot.waitUntil(lambda: page.list.key == str(path), timeout=LONG_MS)
    (held,) = stage.library.entries()
    assert not held.owned
    stage.live.forget(held)
    assert stage.library.entries() == []
    assert path.exists()


def test_the_folder_moves(stage: LiveStage, qtbot: QtBot, tmp_path: Path) -> None:
    page = stage.open_live()
    stage.fetch()
    qtbot.waitUntil(lambda: bool(stage.library.entries()), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not stage.downloads.busy, timeout=LONG_MS)
    page.disk.work.move_to(tmp_path / "다른 곳")
    qtbot.waitUntil(lambda: page.disk.work.share is None, timeout=LONG_MS)
    assert stage.library.folder == tmp_path / "다른 곳"
    assert stage.library.entries()[0].path.is_relative_to(tmp_path / "다른 곳")


def test_a_bundle_goes_out_and_comes_into_another_library(
    stage: LiveStage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = stage.open_live()
    stage.fetch()
    qtbot.waitUntil(lambda: bool(stage.library.entries()), timeout=LONG_MS)
    bundle = tmp_path / "꾸러미"
    page.disk.work.export_bundle(bundle, stage.library.entries())
    qtbot.waitUntil(lambda: page.disk.work.share is None, timeout=LONG_MS)
    (held,) = stage.library.entries()
    freed: list[int] = []
    stage.live.delete(held, freed.append, never)
    qtbot.waitUntil(lambda: bool(freed), timeout=LONG_MS)
    with qtbot.waitSignal(page.disk.work.carried, timeout=LONG_MS) as carried:
        page.disk.work.import_bundle(bundle)
    assert carried.args == ["import", 1]
    (came,) = stage.library.entries()
    assert (came.model_id, came.state, came.size_bytes) == ("model-1b", "ok", held.size_bytes)
    # A second time there is nothing new in it.
    with qtbot.waitSignal(page.disk.work.carried, timeout=LONG_MS) as again:
        page.disk.work.import_bundle(bundle)
    assert again.args == ["import", 0]


def test_limits_are_kept_to_and_remembered(stage: LiveStage) -> None:
    stage.open_live()
    assert stage.live.limits() == DownloadLimits(0, 2)
    stage.live.limit(DownloadLimits(5 * 2**20, 3))
    assert wished_limits(stage.services.settings) == DownloadLimits(5 * 2**20, 3)
