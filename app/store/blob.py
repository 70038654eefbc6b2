"""A run's outcome as bytes: small enough to keep every raw stamp for good.

The stamps of 4,000 tokens are 4,000 numbers of 15 digits, twice. As differences to the one
before they take 3 bytes each, and deflate takes out the repetition.
"""

import zlib
from itertools import accumulate
from typing import TypeVar

import msgspec

from app.core.problem import StoreError
from app.core.run import RunOutcome, Stamps

FORMAT = 1
"""First byte of every blob."""
MAX_BYTES = 256 * 1024 * 1024
"""Unpacked; a blob that claims more is broken."""


T = TypeVar("T", bound=msgspec.Struct)


class _Packed(msgspec.Struct, array_like=True):
    outcome: RunOutcome
    """Without token stamps and pieces."""
    tokens: list[int]
    """Differences in ns, the first to ``submitted``."""
    piece_stamps: list[int]
    piece_lengths: list[int]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Packed)


def pack(outcome: RunOutcome) -> bytes:
    """Return ``outcome`` as a blob."""
    stamps = outcome.stamps
    tokens: list[int] = []
    piece_stamps: list[int] = []
    piece_lengths: list[int] = []
    if stamps is not None:
        tokens = _differences(stamps.tokens, stamps.submitted)
        piece_stamps = _differences([ns for ns, _ in stamps.pieces], stamps.submitted)
        piece_lengths = [length for _, length in stamps.pieces]
        bare = msgspec.structs.replace(stamps, tokens=(), pieces=())
        outcome = msgspec.structs.replace(outcome, stamps=bare)
    packed = _Packed(outcome, tokens, piece_stamps, piece_lengths)
    return bytes([FORMAT]) + zlib.compress(_encoder.encode(packed))


def unpack(blob: bytes) -> RunOutcome:
    """Return the outcome in a blob; raises StoreError (store_broken) for anything else."""
    packed = _inflated(blob, _decoder)
    stamps = packed.outcome.stamps
    if stamps is None:
        return packed.outcome
    pieces = zip(_sums(packed.piece_stamps, stamps.submitted), packed.piece_lengths, strict=False)
    whole: Stamps = msgspec.structs.replace(
        stamps,
        tokens=tuple(_sums(packed.tokens, stamps.submitted)),
        pieces=tuple(pieces),
    )
    return msgspec.structs.replace(packed.outcome, stamps=whole)


def pack_value(value: msgspec.Struct) -> bytes:
    """Return any other value as a blob; deflate alone makes its stamps small."""
    return bytes([FORMAT]) + zlib.compress(_encoder.encode(value))


def unpack_value(blob: bytes, kind: type[T]) -> T:
    """Return the value of this kind in a blob; raises StoreError (store_broken)."""
    return _inflated(blob, msgspec.msgpack.Decoder(kind))


def _inflated(blob: bytes, decoder: "msgspec.msgpack.Decoder[T]") -> T:
    if blob[:1] != bytes([FORMAT]):
        raise StoreError("store_broken", detail=f"blob begins with {blob[:1]!r}")
    try:
        return decoder.decode(zlib.decompressobj().decompress(blob[1:], MAX_BYTES))
    except (zlib.error, msgspec.MsgspecError, RecursionError) as error:
        raise StoreError("store_broken", detail=f"blob: {error}") from error


def _differences(stamps: list[int] | tuple[int, ...], start: int) -> list[int]:
    before = (start, *stamps)
    return [after - earlier for earlier, after in zip(before, stamps, strict=False)]


def _sums(differences: list[int], start: int) -> list[int]:
    return list(accumulate(differences, initial=start))[1:]
