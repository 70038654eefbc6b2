"""A comparison's report says what its stamps say, and no more."""

import json
from pathlib import Path

import msgspec
import pytest

from app.core.metrics import figures_of
from app.core.problem import Problem, UsageError
from app.core.report.model import Answer, Bars, Report, Table, Words
from app.core.run import RunOutcome
from app.services.report.comparison_poster import comparison_poster
from app.services.report.comparison_report import comparison_report
from app.services.report.formats import as_html, as_json, as_markdown
from app.services.report.stored import find_comparison
from app.store.run_store import RunStore
from tests.services.report.report_samples import answer, comparison
from tests.store import samples

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


def report_on(*outcomes: list[RunOutcome], **more: object) -> Report:
    return comparison_report(comparison(outcomes, **more), "ko", 1)  # type: ignore[arg-type]


def lead(report: Report) -> str:
    return next(b.text for b in report.blocks if isinstance(b, Words) and b.role == "lead")


def table(report: Report) -> Table:
    return next(block for block in report.blocks if isinstance(block, Table))


def test_figures_are_those_of_the_stamps() -> None:
    slow, fast = [answer(ms_per_token=40)] * 5, [answer(ms_per_token=20)] * 5
    report = report_on(slow, fast)
    # 6 visible characters in 10 gaps of 40 ms: 15 a second; 25 tokens a second.
    assert [cell.text for cell in table(report).rows[0]] == [
        *("가나", "15.0 (15.0–15.0)", "25.0 (25.0–25.0)", "100 ms", "500 ms", "5")
    ]
    assert table(report).rows[1][2].text.startswith("50.0")
    (bars,) = [block for block in report.blocks if isinstance(block, Bars)]
    assert [bar.value for bar in bars.bars] == pytest.approx([15.0, 30.0])
    assert lead(report) == "다라 쪽이 가나보다 2.0배 빠름 (95\xa0% 구간 2.0–2.0배, 5회)"


def test_the_document_has_every_run_with_its_raw_stamps() -> None:
    report = report_on([answer()] * 2, [answer(ms_per_token=21)] * 2)
    document = json.loads(as_json(report))
    runs = document["data"]["runs"]
    assert len(runs) == 4
    for run in runs:
        tokens = run["outcome"]["stamps"]["tokens"]
        rate = (len(tokens) - 1) * 1e9 / (tokens[-1] - tokens[0])
        assert run["figures"]["decode_tps"] == pytest.approx(rate)


