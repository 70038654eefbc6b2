"""Sheets as shops have them, and as nobody should have them."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.problem import SheetError
from app.core.sheets.reading import (
    MAX_CELL_CHARS,
    MAX_FILE_BYTES,
    SheetRead,
    read_pasted,
    read_sheet,
)
from app.core.sheets.writing import safe_cell, write_csv

TABLE = "질문,기대 답,검사\n환불은 며칠 걸려요?,영업일|3일,포함\n몇 원이에요?,12000±5%,숫자\n"


def kinds(read: SheetRead) -> list[tuple[int, str]]:
    return [(fault.row, fault.kind) for fault in read.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_shops_csv_is_read_in_its_encoding(encoding: str) -> None:
    read = read_sheet(TABLE.encode(encoding), "문의.csv")
    assert [q.question for q in read.sheet.questions] == ["환불은 며칠 걸려요?", "몇 원이에요?"]
    assert [q.check for q in read.sheet.questions] == ["contains", "number"]
    assert [q.number for q in read.sheet.questions] == [1, 2]
    assert read.sheet.title == "문의"
    assert not read.faults


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_separators_are_recognised(delimiter: str) -> None:
    read = read_pasted(TABLE.replace(",", delimiter), "붙여 넣은 표")
    assert len(read.sheet.questions) == 2


def test_english_headings_in_any_order_with_columns_that_are_ours_not() -> None:
    read = read_sheet(b"Expected,memo,Question\nSeoul,x,Capital?\n", "q.csv")
    (question,) = read.sheet.questions
    assert (question.question, question.expected, question.check) == (
        "Capital?",
        "Seoul",
        "contains",
    )


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read() -> None:
    data = workbook([["질문", "정답", "채점"], ["2+3?", 5, "숫자"], [None, None, None]])
    read = read_sheet(data, "문제.xlsx")
    (question,) = read.sheet.questions
    assert (question.expected, question.check, read.encoding) == ("5", "number", "xlsx")


def test_lines_that_cannot_be_used_are_named_and_the_others_are() -> None:
    table = (
        "질문,정답,검사\n"
        ",서울,같음\n"
        "수도?,서울,느낌\n"
        "값?,많이,숫자\n"
        "꼴?,(열린,정규식\n"
        "수도는?,,같음\n"
        "몇 번?,없다,객관식\n"
        "좋은 질문?,서울,같음\n"
    )
    read = read_sheet(table.encode(), "q.csv")
    assert kinds(read) == [
        (2, "question_empty"),
        (3, "check_unknown"),
        (4, "number_unreadable"),
        (5, "regex_broken"),
        (6, "expected_empty"),
        (7, "choice_unreadable"),
    ]
    # What cannot be checked by itself is asked, and marked by hand.
    assert [q.check for q in read.sheet.questions] == ["none"] * 4 + ["exact"]


def test_a_cell_of_ten_megabytes_is_left_out() -> None:
    table = f"질문\n{'가' * (MAX_CELL_CHARS + 1)}\n짧은 질문\n"
    read = read_sheet(table.encode(), "q.csv")
    assert kinds(read) == [(2, "cell_too_long")]
    assert [q.question for q in read.sheet.questions] == ["짧은 질문"]


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 210_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "sheet_without_question"),
        (b"name,age\nkim,3\n", "sheet_without_question"),
        (b"question\n", "sheet_without_question"),
        (b"question\n\xff\xfe\xfd\x80\x00", "sheet_unreadable"),
        ("질문\n".encode() + "가나".encode("cp949") + b"\n", "sheet_unreadable"),
        (b"PK\x03\x04 no zip at all", "sheet_unreadable"),
        (b"\x00" * 100, "sheet_unreadable"),
        (b"x" * (MAX_FILE_BYTES + 1), "sheet_too_large"),
        (zip_bomb(), "sheet_too_large"),
    ],
    ids=[
        "empty",
        "no question column",
        "headings only",
        "no text",
        "mixed encodings",
        "no zip",
        "zeros",
        "too large",
        "zip bomb",
    ],
)
def test_what_is_no_sheet_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(SheetError) as caught:
        read_sheet(data, "q.csv")
    assert caught.value.problem.kind == kind


def test_mixed_encodings_are_told_by_line() -> None:
    data = "질문\n".encode() + "가나".encode("cp949") + b"\n"
    with pytest.raises(SheetError) as caught:
        read_sheet(data, "q.csv")
    assert caught.value.problem.detail == "UTF-8: [1]; CP949?: [2]"


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_sheet_or_refused(data: bytes) -> None:
    refused = ""
    try:
        read = read_sheet(b"question\n" + data, "q.csv")
    except SheetError as error:
        refused = error.problem.kind
    else:
        assert read.sheet.questions or read.faults
    assert refused in ("", "sheet_unreadable", "sheet_without_question")


@given(st.text(alphabet="=+-@\t\r\n가a1＝", min_size=1, max_size=8))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell.removeprefix("'") == text
    assert cell[0] not in "=+-@\t\r\n＝＋－＠"


def test_exports_come_back() -> None:
    data = write_csv([["질문", "기대 답", "값"], ["=1+1", "둘", -3.5]])
    read = read_sheet(data, "out.csv")
    assert read.sheet.questions[0].question == "'=1+1"
    assert b"-3.5" in data
