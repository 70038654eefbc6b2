"""``rm``: a model off the disk, or off the list where it is only referenced."""

from typing import Annotated

import typer

from app.cli.common_options import json_option
from app.cli.session import Session
from app.services.translation import tr


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def rm(
        model: Annotated[
            str, typer.Argument(metavar="MODEL", help=tr("ID[:QUANT] 또는 GGUF 파일의 경로"))
        ],
        yes: Annotated[bool, typer.Option("--yes", help=tr("묻지 않고 지웁니다"))] = False,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # The library is not needed for a help page.
        from app.cli.removing import run_rm

        return run_rm(session, model, yes=yes, as_json=as_json)

    program.command(
        "rm",
        help=tr("받은 모델을 지웁니다. 다른 프로그램의 파일은 목록에서만 뺍니다"),
        epilog="rm exaone-4.0-1.2b:Q8_0 --yes",
    )(rm)
