"""``verify``: whether the files are still what they were."""

from typing import Annotated

import typer

from app.cli.common_options import json_option
from app.cli.session import Session
from app.services.translation import tr


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def verify(
        models: Annotated[
            list[str] | None,
            typer.Argument(metavar="[MODEL]…", help=tr("ID[:QUANT] 또는 GGUF 파일의 경로")),
        ] = None,
        everything: Annotated[
            bool, typer.Option("--all", help=tr("라이브러리의 모델 모두"))
        ] = False,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # The library is not needed for a help page.
        from app.cli.refusal import RefusalError
        from app.cli.verifying import run_verify

        names = models or []
        if bool(names) == everything:
            raise RefusalError(tr("검사할 모델을 하나 이상 대거나 --all을 쓰세요."), 2)
        return run_verify(session, names, as_json=as_json)

    program.command(
        "verify",
        help=tr("모델 파일을 끝까지 읽어 SHA-256이 맞는지 봅니다"),
        epilog="verify exaone-4.0-1.2b\nverify --all --json",
    )(verify)
