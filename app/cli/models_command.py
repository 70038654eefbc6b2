"""``models``: the catalogue and the library, one model, or a search on the Hub."""

from typing import Annotated, Literal

import typer

from app.cli.common_options import json_option
from app.cli.session import Session
from app.services.translation import tr

BadgeName = Literal["commercial", "conditional", "noncommercial", "unverified"]
BADGES = "commercial|conditional|noncommercial|unverified"
EXAMPLES = """models --team lg --here
models --licence commercial --json
models exaone-4.0-1.2b
models --search kanana"""


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def models(
        model: Annotated[
            str | None,
            typer.Argument(metavar="[ID]", help=tr("이 모델 하나를 자세히 보입니다")),
        ] = None,
        team: Annotated[
            str | None,
            typer.Option("--team", metavar="TEAM", help=tr("이 팀의 모델만: lg, naver, skt …")),
        ] = None,
        licence: Annotated[
            BadgeName | None,
            typer.Option("--licence", metavar=BADGES, help=tr("라이선스가 이런 모델만")),
        ] = None,
        here: Annotated[
            bool, typer.Option("--here", help=tr("이 프로그램의 llama.cpp가 불러올 수 있는 것만"))
        ] = False,
        search: Annotated[
            str | None,
            typer.Option(
                "--search", metavar="WORDS", help=tr("Hugging Face에서 GGUF 저장소를 찾습니다")
            ),
        ] = None,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # Catalogue, library and the Hub's side are not needed for a help page.
        from app.cli.model_listing import Filter, list_models, show_model
        from app.cli.refusal import RefusalError

        wanted = Filter(team=team, badge=licence, here=here)
        if sum([model is not None, search is not None, wanted != Filter()]) > 1:
            raise RefusalError(tr("ID, --search, 거르는 옵션은 함께 쓸 수 없습니다."), 2)
        if search is not None:
            from app.cli.hub_search import search_hub

            return search_hub(session, search, as_json=as_json)
        if model is not None:
            return show_model(session, model, as_json=as_json)
        return list_models(session, wanted, as_json=as_json)

    program.command(
        "models",
        help=tr("한국어 모델과 받아 둔 모델: 라이선스, 크기, 여기서 되는지"),
        epilog=EXAMPLES,
    )(models)
