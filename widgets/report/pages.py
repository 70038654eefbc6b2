"""A report on A4 pages."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.core.report.model import Report
from widgets.report import ink
from widgets.report.strip import Strip, draw_text
from widgets.report.strips import strips_of

WIDTH, HEIGHT = 210 * ink.MM, 297 * ink.MM
_MARGIN = 15 * ink.MM
_FOOT = 9 * ink.MM
_LARGEST, _STEP, _SMALLEST = 1.2, 0.97, 0.55
"""A report that is to fill one page is made smaller by steps, but not below this."""


@dataclass(frozen=True)
class Page:
    """Strips with their places from the top of the text, painted ``scale`` times as large."""

    strips: tuple[tuple[float, Strip], ...]
    number: int
    n_pages: int
    footer: tuple[str, ...]
    scale: float = 1.0

    def paint(self, painter: QPainter) -> None:
        """Paint onto paper of :data:`WIDTH` times :data:`HEIGHT` units."""
        painter.save()
        painter.translate(_MARGIN, _MARGIN)
        painter.scale(self.scale, self.scale)
        for y, strip in self.strips:
            strip.paint(painter, 0.0, y)
        painter.restore()
        self._paint_foot(painter)

    def _paint_foot(self, painter: QPainter) -> None:
        lines = self.footer if self.number == self.n_pages else ()
        top = HEIGHT - _MARGIN + 2 * ink.MM - max(0, len(lines) - 1) * ink.SMALL.line
        painter.setPen(ink.pen(ink.PALE, 0.5))
        painter.drawLine(QPointF(_MARGIN, top), QPointF(WIDTH - _MARGIN, top))
        for n, line in enumerate(lines):
            draw_text(painter, _MARGIN, top + 8 + n * ink.SMALL.line, line, ink.SMALL, ink.GREY)
        if self.n_pages > 1:
            words = f"{self.number}/{self.n_pages}"
            at = WIDTH - _MARGIN - ink.SMALL.width(words)
            last = top + 8 + max(0, len(lines) - 1) * ink.SMALL.line
            draw_text(painter, at, last, words, ink.SMALL, ink.GREY)


def lay_out(report: Report) -> list[Page]:
    """Return the pages: as many as it takes, or exactly one where the report asks for it and
    that can still be read."""
    if not report.one_page:
        return _filled(report, 1.0)
    scale = _LARGEST
    while True:
        pages = _filled(report, scale)
        if len(pages) == 1 or scale * _STEP < _SMALLEST:
            return pages
        scale *= _STEP


def _filled(report: Report, scale: float) -> list[Page]:
    width = (WIDTH - 2 * _MARGIN) / scale
    footer = ink.SMALL.broken(report.footer, WIDTH - 2 * _MARGIN - 10 * ink.MM)
    foot = max(0, len(footer) - 1) * ink.SMALL.line
    height = (HEIGHT - 2 * _MARGIN - foot) / scale
    placed = _placed(strips_of(report, width), height)
    return [
        Page(tuple(strips), number, len(placed), tuple(footer), scale)
        for number, strips in enumerate(placed, 1)
    ]


def _placed(strips: list[Strip], height: float) -> list[list[tuple[float, Strip]]]:
    """Fill pages from the top; what must not be last on a page goes over to the next."""
    pages: list[list[tuple[float, Strip]]] = [[]]
    y = 0.0
    for group in _groups(strips):
        needed = sum(strip.height for strip in group)
        if y + needed > height and pages[-1]:
            pages.append([])
            y = 0.0
        for strip in group:
            if not pages[-1]:
                if strip.spare:
                    continue
                if strip.head is not None:
                    pages[-1].append((y, strip.head))
                    y += strip.head.height
            elif y + strip.height > height and not strip.spare:
                pages.append([])
                y = 0.0
            pages[-1].append((y, strip))
            y += strip.height
    return [page for page in pages if page] or [[]]


def _groups(strips: list[Strip]) -> list[list[Strip]]:
    """Return strips that stay together, in order."""
    groups: list[list[Strip]] = []
    open_group = False
    for strip in strips:
        if open_group:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        open_group = strip.stays
    return groups
