"""The verdict where models are chosen: the pane's picker and head, the page of models."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.catalogue import Catalogue
from app.core.fit.verdict import Judgement, Reason, Verdict
from app.services.model_choice import ModelChoice
from app.services.translation import Languages
from tests.widgets.models.fake_backend import FakeBackend, entry
from widgets.compare.model_shelf import ModelShelf
from widgets.compare.pane_head import PaneHead
from widgets.icons import Icons
from widgets.models.look import Look
from widgets.models.page import ModelsPage
from widgets.theme import Theme
from widgets.verdicts import Verdicts

GIB = 2**30


def judged(verdict: Verdict) -> Judgement:
    reason = Reason(kind="memory", device="CPU", needed_bytes=9 * GIB, free_bytes=4 * GIB)
    return Judgement(verdict=verdict, reason=reason)


class Told(Verdicts):
    """Verdicts that a test sets."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, Judgement] = {}
        self.models: dict[str, Judgement] = {}

    def of_file(self, path: str) -> Judgement | None:
        return self.files.get(path)

    def of_model(self, model_id: str) -> Judgement | None:
        return self.models.get(model_id)


@pytest.fixture
def theme(qapp: QApplication, resources: Path) -> Iterator[Theme]:
    theme = Theme(qapp, resources / "themes")
    theme.choose("light")
    yield theme
    qapp.setStyleSheet("")


def test_the_picker_marks_each_model(qtbot: QtBot, theme: Theme, resources: Path) -> None:
    told, relay = Told(), Verdicts()
    shelf = ModelShelf(ModelChoice(resources, Catalogue, tuple, lambda: "ko"), None, relay)
    head = PaneHead(0, shelf, theme, Icons(resources / "icons", theme))
    qtbot.addWidget(head)
    small, large = shelf.models[:2]
    head.picker.show_model(small)
    head.show_model(small, None)
    head.show()
    assert head.picker.itemIcon(0).isNull()
    assert not head.verdict.isVisible()
    told.files = {small.path: judged("comfortable"), large.path: judged("no")}
    relay.follow(told)
    assert not head.picker.itemIcon(0).isNull()
    assert "쾌적" in head.picker.toolTip()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert str(head.picker.itemData(1, role)).endswith("불가")
    assert "9.0 GiB" in str(head.picker.itemData(1, Qt.ItemDataRole.ToolTipRole))
    assert head.verdict.isVisible()
    assert head.verdict.verdict == "comfortable"
    told.files[small.path] = judged("tight")
    told.changed.emit()
    assert head.verdict.verdict == "tight"
    assert "9.0 GiB" in head.verdict.toolTip()


def test_the_page_of_models_says_it_too(
    qtbot: QtBot, qapp: QApplication, theme: Theme, resources: Path
) -> None:
    told = Told()
    backend = FakeBackend()
    own = entry("", path=Path("/library/mine.gguf"), name="내 모델")
    backend.held = [own]
    look = Look(theme, Icons(resources / "icons", theme), Languages(qapp, resources / "i18n"))
    page = ModelsPage(backend, look, lambda _: None, verdicts=told)
    qtbot.addWidget(page)
    page.resize(1150, 780)
    page.show()
    page.choose("midm")
    assert not page.details.verdict.isVisible()
    told.models = {"midm": judged("fits"), "seed-think": judged("comfortable")}
    told.files = {str(own.path): judged("tight")}
    told.changed.emit()
    part = page.details.verdict
    assert part.isVisible()
    assert part.mark.verdict == "fits"
    assert "9.0 GiB" in part.reason.text()
    with qtbot.waitSignal(page.fitRequest) as asked:
        part.button.click()
    assert asked.args == ["midm"]

    def spoken(key: str) -> str:
        model = page.list_model
        return str(model.data(model.index_of(key), Qt.ItemDataRole.AccessibleTextRole))

    assert "이 PC에서 가능" in spoken("midm")
    tip = page.list_model.data(page.list_model.index_of("midm"), Qt.ItemDataRole.ToolTipRole)
    assert "9.0 GiB" in str(tip)
    page.choose("seed-think")
    assert not part.isVisible()
    assert "이 PC에서" not in spoken("seed-think")
    (mine,) = (row for row in page.list_model.rows if row.model is None)
    page.choose(mine.key)
    assert part.mark.verdict == "tight"
    assert not part.button.isVisible()
    assert page.list.view.viewport().grab().width() > 0
