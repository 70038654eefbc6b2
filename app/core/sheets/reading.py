"""Reads a question sheet from CSV, XLSX or a pasted table. The file is a stranger's: its size,
its cells, its packing and its encoding are checked before anything is believed."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from app.core.problem import SheetError
from app.core.request import clean_text
from app.core.sheets.checks import (
    PatternError,
    alternatives,
    compile_pattern,
    read_choice,
    read_range,
)
from app.core.sheets.sheet import CheckKind, Question, Sheet, SheetFault

MAX_FILE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 200_000_000
"""An XLSX is a ZIP: a small one can unpack to any size."""
MAX_CELL_CHARS = 100_000
MAX_QUESTIONS = 5_000
_ENCODINGS = ("utf-8-sig", "cp949")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_HEADINGS = {
    "question": ("question", "질문", "문제", "물음", "prompt"),
    "expected": ("expected", "기대 답", "기대답", "정답", "답", "answer"),
    "check": ("check", "검사", "검사 방법", "확인", "채점", "check kind"),
    "category": ("category", "분야", "갈래", "종류"),
    "system": ("system", "시스템", "지시"),
    "good": ("good", "좋은 답", "좋은답", "기준", "메모"),
}
_CHECK_NAMES: dict[str, CheckKind] = {
    "exact": "exact",
    "같음": "exact",
    "일치": "exact",
    "contains": "contains",
    "포함": "contains",
    "one of": "one_of",
    "one_of": "one_of",
    "하나 포함": "one_of",
    "하나": "one_of",
    "number": "number",
    "숫자": "number",
    "수": "number",
    "regex": "regex",
    "정규식": "regex",
    "choice": "choice",
    "선택": "choice",
    "객관식": "choice",
    "none": "none",
    "없음": "none",
    "사람": "none",
    "": "none",
}


class SheetRead(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet as far as it could be read, and what could not."""

    sheet: Sheet
    faults: tuple[SheetFault, ...] = ()
    encoding: str = ""


def read_sheet(data: bytes, name: str) -> SheetRead:
    """Read a file's bytes; ``name`` is its file name.

    Raises SheetError: ``sheet_too_large``, ``sheet_unreadable``, ``sheet_without_question``.
    """
    if len(data) > MAX_FILE_BYTES:
        raise SheetError("sheet_too_large", path=name, n_bytes=len(data), limit=MAX_FILE_BYTES)
    digest = hashlib.sha256(data).hexdigest()
    title = name.rpartition(".")[0] or name
    if data[:4] == b"PK\x03\x04":
        return _sheet_of(_xlsx_rows(data, name), title, digest, name, "xlsx")
    text, encoding = _decode(data, name)
    return _sheet_of(_csv_rows(text, name), title, digest, name, encoding)


def read_pasted(text: str, title: str) -> SheetRead:
    """Read a table as spreadsheets copy it (tabs), or as CSV; raises as :func:`read_sheet`."""
    return read_sheet(text.encode("utf-8", "replace"), title)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    named = _MARKS.get(data[:2])
    for encoding in (named,) if named else _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            if encoding == _ENCODINGS[0] and (mixed := _mixed_lines(data)):
                raise SheetError("sheet_unreadable", path=name, detail=mixed) from None
            continue
        if "\0" not in text:
            return text, encoding
    raise SheetError("sheet_unreadable", path=name)


def _mixed_lines(data: bytes) -> str:
    """Return which lines are UTF-8 and which are not, where both are there: as CP949, which
    takes nearly any bytes, the former would become other words."""
    utf8: list[int] = []
    others: list[int] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            is_utf8 = any("가" <= c <= "힣" for c in line.decode("utf-8"))
        except UnicodeDecodeError:
            is_utf8 = False
        (utf8 if is_utf8 else others).append(number)
    return f"UTF-8: {utf8[:5]}; CP949?: {others[:5]}" if utf8 else ""


def _csv_rows(text: str, name: str) -> Iterator[Sequence[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(MAX_FILE_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        detail = f"line {reader.line_num}: {error}"
        raise SheetError("sheet_unreadable", path=name, detail=detail) from error


def _xlsx_rows(data: bytes, name: str) -> Iterator[Sequence[str]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise SheetError(
                "sheet_too_large", path=name, n_bytes=unpacked, limit=MAX_UNPACKED_BYTES
            )
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield ["" if cell is None else str(cell) for cell in row]
        finally:
            book.close()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
        SyntaxError,
        OSError,
    ) as error:
        # A ZIP that is no workbook, or a broken one: openpyxl says it in any of these ways.
        raise SheetError("sheet_unreadable", path=name, detail=repr(error)) from error


def _sheet_of(
    rows: Iterable[Sequence[str]], title: str, digest: str, name: str, encoding: str
) -> SheetRead:
    lines = iter(rows)
    columns = _columns(next(lines, ()))
    if "question" not in columns:
        raise SheetError("sheet_without_question", path=name)
    questions: list[Question] = []
    faults: list[SheetFault] = []
    for row, cells in enumerate(lines, 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(questions) >= MAX_QUESTIONS:
            faults.append(SheetFault(row=row, kind="too_many_questions", value=str(MAX_QUESTIONS)))
            break
        found = _question(row, {key: _cell(cells, at) for key, at in columns.items()})
        if isinstance(found, SheetFault):
            faults.append(found)
            continue
        question = msgspec.structs.replace(found, number=len(questions) + 1)
        fault = _fault_of(row, question)
        if fault is not None:
            faults.append(fault)
            question = msgspec.structs.replace(question, check="none")
        questions.append(question)
    if not questions and not faults:
        raise SheetError("sheet_without_question", path=name)
    sheet = Sheet(title=title, questions=tuple(questions), sha256=digest)
    return SheetRead(sheet=sheet, faults=tuple(faults), encoding=encoding)


def _columns(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        plain = " ".join(heading.strip().casefold().split())
        for key, names in _HEADINGS.items():
            if plain in names and key not in found:
                found[key] = at
    return found


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _question(row: int, cells: dict[str, str]) -> Question | SheetFault:
    for value in cells.values():
        if len(value) > MAX_CELL_CHARS:
            return SheetFault(row=row, kind="cell_too_long", value=str(len(value)))
    clean = {key: clean_text(value).strip() for key, value in cells.items()}
    if not clean["question"]:
        return SheetFault(row=row, kind="question_empty")
    named = clean.get("check", "").casefold()
    if named not in _CHECK_NAMES:
        return SheetFault(row=row, kind="check_unknown", value=named[:40])
    expected = clean.get("expected", "")
    check = _CHECK_NAMES[named]
    if not named and expected:
        # An expectation without a check is looked for in the answer.
        check = "contains"
    return Question(
        number=0,
        question=clean["question"],
        expected=expected,
        check=check,
        category=clean.get("category", "")[:100],
        system=clean.get("system", ""),
        good=clean.get("good", ""),
    )


def _fault_of(row: int, question: Question) -> SheetFault | None:
    """Return why a question cannot be checked by itself; it is asked all the same."""
    expected, check = question.expected, question.check
    if check == "none":
        return None
    if (not alternatives(expected) and check != "regex") or not expected:
        return SheetFault(row=row, kind="expected_empty")
    if check == "number" and read_range(expected) is None:
        return SheetFault(row=row, kind="number_unreadable", value=expected[:40])
    if check == "choice" and not read_choice(expected):
        return SheetFault(row=row, kind="choice_unreadable", value=expected[:40])
    if check == "regex":
        try:
            compile_pattern(expected)
        except PatternError as error:
            return SheetFault(row=row, kind="regex_broken", value=str(error)[:80])
    return None
