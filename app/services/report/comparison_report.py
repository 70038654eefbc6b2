"""A stored comparison as a report: what was asked, what was answered, who was faster, and how
that was measured."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import combinations
from typing import Any, Literal

import msgspec

from app.core.comparison import Verdict, judge
from app.core.measure.figures import READING_CHARS_PER_S
from app.core.measure.statistics import Summary, compare, summarise
from app.core.metrics import Figures, figures_of
from app.core.report.model import (
    Answer,
    Bar,
    Bars,
    Block,
    Cell,
    Facts,
    Heading,
    Report,
    Table,
    Words,
)
from app.core.run import Label, RunOutcome, RunSpec
from app.services.report.sentences import PairFacts, pair_sentence, verdict_sentence
from app.services.report.shown import (
    UNDEFINED,
    figure_cell,
    load_words,
    machine_pairs,
    milliseconds,
    moment,
    names_of,
    number,
)
from app.services.report.stored import StoredComparison
from app.services.translation import tr
from app.services.wording import show_bytes, word, word_label
from app.store.records import StoredRun

TITLE_CHARS = 60
PairFigure = Literal["chars_per_s", "decode_tps"]


class PaneResult(msgspec.Struct, frozen=True, kw_only=True):
    """One model of a comparison, over its rounds."""

    pane: int
    name: str
    runs: tuple[StoredRun, ...]
    counted: tuple[StoredRun, ...]
    """Those whose figures count."""
    chars_per_s: Summary
    decode_tps: Summary
    ttft_ms: Summary
    total_ms: Summary

    def by_round(self, figure: PairFigure) -> dict[int, float]:
        """Return a figure of the runs that count, by round."""
        return {
            run.run.round_number: value
            for run in self.counted
            if (value := getattr(figures_of(run.outcome), figure)) is not None
        }

    @property
    def best(self) -> RunOutcome | None:
        """The first outcome that ended by itself, else the first that has any text."""
        outcomes = [run.outcome for run in self.runs]
        finished = [outcome for outcome in outcomes if outcome.state == "finished"]
        return next(iter(finished or [o for o in outcomes if o.text] or outcomes), None)


def pane_results(stored: StoredComparison) -> tuple[PaneResult, ...]:
    """Return every model with its figures; only runs that ended count, and of a fair comparison
    only those that were alone on the machine."""
    models = stored.comparison.spec.models
    names = names_of(tuple(planned.model for planned in models))
    race = stored.comparison.spec.mode == "race"
    return tuple(
        _pane_result(planned.pane, name, stored.runs, race=race)
        for planned, name in zip(models, names, strict=True)
    )


def pair_facts(stored: StoredComparison, figure: PairFigure = "chars_per_s") -> list[PairFacts]:
    """Return each pair of models by the rounds that both have; nothing of a race, which is never
    ranked. 글자/초 comes first: it alone compares across tokenisers."""
    if stored.comparison.spec.mode == "race":
        return []
    found: list[PairFacts] = []
    for a, b in combinations(pane_results(stored), 2):
        pair = compare(a.by_round(figure), b.by_round(figure))
        found.append(
            PairFacts(
                a=a.name,
                b=b.name,
                n=pair.n,
                ratio=pair.ratio,
                low=pair.low,
                high=pair.high,
                decision=pair.decision,
                more_rounds=pair.more_rounds,
            )
        )
    return found


def lead_words(stored: StoredComparison) -> str:
    """Return the answer that people read the comparison for."""
    if stored.comparison.spec.mode == "race":
        return tr("동시 실행의 수치는 순위를 매기지 않습니다.")
    by_chars = verdict_sentence(pair_facts(stored))
    by_tokens = verdict_sentence(pair_facts(stored, "decode_tps"))
    return by_chars or by_tokens or tr("견줄 수치가 없습니다.")


def comparison_report(stored: StoredComparison, language: str, now_ns: int) -> Report:
    """Return the report, in the language of the interface (``language`` names it)."""
    spec = stored.comparison.spec
    results = pane_results(stored)
    return Report(
        title=stored.title or tr("모델 비교"),
        subtitle=one_line(spec.prompt),
        language=language,
        made_at=moment(now_ns),
        estimate_mark=tr("(어림)"),
        footer=tr("나란히 {version} · 비교 {id} · {when}").format(
            version=stored.comparison.program,
            id=spec.comparison_id[:8],
            when=moment(stored.comparison.started_at_ns),
        ),
        blocks=tuple(_blocks(stored, results)),
        data=comparison_data(stored),
    )


def one_line(text: str, most: int = TITLE_CHARS) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def comparison_data(stored: StoredComparison) -> dict[str, Any]:
    """Return the document for programs: every run with its raw stamps and its figures."""
    return {
        "kind": "comparison",
        "comparison": msgspec.to_builtins(stored.comparison),
        "title": stored.title,
        "runs": [
            {
                "run_id": run.run.run_id,
                "model": run.run.planned.model.id,
                "pane": run.run.planned.pane,
                "round": run.run.round_number,
                "started_at_ns": run.run.started_at_ns,
                "file": msgspec.to_builtins(run.run.file),
                "figures": msgspec.to_builtins(figures_of(run.outcome)),
                "outcome": msgspec.to_builtins(run.outcome),
            }
            for run in stored.runs
        ],
        "verdict": msgspec.to_builtins(_verdict(stored)),
        "pairs": [asdict(pair) for pair in pair_facts(stored)],
    }


def _verdict(stored: StoredComparison) -> Verdict:
    return judge(
        stored.comparison.spec,
        ((run.run.planned.pane, run.run.round_number, run.outcome) for run in stored.runs),
    )


def _pane_result(pane: int, name: str, runs: Sequence[StoredRun], *, race: bool) -> PaneResult:
    mine = tuple(run for run in runs if run.run.planned.pane == pane)
    counted = tuple(
        run
        for run in mine
        if run.outcome.state == "finished" and (race or run.outcome.label == "isolated")
    )
    ended = [figures_of(run.outcome) for run in counted]
    return PaneResult(
        pane=pane,
        name=name,
        runs=mine,
        counted=counted,
        chars_per_s=_summary(ended, "chars_per_s"),
        decode_tps=_summary(ended, "decode_tps"),
        ttft_ms=_summary(ended, "ttft_ms"),
        total_ms=_summary(ended, "total_ms"),
    )


def _summary(figures: Iterable[Figures], name: str) -> Summary:
    return summarise([value for f in figures if (value := getattr(f, name)) is not None])


def _blocks(stored: StoredComparison, results: Sequence[PaneResult]) -> Iterable[Block]:
    spec = stored.comparison.spec
    yield Words(text=lead_words(stored), role="lead")
    yield Heading(text=tr("질문"))
    yield Words(text=spec.prompt)
    if spec.system:
        yield Words(text=tr("시스템 프롬프트: {text}").format(text=spec.system), role="note")
    yield Heading(text=tr("속도"))
    yield _speed_table(results)
    if spec.mode == "race":
        yield Words(
            text=tr("다른 모델과 함께 돌아간 수치라서 순위를 매기지 않습니다."), role="note"
        )
    else:
        bars = tuple(_bar(result) for result in results if result.chars_per_s.median is not None)
        if bars:
            yield Bars(
                caption=tr("1초에 쓰는 글자 수"),
                bars=bars,
                line=(tr("읽는 속도"), READING_CHARS_PER_S),
            )
        figures: dict[PairFigure, str] = {"chars_per_s": tr("글자/초"), "decode_tps": "tok/s"}
        for figure, words in figures.items():
            for pair in pair_facts(stored, figure):
                yield Words(text=f"{words}: {pair_sentence(pair)}")
    yield Heading(text=tr("답"))
    for result in results:
        yield from _answer(result)
    yield Heading(text=tr("어떻게 쟀나"))
    yield Facts(pairs=tuple(_method(stored, results)))
    yield Words(text=_method_words(spec), role="note")
    yield Heading(text=tr("이 PC"))
    yield Facts(pairs=tuple(machine_pairs(stored.comparison.machine)))


def _speed_table(results: Sequence[PaneResult]) -> Table:
    return Table(
        columns=(
            tr("모델"),
            tr("글자/초"),
            "tok/s",
            tr("첫 글자까지"),
            tr("답 시간"),
            tr("횟수"),
        ),
        rows=tuple(
            (
                Cell(text=result.name, strong=True),
                figure_cell(result.chars_per_s),
                figure_cell(result.decode_tps),
                Cell(text=milliseconds(result.ttft_ms.median), number=True),
                Cell(text=milliseconds(result.total_ms.median), number=True),
                Cell(text=str(result.decode_tps.n), number=True),
            )
            for result in results
        ),
        caption=tr("중앙값 (95 % 구간)"),
    )


def _bar(result: PaneResult) -> Bar:
    figure = result.chars_per_s
    return Bar(
        name=result.name,
        value=figure.median or 0.0,
        low=figure.low,
        high=figure.high,
        text=tr("{n}글자/초").format(n=number(figure.median)),
    )


def _answer(result: PaneResult) -> Iterable[Block]:
    outcome = result.best
    if outcome is None:
        yield Answer(name=result.name, text=tr("(돌리지 않음)"))
        return
    if outcome.problem is not None:
        words = word(outcome.problem)
        yield Answer(name=f"{result.name} · {words.title}", text=outcome.text or words.what)
        return
    texts = {run.outcome.text for run in result.runs if run.outcome.state == "finished"}
    yield Answer(name=result.name, text=outcome.text, thinking=outcome.thinking)
    if len(texts) > 1:
        yield Words(
            text=tr("회차마다 답이 달라 첫 답을 실었습니다. 다른 답은 JSON에 있습니다."),
            role="note",
        )


def _method(stored: StoredComparison, results: Sequence[PaneResult]) -> Iterable[tuple[str, Cell]]:
    spec = stored.comparison.spec
    labels: set[Label] = {run.outcome.label for run in stored.runs}
    yield tr("조건"), Cell(text=", ".join(word_label(label) for label in labels))
    yield tr("회차"), Cell(text=str(spec.rounds))
    yield tr("답의 최대 길이"), Cell(text=tr("{n}토큰").format(n=spec.max_tokens))
    sampling = spec.models[0].sampling
    chosen = tr("온도 {t} · 시드 {seed}").format(t=f"{sampling.temperature:g}", seed=sampling.seed)
    alike = all(planned.sampling == sampling for planned in spec.models)
    yield tr("샘플링"), Cell(text=chosen if alike else tr("모델마다 만든 곳이 권하는 값"))
    for result in results:
        report = next((run.outcome.report for run in result.runs if run.outcome.report), None)
        if report is None:
            yield result.name, Cell(text=UNDEFINED)
            continue
        memory = report.memory
        taken = [memory.weights_bytes, memory.kv_bytes, memory.compute_bytes]
        words = [report.engine, load_words(report)]
        if any(taken):
            words.append(tr("메모리 {n}").format(n=show_bytes(sum(filter(None, taken)))))
        yield result.name, Cell(text=" · ".join(words))


def _method_words(spec: RunSpec) -> str:
    if spec.mode == "race":
        return tr("모든 모델을 한꺼번에 돌렸습니다.")
    return tr(
        "한 모델씩 차례로, 그 모델만 돌렸습니다. 차례는 회차마다 바꾸고, 잴 때마다 기억을 "
        "비웠습니다. 회차마다 짝지은 비의 95 % 구간이 1을 벗어나고 3 % 넘게 다를 때만 빠르다고 "
        "합니다."
    )
