"""Files on this PC: compared, verified, deleted, dropped, moved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.core.problem import Problem
from app.services.library_disk import DiskUsage
from tests.widgets.models.fake_backend import entry
from tests.widgets.models.models_stage import ModelsStage, answer, press

Role = QMessageBox.ButtonRole
FULL = Problem(kind="disk_full", params={"path": "/d"})


def test_a_file_goes_to_compare(stage: ModelsStage, qtbot: QtBot) -> None:
    stage.backend.held = [entry("midm")]
    page = stage.open()
    page.choose("midm")
    with qtbot.waitSignal(page.compareRequest) as told:
        stage.frame("Q4_K_M").button("compare").click()
    assert told.args is not None
    assert told.args[0].path == str(stage.backend.held[0].path)


@pytest.mark.parametrize("sure", [True, False])
def test_deleting_says_how_much_it_frees(stage: ModelsStage, sure: bool) -> None:
    stage.backend.held = [entry("midm", size_bytes=3 * 2**30)]
    page = stage.open()
    page.choose("midm")
    told: list[str] = []

    def reply(dialog: object) -> None:
        assert isinstance(dialog, QMessageBox)
        told.append(dialog.informativeText())
        press(Role.DestructiveRole if sure else Role.RejectRole)(dialog)

    answer(QMessageBox, reply)
    stage.frame("Q4_K_M").button("delete").click()
    assert "3.0 GiB" in told[0]
    assert ("delete" in stage.backend.asked) is sure


def test_delete_key_asks_too(stage: ModelsStage, qtbot: QtBot) -> None:
    stage.backend.held = [entry("midm")]
    page = stage.open()
    page.choose("midm")
    answer(QMessageBox, press(Role.DestructiveRole))
    qtbot.keyClick(page.list.view, Qt.Key.Key_Delete)
    assert len(stage.backend.asked["delete"]) == 1


def test_a_verification_shows_and_can_be_stopped(stage: ModelsStage) -> None:
    stage.backend.held = [entry("midm")]
    page = stage.open()
    page.choose("midm")
    stage.frame("Q4_K_M").button("verify").click()
    (asked,) = stage.backend.asked["verify"]
    asked.progress(30, 100)
    line = stage.frame("Q4_K_M").line
    assert line is not None
    assert line.work == pytest.approx(0.3)
    stage.frame("Q4_K_M").button("stop").click()
    assert asked.task.cancelled
    assert stage.frame("Q4_K_M").button("verify").isVisible()


def test_a_broken_file_is_mended(stage: ModelsStage) -> None:
    stage.backend.held = [entry("midm", state="broken", repo="kt/midm-GGUF")]
    page = stage.open()
    page.choose("midm")
    stage.frame("Q4_K_M").button("mend").click()
    stage.backend.refuse("mend", FULL)
    assert page.details.notice.trouble is not None
    assert page.details.notice.trouble.problem == FULL


def test_files_are_dropped_onto_the_page(stage: ModelsStage) -> None:
    page = stage.open()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/home/나/모델.GGUF"), QUrl.fromLocalFile("/a.txt")])
    where, buttons = QPoint(50, 50), Qt.MouseButton.LeftButton
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, action, data, buttons, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    assert page.drop_area.isVisible()
    QApplication.sendEvent(page, QDropEvent(QPointF(where), action, data, buttons, keys))
    assert not page.drop_area.isVisible()
    (asked,) = stage.backend.asked["import"]
    assert asked.about == Path("/home/나/모델.GGUF")
    taken = entry("", name="모델", source="import", owned=False, path=Path("/home/나/모델.GGUF"))
    stage.backend.held = [taken]
    stage.backend.answer("import", taken)
    assert page.list.key == str(taken.path)


def test_other_things_cannot_be_dropped(stage: ModelsStage) -> None:
    page = stage.open()
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/m.gguf"), QUrl.fromLocalFile("/a.txt")])
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(page, enter)
    assert not page.drop_area.isVisible()


def test_a_failed_import_is_told_on_the_page(stage: ModelsStage) -> None:
    page = stage.open()
    page.import_files([Path("/x.gguf")])
    stage.backend.refuse("import", Problem(kind="not_gguf", params={"path": "/x.gguf"}))
    assert page.notice.isVisible()


def test_the_disk_is_weighed_and_swept(stage: ModelsStage) -> None:
    ollama = entry("", name="o", source="ollama", owned=False, path=Path("/o.gguf"))
    stage.backend.held = [entry("midm"), ollama]
    page = stage.open()
    page.view.button("disk").click()
    stage.backend.answer("usage", stage.backend.disk())
    names = [line.name for line in page.disk.model.lines]
    assert names == ["믿:음 2.0 Base", "a.gguf.part", "o"]
    page.disk.table.selectRow(2)
    assert not page.disk.delete_button.isEnabled()
    assert not page.disk.verify_button.isEnabled()
    page.disk.table.selectRow(0)
    assert page.disk.delete_button.isEnabled()
    answer(QMessageBox, press(Role.DestructiveRole))
    page.disk.sweep_button.click()
    (asked,) = stage.backend.asked["leftovers"]
    assert len(asked.about) == 1  # pyright: ignore[reportArgumentType]
    stage.backend.answer("leftovers", 5)
    assert len(stage.backend.asked["usage"]) == 1


def test_everything_is_verified_and_stopped(stage: ModelsStage) -> None:
    ollama = entry("", source="ollama", owned=False, path=Path("/o.gguf"))
    stage.backend.held = [entry("midm"), entry("ax-light", state="missing"), ollama]
    page = stage.open()
    page.view.button("disk").click()
    stage.backend.answer("usage", stage.backend.disk())
    page.disk.verify_all_button.click()
    (asked,) = stage.backend.asked["verify"]
    assert asked.about == (stage.backend.held[0],)
    asked.progress(1, 2)
    assert page.disk.stop_button.isVisible()
    assert not page.disk.move_button.isEnabled()
    page.disk.stop_button.click()
    assert asked.task.cancelled
    assert page.disk.move_button.isEnabled()


def test_a_move_that_fails_is_told(stage: ModelsStage) -> None:
    page = stage.open()
    page.view.button("disk").click()
    page.disk.work.move_to(Path("/media/stick"))
    stage.backend.refuse("move", FULL)
    assert page.notice.isVisible()
    page.notice.again_button.click()
    assert stage.backend.asked["move"][0].about == Path("/media/stick")


def test_an_empty_disk_says_what_to_do(stage: ModelsStage) -> None:
    page = stage.open()
    page.view.button("disk").click()
    stage.backend.answer("usage", DiskUsage((), (), 0, 2**40))
    assert not page.disk.table.isVisible()
    told = page.disk.findChild(QLabel, "empty")
    assert told is not None
    assert told.isVisible()
    assert not page.disk.export_button.isEnabled()
    assert page.disk.import_button.isEnabled()


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the person picks in the folder dialog."""
    folder = Path("/media/stick")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_options: str(folder))
    return folder


