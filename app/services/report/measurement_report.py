"""A measurement as a report: every figure with its interval, who was faster, users, energy, and
under which conditions."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from app.core.measure.figures import (
    LESS_IS_BETTER,
    READING_CHARS_PER_S,
    FigureOfTask,
    MeasuredFigures,
    energy_per_1000,
    figures_of_measurement,
    most_users,
)
from app.core.measure.plan import BenchPlan
from app.core.report.model import Bar, Bars, Block, Cell, Facts, Heading, Report, Table, Words
from app.services.measuring.plans import figure_words, task_words
from app.services.report.sentences import PairFacts, pair_sentence, verdict_sentence
from app.services.report.shown import (
    SHOWN_ID,
    UNDEFINED,
    load_words,
    machine_pairs,
    moment,
    names_of,
    number,
    span,
)
from app.services.translation import tr
from app.store.measure_store import StoredPlan

_LED_BY = ("chars_per_s", "decode_tps", "load_ms", "ttft_ms")
"""The figure that the first sentence is about: the first of these that was measured."""


def measurement_report(
    stored: StoredPlan, language: str, now_ns: int, won_per_kwh: float
) -> Report:
    """Return the report, in the language of the interface (``language`` names it)."""
    figures = figures_of_measurement(stored.plan, stored.results)
    return Report(
        title=stored.summary.label or tr("측정"),
        subtitle=", ".join(_names(stored.plan)),
        language=language,
        made_at=moment(now_ns),
        estimate_mark=tr("(어림)"),
        footer=tr("나란히 {version} · 측정 {id} · {when}").format(
            version=stored.program,
            id=stored.plan.plan_id[:SHOWN_ID],
            when=moment(stored.summary.created_at_ns),
        ),
        blocks=tuple(_blocks(stored, figures, won_per_kwh)),
        data=measurement_data(stored, figures),
    )


def measurement_data(stored: StoredPlan, figures: MeasuredFigures) -> dict[str, Any]:
    """Return the document for programs: plan, figures, and every step's raw stamps."""
    return {
        "kind": "measurement",
        "plan": msgspec.to_builtins(stored.plan),
        "state": stored.summary.state,
        "machine": msgspec.to_builtins(stored.machine),
        "program": stored.program,
        "figures": msgspec.to_builtins(figures.figures),
        "pairs": msgspec.to_builtins(figures.pairs),
        "steps": msgspec.to_builtins(stored.results),
    }


def pairs_of(plan: BenchPlan, figures: MeasuredFigures, figure: str) -> list[PairFacts]:
    """Return the pairs of one figure, in the first task that has it."""
    names = _names(plan)
    found = [pair for pair in figures.pairs if pair.figure == figure]
    first = found[0].task if found else 0
    return [
        PairFacts(
            a=names[pair.a],
            b=names[pair.b],
            n=pair.pair.n,
            ratio=pair.pair.ratio,
            low=pair.pair.low,
            high=pair.pair.high,
            decision=pair.pair.decision,
            more_rounds=pair.pair.more_rounds,
            less_is_better=figure in LESS_IS_BETTER,
        )
        for pair in found
        if pair.task == first
    ]


def _names(plan: BenchPlan) -> tuple[str, ...]:
    return names_of(tuple(planned.model for planned in plan.models))


def _blocks(stored: StoredPlan, figures: MeasuredFigures, won: float) -> Iterable[Block]:
    plan, names = stored.plan, _names(stored.plan)
    led_by = next((f for f in _LED_BY if any(x.figure == f for x in figures.figures)), "")
    if not led_by:
        yield Words(text=tr("아직 잰 것이 없습니다."), role="lead")
        return
    lead = verdict_sentence(pairs_of(plan, figures, led_by))
    yield Words(text=lead or tr("모델 하나를 쟀습니다."), role="lead")
    for place, task in enumerate(plan.tasks):
        mine = [figure for figure in figures.figures if figure.task == place]
        if mine:
            yield Heading(text=task_words(task))
            yield _table(mine, names)
            yield from _bars(mine, names)
            yield from (Words(text=words) for words in _sentences(stored, figures, place))
    yield from _users(plan, figures, names)
    yield from _energy(figures, names, won)
    yield Heading(text=tr("어떻게 쟀나"))
    yield Facts(pairs=tuple(_method(stored)))
    yield Heading(text=tr("이 PC"))
    yield Facts(pairs=tuple(machine_pairs(stored.machine)))


def _table(mine: Sequence[FigureOfTask], names: Sequence[str]) -> Table:
    return Table(
        columns=(
            tr("수치"),
            tr("모델"),
            tr("중앙값"),
            tr("95 % 구간"),
            tr("흩어짐"),
            tr("횟수"),
        ),
        rows=tuple(
            (
                Cell(text=figure_words(found.figure)),
                Cell(text=names[found.model]),
                Cell(text=number(found.summary.median), number=True, strong=True),
                Cell(text=span(found.summary) or UNDEFINED, number=True),
                Cell(text=_share(found.summary.spread), number=True),
                Cell(text=str(found.summary.n), number=True),
            )
            for found in sorted(mine, key=lambda f: (f.figure, f.model))
        ),
    )


