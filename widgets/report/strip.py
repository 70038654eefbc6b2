"""One strip of paper, and strips of text."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from widgets.report import ink

Paint = Callable[[QPainter, float, float], None]
"""Paints with its upper left corner at x, y."""
_BAR_POINTS = 2.5


@dataclass(frozen=True)
class Strip:
    """As wide as the paper's text. ``stays``: never the last on a page. ``spare``: empty, left
    out at the top of one. ``head`` is painted above it where a page begins with it."""

    height: float
    paint: Paint
    stays: bool = False
    spare: bool = False
    head: "Strip | None" = None


def gap(points: float, *, stays: bool = False) -> Strip:
    """Return empty paper."""
    return Strip(points * ink.POINT, _nothing, stays=stays, spare=True)


def text_strips(
    text: str,
    kind: ink.Type,
    width: float,
    *,
    color: QColor = ink.BLACK,
    indent: float = 0.0,
    bar: bool = False,
    rule: bool = False,
    stays: bool = False,
) -> list[Strip]:
    """Return a text, a strip a line. ``bar`` and ``rule`` are a thick and a thin line beside
    it."""
    beside = _BAR_POINTS if bar else 0.75 if rule else 0.0
    tone = ink.BLACK if bar else ink.PALE
    lines = kind.broken(text, width - indent) if text else []
    return [
        Strip(kind.line, partial(_paint_line, line, kind, color, indent, beside, tone), stays=stays)
        for line in lines
    ]


def draw_text(
    painter: QPainter, x: float, y: float, text: str, kind: ink.Type, color: QColor = ink.BLACK
) -> None:
    """Draw one line with its upper left corner at x, y."""
    painter.setFont(kind.font)
    painter.setPen(color)
    painter.drawText(QPointF(x, y + kind.baseline), text)


def _paint_line(
    text: str,
    kind: ink.Type,
    color: QColor,
    indent: float,
    beside: float,
    tone: QColor,
    painter: QPainter,
    x: float,
    y: float,
) -> None:
    if beside:
        painter.fillRect(QRectF(x, y, beside * ink.POINT, kind.line + 1), tone)
    draw_text(painter, x + indent, y, text, kind, color)


def _nothing(_painter: QPainter, _x: float, _y: float) -> None:
    """Paint nothing."""
