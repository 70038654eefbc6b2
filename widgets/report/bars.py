"""Values side by side on paper: measured ones filled, estimates hatched, intervals as whiskers."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.core.report.model import Bar, Bars, Report
from widgets.report import ink
from widgets.report.strip import Strip, draw_text, text_strips

_MOST_NAME = 0.3
"""Share of the width that names may take."""
_BESIDE = 8 * ink.POINT
_HEIGHT = 15 * ink.POINT
_BAR_HEIGHT = 8.5 * ink.POINT
_WHISKER = 4 * ink.POINT
_HATCH = 3.2 * ink.POINT


def bar_strips(bars: Bars, report: Report, width: float) -> list[Strip]:
    """Return the picture, a strip a bar."""
    told = [_text(bar, report) for bar in bars.bars]
    texts = max(map(ink.STRONG.width, told), default=0.0) + _BESIDE
    longest = max((ink.BODY.width(bar.name) for bar in bars.bars), default=0.0)
    names = min(longest + _BESIDE, width * _MOST_NAME)
    room = max(width - names - texts, width * 0.2)
    values = [max(bar.high or 0.0, bar.value) for bar in bars.bars]
    line = bars.line[1] if bars.line else 0.0
    largest = max([*values, line], default=0.0) or 1.0
    scale = room / largest
    found = text_strips(bars.caption, ink.STRONG, width, stays=True)
    at = names + line * scale if bars.line else None
    found += [
        Strip(
            _HEIGHT,
            partial(
                _paint_bar, bar, _named(bar, names), _text(bar, report), names, width, scale, at
            ),
            stays=place + 1 < len(bars.bars) or bars.line is not None,
        )
        for place, bar in enumerate(bars.bars)
    ]
    if bars.line is not None and at is not None:
        words = f"{bars.line[0]} ({bars.line[1]:g})"
        found.append(Strip(ink.SMALL.line, partial(_paint_legend, words, at, width)))
    return found


def _named(bar: Bar, width: float) -> str:
    return ink.BODY.shortened(bar.name, width - ink.POINT * 4, 1)[0]


def _text(bar: Bar, report: Report) -> str:
    return f"{bar.text} {report.estimate_mark}" if bar.estimate else bar.text


def _paint_bar(
    bar: Bar,
    name: str,
    text: str,
    names: float,
    width: float,
    scale: float,
    line: float | None,
    painter: QPainter,
    x: float,
    y: float,
) -> None:
    top = y + (_HEIGHT - ink.BODY.line) / 2
    draw_text(painter, x, top, name, ink.BODY)
    kind = ink.ESTIMATE if bar.estimate else ink.STRONG
    draw_text(painter, x + width - kind.width(text), top, text, kind)
    box = QRectF(x + names, y + (_HEIGHT - _BAR_HEIGHT) / 2, max(bar.value * scale, 5), _BAR_HEIGHT)
    if bar.estimate:
        _hatch(painter, box)
    else:
        painter.fillRect(box, ink.BAR)
    if line is not None:
        painter.setPen(ink.pen(ink.BLACK, 1, dashed=True))
        painter.drawLine(QPointF(x + line, y), QPointF(x + line, y + _HEIGHT))
    if bar.low is not None and bar.high is not None and bar.high > bar.low:
        _paint_whisker(painter, x + names + bar.low * scale, x + names + bar.high * scale, y)


def _hatch(painter: QPainter, box: QRectF) -> None:
    """Fill with lines of our own: a brush's pattern is as fine as the printer's dots."""
    painter.save()
    painter.setPen(ink.pen(ink.BAR, 0.9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.setClipRect(box)
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += _HATCH
    painter.restore()


def _paint_whisker(painter: QPainter, low: float, high: float, y: float) -> None:
    middle = y + _HEIGHT / 2
    # A white edge keeps it apart from the bar's own grey.
    for pen in (ink.pen(ink.FAINT, 2.4), ink.pen(ink.BLACK, 1.1)):
        painter.setPen(pen)
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for end in (low, high):
            painter.drawLine(
                QPointF(end, middle - _WHISKER / 2), QPointF(end, middle + _WHISKER / 2)
            )


def _paint_legend(
    words: str, at: float, width: float, painter: QPainter, x: float, y: float
) -> None:
    wide = ink.SMALL.width(words)
    left = min(max(at - wide / 2, 0.0), width - wide)
    draw_text(painter, x + left, y, words, ink.SMALL, ink.GREY)
