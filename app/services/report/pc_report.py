"""「우리 PC에서 돌릴 수 있을까?」: one page for whoever decides, of what was measured here."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from app.core.fit.advice import Advice
from app.core.fit.korean import READING_CHARS_PER_S
from app.core.fit.verdict import VERDICTS
from app.core.report.model import (
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
from app.core.run import Device
from app.services.catalogue_words import badge_name
from app.services.fit_words import advice_words, reason_words
from app.services.report.pc_cells import pc_rows
from app.services.report.pc_findings import ModelFinding, PcFindings
from app.services.report.shown import (
    UNDEFINED,
    machine_pairs,
    moment,
    names_of,
    number,
)
from app.services.translation import tr
from app.services.wording import show_bytes


def pc_report(findings: PcFindings, language: str, now_ns: int, program: str) -> Report:
    """Return the page, in the language of the interface (``language`` names it)."""
    names = names_of(tuple(finding.model for finding in findings.models))
    return Report(
        title=tr("우리 PC에서 돌릴 수 있을까?"),
        subtitle=_pc_words(findings),
        language=language,
        made_at=moment(now_ns),
        estimate_mark=tr("(어림)"),
        footer=tr(
            "나란히 {version}이 이 PC에서 만들었습니다. {mark}라고 적힌 값은 재지 않고 셈한 "
            "것이고, 나머지는 이 PC에서 잰 것입니다."
        ).format(version=program, mark=tr("(어림)")),
        one_page=True,
        blocks=tuple(_blocks(findings, names, language)),
        data=_data(findings),
    )


def _blocks(findings: PcFindings, names: Sequence[str], language: str) -> Iterable[Block]:
    yield Words(text=_lead(findings.models, names), role="lead")
    if findings.models:
        yield Table(
            columns=("", *names),
            rows=tuple(pc_rows(findings, language)),
            even=True,
        )
        bars = tuple(_bars(findings.models, names))
        if bars:
            yield Bars(
                caption=tr("1초에 쓰는 글자 수와 사람이 읽는 속도"),
                bars=bars,
                line=(tr("읽는 속도"), READING_CHARS_PER_S),
            )
        yield Heading(text=tr("무엇을 바꾸면 나아지나"))
        yield Facts(
            pairs=tuple(
                (name, Cell(text=_advice(finding), estimate=_useful_advice(finding) is not None))
                for name, finding in zip(names, findings.models, strict=True)
            )
        )
    yield Heading(text=tr("이 PC"))
    yield Facts(pairs=tuple(_pc_pairs(findings)))
    yield Heading(text=tr("어떻게 쟀나"))
    yield Words(text=_method(findings), role="note")


def _lead(models: Sequence[ModelFinding], names: Sequence[str]) -> str:
    judged = [
        (finding, name, finding.judgement)
        for finding, name in zip(models, names, strict=True)
        if finding.judgement is not None
    ]
    if not judged:
        return tr("아직 알 수 없습니다. 모델을 골라 재 보세요.")
    finding, name, judgement = min(
        judged,
        key=lambda one: (
            one[0].model.practice,
            VERDICTS.index(one[2].verdict) if one[2] else len(VERDICTS),
            -_accuracy(one[0]),
            -_chars(one[0]),
        ),
    )
    assert judgement is not None
    words = {
        "comfortable": tr("네, 돌릴 수 있습니다."),
        "fits": tr("네, 돌아갑니다."),
        "tight": tr("돌아갈 수는 있지만 불편합니다."),
        "no": tr("이대로는 어렵습니다."),
    }[judgement.verdict]
    chars = _chars(finding)
    if judgement.verdict == "no" or not chars:
        return f"{words} {name}: {reason_words(judgement, finding.fit and finding.fit.target)}"
    ratio = chars / READING_CHARS_PER_S
    shown = (
        tr("{name}: 1초에 {n}글자, 사람이 읽는 속도의 {ratio}배")
        if ratio >= 1
        else tr("{name}: 1초에 {n}글자, 사람이 읽는 속도보다 느림")
    )
    best = shown.format(name=name, n=number(chars), ratio=number(ratio))
    if finding.measured.chars_per_s is None:
        best = f"{best} {tr('(어림)')}"
    if finding.catalogue is not None and finding.catalogue.licence.badge != "commercial":
        badge = badge_name(finding.catalogue.licence.badge)
        return f"{words} {best}. {tr('상업적 이용: {badge}').format(badge=badge)}."
    return f"{words} {best}."


def _chars(finding: ModelFinding) -> float:
    measured = finding.measured.chars_per_s
    if measured is not None and measured.median is not None:
        return measured.median
    chars = finding.fit.fit.outlook.chars_per_s if finding.fit else None
    return chars.estimate if chars is not None else 0.0


def _accuracy(finding: ModelFinding) -> float:
    accuracy = finding.accuracy
    return (accuracy.score.accuracy or 0.0) if accuracy is not None else 0.0


def _bars(models: Sequence[ModelFinding], names: Sequence[str]) -> Iterable[Bar]:
    real = any(not finding.model.practice for finding in models)
    for finding, name in zip(models, names, strict=True):
        if real and finding.model.practice:
            # Tiny ones are so fast that of the others nothing would be seen.
            continue
        measured = finding.measured.chars_per_s
        if measured is not None and measured.median is not None:
            text = tr("{n}글자/초").format(n=number(measured.median))
            yield Bar(
                name=name, value=measured.median, low=measured.low, high=measured.high, text=text
            )
            continue
        chars = finding.fit.fit.outlook.chars_per_s if finding.fit else None
        if chars is not None:
            text = tr("{n}글자/초").format(n=number(chars.estimate))
            yield Bar(
                name=name,
                value=chars.estimate,
                low=chars.low,
                high=chars.high,
                text=text,
                estimate=True,
            )


def _useful_advice(finding: ModelFinding) -> Advice | None:
    """Return the change that would make the verdict better; it was sought for the estimate, and
    what was measured may be better already."""
    judgement, fit = finding.judgement, finding.fit
    if judgement is None or fit is None or fit.advice is None:
        return None
    better = VERDICTS.index(fit.advice.verdict) < judgement.grade
    return fit.advice if better else None


def _advice(finding: ModelFinding) -> str:
    judgement, advice = finding.judgement, _useful_advice(finding)
    if judgement is None:
        return UNDEFINED
    if advice is not None:
        return advice_words(advice)
    if judgement.verdict == "comfortable":
        return tr("이대로 충분합니다.")
    if judgement.verdict == "fits":
        return tr("이대로 쓸 수 있습니다. 더 작은 양자화나 GPU가 있으면 빨라집니다.")
    return tr("하나만 바꾸어 나아지는 것을 찾지 못했습니다. 더 작은 모델을 골라 보세요.")


def _pc_words(findings: PcFindings) -> str:
    parts = [findings.machine.cpu_name, show_bytes(findings.machine.memory_bytes)]
    parts += [device.description or device.name for device in _gpus(findings)]
    return " · ".join(filter(None, parts))


def _gpus(findings: PcFindings) -> list[Device]:
    return [d for d in findings.devices if d.kind in ("gpu", "igpu") and not d.software]


def _pc_pairs(findings: PcFindings) -> Iterable[tuple[str, Cell]]:
    yield from machine_pairs(findings.machine)
    gpus = _gpus(findings)
    words = [f"{gpu.description or gpu.name} · {show_bytes(gpu.total_bytes)}" for gpu in gpus]
    yield "GPU", Cell(text=", ".join(words) or tr("없음 (CPU가 계산합니다)"))


def _method(findings: PcFindings) -> str:
    sentences = list[str]()
    plan = findings.plan
    if plan is not None:
        sentences.append(
            tr(
                "{when}에 모델마다 {rounds}번씩, 몸풀기를 빼고, 한 모델씩 차례를 바꾸어 가며 "
                "쟀습니다. 값은 중앙값입니다."
            ).format(when=moment(plan.summary.created_at_ns), rounds=plan.plan.rounds)
        )
    if any(not f.measured.from_plan and f.measured.chars_per_s for f in findings.models):
        sentences.append(tr("측정하지 않은 모델의 잰 값은 이 PC의 실행 기록에서 왔습니다."))
    if any(finding.measured.chars_per_s is None for finding in findings.models):
        sentences.append(
            tr("재지 않은 모델의 속도와 메모리는 파일의 첫머리와 이 PC의 빠르기로 셈했습니다.")
        )
    loads = [f.measured.load for f in findings.models if f.measured.load is not None]
    contexts = sorted({f"{load.n_ctx:,}" for load in loads})
    if loads:
        sentences.append(
            tr("엔진 {engine}, 컨텍스트 {n}토큰.").format(
                engine=loads[0].engine, n=", ".join(contexts)
            )
        )
    sentences.append(
        tr(
            "사람은 1초에 {n}글자쯤 읽습니다. 동시 사용자는 가운데 사용자가 읽는 속도를 지키는 "
            "가장 큰 수입니다."
        ).format(n=f"{READING_CHARS_PER_S:g}")
    )
    if any(finding.measured.joules_per_answer is not None for finding in findings.models):
        sources = {f.measured.energy_source for f in findings.models} - {""}
        sentences.append(
            tr("전기는 {source}로 재고 1 kWh를 {won}원으로 쳤습니다.").format(
                source=", ".join(sorted(sources)), won=number(findings.won_per_kwh)
            )
        )
    if any(finding.model.practice for finding in findings.models):
        sentences.append(
            tr("연습용 모델은 아주 작아 빠를 뿐, 한국어 모델의 실력을 보여 주지 않습니다.")
        )
    return " ".join(sentences)


def _data(findings: PcFindings) -> dict[str, Any]:
    """Return the document for programs; the measurement's raw stamps with it."""
    return {
        "kind": "pc",
        "machine": msgspec.to_builtins(findings.machine),
        "devices": msgspec.to_builtins(findings.devices),
        "won_per_kwh": findings.won_per_kwh,
        "models": [
            {
                "model": finding.model.id,
                "file": finding.model.path,
                "verdict": finding.judgement.verdict if finding.judgement else None,
                "reason": msgspec.to_builtins(finding.judgement.reason)
                if finding.judgement
                else None,
                "measured": msgspec.to_builtins(finding.measured),
                "estimate": msgspec.to_builtins(finding.fit.fit) if finding.fit else None,
                "needs": dict(finding.needs),
                "licence": msgspec.to_builtins(finding.catalogue.licence)
                if finding.catalogue
                else None,
                "accuracy": msgspec.to_builtins(finding.accuracy),
            }
            for finding in findings.models
        ],
        "plan": msgspec.to_builtins(findings.plan.plan) if findings.plan else None,
        "steps": msgspec.to_builtins(findings.plan.results) if findings.plan else [],
    }
