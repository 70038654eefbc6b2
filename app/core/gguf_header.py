"""What a GGUF file says about itself, read without llama.cpp and without trusting the file.

Source of the format: the GGUF specification in ggml's documentation, versions 2 and 3.
"""

import re
from collections import Counter
from pathlib import Path
from typing import BinaryIO

import msgspec

from app.core.gguf_fields import Metadata, count_of, quantisation_of, sampling_of, text_of
from app.core.gguf_stream import LIMITS, Limits, Stream, Value, open_file, shown_path
from app.core.gguf_types import TENSOR_TYPES
from app.core.problem import ModelFileError
from app.core.run import Sampling

_MAX_DIMENSIONS = 4
_MAX_NAME = 64
_MAX_SIZE = 2**62
_MAX_PARTS = 1000
_TEMPLATE = "tokenizer.chat_template"
_TOKENS = "tokenizer.ggml.tokens"
_PART_NAME = re.compile(r"(?P<stem>.+)-[0-9]{5}-of-(?P<count>[0-9]{5})\.gguf", re.DOTALL)


class TensorInfo(msgspec.Struct, frozen=True, array_like=True):
    """One tensor: ``shape`` fastest dimension first, ``offset`` from the data's start,
    ``n_bytes`` None for a type that is not known."""

    name: str
    shape: tuple[int, ...]
    type: str
    offset: int
    n_bytes: int | None

    @property
    def n_values(self) -> int:
        """How many values it holds."""
        product = 1
        for size in self.shape:
            product *= size
        return product


class GgufHeader(msgspec.Struct, frozen=True, kw_only=True):
    """A GGUF's header. ``None`` and "" stand for what the file does not say, or says absurdly."""

    version: int
    architecture: str
    name: str
    quantisation: str
    """As people write it: ``Q4_K_M``, ``F16`` …"""
    context_length: int | None
    block_count: int | None
    embedding_length: int | None
    n_heads: int | None
    n_kv_heads: int | None
    """The largest of the layers', where they differ."""
    n_vocab: int | None
    tokenizer_model: str
    tokenizer_pre: str
    chat_template: str
    sampling: Sampling | None
    """The makers' recommendation, where the file carries one."""
    split_number: int
    """Which part of a split model this is, 0 for the first."""
    split_count: int
    """Parts of the model; 1 where it is not split."""
    tensors: tuple[TensorInfo, ...]
    n_params: int
    data_offset: int
    """Where the tensors' data begin."""
    data_bytes: int
    """Bytes of all tensors, without padding."""
    needed_bytes: int
    """Least length of the whole file."""
    file_bytes: int | None
    """Length of the file, where it was read from one."""
    header_sha256: str
    """Hash (hex) of the header up to the end of the tensor list: the file's identity."""
    metadata: dict[str, Value]
    """Every key but long arrays and the chat template."""
    tokens: tuple[str, ...] | None = None


def read_header(
    source: Path | BinaryIO, *, keep_tokens: bool = False, limits: Limits = LIMITS
) -> GgufHeader:
    """Read the header of a GGUF from a file, or from a stream that stands at its start.

    A stream may end anywhere behind the header, as the first megabytes of a remote file do.
    Raises ModelFileError: ``file_missing``, ``is_folder``, ``file_unreadable``,
    ``file_empty``, ``not_gguf``, ``file_cut_off`` (the header itself is cut), ``gguf_broken``.
    """
    if not isinstance(source, Path):
        return _read(Stream(source, "", limits), "", None, keep_tokens=keep_tokens)
    path = shown_path(source)
    file, size = open_file(source)
    with file:
        return _read(Stream(file, path, limits), path, size, keep_tokens=keep_tokens)


def check_file(path: Path) -> GgufHeader:
    """Return the header of a file that is whole: as long as its tensors need, with all the
    parts of a split model beside it.

    Raises ModelFileError: what :func:`read_header` raises, ``file_cut_off``,
    ``split_part_missing``.
    """
    header = read_header(path)
    _check_length(path, header)
    for part in split_parts(path, header):
        if part != path:
            _check_length(part, read_header(part))
    return header


def split_parts(path: Path, header: GgufHeader) -> tuple[Path, ...]:
    """Return all files of a model, the first part first; ``path`` alone where it is not split.

    Raises ModelFileError ``split_part_missing`` with the name of the first that is missing.
    """
    if header.split_count == 1:
        return (path,)
    count = f"{header.split_count:05}"
    match = _PART_NAME.fullmatch(path.name)
    stem = match["stem"] if match is not None and match["count"] == count else path.stem
    parts = tuple(
        path.with_name(f"{stem}-{number:05}-of-{count}.gguf")
        for number in range(1, header.split_count + 1)
    )
    for part in parts:
        if not part.is_file():
            name = shown_path(Path(part.name))
            raise ModelFileError("split_part_missing", path=shown_path(path), missing=name)
    return parts


def _check_length(path: Path, header: GgufHeader) -> None:
    if header.file_bytes is not None and header.file_bytes < header.needed_bytes:
        raise ModelFileError(
            "file_cut_off",
            path=shown_path(path),
            expected_bytes=header.needed_bytes,
            actual_bytes=header.file_bytes,
        )


