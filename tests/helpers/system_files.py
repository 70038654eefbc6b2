"""Folders like those in which Linux tells of its devices, for PCs that nobody here has."""

from pathlib import Path


def add_card(
    root: Path,
    bus_id: str,
    *,
    vendor: str,
    device: str = "0x0001",
    kind: str = "0x030000",
    driver: str = "",
    **files: str,
) -> Path:
    """Put a PCI device into ``root``'s sysfs and return its folder."""
    folder = root / "sys/bus/pci/devices" / bus_id
    folder.mkdir(parents=True)
    for name, text in {"vendor": vendor, "device": device, "class": kind, **files}.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    if driver:
        (folder / "driver").symlink_to(f"../../../drivers/{driver}")
    return folder


def add_vulkan_driver(root: Path, name: str, folder: str = "usr/share/vulkan/icd.d") -> None:
    """Install the manifest of a Vulkan driver below ``root``."""
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / folder / name).write_text("{}", encoding="utf-8")
