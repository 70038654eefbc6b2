"""Where a sheet comes from: a file of the person's, or a pack of the program's; and its words."""

import os
import stat
from pathlib import Path

from app.core.problem import SheetError
from app.core.sheets.reading import MAX_FILE_BYTES, SheetRead, read_sheet
from app.core.sheets.sheet import CheckKind, SheetFault
from app.services.translation import tr

CHECKS: tuple[CheckKind, ...] = (
    "exact",
    "contains",
    "one_of",
    "number",
    "regex",
    "choice",
    "none",
)


def open_sheet(path: Path) -> SheetRead:
    """Read a CSV or XLSX file; raises SheetError."""
    try:
        found = os.stat(path)
        size = found.st_size
        if size > MAX_FILE_BYTES:
            raise SheetError("sheet_too_large", path=path.name, n_bytes=size, limit=MAX_FILE_BYTES)
        if not stat.S_ISREG(found.st_mode):
            # A device never ends, a pipe may never begin.
            raise SheetError("sheet_unreadable", path=str(path))
        # It may grow while it is read.
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise SheetError("sheet_unreadable", path=str(path), detail=str(error)) from error
    return read_sheet(data, path.name)


def fault_words(fault: SheetFault) -> str:
    """Return what is wrong with a line, and where it stands."""
    words = {
        "question_empty": tr("질문이 비어 있어 건너뜁니다."),
        "check_unknown": tr("'{value}'은 모르는 검사라 건너뜁니다."),
        "number_unreadable": tr("기대 답 '{value}'이 숫자가 아니라 손으로 채점합니다."),
        "choice_unreadable": tr("기대 답 '{value}'이 보기의 번호가 아니라 손으로 채점합니다."),
        "regex_broken": tr("정규식이 잘못되어 손으로 채점합니다: {value}"),
        "expected_empty": tr("기대 답이 비어 있어 손으로 채점합니다."),
        "cell_too_long": tr("한 칸에 {value}글자가 들어 있어 건너뜁니다."),
        "too_many_questions": tr("질문은 {value}개까지만 읽습니다. 나머지는 건너뜁니다."),
    }
    said = words.get(fault.kind, fault.kind).format(value=fault.value)
    return tr("{row}행: {said}").format(row=fault.row, said=said)


def check_words(check: CheckKind) -> str:
    """Return what a check is called."""
    return {
        "exact": tr("일치"),
        "contains": tr("포함"),
        "one_of": tr("하나 포함"),
        "number": tr("숫자"),
        "regex": tr("정규식"),
        "choice": tr("객관식"),
        "none": tr("사람"),
    }[check]


def check_help(check: CheckKind) -> str:
    """Return what a check does, in a sentence."""
    return {
        "exact": tr("답이 기대 답과 같아야 합니다. 띄어쓰기 수와 문장 부호는 보지 않습니다."),
        "contains": tr("기대 답을 |로 나눈 것이 모두 답에 있어야 합니다."),
        "one_of": tr("기대 답을 |로 나눈 것 가운데 하나라도 답에 있으면 됩니다."),
        "number": tr("답에 적힌 수를 견줍니다. 12000±5%나 10~20처럼 넓게도 적습니다."),
        "regex": tr("답에서 이 정규식을 찾습니다."),
        "choice": tr("답이 고른 보기(가, B, 3 …)를 견줍니다."),
        "none": tr("검사하지 않습니다. 사람이 1–5점을 줍니다."),
    }[check]
