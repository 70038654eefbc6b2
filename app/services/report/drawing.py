"""PDF and pictures for the terminal: a child of the program draws them.

Drawing needs Qt's painter, which neither services nor the terminal know. The child is this
program with a hidden word (:data:`app.core.command_line.DRAW_WORD`): it reads what is to be
drawn from a file and writes what it drew into another one. The window draws without a child.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

import msgspec

from app.core.command_line import DRAW_WORD
from app.core.problem import ReportError
from app.core.report.model import Report
from app.core.report.poster import Poster

PosterShape = Literal["LANDSCAPE", "PORTRAIT"]
LIMIT_S = 120.0


def draw_command() -> list[str]:
    """Return the command that starts the child: this Python, or the bundle itself."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    # An error is told with all that led to it, and by nobody else.
    return [*start, "--verbose", DRAW_WORD]


def draw(
    what: Report | Poster,
    ending: str,
    shape: PosterShape = "LANDSCAPE",
    command: list[str] | None = None,
) -> bytes:
    """Return ``what`` as the bytes of a PDF or PNG file (``ending`` is ``pdf`` or ``png``);
    ``shape`` is a poster's.

    Blocks for about a second. Raises ReportError report_not_drawn.
    """
    # The raw data is for programs alone.
    shown = msgspec.structs.replace(what, data=None) if isinstance(what, Report) else what
    with tempfile.TemporaryDirectory(prefix="naranhi-report-") as folder:
        source, target = Path(folder, "report.json"), Path(folder, f"report.{ending}")
        source.write_bytes(msgspec.json.encode(shown))
        try:
            done = subprocess.run(
                [*(command or draw_command()), str(source), str(target), shape],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LIMIT_S,
                check=False,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            )
            if done.returncode == 0:
                return target.read_bytes()
            detail = done.stderr.decode("utf-8", "replace")[-4000:]
        except (OSError, subprocess.SubprocessError) as error:
            detail = repr(error)
    raise ReportError("report_not_drawn", detail=detail)
