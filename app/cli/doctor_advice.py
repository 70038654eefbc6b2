"""What is missing on this PC, and how to mend it."""

from pathlib import Path

from app.cli.advice import Advice
from app.cli.doctor_facts import Facts
from app.cli.problem_sentence import problem_sentence
from app.core.problem import Problem
from app.services.acceleration import missing_for_acceleration
from app.services.translation import tr
from app.services.wording import show_bytes

LITTLE_DISK = 2 * 2**30
"""Bytes: less room than one small model needs."""
LITTLE_MEMORY = 2**30


def advise(facts: Facts) -> list[Advice]:
    """Return what to mend, the serious first."""
    found = [*_engine(facts), *_folders(facts), *_window(facts), *_room(facts)]
    return sorted(found, key=lambda advice: not advice.serious)


def _engine(facts: Facts) -> list[Advice]:
    found: list[Advice] = []
    problem = facts.engine.problem
    if problem is not None:
        found.append(Advice(kind=problem.kind, serious=True, message=_engine_words(problem)))
    missing = [name for name, version in facts.program.packages.items() if version is None]
    if missing:
        message = tr(
            "설치되지 않은 꾸러미: {names}. python3 packaging/start.py를 실행하면 설치됩니다."
        ).format(names=", ".join(missing))
        found.append(Advice(kind="package_missing", serious=True, message=message))
    if facts.engine.info is not None:
        # Never serious: the processor computes as well.
        found += (
            Advice(kind=missing.kind, serious=False, message=missing.message)
            for missing in missing_for_acceleration(facts.engine.info, facts.graphics)
        )
    return found


def _engine_words(problem: Problem) -> str:
    if problem.kind == "engine_missing":
        return problem_sentence(problem)
    last_words = problem.detail.strip().rpartition("\n")[2] or problem.kind
    return tr(
        "엔진(llama.cpp)을 시작할 수 없습니다 ({detail}). "
        "python3 packaging/start.py를 실행해 보세요."
    ).format(detail=last_words)


def _folders(facts: Facts) -> list[Advice]:
    found: list[Advice] = []
    data = facts.folders["data"]
    if not data.writable:
        message = tr(
            "자료 폴더에 쓸 수 없습니다: {path}. 쓸 수 있는 폴더를 --data-dir로 주세요."
        ).format(path=data.path)
        found.append(Advice(kind="data_unwritable", serious=True, message=message))
    library = facts.folders["library"]
    # The program's own folder is made when it is needed; a chosen one may be a stick's.
    if not library.exists and not Path(library.path).is_relative_to(data.path):
        problem = Problem(kind="library_missing", params={"path": library.path})
        message = problem_sentence(problem)
        found.append(Advice(kind="library_missing", serious=False, message=message))
    if not facts.folders["models"].exists:
        message = tr("연습용 모델이 없습니다: {path}. 프로그램을 다시 받으세요.").format(
            path=facts.folders["models"].path
        )
        found.append(Advice(kind="starter_models_missing", serious=True, message=message))
    return found


def _window(facts: Facts) -> list[Advice]:
    found: list[Advice] = []
    window = facts.window
    if not window.libraries_found:
        message = tr(
            "창을 여는 데 필요한 시스템 라이브러리가 없습니다 ({detail}). "
            "python3 packaging/start.py를 실행하면 설치할 명령을 알려 줍니다."
        ).format(detail=window.detail)
        found.append(Advice(kind="window_library_missing", serious=False, message=message))
    if window.display is None:
        message = tr("화면이 없습니다(DISPLAY). 터미널의 compare는 화면 없이도 됩니다.")
        found.append(Advice(kind="no_display", serious=False, message=message))
    if not facts.fonts.system and not facts.fonts.shipped:
        message = tr("한글 글꼴이 없습니다. 나눔글꼴(fonts-nanum) 같은 한글 글꼴을 설치하세요.")
        found.append(Advice(kind="no_hangul_font", serious=False, message=message))
    return found


def _room(facts: Facts) -> list[Advice]:
    found: list[Advice] = []
    free = facts.folders["data"].free_bytes
    if free is not None and free < LITTLE_DISK:
        message = tr("디스크에 {free}만 남았습니다. 기록이 저장되지 않을 수 있습니다.").format(
            free=show_bytes(free)
        )
        found.append(Advice(kind="little_disk", serious=False, message=message))
    available = facts.memory.available_bytes
    if available < LITTLE_MEMORY:
        message = tr("지금 쓸 수 있는 메모리가 {free}뿐입니다. 다른 프로그램을 닫으세요.").format(
            free=show_bytes(available)
        )
        found.append(Advice(kind="little_memory", serious=False, message=message))
    return found
