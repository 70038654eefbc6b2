"""The page of measurements: real workers, what a person sees and can do."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.core.measure.texts import read_texts
from app.core.run import ModelFile
from app.services.arena import Arena
from app.services.measuring.sampling import IdleWait
from app.services.notices import Notices
from app.services.translation import Languages
from app.services.worker_process import worker_command
from app.store.run_store import RunStore
from tests.services.stage import LONG_MS
from widgets.icons import Icons
from widgets.measure.assembly import MeasureServices
from widgets.measure.page import MeasurePage
from widgets.models.look import Look
from widgets.theme import Theme


class MeasureStage:
    """The page over fake models and real worker processes."""

    def __init__(self, qtbot: QtBot, application: QApplication, resources: Path, folder: Path):
        self.qtbot, self.folder = qtbot, folder
        self.parent = QObject()
        self.store = RunStore(folder / "d.sqlite3")
        notices = Notices(self.parent)
        self.arena = Arena(self.store, notices, worker_command(), self.parent)
        self.services = MeasureServices(
            self.store.database,
            self.arena,
            notices,
            self.parent,
            # The tests' machine is never idle.
            idle=IdleWait(self.parent, load=lambda: 0.0),
        )
        self.theme = Theme(application, resources / "themes")
        self.theme.choose("light")
        self.languages = Languages(application, resources / "i18n")
        look = Look(self.theme, Icons(resources / "icons", self.theme), self.languages)
        self.models = [self.fake("quick", rate=400.0), self.fake("slow", rate=200.0)]
        self.page = MeasurePage(self.services, lambda: self.models, read_texts(resources)[:1], look)
        qtbot.addWidget(self.page)
        self.page.resize(1150, 780)
        self.page.show()
        qtbot.waitExposed(self.page)

    def fake(self, name: str, **script: object) -> ModelFile:
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps({"n_ctx": 4096, **script}), "utf-8")
        return ModelFile(id=name, path=str(path), name=name, engine="fake")

    def measure_chats(self, rounds: int = 5) -> None:
        form = self.page.form
        form.kinds["standard"].setChecked(False)
        form.kinds["chat"].setChecked(True)
        form.rounds.setValue(rounds)
        form.length.setValue(8)
        self.qtbot.mouseClick(self.page.start_button, Qt.MouseButton.LeftButton)

    def wait_ended(self) -> None:
        self.qtbot.waitUntil(lambda: not self.services.measurer.running, timeout=LONG_MS)

    def close(self) -> None:
        self.languages.use("ko")
        self.page.close()
        self.page.deleteLater()
        self.services.close()
        self.arena.close()
        self.store.close()


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, resources: Path, tmp_path: Path
) -> Iterator[MeasureStage]:
    built = MeasureStage(qtbot, qapp, resources, tmp_path)
    yield built
    built.close()


def test_an_empty_page_says_what_to_do(stage: MeasureStage) -> None:
    page = stage.page
    assert page.results.empty.isVisible()
    assert "재기" in page.results.empty.text()
    assert [m.id for m in page.form.chosen_models()] == ["quick", "slow"]
    for row in range(2):
        page.form.models.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not page.start_button.isEnabled()
    assert "하나 이상" in page.status.text()


def test_a_measurement_ends_with_a_verdict_a_table_and_pictures(stage: MeasureStage) -> None:
    stage.measure_chats()
    page = stage.page
    assert page.stop_button.isVisible()
    assert not page.form.isEnabled()
    stage.wait_ended()
    assert page.results.title.text().startswith("짧은 문의")
    assert "quick 쪽이 slow보다" in page.results.title.text() + page.results.sentences.text()
    assert page.results.choice.count() >= 4
    for place in range(page.results.choice.count()):
        page.results.choice.setCurrentIndex(place)
        drawing = page.results.picture.drawing
        assert drawing is not None
        assert not drawing.empty
        assert page.results.picture.png().startswith(b"\x89PNG")
    page.results.views.button("table").click()
    names = [page.results.table.item(row, 0) for row in range(page.results.table.rowCount())]
    assert {item.text() for item in names if item} == {"quick", "slow"}
    assert page.past.count() == 1
    assert page.form.isEnabled()
    assert page.start_button.text() == "재기"


def test_stopped_in_the_middle_it_goes_on_where_it_was(stage: MeasureStage) -> None:
    stage.measure_chats()
    page, measurer = stage.page, stage.services.measurer
    stage.qtbot.waitUntil(lambda: measurer.progress().n_done >= 3, timeout=LONG_MS)
    stage.qtbot.mouseClick(page.pause_button, Qt.MouseButton.LeftButton)
    stage.wait_ended()
    done = measurer.progress().n_done
    assert page.start_button.text() == "이어서 재기"
    stage.qtbot.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    stage.wait_ended()
    stored = page.results.stored
    assert stored is not None
    assert stored.summary.state == "finished"
    assert len(stored.results) >= done
    assert page.start_button.text() == "재기"


def test_nothing_compares_while_something_is_measured(stage: MeasureStage) -> None:
    from app.core.problem import UsageError
    from tests.services.stage import plan

    stage.measure_chats()
    with pytest.raises(UsageError) as caught:
        stage.arena.start(plan(stage.models))
    assert caught.value.problem.kind == "measuring_now"
    stage.page.stop()
    stage.wait_ended()


def test_words_follow_the_language_and_colours_the_theme(stage: MeasureStage) -> None:
    stage.measure_chats(rounds=2)
    stage.wait_ended()
    stage.languages.use("en")
    stage.theme.choose("dark")
    page = stage.page
    stage.qtbot.waitUntil(lambda: page.start_button.text() == "Measure", timeout=LONG_MS)
    assert page.form.kinds["users"].text() == "Users at once"
    assert "rounds" in page.results.title.text()
    assert page.results.picture.png().startswith(b"\x89PNG")


def test_a_picture_is_saved_as_numbers_too(
    stage: MeasureStage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stage.measure_chats(rounds=2)
    stage.wait_ended()
    for name in ("그림.png", "수.csv"):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, p=path: (str(p), ""))
        stage.page.results.save.click()
        assert path.stat().st_size > 100
    assert "quick" in (tmp_path / "수.csv").read_text("utf-8-sig")
