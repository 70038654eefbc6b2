"""What the page about this PC says of each model, cell by cell: measured values as they are,
estimates marked."""

from collections.abc import Callable, Iterable, Mapping

from app.core.fit.korean import PROMPT_CHARS, READING_CHARS_PER_S
from app.core.fit.rooms import HOST
from app.core.fit.verdict import Verdict
from app.core.measure.figures import energy_per_1000
from app.core.report.model import Cell
from app.services.catalogue_words import badge_name
from app.services.fit_words import reason_words, verdict_meaning, verdict_word
from app.services.report.measurement_report import users_words
from app.services.report.pc_findings import ModelFinding, PcFindings
from app.services.report.shown import UNDEFINED, milliseconds, number, span
from app.services.translation import tr
from app.services.wording import show_bytes

SIGNS: dict[Verdict, str] = {"comfortable": "●", "fits": "○", "tight": "△", "no": "×"}
"""How verdicts are told apart without colour."""


def pc_rows(findings: PcFindings, language: str) -> Iterable[tuple[Cell, ...]]:
    """Return what is told of each model, a row a question, a column a model."""

    def row(name: str, cell: Callable[[ModelFinding], Cell]) -> tuple[Cell, ...]:
        return (Cell(text=name), *(cell(finding) for finding in findings.models))

    yield row(tr("판정"), _verdict_cell)
    yield row(tr("까닭"), _reason_cell)
    yield row(tr("쓰는 속도"), _speed_cell)
    yield row(tr("첫 글자까지"), _first_cell)
    yield row(tr("동시 사용자"), _users_cell)
    yield row(tr("쓰는 메모리"), _memory_cell)
    yield row(tr("남는 메모리"), _left_cell)
    yield row(tr("답 1,000개의 전기"), lambda finding: _energy_cell(finding, findings))
    yield row(tr("가게에서 써도 되나"), lambda finding: _licence_cell(finding, language))
    yield row(tr("문제지 정답률"), _accuracy_cell)


def _verdict_cell(finding: ModelFinding) -> Cell:
    judgement = finding.judgement
    if judgement is None:
        return Cell(text=UNDEFINED)
    text = f"{SIGNS[judgement.verdict]} {verdict_word(judgement.verdict)}"
    return Cell(text=text, strong=True, estimate=finding.measured.chars_per_s is None)


def _reason_cell(finding: ModelFinding) -> Cell:
    judgement = finding.judgement
    if judgement is None:
        return Cell(text=UNDEFINED)
    target = finding.fit.target if finding.fit else None
    if judgement.verdict == "comfortable":
        return Cell(text=verdict_meaning("comfortable"))
    return Cell(text=reason_words(judgement, target))


def _speed_cell(finding: ModelFinding) -> Cell:
    measured = finding.measured.chars_per_s
    if measured is not None:
        ends = span(measured)
        interval = tr("95 % 구간 {range}").format(range=ends) if ends else ""
        text = tr("{n}글자/초").format(n=number(measured.median))
        against = _against_reading(measured.median or 0.0)
        return Cell(text="\n".join(filter(None, [text, interval, against])))
    chars = finding.fit.fit.outlook.chars_per_s if finding.fit else None
    if chars is None:
        return Cell(text=tr("재지 않음"))
    text = tr("{n}글자/초").format(n=f"{number(chars.low)}–{number(chars.high)}")
    return Cell(text=f"{text}\n{_against_reading(chars.estimate)}", estimate=True)


def _against_reading(chars_per_s: float) -> str:
    ratio = chars_per_s / READING_CHARS_PER_S
    if ratio < 1:
        return tr("읽는 속도보다 느림")
    return tr("읽는 속도의 {n}배").format(n=number(ratio))


def _first_cell(finding: ModelFinding) -> Cell:
    measured = finding.measured.ttft_ms
    if measured is not None:
        asked = tr("{n}글자 질문").format(n=len("".join(finding.measured.prompt.split())))
        return Cell(text=f"{milliseconds(measured.median)}\n{asked}")
    seconds = finding.fit.fit.outlook.first_token_s if finding.fit else None
    if seconds is None:
        return Cell(text=tr("재지 않음"))
    asked = tr("{n}글자 질문").format(n=PROMPT_CHARS)
    return Cell(text=f"{milliseconds(seconds * 1000)}\n{asked}", estimate=True)


def _users_cell(finding: ModelFinding) -> Cell:
    return Cell(text=users_words(finding.measured.users, finding.measured.users_tried))


def _memory_cell(finding: ModelFinding) -> Cell:
    needs = finding.needs
    if not needs:
        return Cell(text=UNDEFINED)
    return Cell(text=_by_device(needs), estimate=not finding.memory_measured)


def _left_cell(finding: ModelFinding) -> Cell:
    needs, fit = finding.needs, finding.fit
    if fit is None or not needs:
        return Cell(text=UNDEFINED)
    left = {
        room.name: room.free_alone_bytes - needs[room.name]
        for room in fit.rooms
        if needs.get(room.name)
    }
    short = [n for n in left.values() if n < 0]
    text = tr("{n} 모자람").format(n=show_bytes(-min(short))) if short else _by_device(left)
    return Cell(text=text, estimate=not finding.memory_measured)


def _by_device(sizes: Mapping[str, int]) -> str:
    told = {name: show_bytes(n) for name, n in sizes.items() if n}
    if set(told) == {HOST}:
        return told[HOST]
    return "\n".join(
        f"{tr('메모리') if name == HOST else name} {words}" for name, words in told.items()
    )


def _energy_cell(finding: ModelFinding, findings: PcFindings) -> Cell:
    measured = finding.measured
    if measured.joules_per_answer is None:
        return Cell(text=tr("이 PC에서는 잴 수 없음") if measured.answered else tr("재지 않음"))
    kwh = energy_per_1000(measured.joules_per_answer)
    won = tr("{n}원").format(n=number(kwh * findings.won_per_kwh))
    return Cell(text=f"{number(kwh)} kWh\n{won}")


def _licence_cell(finding: ModelFinding, language: str) -> Cell:
    if finding.model.practice:
        return Cell(text=tr("연습용 모델입니다. 자유롭게 쓸 수 있습니다."))
    model = finding.catalogue
    if model is None:
        return Cell(text=f"{badge_name('unverified')}\n{tr('원본의 라이선스를 확인해 주세요.')}")
    licence = model.licence
    return Cell(text=f"{badge_name(licence.badge)}\n{licence.meaning.say(language)}")


def _accuracy_cell(finding: ModelFinding) -> Cell:
    accuracy = finding.accuracy
    if accuracy is None:
        return Cell(text=tr("재지 않음"))
    score = accuracy.score
    lines = list[str]()
    if score.accuracy is not None and score.low is not None and score.high is not None:
        lines.append(
            tr("{n}점 ({right}/{all}문제, 95 % 구간 {low}–{high})").format(
                n=f"{score.accuracy * 100:.0f}",
                right=score.n_right,
                all=score.n_checked,
                low=f"{score.low * 100:.0f}",
                high=f"{score.high * 100:.0f}",
            )
        )
    if score.mean_mark is not None:
        lines.append(tr("손으로 매긴 점수 {n}/5").format(n=f"{score.mean_mark:.1f}"))
    lines.append(accuracy.title)
    return Cell(text="\n".join(lines))
