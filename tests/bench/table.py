"""What a bench found, and the table at the end."""

from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One figure: what was found, and what it should be at least or at most."""

    figure: str
    found: float
    bound: float
    unit: str = ""
    at_most: bool = False
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is as good as it should be."""
        return self.found <= self.bound if self.at_most else self.found >= self.bound


def ratio_row(figure: str, pairs: list[tuple[float, float]], bound: float) -> Row:
    """Return the row of ours against the yardstick: the median of the ratios, pair by pair."""
    ratios = [ours / theirs for ours, theirs in pairs]
    ours, theirs = median(a for a, _ in pairs), median(b for _, b in pairs)
    spread = f"{min(ratios):.3f}–{max(ratios):.3f}"
    note = f"{len(pairs)} pairs, {spread}; medians {ours:.3g} and {theirs:.3g}"
    return Row(figure, median(ratios), bound, note=note)


def print_table(rows: list[Row]) -> None:
    """Print every figure, what it should be, and whether it is."""
    table = Table(title="Naranhi, measured")
    for heading in ("figure", "found", "should be", "", "how"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        sign = "≤" if row.at_most else "≥"
        table.add_row(
            row.figure,
            f"{row.found:.3g} {row.unit}".strip(),
            f"{sign} {row.bound:g} {row.unit}".strip(),
            "met" if row.met else "NOT MET",
            row.note,
        )
    Console(width=150).print(table)
