"""``import``: GGUF files where they lie, and those that other programs keep."""

from typing import Annotated

import typer

from app.cli.common_options import json_option
from app.cli.session import Session
from app.services.translation import tr


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def import_(
        files: Annotated[
            list[str] | None, typer.Argument(metavar="[FILE]…", help=tr("GGUF 파일"))
        ] = None,
        found: Annotated[
            bool,
            typer.Option(
                "--found",
                help=tr("LM Studio, Ollama, Jan, GPT4All, Hugging Face 캐시에서 찾습니다"),
            ),
        ] = False,
        yes: Annotated[
            bool, typer.Option("--yes", help=tr("찾은 것을 묻지 않고 모두 올립니다"))
        ] = False,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # The library is not needed for a help page.
        from app.cli.importing import import_files, import_found
        from app.cli.refusal import RefusalError

        names = files or []
        if bool(names) == found:
            raise RefusalError(tr("올릴 GGUF 파일을 대거나 --found를 쓰세요."), 2)
        if found:
            return import_found(session, yes=yes, as_json=as_json)
        return import_files(session, names, as_json=as_json)

    program.command(
        "import",
        help=tr("가지고 있는 GGUF를 복사하지 않고 라이브러리에 올립니다"),
        epilog="import ~/Downloads/model.Q4_K_M.gguf\nimport --found",
    )(import_)
