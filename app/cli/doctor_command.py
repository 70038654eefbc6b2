"""``doctor``: this PC, the build, what is missing and how to mend it."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
import typer

from app.cli import figures
from app.cli.advice import Advice
from app.cli.common_options import json_option
from app.cli.console import cell_width, one_line
from app.cli.doctor_advice import advise
from app.cli.doctor_devices import device_rows, engine_rows, graphics_rows
from app.cli.doctor_facts import Facts, Folder, collect
from app.cli.session import Session
from app.core.fit.backend import BackendChoice
from app.services.backend_words import class_words, evidence_words
from app.services.translation import tr
from app.services.wording import show_bytes, word
from app.services.worker_process import worker_command

Row = tuple[str, str]


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def doctor(
        forget: Annotated[
            bool,
            typer.Option(
                "--forget-choices",
                help=tr("재서 고른 장치를 잊습니다. 다음에 불러올 때 다시 잽니다"),
            ),
        ] = False,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # Catalogue and library take a moment to import; a help page needs neither.
        from app.cli.doctor_choices import forget_choices, known_choices
        from app.cli.shelf import Shelf

        with Shelf(session, quiet=True) as shelf:
            facts = collect(
                session.paths,
                session.resources,
                worker_command(),
                library=shelf.folder,
                offline=session.options.offline,
            )
            if forget:
                forget_choices(shelf)
            choices = known_choices(shelf)
        advice = advise(facts)
        if as_json:
            from app.cli.document import print_document
            from app.cli.fit_document import choice_document

            told = [choice_document(choice) for choice in choices]
            print_document({**msgspec.to_builtins(facts), "choices": told, "advice": advice})
        else:
            print(page(facts, choices, advice))
        return 0

    program.command(
        "doctor", help=tr("이 PC와 설치 상태를 살펴보고, 빠진 것과 고칠 방법을 알려 줍니다")
    )(doctor)


def page(facts: Facts, choices: Sequence[BackendChoice], advice: list[Advice]) -> str:
    """Return everything as text."""
    sections = [
        (tr("프로그램"), _program(facts)),
        (tr("엔진"), engine_rows(facts.engine)),
        (tr("계산 장치"), device_rows(facts.engine)),
        *([(tr("재서 고른 장치"), choice_rows(choices))] if choices else []),
        (tr("그래픽 카드"), graphics_rows(facts.graphics)),
        (tr("이 PC"), _machine(facts)),
        (tr("창과 글꼴"), _window(facts)),
        (tr("모델 받기"), _hub(facts)),
        (tr("폴더"), _folders(facts)),
    ]
    lines: list[str] = []
    for title, rows in sections:
        width = max(cell_width(name) for name, _ in rows)
        lines += [title, *(_line(name, value, width) for name, value in rows), ""]
    lines.append(tr("고칠 것"))
    lines += [f"  • {one_line(item.message)}" for item in advice] or [f"  {tr('없습니다.')}"]
    return "\n".join(lines)


def _line(name: str, value: str, width: int) -> str:
    return f"  {name}{' ' * (width - cell_width(name))}  {one_line(value)}"


def _program(facts: Facts) -> list[Row]:
    program = facts.program
    packages = [(name, version or tr("없음")) for name, version in program.packages.items()]
    return [("Naranhi", program.version), ("Python", program.python), *packages]


def choice_rows(choices: Sequence[BackendChoice]) -> list[Row]:
    """Return which models run where, and what was measured for it."""
    return [(class_words(choice), evidence_words(choice)) for choice in choices]


def _machine(facts: Facts) -> list[Row]:
    machine, memory = facts.machine, facts.memory
    cores = tr("코어 {physical}, 스레드 {logical}").format(
        physical=figures.count(machine.physical_cores), logical=figures.count(machine.logical_cores)
    )
    room = tr("{total} 가운데 {free} 쓸 수 있음").format(
        total=show_bytes(memory.total_bytes), free=show_bytes(memory.available_bytes)
    )
    return [
        (tr("운영 체제"), machine.os),
        ("CPU", f"{machine.cpu_name} · {cores}"),
        (tr("메모리"), room),
    ]


def _window(facts: Facts) -> list[Row]:
    window, fonts = facts.window, facts.fonts
    return [
        (tr("창"), tr("열 수 있음") if window.libraries_found else window.detail),
        (tr("화면"), window.display or tr("없음")),
        (tr("시스템의 한글 글꼴"), ", ".join(fonts.system) or tr("없음")),
        (tr("함께 온 한글 글꼴"), ", ".join(fonts.shipped) or tr("없음")),
    ]


def _hub(facts: Facts) -> list[Row]:
    hub = facts.hub
    offline = {
        "option": lambda: tr("예 (--offline)"),
        "environment": lambda: tr("예 (HF_HUB_OFFLINE)"),
        None: lambda: tr("아니오"),
    }
    token = {
        "environment": lambda: tr("있음 (HF_TOKEN)"),
        "keyring": lambda: tr("있음 (암호 보관함)"),
        "none": lambda: tr("없음"),
    }
    mirror = tr("{endpoint} (미러)").format(endpoint=hub.endpoint)
    rows = [
        ("Hub", mirror if hub.mirror else hub.endpoint),
        (tr("오프라인"), offline[hub.offline]()),
        (tr("액세스 토큰"), token[hub.token]()),
    ]
    if hub.keyring_problem is not None:
        rows.append((tr("암호 보관함"), word(hub.keyring_problem).what))
    return rows


def _folders(facts: Facts) -> list[Row]:
    names = {
        "data": tr("자료"),
        "database": tr("기록"),
        "settings": tr("설정"),
        "logs": tr("로그"),
        "models": tr("연습용 모델"),
        "library": tr("받은 모델"),
    }
    rows = [(names[key], _place(folder)) for key, folder in facts.folders.items()]
    free = facts.folders["data"].free_bytes
    return [
        *rows,
        (tr("디스크에 남은 자리"), show_bytes(free) if free is not None else figures.UNDEFINED),
    ]


def _place(folder: Folder) -> str:
    if not folder.exists:
        return tr("{path} (아직 없음)").format(path=folder.path)
    return folder.path
