"""However often a sheet is broken off, every question is asked of every model once."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.problem import Problem, ProblemKind
from app.core.run import LoadReport, Memory, ModelFile, PlannedModel, RunOutcome, RunState, Stamps
from app.core.sheets.results import (
    HandMark,
    Place,
    SheetAnswer,
    SheetPlan,
    is_lost,
    left_places,
    mark_outcome,
    scores_of,
    seconds_left,
)
from app.core.sheets.sheet import Marking, Question, Sheet

REPORT = LoadReport(
    architecture="llama", name="x", quantisation="", n_params=1, n_layers=1, n_vocab=1,
    n_ctx_train=1, n_ctx=1, n_batch=1, n_threads=1, backend="CPU", gpu_layers=0, load_ms=1.0,
    memory=Memory(weights_bytes=100, kv_bytes=20, compute_bytes=None),
)  # fmt: skip


def plan(n_questions: int = 3, n_models: int = 2) -> SheetPlan:
    questions = tuple(Question(number=n + 1, question=f"{n}?") for n in range(n_questions))
    models = tuple(
        PlannedModel(pane=n, model=ModelFile(id=str(n), path=f"/{n}", name=str(n)))
        for n in range(n_models)
    )
    return SheetPlan(run_id="p", sheet=Sheet(title="t", questions=questions), models=models)


def answer(
    place: Place,
    *,
    right: bool | None = None,
    state: RunState = "finished",
    kind: ProblemKind | None = None,
    seconds: float = 1.0,
    tokens: tuple[int, ...] = (),
) -> SheetAnswer:
    outcome = RunOutcome(
        state=state,
        label="isolated",
        text="답",
        problem=Problem(kind=kind) if kind else None,
        stamps=Stamps(submitted=0, tokens=tokens) if tokens else None,
        report=None if kind == "load_failed" else REPORT,
    )
    return SheetAnswer(
        question=place[0],
        model=place[1],
        started_at_ns=0,
        ended_at_ns=round(seconds * 1e9),
        outcome=outcome,
        marking=Marking(right=right),
    )


@given(
    st.integers(1, 6),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 8), st.booleans()), max_size=8),
    st.booleans(),
)
def test_sessions_of_any_length_come_to_the_same(
    n_questions: int, n_models: int, sessions: list[tuple[int, bool]], together: bool
) -> None:
    asked = plan(n_questions, n_models)
    done: list[SheetAnswer] = []
    for length, crashes in [*sessions, (100, False)]:
        now: list[SheetAnswer] = []
        for _ in range(length):
            left = left_places(asked, done, now, together=together)
            if not left:
                break
            lost = crashes and not now
            now.append(
                answer(left[0], state="failed", kind="worker_crashed") if lost else answer(left[0])
            )
        done = [a for a in done if a.place not in {b.place for b in now}] + now
    assert left_places(asked, done, [], together=together) == []
    places = [a.place for a in done if not is_lost(a)]
    assert sorted(places) == [(q, m) for q in range(n_questions) for m in range(n_models)]


def test_side_by_side_every_question_goes_to_all_and_whose_turn_is_first_rotates() -> None:
    places = left_places(plan(2, 2), [], [], together=True)
    assert places == [(0, 0), (0, 1), (1, 1), (1, 0)]
    places = left_places(plan(2, 2), [], [], together=False)
    assert places == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert left_places(plan(2, 2), [], [], out={0}, together=False) == [(0, 1), (1, 1)]


def test_what_the_question_did_is_not_asked_again() -> None:
    assert not is_lost(answer((0, 0), state="failed", kind="prompt_too_long"))
    for kind in ("worker_crashed", "worker_hung", "load_failed"):
        assert is_lost(answer((0, 0), state="failed", kind=kind))


def test_scores_say_how_sure_they_are() -> None:
    tokens = tuple(range(0, 11 * 10**7, 10**7))
    answers = [
        *(answer((q, 0), right=q < 8, tokens=tokens) for q in range(10)),
        answer((10, 0), right=None),
        answer((11, 0), state="failed", kind="prompt_too_long"),
    ]
    marks = {(0, 0): HandMark(mark=5), (1, 0): HandMark(mark=2), (2, 0): HandMark(note="?")}
    first, second = scores_of(plan(12), answers, marks)
    assert (first.n_right, first.n_checked, first.n_failed) == (8, 10, 1)
    assert first.accuracy == 0.8
    # Wilson's interval of 8 in 10.
    assert first.low is not None
    assert first.high is not None
    assert (round(first.low, 3), round(first.high, 3)) == (0.490, 0.943)
    assert (first.mean_mark, first.n_marked) == (3.5, 2)
    assert first.decode_tps == 100.0
    assert first.memory_bytes == 120
    assert (second.accuracy, second.low, second.mean_mark, second.memory_bytes) == (None,) * 4


def test_the_time_left_is_that_of_the_same_model() -> None:
    left = [(1, 0), (0, 1)]
    assert seconds_left(left, []) is None
    assert seconds_left(left, [answer((0, 0), seconds=2.0)]) == 4.0
    both = [answer((0, 0), seconds=2.0), answer((1, 1), seconds=6.0)]
    assert seconds_left(left, both) == 8.0


def test_an_answer_that_never_ended_is_neither_right_nor_wrong() -> None:
    question = Question(number=1, question="?", expected="서울", check="contains")
    good = RunOutcome(state="finished", label="isolated", text="서울이요")
    assert mark_outcome(question, good).right is True
    cut = RunOutcome(state="failed", label="isolated", text="서울")
    assert mark_outcome(question, cut).right is None
