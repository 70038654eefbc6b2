import io
import os
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader, GGUFWriter
from gguf.constants import GGML_QUANT_SIZES, LlamaFileType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import gguf_types
from app.core.gguf_header import check_file, read_header, split_parts
from app.core.gguf_stream import Limits
from app.core.problem import ModelFileError
from app.core.run import Sampling
from tests.helpers import gguf_broken as broken
from tests.helpers.gguf_maker import EXAONE4, QWEN2, Recipe, make_gguf


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return broken.whole_bytes(tmp_path_factory.mktemp("gguf") / "whole.gguf")


def kind_of(error: pytest.ExceptionInfo[ModelFileError]) -> str:
    return error.value.problem.kind


def problem_of(data: bytes) -> str | None:
    try:
        read_header(io.BytesIO(data))
    except ModelFileError as error:
        return error.problem.kind
    return None


def test_tells_what_a_model_is(tmp_path: Path):
    path = make_gguf(
        tmp_path / "m.gguf", Recipe(family=EXAONE4, quantisation="Q8_0", name="작은 것")
    )
    header = check_file(path)
    assert header.architecture == "exaone4"
    assert header.name == "작은 것"
    assert header.quantisation == "Q8_0"
    assert header.tokenizer_model == "gpt2"
    assert header.tokenizer_pre == "exaone4"
    assert header.chat_template == EXAONE4.template
    assert (header.context_length, header.block_count, header.embedding_length) == (2048, 2, 64)
    assert (header.n_heads, header.n_kv_heads) == (4, 2)
    assert header.sampling is None
    assert header.file_bytes == path.stat().st_size
    assert header.metadata["exaone4.feed_forward_length"] == 128


def test_agrees_with_the_gguf_package(tmp_path: Path):
    path = make_gguf(tmp_path / "m.gguf", Recipe(family=QWEN2, quantisation="Q4_0"))
    header, reader = read_header(path, keep_tokens=True), GGUFReader(path)
    assert header.data_offset == reader.data_offset
    assert header.tokens == tuple(reader.fields["tokenizer.ggml.tokens"].contents())
    assert header.n_vocab == len(reader.fields["tokenizer.ggml.tokens"].contents())
    assert header.n_params == sum(int(tensor.n_elements) for tensor in reader.tensors)
    for ours, theirs in zip(header.tensors, reader.tensors, strict=True):
        assert ours.name == theirs.name
        assert ours.shape == tuple(int(size) for size in theirs.shape)
        assert ours.type == theirs.tensor_type.name
        assert ours.n_bytes == theirs.n_bytes
        assert header.data_offset + ours.offset == theirs.data_offset


def test_tables_agree_with_the_gguf_package():
    ours = {name: sizes for name, *sizes in gguf_types.TENSOR_TYPES.values()}
    assert ours == {kind.name: list(sizes) for kind, sizes in GGML_QUANT_SIZES.items()}
    for number, name in gguf_types.FILE_TYPES.items():
        assert name in LlamaFileType(number).name


def test_quantisation_without_a_file_type_is_what_most_weights_have(tmp_path: Path):
    recipe = Recipe(quantisation="Q4_0", overrides={"general.file_type": None})
    assert read_header(make_gguf(tmp_path / "m.gguf", recipe)).quantisation == "Q4_0"


def test_sampling_recommendation(tmp_path: Path):
    keys = {"temp": 0.1, "top_k": 20, "penalty_repeat": 1.2, "top_p": float("nan")}
    overrides = {f"general.sampling.{key}": value for key, value in keys.items()}
    header = read_header(make_gguf(tmp_path / "m.gguf", Recipe(overrides=overrides)))
    assert header.sampling == Sampling(temperature=0.1, top_k=20, repeat_penalty=1.2)


def test_absurd_values_are_none(tmp_path: Path):
    overrides = {
        "llama.context_length": float("inf"),
        "llama.block_count": "many",
        "llama.embedding_length": True,
        "llama.attention.head_count": [4, 8, 4],
        "general.name": "a\x1b[31m\n b" + "c" * 500,
    }
    header = read_header(make_gguf(tmp_path / "m.gguf", Recipe(overrides=overrides)))
    assert header.context_length is None
    assert header.block_count is None
    assert header.embedding_length is None
    assert header.n_heads == 8
    assert header.name.startswith("a [31m bccc")
    assert len(header.name) == 120


def test_a_prefix_of_a_remote_file_will_do(whole: bytes):
    header = read_header(io.BytesIO(whole))
    part = read_header(io.BytesIO(whole[: header.data_offset]))
    assert part == header
    assert part.file_bytes is None
    assert part.needed_bytes == len(whole)