def _read(stream: Stream, path: str, size: int | None, *, keep_tokens: bool) -> GgufHeader:
    version = _read_version(stream, path)
    n_tensors = stream.count(stream.limits.n_tensors, "number of tensors")
    n_keys = stream.count(stream.limits.n_keys, "number of keys")
    metadata, counts = _read_keys(stream, n_keys, keep_tokens=keep_tokens)
    tokens = metadata.pop(_TOKENS, None) if keep_tokens else None
    alignment = metadata.get("general.alignment", 32)
    if type(alignment) is not int or not 1 <= alignment <= 2**31 or alignment & (alignment - 1):
        raise stream.broken(f"alignment {alignment!r}")
    tensors = _read_tensors(stream, n_tensors, alignment)
    split_number, split_count = _split_of(stream, metadata)
    architecture = text_of(metadata, "general.architecture")
    if not architecture and split_number == 0:
        raise stream.broken("no general.architecture")
    template = metadata.pop(_TEMPLATE, "")
    data_offset = _padded(stream.position, alignment)
    weights = Counter[str]()
    for tensor in tensors:
        weights[tensor.type] += tensor.n_values
    return GgufHeader(
        version=version,
        architecture=architecture,
        name=text_of(metadata, "general.name"),
        quantisation=quantisation_of(metadata, weights),
        context_length=count_of(metadata, f"{architecture}.context_length"),
        block_count=count_of(metadata, f"{architecture}.block_count"),
        embedding_length=count_of(metadata, f"{architecture}.embedding_length"),
        n_heads=count_of(metadata, f"{architecture}.attention.head_count"),
        n_kv_heads=count_of(metadata, f"{architecture}.attention.head_count_kv"),
        n_vocab=counts.get(_TOKENS) or count_of(metadata, f"{architecture}.vocab_size"),
        tokenizer_model=text_of(metadata, "tokenizer.ggml.model"),
        tokenizer_pre=text_of(metadata, "tokenizer.ggml.pre"),
        chat_template=template if isinstance(template, str) else "",
        sampling=sampling_of(metadata),
        split_number=split_number,
        split_count=split_count,
        tensors=tensors,
        n_params=weights.total(),
        data_offset=data_offset,
        data_bytes=sum(tensor.n_bytes or 0 for tensor in tensors),
        needed_bytes=max((data_offset + t.offset + (t.n_bytes or 0) for t in tensors), default=0),
        file_bytes=size,
        header_sha256=stream.sha256(),
        metadata=metadata,
        tokens=tuple(map(str, tokens)) if isinstance(tokens, tuple) else None,
    )


def _read_version(stream: Stream, path: str) -> int:
    try:
        magic = stream.take(4)
    except ModelFileError as error:
        if error.problem.kind != "file_cut_off":
            raise
        empty = error.problem.params["actual_bytes"] == 0
        raise ModelFileError("file_empty" if empty else "not_gguf", path=path) from error
    if magic != b"GGUF":
        raise ModelFileError("not_gguf", path=path, detail=f"starts with {magic!r}")
    version = stream.u32()
    if version not in (2, 3):
        order = " (big-endian)" if version & 0xFFFF == 0 else ""
        raise stream.broken(f"GGUF version {version:#x}{order}")
    return version


def _read_keys(
    stream: Stream, n_keys: int, *, keep_tokens: bool
) -> tuple[Metadata, dict[str, int]]:
    """Return the values that are kept, and how many values every key has."""
    metadata: Metadata = {}
    counts: dict[str, int] = {}
    for _ in range(n_keys):
        key = stream.text(stream.limits.key_bytes, "a key")
        if not key or key in counts:
            raise stream.broken(f"key {key[:_MAX_NAME]!r} is empty or there twice")
        value, counts[key] = stream.value(key, keep_all=keep_tokens and key == _TOKENS)
        if value is not None:
            metadata[key] = value
    return metadata, counts


def _split_of(stream: Stream, metadata: Metadata) -> tuple[int, int]:
    count = count_of(metadata, "split.count") or 1
    number = count_of(metadata, "split.no") or 0
    if count > _MAX_PARTS or number >= count:
        raise stream.broken(f"part {number} of {count}")
    return number, count


def _read_tensors(stream: Stream, n_tensors: int, alignment: int) -> tuple[TensorInfo, ...]:
    tensors: list[TensorInfo] = []
    names: set[str] = set()
    end: int | None = 0
    for _ in range(n_tensors):
        tensor = _read_tensor(stream)
        if tensor.name in names:
            raise stream.broken(f"tensor {tensor.name!r} is there twice")
        # llama.cpp wants them one right after the other; with a type that is not known the
        # end is not either.
        if end is not None and tensor.offset != end:
            raise stream.broken(f"tensor {tensor.name!r} at {tensor.offset}, not at {end}")
        if tensor.n_bytes is None:
            end = None
        elif end is not None:
            end = _padded(end + tensor.n_bytes, alignment)
        names.add(tensor.name)
        tensors.append(tensor)
    return tuple(tensors)


def _read_tensor(stream: Stream) -> TensorInfo:
    name = stream.text(_MAX_NAME, "a tensor's name")
    n_dimensions = stream.u32()
    if n_dimensions > _MAX_DIMENSIONS:
        raise stream.broken(f"tensor {name!r} has {n_dimensions} dimensions")
    shape = tuple(stream.u64() for _ in range(n_dimensions))
    kind = stream.u32()
    known = TENSOR_TYPES.get(kind)
    tensor = TensorInfo(name, shape, known[0] if known else f"type {kind}", stream.u64(), None)
    if max(tensor.n_values, tensor.offset) > _MAX_SIZE:
        raise stream.broken(f"tensor {name!r} of shape {shape} at {tensor.offset}")
    if known is None:
        return tensor
    _, block, block_bytes = known
    if (shape[0] if shape else 1) % block:
        raise stream.broken(f"tensor {name!r}: rows of {shape[0]} are no {tensor.type} blocks")
    return msgspec.structs.replace(tensor, n_bytes=tensor.n_values // block * block_bytes)


def _padded(size: int, alignment: int) -> int:
    return -(-size // alignment) * alignment
