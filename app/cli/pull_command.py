"""``pull``: one model from the Hub into the library."""

from typing import Annotated

import typer

from app.cli.common_options import result_json_option
from app.cli.session import Session
from app.services.translation import tr

EXAMPLES = """pull kanana-1.5-2.1b
pull exaone-4.0-1.2b:Q8_0 --accept-licence
pull OWNER/REPO --file model-Q4_K_M.gguf --limit-rate 5M"""


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def pull(
        model: Annotated[
            str,
            typer.Argument(
                metavar="MODEL",
                help=tr("ID[:QUANT] 또는 OWNER/REPO[:QUANT]. QUANT가 없으면 Q4_K_M부터 찾습니다"),
            ),
        ],
        file: Annotated[
            str, typer.Option("--file", metavar="PATH", help=tr("저장소 안의 이 GGUF 파일"))
        ] = "",
        revision: Annotated[
            str,
            typer.Option("--revision", metavar="REV", help=tr("저장소의 브랜치, 태그, 커밋")),
        ] = "main",
        accept_licence: Annotated[
            bool,
            typer.Option("--accept-licence", help=tr("묻지 않고 라이선스에 동의합니다")),
        ] = False,
        limit_rate: Annotated[
            str,
            typer.Option(
                "--limit-rate", metavar="RATE", help=tr("받는 속도를 묶습니다(1초에): 500K, 5M")
            ),
        ] = "0",
        as_json: Annotated[bool, result_json_option()] = False,
    ) -> int:
        # Catalogue, library and the Hub's side are not needed for a help page.
        from app.cli.pull_run import PullRequest, run_pull
        from app.cli.rate_option import read_rate
        from app.cli.refusal import RefusalError

        rate = read_rate(limit_rate)
        if rate is None:
            raise RefusalError(
                tr("--limit-rate: 쓸 수 없는 값입니다. 보기: 500K, 5M, 0 (묶지 않음)"), 2
            )
        request = PullRequest(
            name=model,
            path=file,
            revision=revision,
            accept_licence=accept_licence,
            bytes_per_s=rate,
        )
        return run_pull(session, request, as_json=as_json)

    program.command(
        "pull",
        help=tr("모델을 받습니다. 끊기거나 멈춰도 다시 실행하면 이어서 받습니다"),
        epilog=EXAMPLES,
    )(pull)
