"""A run's outcome as bytes: small enough to keep every raw stamp for good.

The stamps of 4,000 tokens are 4,000 numbers of 15 digits, twice. As differences to the one
before they take 3 bytes each, and deflate takes out the repetition.
"""

import zlib
from itertools import accumulate

import msgspec

from app.core.problem import StoreError
from app.core.run import RunOutcome, Stamps

FORMAT = 1
"""First byte of every blob."""
MAX_BYTES = 256 * 1024 * 1024
"""Unpacked; a blob that claims more is broken."""


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
    if blob[:1] != bytes([FORMAT]):
        raise StoreError("store_broken", detail=f"outcome begins with {blob[:1]!r}")
    try:
        inflate = zlib.decompressobj()
        data = inflate.decompress(blob[1:], MAX_BYTES)
        packed = _decoder.decode(data)
    except (zlib.error, msgspec.MsgspecError, RecursionError) as error:
        raise StoreError("store_broken", detail=f"outcome: {error}") from error
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


def _differences(stamps: list[int] | tuple[int, ...], start: int) -> list[int]:
    before = (start, *stamps)
    return [after - earlier for earlier, after in zip(before, stamps, strict=False)]


def _sums(differences: list[int], start: int) -> list[int]:
    return list(accumulate(differences, initial=start))[1:]
