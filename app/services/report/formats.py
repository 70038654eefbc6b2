"""Reports as files: CSV, JSON, Markdown and one HTML page without scripts."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import jinja2
import msgspec

from app.core.report.model import (
    Answer,
    Bars,
    Block,
    Cell,
    Facts,
    Heading,
    Report,
    Table,
    Words,
    marked,
)
from app.core.sheets.writing import write_csv

Format = Literal["csv", "json", "md", "html"]
TEMPLATE = "report.html.j2"
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")
_BAR_WIDTH = 42.0
"""Per cent of a line that the longest bar takes; the rest is for names and numbers."""


def render(report: Report, kind: Format, resources: Path) -> bytes:
    """Return the report as the bytes of a file."""
    renderers: dict[Format, Callable[[], bytes]] = {
        "csv": lambda: as_csv(report),
        "json": lambda: as_json(report),
        "md": lambda: as_markdown(report).encode("utf-8", "replace"),
        "html": lambda: as_html(report, resources).encode("utf-8", "replace"),
    }
    return renderers[kind]()


def as_csv(report: Report) -> bytes:
    """Return every table and fact, one below the other; no cell is ever a formula."""
    rows: list[Sequence[object]] = [[report.title], [report.subtitle], [report.made_at]]
    for block in report.blocks:
        rows.append([])
        rows += _csv_rows(block, report)
    return write_csv(rows)


def as_json(report: Report) -> bytes:
    """Return the document for programs: what the report says, and the raw data behind it."""
    document = {
        "title": report.title,
        "made_at": report.made_at,
        "blocks": msgspec.to_builtins(report.blocks),
        "data": report.data,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def as_markdown(report: Report) -> str:
    """Return the report as Markdown in which no text of a model or a person is markup."""
    lines = [f"# {_md(report.title)}", "", _md(report.subtitle), "", _md(report.made_at), ""]
    for block in report.blocks:
        lines += [*_markdown_lines(block, report), ""]
    if report.footer:
        lines += ["---", "", _md(report.footer), ""]
    return "\n".join(lines)


def as_html(report: Report, resources: Path) -> str:
    """Return one HTML file: no scripts, nothing loaded from elsewhere, all text escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources / "report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    kinds = {type(block): type(block).__name__.lower() for block in report.blocks}
    return environment.get_template(TEMPLATE).render(
        report=report,
        blocks=[(kinds[type(block)], block) for block in report.blocks],
        mark=partial(_mark, report),
        share=_bar_share,
    )


def _mark(report: Report, cell: Cell) -> str:
    return marked(cell, report)


def _bar_share(bars: Bars, value: float | None) -> str:
    """Return a value's place on the bars' common scale, in per cent of the line."""
    largest = max(
        [bar.high or bar.value for bar in bars.bars] + ([bars.line[1]] if bars.line else []),
        default=0.0,
    )
    if not largest or value is None:
        return "0"
    return f"{max(0.0, value) / largest * _BAR_WIDTH:.2f}"


def _csv_rows(block: Block, report: Report) -> Iterable[Sequence[object]]:
    match block:
        case Heading() | Words():
            yield [block.text]
        case Facts():
            yield from ([name, marked(cell, report)] for name, cell in block.pairs)
        case Table():
            yield [*block.columns]
            yield from ([marked(cell, report) for cell in row] for row in block.rows)
        case Bars():
            yield [block.caption]
            for bar in block.bars:
                note = report.estimate_mark if bar.estimate else ""
                yield [bar.name, bar.value, bar.low, bar.high, note]
        case Answer():
            yield [block.name, block.text]


def _markdown_lines(block: Block, report: Report) -> Iterable[str]:
    match block:
        case Heading():
            yield f"## {_md(block.text)}"
        case Words():
            text = _md(block.text)
            yield f"**{text}**" if block.role == "lead" else text
        case Facts():
            for name, cell in block.pairs:
                yield f"- {_md(name)}: {_md(marked(cell, report))}"
        case Table():
            yield f"| {' | '.join(map(_md, block.columns))} |"
            yield f"|{'---|' * len(block.columns)}"
            for row in block.rows:
                yield f"| {' | '.join(_md(marked(cell, report)) for cell in row)} |"
        case Bars():
            yield _md(block.caption)
            yield ""
            for bar in block.bars:
                note = f" {report.estimate_mark}" if bar.estimate else ""
                yield f"- {_md(bar.name)}: {_md(bar.text)}{_md(note)}"
        case Answer():
            yield f"### {_md(block.name)}"
            yield ""
            yield from (f"> {_md(line)}" for line in block.text.splitlines() or [""])


def _md(text: str) -> str:
    """Return text in which Markdown finds no markup, on one line."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))
