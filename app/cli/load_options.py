"""How models are loaded, as options of a command."""

from typing import Any

import typer

from app.core.run import CacheType, FlashAttention, LoadSettings
from app.services.settings import MAX_N_CTX
from app.services.translation import tr

MAX_LAYERS = 999
MAX_THREADS = 512
_AUTOMATIC = "auto"
_CPU = "cpu"


def ctx_option() -> Any:
    """Return ``--ctx``."""
    return typer.Option(
        "--ctx",
        min=128,
        max=MAX_N_CTX,
        metavar=f"128–{MAX_N_CTX}",
        help=tr("컨텍스트 길이(토큰). 길수록 메모리를 많이 씁니다"),
    )


def devices_option() -> Any:
    """Return ``--devices``."""
    return typer.Option(
        "--devices",
        metavar="NAMES",
        help=tr("쓸 장치를 쉼표로: Vulkan0,Vulkan1 또는 cpu. 이름은 doctor가 알려 줍니다"),
    )


def gpu_layers_option() -> Any:
    """Return ``--gpu-layers``."""
    return typer.Option(
        "--gpu-layers",
        min=0,
        max=MAX_LAYERS,
        metavar=f"0–{MAX_LAYERS}",
        help=tr("GPU에 올릴 층의 수. 없으면 빈 메모리에 들어가는 만큼"),
    )


def cache_type_option() -> Any:
    """Return ``--cache-type``."""
    return typer.Option(
        "--cache-type",
        metavar="f16|q8_0|q4_0",
        help=tr("KV 캐시의 형식. 줄이면 메모리를 덜 씁니다"),
    )


def flash_attention_option() -> Any:
    """Return ``--flash-attention``."""
    return typer.Option(
        "--flash-attention",
        metavar="auto|on|off",
        help=tr("플래시 어텐션. 줄인 KV 캐시에는 꼭 있어야 합니다"),
    )


def threads_option() -> Any:
    """Return ``--threads``."""
    return typer.Option(
        "--threads",
        min=1,
        max=MAX_THREADS,
        metavar=f"1–{MAX_THREADS}",
        help=tr("CPU의 스레드 수. 없으면 실제 코어의 수"),
    )


def n_cpu_moe_option() -> Any:
    """Return ``--n-cpu-moe``."""
    return typer.Option(
        "--n-cpu-moe",
        min=0,
        max=MAX_LAYERS,
        metavar=f"0–{MAX_LAYERS}",
        help=tr("전문가 모델(MoE)의 앞에서부터 이만큼의 층은 전문가를 CPU에 둡니다"),
    )


def read_devices(text: str | None) -> tuple[str, ...] | None:
    """Return the GPUs that ``text`` names: none for the CPU alone, None for the automatic
    choice."""
    if text is None or text.strip().casefold() == _AUTOMATIC:
        return None
    names = (name.strip() for name in text.split(","))
    return tuple(name for name in names if name and name.casefold() != _CPU)


def load_settings(
    *,
    n_ctx: int | None,
    devices: str | None,
    gpu_layers: int | None,
    cache_type: CacheType,
    flash_attention: FlashAttention,
    threads: int | None,
    n_cpu_moe: int,
) -> LoadSettings:
    """Return the settings as they were typed."""
    return LoadSettings(
        n_ctx=n_ctx,
        n_threads=threads,
        devices=read_devices(devices),
        n_gpu_layers=-1 if gpu_layers is None else gpu_layers,
        n_cpu_moe=n_cpu_moe,
        cache_type=cache_type,
        flash_attention=flash_attention,
    )
