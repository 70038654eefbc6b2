"""The program's own sheets: all there, all checkable, and a broken one hides no other."""

import shutil
from pathlib import Path

import pytest

from app.core.measure.texts import read_texts
from app.core.metrics import count_chars
from app.core.sheets.checks import alternatives, check_answer, read_range
from app.core.sheets.packs import Pack, load_packs
from app.core.sheets.sheet import Question

IDS = (
    "shop", "civil", "minutes", "mail", "honorifics",
    "translation", "arithmetic", "code", "common_sense", "privacy",
)  # fmt: skip
PACKS = load_packs(Path(__file__).resolve().parents[3] / "resources").packs
CHECKED = [
    pytest.param(question, sample, id=f"{pack.id}-{question.number}")
    for pack in PACKS
    for question, sample in zip(pack.questions, pack.samples, strict=True)
    if question.check != "none"
]


def right_answer(question: Question, sample: str) -> str:
    """An answer that fulfils the check, made of what is expected."""
    match question.check:
        case "number":
            span = read_range(question.expected)
            assert span is not None
            return f"답은 {(span[0] + span[1]) / 2:f}입니다."
        case "contains":
            return f"네, {' 그리고 '.join(question.expected.split('|'))}입니다."
        case "one_of":
            return f"네, {question.expected.split('|')[-1]}…"
        case "choice":
            return f"{question.expected})"
        case "exact":
            return alternatives(question.expected)[0]
        case _:
            return sample


def test_ten_packs_of_ten_questions_are_there() -> None:
    assert tuple(pack.id for pack in PACKS) == IDS
    for pack in PACKS:
        assert len(pack.questions) == 10
        assert all(question.good for question in pack.questions), pack.id
        assert [q.number for q in pack.questions] == list(range(1, 11))
    texts = [question.question for pack in PACKS for question in pack.questions]
    assert len(set(texts)) == 100


@pytest.mark.parametrize(("question", "sample"), CHECKED)
def test_a_right_answer_passes_and_an_evasive_one_does_not(question: Question, sample: str) -> None:
    good = right_answer(question, sample)
    assert good, "a pattern needs a sample"
    assert check_answer(question, good).right is True
    for bad in ("", "글쎄요.", "무슨 말씀이신지 모르겠네요"):
        assert check_answer(question, bad).right is False


def test_every_kind_of_check_is_used_but_the_strictest() -> None:
    used = {question.check for pack in PACKS for question in pack.questions}
    assert used == {"contains", "one_of", "number", "regex", "choice", "none"}


def test_a_pack_is_found_by_any_of_its_names(resources: Path) -> None:
    packs = load_packs(resources)
    found: list[Pack | None] = [packs.find(name) for name in ("shop", "쇼핑몰 문의", " MAIL ")]
    assert [pack.id if pack else "" for pack in found] == ["shop", "shop", "mail"]
    assert packs.find("없는 것") is None
    assert packs.packs[0].sheet("en").title == "Online shop inquiries"


@pytest.mark.parametrize("broken", [b"order = ", b"\xff\xfe", b"order = 1\nsurprise = 2\n"])
def test_a_broken_pack_is_named_and_the_others_are_there(
    resources: Path, tmp_path: Path, broken: bytes
) -> None:
    shutil.copytree(resources / "packs", tmp_path / "packs")
    (tmp_path / "packs" / "mail.toml").write_bytes(broken)
    packs = load_packs(tmp_path)
    assert [fault.file for fault in packs.faults] == ["mail.toml"]
    assert len(packs.packs) == 9


def test_the_measured_texts_are_as_long_as_they_say(resources: Path) -> None:
    texts = read_texts(resources)
    assert [text.id for text in texts] == ["200", "1000", "4000"]
    for text in texts:
        assert abs(count_chars(text.text) - text.chars) <= text.chars * 0.05, count_chars(text.text)
