"""Tables, as wide as the terminal."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from app.cli.console import cell_width, is_terminal, one_line

PLAIN_COLUMNS = 120
"""Width of a table that no terminal shows."""
LEAST_WIDE = 16
_GAP = 3


@dataclass(frozen=True)
class Column:
    """One column. A ``wide`` one takes the room that is left and is cut where that is little;
    a ``spare`` one is left out where the terminal is narrow."""

    title: str
    wide: bool = False
    right: bool = False
    spare: bool = False


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print ``rows`` to stdout."""
    # Rich is needed only here, and takes a tenth of a second to import.
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[one_line(cell) for cell in row] for row in rows]
    room = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else PLAIN_COLUMNS
    shown, widths = _fitting(columns, cells, room)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index in shown:
        table.add_column(
            columns[index].title,
            no_wrap=True,
            justify="right" if columns[index].right else "left",
            overflow="ellipsis",
            width=widths[index],
        )
    for row in cells:
        table.add_row(*(Text(row[index]) for index in shown))
    Console(width=room, highlight=False, markup=False, emoji=False).print(table)


def _fitting(
    columns: Sequence[Column], cells: list[list[str]], room: int
) -> tuple[list[int], list[int]]:
    """Return which columns to show, and how wide each of all would be."""
    widths = [
        max(map(cell_width, [column.title, *(row[index] for row in cells)]))
        for index, column in enumerate(columns)
    ]
    shown = list(range(len(columns)))

    def rest() -> int:
        fixed = sum(widths[index] for index in shown if not columns[index].wide)
        return room - fixed - _GAP * len(shown) - 1

    for index in reversed(range(len(columns))):
        if rest() >= LEAST_WIDE:
            break
        if columns[index].spare:
            shown.remove(index)
    for index in shown:
        if columns[index].wide:
            widths[index] = min(widths[index], max(rest(), LEAST_WIDE))
    return shown, widths
