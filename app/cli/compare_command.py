"""``compare``: the main job in the terminal."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.common_options import (
    max_tokens_option,
    models_option,
    result_json_option,
    rounds_option,
    think_option,
)
from app.cli.load_options import (
    cache_type_option,
    ctx_option,
    devices_option,
    flash_attention_option,
    gpu_layers_option,
    load_settings,
    n_cpu_moe_option,
    threads_option,
)
from app.cli.session import Session
from app.core.run import (
    DEFAULT_MAX_TOKENS,
    MAX_PANES,
    MIN_PANES,
    CacheType,
    FlashAttention,
)
from app.services.settings import MAX_ROUNDS
from app.services.translation import tr


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def compare(
        models: Annotated[
            list[str],
            models_option(
                tr("모델: starter-s, starter-m, 또는 GGUF 파일. {low}개에서 {high}개까지").format(
                    low=MIN_PANES, high=MAX_PANES
                )
            ),
        ],
        prompt: Annotated[
            str | None,
            typer.Option("-p", "--prompt", metavar="TEXT", help=tr("질문. 없으면 표준 입력")),
        ] = None,
        prompt_file: Annotated[
            Path | None,
            typer.Option("--prompt-file", metavar="FILE", help=tr("질문이 든 파일 (UTF-8)")),
        ] = None,
        system: Annotated[
            str, typer.Option("--system", metavar="TEXT", help=tr("시스템 프롬프트"))
        ] = "",
        mode: Annotated[
            Literal["fair", "race"],
            typer.Option(
                "--mode",
                metavar="fair|race",
                help=tr("fair: 차례로 하나씩, 공정하게. race: 모두 한꺼번에"),
            ),
        ] = "fair",
        anyway: Annotated[
            bool,
            typer.Option("--anyway", help=tr("동시: 메모리에 다 들어가지 않을 것 같아도 돌립니다")),
        ] = False,
        rounds: Annotated[int, rounds_option(MAX_ROUNDS)] = 1,
        max_tokens: Annotated[
            int, max_tokens_option(tr("답의 최대 길이(토큰)"))
        ] = DEFAULT_MAX_TOKENS,
        ctx: Annotated[int | None, ctx_option()] = None,
        devices: Annotated[str | None, devices_option()] = None,
        gpu_layers: Annotated[int | None, gpu_layers_option()] = None,
        cache_type: Annotated[CacheType, cache_type_option()] = "f16",
        flash_attention: Annotated[FlashAttention, flash_attention_option()] = "auto",
        threads: Annotated[int | None, threads_option()] = None,
        n_cpu_moe: Annotated[int, n_cpu_moe_option()] = 0,
        think: Annotated[Literal["on", "off", "default"], think_option()] = "default",
        sampling: Annotated[
            Literal["common", "vendor"],
            typer.Option(
                "--sampling",
                metavar="common|vendor",
                help=tr("common: 모두 같은 값. vendor: 모델을 만든 곳이 권하는 값"),
            ),
        ] = "common",
        temperature: Annotated[
            float | None,
            typer.Option("--temperature", min=0, max=5, metavar="0–5", help=tr("0이면 늘 같은 답")),
        ] = None,
        top_k: Annotated[
            int | None,
            typer.Option(
                "--top-k",
                min=0,
                max=1_000_000,
                metavar="0–1000000",
                help=tr("확률이 높은 이만큼에서만 뽑습니다. 0이면 모두"),
            ),
        ] = None,
        top_p: Annotated[
            float | None,
            typer.Option(
                "--top-p",
                min=0,
                max=1,
                metavar="0–1",
                help=tr("확률의 합이 이만큼일 때까지에서만 뽑습니다"),
            ),
        ] = None,
        min_p: Annotated[
            float | None,
            typer.Option(
                "--min-p",
                min=0,
                max=1,
                metavar="0–1",
                help=tr("가장 높은 확률의 이 배보다 낮은 것은 뽑지 않습니다"),
            ),
        ] = None,
        repeat_penalty: Annotated[
            float | None,
            typer.Option(
                "--repeat-penalty", min=0.1, max=5, metavar="0.1–5", help=tr("1이면 없음")
            ),
        ] = None,
        presence_penalty: Annotated[
            float | None,
            typer.Option(
                "--presence-penalty",
                min=-2,
                max=2,
                metavar="-2–2",
                help=tr("한 번이라도 나온 토큰을 덜 고릅니다. 0이면 없음"),
            ),
        ] = None,
        frequency_penalty: Annotated[
            float | None,
            typer.Option(
                "--frequency-penalty",
                min=-2,
                max=2,
                metavar="-2–2",
                help=tr("자주 나온 토큰일수록 덜 고릅니다. 0이면 없음"),
            ),
        ] = None,
        seed: Annotated[
            int | None,
            typer.Option(
                "--seed",
                min=0,
                max=2**32 - 2,
                metavar="0–4294967294",
                help=tr("뽑기의 씨앗: 같으면 같은 답"),
            ),
        ] = None,
        as_json: Annotated[bool, result_json_option()] = False,
    ) -> int:
        # Rich, the engine's side and the store are not needed for a help page.
        from app.cli.compare_plan import Request, Tuning
        from app.cli.compare_run import run_compare

        tuning = Tuning(
            vendor=sampling == "vendor",
            temperature=temperature,
            top_k=top_k,
            top_p=top_p,
            min_p=min_p,
            repeat_penalty=repeat_penalty,
            presence_penalty=presence_penalty,
            frequency_penalty=frequency_penalty,
            seed=seed,
        )
        request = Request(
            models=models,
            prompt=prompt,
            prompt_file=prompt_file,
            system=system,
            mode=mode,
            rounds=rounds,
            max_tokens=max_tokens,
            load=load_settings(
                n_ctx=ctx,
                devices=devices,
                gpu_layers=gpu_layers,
                cache_type=cache_type,
                flash_attention=flash_attention,
                threads=threads,
                n_cpu_moe=n_cpu_moe,
            ),
            think=think,
            tuning=tuning,
            anyway=anyway,
        )
        return run_compare(session, request, as_json=as_json)

    program.command(
        "compare",
        help=tr("한 질문을 여러 모델에 던지고, 답과 속도를 나란히 보입니다"),
        epilog="\n".join(
            [
                tr('compare -m starter-s -m starter-m -p "한국의 수도는 어디인가요?"'),
                "compare -m a.gguf -m b.gguf --prompt-file prompt.txt --rounds 5 --json",
                "compare -m a.gguf -m b.gguf --devices CUDA0 --gpu-layers 20 --cache-type q8_0",
            ]
        ),
    )(compare)
