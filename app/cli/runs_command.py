"""``runs``: what was stored, newest first, found by words; and what can be done with it."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.common_options import json_option
from app.cli.refusal import RefusalError
from app.cli.runs_list import ListWish, run_list, stored_runs
from app.cli.session import Session
from app.core.run import Label
from app.services.translation import tr

__all__ = ["add_to", "stored_runs"]

DEFAULT_LIMIT = 20
MAX_LIMIT = 100_000
Action = Literal[
    "list", "show", "again", "compare", "keep", "unkeep",
    "note", "title", "delete", "export", "import",
]  # fmt: skip
ACTIONS = "[show|again|compare|keep|unkeep|note|title|delete|export|import]"


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def runs(
        action: Annotated[
            Action,
            typer.Argument(
                metavar=ACTIONS,
                help=tr(
                    "없으면 목록. show: 하나를 모두. again: 똑같이 다시. compare: 둘을 나란히. "
                    "keep, unkeep: 간직하기. note, title: 메모와 이름. delete: 지우기. "
                    "export, import: 다른 PC로 옮기기"
                ),
            ),
        ] = "list",
        words: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="[ID…|FILE|TEXT]", help=tr("목록에 보이는 이름. 앞부분만 적어도 됩니다")
            ),
        ] = None,
        search: Annotated[
            str,
            typer.Option("--search", metavar="TEXT", help=tr("질문이나 답에 이 말이 든 것")),
        ] = "",
        model: Annotated[
            str, typer.Option("--model", metavar="MODEL", help=tr("이 모델이 나온 것"))
        ] = "",
        since: Annotated[
            str, typer.Option("--since", metavar="DATE", help=tr("이날부터 (2026-11-28)"))
        ] = "",
        until: Annotated[str, typer.Option("--until", metavar="DATE", help=tr("이날까지"))] = "",
        label: Annotated[
            Label | None,
            typer.Option(
                "--label", metavar="isolated|race", help=tr("혼자 돌린 것, 또는 동시에 돌린 것")
            ),
        ] = None,
        kept: Annotated[bool, typer.Option("--kept", help=tr("간직한 것만"))] = False,
        limit: Annotated[
            int,
            typer.Option(
                "--limit",
                min=1,
                max=MAX_LIMIT,
                metavar=f"1–{MAX_LIMIT}",
                help=tr("많아야 이만큼 보입니다"),
            ),
        ] = DEFAULT_LIMIT,
        export: Annotated[
            Path | None,
            typer.Option("--export", metavar="FILE", help=tr("runs export FILE과 같습니다")),
        ] = None,
        yes: Annotated[bool, typer.Option("--yes", help=tr("묻지 않고 지웁니다"))] = False,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        given = words or []
        if export is not None:
            action, given = "export", [str(export), *given]
        _check(action, given)
        if action == "list":
            wish = ListWish(
                words=search,
                model=model,
                since=since,
                until=until,
                label=label,
                kept=kept,
                limit=limit,
            )
            return run_list(session, wish, stored_runs, as_json=as_json)
        return _act(session, action, given, yes=yes, as_json=as_json)

    program.command(
        "runs", help=tr("지금까지의 기록: 찾고, 견주고, 다시 돌리고, 옮깁니다"), epilog=_examples()
    )(runs)


def _examples() -> str:
    return "\n".join(
        [
            tr('runs --search "환불" --since 2026-11-01'),
            "runs show 3f2a",
            "runs again 3f2a",
            "runs compare 3f2a 91c0",
            tr('runs title 3f2a "점심 시간에 잰 것"'),
            "runs delete 3f2a 91c0",
            "runs export history.jsonl",
            "runs import history.jsonl",
        ]
    )


def _act(session: Session, action: str, given: list[str], *, yes: bool, as_json: bool) -> int:
    # The engine's side, Rich and the rest of the store are not needed for a list.
    match action:
        case "show":
            from app.cli.runs_show import run_show

            return run_show(session, given[0], as_json=as_json)
        case "compare":
            from app.cli.runs_show import run_compare_two

            return run_compare_two(session, given[0], given[1], as_json=as_json)
        case "again":
            from app.cli.runs_again import run_again

            return run_again(session, given[0], as_json=as_json)
        case "export" | "import":
            from app.cli.runs_carry import run_export, run_import

            path = Path(given[0]).expanduser()
            if action == "export":
                return run_export(session, path, given[1:], as_json=as_json)
            return run_import(session, path, as_json=as_json)
        case _:
            from app.cli.runs_change import run_change, run_delete

            if action == "delete":
                return run_delete(session, given, yes=yes, as_json=as_json)
            return run_change(session, action, given[0], " ".join(given[1:]), as_json=as_json)


def _check(action: str, given: list[str]) -> None:
    """Refuse what misses words or has too many, before anything is opened."""
    least, most = {
        "list": (0, 0),
        "show": (1, 1),
        "again": (1, 1),
        "compare": (2, 2),
        "keep": (1, 1),
        "unkeep": (1, 1),
        "import": (1, 1),
    }.get(action, (1, 10_000))
    if not least <= len(given) <= most:
        usage = {
            "list": "runs",
            "compare": "runs compare ID ID",
            "note": "runs note ID TEXT",
            "title": "runs title ID TEXT",
            "delete": "runs delete ID…",
            "export": "runs export FILE [ID…]",
            "import": "runs import FILE",
        }.get(action, f"runs {action} ID")
        raise RefusalError(tr("쓰는 법: {usage}").format(usage=usage), 2)
