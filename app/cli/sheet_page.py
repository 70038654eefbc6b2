"""A sheet in the terminal: how good each model was, and each answer's mark."""

import datetime

from app.cli import figures
from app.cli.console import one_line, tell
from app.cli.table import Column, print_table
from app.core.sheets.packs import Packs
from app.core.sheets.results import ModelScore, SheetAnswer, scores_of
from app.services.measuring.sentences import plan_state_words
from app.services.sheets.sources import check_words
from app.services.translation import tr
from app.services.wording import show_bytes
from app.store.sheet_store import SheetRunSummary, StoredSheetRun

SHOWN_ID = 8
_ANSWER_CHARS = 120


def print_packs(packs: Packs, language: str) -> None:
    """Print what comes with the program."""
    columns = [
        Column(tr("이름")),
        Column(tr("문제지"), wide=True),
        Column(tr("질문"), right=True),
    ]
    rows = [[p.id, p.title.say(language), str(len(p.questions))] for p in packs.packs]
    print_table(columns, rows)


def print_runs(runs: list[SheetRunSummary]) -> None:
    """Print the list of sheets that ran."""
    if not runs:
        tell(tr("아직 결과가 없습니다. sheet run shop -m starter-s -m starter-m을 돌려 보세요."))
        return
    columns = [
        Column(tr("이름")),
        Column(tr("언제")),
        Column(tr("상태")),
        Column(tr("답"), right=True),
        Column(tr("문제지"), wide=True),
        Column(tr("붙인 이름"), spare=True),
    ]
    print_table(
        columns,
        [
            [
                run.run_id[:SHOWN_ID],
                _moment(run.created_at_ns),
                plan_state_words(run.state),
                f"{run.n_answers}/{run.n_questions * run.n_models}",
                run.title,
                run.label,
            ]
            for run in runs
        ],
    )


def print_run(stored: StoredSheetRun) -> None:
    """Print accuracy beside speed and memory, then every question with its answers."""
    plan = stored.plan
    scores = scores_of(plan, stored.answers, stored.marks)
    print(f"{plan.sheet.title} · {stored.summary.run_id[:SHOWN_ID]}")
    columns = [
        Column(tr("모델"), wide=True),
        Column(tr("정답"), right=True),
        Column(tr("정확도"), right=True),
        Column(tr("95 % 구간"), right=True),
        Column(tr("손 점수"), right=True, spare=True),
        Column("tok/s", right=True),
        Column(tr("글자/초"), right=True),
        Column(tr("메모리"), right=True),
    ]
    print_table(columns, [_score_row(plan.models[s.model].model.id, s) for s in scores])
    answers = {answer.place: answer for answer in stored.answers}
    for place, question in enumerate(plan.sheet.questions):
        print(f"{question.number}. {one_line(question.question)}")
        if question.check != "none":
            print(f"   {check_words(question.check)}: {one_line(question.expected)}")
        for model, planned in enumerate(plan.models):
            answer = answers.get((place, model))
            if answer is not None:
                print(f"   {_sign(answer)} {planned.model.id}: {_text(answer)}")


def _score_row(name: str, score: ModelScore) -> list[str]:
    return [
        name,
        f"{score.n_right}/{score.n_checked}",
        "–" if score.accuracy is None else f"{score.accuracy * 100:.0f} %",
        interval_words(score),
        "–" if score.mean_mark is None else f"{score.mean_mark:.1f} ({score.n_marked})",
        figures.rate(score.decode_tps),
        figures.rate(score.chars_per_s),
        "–" if score.memory_bytes is None else show_bytes(score.memory_bytes),
    ]


def interval_words(score: ModelScore) -> str:
    """Return the interval of an accuracy."""
    if score.low is None or score.high is None:
        return "–"
    return f"{score.low * 100:.0f}–{score.high * 100:.0f} %"


def _sign(answer: SheetAnswer) -> str:
    if answer.outcome.state != "finished":
        return "!"
    return {True: "✓", False: "✗", None: "–"}[answer.marking.right]


def _text(answer: SheetAnswer) -> str:
    text = one_line(answer.outcome.text)
    return text if len(text) <= _ANSWER_CHARS else f"{text[:_ANSWER_CHARS]}…"


def _moment(ns: int) -> str:
    moment = datetime.datetime.fromtimestamp(ns / 1e9).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M")
