"""Headers that lie: an error of ours or an estimate that is a number, in bounded memory."""

import io
import math
import tracemalloc
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.fit.header_facts import MAX_LAYERS
from app.core.fit.memory import (
    DeviceRoom,
    MemoryEstimate,
    Placement,
    estimate_memory,
    most_gpu_layers,
)
from app.core.fit.shape import shape_of
from app.core.gguf_header import GgufHeader, read_header
from app.core.gguf_stream import Value
from app.core.problem import ModelFileError
from tests.core.test_gguf_header import ARCHITECTURE, gguf, string
from tests.helpers import gguf_broken as broken
from tests.helpers.gguf_maker import Recipe, make_gguf

MIB = 2**20
ABSURD: tuple[Value, ...] = (
    *(0, 1, -1, 2**31 - 1, 2**32 - 1, 2**63, 2**64 - 1, -(2**63)),
    *(math.nan, math.inf, -math.inf, 1e308, 0.5),
    *(True, False, "", "12", "\x00"),
    *((), (0,), (-1,) * 256, (2**64 - 1,) * 256, (math.nan, "a", True)),
)
KEYS = (
    *("block_count", "nextn_predict_layers", "embedding_length", "context_length"),
    *("feed_forward_length", "expert_feed_forward_length", "expert_count", "expert_used_count"),
    *("attention.head_count", "attention.head_count_kv", "attention.key_length"),
    *("attention.value_length", "attention.key_length_mla", "attention.value_length_mla"),
    *("attention.sliding_window", "attention.sliding_window_pattern"),
    *("ssm.inner_size", "ssm.state_size", "ssm.conv_kernel", "ssm.group_count", "wkv.head_size"),
)
ARCHITECTURES = ("llama", "exaone4", "exaone-moe", "deepseek2", "mamba", "gemma3", "never-heard-of")
PLACEMENTS = (
    Placement(),
    Placement(n_ctx=2**31, n_batch=2**31, flash_attention="off", repacks=frozenset({"F32"})),
    Placement(n_ctx=-1, n_batch=0, n_seq=0, cache_type="q4_0"),
    Placement(gpus=("a", "b"), n_gpu_layers=2**31, n_cpu_moe=2**31, tensor_split=(math.nan, -1.0)),
)
ROOMS = (DeviceRoom(name="a", kind="gpu", total_bytes=1, free_bytes=1, free_alone_bytes=1),)


@pytest.fixture(scope="module")
def header(tmp_path_factory: pytest.TempPathFactory) -> GgufHeader:
    return read_header(make_gguf(tmp_path_factory.mktemp("gguf") / "m.gguf", Recipe()))


def hold_sane(estimate: MemoryEstimate) -> None:
    numbers = [estimate.total_bytes, estimate.engine_bytes]
    for part in estimate.devices:
        numbers += [part.n_layers, part.weights_bytes, part.kv_bytes, part.compute_bytes]
        numbers += [part.mapped_bytes, part.total_bytes]
    assert all(type(number) is int and number >= 0 for number in numbers)


def estimate_all(header: GgufHeader) -> None:
    shape = shape_of(header)
    assert len(shape.layers) <= MAX_LAYERS
    for placement in PLACEMENTS:
        hold_sane(estimate_memory(shape, placement))
        assert 0 <= most_gpu_layers(shape, placement, ROOMS, 0) <= len(shape.layers) + 1


def renamed(header: GgufHeader, architecture: str, values: dict[str, Value]) -> GgufHeader:
    metadata = {
        f"{architecture}.{name.partition('.')[2]}": value
        for name, value in header.metadata.items()
        if name.startswith("llama.")
    }
    metadata |= {f"{architecture}.{name}": value for name, value in values.items()}
    return msgspec.structs.replace(header, architecture=architecture, metadata=metadata)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_each_number_of_a_header_may_be_absurd(header: GgufHeader, architecture: str):
    for name in KEYS:
        for value in ABSURD:
            estimate_all(renamed(header, architecture, {name: value}))


@given(
    architecture=st.sampled_from(ARCHITECTURES),
    values=st.dictionaries(
        st.sampled_from(KEYS),
        st.one_of(st.sampled_from(ABSURD), st.integers(0, 100), st.integers(), st.floats()),
    ),
)
def test_all_of_them_may_be(header: GgufHeader, architecture: str, values: dict[str, Value]):
    estimate_all(renamed(header, architecture, values))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_to_a_file(whole: bytes, data: st.DataObject):
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(4, len(damaged) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=9))
        damaged[at : at + len(piece)] = piece
    try:
        found = read_header(io.BytesIO(bytes(damaged)))
    except ModelFileError:
        return
    estimate_all(found)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("gguf")
    data = broken.whole_bytes(folder / "whole.gguf")
    return data[: read_header(io.BytesIO(data)).data_offset]


@pytest.mark.parametrize("what", ["tensors", "keys", "key", "value", "name", "tokens"])
def test_lengths_that_lie_cost_no_memory(tmp_path: Path, what: str):
    path = broken.make_lying(tmp_path / "m.gguf", what, 2**63)
    tracemalloc.start()
    try:
        with pytest.raises(ModelFileError):
            read_header(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 * MIB


def test_as_many_tensors_as_a_header_may_name():
    """Each of a type of its own, each in a layer of its own: what is kept stays small."""
    n_tensors = 5_000
    tensors = b"".join(
        string(b"blk.%d.x.weight" % n)
        + (2).to_bytes(4, "little")
        + (8).to_bytes(8, "little") * 2
        + (1000 + n).to_bytes(4, "little")
        + bytes(8)
        for n in range(n_tensors)
    )
    data = bytearray(gguf(ARCHITECTURE, tensors=tensors))
    data[8:16] = n_tensors.to_bytes(8, "little")
    tracemalloc.start()
    try:
        shape = shape_of(read_header(io.BytesIO(bytes(data))))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert shape.layers == ()
    assert peak < 32 * MIB
