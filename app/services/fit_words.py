"""The verdict, its reason and its advice in words, for window and terminal alike."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.core.fit.korean import READING_CHARS_PER_S
from app.core.fit.memory import Basis
from app.core.fit.rooms import HOST
from app.core.fit.verdict import Judgement, Reason, ReasonKind, Verdict
from app.services.translation import tr
from app.services.wording import show_bytes, word

if TYPE_CHECKING:
    # Panes word their verdict with this: what estimates are made with is not needed for it.
    from app.core.fit.advice import Advice
    from app.core.fit.joint import JointFit
    from app.core.fit.report import FitReport, FitTarget
    from app.core.fit.speed import Band
    from app.core.fit.speed import Basis as SpeedBasis

_VERDICTS: Mapping[Verdict, Callable[[], str]] = {
    "comfortable": lambda: tr("판정|쾌적"),
    "fits": lambda: tr("판정|가능"),
    "tight": lambda: tr("판정|빠듯"),
    "no": lambda: tr("판정|불가"),
}
"""What stands before the bar tells a translator what is meant: two of these are a licence's
words as well, which are others in English."""
_MEANINGS: Mapping[Verdict, Callable[[], str]] = {
    "comfortable": lambda: tr("여유 있게 돌아가고, 사람이 읽는 속도보다 빠릅니다."),
    "fits": lambda: tr("돌아갑니다. 넉넉하지 않거나 재지 않은 것이 있습니다."),
    "tight": lambda: tr("돌아갈 수도 있지만 모자라거나 느려서 불편합니다."),
    "no": lambda: tr("이 PC에서는 이대로 돌아가지 않습니다."),
}
_MEANINGS_BY_REASON: Mapping[tuple[Verdict, ReasonKind], Callable[[], str]] = {
    ("fits", "memory"): lambda: tr("돌아가지만 메모리에 여유가 많지 않습니다."),
    ("fits", "held_by_ours"): lambda: tr("올려 둔 다른 모델을 내리고 돌아갑니다."),
    ("fits", "disk"): lambda: tr("돌아가지만 받고 나면 디스크에 여유가 많지 않습니다."),
    ("fits", "slow"): lambda: tr("돌아가지만 사람이 읽는 속도보다 느릴 수 있습니다."),
    ("fits", "slow_start"): lambda: tr("돌아가지만 답이 바로 시작되지는 않습니다."),
    ("fits", "unmeasured"): lambda: tr("돌아갑니다."),
    ("tight", "memory"): lambda: tr("돌아갈 수도 있지만 메모리가 모자랄 수 있습니다."),
    ("tight", "held_by_ours"): lambda: tr(
        "올려 둔 다른 모델을 내려도 메모리가 모자랄 수 있습니다."
    ),
    ("tight", "slow"): lambda: tr("돌아가지만 따라 읽기에는 느립니다."),
    ("tight", "slow_start"): lambda: tr("돌아가지만 답이 시작되기까지 오래 걸립니다."),
    ("tight", "context"): lambda: tr("돌아가지만 컨텍스트가 이 모델이 배운 것보다 깁니다."),
}
"""What a verdict says where its reason is known: no more than that reason bears out."""
_MEMORY_BASES: Mapping[Basis, Callable[[], str]] = {
    "catalogue": lambda: tr("카탈로그로 어림"),
    "header": lambda: tr("파일의 첫머리로 계산"),
    "simulated": lambda: tr("llama.cpp의 모의 할당"),
    "loaded": lambda: tr("불러와서 잰 값"),
}
_SPEED_BASES: "Mapping[SpeedBasis, Callable[[], str]]" = {
    "catalogue": lambda: tr("카탈로그로 어림"),
    "header": lambda: tr("파일의 첫머리로 계산"),
    "calibration": lambda: tr("이 PC에서 잰 빠르기로 계산"),
    "other_models": lambda: tr("이 PC에서 돌린 다른 모델로 바로잡음"),
    "measured": lambda: tr("이 PC에서 잰 값"),
}


def verdict_word(verdict: Verdict) -> str:
    """Return the verdict in a word."""
    return _VERDICTS[verdict]().rpartition("|")[2]


def verdict_meaning(verdict: Verdict, reason: ReasonKind | None = None) -> str:
    """Return what the verdict says in one line; in general, or as ``reason`` has decided it."""
    words = None if reason is None else _MEANINGS_BY_REASON.get((verdict, reason))
    return (words or _MEANINGS[verdict])()


def memory_basis_words(basis: Basis) -> str:
    """Return what a memory estimate was made from."""
    return _MEMORY_BASES[basis]()


def speed_basis_words(basis: "SpeedBasis") -> str:
    """Return what a speed estimate was made from."""
    return _SPEED_BASES[basis]()


def device_word(name: str) -> str:
    """Return what people call the memory of a device."""
    return tr("메모리") if name == HOST else tr("{device} 메모리").format(device=name)


def reason_words(judgement: Judgement, target: "FitTarget | None" = None) -> str:
    """Return the one reason that decides, in a sentence."""
    reason, verdict = judgement.reason, judgement.verdict
    if reason.kind in {"memory", "held_by_ours"}:
        return _memory_words(reason, verdict)
    if reason.kind == "disk":
        words = (
            tr("디스크에 {needed}가 필요한데 {free}밖에 남지 않았습니다.")
            if verdict == "no"
            else tr("디스크에 {needed}가 필요하고 {free} 남아 있습니다.")
        )
        return _filled(words, reason)
    if reason.kind == "slow":
        return tr(
            "1초에 적어도 {chars}글자쯤 씁니다. 사람은 1초에 {reading:.0f}글자쯤 읽습니다."
        ).format(chars=_few(reason.chars_per_s or 0.0), reading=READING_CHARS_PER_S)
    if reason.kind == "slow_start":
        return tr("500글자를 물으면 첫 글자까지 길면 {seconds}초쯤 걸립니다.").format(
            seconds=_few(reason.seconds or 0.0)
        )
    if reason.kind == "context":
        return tr("이 모델은 {n_ctx:,} 토큰까지만 배웠습니다.").format(n_ctx=reason.n_ctx or 0)
    if reason.kind == "unmeasured":
        return tr("메모리는 넉넉하고, 속도는 이 PC의 빠르기를 재지 않아 모릅니다.")
    if target is not None and target.why_not:
        return target.why_not
    if target is not None and target.refusal is not None:
        return word(target.refusal).what
    return tr("이 프로그램의 llama.cpp가 불러올 수 없는 모델입니다.")


def statement_words(judgement: Judgement, target: "FitTarget | None" = None) -> str:
    """Return what the verdict says and its reason, as one statement."""
    meaning = verdict_meaning(judgement.verdict, judgement.reason.kind)
    return f"{meaning} {reason_words(judgement, target)}"


def advice_words(advice: "Advice") -> str:
    """Return the one change that would help, and what it would come to."""
    outcome = verdict_word(advice.verdict)
    n_bytes = show_bytes(advice.n_bytes or 0)
    words = {
        "unload_ours": lambda: tr("올려 둔 다른 모델을 내리면 {outcome}"),
        "one_at_a_time": lambda: tr("한 번에 하나씩(공정) 돌리면 {outcome}"),
        "smaller_context": lambda: tr("컨텍스트를 {n_ctx:,} 토큰으로 줄이면 {outcome}"),
        "cache_type": lambda: tr("KV 캐시를 {cache_type} 형식으로 바꾸면 {outcome}"),
        "fewer_gpu_layers": lambda: tr("GPU에 {n_layers}층만 올리면 {outcome}"),
        "experts_on_cpu": lambda: tr("{n_layers}층의 전문가를 CPU에 두면 {outcome}"),
        "cpu_only": lambda: tr("CPU로만 돌리면 {outcome}"),
        "all_devices": lambda: tr("GPU도 함께 쓰면 {outcome}"),
        "close_programs": lambda: tr("다른 프로그램을 닫아 {n_bytes} 비우면 {outcome}"),
        "smaller_quantisation": lambda: tr("{model} 파일을 쓰면 {outcome}"),
        "other_model": lambda: tr("{model} 모델은 {outcome}"),
        "free_disk": lambda: tr("디스크를 {n_bytes} 비우면 {outcome}"),
        "more_memory": lambda: tr("메모리가 {n_bytes} 더 있으면 {outcome}"),
    }
    return words[advice.kind]().format(
        outcome=outcome,
        n_ctx=advice.n_ctx or 0,
        cache_type=advice.cache_type or "",
        n_layers=advice.n_layers or 0,
        n_bytes=n_bytes,
        model=advice.model,
    )


def reading_words(report: "FitReport") -> str:
    """Return how the speed compares with reading, with what was assumed; empty where the speed
    is not known."""
    chars = report.fit.outlook.chars_per_s
    if chars is None:
        return ""
    value = chars.estimate if chars.measured is None else chars.measured
    ratio = value / READING_CHARS_PER_S
    words = (
        tr("1초에 {chars}글자쯤: 사람이 읽는 속도(1초에 {reading:.0f}글자쯤)의 {ratio}배")
        if ratio >= 1
        else tr("1초에 {chars}글자쯤: 사람이 읽는 속도(1초에 {reading:.0f}글자쯤)보다 느립니다")
    )
    return words.format(chars=_few(value), reading=READING_CHARS_PER_S, ratio=_few(ratio))


def assumption_words(report: "FitReport") -> str:
    """Return what tokens were taken for."""
    return tr("토큰 하나를 한글 {chars:.1f}글자로 쳤습니다.").format(chars=report.chars_per_token)


def band_words(band: "Band", unit: str = "tok/s") -> str:
    """Return a figure with its band, or what was measured beside what had been expected."""
    expected = f"{_few(band.estimate)} ({_few(band.low)}–{_few(band.high)}) {unit}"
    if band.measured is None:
        return expected
    return tr("{measured} {unit} (어림 {expected})").format(
        measured=_few(band.measured), unit=unit, expected=_few(band.estimate)
    )


def first_token_words(seconds: float) -> str:
    """Return when an answer to a prompt of 500 characters begins."""
    return tr("500글자를 물으면 길어야 {seconds}초쯤 뒤").format(seconds=_few(seconds))


def race_words(joint: "JointFit") -> str:
    """Return why a race would not fit, and what to do instead, in one line."""
    reason = joint.together.reason
    words = tr(
        "모델 {n}개를 한꺼번에 올리려면 {device}가 {needed} 필요한데 {free}까지 쓸 수 있습니다."
    ).format(
        n=len(joint.panes),
        device=device_word(reason.device),
        needed=show_bytes(reason.needed_bytes),
        free=show_bytes(max(reason.free_bytes, 0)),
    )
    if joint.fair_fits:
        return f"{words} {tr('한 번에 하나씩(공정) 돌리면 됩니다.')}"
    return words


def _memory_words(reason: Reason, verdict: Verdict) -> str:
    if reason.kind == "held_by_ours":
        words = tr(
            "{device}가 {needed} 필요합니다. 올려 둔 다른 모델을 내리면 {free} 쓸 수 있습니다."
        )
    elif verdict == "no":
        words = tr("{device}가 {needed} 필요한데 {free}까지 쓸 수 있습니다.")
    elif verdict == "tight":
        words = tr("{device}가 {needed} 필요하고 {free} 남아 있어 어림의 오차 안입니다.")
    else:
        words = tr("{device}가 {needed} 필요하고 {free} 남아 있습니다.")
    return _filled(words, reason)


def _filled(words: str, reason: Reason) -> str:
    return words.format(
        device=device_word(reason.device or HOST),
        needed=show_bytes(reason.needed_bytes),
        free=show_bytes(max(reason.free_bytes, 0)),
    )


def _few(value: float) -> str:
    """Return a figure with as many digits as can be meant."""
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 9.95:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 0.95 else f"{value:.2g}"
