"""``bench``: a measurement, as opposed to a look."""

from typing import Annotated

import typer

from app.cli import load_options
from app.cli.common_options import (
    label_option,
    max_tokens_option,
    models_option,
    result_json_option,
    rounds_option,
    think_option,
)
from app.cli.session import Session
from app.core.measure.plan import DEFAULT_ROUNDS, MAX_ROUNDS
from app.core.run import CacheType, FlashAttention, Think
from app.services.translation import tr

MAX_SYNTHETIC = 1_000_000


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def bench(
        models: Annotated[
            list[str] | None,
            models_option(tr("잴 모델: compare와 같은 이름. 하나여도 됩니다")),
        ] = None,
        kinds: Annotated[
            str,
            typer.Option(
                "--kind",
                metavar="standard,chat,depth,load,users",
                help=tr(
                    "무엇을 잴지, 쉼표로. standard: llama-bench처럼. chat: 우리말 글에 답하기. "
                    "depth: 앞글이 길 때. load: 불러오기. users: 동시 사용자"
                ),
            ),
        ] = "standard",
        prompt_tokens: Annotated[
            int,
            typer.Option(
                "--prompt-tokens",
                min=0,
                max=MAX_SYNTHETIC,
                metavar="N",
                help=tr("standard에서 읽을 토큰 수"),
            ),
        ] = 512,
        gen_tokens: Annotated[
            int,
            typer.Option(
                "--gen-tokens",
                min=0,
                max=MAX_SYNTHETIC,
                metavar="N",
                help=tr("standard에서 쓸 토큰 수"),
            ),
        ] = 128,
        rounds: Annotated[int, rounds_option(MAX_ROUNDS)] = DEFAULT_ROUNDS,
        max_tokens: Annotated[int, max_tokens_option(tr("chat과 users에서 답의 길이(토큰)"))] = 128,
        natural_end: Annotated[
            bool,
            typer.Option(
                "--natural-end", help=tr("답이 저절로 끝나면 멈춥니다. 없으면 길이를 맞춥니다")
            ),
        ] = False,
        seed: Annotated[
            int, typer.Option("--seed", min=0, metavar="N", help=tr("차례를 정하는 씨앗"))
        ] = 0,
        think: Annotated[Think, think_option()] = "off",
        idle_wait: Annotated[
            float,
            typer.Option(
                "--idle-wait",
                min=0,
                max=600,
                metavar="S",
                help=tr("잴 때마다 PC가 쉴 때까지 많아야 이만큼(초) 기다립니다"),
            ),
        ] = 10.0,
        label: Annotated[str, label_option()] = "",
        ctx: Annotated[int | None, load_options.ctx_option()] = None,
        devices: Annotated[str | None, load_options.devices_option()] = None,
        gpu_layers: Annotated[int | None, load_options.gpu_layers_option()] = None,
        cache_type: Annotated[CacheType, load_options.cache_type_option()] = "f16",
        flash_attention: Annotated[FlashAttention, load_options.flash_attention_option()] = "auto",
        threads: Annotated[int | None, load_options.threads_option()] = None,
        n_cpu_moe: Annotated[int, load_options.n_cpu_moe_option()] = 0,
        resume: Annotated[
            str | None,
            typer.Option("--resume", metavar="ID", help=tr("멈춘 측정을 이어서 합니다")),
        ] = None,
        show: Annotated[
            str | None,
            typer.Option("--show", metavar="ID", help=tr("지난 측정의 결과를 다시 보입니다")),
        ] = None,
        listed: Annotated[
            bool, typer.Option("--list", help=tr("지금까지의 측정을 새것부터 보입니다"))
        ] = False,
        as_json: Annotated[bool, result_json_option()] = False,
    ) -> int:
        # The engine's side and the store are not needed for a help page.
        from app.cli.bench_run import BenchRequest, read_kinds, run_bench
        from app.services.measuring.plans import PlanWishes

        wishes = PlanWishes(
            kinds=read_kinds(kinds),
            n_prefill=prompt_tokens,
            n_decode=gen_tokens,
            rounds=rounds,
            max_tokens=max_tokens,
            equal_length=not natural_end,
            seed=seed,
            think=think,
            idle_wait_s=idle_wait,
            label=label,
        )
        load = load_options.load_settings(
            n_ctx=ctx,
            devices=devices,
            gpu_layers=gpu_layers,
            cache_type=cache_type,
            flash_attention=flash_attention,
            threads=threads,
            n_cpu_moe=n_cpu_moe,
        )
        request = BenchRequest(
            models=models or [],
            wishes=wishes,
            load=load,
            resume=resume,
            show=show,
            listed=listed,
        )
        return run_bench(session, request, as_json=as_json)

    program.command(
        "bench",
        help=tr("모델을 되풀이해 재고, 중앙값과 95 % 구간, 누가 빠른지를 보입니다"),
        epilog="bench -m starter-s -m starter-m --rounds 10\n"
        "bench -m a.gguf --kind chat,users --json",
    )(bench)
