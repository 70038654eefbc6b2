"""Whatever part of a text is looked for, it is found, and what is not there is not."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.search_words import pairs_of, plain, query_of

WORD = st.text(alphabet="가나다라abAB12", min_size=1, max_size=5)
TEXT = st.lists(WORD, min_size=1, max_size=6).map(" ".join)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        """CREATE VIRTUAL TABLE w USING fts5(words, tokenize="unicode61 remove_diacritics 0")"""
    )
    yield connection
    connection.close()


def found(index: sqlite3.Connection, text: str, wanted: str) -> bool:
    index.execute("DELETE FROM w")
    index.execute("INSERT INTO w (words) VALUES (?)", (pairs_of(text),))
    query = query_of(wanted)
    return bool(query) and bool(
        index.execute("SELECT 1 FROM w WHERE w MATCH ?", (query,)).fetchall()
    )


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("수도", True),
        ("도는", True),
        ("수", True),
        ("서울", True),
        ("SEOUL", True),
        ("eou", True),
        ("한국 서울", True),
        ("국의 수", True),
        ("의수", False),
        ("도쿄", False),
        ("한국 도쿄", False),
        ("수도는?!", True),
        ("?!", False),
        ('"', False),
        ("한\u1100", False),
        ("NOT 한국", False),
        ("words:한국 OR (", False),
    ],
)
def test_parts_are_found(index: sqlite3.Connection, wanted: str, there: bool) -> None:
    assert found(index, "한국의 수도는? 서울(Seoul)입니다.", wanted) is there


@settings(deadline=None)
@given(TEXT, TEXT)
def test_it_finds_what_a_search_letter_by_letter_finds(
    index: sqlite3.Connection, text: str, wanted: str
) -> None:
    words = plain(text).split()
    # A single character is found where a pair, or a word, begins with it: everywhere.
    expected = all(any(part in word for word in words) for part in plain(wanted).split())
    assert found(index, text, wanted) is expected


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_query(index: sqlite3.Connection, wanted: str) -> None:
    assert found(index, "무엇이든", wanted) in (True, False)