def _bars(mine: Sequence[FigureOfTask], names: Sequence[str]) -> Iterable[Block]:
    chars = [found for found in mine if found.figure == "chars_per_s"]
    if chars:
        yield Bars(
            caption=tr("1초에 쓰는 글자 수"),
            bars=tuple(
                Bar(
                    name=names[found.model],
                    value=found.summary.median or 0.0,
                    low=found.summary.low,
                    high=found.summary.high,
                    text=tr("{n}글자/초").format(n=number(found.summary.median)),
                )
                for found in chars
            ),
            line=(tr("읽는 속도"), READING_CHARS_PER_S),
        )


def _sentences(stored: StoredPlan, figures: MeasuredFigures, task: int) -> Iterable[str]:
    names = _names(stored.plan)
    for found in figures.pairs:
        if found.task != task or found.figure not in (*_LED_BY, "prefill_tps", "all_tps"):
            continue
        facts = PairFacts(
            a=names[found.a],
            b=names[found.b],
            n=found.pair.n,
            ratio=found.pair.ratio,
            low=found.pair.low,
            high=found.pair.high,
            decision=found.pair.decision,
            more_rounds=found.pair.more_rounds,
            less_is_better=found.figure in LESS_IS_BETTER,
        )
        yield f"{figure_words(found.figure)}: {pair_sentence(facts)}"


def _users(plan: BenchPlan, figures: MeasuredFigures, names: Sequence[str]) -> Iterable[Block]:
    counts = [most_users(plan, figures, place) for place in range(len(plan.models))]
    if all(count is None for count in counts):
        return
    yield Heading(text=tr("동시 사용자"))
    yield Facts(
        pairs=tuple(
            (name, Cell(text=users_words(count, most_tried(plan))))
            for name, count in zip(names, counts, strict=True)
        )
    )


def most_tried(plan: BenchPlan) -> int:
    """Return the largest number of simultaneous users that the plan tries; 0 for none."""
    return max((task.users for task in plan.tasks if task.kind == "users"), default=0)


def users_words(count: int | None, tried: int) -> str:
    """Return how many users at once keep reading speed."""
    if count is None:
        return tr("재지 않음")
    if count == 0:
        return tr("혼자 써도 읽는 속도보다 느림")
    if count == tried:
        return tr("{n}명 이상 (잰 데까지 모두)").format(n=count)
    return tr("{n}명까지").format(n=count)


def _energy(figures: MeasuredFigures, names: Sequence[str], won: float) -> Iterable[Block]:
    found = [f for f in figures.figures if f.figure == "joules_per_answer" and f.summary.median]
    yield Heading(text=tr("전기"))
    if not found:
        yield Words(text=tr("이 PC에서는 전력을 잴 수 없습니다."))
        return
    seen: dict[int, FigureOfTask] = {}
    for figure in found:
        seen.setdefault(figure.model, figure)
    yield Facts(
        pairs=tuple(
            (names[model], Cell(text=energy_words(figure.summary.median or 0.0, won)))
            for model, figure in seen.items()
        )
    )


def energy_words(joules_per_answer: float, won_per_kwh: float) -> str:
    """Return what 1,000 answers take and cost."""
    kwh = energy_per_1000(joules_per_answer)
    return tr("{kwh} kWh · {won}원").format(kwh=number(kwh), won=number(kwh * won_per_kwh))


def _method(stored: StoredPlan) -> Iterable[tuple[str, Cell]]:
    plan = stored.plan
    yield (
        tr("회차"),
        Cell(text=tr("{n}회, 몸풀기 {m}회").format(n=plan.rounds, m=plan.warmups)),
    )
    yield tr("차례"), Cell(text=tr("회차마다 고르게 바꿈 (씨앗 {seed})").format(seed=plan.seed))
    length = tr("{n}토큰으로 맞춤") if plan.equal_length else tr("많아야 {n}토큰")
    yield tr("답의 길이"), Cell(text=length.format(n=plan.max_tokens))
    finished = [result for result in stored.results if result.state == "finished"]
    throttled = sum(result.conditions.throttled for result in finished)
    yield (
        tr("클록이 떨어진 채 잰 것"),
        Cell(text=tr("{n}번, 다시 쟀음").format(n=throttled) if throttled else tr("없음")),
    )
    report = next((result.report for result in stored.results if result.report), None)
    if report is not None:
        yield tr("엔진"), Cell(text=f"{report.engine} · {load_words(report)}")


def _share(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value * 100:.1f} %"
