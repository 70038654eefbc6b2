"""What a saved graph holds, by file ending."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from app.services.translation import tr
from widgets.graph.board import RUN_COLUMNS, Board
from widgets.graph.saving import csv_bytes, png_bytes, svg_bytes
from widgets.theme import Theme

_SMALLEST = QSize(960, 420)


def graph_file(board: Board, theme: Theme, view: str, suffix: str) -> bytes:
    """Return the graph as it is shown: ``.png``, ``.svg``, else the CSV of its points."""
    if suffix not in {".png", ".svg"}:
        if view == "resources":
            return csv_bytes(board.sample_columns(), board.sample_rows())
        return csv_bytes(RUN_COLUMNS, board.run_rows())
    titles = {
        "rate": tr("초당 토큰 수 (tok/s)"),
        "chars": tr("답의 글자 수"),
        "resources": tr("CPU, 메모리, GPU"),
    }
    title = f"{tr('나란히')} – {titles[view]}"
    size = board.size().expandedTo(_SMALLEST)
    background = theme.color("surface")

    def paint(painter: QPainter, area: QRectF) -> None:
        board.paint(painter, area, title, board.legend(view))

    if suffix == ".png":
        return png_bytes(size, background, paint)
    return svg_bytes(size, background, title, paint)
