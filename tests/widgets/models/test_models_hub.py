"""Hub, offline mode, languages, many models."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.catalogue import Catalogue
from app.core.problem import Problem
from app.services.translation import CatalogueTranslator
from tests.widgets.models.fake_backend import (
    FakeBackend,
    download,
    entry,
    listed,
    many,
)
from tests.widgets.models.models_stage import ModelsStage, agree, answer
from widgets.models.backend import FileChoice, RepoHit
from widgets.models.licence_dialog import LicenceDialog
from widgets.models.links import SourceLink
from widgets.models.token_dialog import TokenDialog
from widgets.models.trouble import Trouble

FULL = Problem(kind="disk_full", params={"path": "/d"})


def test_the_hub_is_asked_about_what_is_looked_at(stage: ModelsStage, qtbot: QtBot) -> None:
    page = stage.open()
    page.choose("ax-light")
    qtbot.waitUntil(lambda: bool(stage.backend.asked.get("list")))
    assert [asked.about for asked in stage.backend.asked["list"]] == ["skt/ax-light-GGUF"]
    stage.backend.answer("list", listed("skt/ax-light-GGUF", "Q2_K", "Q4_K_M", tag="llama3"))
    assert [line.quantisation for line in page.details.files.lines] == ["Q2_K", "Q4_K_M"]
    words = [label.text() for label in page.details.licence.findChildren(QLabel)]
    assert any("llama3" in text for text in words)
    assert page.details.licence.badge.badge == "commercial"


def test_a_hub_that_does_not_answer_is_asked_again(stage: ModelsStage, qtbot: QtBot) -> None:
    page = stage.open()
    page.choose("ax-light")
    qtbot.waitUntil(lambda: bool(stage.backend.asked.get("list")))
    stage.backend.refuse("list", FULL)
    files = page.details.files
    assert files.ask_button.isVisible()
    assert [line.quantisation for line in files.lines] == ["Q4_K_M", "Q8_0", "BF16"]
    files.ask_button.click()
    assert len(stage.backend.asked["list"]) == 1


def test_offline_asks_nobody_and_says_so(stage: ModelsStage) -> None:
    stage.backend.is_offline = True
    page = stage.open()
    page.choose("ax-light")
    page.chosen.hub.ask_again()
    assert page.banner.isVisible()
    assert "list" not in stage.backend.asked
    assert "오프라인" in page.details.files.note.text()
    stage.frame("Q4_K_M").button("fetch").click()
    assert "fetch" not in stage.backend.asked
    assert page.details.notice.trouble is not None
    assert page.details.notice.trouble.problem.kind == "offline"
    page.details.licence.source.click()
    assert stage.opened == []
    assert QApplication.clipboard().text() == "https://www.apache.org/licenses/LICENSE-2.0"


def test_a_source_opens_on_a_click_alone(stage: ModelsStage) -> None:
    page = stage.open()
    page.choose("ax-light")
    assert stage.opened == []
    page.details.licence.source.click()
    assert stage.opened == ["https://www.apache.org/licenses/LICENSE-2.0"]


def test_a_library_that_is_gone_says_what_to_do(stage: ModelsStage) -> None:
    stage.backend.trouble = Problem(kind="file_missing", params={"path": "/media/stick"})
    page = stage.open()
    assert page.banner.isVisible()
    assert "/media/stick" in page.banner.words.text()
    page.banner.again_button.click()
    assert stage.backend.done == [("look_again",), ("look_again",)]
    stage.backend.trouble = None
    stage.tell()
    assert not page.banner.isVisible()


GATED = Problem(kind="repo_gated", params={"repo": "a/b", "url": "https://huggingface.co/a/b"})


def test_a_gated_model_opens_its_page_takes_a_token_and_tries_again(stage: ModelsStage) -> None:
    page = stage.open()
    page.choose("ax-light")
    stage.frame("Q4_K_M").button("fetch").click()
    stage.backend.refuse("fetch", GATED)
    notice = page.details.notice
    link = notice.findChild(SourceLink)
    assert link is not None
    link.click()
    assert stage.opened == ["https://huggingface.co/a/b"]

    def put_in(dialog: QDialog) -> None:
        assert isinstance(dialog, TokenDialog)
        assert not dialog.keep_button.isEnabled()
        dialog.field.setText(" hf_secret ")
        dialog.keep_button.click()
        (asked,) = stage.backend.asked["token"]
        assert asked.about == "hf_secret"
        stage.backend.refuse("token", Problem(kind="keyring_missing"))
        assert "HF_TOKEN" in dialog.answer.text()
        dialog.keep_button.click()
        stage.backend.answer("token", None)

    answer(TokenDialog, put_in)
    notice.token_button.click()
    assert len(stage.backend.asked["fetch"]) == 1
    assert not notice.isVisible()


def test_a_kept_token_is_taken_out_again(stage: ModelsStage) -> None:
    page = stage.open()
    page.notice.show_trouble(Trouble(Problem(kind="token_refused", params={"host": "h"})))

    def take_out(dialog: QDialog) -> None:
        assert isinstance(dialog, TokenDialog)
        dialog.forget_button.click()
        (asked,) = stage.backend.asked["token"]
        assert asked.about == ""
        stage.backend.answer("token", None)
        assert "지웠습니다" in dialog.answer.text()
        dialog.back_button.click()

    answer(TokenDialog, take_out)
    page.notice.token_button.click()
    assert page.notice.isVisible()


def test_other_troubles_ask_for_no_token(stage: ModelsStage) -> None:
    page = stage.open()
    page.notice.show_trouble(Trouble(FULL))
    assert not page.notice.token_button.isVisible()


def test_any_repo_is_found_and_downloaded(stage: ModelsStage, qtbot: QtBot) -> None:
    page = stage.open()
    page.add_button.click()
    dialog = page.add_dialog()
    dialog.field.setText("한국어 모델")
    dialog.search()
    hits = (RepoHit("a/One-GGUF", 5, 1, "2025-01-01", False), RepoHit("b/Two", 3, 0, "", True))
    stage.backend.answer("search", hits)
    assert dialog.results.count() == 2
    dialog.results.setCurrentRow(0)
    asked = stage.backend.asked["list"][-1]
    assert asked.about == "a/One-GGUF"
    asked.success(listed("a/One-GGUF", "Q4_K_M", tag="mit"))
    answer(LicenceDialog, agree)
    dialog.files.frames[0].button("fetch").click()
    fetched = stage.backend.asked["fetch"][0]
    assert fetched.about == (
        "a/One-GGUF",
        FileChoice("a/One-GGUF", "Q4_K_M", "m-Q4_K_M.gguf"),
        False,
    )
    fetched.failure(FULL)
    assert dialog.notice.isVisible()


def test_a_copy_of_a_catalogue_model_is_shown_as_that(stage: ModelsStage) -> None:
    page = stage.open()
    page.add_button.click()
    dialog = page.add_dialog()
    model = stage.backend.catalogue().find("ax-light")
    assert model is not None
    dialog.look_at("a/Copy-GGUF")
    files = replace(listed("a/Copy-GGUF", "Q6_K", tag="mit"), copies_of=(model.repo,))
    stage.backend.asked["list"][-1].success(files)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(model.name.ko in text and "상업적 이용 가능" in text for text in told)
    # Its licence is the original's: nobody is asked to agree to an unknown one.
    dialog.files.frames[0].button("fetch").click()
    choice = FileChoice("a/Copy-GGUF", "Q6_K", "m-Q6_K.gguf")
    assert stage.backend.asked["fetch"][0].about == ("ax-light", choice, False)


@pytest.mark.parametrize(
    ("typed", "repo"),
    [
        ("owner/Name-1.0_GGUF", "owner/Name-1.0_GGUF"),
        (" https://huggingface.co/a/b/tree/main ", "a/b"),
    ],
)
def test_a_repo_is_named_or_pasted(stage: ModelsStage, typed: str, repo: str) -> None:
    page = stage.open()
    page.add_button.click()
    dialog = page.add_dialog()
    dialog.field.setText(typed)
    dialog.search()
    assert stage.backend.asked["list"][-1].about == repo
    assert "search" not in stage.backend.asked


def test_a_late_answer_about_another_repo_is_dropped(stage: ModelsStage) -> None:
    page = stage.open()
    page.add_button.click()
    dialog = page.add_dialog()
    dialog.look_at("a/first")
    dialog.look_at("a/second")
    first, second = stage.backend.asked["list"][-2:]
    second.success(listed("a/second", "Q4_0"))
    first.success(listed("a/first", "Q8_0"))
    assert [line.quantisation for line in dialog.files.lines] == ["Q4_0"]


def latin(catalogue: Catalogue) -> Catalogue:
    """The catalogue with its own Korean taken out: what is left to see is the program's."""
    text = re.sub("[가-힣]", "x", msgspec.json.encode(catalogue).decode())
    return msgspec.json.decode(text, type=Catalogue)


