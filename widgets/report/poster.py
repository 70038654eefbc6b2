"""A comparison's poster: read from three metres, in grey as well, no text ever cut."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from app.core.report.poster import Poster, PosterAnswer
from widgets.report import ink
from widgets.report.strip import draw_text

_QUESTION = ((84, 1), (74, 1), (66, 1), (58, 1), (58, 2), (50, 2), (44, 2))
_VERDICT = ((50, 1), (44, 1), (40, 1), (40, 2), (36, 2))
"""Sizes in pixels, and lines: few lines leave more room for the answers."""
_NAME, _FIGURE = (42, 38, 34, 30), (120, 104, 90, 76, 64, 52)
_ANSWER_SIZES = (60, 54, 48, 43, 38, 34)


class Shape(Enum):
    """A poster's size in pixels, and how many times larger than a screen's its type is."""

    LANDSCAPE = (1920, 1080, 1.0)
    """A screen."""
    PORTRAIT = (2339, 3307, 1.75)
    """A3 at 200 dots per inch."""

    @property
    def size(self) -> QSize:
        """Width and height."""
        return QSize(self.value[0], self.value[1])

    @property
    def zoom(self) -> float:
        """How many times larger its type is."""
        return self.value[2]


@dataclass(frozen=True)
class Line:
    """One line of text, and the box that it has to stay in (pixels)."""

    text: str
    kind: ink.Type
    box: QRectF
    color: QColor = field(default_factory=lambda: ink.BLACK)
    right: bool = False

    @property
    def width(self) -> float:
        """Width of the text in pixels."""
        return self.kind.width(self.text) / ink.POINT

    @property
    def height(self) -> float:
        """Height of the line in pixels."""
        return self.kind.line / ink.POINT


@dataclass(frozen=True)
class Card:
    """A model's frame."""

    box: QRectF
    fastest: bool


@dataclass(frozen=True)
class Layout:
    """Everything on a poster."""

    lines: tuple[Line, ...]
    cards: tuple[Card, ...]
    band: QRectF
    """Dark, behind the verdict."""
    tags: tuple[QRectF, ...]
    """Dark, behind what marks the fastest."""


