"""The preview: what is shown is what is saved, and what went wrong is said."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.services.translation import Languages
from tests.widgets.report.report_stage import pc_page
from tests.widgets.report.test_poster import poster
from widgets.report.preview import ReportPreview
from widgets.theme import Theme


@pytest.fixture
def preview(qtbot: QtBot, qapp: QApplication, resources: Path) -> ReportPreview:
    theme = Theme(qapp, resources / "themes")
    theme.choose("light")
    shown = ReportPreview(resources, theme, "보고서")
    qtbot.addWidget(shown)
    shown.show()
    return shown


def pages(preview: ReportPreview) -> list[QLabel]:
    return [label for label in preview.findChildren(QLabel) if not label.pixmap().isNull()]


def test_nothing_can_be_saved_before_there_is_a_report(preview: ReportPreview) -> None:
    assert preview.message
    assert not preview.save_button.isEnabled()
    preview.show_report(pc_page(2))
    assert preview.message == ""
    assert preview.save_button.isEnabled()
    assert [page.accessibleName() for page in pages(preview)] == ["보고서, 1쪽"]
    assert "돌릴 수 있습니다" in pages(preview)[0].accessibleDescription()


def test_every_format_is_saved(preview: ReportPreview, tmp_path: Path) -> None:
    preview.show_report(pc_page(2), poster(2))
    starts = {"pdf": b"%PDF", "png": b"\x89PNG", "html": b"<!DOCTYPE", "md": b"# "}
    for ending, start in starts.items():
        preview.choose(ending)
        preview.save(tmp_path / f"r.{ending}")
        assert (tmp_path / f"r.{ending}").read_bytes().startswith(start)
        assert str(tmp_path) in preview.message
    preview.choose("json")
    preview.save(tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["title"] == "보고서"
    assert {path.name for path in tmp_path.iterdir()} == {f"r.{e}" for e in (*starts, "json")}


def test_another_price_of_electricity_makes_the_report_anew(preview: ReportPreview) -> None:
    prices: list[float] = []
    preview.show_report(pc_page(1))
    preview.choose("md")
    assert not preview.price.isVisible()
    preview.ask_price(150.0, prices.append)
    assert preview.price.isVisible()
    assert preview.price.accessibleName()
    preview.price.setValue(210.5)
    assert prices == [210.5]
    preview.show_report(pc_page(1))
    assert preview.formats.currentText() == "마크다운"


def test_a_file_that_cannot_be_written_is_told(preview: ReportPreview, tmp_path: Path) -> None:
    preview.show_report(pc_page(1))
    preview.save(tmp_path / "없는 폴더" / "r.pdf")
    assert "없는 폴더" in preview.message


def test_a_failure_is_told_in_its_place(preview: ReportPreview) -> None:
    preview.show_failure("아직 돌리거나 잰 것이 없습니다.")
    assert preview.message.startswith("아직")
    assert not preview.save_button.isEnabled()


def test_it_speaks_english(
    preview: ReportPreview, qapp: QApplication, resources: Path, qtbot: QtBot
) -> None:
    preview.show_report(pc_page(1), poster(2))
    languages = Languages(qapp, resources / "i18n")
    languages.use("en")
    qtbot.waitUntil(lambda: preview.windowTitle() == "Report")
    assert preview.formats.itemText(1) == "Poster (screen)"
    assert preview.formats.accessibleName() == "Format to save in"
    languages.use("ko")
