"""Runs the program as a person at a terminal does: a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT_S = 100
QUESTION = "한국의 수도는 어디인가요?"
STARTERS = ("-m", "starter-s", "-m", "starter-m")


@dataclass(frozen=True)
class Ran:
    """What came of one command."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


def command(*words: str | Path, data: Path, lang: str = "ko") -> list[str]:
    """Return the command line; ``data`` is the data folder."""
    start = [sys.executable, "-m", "app", "--data-dir", str(data), "--lang", lang]
    return [*start, *map(str, words)]


def environment(**changes: str) -> dict[str, str]:
    """Return an environment in which ``app`` is found from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1", **changes}


def run(
    *words: str | Path,
    data: Path,
    lang: str = "ko",
    stdin: bytes = b"",
    cwd: Path | None = None,
    **changes: str,
) -> Ran:
    """Run one command to its end."""
    done = subprocess.run(
        command(*words, data=data, lang=lang),
        input=stdin,
        capture_output=True,
        timeout=LIMIT_S,
        check=False,
        cwd=cwd or data.parent,
        env=environment(**changes),
    )
    err = done.stderr.decode()
    assert "Traceback" not in err, err
    return Ran(done.returncode, done.stdout.decode(), err)


def only_line(ran: Ran) -> str:
    """Return the one sentence that stderr must hold."""
    lines = ran.err.splitlines()
    assert len(lines) == 1, ran.err
    return lines[0]
