"""Posters: nothing is cut, whatever was asked and answered, and it is read from afar."""

import pytest
from PySide6.QtCore import QRectF

from app.core.report.poster import Poster, PosterAnswer
from tests.widgets.report.report_stage import HOSTILE, LONG_WORD, SENTENCE
from widgets.report.poster import Shape, lay_out_poster, poster_image

READ_AT_3_M = 35
"""Pixels of a 43-inch screen of 1920 that are 17.5 mm."""


def poster(n_answers: int, text: str = SENTENCE, *, fastest: int = -1) -> Poster:
    return Poster(
        question=text,
        answers=tuple(
            PosterAnswer(
                name=text if n else "모델",
                text=text * 30,
                figure="12,345",
                unit="글자/초",
                notes=("7,477 tok/s", text),
                fastest=n == fastest,
            )
            for n in range(n_answers)
        ),
        verdict=text,
        label=text,
        footer=text,
        language="ko",
        brand="나란히",
        fastest="가장 빠름",
        left_out=text,
    )


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("n_answers", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("text", ["짧음", SENTENCE, LONG_WORD, HOSTILE])
def test_no_text_is_cut_or_covered(shape: Shape, n_answers: int, text: str) -> None:
    layout = lay_out_poster(poster(n_answers, text, fastest=0), shape)
    paper = QRectF(0, 0, shape.size.width(), shape.size.height())
    for line in layout.lines:
        assert line.width <= line.box.width() + 1, line.text
        assert paper.contains(line.box), line.text
    for card in layout.cards:
        assert paper.contains(card.box)
        assert not card.box.intersects(layout.band)
        for line in layout.lines:
            assert card.box.contains(line.box) or not card.box.intersects(line.box), line.text


def test_what_was_left_out_is_marked() -> None:
    layout = lay_out_poster(poster(2), Shape.LANDSCAPE)
    assert sum(line.text.endswith("…") for line in layout.lines) >= 2


@pytest.mark.parametrize("n_answers", [2, 3, 4])
def test_question_figures_and_verdict_are_read_from_three_metres(n_answers: int) -> None:
    made = poster(n_answers, "가을에 대해 설명해 줘")
    lines = {line.text: line for line in lay_out_poster(made, Shape.LANDSCAPE).lines}
    assert lines["12,345"].kind.points >= 2 * READ_AT_3_M
    assert lines["가을에 대해 설명해 줘"].kind.points >= READ_AT_3_M


def test_the_fastest_is_marked_by_words_and_frame() -> None:
    layout = lay_out_poster(poster(3, fastest=1), Shape.LANDSCAPE)
    assert [card.fastest for card in layout.cards] == [False, True, False]
    assert len(layout.tags) == 1
    assert layout.cards[1].box.contains(layout.tags[0])
    figures = [line.box.top() for line in layout.lines if line.text == "12,345"]
    assert len(set(figures)) == 1


@pytest.mark.parametrize("shape", list(Shape))
def test_the_picture_has_its_size_and_ink(shape: Shape) -> None:
    image = poster_image(poster(2, fastest=0), shape)
    assert image.size() == shape.size
    assert image.pixelColor(1, 1).value() == 255
    band = lay_out_poster(poster(2, fastest=0), shape).band
    assert image.pixelColor(round(band.right() - 10), round(band.center().y())).value() < 60
