import time

from hypothesis import given
from hypothesis import strategies as st

from app.core.stop_strings import StopStrings

LETTERS = st.text(alphabet="ab<|한", max_size=6)
PIECES = st.lists(st.text(alphabet="ab<|한", max_size=5), max_size=30)


def reference(text: str, strings: list[str]) -> tuple[str, bool]:
    """The whole text up to the stop string that is complete first, the longest such."""
    for end in range(1, len(text) + 1):
        found = [string for string in strings if string and text[:end].endswith(string)]
        if found:
            return text[: end - max(map(len, found))], True
    return text, False


def stream(pieces: list[str], strings: list[str]) -> tuple[str, bool]:
    stop = StopStrings(strings)
    shown = ""
    for piece in pieces:
        text, hit = stop.feed(piece)
        shown += text
        if hit:
            assert stop.feed("more") == ("", True)
            assert stop.flush() == ""
            return shown, True
    return shown + stop.flush(), False


@given(PIECES, st.lists(LETTERS, max_size=5))
def test_equals_the_whole_text(pieces: list[str], strings: list[str]):
    assert stream(pieces, strings) == reference("".join(pieces), strings)


@given(PIECES, st.lists(LETTERS, min_size=1, max_size=5))
def test_holds_back_only_what_may_become_one(pieces: list[str], strings: list[str]):
    stop = StopStrings(strings)
    text, shown = "", ""
    for piece in pieces:
        free, hit = stop.feed(piece)
        text, shown = text + piece, shown + free
        if hit:
            return
        held = text[len(shown) :]
        assert held == "" or any(s.startswith(held) and s != held for s in strings)


def test_without_strings_everything_passes():
    assert stream(["a", "", "b"], []) == ("ab", False)
    assert stream(["a", "b"], [""]) == ("ab", False)


def test_a_stop_string_cut_over_tokens():
    stop = StopStrings(["<|stop|>", "\n\n"])
    assert stop.feed("네.") == ("네.", False)
    assert stop.feed("\n") == ("", False)
    assert stop.feed("<|st") == ("\n", False)
    assert stop.feed("op|>뒤") == ("", True)


def test_linear_in_a_text_that_almost_matches():
    def seconds(n_tokens: int) -> float:
        stop = StopStrings(["a" * 50 + "b", "a" * 40 + "c"])
        start = time.process_time()
        for _ in range(n_tokens):
            stop.feed("aa")
        return time.process_time() - start

    assert seconds(40_000) < 40 * max(min(seconds(5_000) for _ in range(3)), 1e-4)
