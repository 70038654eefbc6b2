"""A Hub on this machine for the terminal's tests: repos that the catalogue names."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.cli.terminal import LIMIT_S, Ran, run
from tests.helpers.hub_server import LocalHub

FREE = "kanana-1.5-2.1b"
"""A model that anybody may use."""
FREE_REPO = "DevQuasar/kakaocorp.kanana-1.5-2.1b-instruct-2505-GGUF"
BOUND = "exaone-4.0-1.2b"
"""One whose licence has to be agreed to."""
BOUND_REPO = "LGAI-EXAONE/EXAONE-4.0-1.2B-GGUF"
HOPELESS = "hcx-seed-think-32b"
"""One that nothing here runs."""
FILE = "model.Q8_0.gguf"
LONG_BYTES = 24_000_000
TOKEN = "hf_" + "s3cr3t" * 6
STARTER = Path(__file__).resolve().parents[2] / "resources" / "models" / "starter-s.Q8_0.gguf"


@dataclass(frozen=True)
class Terminal:
    """Commands that reach the Hub of a test, with a data folder of their own."""

    hub: LocalHub
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """What the commands need beside the usual."""
        return hub_environment(self.hub)

    def run(self, *words: str | Path, **changes: str) -> Ran:
        """Run one command in a process of its own."""
        changed = self.environment | changes
        return run(*words, data=self.data, stdin=b"", cwd=None, **changed)

    def part(self, repo: str = FREE_REPO, file: str = FILE) -> Path:
        """Where a half-done file lies."""
        return self.data / "models" / repo.replace("/", "__") / f"{file}.part"


def hub_environment(hub: LocalHub) -> dict[str, str]:
    """Return variables that lead to ``hub`` and to nothing of whoever runs the tests."""
    return {
        "HF_ENDPOINT": hub.endpoint,
        "HF_TOKEN": "",
        "HF_HUB_OFFLINE": "",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }


def long_model() -> bytes:
    """A small model with a long tail that nothing reads: what takes a while to download."""
    data = STARTER.read_bytes()
    return data + bytes(range(256)) * ((LONG_BYTES - len(data)) // 256)


def wait_until(condition: Callable[[], bool]) -> None:
    """Return once ``condition`` holds; it has to hold within a while."""
    end, tick = time.monotonic() + LIMIT_S, threading.Event()
    while not condition():
        assert time.monotonic() < end
        tick.wait(0.02)


def size_of(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    return path.stat().st_size if path.exists() else 0
