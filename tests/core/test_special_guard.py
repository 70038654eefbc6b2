import time

from hypothesis import given
from hypothesis import strategies as st

from app.core.special_guard import MARK, SpecialTexts, guard, split_guarded

TEXTS = st.text(alphabet="ab|[]<>" + MARK, max_size=40)
SPECIALS = st.lists(st.text(alphabet="ab|[]<>", max_size=6), max_size=8)
REAL = ["[|endofturn|]", "[|user|]", "<|im_end|>", "<|im_start|>", "<think>", "<|end|>", "</s>"]


@given(TEXTS, SPECIALS)
def test_no_part_holds_a_special_text(text: str, specials: list[str]):
    parts = split_guarded(guard(text, SpecialTexts(specials)))
    for special in specials:
        if len(special) > 1:
            assert not any(special in part for part in parts)
    assert "".join(parts) == text.replace(MARK, "")


@given(st.lists(st.sampled_from([*REAL, "<", "|", "[", "]", ">", "end", "말"])))
def test_no_part_holds_a_real_one(pieces: list[str]):
    text = "".join(pieces)
    parts = split_guarded(guard(text, SpecialTexts(REAL)))
    assert not any(special in part for special in REAL for part in parts)
    assert "".join(parts) == text


def test_text_without_any_stays_whole():
    assert split_guarded(guard("그냥 <b>말</b>", SpecialTexts(REAL))) == ["그냥 <b>말</b>"]
    assert guard("<|im_end|>", SpecialTexts([])) == "<|im_end|>"
    assert split_guarded(guard("", SpecialTexts(REAL))) == []


def test_one_inside_another():
    specials = SpecialTexts(REAL)
    assert split_guarded(guard("[|end[|endofturn|]ofturn|]", specials)) == [
        "[|end[",
        "|endofturn|]ofturn|]",
    ]


def test_marks_in_the_text_are_removed():
    assert guard(f"a{MARK}<{MARK}/s>", SpecialTexts(REAL)) == f"a<{MARK}/s>"


def test_whitespace_and_single_characters_are_no_specials():
    assert guard("a  b\n\nc", SpecialTexts(["  ", "\n\n", "a"])) == "a  b\n\nc"


def test_fast_for_a_megabyte_and_a_thousand_specials():
    names = [f"<|{n}_special_token_{n}|>" for n in range(1000)]
    start = time.process_time()
    specials = SpecialTexts(names)
    for text in ("가나다 " * 250_000, "<|" * 500_000, "<|reserved_special_token_" * 40_000):
        assert split_guarded(guard(text, specials)) == [text]
    text = "<|999_special_token_999|>" * 40_000
    assert len(split_guarded(guard(text, specials))) == 40_001
    assert time.process_time() - start < 5


def test_any_number_of_specials_of_any_length():
    start = time.process_time()
    deep = ["a" * n + chr(0xAC00 + n) for n in range(1, 2000)]
    many = [f"{n * 7919 % 100_003:x}|{n}" for n in range(100_000)]
    specials = SpecialTexts([*deep, *many])
    for text in (*deep[::500], *many[::20_000]):
        assert all(text not in part for part in split_guarded(guard(f"가{text}나", specials)))
    assert time.process_time() - start < 5
