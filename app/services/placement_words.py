"""Where a loaded model lies, and how it came there, in words for window and terminal alike."""

from collections.abc import Callable, Mapping, Sequence

from app.core.run import DevicePart, LoadReport, LoadStep, Rung
from app.services.translation import tr
from app.services.wording import show_bytes

_CPU = "CPU"
_RUNGS: Mapping[Rung, Callable[[], str]] = {
    "as_asked": lambda: tr("처음"),
    "fewer_layers": lambda: tr("GPU에 층을 덜 올림"),
    "smaller_batch": lambda: tr("배치를 줄임"),
    "smaller_context": lambda: tr("컨텍스트를 줄임"),
    "cpu": lambda: tr("CPU로만"),
}


def where_words(report: LoadReport) -> str:
    """Return where the layers run: ``Vulkan0 25/25``, ``Vulkan0 12/25 + CPU``, ``CPU``."""
    if report.gpu_layers <= 0:
        return report.backend
    gpus = "+".join(name for name in report.backend.split("+") if name != _CPU)
    all_layers = report.n_layers + 1
    words = f"{gpus} {report.gpu_layers}/{all_layers}"
    return words if report.gpu_layers >= all_layers else f"{words} + {_CPU}"


def part_words(part: DevicePart) -> str:
    """Return what one device holds, in a line."""
    sizes = (
        (tr("가중치"), part.weights_bytes),
        (tr("KV 캐시"), part.kv_bytes),
        (tr("계산 버퍼"), part.compute_bytes),
    )
    told = [f"{name} {show_bytes(size)}" for name, size in sizes if size]
    if part.mapped_bytes:
        told.append(
            tr("파일의 사본 {size}는 메모리가 모자라면 비움").format(
                size=show_bytes(part.mapped_bytes)
            )
        )
    return ", ".join([tr("{device}: {n}층").format(device=part.device, n=part.n_layers), *told])


def step_words(step: LoadStep) -> str:
    """Return one try that the memory did not suffice for, in a line."""
    tried = tr("{rung}: GPU {layers}층, 배치 {batch}, 컨텍스트 {ctx} → 메모리가 모자람").format(
        rung=_RUNGS[step.rung](),
        layers=step.n_gpu_layers,
        batch=f"{step.n_batch:,}",
        ctx=f"{step.n_ctx:,}",
    )
    if step.wanted_bytes is None:
        return tried
    return tr("{tried} ({size}를 얻지 못함)").format(
        tried=tried, size=show_bytes(step.wanted_bytes)
    )


def outcome_words(report: LoadReport) -> str:
    """Return in a few words what the ladder ended with; empty where it was not needed."""
    if not report.steps:
        return ""
    if report.gpu_layers <= 0 and any(step.n_gpu_layers > 0 for step in report.steps):
        return tr("메모리가 모자라 CPU로 올림")
    return tr("메모리가 모자라 줄여서 올림")


def steps_words(steps: Sequence[LoadStep]) -> list[str]:
    """Return the tries that failed, in order, a line each."""
    return [step_words(step) for step in steps]


def load_lines(report: LoadReport) -> list[str]:
    """Return all that is known of where and how a model was loaded, as lines of a tool tip."""
    lines = [part_words(part) for part in report.parts]
    cache = tr("KV 캐시 {kind}").format(kind=report.cache_type)
    if report.flash_attention is not None:
        flash = tr("플래시 어텐션 켜짐") if report.flash_attention else tr("플래시 어텐션 꺼짐")
        cache = f"{cache}, {flash}"
    lines.append(cache)
    if report.cpu_variant:
        lines.append(tr("CPU 라이브러리: {name}").format(name=report.cpu_variant))
    if report.steps:
        lines += ["", outcome_words(report), *steps_words(report.steps)]
    return lines
