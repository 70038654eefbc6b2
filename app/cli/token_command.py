"""``token``: where the Hub's access token comes from; puts one into the keyring or out of it."""

from typing import Annotated, Literal

import typer

from app.cli.common_options import json_option
from app.cli.session import Session
from app.services.translation import tr


def add_to(program: typer.Typer, _session: Session) -> None:
    """Give ``program`` the command."""

    def token(
        action: Annotated[
            Literal["show", "set", "forget"],
            typer.Argument(
                metavar="[show|set|forget]",
                help=tr("show는 어디에 있는지, set은 넣기(표준 입력에서 읽음), forget은 지우기"),
            ),
        ] = "show",
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # The keyring is not needed for a help page.
        from app.cli.token_keeping import run_token

        return run_token(action, as_json=as_json)

    program.command(
        "token",
        help=tr("Hugging Face 토큰을 이 PC의 암호 보관함에 넣거나 지웁니다"),
        epilog="token set",
    )(token)
