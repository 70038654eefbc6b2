"""A problem in one line of a terminal: what happened, and what to type."""

from collections.abc import Callable, Mapping

from app.core.problem import Problem, ProblemKind
from app.services.translation import tr
from app.services.wording import longer_context_helps, word


def problem_sentence(problem: Problem) -> str:
    """Return what happened and what to do, for a person at a terminal."""
    wording = word(problem)
    advice = _ADVICE.get(problem.kind)
    do = advice(problem) if advice is not None else wording.do
    # A path at the end of a sentence has no full stop: it could be taken for a part of it.
    between = " " if wording.what.endswith(".") else " – "
    return between.join(filter(None, (wording.what, do)))


def _run_again(_problem: Problem) -> str:
    return tr("명령을 다시 실행해 보세요. --verbose를 붙이면 엔진의 마지막 말이 보입니다.")


def _prompt_too_long(problem: Problem) -> str:
    if not longer_context_helps(problem):
        return word(problem).do
    trained = problem.params.get("n_ctx_train")
    return tr(
        "질문을 줄이거나 --ctx로 컨텍스트를 늘려 주세요. 이 모델은 {most} 토큰까지 됩니다."
    ).format(most=f"{trained:,}" if trained else "–")


def _device_missing(_problem: Problem) -> str:
    return tr("--devices에 그 가운데 하나를 적거나, --devices 없이 실행해 주세요.")


def _not_offloaded(_problem: Problem) -> str:
    return tr("드라이버를 확인하거나 --devices cpu로 실행해 주세요.")


def _flash_attention(_problem: Problem) -> str:
    return tr("--flash-attention을 빼거나 --cache-type을 f16으로 두세요.")


def _offline(_problem: Problem) -> str:
    return tr("--offline을 빼거나 HF_HUB_OFFLINE을 지우고 다시 실행해 주세요.")


def _not_downloaded(problem: Problem) -> str:
    return tr("받으려면: {command}").format(command=f"pull {problem.params.get('model', 'ID')}")


def _cannot_run(problem: Problem) -> str:
    return tr("까닭과 가까운 모델은: {command}").format(
        command=f"models {problem.params.get('model', 'ID')}"
    )


def _gated(problem: Problem) -> str:
    return tr(
        "{url}에서 로그인하고 동의한 뒤, 그 계정의 토큰을 HF_TOKEN에 넣고 다시 실행해 주세요."
    ).format(url=problem.params.get("url", ""))


def _revision_missing(_problem: Problem) -> str:
    return tr("--revision에 적은 이름을 확인해 주세요.")


def _file_missing_there(_problem: Problem) -> str:
    return tr("--file에 적은 이름을 확인해 주세요. --file이 없으면 알맞은 파일을 고릅니다.")


def _library_missing(_problem: Problem) -> str:
    return tr("USB나 외장 디스크라면 다시 꽂아 주세요. 다른 폴더를 쓰려면: {command}").format(
        command="library use DIR"
    )


_ADVICE: Mapping[ProblemKind, Callable[[Problem], str]] = {
    "worker_crashed": _run_again,
    "worker_hung": _run_again,
    "worker_spoke_nonsense": _run_again,
    "load_failed": _run_again,
    "device_missing": _device_missing,
    "not_offloaded": _not_offloaded,
    "flash_attention_needed": _flash_attention,
    "prompt_too_long": _prompt_too_long,
    "offline": _offline,
    "not_downloaded": _not_downloaded,
    "model_cannot_run": _cannot_run,
    "repo_gated": _gated,
    "library_missing": _library_missing,
    "revision_missing": _revision_missing,
    "remote_file_missing": _file_missing_there,
}
"""What to do, where the window's advice is a button or a page that a terminal does not have."""
