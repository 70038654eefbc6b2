"""The last lines of a log, bounded."""

from hypothesis import given
from hypothesis import strategies as st

from app.services.log_ring import LogRing


@given(st.lists(st.binary(max_size=30)), st.integers(1, 5), st.integers(1, 10))
def test_pieces_do_not_matter(pieces: list[bytes], max_lines: int, max_bytes: int) -> None:
    whole, in_pieces = LogRing(max_lines, max_bytes), LogRing(max_lines, max_bytes)
    whole.feed(b"".join(pieces))
    for piece in pieces:
        in_pieces.feed(piece)
    assert in_pieces.lines() == whole.lines()
    assert len(whole.lines()) <= max_lines + 1
    assert all(len(line) <= max_bytes for line in whole.lines())


def test_lines_and_their_end() -> None:
    ring = LogRing()
    ring.feed("하나\n둘\r\n\x1b[31m셋\t!".encode())
    assert ring.lines() == ["하나", "둘", "[31m셋\t!"]
    assert ring.lines(last=1) == ["[31m셋\t!"]
    ring.clear()
    assert ring.lines() == []
