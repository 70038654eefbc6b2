"""The graphics cards of this PC and their drivers, beside what the engine makes of them."""

import ctypes
import os
import sys
from pathlib import Path

import msgspec

from app.core.display_cards import DisplayCard, read_display_cards, vulkan_driver_files
from app.core.nvidia import read_nvidia

_LOADERS = {"win32": "vulkan-1.dll", "darwin": "libvulkan.1.dylib"}


class Graphics(msgspec.Struct, frozen=True, kw_only=True):
    """Cards and drivers as the system tells them; the engine was not asked."""

    cards: tuple[DisplayCard, ...] = ()
    nvidia_driver: str = ""
    nvidia_cuda: str = ""
    """The newest CUDA that the driver can run, e.g. ``12.4``."""
    nvidia_names: tuple[str, ...] = ()
    nvidia_problem: str = ""
    """NVIDIA's words where there is a driver that fails."""
    vulkan_loader: bool = False
    vulkan_drivers: tuple[str, ...] = ()
    """File names of the manifests of Vulkan's drivers (Linux)."""
    may_use_cards: bool = True
    """Whether this user may open the cards' devices (Linux)."""


def look_at_graphics(root: Path = Path("/")) -> Graphics:
    """Look below ``root`` and ask NVIDIA's driver; takes a second at most."""
    nvidia = read_nvidia()
    return Graphics(
        cards=read_display_cards(root),
        nvidia_driver=nvidia.driver,
        nvidia_cuda=nvidia.cuda,
        nvidia_names=tuple(gpu.name for gpu in nvidia.gpus),
        nvidia_problem=nvidia.problem,
        vulkan_loader=_has_loader(),
        vulkan_drivers=vulkan_driver_files(root),
        may_use_cards=_may_use(root),
    )


def _has_loader() -> bool:
    try:
        ctypes.CDLL(_LOADERS.get(sys.platform, "libvulkan.so.1"))
    except OSError:
        return False
    return True


def _may_use(root: Path) -> bool:
    nodes = list((root / "dev/dri").glob("renderD*"))
    return not nodes or any(os.access(node, os.R_OK | os.W_OK) for node in nodes)
