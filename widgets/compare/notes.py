"""Words below an answer that did not simply end."""

from collections.abc import Callable

from app.core.run import RunOutcome
from app.services.translation import tr
from app.services.wording import word_stop_reason


def note_on(outcome: RunOutcome, *, system_merged: bool = False) -> Callable[[], str] | None:
    """Return the words to put below, asked again when the language changes; None where the
    model ended by itself and was asked as the person meant.

    ``system_merged``: the system prompt went to the model as part of the question.
    """
    parts = [_note_on_state(outcome)]
    if system_merged:
        parts.append(
            lambda: tr("이 모델은 시스템 지시를 따로 받지 않아 질문 앞에 붙여 보냈습니다.")
        )
    told = [part for part in parts if part is not None]
    return (lambda: " ".join(part() for part in told)) if told else None


def _note_on_state(outcome: RunOutcome) -> Callable[[], str] | None:
    match outcome.state:
        case "cancelled":
            return lambda: tr("멈췄습니다. 여기까지의 답입니다.")
        case "interrupted":
            return lambda: tr("프로그램이 닫혀 중간에 끊긴 답입니다.")
        case "failed":
            return (lambda: tr("여기서 끊겼습니다.")) if outcome.text else None
        case _:
            return _note_on_end(outcome)


def _note_on_end(outcome: RunOutcome) -> Callable[[], str] | None:
    reason = outcome.stop_reason
    if reason in ("max_tokens", "context_full"):
        n = f"{outcome.n_output:,}"
        return lambda: tr("{reason} ({n}토큰).").format(reason=word_stop_reason(reason), n=n)
    if not outcome.text.strip():
        return lambda: tr("모델이 아무 말도 하지 않고 끝냈습니다.")
    return None
