"""``sheet``: a sheet of questions to several models, marked by its checks."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli import load_options
from app.cli.common_options import (
    label_option,
    max_tokens_option,
    models_option,
    result_json_option,
    think_option,
)
from app.cli.session import Session
from app.core.run import CacheType, FlashAttention, Think
from app.core.sheets.results import BEST_MARK, DEFAULT_MAX_TOKENS
from app.services.translation import tr

ACTIONS = "run|resume|list|show|mark|export|delete|template|packs"
EXAMPLES = """sheet packs
sheet run shop -m starter-s -m starter-m
sheet template questions.xlsx
sheet run questions.xlsx -m a.gguf -m b.gguf --json
sheet resume ID
sheet mark ID --question 3 -m a.gguf --mark 4 --note TEXT
sheet export ID --to results.csv"""


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def sheet(
        action: Annotated[
            Literal[
                "run", "resume", "list", "show", "mark", "export", "delete", "template", "packs"
            ],
            typer.Argument(
                metavar=ACTIONS,
                help=tr(
                    "run: 문제지를 모델들에게 줍니다. resume: 멈춘 것을 이어서 합니다. "
                    "list, show, export, delete: 지난 결과. mark: 손으로 점수 주기. "
                    "template: 채워 넣을 양식. "
                    "packs: 들어 있는 문제지"
                ),
            ),
        ],
        target: Annotated[
            str | None,
            typer.Argument(
                metavar="[FILE|PACK|ID]",
                help=tr("run에는 CSV·XLSX 파일이나 들어 있는 문제지의 이름, 다른 것에는 ID"),
            ),
        ] = None,
        models: Annotated[
            list[str] | None,
            models_option(tr("답할 모델: compare와 같은 이름")),
        ] = None,
        to: Annotated[
            Path | None,
            typer.Option("--to", metavar="FILE", help=tr("내보낼 파일: .csv, .xlsx 또는 .json")),
        ] = None,
        question: Annotated[
            int,
            typer.Option("--question", min=0, metavar="N", help=tr("mark에서 몇 번 질문인지")),
        ] = 0,
        mark: Annotated[
            int | None,
            typer.Option(
                "--mark", min=1, max=BEST_MARK, metavar="1–5", help=tr("mark에서 줄 점수")
            ),
        ] = None,
        note: Annotated[
            str | None, typer.Option("--note", metavar="TEXT", help=tr("mark에서 남길 메모"))
        ] = None,
        max_tokens: Annotated[
            int, max_tokens_option(tr("답 하나의 길이(토큰)"))
        ] = DEFAULT_MAX_TOKENS,
        think: Annotated[Think, think_option()] = "off",
        label: Annotated[str, label_option()] = "",
        ctx: Annotated[int | None, load_options.ctx_option()] = None,
        devices: Annotated[str | None, load_options.devices_option()] = None,
        gpu_layers: Annotated[int | None, load_options.gpu_layers_option()] = None,
        cache_type: Annotated[CacheType, load_options.cache_type_option()] = "f16",
        flash_attention: Annotated[FlashAttention, load_options.flash_attention_option()] = "auto",
        threads: Annotated[int | None, load_options.threads_option()] = None,
        n_cpu_moe: Annotated[int, load_options.n_cpu_moe_option()] = 0,
        as_json: Annotated[bool, result_json_option()] = False,
    ) -> int:
        # The engine's side and the store are not needed for a help page.
        from app.cli.sheet_run import SheetRequest, do_sheet

        request = SheetRequest(
            action=action,
            target=target,
            models=models or [],
            to=to,
            question=question,
            mark=mark,
            note=note,
            max_tokens=max_tokens,
            think=think,
            label=label,
            load=load_options.load_settings(
                n_ctx=ctx,
                devices=devices,
                gpu_layers=gpu_layers,
                cache_type=cache_type,
                flash_attention=flash_attention,
                threads=threads,
                n_cpu_moe=n_cpu_moe,
            ),
        )
        return do_sheet(session, request, as_json=as_json)

    program.command(
        "sheet",
        help=tr("문제지를 여러 모델에게 주고 정답과 속도를 나란히 봅니다"),
        epilog=EXAMPLES,
    )(sheet)
