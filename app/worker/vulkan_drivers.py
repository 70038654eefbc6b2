"""Vulkan's devices and their drivers, asked of Vulkan itself: llama.cpp does not tell drivers."""

import ctypes
import sys
from functools import cache

import msgspec

_LOADERS = {"win32": "vulkan-1.dll", "darwin": "libvulkan.1.dylib"}
_APPLICATION, _INSTANCE = 0, 1
_PROPERTIES, _DRIVER = 1000059001, 1000196000
_VULKAN_1_2 = (1 << 22) | (2 << 12)
_MOST_DEVICES = 64
_CPU, _INTEGRATED = 4, 1


class _Structure(ctypes.Structure):
    _fields_ = (("type", ctypes.c_uint32), ("next", ctypes.c_void_p))


class _Application(_Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("version", ctypes.c_uint32),
        ("engine", ctypes.c_char_p),
        ("engine_version", ctypes.c_uint32),
        ("api_version", ctypes.c_uint32),
    )


class _Instance(_Structure):
    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("application", ctypes.POINTER(_Application)),
        ("n_layers", ctypes.c_uint32),
        ("layers", ctypes.c_void_p),
        ("n_extensions", ctypes.c_uint32),
        ("extensions", ctypes.c_void_p),
    )


class _Driver(_Structure):
    _fields_ = (
        ("id", ctypes.c_uint32),
        ("name", ctypes.c_char * 256),
        ("info", ctypes.c_char * 256),
        ("conformance", ctypes.c_uint8 * 4),
    )


class _Properties(_Structure):
    _fields_ = (
        ("api_version", ctypes.c_uint32),
        ("driver_version", ctypes.c_uint32),
        ("vendor", ctypes.c_uint32),
        ("device", ctypes.c_uint32),
        ("kind", ctypes.c_uint32),
        ("name", ctypes.c_char * 256),
        # The limits, which nobody reads here, take about 550 bytes.
        ("rest", ctypes.c_uint64 * 256),
    )


class VulkanDriver(msgspec.Struct, frozen=True, kw_only=True):
    """A device of Vulkan: its name, its driver, and whose memory it has."""

    device: str
    driver: str
    """Name and version, e.g. ``radv Mesa 25.0.7``."""
    software: bool
    """Whether the processor plays it."""
    unified_memory: bool


@cache
def vulkan_drivers() -> tuple[VulkanDriver, ...]:
    """Return Vulkan's devices; none where there is no Vulkan, or one older than 1.2."""
    try:
        vulkan = ctypes.CDLL(_LOADERS.get(sys.platform, "libvulkan.so.1"))
    except OSError:
        return ()
    application = _Application(type=_APPLICATION, api_version=_VULKAN_1_2)
    wanted = _Instance(type=_INSTANCE, application=ctypes.pointer(application))
    instance = ctypes.c_void_p()
    if vulkan.vkCreateInstance(ctypes.byref(wanted), None, ctypes.byref(instance)):
        return ()
    try:
        count = ctypes.c_uint32(_MOST_DEVICES)
        devices = (ctypes.c_void_p * _MOST_DEVICES)()
        # 5: there are more than that.
        if vulkan.vkEnumeratePhysicalDevices(instance, ctypes.byref(count), devices) not in (0, 5):
            return ()
        return tuple(_driver(vulkan, handle) for handle in devices[: count.value])
    finally:
        vulkan.vkDestroyInstance(instance, None)


def _driver(vulkan: ctypes.CDLL, handle: int | None) -> VulkanDriver:
    driver = _Driver(type=_DRIVER)
    properties = _Properties(type=_PROPERTIES, next=ctypes.addressof(driver))
    vulkan.vkGetPhysicalDeviceProperties2(ctypes.c_void_p(handle), ctypes.byref(properties))
    words = [part.decode("utf-8", "replace").strip() for part in (driver.name, driver.info)]
    return VulkanDriver(
        device=properties.name.decode("utf-8", "replace"),
        driver=" ".join(word for word in words if word),
        software=properties.kind == _CPU,
        unified_memory=properties.kind in (_CPU, _INTEGRATED),
    )
