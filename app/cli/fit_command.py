"""``fit``: will it run here, and how fast."""

from typing import Annotated

import typer

from app.cli.common_options import calibrate_option, result_json_option
from app.cli.load_options import (
    cache_type_option,
    ctx_option,
    devices_option,
    flash_attention_option,
    gpu_layers_option,
    load_settings,
    n_cpu_moe_option,
)
from app.cli.session import Session
from app.core.run import MAX_PANES, CacheType, FlashAttention
from app.services.translation import tr

EXAMPLES = """fit exaone-4.0-1.2b
fit kanana-1.5-8b:Q8_0 --ctx 16384 --cache-type q8_0
fit https://huggingface.co/OWNER/REPO/blob/main/FILE.gguf
fit --all --panes 2"""


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def fit(
        model: Annotated[
            str | None,
            typer.Argument(
                metavar="[MODEL]",
                help=tr("ID[:QUANT], starter-s, GGUF 파일, OWNER/REPO, 또는 Hugging Face의 주소"),
            ),
        ] = None,
        ctx: Annotated[int | None, ctx_option()] = None,
        devices: Annotated[str | None, devices_option()] = None,
        gpu_layers: Annotated[int | None, gpu_layers_option()] = None,
        cache_type: Annotated[CacheType, cache_type_option()] = "f16",
        flash_attention: Annotated[FlashAttention, flash_attention_option()] = "auto",
        n_cpu_moe: Annotated[int, n_cpu_moe_option()] = 0,
        panes: Annotated[
            int,
            typer.Option(
                "--panes",
                min=1,
                max=MAX_PANES,
                metavar=f"1–{MAX_PANES}",
                help=tr("한꺼번에 올릴 칸의 수"),
            ),
        ] = 1,
        quant: Annotated[
            str, typer.Option("--quant", metavar="QUANT", help=tr("양자화: Q4_K_M, Q8_0 …"))
        ] = "",
        every: Annotated[
            bool, typer.Option("--all", help=tr("카탈로그의 모든 모델을 표로 보입니다"))
        ] = False,
        calibrate: Annotated[bool | None, calibrate_option()] = None,
        as_json: Annotated[bool, result_json_option()] = False,
    ) -> int:
        # Catalogue, library and the Hub's side are not needed for a help page.
        from app.cli.fit_run import FitRequest, run_fit, run_fit_all
        from app.cli.refusal import RefusalError

        if every == (model is not None):
            raise RefusalError(tr("모델 하나를 적거나, 모델 없이 --all을 붙여 주세요."), 2)
        request = FitRequest(
            name=model or "",
            quantisation=quant,
            load=load_settings(
                n_ctx=ctx,
                devices=devices,
                gpu_layers=gpu_layers,
                cache_type=cache_type,
                flash_attention=flash_attention,
                threads=None,
                n_cpu_moe=n_cpu_moe,
            ),
            n_panes=panes,
            calibrate=calibrate,
        )
        if every:
            return run_fit_all(session, request, as_json=as_json)
        return run_fit(session, request, as_json=as_json)

    program.command(
        "fit",
        help=tr("이 PC에서 돌아갈지, 얼마나 빠를지 받기 전에 알려 줍니다"),
        epilog=EXAMPLES,
    )(fit)