def words(window: QWidget) -> set[str]:
    """Every Korean text, tool tip and accessible name that the page shows."""
    found: set[str] = set()
    for widget in filter(QWidget.isVisible, window.findChildren(QWidget)):
        found |= {widget.toolTip(), widget.accessibleName()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        if isinstance(widget, QComboBox):
            found |= {widget.itemText(i) for i in range(widget.count())}
    return {text for text in found if re.search("[가-힣]", text)}


@pytest.fixture
def marking(qapp: QApplication) -> Iterator[CatalogueTranslator]:
    """A translator that knows every sentence and turns it into its length."""

    class Anything(dict[str, str]):
        def get(self, key: str, default: object = None) -> str:
            return f"<{len(key)}>"

    translator = CatalogueTranslator(Anything(a="a"))
    yield translator
    qapp.removeTranslator(translator)


def test_the_language_changes_every_word_at_once(
    stage: ModelsStage, qapp: QApplication, marking: CatalogueTranslator
) -> None:
    backend = FakeBackend()
    backend.known = latin(backend.known)
    backend.held = [entry("exaone-1.2b"), entry("ax-light", state="missing")]
    backend.queue = [download("exaone-1.2b", "Q8_0"), download("midm", state="paused")]
    backend.trouble = FULL
    page = stage.open(backend)
    page.choose("ax-k1")
    page.choose("exaone-1.2b")
    page.strip.open_button.click()
    page.add_button.click()
    page.add_dialog().look_at("a/b")
    backend.asked["list"][-1].success(listed("a/b", "Q4_0"))
    page.import_files([Path("/x.gguf")])
    backend.refuse("import", FULL)
    for view in ("models", "disk"):
        page.view.button(view).click()
        before = words(page)
        assert len(before) > 50
        qapp.installTranslator(marking)
        qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
        assert words(page) == set()
        qapp.removeTranslator(marking)
        qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
        assert words(page) == before


def test_five_hundred_models_are_filtered_within_a_blink(stage: ModelsStage, qtbot: QtBot) -> None:
    page = stage.open(many(500, 200))
    assert len(page.list_model.shown) == 600
    page.filter.search.setText("model 49")
    # 49 itself, 490 to 499, 149 to 449.
    assert len(page.list_model.shown) == 15
    page.filter.clear()
    assert len(page.list_model.shown) == 600
