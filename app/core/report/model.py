"""A report as plain blocks, so that every format says the same.

Texts are already worded, in one language, and not escaped: each format does that itself.
"""

from typing import Any, Literal

import msgspec


class _Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the values below."""


class Cell(_Frozen, frozen=True):
    """One cell of a table, or one fact."""

    text: str
    estimate: bool = False
    """Estimated, not measured; every format marks it."""
    strong: bool = False
    number: bool = False
    """Set to the right."""


class Heading(_Frozen, frozen=True, tag="heading"):
    """Begins a part."""

    text: str


class Words(_Frozen, frozen=True, tag="words"):
    """A paragraph."""

    text: str
    role: Literal["plain", "lead", "note"] = "plain"
    """``lead``: the answer that the report is read for."""


class Facts(_Frozen, frozen=True, tag="facts"):
    """Names with values."""

    pairs: tuple[tuple[str, Cell], ...]


class Table(_Frozen, frozen=True, tag="table"):
    """Rows of cells under headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    even: bool = False
    """All columns but the first are equally wide: models side by side."""


class Bar(_Frozen, frozen=True):
    """One value with its interval."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    text: str = ""
    """The value as shown."""
    estimate: bool = False


class Bars(_Frozen, frozen=True, tag="bars"):
    """Values side by side; ``line`` is one to hold them against (its name and value)."""

    caption: str
    bars: tuple[Bar, ...]
    line: tuple[str, float] | None = None


class Answer(_Frozen, frozen=True, tag="answer"):
    """What a model said, in its own words: hostile text like any other."""

    name: str
    text: str
    thinking: str = ""


Block = Heading | Words | Facts | Table | Bars | Answer


class Report(_Frozen, frozen=True, tag="report"):
    """A whole report. ``data`` is the document for programs, with raw stamps."""

    title: str
    subtitle: str
    language: str
    made_at: str
    """When, in the person's own time, as shown."""
    blocks: tuple[Block, ...]
    estimate_mark: str
    """What marks an estimate, such as ``(어림)``."""
    footer: str = ""
    one_page: bool = False
    """On paper it is made to fit one page."""
    data: Any = None


def marked(cell: Cell, report: Report) -> str:
    """Return a cell's text with the mark of an estimate."""
    return f"{cell.text} {report.estimate_mark}" if cell.estimate else cell.text
