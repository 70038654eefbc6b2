"""A measurement in the terminal: how far it is, what came of it, what may be concluded."""

import datetime

from app.cli.console import tell
from app.cli.table import Column, print_table
from app.core.measure.figures import figures_of_measurement
from app.services.measuring.plans import figure_words, task_words
from app.services.measuring.sentences import (
    interval_words,
    number_words,
    plan_state_words,
    remark_sentences,
    verdict_sentences,
)
from app.services.translation import tr
from app.store.measure_store import PlanSummary, StoredPlan

SHOWN_ID = 8


def print_measurement(stored: StoredPlan) -> None:
    """Print figures as a table, and a sentence for each pair."""
    figures = figures_of_measurement(stored.plan, stored.results)
    if not figures.figures:
        tell(tr("아직 잰 것이 없습니다."))
        return
    columns = [
        Column(tr("모델"), wide=True),
        Column(tr("무엇을")),
        Column(tr("수치")),
        Column(tr("중앙값"), right=True),
        Column(tr("95 % 구간"), right=True),
        Column(tr("흩어짐"), right=True, spare=True),
        Column(tr("횟수"), right=True, spare=True),
    ]
    plan = stored.plan
    rows = [
        [
            plan.models[found.model].model.id,
            task_words(plan.tasks[found.task]),
            figure_words(found.figure),
            number_words(found.summary.median),
            interval_words(found.summary),
            "–" if found.summary.spread is None else f"{found.summary.spread * 100:.1f} %",
            str(found.summary.n),
        ]
        for found in sorted(figures.figures, key=lambda f: (f.task, f.figure, f.model))
    ]
    print_table(columns, rows)
    for sentence in verdict_sentences(stored.plan, figures):
        print(sentence)
    for sentence in remark_sentences(stored.plan, figures, stored.results):
        print(sentence)


def print_plans(summaries: list[PlanSummary]) -> None:
    """Print the list of measurements."""
    if not summaries:
        tell(tr("아직 측정이 없습니다. bench -m starter-s -m starter-m을 돌려 보세요."))
        return
    columns = [
        Column(tr("이름")),
        Column(tr("언제")),
        Column(tr("상태")),
        Column(tr("잰 횟수"), right=True),
        Column(tr("붙인 이름"), wide=True),
    ]
    print_table(
        columns,
        [
            [
                s.plan_id[:SHOWN_ID],
                _moment(s.created_at_ns),
                plan_state_words(s.state),
                str(s.n_results),
                s.label,
            ]
            for s in summaries
        ],
    )


def _moment(ns: int) -> str:
    moment = datetime.datetime.fromtimestamp(ns / 1e9).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M")
