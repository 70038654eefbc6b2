"""What a check calls right, and that no pattern or answer can hang or break it."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.sheets.checks import (
    answered_number,
    check_answer,
    fold,
    read_choice,
    read_number,
    read_range,
)
from app.core.sheets.sheet import CheckKind, Question

KINDS: tuple[CheckKind, ...] = get_args(CheckKind)


def mark(check: CheckKind, expected: str, answer: str) -> bool | None:
    question = Question(number=1, question="?", expected=expected, check=check)
    return check_answer(question, answer).right


@pytest.mark.parametrize(
    ("check", "expected", "answer", "right"),
    [
        ("exact", "서울", " 서울. ", True),
        ("exact", "서울|서울특별시", "서울특별시", True),
        ("exact", "서울", "서울입니다", False),
        ("exact", "Seoul", "seoul", True),
        ("contains", "영업일|3일", "영업일로 3일 안에 환불됩니다.", True),
        ("contains", "영업일|7일", "영업일로 3일 안에 환불됩니다.", False),
        ("one_of", "서울|한양", "옛 이름은 한양입니다.", True),
        ("one_of", "부산|대구", "서울입니다.", False),
        ("number", "6000", "2개에 3,000원씩이니 모두 6,000원입니다.", True),
        ("number", "6000", "답은 6천 원이 아니라 5,000원입니다.", False),
        ("number", "12000±5%", "1만 2,500원", True),
        ("number", "12000±5%", "13,000원", False),
        ("number", "10~20", "15쯤입니다", True),
        ("number", "7", "모르겠습니다", False),
        ("number", "수가 아님", "7", None),
        ("regex", r"\d{3}-\d{4}", "전화는 123-4567입니다", True),
        ("regex", "(열린", "무엇이든", None),
        ("choice", "3", "정답은 ③번입니다.", True),
        ("choice", "B", "(b) 부산", True),
        ("choice", "나", "답: 다", False),
        ("none", "", "무엇이든", None),
    ],
)
def test_answers_are_marked(
    check: CheckKind, expected: str, answer: str, right: bool | None
) -> None:
    assert mark(check, expected, answer) is right


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1억 2,500만 원", 125_000_000),
        ("-3.5도", Decimal("-3.5")),
        ("１２", 12),
        ("만 원", None),
        ("1만원", 10_000),
    ],
)
def test_korean_numbers_are_read(text: str, number: int | Decimal | None) -> None:
    assert read_number(text) == number


def test_the_result_of_a_calculation_counts() -> None:
    assert answered_number("3 + 4 = 7, 그래서 답은 7개") == 7
    assert answered_number("6,000원입니다") == 6000
    assert answered_number("합계는 12,000원이고 배송비 3,000원은 따로입니다") == 12000


@given(st.integers(-(10**12), 10**12))
def test_a_number_is_found_again(number: int) -> None:
    assert read_number(f"값은 {number:,}입니다") == number
    assert read_range(str(number)) == (number, number)


def test_a_pattern_that_never_ends_is_given_up() -> None:
    assert mark("regex", r"(a|a)+$|(x+x+)+y", "a" * 5000 + "x" * 5000) in (True, False)


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.sampled_from(KINDS), st.text(max_size=80), st.text(max_size=300))
def test_nothing_breaks_a_check(check: CheckKind, expected: str, answer: str) -> None:
    assert mark(check, expected, answer) in (True, False, None)
    read_choice(answer)
