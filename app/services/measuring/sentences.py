"""What a measurement says, in sentences: who was faster, and what else there is to know."""

from collections.abc import Sequence

from app.core.measure.figures import (
    LESS_IS_BETTER,
    MeasuredFigures,
    PairOfTask,
    energy_per_1000,
    most_users,
)
from app.core.measure.plan import BenchPlan
from app.core.measure.results import StepResult
from app.core.measure.statistics import MIN_PAIRS, Summary
from app.services.measuring.measurer import MeasureProgress
from app.services.measuring.plans import figure_words, task_words
from app.services.translation import tr
from app.store.owned_rows import PlanState

_COMPARED = ("prefill_tps", "decode_tps", "ttft_ms", "chars_per_s", "load_ms", "all_tps")
"""What a sentence is made of for each pair; the document has all."""


def verdict_sentences(plan: BenchPlan, figures: MeasuredFigures) -> list[str]:
    """Return a sentence for each pair and figure that people choose by."""
    return [_pair_sentence(plan, pair) for pair in figures.pairs if pair.figure in _COMPARED]


def remark_sentences(
    plan: BenchPlan, figures: MeasuredFigures, results: Sequence[StepResult]
) -> list[str]:
    """Return what else there is to say: users, energy, and how it was measured."""
    said: list[str] = []
    for place, planned in enumerate(plan.models):
        n_users = most_users(plan, figures, place)
        if n_users is not None:
            said.append(
                tr("{model}: 모두가 읽는 속도를 지키는 동시 사용자는 {n}명까지입니다.").format(
                    model=planned.model.id, n=n_users
                )
            )
        for found in figures.figures:
            if found.model == place and found.figure == "joules_per_answer":
                kwh = energy_per_1000(found.summary.median or 0.0)
                said.append(
                    tr("{model}: 답 1,000개에 전기 {kwh} kWh").format(
                        model=planned.model.id, kwh=f"{kwh:.3f}"
                    )
                )
    counted = [r for r in results if r.state == "finished"]
    if counted and all(r.conditions.joules is None for r in counted):
        said.append(tr("이 PC에서는 전력을 잴 수 없습니다."))
    throttled = sum(r.conditions.throttled for r in counted)
    if throttled:
        said.append(tr("클록이 떨어진 채로 잰 {n}번은 다시 쟀습니다.").format(n=throttled))
    beside = sum(r.label == "race" for r in counted)
    if beside:
        said.append(tr("다른 창이 함께 계산한 {n}번은 다시 쟀습니다.").format(n=beside))
    return said


def _pair_sentence(plan: BenchPlan, found: PairOfTask) -> str:
    pair = found.pair
    a, b = plan.models[found.a].model.id, plan.models[found.b].model.id
    ratio, low, high = pair.ratio or 1.0, pair.low or 1.0, pair.high or 1.0
    what = f"{task_words(plan.tasks[found.task])}, {figure_words(found.figure)}"
    if pair.decision == "b_faster" or (pair.decision == "too_few_rounds" and ratio < 1):
        a, b = b, a
        ratio, low, high = 1 / ratio, 1 / high, 1 / low
    facts = {
        "what": what,
        "a": a,
        "b": b,
        "ratio": f"{ratio:.2f}",
        "low": f"{low:.2f}",
        "high": f"{high:.2f}",
        "n": pair.n,
    }
    if pair.decision == "too_few_rounds":
        return tr(
            "{what}: {a} 쪽이 {b}의 {ratio}배. {n}회라 판정하지 않습니다({least}회부터)."
        ).format(**facts, least=MIN_PAIRS)
    if pair.decision == "no_clear_difference":
        words = tr(
            "{what}: {a}, {b} 사이에 뚜렷한 차이 없음 (비 {ratio}, 95 % 구간 {low}–{high}, {n}회)"
        )
        if pair.more_rounds:
            more = tr("{n}회쯤 더 재면 갈릴 수 있음").format(n=pair.more_rounds)
            return f"{words.format(**facts)} · {more}"
        return words.format(**facts)
    if found.figure in LESS_IS_BETTER:
        return tr("{what}: {a} 쪽이 {b}보다 {ratio}배 짧음 (95 % 구간 {low}–{high}, {n}회)").format(
            **facts
        )
    return tr("{what}: {a} 쪽이 {b}보다 {ratio}배 빠름 (95 % 구간 {low}–{high}, {n}회)").format(
        **facts
    )


def progress_words(plan: BenchPlan, progress: MeasureProgress) -> str:
    """Return one line of how far it is."""
    step = progress.step
    where = ""
    if step is not None:
        name = plan.models[step.model].model.id
        what = task_words(plan.tasks[step.task])
        rounds = (
            tr("{n}/{all}회").format(n=step.round_number, all=plan.rounds)
            if step.counts
            else tr("몸풀기")
        )
        where = f"{name} · {what} · {rounds}"
    share = tr("{done}/{all}단계").format(done=progress.n_done, all=progress.n_steps)
    rest = tr("남은 시간 모름")
    if progress.seconds_left is not None:
        rest = tr("{time} 남음").format(time=_duration(progress.seconds_left))
    phase = {
        "loading": tr("불러오는 중"),
        "waiting": tr("PC가 쉴 때까지 기다리는 중"),
    }.get(progress.phase, "")
    return " · ".join(filter(None, [share, where, phase, rest]))


def plan_state_words(state: PlanState) -> str:
    """Return a plan's state in words."""
    return {
        "running": tr("재는 중"),
        "paused": tr("쉬는 중"),
        "finished": tr("끝남"),
        "stopped": tr("멈춤"),
        "interrupted": tr("끊김"),
    }[state]


def number_words(value: float | None) -> str:
    """Return a figure with the digits that it has."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def interval_words(summary: Summary) -> str:
    """Return both ends of an interval."""
    if summary.low is None or summary.high is None:
        return "–"
    return f"{number_words(summary.low)}–{number_words(summary.high)}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if minutes:
        return tr("{minutes}분 {seconds}초").format(minutes=minutes, seconds=rest)
    return tr("{seconds}초").format(seconds=rest)
