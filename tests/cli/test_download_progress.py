"""What a download tells, with a clock of its own."""

from collections.abc import Callable

import pytest

from app.cli.console import cell_width
from app.cli.download_progress import DownloadProgress
from app.cli.rate_option import read_rate
from app.cli.status_line import PLAIN_EVERY_S, StatusLine, cut
from app.core.problem import Problem
from app.core.transfer import DownloadState, Progress
from app.services.download_words import percent

TOTAL = 100 * 2**20


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def progress(
    done: int, state: DownloadState = "downloading", problem: Problem | None = None
) -> Progress:
    return Progress(
        state=state, done_bytes=done, total_bytes=TOTAL, fetched_bytes=done, problem=problem
    )


Told = Callable[[], list[str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """The lines on stderr since the last look."""

    def lines() -> list[str]:
        return capsys.readouterr().err.splitlines()

    return lines


def test_a_line_every_few_seconds(told: Told) -> None:
    clock = Clock()
    shown = DownloadProgress("kanana:Q4_K_M", clock)
    for step in range(101):
        shown.note(progress(step * 2**19))
        clock.now += 0.2
    lines = told()
    assert len(lines) == 1 + int(20 // PLAIN_EVERY_S)
    assert lines[-1] == "kanana:Q4_K_M: 50 % · 2.5 MiB/s · 20초 남음 · 50 MiB / 100 MiB"


def test_a_change_of_state_is_told_at_once(told: Told) -> None:
    shown = DownloadProgress("kanana", Clock())
    shown.note(progress(0))
    shown.note(progress(TOTAL, "verifying"))
    lines = told()
    shown.note(progress(TOTAL, "flushing"))
    lines += told()
    assert [line.split(" · ")[1] for line in lines] == ["받는 중", "검사 중", "디스크에 다 쓰는 중"]
    shown.note(progress(TOTAL, "paused"))
    assert not told()


def test_trouble_is_told_once_until_it_went_on(told: Told) -> None:
    clock = Clock()
    trouble = Problem(kind="worker_hung", params={"seconds": 30})
    shown = DownloadProgress("kanana", clock)
    shown.note(progress(10))
    for _ in range(3):
        shown.note(progress(10, "waiting", trouble))
        shown.note(progress(10))
    assert sum("30" in line for line in told()) == 1
    shown.note(progress(20))
    shown.note(progress(20, "waiting", trouble))
    assert sum("30" in line for line in told()) == 1


def test_the_rest_is_not_guessed_at_the_start(told: Told) -> None:
    clock = Clock()
    shown = DownloadProgress("kanana", clock)
    shown.note(progress(0, "checking"))
    clock.now += 1
    shown.note(progress(2**20))
    clock.now += PLAIN_EVERY_S
    assert "남음" not in "".join(told())


def test_equal_words_are_not_repeated(told: Told) -> None:
    clock = Clock()
    line = StatusLine(clock)
    for _ in range(3):
        line.show("같은 말")
        clock.now += PLAIN_EVERY_S
    assert told() == ["같은 말"]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("0", 0),
        ("500K", 512_000),
        ("5M", 5 * 2**20),
        ("1.5m", 3 * 2**19),
        ("2MB/s", 2**21),
        ("fast", None),
        ("-1", None),
        ("", None),
        ("1e9", None),
    ],
)
def test_rates(text: str, rate: int | None) -> None:
    assert read_rate(text) == rate


def test_all_is_only_all() -> None:
    assert percent(999, 1000) == "99 %"
    assert percent(1000, 1000) == "100 %"
    assert percent(5, None) == ""


def test_a_line_is_cut_by_columns() -> None:
    assert cut("가나다", 6) == "가나다"
    assert cell_width(cut("가나다라", 6)) <= 6
