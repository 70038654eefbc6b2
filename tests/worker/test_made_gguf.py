"""Made models are what they say, and llama.cpp computes with every type of them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.fit.made_gguf import MAKEABLE, MadeShape, write_gguf
from app.core.fit.shape import shape_of
from app.core.gguf_header import check_file
from app.core.run import LoadSettings
from tests.helpers.worker_client import WorkerClient

SHAPE = MadeShape(type="Q4_K", n_layers=2, width=256, n_head=4, n_head_kv=2, n_ff=512, n_ctx=256)


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerClient]:
    with WorkerClient() as client:
        client.hello()
        yield client


def test_the_header_tells_the_shape(tmp_path: Path) -> None:
    path = tmp_path / "made.gguf"
    shape = msgspec.structs.replace(SHAPE, head_size=128)
    told = list(write_gguf(path, shape))
    assert told == sorted(told)
    header = check_file(path)
    assert header.file_bytes == pytest.approx(told[-1], abs=32)
    assert header.data_bytes == shape.weights_bytes
    found = shape_of(header)
    assert [layer.n_k for layer in found.layers] == [256, 256]
    assert found.layers[0].n_head == 4
    per_token = sum(layer.weights_bytes for layer in found.layers) + found.output_bytes
    assert per_token == shape.token_bytes
    assert 0 < shape.prompt_bytes < shape.token_bytes


def test_writing_may_be_given_up(tmp_path: Path) -> None:
    large = msgspec.structs.replace(SHAPE, n_layers=40, n_ff=8192)
    pieces = write_gguf(tmp_path / "made.gguf", large)
    assert next(pieces) < large.weights_bytes
    pieces.close()


@pytest.mark.parametrize("kind", sorted(MAKEABLE))
def test_every_type_is_computed_with(worker: WorkerClient, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "made.gguf"
    for _ in write_gguf(path, msgspec.structs.replace(SHAPE, type=kind)):
        pass
    worker.load(path, LoadSettings(n_threads=1, n_ctx=256))
    (run,) = worker.measure(n_prompt=40, n_gen=3).runs
    assert run.tokens
