"""Why a graphics card of this PC is not used, and what would have it used."""

from collections.abc import Iterator
from typing import NamedTuple

from app.core.display_cards import DisplayCard, Vendor
from app.core.run import EngineInfo
from app.services.graphics import Graphics
from app.services.translation import tr

GPU_KINDS = ("gpu", "igpu")
_NAMES: dict[Vendor, str] = {"nvidia": "NVIDIA", "amd": "AMD", "intel": "Intel", "other": "GPU"}
_MANIFESTS: dict[Vendor, tuple[str, ...]] = {
    "amd": ("radeon", "amd"),
    "intel": ("intel",),
}
"""How the manifests of a maker's Vulkan drivers begin."""


class Missing(NamedTuple):
    """What keeps a card from being used: ``kind`` is for programs, the sentence for people."""

    kind: str
    message: str


def missing_for_acceleration(engine: EngineInfo, graphics: Graphics) -> list[Missing]:
    """Return what is missing for each card; nothing where the engine uses it, or where there is
    none."""
    found = (*_nvidia(engine, graphics), *_others(engine, graphics))
    return [Missing(kind, message) for kind, message in found]


def _nvidia(engine: EngineInfo, graphics: Graphics) -> Iterator[tuple[str, str]]:
    cards = [card for card in graphics.cards if card.vendor == "nvidia"]
    if not cards and not graphics.nvidia_names:
        return
    name = ", ".join(dict.fromkeys(graphics.nvidia_names)) or _NAMES["nvidia"]
    fault = next((fault for fault in engine.faults if fault.name == "CUDA"), None)
    if any(device.backend == "CUDA" for device in engine.devices):
        return
    if graphics.nvidia_problem:
        yield (
            "nvidia_driver_fails",
            tr(
                "NVIDIA 드라이버가 작동하지 않습니다({detail}). "
                "드라이버를 갱신했다면 PC를 다시 켜세요."
            ).format(detail=graphics.nvidia_problem),
        )
    elif not graphics.nvidia_driver:
        yield "nvidia_driver_missing", _without_driver(name, cards)
    elif fault is not None:
        yield (
            "backend_fails",
            tr(
                "{name}을(를) 찾았지만 엔진의 CUDA를 불러올 수 없습니다({detail}). CUDA 런타임을 "
                "설치하거나, python3 packaging/start.py engine으로 엔진을 다시 빌드하세요."
            ).format(name=name, detail=fault.reason),
        )
    elif "CUDA" in engine.backends:
        yield (
            "nvidia_driver_old",
            tr(
                "{name}을(를) 찾았지만 엔진이 쓰지 못합니다. 드라이버 {driver}(CUDA {cuda}까지)가 "
                "엔진보다 오래되었을 수 있습니다. NVIDIA 드라이버를 새것으로 바꾸세요."
            ).format(name=name, driver=graphics.nvidia_driver, cuda=graphics.nvidia_cuda or "–"),
        )
    else:
        yield "cuda_missing", _without_cuda(name, engine)


def _without_driver(name: str, cards: list[DisplayCard]) -> str:
    now = next((card.kernel_driver for card in cards if card.kernel_driver), "")
    if now:
        return tr(
            "{name} GPU가 있지만 NVIDIA의 드라이버가 없습니다(지금은 {driver}). NVIDIA 드라이버를 "
            "설치하세요(Debian·Ubuntu: sudo apt install nvidia-driver)."
        ).format(name=name, driver=now)
    return tr(
        "{name} GPU가 있지만 드라이버가 없습니다. NVIDIA 드라이버를 설치하세요"
        "(Debian·Ubuntu: sudo apt install nvidia-driver)."
    ).format(name=name)


def _without_cuda(name: str, engine: EngineInfo) -> str:
    if any(device.backend == "Vulkan" and not device.software for device in engine.devices):
        return tr(
            "{name}을(를) Vulkan으로 씁니다. CUDA가 더 빠를 수 있습니다. CUDA 도구(nvcc)를 "
            "설치한 뒤 python3 packaging/start.py engine을 실행하세요."
        ).format(name=name)
    return tr(
        "{name}을(를) 찾았지만 엔진에 CUDA가 없습니다. CUDA 도구(nvcc)를 설치한 뒤 "
        "python3 packaging/start.py engine을 실행하세요."
    ).format(name=name)


def _others(engine: EngineInfo, graphics: Graphics) -> Iterator[tuple[str, str]]:
    vendors: tuple[Vendor, ...] = ("amd", "intel")
    for vendor in vendors:
        cards = [card for card in graphics.cards if card.vendor == vendor]
        if cards and not _uses(engine, vendor):
            yield _why_unused(vendor, cards, engine, graphics)


def _uses(engine: EngineInfo, vendor: Vendor) -> bool:
    marks = {"amd": ("amd", "radeon", "radv"), "intel": ("intel",)}.get(vendor, ())
    return any(
        any(mark in f"{device.description} {device.driver}".lower() for mark in marks)
        for device in engine.devices
        if device.kind in GPU_KINDS and not device.software
    )


def _why_unused(
    vendor: Vendor, cards: list[DisplayCard], engine: EngineInfo, graphics: Graphics
) -> tuple[str, str]:
    """Return the first thing that stands in the way, in the order in which they must be mended."""
    name = _NAMES[vendor]
    fault = next((fault for fault in engine.faults if fault.name == "Vulkan"), None)
    manifests = _MANIFESTS[vendor]
    has_driver = any(file.startswith(manifests) for file in graphics.vulkan_drivers)
    if not any(card.kernel_driver for card in cards):
        return "kernel_driver_missing", tr(
            "{name} GPU가 있지만 커널 드라이버가 없습니다. 시스템을 갱신하거나 펌웨어 꾸러미를 "
            "설치하세요."
        ).format(name=name)
    if not graphics.vulkan_loader or not has_driver:
        return "vulkan_driver_missing", tr(
            "{name} GPU가 있지만 Vulkan 드라이버가 없습니다. 설치하세요(Debian·Ubuntu: "
            "sudo apt install libvulkan1 mesa-vulkan-drivers)."
        ).format(name=name)
    if fault is not None:
        return "backend_fails", tr(
            "{name} GPU가 있지만 엔진의 Vulkan을 불러올 수 없습니다({detail}). "
            "python3 packaging/start.py engine으로 엔진을 다시 빌드하세요."
        ).format(name=name, detail=fault.reason or "–")
    if "Vulkan" not in engine.backends:
        return "vulkan_missing", tr(
            "{name} GPU가 있지만 엔진에 Vulkan이 없습니다. glslc를 설치한 뒤(Debian·Ubuntu: "
            "sudo apt install glslc) python3 packaging/start.py engine을 실행하세요."
        ).format(name=name)
    if not graphics.may_use_cards:
        return "gpu_forbidden", tr(
            "{name} GPU를 쓸 권한이 없습니다. sudo usermod -aG render $USER를 실행하고 다시 "
            "로그인하세요."
        ).format(name=name)
    return "gpu_unusable", tr(
        "{name} GPU가 있지만 엔진이 쓸 수 없습니다. Vulkan 1.2와 16비트 저장을 지원하는 GPU와 "
        "드라이버가 필요합니다. 오래된 GPU라면 CPU로 계산합니다."
    ).format(name=name)
