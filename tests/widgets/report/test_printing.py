"""What is printed: pages, fonts, nothing cut, and everything told apart in grey."""

import re
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from app.core.report.model import Answer, Bar, Bars, Cell, Report, Table
from tests.widgets.report.report_stage import SENTENCE, hostile, pc_page, report
from widgets.report import ink
from widgets.report.bars import bar_strips
from widgets.report.pages import lay_out
from widgets.report.printing import draw_file, page_image, pdf_bytes
from widgets.report.strip import Strip

WIDTH = 620
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_FONT = re.compile(rb"/Type\s*/FontDescriptor\b")
_FILE = re.compile(rb"/FontFile[23]?\b")


def grey(image: QImage, place: QRect) -> list[int]:
    """The tones of a picture's part, 0 is black."""
    flat = image.copy(place).convertToFormat(QImage.Format.Format_Grayscale8)
    return [flat.pixelColor(x, y).red() for y in range(flat.height()) for x in range(flat.width())]


@pytest.mark.parametrize("n_models", [1, 2, 3, 4])
def test_the_page_about_this_pc_is_one_page(n_models: int) -> None:
    made = pc_page(n_models)
    assert len(lay_out(made)) == 1
    assert len(_PAGE.findall(pdf_bytes(made))) == 1


def test_fonts_are_inside_the_pdf() -> None:
    data = pdf_bytes(pc_page(2))
    assert data.startswith(b"%PDF-")
    fonts = _FONT.findall(data)
    assert fonts
    assert len(_FILE.findall(data)) == len(fonts)


def test_a_long_answer_goes_over_several_pages_and_loses_nothing() -> None:
    words = " ".join(f"낱말{n}" for n in range(4000))
    pages = lay_out(report(Answer(name="모델", text=words)))
    assert len(pages) > 2
    assert len(_PAGE.findall(pdf_bytes(report(Answer(name="모델", text=words))))) == len(pages)
    lines = ink.BODY.broken(words, 5000)
    assert " ".join(lines) == words
    assert all(ink.BODY.width(line) <= 5000 for line in lines)


def test_a_table_that_goes_on_repeats_its_headings() -> None:
    rows = tuple((Cell(text=f"줄 {n}"), Cell(text=SENTENCE)) for n in range(120))
    made = report(Table(columns=("모델", "답"), rows=rows))
    pages = lay_out(made)
    assert len(pages) > 1
    heads: list[Strip | None] = [page.strips[0][1] for page in pages[1:]]
    assert all(head is not None and head.stays for head in heads)


def test_a_cell_that_is_longer_than_a_page_goes_on() -> None:
    cell = Cell(text="\n".join(f"줄 {n}" for n in range(200)))
    pages = lay_out(report(Table(columns=("모델", "답"), rows=((Cell(text="가"), cell),))))
    assert len(pages) >= 3


def test_hostile_text_leaves_no_page() -> None:
    for page in lay_out(hostile()):
        picture = page_image(page, WIDTH)
        height = picture.height()
        for margin in (
            QRect(0, 0, 30, height),
            QRect(WIDTH - 30, 0, 30, height),
            QRect(0, height - 20, WIDTH, 20),
        ):
            assert min(grey(picture, margin)) > 250


def test_estimates_are_told_from_measured_values_in_grey() -> None:
    bars = (
        Bar(name="잰 것", value=10.0, text="10"),
        Bar(name="어림", value=10.0, text="10", estimate=True),
    )
    (page,) = lay_out(report(Bars(caption="속도", bars=bars)))
    picture = page_image(page, 1600)
    # The bars are the two widest runs of ink in one column of the picture.
    column = grey(picture, QRect(700, 0, 60, picture.height()))
    rows = [column[y * 60 : (y + 1) * 60] for y in range(picture.height())]
    filled = [row for row in rows if max(row) < 160]
    hatched = [row for row in rows if min(row) < 200 and max(row) > 240]
    assert len(filled) > 15
    assert len(hatched) > 15


def test_long_words_beside_a_bar_are_not_struck_through() -> None:
    words = "20.8 characters/s, as measured here on this PC"
    bar = Bar(name="A model", value=1.0, low=0.5, high=9.0, text=words)
    strips = bar_strips(Bars(caption="", bars=(bar,)), report(), 5000.0)
    picture = QImage(500, 30, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    painter.scale(0.1, 0.1)
    strips[-1].paint(painter, 0.0, 0.0)
    painter.end()
    # Between the end of the whisker and the words there is white.
    start = round(500 - ink.STRONG.width(words) / 10)
    assert min(grey(picture, QRect(start - 3, 0, 3, 15))) > 240


def test_no_tone_is_a_colour() -> None:
    (page,) = lay_out(pc_page(2, "짧은 글"))
    picture = page_image(page, WIDTH)
    for y in range(0, picture.height(), 3):
        for x in range(0, WIDTH, 3):
            color = picture.pixelColor(x, y)
            assert color.hsvSaturation() < 60 or color.value() > 150 or color.value() < 110


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_the_terminals_child_draws_from_a_file(tmp_path: Path, ending: str) -> None:
    source, target = tmp_path / "r.json", tmp_path / f"r.{ending}"
    made: Report = pc_page(1)
    source.write_bytes(msgspec.json.encode(made))
    draw_file(source, target)
    start = target.read_bytes()[:8]
    assert start.startswith(b"%PDF-" if ending == "pdf" else b"\x89PNG")