def test_what_is_derived_again_equals_what_is_stored(tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs.sqlite3")
    record = samples.comparison("abcdef")
    store.begin_comparison(record)
    for number, pane in enumerate((0, 1)):
        run = samples.run(record, f"r{number}", pane)
        store.begin_run(run)
        store.finish_run(record, run, samples.outcome(7 + number), 9_000)
    found = find_comparison(store, "abc")
    summaries = {summary.run_id: summary for summary in store.list_runs()}
    for run in found.runs:
        figures, summary = figures_of(run.outcome), summaries[run.run.run_id]
        assert (figures.ttft_ms, figures.decode_tps, figures.chars_per_s) == (
            summary.ttft_ms,
            summary.decode_tps,
            summary.chars_per_s,
        )
    report = comparison_report(found, "ko", 1)
    told = {run["run_id"]: run["figures"] for run in report.data["runs"]}
    assert {key: value["decode_tps"] for key, value in told.items()} == {
        key: summary.decode_tps for key, summary in summaries.items()
    }
    store.close()


def test_an_id_is_found_by_its_beginning_alone(tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs.sqlite3")
    with pytest.raises(UsageError) as nothing:
        find_comparison(store)
    assert nothing.value.problem.kind == "report_nothing"
    for name in ("aa1", "aa2"):
        record = samples.comparison(name)
        store.begin_comparison(record)
        store.begin_run(samples.run(record, f"r{name}"))
    # A run's own id means its comparison as well.
    for name in ("aa2", "raa2"):
        assert find_comparison(store, name).comparison.spec.comparison_id == "aa2"
    for name, count in (("aa", 2), ("zz", 0)):
        with pytest.raises(UsageError) as unknown:
            find_comparison(store, name)
        assert unknown.value.problem.params == {"name": name, "count": count}
    store.close()


@pytest.mark.parametrize(
    ("rounds", "said"),
    [(2, "5회 이상이어야 판단합니다."), (5, "뚜렷한 차이 없음")],
)
def test_nothing_is_claimed_that_cannot_be(rounds: int, said: str) -> None:
    alike = [answer()] * rounds
    assert said in lead(report_on(alike, alike))


def test_the_largest_lead_is_told_whichever_of_the_two_it_is() -> None:
    slow, fast = [answer(ms_per_token=60)] * 5, [answer(ms_per_token=20)] * 5
    said = lead(report_on(slow, fast, [answer(ms_per_token=20)] * 5))
    assert said.startswith("다라 쪽이 가나보다 3.0배")


def test_a_race_is_never_ranked() -> None:
    slow, fast = [answer(ms_per_token=90)] * 5, [answer()] * 5
    stored = comparison([slow, fast], mode="race")
    report = comparison_report(stored, "ko", 1)
    assert "순위를 매기지 않습니다" in lead(report)
    assert not [block for block in report.blocks if isinstance(block, Bars)]
    poster = comparison_poster(stored, "ko")
    assert not any(one.fastest for one in poster.answers)
    assert poster.label.startswith("동시 실행")


def test_the_speed_that_compares_across_tokenisers_decides() -> None:
    # One says more in a token: it is slower in tokens and faster in characters.
    terse = [answer("가" * 10, ms_per_token=10)] * 5
    wordy = [answer("가" * 90, ms_per_token=30)] * 5
    report = report_on(terse, wordy)
    assert lead(report).startswith("다라 쪽이 가나보다")
    said = [b.text for b in report.blocks if isinstance(b, Words)]
    assert any(text.startswith("tok/s: 가나 쪽이 다라보다") for text in said)


def test_what_was_not_alone_is_not_averaged_with_what_was() -> None:
    disturbed = msgspec.structs.replace(answer(ms_per_token=500), label="race")
    report = report_on([answer()] * 4 + [disturbed], [answer()] * 5)
    assert [cell.text for cell in table(report).rows[0]][-1] == "4"
    assert table(report).rows[0][2].text.startswith("50.0")


def test_a_model_that_failed_is_told_and_the_others_stand() -> None:
    problem = Problem(kind="worker_crashed", params={"exit_code": 6})
    failed = RunOutcome(state="failed", label="isolated", problem=problem)
    report = report_on([failed], [answer()])
    answers = [block for block in report.blocks if isinstance(block, Answer)]
    assert answers[0].name.startswith("가나 · ")
    assert answers[0].text
    assert answers[1].text == "서울입니다."
    assert [cell.text for cell in table(report).rows[0][1:]] == ["–", "–", "–", "–", "0"]


def test_hostile_answers_and_names_stay_text() -> None:
    evil = '</blockquote><script>alert(1)</script>{{ 7*7 }}<img src=x onerror="y()">'
    report = report_on([answer(evil)], [answer(evil)], prompt=evil, names=(evil, "=cmd()"))
    page = as_html(report, RESOURCES)
    assert "<script>" not in page
    assert "<img" not in page
    assert "\\<script\\>" in as_markdown(report)


def test_the_poster_marks_only_who_beats_everybody() -> None:
    slow, fast, faster = ([answer(ms_per_token=ms)] * 5 for ms in (90, 30, 20))
    marked = comparison_poster(comparison([slow, fast, faster]), "ko")
    assert [one.fastest for one in marked.answers] == [False, False, True]
    assert "가장 빠릅니다" in marked.verdict
    tied = comparison_poster(comparison([slow, faster, faster]), "ko")
    assert not any(one.fastest for one in tied.answers)
    many = comparison_poster(comparison([fast] * 6), "ko")
    assert len(many.answers) == 4
    assert many.left_out == "모델 2개 더 있음"


def test_differing_answers_are_told() -> None:
    report = report_on([answer("하나"), answer("둘")], [answer("셋"), answer("셋")])
    notes = [b.text for b in report.blocks if isinstance(b, Words) and "첫 답" in b.text]
    assert len(notes) == 1
