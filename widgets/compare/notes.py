"""Words below an answer that did not simply end."""

from collections.abc import Callable

from app.core.run import RunOutcome
from app.services.translation import tr
from app.services.wording import word_stop_reason


def note_on(outcome: RunOutcome) -> Callable[[], str] | None:
    """Return the words to put below, asked again when the language changes; None where the
    model ended by itself."""
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
