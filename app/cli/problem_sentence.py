"""A problem in one line of a terminal: what happened, and what to type."""

from app.core.problem import Problem, ProblemKind
from app.services.translation import tr
from app.services.wording import word

_RUN_AGAIN: tuple[ProblemKind, ...] = (
    "worker_crashed",
    "worker_hung",
    "worker_spoke_nonsense",
    "load_failed",
)
"""Kinds whose advice for the window is a button that a terminal does not have."""


def problem_sentence(problem: Problem) -> str:
    """Return what happened and what to do, for a person at a terminal."""
    wording = word(problem)
    if problem.kind in _RUN_AGAIN:
        do = tr("명령을 다시 실행해 보세요. --verbose를 붙이면 엔진의 마지막 말이 보입니다.")
    elif problem.kind == "prompt_too_long":
        do = tr(
            "질문을 줄이거나 --ctx로 컨텍스트를 늘려 주세요. 이 모델은 {most} 토큰까지 됩니다."
        ).format(most=problem.params.get("n_ctx_train", "–"))
    else:
        do = wording.do
    return f"{wording.what} {do}".strip()