def test_identity_is_the_header_not_the_chunks(tmp_path: Path, whole: bytes):
    class Dribble(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(7)

    path = tmp_path / "m.gguf"
    path.write_bytes(whole)
    assert read_header(Dribble(whole)).header_sha256 == read_header(path).header_sha256
    other = read_header(make_gguf(tmp_path / "o.gguf", Recipe(name="other")))
    assert other.header_sha256 != read_header(path).header_sha256


def test_no_file_no_folder_no_pipe(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    for path, kind in (
        (tmp_path / "없음.gguf", "file_missing"),
        (tmp_path / "m.gguf" / "n.gguf", "file_missing"),
        (Path("a\0b"), "file_missing"),
        (tmp_path, "is_folder"),
        (tmp_path / "pipe", "file_unreadable"),
        (broken.make_empty(tmp_path / "empty.gguf"), "file_empty"),
        (broken.make_not_gguf(tmp_path / "page.gguf"), "not_gguf"),
        (broken.make_cut_off(tmp_path / "short.gguf", 3), "not_gguf"),
    ):
        with pytest.raises(ModelFileError) as error:
            check_file(path)
        assert kind_of(error) == kind
        assert error.value.problem.params["path"] == str(path)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = make_gguf(tmp_path / "m.gguf")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ModelFileError) as error:
        read_header(path)
    assert kind_of(error) == "file_unreadable"


def test_disk_error_while_reading():
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(ModelFileError) as error:
        read_header(Failing())
    assert kind_of(error) == "file_unreadable"


def test_cut_off_in_the_weights(tmp_path: Path, whole: bytes):
    path = broken.make_cut_off(tmp_path / "m.gguf")
    with pytest.raises(ModelFileError) as error:
        check_file(path)
    assert kind_of(error) == "file_cut_off"
    params = error.value.problem.params
    assert params["expected_bytes"] == len(whole)
    assert params["actual_bytes"] == len(whole) - 100


def test_cut_off_anywhere_is_an_error_of_ours(whole: bytes):
    end = read_header(io.BytesIO(whole)).data_offset - 32
    for n_bytes in [*range(4, 400), *range(400, end, 97)]:
        with pytest.raises(ModelFileError) as error:
            read_header(io.BytesIO(whole[:n_bytes]))
        assert kind_of(error) == "file_cut_off"
        assert error.value.problem.params["actual_bytes"] == n_bytes


@pytest.mark.parametrize("what", ["tensors", "keys", "key", "value", "name", "tokens"])
@pytest.mark.parametrize("number", [2**64 - 1, 2**63, 2**40, 10**6])
def test_lying_lengths(tmp_path: Path, what: str, number: int):
    with pytest.raises(ModelFileError) as error:
        check_file(broken.make_lying(tmp_path / "m.gguf", what, number))
    assert kind_of(error) in {"gguf_broken", "file_cut_off"}


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_an_error_of_ours_or_harmless(whole: bytes, data: st.DataObject):
    damaged = bytearray(whole)
    header_end = 6000
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(4, header_end))
        piece = data.draw(st.binary(min_size=1, max_size=9))
        damaged[at : at + len(piece)] = piece
    problem = problem_of(bytes(damaged))
    assert problem is None or problem in {"gguf_broken", "file_cut_off"}


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_magic(data: bytes):
    with pytest.raises(ModelFileError):
        read_header(io.BytesIO(b"GGUF" + data))


def gguf(*keys: bytes, n_keys: int | None = None, version: int = 3, tensors: bytes = b"") -> bytes:
    n_tensors = 1 if tensors else 0
    start = struct.pack("<4sIQQ", b"GGUF", version, n_tensors, n_keys or len(keys))
    return start + b"".join(keys) + tensors


def string(text: bytes) -> bytes:
    return struct.pack("<Q", len(text)) + text


def key(name: bytes, kind: int, value: bytes) -> bytes:
    return string(name) + struct.pack("<I", kind) + value


ARCHITECTURE = key(b"general.architecture", gguf_types.STRING, string(b"llama"))
ARRAY_OF_ARRAYS = struct.pack("<IQ", gguf_types.ARRAY, 1) + struct.pack("<IQI", 4, 1, 7)


def tensor(*shape: int, kind: int = 0, offset: int = 0) -> bytes:
    sizes = struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
    return string(b"t") + sizes + struct.pack("<IQ", kind, offset)


