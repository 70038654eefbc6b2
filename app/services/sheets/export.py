"""A sheet's run as tables and documents for other programs."""

from pathlib import Path
from typing import Any

import msgspec

from app.core.metrics import figures_of
from app.core.sheets.results import HandMark, SheetAnswer, scores_of
from app.core.sheets.writing import write_csv, write_xlsx
from app.services.sheets.sources import check_words
from app.services.translation import tr
from app.services.whole_file import write_whole
from app.store.sheet_store import StoredSheetRun

ENDINGS = (".csv", ".xlsx", ".json")


def sheet_document(stored: StoredSheetRun) -> dict[str, Any]:
    """Return everything about a run as plain values; undefined figures are None."""
    plan = stored.plan
    scores = scores_of(plan, stored.answers, stored.marks)
    return {
        "run_id": plan.run_id,
        "title": plan.sheet.title,
        "label": stored.summary.label,
        "note": stored.summary.note,
        "state": stored.summary.state,
        "created_at_ns": stored.summary.created_at_ns,
        "program": stored.program,
        "machine": msgspec.to_builtins(stored.machine),
        "sheet_sha256": plan.sheet.sha256,
        "max_tokens": plan.max_tokens,
        "think": plan.think,
        "questions": msgspec.to_builtins(plan.sheet.questions),
        "results": [
            {
                **msgspec.to_builtins(score),
                "model": plan.models[score.model].model.id,
                "file": plan.models[score.model].model.path,
            }
            for score in scores
        ],
        "answers": [_answer_document(stored, answer) for answer in stored.answers],
    }


def sheet_rows(stored: StoredSheetRun) -> list[list[object]]:
    """Return one line for each question and model, under headings."""
    plan = stored.plan
    answers = {answer.place: answer for answer in stored.answers}
    rows: list[list[object]] = [
        [
            tr("번호"),
            tr("분야"),
            tr("질문"),
            tr("검사 방법"),
            tr("기대 답"),
            tr("좋은 답"),
            tr("모델"),
            tr("답"),
            tr("검사 결과"),
            tr("점수 (1–5)"),
            tr("메모"),
            tr("상태"),
            "TTFT ms",
            "tok/s",
            tr("글자/초"),
        ]
    ]
    for place, question in enumerate(plan.sheet.questions):
        for model, planned in enumerate(plan.models):
            answer = answers.get((place, model))
            hand = stored.marks.get((place, model), HandMark())
            figures = figures_of(answer.outcome) if answer else None
            rows.append(
                [
                    question.number,
                    question.category,
                    question.question,
                    check_words(question.check),
                    question.expected,
                    question.good,
                    planned.model.id,
                    answer.outcome.text if answer else "",
                    right_words(answer),
                    hand.mark,
                    hand.note,
                    answer.outcome.state if answer else "",
                    figures.ttft_ms if figures else None,
                    figures.decode_tps if figures else None,
                    figures.chars_per_s if figures else None,
                ]
            )
    return rows


def right_words(answer: SheetAnswer | None) -> str:
    """Return what the check says of an answer, in a word."""
    if answer is None or answer.marking.right is None:
        return "–"
    return tr("맞음") if answer.marking.right else tr("틀림")


def write_export(stored: StoredSheetRun, path: Path) -> None:
    """Write the run as its ending says (one of :data:`ENDINGS`); what was there stays until all
    is written. Raises OSError, and ValueError for another ending."""
    match path.suffix.casefold():
        case ".csv":
            data = write_csv(sheet_rows(stored))
        case ".xlsx":
            data = write_xlsx(sheet_rows(stored), stored.plan.sheet.title)
        case ".json":
            data = msgspec.json.format(msgspec.json.encode(sheet_document(stored)), indent=2)
        case _:
            raise ValueError(path.suffix)
    write_whole(path, data)


def _answer_document(stored: StoredSheetRun, answer: SheetAnswer) -> dict[str, Any]:
    outcome = answer.outcome
    hand = stored.marks.get(answer.place, HandMark())
    return {
        "question": stored.plan.sheet.questions[answer.question].number,
        "model": stored.plan.models[answer.model].model.id,
        "model_place": answer.model,
        "state": outcome.state,
        "error": msgspec.to_builtins(outcome.problem),
        "label": outcome.label,
        "text": outcome.text,
        "thinking": outcome.thinking,
        "stop_reason": outcome.stop_reason,
        "right": answer.marking.right,
        "found": answer.marking.found,
        "mark": hand.mark,
        "note": hand.note,
        "n_prompt": outcome.n_prompt,
        "n_output": outcome.n_output,
        **msgspec.structs.asdict(figures_of(outcome)),
        "started_at_ns": answer.started_at_ns,
        "ended_at_ns": answer.ended_at_ns,
        "stamps_ns": msgspec.to_builtins(outcome.stamps),
    }
