"""``bundle``: models on a stick, for a PC without network."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.common_options import json_option
from app.cli.session import Session
from app.services.translation import tr

ACTIONS = "export|import"
EXAMPLES = """bundle export /media/usb/naranhi --models exaone-4.0-1.2b kanana-1.5-2.1b:Q4_K_M
bundle export /media/usb/naranhi --all
bundle import /media/usb/naranhi"""


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def bundle(
        action: Annotated[
            Literal["export", "import"],
            typer.Argument(
                metavar=ACTIONS,
                help=tr("export: 폴더에 담습니다. import: 모두 검사하고 라이브러리로 옮깁니다"),
            ),
        ],
        folder: Annotated[Path, typer.Argument(metavar="DIR", help=tr("꾸러미의 폴더"))],
        more: Annotated[list[str] | None, typer.Argument(metavar="[MODEL]…", hidden=True)] = None,
        models: Annotated[
            list[str] | None,
            typer.Option(
                "--models", metavar="MODEL…", help=tr("담을 모델: ID[:QUANT] 또는 GGUF의 경로")
            ),
        ] = None,
        everything: Annotated[
            bool, typer.Option("--all", help=tr("라이브러리의 모델 모두"))
        ] = False,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # The library is not needed for a help page.
        from app.cli.bundling import export, import_
        from app.cli.refusal import RefusalError

        # "--models A B": the option takes A, and B stands as one more word behind DIR.
        names = [*(models or []), *(more or [])]
        if action == "import":
            if names or everything:
                raise RefusalError(tr("bundle import는 꾸러미를 통째로 가져옵니다."), 2)
            return import_(session, folder, as_json=as_json)
        if bool(names) == everything:
            raise RefusalError(tr("담을 모델을 --models로 대거나 --all을 쓰세요."), 2)
        return export(session, folder, names, as_json=as_json)

    program.command(
        "bundle",
        help=tr("모델을 USB에 담고, 인터넷이 없는 PC에서 가져옵니다"),
        epilog=EXAMPLES,
    )(bundle)
