"""Tables that spreadsheets open: nothing in them is ever taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

MAX_XLSX_CHARS = 32_767
"""More than this no spreadsheet takes into a cell."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet calculates: text that begins like a formula
    gets an apostrophe in front; numbers stay numbers.

    Source: OWASP, CSV Injection.
    """
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as UTF-8 CSV with a byte order mark, by which Korean Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([safe_cell(value) for value in row])
    return ("\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()).encode("utf-8", "replace")


def template_rows(headings: Sequence[str], examples: Sequence[Sequence[str]]) -> bytes:
    """Return an empty sheet to fill in: headings and a few examples."""
    return write_csv([headings, *examples])


def write_xlsx(rows: Iterable[Sequence[object]], title: str) -> bytes:
    """Return rows as a workbook; every text is text, as :func:`safe_cell` has it."""
    # Not needed before somebody exports; it takes a fifth of a second to import.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    page = book.create_sheet(_SHEET_NAME.sub(" ", title)[:31].strip() or "1")
    for row in rows:
        cells: list[object] = []
        for value in row:
            if isinstance(value, int | float) and not isinstance(value, bool):
                cells.append(value)
                continue
            text = _ILLEGAL.sub("", safe_cell(value))[:MAX_XLSX_CHARS]
            cell = WriteOnlyCell(page, value=text)
            cell.data_type = "s"
            cells.append(cell)
        page.append(cells)  # pyright: ignore[reportUnknownMemberType]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
