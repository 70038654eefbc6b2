"""A screen without a monitor: Xvfb on a display number of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

NEEDED = ("Xvfb",)


def missing_tools(tools: tuple[str, ...] = NEEDED) -> list[str]:
    """Return which of ``tools`` are not installed."""
    return [tool for tool in tools if shutil.which(tool) is None]


@contextmanager
def screen(size: str = "1280x800x24") -> Iterator[dict[str, str]]:
    """Run Xvfb, and give the environment in which a program shows its window there."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(write_end,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
