"""Parts of the comparison page that need no worker."""

from pathlib import Path

import pytest

from app.core.live_run import LiveRun
from app.core.messages import Done
from app.core.metrics import figures_of
from app.core.problem import Problem
from app.core.run import ModelFile, PlannedModel, Sampling, TokenEvent
from widgets.compare import numbers
from widgets.compare.failure_card import context_that_fits
from widgets.compare.live_figures import LiveFigures, ShownFigures
from widgets.compare.plan import Request, Tuning, make_spec
from widgets.compare.prompt_library import read_prompts
from widgets.compare.verdict_strip import lead_range

MS = 1_000_000
MODEL = ModelFile(id="m", path="m.gguf", name="m", sampling=Sampling(temperature=0.7, top_k=5))


def live_run() -> LiveRun:
    run = LiveRun("r", PlannedModel(pane=0, model=MODEL), 1, "isolated")
    run.submitted_ns, run.prompt_ready_ns = 1000 * MS, 1001 * MS
    return run


def test_live_figures_end_as_the_exact_ones() -> None:
    run = live_run()
    figures = LiveFigures(run)
    assert figures.read() == ShownFigures()
    run.events += [
        TokenEvent(1010 * MS, True, "음"),
        TokenEvent(1020 * MS, False, "한글"),
        TokenEvent(1030 * MS, False, " 둘"),
    ]
    shown = figures.read()
    assert shown.ttft_ms == pytest.approx(10)
    assert shown.first_answer_ms == pytest.approx(20)
    assert shown.decode_tps == pytest.approx(100)
    assert shown.chars_per_s == pytest.approx(300)
    assert (shown.n_output, shown.n_thinking) == (3, 1)
    outcome = run.finish(
        Done(
            run_id="r",
            cancelled=False,
            stop_reason="end_token",
            n_prompt=4,
            n_prompt_evaluated=4,
            n_output=3,
            n_thinking=1,
            submitted_ns=1000 * MS,
            prompt_ready_ns=1001 * MS,
            prefill_done_ns=1009 * MS,
            answer_started_ns=1020 * MS,
            ended_ns=1040 * MS,
        )
    )
    exact = figures_of(outcome)
    shown = figures.read()
    assert (shown.ttft_ms, shown.decode_tps) == (exact.ttft_ms, exact.decode_tps)
    assert (shown.chars_per_s, shown.total_ms) == (exact.chars_per_s, exact.total_ms)


def test_one_token_has_no_rate() -> None:
    run = live_run()
    run.events.append(TokenEvent(1010 * MS, False, "한"))
    shown = LiveFigures(run).read()
    assert shown.decode_tps is None
    assert shown.chars_per_s is None
    assert numbers.rate(shown.decode_tps) == "–"


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "–"), (0.42, "0.4 ms"), (12.3, "12 ms"), (1530, "1.5초"), (75_000, "1분 15초")],
)
def test_times_are_worded(value: float | None, words: str) -> None:
    assert numbers.milliseconds(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(None, "–"), (3.456, "3.46"), (45.67, "45.7"), (3123.4, "3,123")]
)
def test_rates_are_worded(value: float | None, words: str) -> None:
    assert numbers.rate(value) == words


def test_vendor_sampling_where_there_is_any() -> None:
    tuning = Tuning(sampling=Sampling(temperature=0.2, seed=9))
    assert tuning.sampling_for(MODEL, "common").temperature == 0.2
    assert tuning.sampling_for(MODEL, "vendor") == Sampling(temperature=0.7, top_k=5, seed=9)
    plain = ModelFile(id="p", path="p.gguf", name="p")
    assert tuning.sampling_for(plain, "vendor").temperature == 0.2


def test_a_plan_has_every_pane_with_its_own_history() -> None:
    request = Request("물음", "지시", "race", 3, "common", Tuning(n_ctx=2048, max_tokens=64))
    spec = make_spec(request, {0: MODEL, 1: MODEL}, {}, lambda _pane: ())
    assert [planned.pane for planned in spec.models] == [0, 1]
    assert (spec.mode, spec.rounds, spec.max_tokens, spec.system) == ("race", 3, 64, "지시")
    assert spec.models[0].load.n_ctx == 2048


@pytest.mark.parametrize(
    ("trained", "wanted"), [(32768, 6144), (5500, 5500), (4000, None), (0, 6144)]
)
def test_a_context_that_fits(trained: int, wanted: int | None) -> None:
    params: dict[str, str | int | float] = {"n_prompt": 5000, "n_ctx": 4096, "n_ctx_train": trained}
    problem = Problem(kind="prompt_too_long", params=params)
    assert context_that_fits(problem, 512) == wanted


def test_ready_made_prompts_are_many_and_whole(resources: Path) -> None:
    sets = read_prompts(resources / "prompts")
    assert all(len(s.group) >= 7 for s in sets)
    prompts = [p for s in sets for group in s.group for p in group.all]
    assert len(prompts) >= 60
    assert len({p.text for p in prompts}) == len(prompts)
    assert all(p.text.strip() for p in prompts)
    assert all(group.title.ko and group.title.en for s in sets for group in s.group)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(1.09, 1.15, "9.0–15 %"), (2.1, 2.4, "2.1–2.4배"), (1.9, 2.2, "90 % – 2.2배")],
)
def test_ranges_of_leads_are_worded(low: float, high: float, words: str) -> None:
    assert lead_range(low, high).replace("\N{NO-BREAK SPACE}", " ") == words
