import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from app.core.utf8 import Utf8Stream

TEXTS = st.one_of(
    st.binary(),
    st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from([b"\xec", b"\x84\x9c", "서울".encode(), b"\xff", "🙂".encode()])).map(
        b"".join
    ),
)


def split(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges)]


@given(TEXTS, st.lists(st.integers(0, 10_000), max_size=30))
def test_equals_decoding_the_whole(data: bytes, cuts: list[int]):
    stream = Utf8Stream()
    text = "".join(map(stream.feed, split(data, cuts))) + stream.flush()
    assert text == data.decode("utf-8", "replace")


@given(TEXTS)
def test_equals_decoding_the_whole_byte_by_byte(data: bytes):
    stream = Utf8Stream()
    pieces = [stream.feed(data[at : at + 1]) for at in range(len(data))]
    assert "".join(pieces) + stream.flush() == data.decode("utf-8", "replace")


def test_a_syllable_that_is_still_coming_gives_nothing():
    stream = Utf8Stream()
    first, second, third = (bytes([byte]) for byte in "한".encode())
    assert [stream.feed(first), stream.feed(second), stream.feed(third)] == ["", "", "한"]
    assert stream.flush() == ""


def test_a_syllable_that_never_comes_is_one_replacement():
    stream = Utf8Stream()
    assert stream.feed("한".encode()[:2]) == ""
    assert stream.flush() == "\ufffd"


def test_broken_bytes_take_linear_time():
    def seconds(n_tokens: int) -> float:
        stream = Utf8Stream()
        start = time.process_time()
        for _ in range(n_tokens):
            stream.feed(b"\x84\x9c\x84")
        return time.process_time() - start

    seconds(1000)
    assert seconds(80_000) < 40 * max(min(seconds(10_000) for _ in range(5)), 1e-4)