@pytest.mark.parametrize("choose_one", [True, False])
def test_the_chosen_model_or_every_whole_one_goes_into_a_bundle(
    stage: ModelsStage, stick: Path, choose_one: bool
) -> None:
    ollama = entry("", source="ollama", owned=False, path=Path("/o.gguf"))
    stage.backend.held = [entry("midm"), entry("ax-light", state="missing"), ollama]
    page = stage.open()
    page.view.button("disk").click()
    stage.backend.answer("usage", stage.backend.disk())
    if choose_one:
        entries = [line.entry for line in page.disk.model.lines]
        page.disk.table.selectRow(entries.index(stage.backend.held[0]))
    page.disk.export_button.click()
    (asked,) = stage.backend.asked["export"]
    assert asked.about == (stick, (stage.backend.held[0],))
    asked.progress(1, 4)
    assert "25" in page.disk.doing
    stage.backend.answer("export", 1)
    assert page.disk.doing == "모델 1개를 내보냈습니다."
    assert page.disk.export_button.isEnabled()


def test_a_bundle_comes_in_or_is_refused(stage: ModelsStage, stick: Path) -> None:
    page = stage.open()
    page.view.button("disk").click()
    stage.backend.answer("usage", stage.backend.disk())
    page.disk.import_button.click()
    assert stage.backend.asked["import_bundle"][0].about == stick
    problem = Problem(kind="bundle_broken", params={"path": "/media/stick"})
    stage.backend.refuse("import_bundle", problem)
    assert page.notice.isVisible()
    page.notice.again_button.click()
    stage.backend.answer("import_bundle", 2)
    assert page.disk.doing == "모델 2개를 들여왔습니다."
    page.disk.import_button.click()
    stage.backend.answer("import_bundle", 0)
    assert page.disk.doing == "꾸러미의 모델을 이미 모두 가지고 있습니다."


def test_nothing_is_carried_where_no_folder_is_picked(
    stage: ModelsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_options: "")
    page = stage.open()
    page.view.button("disk").click()
    stage.backend.answer("usage", stage.backend.disk())
    page.disk.import_button.click()
    assert "import_bundle" not in stage.backend.asked
