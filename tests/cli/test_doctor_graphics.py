"""What ``doctor`` says of graphics cards that are not used."""

from pathlib import Path

import msgspec
import pytest

from app.cli.doctor_devices import device_rows, graphics_rows
from app.cli.doctor_engine import EngineState
from app.core.run import BackendFault, Device, EngineInfo
from app.services.acceleration import missing_for_acceleration
from app.services.graphics import Graphics, look_at_graphics
from tests.cli.terminal import run
from tests.helpers.system_files import add_card, add_vulkan_driver

CPU = Device(name="CPU", description="A processor", kind="cpu", backend="CPU")
RADEON = Device(
    name="Vulkan0",
    description="AMD Radeon RX 7600 (RADV NAVI33)",
    kind="gpu",
    backend="Vulkan",
    driver="radv Mesa 25.0.7",
    total_bytes=8 * 2**30,
    free_bytes=7 * 2**30,
)
PLAYED = Device(
    name="Vulkan0",
    description="llvmpipe (LLVM 15.0.6, 256 bits)",
    kind="gpu",
    backend="Vulkan",
    driver="llvmpipe Mesa 22.3.6",
    software=True,
    unified_memory=True,
)


def engine(*devices: Device, backends: tuple[str, ...] = (), faults: str = "") -> EngineInfo:
    return EngineInfo(
        engine="llama-cpp-python 0",
        system_info="",
        devices=(CPU, *devices),
        gpu_offload=bool(devices),
        library_folder="",
        backends=("CPU", *backends),
        faults=(BackendFault(name=faults, reason="not found"),) if faults else (),
    )


def graphics(root: Path, **values: object) -> Graphics:
    """Return what the folder ``root`` tells, and ``values`` of what only a driver can tell."""
    driver = {"nvidia_driver": "", "nvidia_names": (), "nvidia_problem": ""}
    return msgspec.structs.replace(look_at_graphics(root), **{**driver, **values})


def kinds(found: EngineInfo, seen: Graphics) -> list[str]:
    return [advice.kind for advice in missing_for_acceleration(found, seen)]


def test_a_pc_without_cards_is_told_nothing(tmp_path: Path) -> None:
    assert kinds(engine(), graphics(tmp_path)) == []


@pytest.mark.parametrize(
    ("driver", "told", "found", "kind"),
    [
        ("nouveau", {}, engine(), "nvidia_driver_missing"),
        ("", {}, engine(), "nvidia_driver_missing"),
        ("nvidia", {"nvidia_problem": "version mismatch"}, engine(), "nvidia_driver_fails"),
        ("nvidia", {"nvidia_driver": "550"}, engine(), "cuda_missing"),
        ("nvidia", {"nvidia_driver": "550"}, engine(faults="CUDA"), "backend_fails"),
        ("nvidia", {"nvidia_driver": "390"}, engine(backends=("CUDA",)), "nvidia_driver_old"),
    ],
)
def test_an_nvidia_card_that_is_not_used(
    tmp_path: Path, driver: str, told: dict[str, object], found: EngineInfo, kind: str
) -> None:
    add_card(tmp_path, "0000:01:00.0", vendor="0x10de", driver=driver)
    assert kinds(found, graphics(tmp_path, **told)) == [kind]


def test_an_nvidia_card_is_known_without_the_systems_files(tmp_path: Path) -> None:
    seen = graphics(tmp_path, nvidia_driver="550", nvidia_names=("NVIDIA GeForce RTX 4060",))
    (advice,) = missing_for_acceleration(engine(), seen)
    assert "RTX 4060" in advice.message
    assert "start.py engine" in advice.message


def test_an_nvidia_card_that_is_used_is_told_nothing_about(tmp_path: Path) -> None:
    add_card(tmp_path, "0000:01:00.0", vendor="0x10de", driver="nvidia")
    cuda = Device(name="CUDA0", description="NVIDIA GeForce", kind="gpu", backend="CUDA")
    assert kinds(engine(cuda, backends=("CUDA",)), graphics(tmp_path, nvidia_driver="550")) == []


@pytest.mark.parametrize(
    ("kernel", "manifest", "found", "may", "kind"),
    [
        ("", "radeon_icd.json", engine(), True, "kernel_driver_missing"),
        ("amdgpu", "lvp_icd.json", engine(backends=("Vulkan",)), True, "vulkan_driver_missing"),
        ("amdgpu", "radeon_icd.json", engine(), True, "vulkan_missing"),
        ("amdgpu", "radeon_icd.json", engine(faults="Vulkan"), True, "backend_fails"),
        ("amdgpu", "radeon_icd.json", engine(backends=("Vulkan",)), False, "gpu_forbidden"),
        ("radeon", "radeon_icd.json", engine(backends=("Vulkan",)), True, "gpu_unusable"),
        # What the processor plays is not the card.
        ("amdgpu", "radeon_icd.json", engine(PLAYED, backends=("Vulkan",)), True, "gpu_unusable"),
    ],
)
def test_an_amd_card_that_is_not_used(
    tmp_path: Path, kernel: str, manifest: str, found: EngineInfo, may: bool, kind: str
) -> None:
    add_card(tmp_path, "0000:03:00.0", vendor="0x1002", driver=kernel)
    add_vulkan_driver(tmp_path, manifest)
    assert kinds(found, graphics(tmp_path, vulkan_loader=True, may_use_cards=may)) == [kind]


def test_a_card_that_is_used_and_a_servers_own_are_told_nothing_about(tmp_path: Path) -> None:
    add_card(tmp_path, "0000:03:00.0", vendor="0x1002", driver="amdgpu")
    add_card(tmp_path, "0000:04:00.0", vendor="0x1a03", driver="ast")
    assert kinds(engine(RADEON, backends=("Vulkan",)), graphics(tmp_path)) == []


def test_the_tables_of_devices_and_cards(tmp_path: Path) -> None:
    add_card(tmp_path, "0000:03:00.0", vendor="0x1002", device="0x7480", driver="amdgpu")
    add_card(tmp_path, "0000:04:00.0", vendor="0x1a03")
    rows = dict(graphics_rows(graphics(tmp_path)))
    assert "AMD 0x1002:0x7480 · amdgpu" in rows["0000:03:00.0"]
    assert "드라이버 없음" in rows["0000:04:00.0"]
    devices = dict(device_rows(EngineState(info=engine(RADEON))))
    assert "radv Mesa 25.0.7" in devices["Vulkan0"]
    assert "8.0 GiB" in devices["Vulkan0"] or "8 GiB" in devices["Vulkan0"]
    assert "흉내" in dict(device_rows(EngineState(info=engine(PLAYED))))["Vulkan0"]


def test_the_document_has_devices_backends_and_cards(data: Path) -> None:
    facts = run("doctor", "--json", data=data).document
    info = facts["engine"]["info"]
    assert "CPU" in info["backends"]
    assert isinstance(info["cpu_variant"], str)
    assert {"name", "kind", "driver", "backend", "unified_memory", "software"} <= set(
        info["devices"][0]
    )
    assert {"cards", "nvidia_driver", "vulkan_loader", "vulkan_drivers"} <= set(facts["graphics"])


@pytest.mark.vulkan
def test_doctor_tells_a_gpu_that_the_processor_plays_as_such(data: Path) -> None:
    ran = run("doctor", data=data, lang="ko")
    (line,) = [line for line in ran.out.splitlines() if line.strip().startswith("Vulkan0")]
    assert "흉내" in line
