"""Messages between a fetching process and its parent as lines of JSON."""

from typing import TypeVar

import msgspec

from app.core.messages import BrokenMessageError
from app.core.transfer import FromFetcher, ToFetcher

_T = TypeVar("_T")
_encoder = msgspec.json.Encoder()
_to_fetcher: msgspec.json.Decoder[ToFetcher] = msgspec.json.Decoder(ToFetcher)
_from_fetcher: msgspec.json.Decoder[FromFetcher] = msgspec.json.Decoder(FromFetcher)


def encode(message: ToFetcher | FromFetcher) -> bytes:
    """Return ``message`` as one line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_to_fetcher(line: bytes) -> ToFetcher:
    """Return the message of a line that a fetching process received; raises
    BrokenMessageError."""
    return _decode(_to_fetcher, line)


def decode_from_fetcher(line: bytes) -> FromFetcher:
    """Return the message of a line that a fetching process sent; raises BrokenMessageError."""
    return _decode(_from_fetcher, line)


def _decode(decoder: msgspec.json.Decoder[_T], line: bytes) -> _T:
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenMessageError(str(error), line) from error
