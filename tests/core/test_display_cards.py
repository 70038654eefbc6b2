"""The cards on the bus, read from folders made like the system's own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.display_cards import read_display_cards, vulkan_driver_files
from tests.helpers.system_files import add_card, add_vulkan_driver


def test_only_display_controllers_are_cards(tmp_path: Path) -> None:
    add_card(tmp_path, "0000:00:02.0", vendor="0x8086", device="0x9a49", driver="i915")
    add_card(tmp_path, "0000:01:00.0", vendor="0x10de", kind="0x030200", driver="nvidia")
    add_card(tmp_path, "0000:02:00.0", vendor="0x1002", kind="0x020000", driver="e1000")
    first, second = read_display_cards(tmp_path)
    assert (first.vendor, first.device_id, first.kernel_driver) == ("intel", "0x9a49", "i915")
    assert (second.vendor, second.bus_id) == ("nvidia", "0000:01:00.0")


def test_what_amds_driver_tells(tmp_path: Path) -> None:
    add_card(
        tmp_path,
        "0000:03:00.0",
        vendor="0x1002",
        driver="amdgpu",
        mem_info_vram_total="17163091968",
        mem_info_vram_used="1073741824",
        gpu_busy_percent="37",
    )
    (card,) = read_display_cards(tmp_path)
    assert (card.total_bytes, card.used_bytes, card.load_percent) == (17163091968, 2**30, 37)


def test_a_card_without_a_driver_and_without_figures(tmp_path: Path) -> None:
    add_card(tmp_path, "0000:01:00.0", vendor="0x1af4", mem_info_vram_total="unknown")
    (card,) = read_display_cards(tmp_path)
    assert (card.vendor, card.kernel_driver, card.total_bytes) == ("other", "", None)


def test_a_system_without_such_files(tmp_path: Path) -> None:
    assert read_display_cards(tmp_path) == ()
    assert vulkan_driver_files(tmp_path) == ()


def test_vulkans_drivers_by_their_manifests(tmp_path: Path) -> None:
    add_vulkan_driver(tmp_path, "radeon_icd.x86_64.json")
    add_vulkan_driver(tmp_path, "nvidia_icd.json", folder="etc/vulkan/icd.d")
    (tmp_path / "etc/vulkan/icd.d/readme.txt").touch()
    assert vulkan_driver_files(tmp_path) == ("nvidia_icd.json", "radeon_icd.x86_64.json")


@given(st.binary(max_size=100))
def test_any_bytes_in_the_systems_files_are_read_without_harm(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    root = tmp_path_factory.mktemp("root")
    folder = add_card(root, "0000:01:00.0", vendor="0x1002")
    for name in ("vendor", "device", "mem_info_vram_total", "gpu_busy_percent"):
        (folder / name).write_bytes(content)
    (card,) = read_display_cards(root)
    assert card.total_bytes is None or card.total_bytes >= 0
