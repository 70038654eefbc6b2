"""Words for people: every problem, state and label of the program, and nothing else.

Each function returns the language of the interface at the moment of the call; ask again when it
changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.problem import Problem
from app.core.run import Label, RunState, StopReason
from app.services.problem_words import PROBLEM_WORDS, Words
from app.services.translation import tr
from app.services.worker_process import WorkerState


@dataclass(frozen=True)
class Wording:
    """A problem in words: a title of a few words, what happened, what to do (may be empty)."""

    title: str
    what: str
    do: str


def word(problem: Problem) -> Wording:
    """Return the words for ``problem``, its parameters filled in."""
    words: Words = PROBLEM_WORDS[problem.kind]()
    shown = _Shown(_show_all(problem.params))
    what, do = words[1], words[2]
    if problem.kind == "prompt_too_long" and not longer_context_helps(problem):
        do = tr("질문을 줄여 주세요. 이 모델은 {n_ctx_train} 토큰까지 됩니다.")
    return Wording(words[0], what.format_map(shown), do.format_map(shown))


def longer_context_helps(problem: Problem) -> bool:
    """Whether the model of a ``prompt_too_long`` was trained for prompts of that length."""
    trained = int(problem.params.get("n_ctx_train", 0))
    return not trained or int(problem.params.get("n_prompt", 0)) < trained


class _Shown(dict[str, str]):
    """A parameter that nobody gave shows as a dash: words never fail."""

    def __missing__(self, key: str) -> str:
        return "–"


def _show_all(params: Mapping[str, str | int | float]) -> dict[str, str]:
    shown = {name: _show(value, name) for name, value in params.items()}
    sizes = {name: value for name, value in params.items() if name.endswith("_bytes")}
    if len({shown[name] for name in sizes}) < len(set(sizes.values())):
        # Rounded they look the same, and the sentence says that they are not.
        shown |= {name: f"{value:,} B" for name, value in sizes.items()}
    return shown


def _show(value: str | float, name: str) -> str:
    if isinstance(value, str):
        return value
    if name.endswith("_bytes"):
        return show_bytes(int(value))
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}"


def show_bytes(n_bytes: int) -> str:
    """Return a size as people read it: ``1.2 GiB``, ``340 MiB``, ``12 KiB``."""
    size = float(n_bytes)
    for unit in ("B", "KiB", "MiB"):
        if abs(size) < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"


def word_stop_reason(reason: StopReason | None) -> str:
    """Return why an answer ended; empty where it was not the model that ended it."""
    words: Mapping[StopReason, Callable[[], str]] = {
        "end_token": lambda: tr("답을 마쳤습니다"),
        "stop_token": lambda: tr("모델의 멈춤 토큰에서 끝났습니다"),
        "stop_string": lambda: tr("정해 둔 멈춤 글에서 끝났습니다"),
        "max_tokens": lambda: tr("최대 길이에 이르러 끊었습니다"),
        "context_full": lambda: tr("컨텍스트가 가득 차 끊었습니다"),
    }
    return "" if reason is None else words[reason]()


def word_run_state(state: RunState) -> str:
    """Return the state of a run in a word or two."""
    words: Mapping[RunState, Callable[[], str]] = {
        "running": lambda: tr("진행 중"),
        "finished": lambda: tr("끝남"),
        "cancelled": lambda: tr("중단됨"),
        "failed": lambda: tr("실패"),
        "interrupted": lambda: tr("중간에 끊김"),
    }
    return words[state]()


def word_state(state: WorkerState) -> str:
    """Return the state of a pane's worker in a word or two."""
    words: Mapping[WorkerState, Callable[[], str]] = {
        "stopped": lambda: tr("불러오지 않음"),
        "starting": lambda: tr("시작하는 중"),
        "loading": lambda: tr("불러오는 중"),
        "ready": lambda: tr("준비됨"),
        "running": lambda: tr("답하는 중"),
        "stopping": lambda: tr("멈추는 중"),
        "crashed": lambda: tr("비정상 종료"),
    }
    return words[state]()


def word_label(label: Label) -> str:
    """Return how a run was taken."""
    return tr("단독 측정") if label == "isolated" else tr("동시 실행")


def explain_label(label: Label) -> str:
    """Return what the label says about the figures."""
    if label == "isolated":
        return tr("이 모델이 답하는 동안 다른 모델은 쉬었습니다.")
    return tr("다른 모델과 함께 돌아간 수치라서 순위를 매기지 않습니다.")
