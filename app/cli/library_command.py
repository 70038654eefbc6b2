"""``library``: where the models lie and what takes how much; another place, and what is left
over."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.common_options import json_option
from app.cli.session import Session
from app.services.translation import tr

ACTIONS = "[move|use|clean]"
EXAMPLES = """library
library move /media/usb/models
library use /media/usb/models
library clean --yes"""


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def library(
        action: Annotated[
            Literal["show", "move", "use", "clean"],
            typer.Argument(
                metavar=ACTIONS,
                help=tr(
                    "move: 모두 DIR로 옮깁니다. use: 이제부터 DIR을 씁니다. "
                    "clean: 받다 만 것을 지웁니다"
                ),
            ),
        ] = "show",
        folder: Annotated[
            Path | None, typer.Argument(metavar="[DIR]", help=tr("모델을 둘 폴더"))
        ] = None,
        yes: Annotated[bool, typer.Option("--yes", help=tr("묻지 않고 지웁니다"))] = False,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # The library is not needed for a help page.
        from app.cli.refusal import RefusalError
        from app.cli.tidying import clean, move, show, use

        if (folder is not None) != (action in {"move", "use"}):
            raise RefusalError(tr("폴더는 library move와 library use에 하나 적어 주세요."), 2)
        if action == "clean":
            return clean(session, yes=yes, as_json=as_json)
        if folder is None:
            return show(session, as_json=as_json)
        work = move if action == "move" else use
        return work(session, folder, as_json=as_json)

    program.command(
        "library",
        help=tr("모델 폴더: 무엇이 얼마나 차지하는지, 옮기기, 받다 만 것 지우기"),
        epilog=EXAMPLES,
    )(library)
