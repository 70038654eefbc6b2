import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.thinking import ThinkingMarks, ThinkingSplitter, known_marks, opens_thinking
from tests.helpers import chat_templates

THINK = ThinkingMarks("<think>", "</think>")
SOLAR = ThinkingMarks("<|think|>", "<|end|>", "<|content|>")
BITS = ["<think>", "</think>", "<thi", "nk>", "<", "</", "\n", " ", "생각", "답", ">", "think"]
SOLAR_BITS = [*SOLAR, "<|begin|>", "assistant", "<|", "|>", "end", "\n", "답", "x" * 40]


def reference(text: str, marks: ThinkingMarks, *, inside: bool) -> tuple[str, str]:
    """Thinking and answer of a whole text."""
    thinking, after = "", False
    while True:
        if inside:
            thought, mark, text = text.partition(marks.close)
            thinking += thought
            if not mark:
                return thinking, ""
            at = text.find(marks.answer) if marks.answer else -1
            if 0 <= at <= 64:
                text = text[at + len(marks.answer) :]
            inside, after = False, True
        start = text.lstrip()
        if start.startswith(marks.open):
            text, inside = start[len(marks.open) :], True
        elif marks.answer and start.startswith(marks.answer):
            text, after = start[len(marks.answer) :], True
        else:
            return thinking, start if after else text


def stream(pieces: list[str], marks: ThinkingMarks, *, inside: bool = False) -> tuple[str, str]:
    splitter = ThinkingSplitter(marks, inside=inside)
    found = [piece for text in pieces for piece in splitter.feed(text)] + splitter.flush()
    assert all(text for _, text in found)
    return (
        "".join(text for thinking, text in found if thinking),
        "".join(text for thinking, text in found if not thinking),
    )


@given(st.lists(st.sampled_from(BITS)), st.booleans())
def test_equals_the_whole_text(pieces: list[str], inside: bool):
    assert stream(pieces, THINK, inside=inside) == reference("".join(pieces), THINK, inside=inside)


@given(st.lists(st.sampled_from(SOLAR_BITS)), st.booleans())
def test_equals_the_whole_text_with_an_answer_mark(pieces: list[str], inside: bool):
    assert stream(pieces, SOLAR, inside=inside) == reference("".join(pieces), SOLAR, inside=inside)


def test_thinking_that_opens_and_closes_to_the_end_is_no_answer():
    assert stream(["<|think|><|end|>"] * 2 + ["<|think|>"], SOLAR) == ("", "")
    assert stream(["<|think|>음<|end|>"] * 3, SOLAR) == ("음음음", "")


@given(st.lists(st.sampled_from(BITS)), st.booleans())
def test_every_split_gives_the_same(pieces: list[str], inside: bool):
    text = "".join(pieces)
    assert stream(list(text), THINK, inside=inside) == stream([text], THINK, inside=inside)


def test_text_that_turns_out_to_be_no_mark_is_let_go():
    splitter = ThinkingSplitter(THINK)
    assert splitter.feed("<thi") == []
    assert splitter.feed("s>") == [(False, "<this>")]
    splitter = ThinkingSplitter(THINK, inside=True)
    assert splitter.feed("a</th") == [(True, "a")]
    assert splitter.feed("e") == [(True, "</the")]


def test_one_piece_can_end_the_thinking_and_begin_the_answer():
    splitter = ThinkingSplitter(THINK, inside=True)
    assert splitter.feed("그래서</think>\n\n서울") == [(True, "그래서"), (False, "서울")]
    assert splitter.feed(" 입니다") == [(False, " 입니다")]
    assert not splitter.thinking


def test_marks_in_the_middle_of_an_answer_are_its_own_words():
    assert stream(["태그 ", "<think>", "는 </think>"], THINK) == ("", "태그 <think>는 </think>")


def test_an_empty_thinking():
    assert stream(["<think>\n\n</think>\n\n", "네"], THINK) == ("\n\n", "네")


def test_token_ids():
    splitter = ThinkingSplitter(THINK)
    assert splitter.feed("\n") == []
    assert splitter.feed_mark_open() == []
    assert splitter.thinking
    assert splitter.feed("음</th") == [(True, "음")]
    assert splitter.feed_mark_close() == [(True, "</th")]
    assert splitter.feed("\n") == []
    assert splitter.feed("답") == [(False, "답")]
    assert splitter.feed_mark_close() == []
    assert splitter.feed_mark_open() == []
    assert splitter.feed("또") == [(True, "또")]
    assert splitter.flush() == []


def test_token_ids_after_a_begun_mark():
    splitter = ThinkingSplitter(THINK)
    assert splitter.feed("<th") == []
    assert splitter.feed_mark_open() == [(False, "<th")]


def test_token_ids_with_a_turn_between_thinking_and_answer():
    splitter = ThinkingSplitter(SOLAR)
    assert splitter.feed_mark_open() == []
    assert splitter.feed("생각") == [(True, "생각")]
    assert splitter.feed_mark_close() == []
    assert splitter.feed("assistant") == []
    assert splitter.feed_mark_answer() == []
    assert splitter.feed("답") == [(False, "답")]
    assert splitter.feed_mark_answer() == []
    without = ThinkingSplitter(SOLAR)
    assert without.feed_mark_answer() == []
    assert without.feed("답") == [(False, "답")]


def test_an_answer_without_its_mark_is_not_lost():
    long = "가" * 100
    assert stream(["<|think|>t<|end|>", long], SOLAR) == ("t", long)
    assert stream(["<|think|>t<|end|>", "assistant"], SOLAR) == ("t", "assistant")


def test_without_marks_everything_is_the_answer():
    splitter = ThinkingSplitter(None, inside=True)
    assert splitter.feed("<think>") == [(False, "<think>")]
    assert splitter.feed_mark_open() == splitter.feed_mark_close() == splitter.flush() == []


@pytest.mark.parametrize(
    ("template", "marks"),
    [
        (chat_templates.EXAONE4, THINK),
        (chat_templates.QWEN3, THINK),
        (chat_templates.EXAONE_DEEP, ThinkingMarks("<thought>", "</thought>")),
        (chat_templates.SOLAR_OPEN, SOLAR),
        (chat_templates.LLAMA3, None),
        (chat_templates.AX4, None),
        ("", None),
    ],
)
def test_marks_of_the_families(template: str, marks: ThinkingMarks | None):
    assert known_marks(template) == marks


def test_thinking_opened_in_the_prompt():
    assert opens_thinking("[|assistant|]\n<think>\n", THINK)
    assert not opens_thinking("[|assistant|]\n<think>\n\n</think>\n\n", THINK)
    assert not opens_thinking("<think> 태그를 설명해 줘[|assistant|]\n", THINK)
