"""Text in columns: widths of Hangul, pieces of any size, nothing that moves the cursor."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.console import cell_width, one_line, printable
from app.cli.wrapping import StreamedText

TEXT = st.text(st.sampled_from("가나다라 ab,\n 😀e\u0301\t\r\x1b"), max_size=60)


def wrapped(pieces: list[str], width: int) -> list[str]:
    column = StreamedText(width)
    for piece in pieces:
        column.feed(piece, thinking=False)
    return [line for line, _ in column.last_lines(1000)]


@given(TEXT, st.integers(2, 20), st.data())
def test_lines_do_not_depend_on_the_pieces(text: str, width: int, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=5)))
    edges = [0, *cuts, len(text)]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    assert wrapped(pieces, width) == wrapped([text], width)


@given(TEXT, st.integers(2, 20))
def test_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped([text], width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())


def test_hangul_wraps_at_spaces() -> None:
    assert wrapped(["한국의 수도는 서울입니다."], 14) == ["한국의 수도는", "서울입니다."]


def test_a_long_word_is_cut() -> None:
    assert wrapped(["가나다라마"], 5) == ["가나", "다라", "마"]


def test_thinking_begins_a_new_line() -> None:
    column = StreamedText(20)
    column.feed("음… ", thinking=True)
    column.feed("네.", thinking=False)
    assert column.last_lines(9) == [("음…", True), ("네.", False)]


def test_only_the_last_lines_are_kept_in_view() -> None:
    column = StreamedText(10)
    column.feed("\n".join(map(str, range(100))), thinking=False)
    assert [line for line, _ in column.last_lines(2)] == ["98", "99"]
    assert column.last_lines(0) == []


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("한글", 4), ("한\u0301글", 4), ("\u1112\u1161\u11ab", 2), ("", 0)],
)
def test_cell_width(text: str, width: int) -> None:
    assert cell_width(text) == width


def test_escape_sequences_are_shown_and_not_obeyed() -> None:
    assert printable("\x1b[2J\x07\x9b\u202e가\r\n\t나") == "␛[2J␇��가\n    나"
    assert one_line("a\n\x1b]0;b\x07") == "a ␛]0;b␇"
