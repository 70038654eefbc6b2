import unicodedata

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.metrics import Figures, count_chars, decode_rate, figures_of, percentile
from app.core.run import RunOutcome, Stamps

MS = 1_000_000


def outcome(
    stamps: Stamps | None, text: str = "서울입니다.", n_prompt: int | None = 100
) -> RunOutcome:
    return RunOutcome(
        state="finished", label="isolated", text=text, n_prompt=n_prompt, stamps=stamps
    )


STAMPS = Stamps(
    submitted=1000 * MS,
    prompt_ready=1010 * MS,
    prefill_done=1210 * MS,
    answer_started=1240 * MS,
    ended=1300 * MS,
    tokens=(1220 * MS, 1230 * MS, 1240 * MS, 1260 * MS, 1300 * MS),
)


def test_each_figure_by_its_definition():
    expected = {
        "ttft_ms": 220.0,
        "model_ttft_ms": 210.0,
        "first_answer_ms": 240.0,
        "prefill_tps": 500.0,
        "decode_tps": 50.0,
        "tpot_ms": 20.0,
        "itl_p50_ms": 15.0,
        "itl_p95_ms": 37.0,
        "itl_p99_ms": 39.4,
        "chars_per_s": 100.0,
        "total_ms": 300.0,
        "n_chars": 6,
    }
    assert msgspec.structs.asdict(figures_of(outcome(STAMPS))) == pytest.approx(expected)


def test_nothing_is_known_without_stamps():
    assert figures_of(outcome(None)) == Figures(n_chars=6)
    assert figures_of(outcome(None, text="")) == Figures()


def test_one_token_has_no_rate():
    figures = figures_of(outcome(msgspec.structs.replace(STAMPS, tokens=(1220 * MS,))))
    assert figures.ttft_ms == 220.0
    assert figures.decode_tps is None
    assert figures.tpot_ms is None
    assert figures.chars_per_s is None
    assert figures.itl_p50_ms is None


def test_what_was_not_reached_is_none():
    figures = figures_of(outcome(Stamps(submitted=0, prompt_ready=5 * MS), text=""))
    assert figures == Figures()


def test_a_run_that_never_answered_has_no_answer_figures():
    stamps = msgspec.structs.replace(STAMPS, answer_started=None)
    figures = figures_of(outcome(stamps, text=""))
    assert figures.first_answer_ms is None
    assert figures.chars_per_s is None
    assert figures.decode_tps == 50.0


STAMP = st.integers(0, 10**12)
SOME = st.none() | STAMP


@given(
    st.builds(
        Stamps,
        submitted=STAMP,
        prompt_ready=SOME,
        prefill_done=SOME,
        answer_started=SOME,
        ended=SOME,
        tokens=st.lists(STAMP, max_size=8).map(tuple),
    ),
    st.text(max_size=20),
    st.none() | st.integers(0, 10_000),
)
def test_figures_are_finite_or_none(stamps: Stamps, text: str, n_prompt: int | None):
    figures = figures_of(outcome(stamps, text, n_prompt))
    for name in ("prefill_tps", "decode_tps", "chars_per_s", "tpot_ms"):
        value = getattr(figures, name)
        assert value is None or 0 < value < float("inf")
    assert msgspec.json.decode(msgspec.json.encode(figures), type=Figures) == figures


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("서울", 2),
        (unicodedata.normalize("NFD", "서울"), 2),
        ("서 울\n\t입니다.", 6),
        ("a\u200bb\u0301\x00\ufeff", 2),
        ("🙂", 1),
        ("한국의 수도는 서울이다", 10),
    ],
)
def test_visible_characters(text: str, count: int):
    assert count_chars(text) == count


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)))
def test_a_syllable_is_one_character_however_it_is_written(text: str):
    assert count_chars(unicodedata.normalize("NFD", text)) == len(text)


@given(st.lists(STAMP, min_size=2, max_size=50, unique=True).map(sorted))
def test_decode_rate_is_gaps_by_time(tokens: list[int]):
    rate = decode_rate(tokens)
    assert rate == pytest.approx((len(tokens) - 1) / ((tokens[-1] - tokens[0]) / 1e9))


def test_decode_rate_without_two_different_stamps():
    assert decode_rate([]) is None
    assert decode_rate([5]) is None
    assert decode_rate([5, 5]) is None
    assert decode_rate([6, 5]) is None


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=50),
    st.sampled_from([0.0, 0.5, 0.95, 0.99, 1.0]),
)
def test_percentile_is_numpy_s(values: list[float], fraction: float):
    assert percentile(values, fraction) == pytest.approx(np.quantile(values, fraction))


def test_percentile_of_nothing():
    assert percentile([], 0.5) is None
