"""Verdict and reason read as one statement, and claim nothing that was not found."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.fit.verdict import VERDICTS, Case, Judgement, judge
from app.services.fit_words import statement_words, verdict_meaning
from app.services.translation import Languages
from tests.helpers.fit_facts import room

GIB = 2**30


@pytest.fixture(params=["ko", "en"])
def language(request: pytest.FixtureRequest, qapp: QApplication, resources: Path) -> Iterator[str]:
    languages = Languages(qapp, resources / "i18n")
    languages.use(request.param)
    yield request.param
    languages.use("ko")


def found() -> Iterator[Judgement]:
    """Yield what is judged of many cases of one PC with 16 GiB."""
    speeds = (None, 1.0, 7.0, 40.0)
    starts = (None, 1.0, 10.0, 60.0)
    for needed, chars, start in itertools.product((1, 7.0, 7.9, 9), speeds, starts):
        yield judge(
            Case(
                needs={"CPU": int(needed * GIB)},
                rooms=(room(8, total=16),),
                chars_per_s=chars,
                first_token_s=start,
                n_ctx=4096,
            )
        )


def test_a_speed_that_nobody_measured_is_unknown_and_not_poor(language: str) -> None:
    judgement = judge(Case(needs={"CPU": GIB}, rooms=(room(8, total=16),)))
    assert (judgement.verdict, judgement.reason.kind) == ("fits", "unmeasured")
    expected = {
        "ko": "돌아갑니다. 메모리는 넉넉하고, 속도는 이 PC의 빠르기를 재지 않아 모릅니다.",
        "en": "It runs. Memory is ample; this PC's pace was not measured, so the speed is unknown.",
    }
    assert statement_words(judgement) == expected[language]


def test_what_a_verdict_says_is_about_its_reason() -> None:
    judgements = list(found())
    assert {one.verdict for one in judgements} == set(VERDICTS)
    for judgement in judgements:
        verdict, kind = judgement.verdict, judgement.reason.kind
        words = verdict_meaning(verdict, kind)
        if verdict in {"fits", "tight"}:
            # The line for all reasons at once would speak of others than this one.
            assert words != verdict_meaning(verdict), (verdict, kind)
        assert ("메모리" in words) <= (kind in {"memory", "held_by_ours"}), (verdict, kind)
