"""The protocol's own file descriptors, out of reach of everything else in the process."""

import os
import sys

import msgspec


class ProtocolDescriptors(msgspec.Struct, frozen=True):
    """Descriptors that only the protocol knows; fds 0 and 1 then lead elsewhere."""

    input: int
    output: int


def take_protocol() -> ProtocolDescriptors:
    """Move the protocol off fds 0 and 1.

    Native code prints to fd 1, which would tear protocol lines apart: afterwards fd 1 is fd 2
    (the log), and fd 0 is empty. To be called before any engine is imported.
    """
    descriptors = ProtocolDescriptors(os.dup(0), os.dup(1))
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    if sys.platform != "win32":
        # A parent may have left its end of the pipe, and with it ours, non-blocking.
        os.set_blocking(descriptors.input, True)
        os.set_blocking(descriptors.output, True)
    else:
        import msvcrt

        # Text mode would turn every newline into CR LF and stop reading at Ctrl+Z.
        msvcrt.setmode(descriptors.input, os.O_BINARY)
        msvcrt.setmode(descriptors.output, os.O_BINARY)
    return descriptors


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte of ``data``; raises OSError when the other end is closed."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