def poster_image(poster: Poster, shape: Shape) -> QImage:
    """Return the picture."""
    image = QImage(shape.size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    layout = lay_out_poster(poster, shape)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(1 / ink.POINT, 1 / ink.POINT)
    for card in layout.cards:
        _paint_card(painter, card, shape.zoom)
    for box in (layout.band, *layout.tags):
        path = QPainterPath()
        path.addRoundedRect(_units(box), 80 * shape.zoom, 80 * shape.zoom)
        painter.fillPath(path, ink.BLACK)
    for line in layout.lines:
        x = line.box.right() - line.width if line.right else line.box.left()
        draw_text(
            painter, x * ink.POINT, line.box.top() * ink.POINT, line.text, line.kind, line.color
        )
    painter.end()
    return image


def lay_out_poster(poster: Poster, shape: Shape) -> Layout:
    """Return where everything goes: head and question above, the verdict below, the models in
    what is left between."""
    return _Composer(poster, shape).compose()


class _Composer:
    """Works inwards from the edges."""

    def __init__(self, poster: Poster, shape: Shape) -> None:
        self._poster = poster
        self._zoom = shape.zoom
        margin = self._px(56)
        self._area = QRectF(0, 0, shape.size.width(), shape.size.height()).adjusted(
            margin, self._px(36), -margin, -self._px(30)
        )
        self._lines: list[Line] = []
        self._tags: list[QRectF] = []

    def compose(self) -> Layout:
        area, poster = QRectF(self._area), self._poster
        small = self._type(24)
        head = QRectF(area.left(), area.top(), area.width(), self._px(38))
        name = self._type(28, bold=True)
        self._put([poster.brand], name, head)
        self._put(
            name.shortened(poster.label, self._units(head.width() * 0.8), 1),
            self._type(28),
            head,
            right=True,
            color=ink.GREY,
        )
        area.setTop(head.bottom() + self._px(8))
        kind, lines = self._fitted(poster.question, area.width(), _QUESTION)
        area.setTop(self._put(lines, kind, area) + self._px(14))
        foot = " · ".join(filter(None, [poster.footer, poster.left_out]))
        foot_lines = small.shortened(foot, self._units(area.width()), 1)
        area.setBottom(area.bottom() - small.line / ink.POINT)
        self._put(
            foot_lines,
            small,
            QRectF(area.left(), area.bottom(), area.width(), small.line / ink.POINT),
            color=ink.GREY,
        )
        pad = self._px(20)
        kind, lines = self._fitted(poster.verdict, area.width() - 2 * pad, _VERDICT)
        height = len(lines) * kind.line / ink.POINT + pad
        band = QRectF(area.left(), area.bottom() - height - self._px(8), area.width(), height)
        inside = band.adjusted(pad, pad / 2, -pad, -pad / 2)
        self._put(lines, kind, inside, color=QColor("white"))
        area.setBottom(band.top() - self._px(22))
        boxes = self._boxes(area, len(poster.answers))
        rests = [
            self._card_head(answer, box) for answer, box in zip(poster.answers, boxes, strict=True)
        ]
        self._texts([answer.text for answer in poster.answers], rests)
        cards = tuple(
            Card(box, answer.fastest) for answer, box in zip(poster.answers, boxes, strict=True)
        )
        return Layout(tuple(self._lines), cards, band, tuple(self._tags))

    def _boxes(self, area: QRectF, count: int) -> list[QRectF]:
        """Return the models' frames: side by side on a screen, one or two a row on paper."""
        if not count:
            return []
        upright = area.height() > area.width()
        columns = (1 if count <= 2 else 2) if upright else count
        rows = math.ceil(count / columns)
        between = self._px(26)
        width = (area.width() - between * (columns - 1)) / columns
        height = (area.height() - between * (rows - 1)) / rows
        return [
            QRectF(
                area.left() + (n % columns) * (width + between),
                area.top() + (n // columns) * (height + between),
                width,
                height,
            )
            for n in range(count)
        ]

    def _card_head(self, answer: PosterAnswer, box: QRectF) -> QRectF:
        """Put all but the answer into a frame; return what is left for that."""
        pad = self._px(24)
        inside = box.adjusted(pad, pad * 0.8, -pad, -pad * 0.8)
        if any(other.fastest for other in self._poster.answers):
            # Everybody leaves room for the mark, so that figures stand in one line.
            inside.setTop(self._tag(self._poster.fastest if answer.fastest else "", inside))
        kind = self._alike(_NAME, [a.name for a in self._poster.answers], inside.width())
        lines = kind.shortened(answer.name, self._units(inside.width()), 1)
        inside.setTop(self._put(lines, kind, inside))
        inside.setTop(self._figure(answer, inside))
        notes = self._type(30)
        # A figure and its unit are not parted.
        words = " · ".join(note.replace(" ", "\N{NO-BREAK SPACE}") for note in answer.notes)
        told = notes.shortened(words, self._units(inside.width()), 2)
        inside.setTop(self._put(told, notes, inside, color=ink.GREY) + self._px(14))
        return inside

    def _texts(self, texts: Sequence[str], boxes: Sequence[QRectF]) -> None:
        """Put the answers, all in one size: the largest in which none has to be shortened."""
        kind = self._type(_ANSWER_SIZES[-1])
        for size in _ANSWER_SIZES:
            kind = self._type(size)
            if all(
                kind.fits(text, self._units(box.width()), _room(kind, box))
                for text, box in zip(texts, boxes, strict=True)
            ):
                break
        for text, box in zip(texts, boxes, strict=True):
            if (most := _room(kind, box)) > 0:
                self._put(kind.shortened(text, self._units(box.width()), most), kind, box)

    def _figure(self, answer: PosterAnswer, inside: QRectF) -> float:
        """Put the large figure with its unit behind it; return where it ends."""
        unit = self._type(36, bold=True)
        beside = max(unit.width(f" {one.unit}") for one in self._poster.answers) / ink.POINT
        figures = [one.figure for one in self._poster.answers]
        kind = self._alike(_FIGURE, figures, inside.width() - beside)
        bottom = self._put([answer.figure], kind, inside)
        left = inside.left() + (kind.width(answer.figure) + unit.width(" ")) / ink.POINT
        # Both stand on one baseline.
        top = inside.top() + (kind.baseline - unit.baseline) / ink.POINT
        box = QRectF(left, top, inside.right() - left, unit.line / ink.POINT)
        self._put([answer.unit], unit, box)
        return bottom

    def _alike(self, sizes: Sequence[float], texts: Sequence[str], width: float) -> ink.Type:
        """Return the largest type in which every one of ``texts`` fits on a line, else the
        smallest."""
        kinds = [self._type(size, bold=True) for size in sizes]
        fitting = (
            kind for kind in kinds if all(kind.width(t) <= self._units(width) for t in texts)
        )
        return next(fitting, kinds[-1])

    def _tag(self, words: str, inside: QRectF) -> float:
        kind = self._type(28, bold=True)
        pad = self._px(14)
        box = QRectF(
            inside.left(),
            inside.top(),
            kind.width(words) / ink.POINT + 2 * pad,
            kind.line / ink.POINT + pad * 0.4,
        )
        if words:
            self._tags.append(box)
        self._put(
            [words] if words else [],
            kind,
            box.adjusted(pad, pad * 0.2, -pad, 0),
            color=QColor("white"),
        )
        return box.bottom() + self._px(6)

    def _fitted(
        self, text: str, width: float, tries: Sequence[tuple[float, int]]
    ) -> tuple[ink.Type, list[str]]:
        """Return the first of ``tries`` (size, most lines) in which ``text`` has room; in the
        last one it is shortened."""
        room = self._units(width)
        for size, most in tries:
            kind = self._type(size, bold=True)
            if kind.fits(text, room, most):
                return kind, kind.broken(text, room)
        size, most = tries[-1]
        kind = self._type(size, bold=True)
        return kind, kind.shortened(text, room, most)

    def _put(
        self,
        lines: Sequence[str],
        kind: ink.Type,
        box: QRectF,
        *,
        color: QColor = ink.BLACK,
        right: bool = False,
    ) -> float:
        """Put lines from the top of ``box``; return where they end."""
        height = kind.line / ink.POINT
        for n, text in enumerate(lines):
            place = QRectF(box.left(), box.top() + n * height, box.width(), height)
            self._lines.append(Line(text, kind, place, color, right))
        return box.top() + len(lines) * height

    def _type(self, pixels: float, *, bold: bool = False) -> ink.Type:
        return ink.Type(round(pixels * self._zoom, 1), bold=bold)

    def _px(self, pixels: float) -> float:
        return pixels * self._zoom

    def _units(self, pixels: float) -> float:
        return pixels * ink.POINT


def _paint_card(painter: QPainter, card: Card, zoom: float) -> None:
    """The fastest has a heavy frame, the others a light one."""
    path = QPainterPath()
    path.addRoundedRect(_units(card.box), 140 * zoom, 140 * zoom)
    painter.setPen(
        ink.pen(ink.BLACK if card.fastest else ink.PALE, (6 if card.fastest else 3) * zoom)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _room(kind: ink.Type, box: QRectF) -> int:
    """Return how many lines fit into a box."""
    return int(box.height() * ink.POINT // kind.line)


def _units(box: QRectF) -> QRectF:
    return QRectF(
        box.x() * ink.POINT, box.y() * ink.POINT, box.width() * ink.POINT, box.height() * ink.POINT
    )
