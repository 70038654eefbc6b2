"""Tables and lists of facts on paper."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.core.report.model import Cell, Facts, Report, Table, marked
from widgets.report import ink
from widgets.report.strip import Strip, draw_text, text_strips

_PAD = 4.0 * ink.POINT
_ROW_PAD = 2.2 * ink.POINT
_LEAST_SHARE = 0.07
"""Of the paper's width, a column."""
_LABEL_SHARE = 0.17
_FACT_NAME = 0.24
_MOST_LINES = 24
"""Lines of a row that stay together."""


def table_strips(table: Table, report: Report, width: float) -> list[Strip]:
    """Return a table, a strip a row; a page that begins inside it repeats the headings."""
    n_columns = len(table.columns)
    rows = [row[:n_columns] for row in table.rows]
    widths = _even(n_columns, width) if table.even else _widths(table, rows, report, width)
    numbers = [bool(rows) and all(row[n].number for row in rows) for n in range(n_columns)]
    heads = tuple(
        Cell(text=name, strong=True, number=numbers[n]) for n, name in enumerate(table.columns)
    )
    (head, *more) = _row(heads, report, widths, heavy=True)
    caption = text_strips(table.caption, ink.SMALL, width, color=ink.GREY, stays=True)
    body = [strip for row in rows for strip in _row(row, report, widths, head=head)]
    return [*caption, head, *more, *body]


def fact_strips(facts: Facts, report: Report, width: float) -> Iterable[Strip]:
    """Return names with values, a strip each."""
    longest = max((ink.BODY.width(name) for name, _ in facts.pairs), default=0.0)
    indent = min(longest + 2 * _PAD, width * _FACT_NAME * 1.5)
    for name, cell in facts.pairs:
        kind = _kind(cell)
        names = ink.BODY.broken(name, indent - _PAD)
        lines = kind.broken(marked(cell, report), width - indent)
        yield Strip(
            max(len(names), len(lines)) * ink.BODY.line,
            partial(_paint_fact, names, lines, kind, indent),
        )


def _paint_fact(
    names: Sequence[str],
    lines: Sequence[str],
    kind: ink.Type,
    indent: float,
    painter: QPainter,
    x: float,
    y: float,
) -> None:
    for n, line in enumerate(names):
        draw_text(painter, x, y + n * ink.BODY.line, line, ink.BODY, ink.GREY)
    for n, line in enumerate(lines):
        draw_text(painter, x + indent, y + n * kind.line, line, kind)


def _row(
    cells: Sequence[Cell],
    report: Report,
    widths: Sequence[float],
    *,
    heavy: bool = False,
    head: Strip | None = None,
) -> list[Strip]:
    """Return a row; one that is too high for a page is cut between lines."""
    broken = [
        _kind(cell).broken(marked(cell, report), width - _PAD)
        for cell, width in zip(cells, widths, strict=True)
    ]
    n_lines = max((len(lines) for lines in broken), default=1)
    found: list[Strip] = []
    for start in range(0, n_lines, _MOST_LINES):
        part = [lines[start : start + _MOST_LINES] for lines in broken]
        height = max(map(len, part)) * ink.BODY.line + 2 * _ROW_PAD
        last = start + _MOST_LINES >= n_lines
        paint = partial(_paint_row, cells, part, tuple(widths), height if last else 0.0, heavy)
        found.append(Strip(height, paint, stays=heavy, head=head))
    return found


def _paint_row(
    cells: Sequence[Cell],
    broken: Sequence[Sequence[str]],
    widths: Sequence[float],
    rule: float,
    heavy: bool,
    painter: QPainter,
    x: float,
    y: float,
) -> None:
    left = x
    for cell, lines, width in zip(cells, broken, widths, strict=True):
        kind = _kind(cell)
        for n, line in enumerate(lines):
            at = left
            if cell.number:
                at += width - _PAD - kind.width(line)
            draw_text(painter, at, y + _ROW_PAD + n * ink.BODY.line, line, kind)
        left += width
    if rule:
        painter.setPen(ink.pen(ink.BLACK if heavy else ink.PALE, 1 if heavy else 0.5))
        painter.drawLine(QPointF(x, y + rule), QPointF(left, y + rule))


def _kind(cell: Cell) -> ink.Type:
    if cell.strong:
        return ink.STRONG
    return ink.ESTIMATE if cell.estimate else ink.BODY


def _even(n_columns: int, width: float) -> list[float]:
    """Return a narrow first column and the rest alike."""
    if n_columns == 1:
        return [width]
    label = width * _LABEL_SHARE
    return [label, *[(width - label) / (n_columns - 1)] * (n_columns - 1)]


def _widths(
    table: Table, rows: Sequence[Sequence[Cell]], report: Report, width: float
) -> list[float]:
    """Return what each column wants where that fits, else the widest give way."""
    wanted: list[float] = []
    for place, name in enumerate(table.columns):
        texts = [name, *(marked(row[place], report) for row in rows)]
        longest = max(
            ink.STRONG.width(line) for text in texts for line in ink.clean(text).split("\n")
        )
        wanted.append(longest + 2 * _PAD)
    if sum(wanted) <= width:
        spare = width - sum(wanted)
        if rows and not rows[0][-1].number:
            # Words stand to the left: what is left over belongs behind them.
            return [*wanted[:-1], wanted[-1] + spare]
        return [one + spare / len(wanted) for one in wanted]
    least = width * _LEAST_SHARE
    low, high = least, max(wanted)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (
            (middle, high) if sum(min(one, middle) for one in wanted) < width else (low, middle)
        )
    capped = [max(min(one, low), min(one, least)) for one in wanted]
    scale = width / sum(capped)
    return [one * scale for one in capped]
