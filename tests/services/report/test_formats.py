"""Every format says the same, and no text of a model or a person becomes anything but text."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.report.model import (
    Answer,
    Bar,
    Bars,
    Cell,
    Facts,
    Heading,
    Report,
    Table,
    Words,
)
from app.services.report.formats import as_csv, as_html, as_json, as_markdown, render

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
HOSTILE = '</td><script>alert(1)</script><img src=x onerror="x()">&amp;{{7*7}}=1+1|`rm`'
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "br", "dl", "dt"),
    *("dd", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "figure"),
    *("figcaption", "svg", "defs", "pattern", "rect", "text", "g", "line", "blockquote", "footer"),
}


def report(text: str = "서울입니다.") -> Report:
    return Report(
        title=f"비교 {text}",
        subtitle=text,
        language="ko",
        made_at="2026-11-28 14:00",
        estimate_mark="(어림)",
        footer=text,
        data={"raw": [1, 2, 3], "text": text},
        blocks=(
            Words(text=text, role="lead"),
            Heading(text=text),
            Facts(pairs=((text, Cell(text=text)), ("속도", Cell(text="12 tok/s", estimate=True)))),
            Table(
                columns=("모델", text),
                rows=((Cell(text=text), Cell(text="3.5", number=True, estimate=True)),),
                caption=text,
            ),
            Bars(
                caption=text,
                bars=(
                    Bar(name=text, value=10.0, low=9.0, high=12.0, text="10"),
                    Bar(name="어림", value=5.0, text="5", estimate=True),
                ),
                line=("읽는 속도", 10.0),
            ),
            Answer(name=text, text=text),
        ),
    )


class Tags(HTMLParser):
    """Notes tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_one_file_without_scripts_or_anything_from_elsewhere() -> None:
    page = as_html(report(HOSTILE), RESOURCES)
    seen = Tags(page)
    assert set(seen.tags) <= ALLOWED
    assert not [
        name for name in seen.attributes if name.startswith("on") or name in ("src", "href")
    ]
    assert seen.text.count("<script>alert(1)</script>") >= 5
    assert "default-src 'none'" in page
    assert "49" not in seen.text


@settings(deadline=None, max_examples=30)
@given(st.text(min_size=1, max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    plain, given_text = (
        Tags(as_html(report("글"), RESOURCES)),
        Tags(as_html(report(text), RESOURCES)),
    )
    assert given_text.tags == plain.tags
    assert given_text.attributes == plain.attributes
    as_markdown(report(text))
    json.loads(as_json(report(text)))


def test_markdown_shows_text_as_text() -> None:
    page = as_markdown(report("# 제목 | [링크](http://x) `code` <b>"))
    assert "\\# 제목 \\| \\[링크\\]" in page
    assert "<b>" not in page
    assert "| 모델 |" in page
    assert "12 tok/s \\(어림\\)" in page


def test_csv_has_every_table_and_no_formula() -> None:
    data = as_csv(report("=cmd()"))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert ["'=cmd()", "3.5 (어림)"] in rows
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_json_carries_the_raw_data() -> None:
    document = json.loads(as_json(report()))
    assert document["data"]["raw"] == [1, 2, 3]
    assert [block["type"] for block in document["blocks"]] == [
        "words",
        "heading",
        "facts",
        "table",
        "bars",
        "answer",
    ]


@pytest.mark.parametrize("kind", ["csv", "json", "md", "html"])
def test_estimates_are_marked_in_every_format_for_people(kind: str) -> None:
    data = render(report(), kind, RESOURCES).decode("utf-8-sig")  # type: ignore[arg-type]
    if kind == "json":
        assert '"estimate": true' in data
    else:
        assert data.replace("\\", "").count("(어림)") >= 3


def test_halves_of_surrogate_pairs_do_not_break_a_file() -> None:
    for kind in ("csv", "md", "html"):
        assert render(report("\ud83d"), kind, RESOURCES)  # type: ignore[arg-type]
