"""Tables that spreadsheets open: nothing in them is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

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
