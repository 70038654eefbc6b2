"""The graphics cards that are in this PC, whether anything can use them or not.

Read from the system's own files (Linux's sysfs); elsewhere, and where a file cannot be read,
nothing is found. A figure that a card's driver does not tell is None.
"""

import re
from pathlib import Path
from typing import Literal

import msgspec

Vendor = Literal["nvidia", "amd", "intel", "other"]

_VENDORS: dict[str, Vendor] = {"0x10de": "nvidia", "0x1002": "amd", "0x8086": "intel"}
_DEVICES = "sys/bus/pci/devices"
_DISPLAY_CLASS = "0x03"
_MOST_BYTES = 4096


class DisplayCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card on the PCI bus; memory in bytes, its own and not the PC's."""

    bus_id: str
    """``0000:01:00.0``"""
    vendor: Vendor
    vendor_id: str
    device_id: str
    kernel_driver: str = ""
    """Driver of the kernel that has it, e.g. ``nvidia``, ``nouveau``, ``amdgpu``, ``i915``;
    empty: none has."""
    total_bytes: int | None = None
    used_bytes: int | None = None
    load_percent: int | None = None


def read_display_cards(root: Path = Path("/")) -> tuple[DisplayCard, ...]:
    """Return the cards below ``root``'s sysfs, by their place on the bus."""
    try:
        folders = sorted((root / _DEVICES).iterdir())
    except OSError:
        return ()
    return tuple(_card(f) for f in folders if _text(f / "class").startswith(_DISPLAY_CLASS))


def vulkan_driver_files(root: Path = Path("/")) -> tuple[str, ...]:
    """Return the names of the Vulkan drivers that are installed, by their manifests
    (``radeon_icd.x86_64.json`` …)."""
    folders = ("usr/share/vulkan/icd.d", "etc/vulkan/icd.d", "usr/local/share/vulkan/icd.d")
    names: set[str] = set()
    for folder in folders:
        try:
            names.update(path.name for path in (root / folder).iterdir() if path.suffix == ".json")
        except OSError:
            continue
    return tuple(sorted(names))


def _card(folder: Path) -> DisplayCard:
    vendor = _text(folder / "vendor")
    try:
        driver = (folder / "driver").readlink().name
    except OSError:
        driver = ""
    return DisplayCard(
        bus_id=folder.name,
        vendor=_VENDORS.get(vendor, "other"),
        vendor_id=vendor,
        device_id=_text(folder / "device"),
        kernel_driver=driver,
        # AMD's driver tells these.
        total_bytes=_number(folder / "mem_info_vram_total"),
        used_bytes=_number(folder / "mem_info_vram_used"),
        load_percent=_number(folder / "gpu_busy_percent"),
    )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "replace").strip().lower()
    except OSError:
        return ""


def _number(path: Path) -> int | None:
    text = _text(path)
    return int(text) if re.fullmatch(r"\d{1,18}", text) else None
