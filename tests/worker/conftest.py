"""Real worker processes, each reaped when its test is over."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.run import LoadSettings
from tests.helpers.worker_client import WorkerClient

SETTINGS = LoadSettings(n_threads=1)
"""One thread: the models here are too small to share, and the tests' machine is busy."""


@pytest.fixture
def worker() -> Iterator[WorkerClient]:
    """A worker without a model."""
    with WorkerClient() as client:
        client.hello()
        yield client


@pytest.fixture(scope="module")
def starter() -> Iterator[WorkerClient]:
    """A worker with starter-s, shared by the tests of a file."""
    models = Path(__file__).parents[2] / "resources" / "models"
    with WorkerClient() as client:
        client.load(models / "starter-s.Q8_0.gguf", SETTINGS)
        yield client


@pytest.fixture
def script(tmp_path: Path) -> Callable[..., Path]:
    """Writes a fake model's script from keyword arguments."""

    def write(**values: object) -> Path:
        path = tmp_path / "script.json"
        path.write_text(json.dumps(values), "utf-8")
        return path

    return write
