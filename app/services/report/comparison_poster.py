"""A stored comparison as a poster."""

from app.core.report.poster import MAX_ANSWERS, Poster, PosterAnswer
from app.services.report.comparison_report import (
    PaneResult,
    lead_words,
    pair_facts,
    pane_results,
)
from app.services.report.sentences import unbeaten
from app.services.report.shown import UNDEFINED, milliseconds, moment, number
from app.services.report.stored import StoredComparison
from app.services.translation import tr
from app.services.wording import word


def comparison_poster(stored: StoredComparison, language: str) -> Poster:
    """Return the poster, in the language of the interface (``language`` names it)."""
    spec = stored.comparison.spec
    results = pane_results(stored)
    race = spec.mode == "race"
    fastest = "" if race else unbeaten(pair_facts(stored))
    rounds = tr("{n}회").format(n=spec.rounds)
    mode = tr("동시 실행") if race else tr("한 모델씩 차례로")
    left = len(results) - MAX_ANSWERS
    return Poster(
        question=" ".join(spec.prompt.split()),
        answers=tuple(_answer(result, result.name == fastest) for result in results[:MAX_ANSWERS]),
        verdict=lead_words(stored),
        label=f"{mode} · {rounds}",
        footer=tr("나란히 · {cpu} · {when}").format(
            cpu=stored.comparison.machine.cpu_name or UNDEFINED,
            when=moment(stored.comparison.started_at_ns),
        ),
        language=language,
        brand=tr("나란히"),
        fastest=tr("가장 빠름"),
        left_out=tr("모델 {n}개 더 있음").format(n=left) if left > 0 else "",
    )


def _answer(result: PaneResult, fastest: bool) -> PosterAnswer:
    outcome = result.best
    text = "" if outcome is None else outcome.text
    if outcome is not None and outcome.problem is not None and not text:
        text = word(outcome.problem).what
    return PosterAnswer(
        name=result.name,
        text=text.strip() or tr("(답 없음)"),
        figure=number(result.chars_per_s.median),
        unit=tr("글자/초"),
        notes=(
            f"{number(result.decode_tps.median)} tok/s",
            tr("첫 글자 {time}").format(time=milliseconds(result.ttft_ms.median)),
        ),
        fastest=fastest,
    )
