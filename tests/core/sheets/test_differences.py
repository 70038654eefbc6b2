"""What differs is marked, and nothing of an answer is lost or added by marking."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.sheets.differences import MAX_WORDS, differing_parts

WORDS = st.lists(st.sampled_from(["서울", "수도는", "한국의", "<b>", " ", "\n", "입니다.", "😀"]))


def differing(answers: list[str]) -> list[list[str]]:
    found = differing_parts(answers)
    return [[p.text.strip() for p in parts if p.differs] for parts in found]


@given(st.lists(WORDS.map(" ".join), max_size=5))
def test_the_parts_put_together_are_the_answer(answers: list[str]) -> None:
    assert ["".join(p.text for p in parts) for parts in differing_parts(answers)] == answers


@given(WORDS.map(" ".join), st.integers(1, 4))
def test_equal_answers_do_not_differ(answer: str, n: int) -> None:
    assert differing([answer] * n) == [[]] * n


def test_only_what_no_other_answer_has_is_marked() -> None:
    assert differing(["수도는 서울입니다.", "수도는 부산입니다."]) == [
        ["서울입니다."],
        ["부산입니다."],
    ]
    three = ["수도는 서울 입니다", "수도는 서울 이에요", "수도는 부산 이에요"]
    assert differing(three) == [["입니다"], [], ["부산"]]
    # Case and the marks around a word are no difference.
    assert differing(["Seoul.", "seoul"]) == [[], []]


def test_an_answer_beside_empty_ones_is_not_all_different() -> None:
    assert differing(["하나 둘", "", "  "]) == [[], [], []]


def test_of_endless_answers_only_the_beginning_is_compared() -> None:
    long = " ".join(f"말{n}" for n in range(MAX_WORDS * 20))
    (mine, _) = differing_parts([long, "다른 답"])
    assert "".join(p.text for p in mine) == long
    assert not mine[-1].differs
