"""Text from bytes that arrive in any pieces."""

import codecs


class Utf8Stream:
    """Decodes UTF-8 as it comes, in time linear to the bytes.

    A character that is still coming gives nothing yet; broken bytes become U+FFFD, exactly as
    ``bytes.decode("utf-8", "replace")`` does over the whole.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, data: bytes) -> str:
        """Return the text that ``data`` completes."""
        return self._decoder.decode(data)

    def flush(self) -> str:
        """Return U+FFFD for a character that never came whole, else ""; the stream ends."""
        return self._decoder.decode(b"", final=True)
