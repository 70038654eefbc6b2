"""Reports as PDF and as pictures of their pages; posters as PNG.

The window calls this directly, the terminal through a child of the program
(:mod:`app.services.report.drawing`).
"""

import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from app.core.report.model import Report
from app.core.report.poster import Poster
from app.services.resources import resource_folder
from widgets.fonts import use_interface_font
from widgets.report import ink
from widgets.report.pages import HEIGHT, WIDTH, Page, lay_out
from widgets.report.poster import Shape, poster_image

_PAGE_PX = 1240
_UNITS_PER_INCH = 72 * int(ink.POINT)


def pdf_bytes(report: Report) -> bytes:
    """Return the report as PDF on A4, its fonts inside."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_UNITS_PER_INCH)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    writer.setTitle(report.title)
    writer.setCreator("Naranhi")
    painter = QPainter(writer)
    for number, page in enumerate(lay_out(report)):
        if number:
            writer.newPage()
        page.paint(painter)
    painter.end()
    return bytes(buffer.data().data())


def page_image(page: Page, width: int) -> QImage:
    """Return a picture of a page, ``width`` pixels wide."""
    scale = width / WIDTH
    image = QImage(QSize(width, round(HEIGHT * scale)), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    page.paint(painter)
    painter.end()
    return image


def png_of(image: QImage) -> bytes:
    """Return a picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def draw_file(source: Path, target: Path, shape: Shape = Shape.LANDSCAPE) -> None:
    """Draw what ``source`` (JSON of a Report or Poster) says into ``target``, a PDF or PNG; a
    report as PNG is its first page. ``shape`` is a poster's."""
    what = msgspec.json.decode(source.read_bytes(), type=Report | Poster)
    target.write_bytes(drawn(what, target.suffix, shape))


def drawn(what: Report | Poster, ending: str, shape: Shape = Shape.LANDSCAPE) -> bytes:
    """Return a file's bytes: ``ending`` is ``.pdf`` or ``.png``; posters are always PNG."""
    if isinstance(what, Poster):
        return png_of(poster_image(what, shape))
    return pdf_bytes(what) if ending == ".pdf" else png_of(page_image(lay_out(what)[0], _PAGE_PX))


def run_drawing(arguments: list[str]) -> int:
    """Draw as a child of the terminal: source, target, shape; return the exit status."""
    application = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(application, QApplication)
    use_interface_font(application, resource_folder() / "fonts")
    source, target, shape = arguments
    draw_file(Path(source), Path(target), Shape[shape])
    return 0
