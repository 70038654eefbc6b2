"""The panels that stay on the terminal: every word of every answer."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from app.cli.results import print_results
from app.core.comparison import Comparison
from app.core.live_run import LiveRun
from app.core.run import ModelFile, PlannedModel, RunSpec, TokenEvent

ANSWER = "가을은 하늘이 높고 단풍이 듭니다. 보통 9월부터 11월까지를 가을이라고 합니다."


def printed(answer: str, width: int) -> str:
    models = tuple(
        PlannedModel(pane=pane, model=ModelFile(id=name, path=f"{name}.gguf", name=name))
        for pane, name in enumerate("ab")
    )
    comparison = Comparison(RunSpec(comparison_id="c", prompt="?", models=models), [])
    for planned in models:
        run = LiveRun(f"{planned.pane}", planned, 1, "isolated")
        run.submitted_ns = 0
        run.events.append(TokenEvent(1, False, answer))
        run.break_off("cancelled")
        comparison.runs.append(run)
    told = io.StringIO()
    print_results(Console(file=told, width=width, highlight=False, markup=False), comparison)
    return told.getvalue()


@given(st.integers(0, 5), st.integers(90, 110))
def test_no_word_is_cut_at_the_end_of_a_line(n_before: int, width: int) -> None:
    answer = "그 " * n_before + ANSWER
    frame = printed(answer, width)
    assert "…" not in frame
    for word in ANSWER.split():
        assert frame.count(word) == 2
