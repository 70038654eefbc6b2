"""A report's blocks as strips of paper: each has a height and paints itself; pages are filled
with them one below the other."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.core.report.model import Answer, Bars, Block, Facts, Heading, Report, Table, Words
from widgets.report import ink
from widgets.report.bars import bar_strips
from widgets.report.strip import Strip, gap, text_strips
from widgets.report.tables import fact_strips, table_strips

_STAYING = 3
"""Last lines before a table or a note that are never parted from it."""


def strips_of(report: Report, width: float) -> list[Strip]:
    """Return the whole report as strips, as wide as ``width``."""
    found = [
        *text_strips(report.title, ink.TITLE, width),
        *text_strips(report.subtitle, ink.BODY, width, color=ink.GREY),
        *text_strips(report.made_at, ink.SMALL, width, color=ink.GREY),
        gap(6),
    ]
    for block, then in zip(report.blocks, (*report.blocks[1:], None), strict=True):
        strips = list(_strips(block, report, width))
        if isinstance(block, Words) and _belongs(then):
            # What stands before a table says what it is about.
            strips = [*strips[:-_STAYING], *(replace(s, stays=True) for s in strips[-_STAYING:])]
        found += strips
    return found


def _belongs(then: Block | None) -> bool:
    """Tell whether a block is not to be parted from the words before it."""
    return isinstance(then, Table) or (isinstance(then, Words) and then.role == "note")


def _strips(block: Block, report: Report, width: float) -> Iterable[Strip]:
    match block:
        case Heading():
            yield gap(9)
            yield from text_strips(block.text, ink.HEADING, width, stays=True)
            yield _rule(width)
            yield gap(3)
        case Words():
            yield from _words(block, width)
        case Facts():
            yield from fact_strips(block, report, width)
            yield gap(4)
        case Table():
            yield from table_strips(block, report, width)
            yield gap(6)
        case Bars():
            yield from bar_strips(block, report, width)
            yield gap(4)
        case Answer():
            yield from _answer(block, width)


def _words(block: Words, width: float) -> Iterable[Strip]:
    if block.role == "lead":
        yield gap(2)
        yield from text_strips(block.text, ink.LEAD, width, indent=8 * ink.POINT, bar=True)
        yield gap(7)
        return
    note = block.role == "note"
    kind = ink.SMALL if note else ink.BODY
    yield from text_strips(block.text, kind, width, color=ink.GREY if note else ink.BLACK)
    yield gap(3)


def _answer(block: Answer, width: float) -> Iterable[Strip]:
    yield gap(4)
    yield from text_strips(block.name, ink.STRONG, width, stays=True)
    yield gap(1, stays=True)
    yield from text_strips(block.text or " ", ink.BODY, width, indent=8 * ink.POINT, rule=True)
    yield gap(4)


def _rule(width: float) -> Strip:
    def paint(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(ink.pen(points=1))
        painter.drawLine(QPointF(x, y + 5), QPointF(x + width, y + 5))

    return Strip(10, paint, stays=True)
