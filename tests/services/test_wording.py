"""Every problem, state and label has words, in both languages."""

from typing import get_args

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.core.problem import Problem, ProblemKind
from app.core.run import Label, RunState, StopReason
from app.services.resources import resource_folder
from app.services.translation import Languages
from app.services.wording import (
    explain_label,
    longer_context_helps,
    show_bytes,
    word,
    word_label,
    word_run_state,
    word_state,
    word_stop_reason,
)
from app.services.worker_process import WorkerState

KINDS: tuple[ProblemKind, ...] = get_args(ProblemKind)


def has_hangul(text: str) -> bool:
    return any("가" <= c <= "힣" for c in text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_problem_has_words(kind: ProblemKind) -> None:
    wording = word(Problem(kind=kind))
    for part in (wording.title, wording.what, wording.do):
        assert has_hangul(part)
        assert "{" not in part
    assert len(wording.title) <= 25
    assert wording.what.endswith((".", "–"))
    assert wording.do.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_every_problem_has_english_words(qtbot: QtBot, kind: ProblemKind) -> None:
    application = QCoreApplication.instance()
    assert application is not None
    languages = Languages(application, resource_folder() / "i18n")
    languages.use("en")
    try:
        wording = word(Problem(kind=kind))
    finally:
        languages.use("ko")
    for part in (wording.title, wording.what, wording.do):
        assert part
        assert not has_hangul(part)


@pytest.mark.parametrize(
    ("problem", "parts"),
    [
        (
            Problem(kind="prompt_too_long", params={"n_prompt": 5000, "n_ctx": 4096}),
            ["5,000", "4,096"],
        ),
        (
            Problem(kind="file_cut_off", params={"expected_bytes": 3 << 30, "actual_bytes": 10}),
            ["3.0 GiB", "10 B"],
        ),
        (
            Problem(kind="file_cut_off", params={"expected_bytes": 5_043, "actual_bytes": 5_000}),
            ["5,043 B", "5,000 B"],
        ),
        (Problem(kind="worker_crashed", params={"exit_code": -6}), ["-6"]),
        (Problem(kind="worker_hung", params={"seconds": 2.0}), ["2초"]),
        (Problem(kind="file_missing", params={"path": "/한글/{n}.gguf"}), ["/한글/{n}.gguf"]),
    ],
)
def test_parameters_are_filled_in(problem: Problem, parts: list[str]) -> None:
    wording = word(problem)
    for part in parts:
        assert part in wording.what


@pytest.mark.parametrize(("n_ctx_train", "helps"), [(8192, True), (4096, False), (0, True)])
def test_a_longer_context_is_advised_only_where_it_helps(n_ctx_train: int, helps: bool) -> None:
    params: dict[str, str | int | float] = {
        "n_prompt": 5000, "n_ctx": 4096, "n_ctx_train": n_ctx_train
    }  # fmt: skip
    problem = Problem(kind="prompt_too_long", params=params)
    assert longer_context_helps(problem) is helps
    assert ("컨텍스트 길이를 늘려" in word(problem).do) is helps
    assert "질문을 줄" in word(problem).do


@pytest.mark.parametrize(
    ("n_bytes", "shown"),
    [(0, "0 B"), (1023, "1023 B"), (2048, "2 KiB"), (5 << 20, "5 MiB"), (3 << 29, "1.5 GiB")],
)
def test_sizes(n_bytes: int, shown: str) -> None:
    assert show_bytes(n_bytes) == shown


def test_states_and_labels_have_words_of_their_own() -> None:
    for words in (
        [word_stop_reason(reason) for reason in get_args(StopReason)],
        [word_run_state(state) for state in get_args(RunState)],
        [word_state(state) for state in get_args(WorkerState)],
        [word_label(label) for label in get_args(Label)],
        [explain_label(label) for label in get_args(Label)],
    ):
        assert len(set(words)) == len(words)
        assert all(map(has_hangul, words))
    assert word_stop_reason(None) == ""