@pytest.mark.parametrize(
    "data",
    [
        gguf(ARCHITECTURE, version=1),
        gguf(ARCHITECTURE, version=4),
        gguf(ARCHITECTURE, version=0x03000000),
        gguf(key(b"general.name", gguf_types.STRING, string(b"no architecture"))),
        gguf(ARCHITECTURE, ARCHITECTURE),
        gguf(ARCHITECTURE, key(b"", gguf_types.BOOL, b"\1")),
        gguf(ARCHITECTURE, key(b"a", 13, b"\0" * 8)),
        gguf(ARCHITECTURE, key(b"a", gguf_types.ARRAY, ARRAY_OF_ARRAYS)),
        gguf(ARCHITECTURE, key(b"general.alignment", gguf_types.U32, struct.pack("<I", 0))),
        gguf(ARCHITECTURE, key(b"general.alignment", gguf_types.U32, struct.pack("<I", 24))),
        gguf(ARCHITECTURE, key(b"split.count", gguf_types.U16, struct.pack("<H", 60000))),
        gguf(ARCHITECTURE, key(b"split.no", gguf_types.U16, struct.pack("<H", 1))),
        gguf(ARCHITECTURE, tensors=tensor(1, 1, 1, 1, 1)),
        gguf(ARCHITECTURE, tensors=tensor(2**40, 2**40)),
        gguf(ARCHITECTURE, tensors=tensor(33, kind=8)),
        gguf(ARCHITECTURE, tensors=tensor(32, offset=64)),
    ],
)
def test_what_cannot_be_is_broken(data: bytes):
    with pytest.raises(ModelFileError) as error:
        read_header(io.BytesIO(data))
    assert kind_of(error) == "gguf_broken"
    assert error.value.problem.detail


def test_big_endian_is_said(tmp_path: Path):
    with pytest.raises(ModelFileError) as error:
        read_header(io.BytesIO(gguf(version=0x03000000)))
    assert "big-endian" in error.value.problem.detail


def test_a_tensor_type_of_tomorrow_is_no_error():
    header = read_header(io.BytesIO(gguf(ARCHITECTURE, tensors=tensor(7, kind=99))))
    assert header.tensors[0].type == "type 99"
    assert header.tensors[0].n_bytes is None


def test_header_size_is_bounded():
    many = key(b"a", gguf_types.ARRAY, struct.pack("<IQ", gguf_types.U8, 5000) + bytes(5000))
    limits = Limits(header_bytes=4000)
    with pytest.raises(ModelFileError) as error:
        read_header(io.BytesIO(gguf(ARCHITECTURE, many)), limits=limits)
    assert kind_of(error) == "gguf_broken"


def test_memory_for_strings_is_bounded():
    texts = [key(b"k%d" % n, gguf_types.STRING, string(b"x" * 100)) for n in range(10)]
    header = read_header(io.BytesIO(gguf(ARCHITECTURE, *texts)), limits=Limits(kept_bytes=350))
    assert [name for name in header.metadata if name[0] == "k"] == ["k0", "k1", "k2"]


def test_strings_across_the_window_s_edge():
    words = [b"w%d" % n * 50 for n in range(9000)]
    packed = struct.pack("<IQ", gguf_types.STRING, len(words)) + b"".join(map(string, words))
    data = gguf(ARCHITECTURE, key(b"tokenizer.ggml.tokens", gguf_types.ARRAY, packed))
    header = read_header(io.BytesIO(data), keep_tokens=True)
    assert header.tokens == tuple(word.decode() for word in words)
    assert read_header(io.BytesIO(data)).n_vocab == 9000


def make_parts(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"모델-{number:05}-of-{count:05}.gguf" for number in range(1, count + 1)]
    for number, path in enumerate(paths):
        writer = GGUFWriter(path, "llama")
        writer.add_uint16("split.no", number)
        writer.add_uint16("split.count", count)
        writer.add_tensor(f"t{number}", np.zeros((4, 32), dtype=np.float32))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
    return paths


def test_split_models_need_all_parts(tmp_path: Path):
    parts = make_parts(tmp_path, 3)
    header = check_file(parts[1])
    assert (header.split_number, header.split_count) == (1, 3)
    assert split_parts(parts[1], header) == tuple(parts)
    parts[2].write_bytes(parts[2].read_bytes()[:-64])
    with pytest.raises(ModelFileError) as error:
        check_file(parts[0])
    assert kind_of(error) == "file_cut_off"
    assert error.value.problem.params["path"] == str(parts[2])
    parts[2].unlink()
    with pytest.raises(ModelFileError) as error:
        check_file(parts[0])
    assert kind_of(error) == "split_part_missing"
    assert error.value.problem.params["missing"] == parts[2].name


def test_a_renamed_part_names_what_it_misses(tmp_path: Path):
    part = make_parts(tmp_path, 2)[0].rename(tmp_path / "renamed.gguf")
    with pytest.raises(ModelFileError) as error:
        check_file(part)
    assert error.value.problem.params["missing"] == "renamed-00001-of-00002.gguf"


def test_variants_of_the_maker(tmp_path: Path):
    assert check_file(make_gguf(tmp_path / "a.gguf", broken.NO_TEMPLATE)).chat_template == ""
    strange = check_file(make_gguf(tmp_path / "b.gguf", broken.UNKNOWN_ARCHITECTURE))
    assert strange.architecture == "never-heard-of"
    strange = check_file(make_gguf(tmp_path / "c.gguf", broken.UNKNOWN_TOKENIZER))
    assert strange.tokenizer_pre == "never-heard-of"
    again = make_gguf(tmp_path / "d.gguf", replace(Recipe(), seed=1)).read_bytes()
    assert again == make_gguf(tmp_path / "e.gguf", Recipe()).read_bytes()
