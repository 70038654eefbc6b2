"""Type and tones on paper: everything is told by shape and pattern, nothing by colour alone.

Lengths are tenths of a point: whole numbers are then fine enough for any font size.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPen

POINT = 10.0
"""Units in a point."""
MM = 72 / 25.4 * POINT
BLACK, GREY, PALE, FAINT = (
    QColor("#16181d"),
    QColor("#4a4f5a"),
    QColor("#b9bdc7"),
    QColor("#eef0f3"),
)
BAR = QColor("#5b6170")
LINE_HEIGHT = 1.42
_REMEMBERED = 24
"""Widths of longer words are not kept: they hardly come again."""
_WORD = re.compile("[^ ]+")


@dataclass(frozen=True)
class Type:
    """One size and weight of the interface's font."""

    points: float
    bold: bool = False
    italic: bool = False

    @property
    def font(self) -> QFont:
        """The font, in units of the paper."""
        return _font(_family(), self.points, self.bold, self.italic)

    @property
    def line(self) -> float:
        """Height of a line."""
        return self.points * POINT * LINE_HEIGHT

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline."""
        metrics = _metrics(self.font)
        return (self.line - metrics.height()) / 2 + metrics.ascent()

    def width(self, text: str) -> float:
        """Return how wide ``text`` is on one line."""
        if len(text) > _REMEMBERED:
            return _metrics(self.font).horizontalAdvance(text)
        return _width(_family(), self, text)

    def broken(self, text: str, width: float) -> list[str]:
        """Return ``text`` in lines no wider than ``width``: Korean breaks between words, and
        within one only where it is wider than a line."""
        return list(self.lines(text, width))

    def fits(self, text: str, width: float, most: int) -> bool:
        """Tell whether ``text`` takes no more than ``most`` lines."""
        return len(list(islice(self.lines(text, width), most + 1))) <= most

    def shortened(self, text: str, width: float, most: int) -> list[str]:
        """Return the first ``most`` lines; the last one ends in "…" where more was said."""
        lines = list(islice(self.lines(text, width), most + 1))
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width(f"{last}…") > width:
            last = last[:-1]
        return [*lines[: most - 1], f"{last.rstrip()}…"]

    def lines(self, text: str, width: float) -> Iterator[str]:
        """Go through the lines of :meth:`broken`; what nobody asks for is not looked at."""
        for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            yield from self._paragraph(clean(paragraph), width)

    def _paragraph(self, text: str, width: float) -> Iterator[str]:
        line, filled = "", 0.0
        space = self.width(" ")
        for match in _WORD.finditer(text):
            word = match[0]
            n = self._fitting(word, width)
            if n == len(word):
                wide = self.width(word)
                if line and filled + space + wide <= width:
                    line, filled = f"{line} {word}", filled + space + wide
                    continue
            if line:
                yield line
            while n < len(word):
                yield word[:n]
                word = word[n:]
                n = self._fitting(word, width)
            line, filled = word, self.width(word)
        yield line

    def _fitting(self, word: str, width: float) -> int:
        """Return how many characters of ``word`` fit, at least one; never half a character. A
        word of any length takes no longer than a line."""
        low, high = 0, 16
        while high < len(word) and self.width(word[:high]) <= width:
            low, high = high, high * 2
        high = min(high, len(word))
        if self.width(word[:high]) <= width:
            return high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.width(word[:middle]) <= width else (low, middle)
        low = max(low, 1)
        while low < len(word) and unicodedata.combining(word[low]):
            low += 1
        return low


TITLE = Type(20, bold=True)
HEADING = Type(12, bold=True)
LEAD = Type(12.5, bold=True)
BODY = Type(9.5)
STRONG = Type(9.5, bold=True)
SMALL = Type(8)
ESTIMATE = Type(9.5, italic=True)


def clean(text: str) -> str:
    """Return ``text`` without what no paper shows: control characters, halves of pairs, and the
    marks that turn the writing direction."""
    kept = (
        " " if char == "\t" else char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    return "".join(kept)


def pen(color: QColor = BLACK, points: float = 0.75, *, dashed: bool = False) -> QPen:
    """Return a pen for rules and outlines."""
    made = QPen(color, points * POINT)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        made.setDashPattern([4, 3])
    return made


def _family() -> str:
    """Return the interface's font, which has Hangul."""
    font = QGuiApplication.font()
    return next(iter(font.families()), font.family())


@lru_cache(maxsize=256)
def _font(family: str, points: float, bold: bool, italic: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(points * POINT))
    font.setBold(bold)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=256)
def _metrics(font: QFont) -> QFontMetricsF:
    return QFontMetricsF(font)


@lru_cache(maxsize=65_536)
def _width(family: str, kind: Type, text: str) -> float:
    del family  # part of the key: fonts change with the application's
    return _metrics(kind.font).horizontalAdvance(text)
