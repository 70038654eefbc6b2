"""A question sheet's run as a report: how many each model got right, and every answer."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from app.core.report.model import Bar, Bars, Block, Cell, Facts, Heading, Report, Table, Words
from app.core.sheets.results import ModelScore, SheetAnswer, scores_of
from app.services.report.shown import (
    SHOWN_ID,
    UNDEFINED,
    machine_pairs,
    milliseconds,
    moment,
    names_of,
    number,
)
from app.services.translation import tr
from app.services.wording import show_bytes, word_run_state
from app.store.sheet_store import StoredSheetRun


def sheet_report(stored: StoredSheetRun, language: str, now_ns: int) -> Report:
    """Return the report, in the language of the interface (``language`` names it)."""
    scores = scores_of(stored.plan, stored.answers, stored.marks)
    names = names_of(tuple(planned.model for planned in stored.plan.models))
    return Report(
        title=stored.summary.label or stored.plan.sheet.title or tr("문제지"),
        subtitle=tr("문제 {n}개 · 모델 {m}개").format(
            n=len(stored.plan.sheet.questions), m=len(names)
        ),
        language=language,
        made_at=moment(now_ns),
        estimate_mark=tr("(어림)"),
        footer=tr("나란히 {version} · 문제지 {id} · {when}").format(
            version=stored.program,
            id=stored.plan.run_id[:SHOWN_ID],
            when=moment(stored.summary.created_at_ns),
        ),
        blocks=tuple(_blocks(stored, scores, names)),
        data=_data(stored, scores),
    )


def _blocks(
    stored: StoredSheetRun, scores: Sequence[ModelScore], names: Sequence[str]
) -> Iterable[Block]:
    yield Words(text=_lead(scores, names), role="lead")
    yield _score_table(scores, names)
    bars = tuple(
        Bar(
            name=names[score.model],
            value=score.accuracy * 100,
            low=None if score.low is None else score.low * 100,
            high=None if score.high is None else score.high * 100,
            text=f"{score.accuracy * 100:.0f} %",
        )
        for score in scores
        if score.accuracy is not None
    )
    if bars:
        yield Bars(caption=tr("정답률"), bars=bars)
    yield Heading(text=tr("문제마다"))
    yield from _questions(stored, names)
    yield Heading(text=tr("어떻게 쟀나"))
    length = tr("{n}토큰").format(n=stored.plan.max_tokens)
    yield Facts(
        pairs=(
            (tr("답의 최대 길이"), Cell(text=length)),
            *machine_pairs(stored.machine),
        )
    )


def _lead(scores: Sequence[ModelScore], names: Sequence[str]) -> str:
    known = [score for score in scores if score.accuracy is not None]
    if not known:
        return tr("검사할 수 있는 답이 없습니다.")
    best = max(known, key=lambda score: score.accuracy or 0.0)
    beaten = [s for s in known if s is not best and (s.high or 0.0) < (best.low or 0.0)]
    shown = tr("{name}: {right}/{all}문제 맞힘").format(
        name=names[best.model], right=best.n_right, all=best.n_checked
    )
    if len(known) > 1 and len(beaten) == len(known) - 1:
        return tr("{shown}. 다른 모델보다 뚜렷이 많이 맞혔습니다.").format(shown=shown)
    if len(known) > 1:
        return tr("{shown}. 95 % 구간이 겹치는 모델이 있어 뚜렷한 차이라고 할 수 없습니다.").format(
            shown=shown
        )
    return shown


def _score_table(scores: Sequence[ModelScore], names: Sequence[str]) -> Table:
    return Table(
        columns=(
            tr("모델"),
            tr("정답률"),
            tr("95 % 구간"),
            tr("맞힘"),
            tr("손 점수"),
            tr("글자/초"),
            tr("첫 글자까지"),
            tr("메모리"),
        ),
        rows=tuple(
            (
                Cell(text=names[score.model], strong=True),
                Cell(text=_percent(score.accuracy), number=True),
                Cell(text=_range(score), number=True),
                Cell(text=f"{score.n_right}/{score.n_checked}", number=True),
                Cell(text=_mark(score), number=True),
                Cell(text=number(score.chars_per_s), number=True),
                Cell(text=milliseconds(score.ttft_ms), number=True),
                Cell(
                    text=show_bytes(score.memory_bytes) if score.memory_bytes else UNDEFINED,
                    number=True,
                ),
            )
            for score in scores
        ),
    )


def _questions(stored: StoredSheetRun, names: Sequence[str]) -> Iterable[Block]:
    by_place = {answer.place: answer for answer in stored.answers}
    for place, question in enumerate(stored.plan.sheet.questions):
        expected = tr("기대한 답: {text}").format(text=question.expected)
        yield Words(text=f"{question.number}. {question.question}")
        if question.expected:
            yield Words(text=expected, role="note")
        yield Table(
            columns=(tr("모델"), tr("결과"), tr("답")),
            rows=tuple(
                (
                    Cell(text=name),
                    Cell(text=_result(by_place.get((place, model)), stored, place, model)),
                    Cell(text=_text(by_place.get((place, model)))),
                )
                for model, name in enumerate(names)
            ),
        )


def _result(answer: SheetAnswer | None, stored: StoredSheetRun, place: int, model: int) -> str:
    if answer is None:
        return tr("묻지 않음")
    if answer.outcome.state != "finished":
        return word_run_state(answer.outcome.state)
    hand = stored.marks.get((place, model))
    parts = list[str]()
    if answer.marking.right is not None:
        parts.append(tr("○ 맞음") if answer.marking.right else tr("× 틀림"))
    if hand is not None and hand.mark is not None:
        parts.append(f"{hand.mark}/5")
    return " · ".join(parts) or UNDEFINED


def _text(answer: SheetAnswer | None) -> str:
    return UNDEFINED if answer is None else answer.outcome.text.strip() or UNDEFINED


def _mark(score: ModelScore) -> str:
    return UNDEFINED if score.mean_mark is None else f"{score.mean_mark:.1f}/5"


def _percent(share: float | None) -> str:
    return UNDEFINED if share is None else f"{share * 100:.0f} %"


def _range(score: ModelScore) -> str:
    if score.low is None or score.high is None:
        return UNDEFINED
    return f"{score.low * 100:.0f}–{score.high * 100:.0f} %"


def _data(stored: StoredSheetRun, scores: Sequence[ModelScore]) -> dict[str, Any]:
    """Return the document for programs, with every answer's raw stamps."""
    return {
        "kind": "sheet",
        "plan": msgspec.to_builtins(stored.plan),
        "machine": msgspec.to_builtins(stored.machine),
        "program": stored.program,
        "scores": msgspec.to_builtins(scores),
        "answers": msgspec.to_builtins(stored.answers),
        "marks": [
            {"question": question, "model": model, **msgspec.to_builtins(hand)}
            for (question, model), hand in stored.marks.items()
        ],
    }
