"""The memory estimate against what llama.cpp reports of real loads, part by part.

The models are small, so what has to be met is stricter than the 64 MiB of real ones: 5 %, or
2 MiB where a part is smaller than that is worth.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.run import LoadSettings
from tests.fit.grid import MIB, Cell, cells, estimated, foretold, told
from tests.helpers.worker_client import WorkerClient

SHARE, AT_LEAST = 0.05, 2 * MIB


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerClient]:
    with WorkerClient() as client:
        client.hello()
        yield client


def hold_against(worker: WorkerClient, path: Path, settings: LoadSettings) -> None:
    report = worker.load(path, settings)
    real, said = told(report), foretold(estimated(path, settings, report).devices[0])
    for purpose, n_bytes in real.items():
        wrong = said[purpose] - n_bytes
        assert abs(wrong) <= max(SHARE * n_bytes, AT_LEAST), (
            f"{purpose} of {settings}: {said[purpose] / MIB:.1f} MiB said, {n_bytes / MIB:.1f} real"
        )


@pytest.mark.parametrize("cell", list(cells()), ids=lambda cell: cell.id)
def test_within_five_percent(worker: WorkerClient, cell: Cell, tmp_path: Path):
    path = cell.make(tmp_path)
    for settings in cell.loads():
        hold_against(worker, path, settings)


@pytest.mark.parametrize(
    "change",
    [
        {"use_mmap": False},
        {"flash_attention": "off"},
        {"n_batch": 128},
        {"n_batch": 1024, "flash_attention": "off"},
        {"n_ctx": 1000},
        {"n_ctx": 100, "n_batch": 2048},
    ],
    ids=str,
)
@pytest.mark.parametrize("family", ["llama", "exaone4-sliding", "glm4moe-solar", "exaone-moe"])
def test_whatever_the_load_asks_for(
    worker: WorkerClient, family: str, change: dict[str, object], tmp_path: Path
):
    path = Cell(family, "Q4_K", tied=False).make(tmp_path)
    settings = LoadSettings(n_ctx=4096, devices=())
    hold_against(worker, path, msgspec.structs.replace(settings, **change))
