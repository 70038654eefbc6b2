"""The texts that the practice models learn: repeatable, distinct, in correct Korean, and true."""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

STARTER = Path(__file__).resolve().parents[2] / "packaging" / "starter"
SCALE = 0.04
MODULES = ("corpus", "korean", "pairs", "sums", "texts")
# What the program does not do, and must not be promised.
UNTRUE = ("내려받기 단추", "카탈로그", "벤치마크", "클라우드", "서버로 보냅")


@pytest.fixture(scope="module")
def starter() -> Iterator[dict[str, ModuleType]]:
    """The generator's modules, which a script imports by their plain names."""
    before = set(sys.modules)
    sys.path.insert(0, str(STARTER))
    try:
        yield {name: import_module(name) for name in MODULES}
    finally:
        sys.path.remove(str(STARTER))
        for name in set(sys.modules) - before:
            found = getattr(sys.modules[name], "__file__", None)
            if found and Path(found).parent == STARTER:
                del sys.modules[name]


@pytest.fixture(scope="module")
def talks(starter: dict[str, ModuleType]) -> list:
    return starter["corpus"].generate(scale=SCALE)


def test_a_seed_always_gives_the_same_talks(starter: dict[str, ModuleType], talks: list) -> None:
    assert starter["corpus"].generate(scale=SCALE) == talks
    assert starter["corpus"].generate(seed=1, scale=SCALE) != talks


def test_no_talk_comes_twice(talks: list) -> None:
    assert len({talk.turns for talk in talks}) == len(talks)


def test_every_kind_is_there_and_says_something(talks: list) -> None:
    kinds = {talk.kind for talk in talks}
    assert {"talk", "program", "capital", "sum", "polite", "unknown", "follow-up"} <= kinds
    for talk in talks:
        for turn in talk.turns:
            assert turn.ask.strip()
            assert turn.brief.strip()
            assert turn.full.strip()


def test_no_gap_of_a_pattern_stays_open(talks: list) -> None:
    for talk in talks:
        if talk.kind == "noise":
            continue
        for turn in talk.turns:
            assert not re.search(r"[{}<>|]", turn.ask + turn.brief + turn.full), turn


def test_no_question_kept_for_evaluation_is_learnt(
    starter: dict[str, ModuleType], talks: list
) -> None:
    bare = starter["pairs"].bare
    kept = {bare(each) for each in starter["corpus"].held_out(starter["texts"].Library())}
    assert len(kept) > 60
    assert not kept & {bare(turn.ask) for talk in talks for turn in talk.turns}


def test_a_kept_question_is_refused(starter: dict[str, ModuleType]) -> None:
    pairs = starter["pairs"]
    collector = pairs.Collector(["스페인 수도가 어디였더라?"])
    asked = pairs.turn("스페인 수도가 어디였더라", ["마드리드입니다."])
    assert not collector.add(pairs.Talk("capital", (asked,)))


@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [
        ("한국", "은", "은"),
        ("호주", "은", "는"),
        ("서울", "이", "이"),
        ("파리", "이", "가"),
        ("김밥", "을", "을"),
        ("김치", "을", "를"),
        ("튀김", "과", "과"),
        ("떡볶이", "과", "와"),
        ("서울", "로", "로"),
        ("부산", "로", "으로"),
        ("제주", "로", "로"),
        ("7", "을", "을"),
        ("5", "을", "를"),
        ("20", "은", "은"),
        ("100", "이", "이"),
        ("CPU", "은", "는"),
        ("LLM", "은", "은"),
        ("워싱턴 D.C.", "은", "는"),
        ("‘시작이 반이다’", "이라는", "라는"),
    ],
)
def test_particles_fit_their_words(
    starter: dict[str, ModuleType], word: str, name: str, expected: str
) -> None:
    assert starter["korean"].particle(word, name) == expected


def test_a_quotation_mark_may_stand_before_the_particle(starter: dict[str, ModuleType]) -> None:
    assert f"‘{starter['korean'].Word('식은 죽 먹기'):은:’}" == "‘식은 죽 먹기’는"


@pytest.mark.parametrize(("a", "b", "plus"), [(47, 38, True), (83, 27, False), (9, 9, False)])
def test_sums_are_right_step_by_step(
    starter: dict[str, ModuleType], a: int, b: int, plus: bool
) -> None:
    result = a + b if plus else a - b
    assert starter["sums"].steps(a, b, plus)[-1] == f"그래서 답은 {result}입니다."
    assert starter["sums"].brief(a, b, plus).endswith(f"= {result}입니다.")


def test_every_capital_and_dish_is_listed_once(starter: dict[str, ModuleType]) -> None:
    library = starter["texts"].Library()
    for rows, key in ((library.capitals, "n"), (library.capitals, "c"), (library.foods, "n")):
        names = [row[key] for row in rows]
        assert len(set(names)) == len(names)
    dishes = {row["n"] for row in library.foods}
    for wish in library.wishes["wish"]:
        assert set(wish["dishes"]) <= dishes


def test_help_promises_only_what_the_program_does(starter: dict[str, ModuleType]) -> None:
    said = " ".join(
        sentence
        for block in starter["texts"].Library().program
        for answer in block["answers"]
        for sentence in answer
    )
    assert not [word for word in UNTRUE if word in said]
    for fact in ("두 개에서 여섯 개", "뚜렷한 차이 없음", "파일 열기", "PNG", "Ctrl"):
        assert fact in said
