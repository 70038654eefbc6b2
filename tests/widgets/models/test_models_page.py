"""List, filter, licence and download, used as a person uses them."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from app.core.catalogue import BrokenEntry
from app.core.fit.verdict import Judgement, Reason
from app.core.problem import Problem
from app.services.download_limits import DownloadLimits
from tests.widgets.models.fake_backend import (
    download,
    entry,
    many,
    progressed,
)
from tests.widgets.models.fake_models import MODELS
from tests.widgets.models.models_stage import ModelsStage, agree, answer
from widgets.models.backend import FileChoice
from widgets.models.filtering import Filter
from widgets.models.licence_dialog import LicenceDialog
from widgets.verdicts import Verdicts

Role = QMessageBox.ButtonRole
FULL = Problem(kind="disk_full", params={"path": "/d"})


def test_typing_filters_at_once(stage: ModelsStage, qtbot: QtBot) -> None:
    page = stage.open()
    assert len(stage.names()) == len(MODELS)
    qtbot.keyClicks(page.filter.search, "exaone 4")
    assert stage.names() == ["EXAONE 4.0 1.2B", "EXAONE 4.0 32B"]
    qtbot.keyClick(page.filter.search, Qt.Key.Key_Escape)
    assert len(stage.names()) == len(MODELS)


def test_nothing_found_offers_to_clear(stage: ModelsStage, qtbot: QtBot) -> None:
    page = stage.open()
    page.filter.search.setText("없는 모델")
    page.filter.runs.click()
    assert stage.names() == []
    assert page.list.clear_button.isVisible()
    page.list.clear_button.click()
    assert len(stage.names()) == len(MODELS)
    assert page.list_model.wanted == Filter()


def test_a_team_shows_its_flagship_and_the_nearest_that_runs(stage: ModelsStage) -> None:
    page = stage.open()
    chips = {b.text(): b for b in page.filter.findChildren(QAbstractButton) if b.isCheckable()}
    assert {"네이버클라우드", "업스테이지", "SK텔레콤", "LG AI연구원", "NC AI"} <= set(chips)
    chips["NC AI"].click()
    assert stage.names() == ["배키 112B"]
    assert page.details.row is not None
    assert page.details.row.key == "vaetki"
    assert page.details.refusal.isVisible()
    assert page.details.team.buttons[1].text() == "A.X 4.0 Light"
    page.details.refusal.nearest_button.click()
    assert page.details.row.key == "ax-light"
    assert not page.details.refusal.isVisible()
    assert len(stage.names()) == len(MODELS)


class TooLarge(Verdicts):
    """Judges some models as too large for this PC."""

    def __init__(self, *models: str) -> None:
        super().__init__()
        self._models = models

    def of_model(self, model_id: str) -> Judgement | None:
        verdict = "no" if model_id in self._models else "fits"
        return Judgement(verdict=verdict, reason=Reason(kind="memory"))


def test_the_nearest_is_one_that_this_pc_can_hold(stage: ModelsStage) -> None:
    page = stage.open()
    page.choose("seed-think")
    assert page.details.refusal.nearest_button.text() == "HyperCLOVA X SEED 1.5B"
    # The verdicts come later than the page.
    verdicts = TooLarge("seed-1.5b")
    stage.verdicts.follow(verdicts)
    assert page.details.refusal.nearest_button.text() == "HyperCLOVA X SEED 0.5B"


def test_a_flagship_that_runs_is_its_own_nearest(stage: ModelsStage) -> None:
    page = stage.open()
    next(b for b in page.filter.findChildren(QAbstractButton) if b.text() == "LG AI연구원").click()
    assert page.details.team.buttons[0].isVisible()
    assert not page.details.team.buttons[1].isVisible()


def test_a_team_without_a_flagship_shows_its_first_model(stage: ModelsStage) -> None:
    page = stage.open()
    teams = page.filter.teams
    teams.setCurrentIndex(teams.findData("kt"))
    teams.activated.emit(teams.currentIndex())
    assert stage.names() == ["믿:음 2.0 Base"]
    assert page.details.row is not None
    assert page.details.row.key == "midm"
    assert not page.details.team.isVisible()


def test_scrolling_is_kept_while_things_change(stage: ModelsStage) -> None:
    page = stage.open(many(500, 200))
    bar = page.list.view.verticalScrollBar()
    bar.setValue(900)
    stage.tell()
    page.grab()
    assert bar.value() == 900


def test_the_list_is_gone_through_by_keys(stage: ModelsStage, qtbot: QtBot) -> None:
    page = stage.open()
    page.activateWindow()
    page.filter.search.setFocus()
    qtbot.waitUntil(page.filter.search.hasFocus)
    qtbot.keyClick(page.filter.search, Qt.Key.Key_Down)
    assert page.list.view.hasFocus()
    seen = [page.list.key]
    for _ in range(3):
        qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
        seen.append(page.list.key)
    # The fourth model stands below the next team's heading, which is stepped over.
    assert seen == ["seed-0.5b", "seed-1.5b", "seed-think", "solar"]
    assert page.details.row is not None
    assert page.details.row.key == "solar"


def test_the_chosen_row_stays_chosen(stage: ModelsStage) -> None:
    page = stage.open()
    page.choose("midm")
    page.filter.search.setText("seed")
    assert page.details.row is not None
    assert page.details.row.key == "midm"
    page.filter.search.clear()
    assert page.list.view.currentIndex() == page.list_model.index_of("midm")
    stage.backend.held = [entry("midm")]
    stage.tell()
    assert page.list.view.currentIndex() == page.list_model.index_of("midm")


def test_each_row_speaks_for_itself(stage: ModelsStage) -> None:
    stage.backend.held = [entry("exaone-1.2b")]
    page = stage.open()
    model = page.list_model
    spoken = model.data(model.index_of("exaone-1.2b"), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "EXAONE 4.0 1.2B, 1.28B, 불가, 이 PC에 있음: Q4_K_M"
    refused = str(model.data(model.index_of("ax-k1"), Qt.ItemDataRole.AccessibleTextRole))
    assert "실행 불가: 이 프로그램에 든 llama.cpp" in refused


def test_every_row_can_be_painted(stage: ModelsStage) -> None:
    stage.backend.held = [
        entry("ax-light", state="broken"),
        entry("", source="ollama", owned=False),
        entry("", source="import", path=Path("/i.gguf")),
    ]
    stage.backend.queue = [
        download("seed-1.5b"),
        download("midm", state="failed", problem=FULL),
        download("new/Repo", total_bytes=None),
    ]
    page = stage.open()
    page.resize(1150, 3000)
    for theme in ("light", "dark"):
        stage.theme.choose(theme)
        assert not page.grab().isNull()


def test_a_broken_file_of_the_catalogue_is_named_and_the_rest_works(stage: ModelsStage) -> None:
    faults = tuple(BrokenEntry(file=f"f{n}.toml", detail="no team") for n in range(5))
    stage.backend.known = msgspec.structs.replace(stage.backend.catalogue(), broken=faults)
    page = stage.open()
    assert page.notice.isVisible()
    told = " ".join(label.text() for label in page.notice.findChildren(QLabel))
    assert "f0.toml (no team)" in told
    assert "f4.toml" not in told
    assert len(stage.names()) == len(MODELS)
    page.notice.close_button.click()
    page.refresh()
    assert not page.notice.isVisible()


def test_a_licence_that_nobody_has_seen_leads_to_the_original(stage: ModelsStage) -> None:
    page = stage.open()
    page.choose("solar")
    link = page.details.licence.source
    assert link.isVisible()
    assert (link.address, link.text()) == ("https://huggingface.co/upstage/solar", "원본 페이지")
    page.choose("ax-light")
    assert (link.address, link.text()) == (
        "https://www.apache.org/licenses/LICENSE-2.0",
        "라이선스 원문",
    )


def test_the_chosen_row_stays_in_sight_when_room_is_taken(stage: ModelsStage) -> None:
    page = stage.open()
    key = page.list_model.shown[-1].key
    page.choose(key)
    view = page.list.view
    page.resize(page.width(), page.height() // 2)
    stage.qtbot.waitUntil(
        lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    )


def test_a_free_licence_asks_nothing(stage: ModelsStage) -> None:
    page = stage.open()
    page.choose("ax-light")
    stage.frame("Q4_K_M").button("fetch").click()
    (asked,) = stage.backend.asked["fetch"]
    choice = FileChoice("skt/ax-light-GGUF", "Q4_K_M", "ax-light-Q4_K_M.gguf")
    assert asked.about == ("ax-light", choice, False)
    # The header is being looked at: nothing can be pressed twice.
    line = stage.frame("Q4_K_M").line
    assert line is not None
    assert line.actions() == ()
    stage.backend.answer("fetch", "id")
    assert stage.frame("Q4_K_M").button("fetch").isVisible()


def test_a_conditional_licence_comes_first_and_once(stage: ModelsStage) -> None:
    page = stage.open()
    page.choose("seed-0.5b")
    answer(LicenceDialog, lambda dialog: dialog.reject())
    stage.frame("Q4_K_M").button("fetch").click()
    assert "fetch" not in stage.backend.asked
    assert stage.backend.consented == []
    answer(LicenceDialog, agree)
    stage.frame("Q4_K_M").button("fetch").click()
    assert stage.backend.consented == [("seed-0.5b", "ko")]
    assert len(stage.backend.asked["fetch"]) == 1
    stage.frame("Q8_0").button("fetch").click()
    assert len(stage.backend.asked["fetch"]) == 2


def test_nobody_agrees_by_pressing_return(stage: ModelsStage, qtbot: QtBot) -> None:
    page = stage.open()
    model = page.list_model.find("exaone-1.2b")
    assert model is not None
    assert model.model is not None
    dialog = LicenceDialog(model.model, stage.look, lambda: False, stage.opened.append, page)
    dialog.show()
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == 0
    assert not dialog.isVisible()


def test_what_went_wrong_is_told_and_tried_again(stage: ModelsStage) -> None:
    page = stage.open()
    page.choose("ax-light")
    stage.frame("Q4_K_M").button("fetch").click()
    stage.backend.refuse("fetch", FULL)
    notice = page.details.notice
    assert notice.isVisible()
    assert not notice.anyway_button.isVisible()
    notice.again_button.click()
    assert not notice.isVisible()
    doubt = Problem(kind="no_chat_template")
    stage.backend.refuse("fetch", doubt)
    notice.anyway_button.click()
    assert stage.backend.asked["fetch"][0].about[2] is True  # pyright: ignore[reportIndexIssue]
    page.choose("midm")
    assert not notice.isVisible()


def test_downloads_are_driven_from_the_details(stage: ModelsStage) -> None:
    stage.backend.queue = [download("midm"), download("ax-light", state="paused")]
    page = stage.open()
    page.choose("midm")
    going = next(f for f in page.details.files.frames if f.line and f.line.download)
    going.button("pause").click()
    going.button("cancel").click()
    page.choose("ax-light")
    next(f for f in page.details.files.frames if f.line and f.line.download).button(
        "resume"
    ).click()
    assert stage.backend.done[1:] == [
        ("pause", "midm:Q4_K_M"),
        ("cancel", "midm:Q4_K_M"),
        ("resume", "ax-light:Q4_K_M"),
    ]


def test_the_queue_is_moved_and_stopped(stage: ModelsStage) -> None:
    stage.backend.queue = [download("midm"), download("ax-light", state="failed", problem=FULL)]
    page = stage.open()
    assert page.strip.isVisible()
    page.strip.open_button.click()
    first, second = page.strip.rows
    assert not first.up.isEnabled()
    assert not second.down.isEnabled()
    first.down.click()
    second.pause.click()
    first.pause.click()
    second.cancel.click()
    assert stage.backend.done[1:] == [
        ("move", "midm:Q4_K_M", 1),
        ("resume", "ax-light:Q4_K_M"),
        ("pause", "midm:Q4_K_M"),
        ("cancel", "ax-light:Q4_K_M"),
    ]
    stage.backend.queue = []
    stage.tell()
    assert not page.strip.isVisible()


def test_downloads_are_limited(stage: ModelsStage) -> None:
    stage.backend.queue = [download("midm", "Q4_K_M")]
    page = stage.open()
    limits = page.strip.limits
    assert not limits.isVisible()
    page.strip.open_button.click()
    assert limits.isVisible()
    assert (limits.rate.currentData(), limits.count.currentData()) == (0, 2)
    limits.rate.setCurrentIndex(limits.rate.findText("5.0 MiB/s"))
    limits.rate.activated.emit(limits.rate.currentIndex())
    assert stage.backend.done[-1] == ("limit", DownloadLimits(5 * 2**20, 2))


def test_progress_changes_words_and_nothing_else(stage: ModelsStage, qtbot: QtBot) -> None:
    stage.backend.queue = [download("midm")]
    page = stage.open()
    page.choose("midm")
    resets: list[bool] = []
    page.list_model.modelReset.connect(lambda: resets.append(True))
    frame = next(f for f in page.details.files.frames if f.line and f.line.download)
    pause = frame.button("pause")
    stage.backend.queue = [progressed(stage.backend.queue[0], 2**30)]
    with qtbot.waitSignal(page.list_model.dataChanged):
        pass
    assert resets == []
    assert frame.button("pause") is pause
    assert frame.line is not None
    assert frame.line.download == stage.backend.queue[0]


def test_a_download_that_ends_is_seen_without_being_told(stage: ModelsStage, qtbot: QtBot) -> None:
    stage.backend.queue = [download("midm")]
    page = stage.open()
    stage.backend.queue, stage.backend.held = [], [entry("midm")]
    with qtbot.waitSignal(page.list_model.modelReset):
        pass
    row = page.list_model.find("midm")
    assert row is not None
    assert row.state == "here"
