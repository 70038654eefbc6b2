"""Which shared library a function is in, as the system's loader tells."""

import ctypes
import sys


class _Found(ctypes.Structure):
    """What dladdr fills in."""

    _fields_ = (
        ("file", ctypes.c_char_p),
        ("base", ctypes.c_void_p),
        ("symbol", ctypes.c_char_p),
        ("address", ctypes.c_void_p),
    )


def file_of_function(address: int) -> str:
    """Return the path of the library that holds the function at ``address``; "" if unknown."""
    if sys.platform == "win32":
        return _windows_file(address)
    look_up = ctypes.CDLL(None).dladdr
    look_up.argtypes = (ctypes.c_void_p, ctypes.POINTER(_Found))
    found = _Found()
    if not look_up(address, ctypes.byref(found)):
        return ""
    return (found.file or b"").decode("utf-8", "replace")


def _windows_file(address: int) -> str:
    if sys.platform != "win32":
        return ""
    from ctypes import wintypes

    by_address, keeps_count = 4, 2
    kernel = ctypes.WinDLL("kernel32")
    module = wintypes.HMODULE()
    if not kernel.GetModuleHandleExW(
        by_address | keeps_count, ctypes.c_void_p(address), ctypes.byref(module)
    ):
        return ""
    buffer = ctypes.create_unicode_buffer(32768)
    kernel.GetModuleFileNameW(module, buffer, len(buffer))
    return buffer.value
