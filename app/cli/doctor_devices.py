"""The engine, its devices and the graphics cards, as ``doctor`` shows them."""

from app.cli import figures
from app.cli.doctor_engine import EngineState
from app.core.run import Device
from app.services.graphics import Graphics
from app.services.translation import tr
from app.services.wording import show_bytes

Row = tuple[str, str]


def engine_rows(engine: EngineState) -> list[Row]:
    """Return what the engine is made of, or that it cannot be used."""
    info = engine.info
    if info is None:
        return [(tr("상태"), tr("쓸 수 없음"))]
    variant = info.cpu_variant or tr("이 PC에 맞춰 빌드한 것 하나")
    return [
        (tr("엔진"), info.engine),
        (tr("백엔드"), ", ".join(info.backends)),
        *(
            (
                fault.name,
                tr("불러올 수 없음: {why}").format(why=fault.reason)
                if fault.reason
                else tr("드라이버나 장치가 없어 쓰지 않음"),
            )
            for fault in info.faults
        ),
        (tr("CPU 라이브러리"), variant),
        (tr("쓰는 CPU 기능"), ", ".join(engine.cpu_features) or figures.UNDEFINED),
        (tr("GPU 오프로드"), tr("됨") if info.gpu_offload else tr("안 됨")),
        (tr("라이브러리"), info.library_folder),
    ]


def device_rows(engine: EngineState) -> list[Row]:
    """Return a line for each device: what it is, its driver, its memory now."""
    if engine.info is None:
        return [(tr("상태"), tr("쓸 수 없음"))]
    return [(device.name, _device(device)) for device in engine.info.devices]


def graphics_rows(graphics: Graphics) -> list[Row]:
    """Return the cards on the bus, used or not, and the drivers that are installed."""
    cards = [
        (
            card.bus_id,
            f"{card.vendor.upper()} {card.vendor_id}:{card.device_id} · "
            + (card.kernel_driver or tr("드라이버 없음")),
        )
        for card in graphics.cards
    ]
    rows = cards or [(tr("PCI"), tr("찾지 못함"))]
    if graphics.nvidia_driver:
        words = f"{graphics.nvidia_driver} · CUDA {graphics.nvidia_cuda or figures.UNDEFINED}"
        rows.append((tr("NVIDIA 드라이버"), words))
    elif graphics.nvidia_problem:
        rows.append((tr("NVIDIA 드라이버"), graphics.nvidia_problem))
    loader = tr("있음") if graphics.vulkan_loader else tr("없음")
    drivers = ", ".join(name.partition("_icd")[0] for name in graphics.vulkan_drivers)
    rows.append(("Vulkan", f"{loader} · {drivers}" if drivers else loader))
    return rows


def _device(device: Device) -> str:
    kinds = {
        "cpu": lambda: "CPU",
        "gpu": lambda: "GPU",
        "igpu": lambda: tr("내장 GPU"),
        "accel": lambda: tr("가속기"),
    }
    kind = tr("CPU가 흉내 내는 GPU (빨라지지 않음)") if device.software else kinds[device.kind]()
    words = [device.description, kind, device.driver, _memory(device)]
    return " · ".join(word for word in words if word)


def _memory(device: Device) -> str:
    if not device.total_bytes:
        return tr("메모리를 알려 주지 않음")
    words = tr("{total} 가운데 {free} 쓸 수 있음").format(
        total=show_bytes(device.total_bytes), free=show_bytes(device.free_bytes)
    )
    # The CPU's memory is the PC's own, as everybody knows.
    shared = device.unified_memory and device.kind != "cpu"
    return f"{words} · {tr('PC와 함께 쓰는 메모리')}" if shared else words
