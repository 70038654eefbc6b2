"""Sheets as files: what is hostile is refused or made harmless, the template is understood."""

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication

from app.core.machine import MachineFacts
from app.core.problem import SheetError
from app.core.run import ModelFile, PlannedModel, RunOutcome
from app.core.sheets.reading import MAX_FILE_BYTES, read_sheet
from app.core.sheets.results import HandMark, SheetAnswer, SheetPlan
from app.core.sheets.sheet import Marking, Question, Sheet
from app.services.sheets.export import write_export
from app.services.sheets.sources import CHECKS, fault_words, open_sheet
from app.services.sheets.template import template
from app.services.translation import Languages
from app.store.sheet_store import SheetRunSummary, StoredSheetRun

EVIL = (
    '=HYPERLINK("http://x.invalid")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2",
    "\t=1",
    "<script>alert(1)</script>",
    '줄\n바꿈 "따옴표", 쉼표',
    "제어\x00\x1b[31m\x0b문자",
)


@pytest.fixture(params=["ko", "en"])
def language(
    request: pytest.FixtureRequest, qapp: QCoreApplication, resources: Path
) -> Iterator[str]:
    languages = Languages(qapp, resources / "i18n")
    languages.use(request.param)
    yield request.param
    languages.use("ko")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_is_read_without_a_fault(language: str, ending: str) -> None:
    read = read_sheet(template(xlsx=ending == "xlsx"), f"{language}.{ending}")
    assert read.faults == ()
    assert tuple(question.check for question in read.sheet.questions) == CHECKS
    assert all(q.expected for q in read.sheet.questions if q.check != "none")
    assert any(question.good for question in read.sheet.questions)


def test_faults_name_their_row(language: str) -> None:
    text = (
        "question,expected,check\n"
        ",5,number\n"
        "몇?,다섯,number\n"
        "무엇?,x,느낌\n"
        "찾기?,(,regex\n"
        "고르기?,!!,choice\n"
        "비었나?,,exact\n"
    )
    read = read_sheet(text.encode(), "x.csv")
    said = [fault_words(fault) for fault in read.faults]
    assert [str(row) in line for row, line in zip(range(2, 8), said, strict=True)] == [True] * 6
    assert not any("{" in line for line in said)
    # What cannot be checked is asked all the same.
    assert [q.check for q in read.sheet.questions] == ["none"] * 4


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path, kind in (
        (huge, "sheet_too_large"),
        (pipe, "sheet_unreadable"),
        (tmp_path, "sheet_unreadable"),
        (tmp_path / "none.csv", "sheet_unreadable"),
    ):
        with pytest.raises(SheetError) as caught:
            open_sheet(path)
        assert caught.value.problem.kind == kind


def hostile_run() -> StoredSheetRun:
    questions = tuple(
        Question(number=n, question=text, expected=text, check="contains", category=text)
        for n, text in enumerate(EVIL, 1)
    )
    model = PlannedModel(pane=0, model=ModelFile(id="=evil()", path="/a", name="=evil()"))
    plan = SheetPlan(
        run_id="p", sheet=Sheet(title="=제목[]:*?/\\", questions=questions), models=(model,)
    )
    answers = tuple(
        SheetAnswer(
            question=n,
            model=0,
            started_at_ns=0,
            ended_at_ns=1,
            outcome=RunOutcome(state="finished", label="isolated", text=text * 9000),
            marking=Marking(right=None),
        )
        for n, text in enumerate(EVIL)
    )
    return StoredSheetRun(
        summary=SheetRunSummary(
            run_id="p", created_at_ns=0, ended_at_ns=1, state="finished", title="t", label="",
            kept=False, note="", n_questions=9, n_models=1, n_answers=9,
        ),
        plan=plan,
        machine=MachineFacts(
            os="x", cpu_name="y", physical_cores=1, logical_cores=1, memory_bytes=1, python="3"
        ),
        program="0.1",
        answers=answers,
        marks={(0, 0): HandMark(mark=4, note="=메모")},
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_cell_of_an_export_is_a_formula(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out.{ending}"
    write_export(hostile_run(), path)
    if ending == "csv":
        text = path.read_bytes().decode("utf-8-sig")
        csv.field_size_limit(10**7)
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    else:
        sheet = openpyxl.load_workbook(path).worksheets[0]
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "inlineStr"}
        assert sheet.max_row == 1 + len(EVIL)
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"out.{ending}"]


def test_json_holds_everything(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write_export(hostile_run(), path)
    document = json.loads(path.read_text("utf-8"))
    assert [a["text"] for a in document["answers"]] == [text * 9000 for text in EVIL]
    assert document["answers"][0]["mark"] == 4
    assert document["results"][0]["accuracy"] is None


def test_what_was_there_stays_where_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_export(hostile_run(), tmp_path / "no such folder" / "out.csv")
    with pytest.raises(ValueError, match="doc"):
        write_export(hostile_run(), tmp_path / "out.doc")
    assert list(tmp_path.iterdir()) == []
