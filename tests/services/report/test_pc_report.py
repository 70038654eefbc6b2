"""The page about this PC: measured values stand as they are, estimates are marked, nothing of
another PC counts."""

from collections.abc import Sequence

import msgspec
import pytest

from app.core.catalogue import Catalogue
from app.core.report.model import Bars, Cell, Facts, Heading, Report, Table, Words
from app.core.run import ModelFile
from app.core.sheets.results import SheetAnswer, SheetPlan
from app.core.sheets.sheet import Marking, Question, Sheet
from app.services.report.pc_findings import PcFindings, accuracy_of
from app.services.report.pc_report import pc_report
from app.services.report.pc_source import Evidence, findings_of
from app.store.measure_store import StoredPlan
from app.store.sheet_store import SheetRunSummary, StoredSheetRun
from tests.helpers.fit_facts import MACHINE, model
from tests.services.report.report_samples import (
    START,
    answer,
    comparison,
    file,
    fit_report,
    measurement,
)


def findings(
    models: Sequence[ModelFile],
    plans: Sequence[StoredPlan] = (),
    *,
    free: float = 12.0,
    sheets: Sequence[StoredSheetRun] = (),
    **evidence: object,
) -> PcFindings:
    runs = evidence.get("runs", ())
    catalogue = Catalogue(models=(model(2, "가나"),))
    return findings_of(
        models,
        Evidence(tuple(plans), tuple(runs), tuple(sheets)),  # type: ignore[arg-type]
        MACHINE,
        (),
        lambda one: fit_report(one, free=free),
        catalogue,
        150.0,
    )


def page(found: PcFindings) -> Report:
    return pc_report(found, "ko", 1, "0.1.0")


def cells(report: Report) -> dict[str, Cell]:
    """The first model's cells by question."""
    table = next(block for block in report.blocks if isinstance(block, Table))
    return {row[0].text: row[1] for row in table.rows}


def lead(report: Report) -> str:
    return next(b.text for b in report.blocks if isinstance(b, Words) and b.role == "lead")


def test_measured_values_stand_as_they_are() -> None:
    report = page(findings([file("가나")], [measurement([file("가나")])]))
    told = cells(report)
    # 100 characters in 10 gaps of 20 ms.
    assert told["쓰는 속도"].text.splitlines()[0] == "500글자/초"
    assert told["첫 글자까지"].text.splitlines() == ["100 ms", "200글자 질문"]
    assert told["동시 사용자"].text == "4명 이상 (잰 데까지 모두)"
    assert told["답 1,000개의 전기"].text.splitlines() == ["0.010 kWh", "1.5원"]
    assert told["판정"].text == "● 쾌적"
    assert not any(cell.estimate for cell in told.values())
    # 1 GiB of weights and 1 MiB of cache were loaded, and the worker itself is there.
    assert told["쓰는 메모리"].text.startswith("1.1 GiB")
    assert lead(report).startswith("네, 돌릴 수 있습니다. 가나: 1초에 500글자")


def test_estimates_are_marked_everywhere() -> None:
    report = page(findings([file("가나")]))
    told = cells(report)
    for name in ("판정", "쓰는 속도", "첫 글자까지", "쓰는 메모리", "남는 메모리"):
        assert told[name].estimate, name
    for name in ("동시 사용자", "답 1,000개의 전기", "문제지 정답률"):
        assert told[name].text == "재지 않음"
        assert not told[name].estimate
    (bars,) = [block for block in report.blocks if isinstance(block, Bars)]
    assert all(bar.estimate for bar in bars.bars)
    assert report.one_page


def test_nothing_of_another_pc_counts() -> None:
    other = msgspec.structs.replace(MACHINE, cpu_name="다른 PC")
    told = cells(page(findings([file("가나")], [measurement([file("가나")], machine=other)])))
    assert told["쓰는 속도"].estimate
    assert told["동시 사용자"].text == "재지 않음"


def test_the_history_tells_where_nobody_measured() -> None:
    runs = comparison([[answer("가" * 30)] * 3]).runs
    report = page(findings([file("가나")], runs=runs))
    assert cells(report)["쓰는 속도"].text.startswith("150글자/초")
    assert not cells(report)["쓰는 속도"].estimate
    assert "실행 기록" in " ".join(b.text for b in report.blocks if isinstance(b, Words))


def test_a_measured_speed_decides_the_verdict() -> None:
    quick = page(findings([file("가나")], [measurement([file("가나")])]))
    slow = page(findings([file("가나")], [measurement([file("가나")], ms_per_token=5000.0)]))
    assert cells(quick)["판정"].text == "● 쾌적"
    # 100 characters in 50 s.
    assert cells(slow)["판정"].text == "△ 빠듯"
    assert "1초에 2.0글자" in lead(slow)
    assert "느림" in lead(slow)


def test_no_change_is_advised_for_what_was_measured_to_be_fine() -> None:
    def advice(plans: Sequence[StoredPlan]) -> Cell:
        found = findings_of(
            [file("가나")],
            Evidence(tuple(plans), (), ()),
            MACHINE,
            (),
            lambda one: fit_report(one, billions=14.0, free=8.0),
            Catalogue(),
            150.0,
        )
        blocks = page(found).blocks
        facts = blocks[blocks.index(Heading(text="무엇을 바꾸면 나아지나")) + 1]
        assert isinstance(facts, Facts)
        return facts.pairs[0][1]

    estimated, measured = advice([]), advice([measurement([file("가나")])])
    assert estimated.estimate
    assert measured == Cell(text="이대로 충분합니다.")


def test_practice_models_do_not_hide_real_ones() -> None:
    models = [file("starter", practice=True), file("가나")]
    (bars,) = [b for b in page(findings(models)).blocks if isinstance(b, Bars)]
    assert [bar.name for bar in bars.bars] == ["가나"]


def test_memory_that_does_not_suffice_is_told() -> None:
    report = page(findings([file("가나")], free=0.5))
    assert cells(report)["판정"].text.startswith("×")
    assert "모자람" in cells(report)["남는 메모리"].text
    assert lead(report).startswith("이대로는 어렵습니다.")


def test_energy_is_not_made_up() -> None:
    plan = measurement([file("가나")], joules=None)
    assert cells(page(findings([file("가나")], [plan])))["답 1,000개의 전기"].text == (
        "이 PC에서는 잴 수 없음"
    )


def test_licences_are_the_originals() -> None:
    known, unknown = page(findings([file("가나")])), page(findings([file("모름")]))
    assert cells(known)["가게에서 써도 되나"].text.endswith("\n예")
    assert "확인" in cells(unknown)["가게에서 써도 되나"].text
    practice = page(findings([file("starter", practice=True)]))
    assert "연습용" in cells(practice)["가게에서 써도 되나"].text


def sheet(right: Sequence[bool | None]) -> StoredSheetRun:
    questions = tuple(Question(number=n + 1, question="물음") for n in range(len(right)))
    plan = SheetPlan(
        run_id="s",
        sheet=Sheet(title="우리 가게 문의", questions=questions),
        models=comparison([[answer()]]).comparison.spec.models,
    )
    answers = tuple(
        SheetAnswer(
            question=n,
            model=0,
            started_at_ns=START,
            ended_at_ns=START,
            outcome=answer(),
            marking=Marking(right=mark),
        )
        for n, mark in enumerate(right)
    )
    summary = SheetRunSummary(
        run_id="s",
        created_at_ns=START,
        ended_at_ns=START,
        state="finished",
        title="우리 가게 문의",
        label="",
        kept=False,
        note="",
        n_questions=len(right),
        n_models=1,
        n_answers=len(right),
    )
    return StoredSheetRun(
        summary=summary, plan=plan, machine=MACHINE, program="0.1.0", answers=answers, marks={}
    )


def test_accuracy_on_the_shops_own_sheet_stands_beside_speed() -> None:
    stored = sheet([True, True, True, False])
    told = cells(page(findings([file("가나")], sheets=[stored])))
    # Wilson's interval of 3 in 4.
    assert told["문제지 정답률"].text.splitlines() == [
        "75점 (3/4문제, 95 % 구간 30–95)",
        "우리 가게 문의",
    ]


@pytest.mark.parametrize("right", [[], [None, None]])
def test_a_sheet_without_checks_says_nothing(right: list[bool | None]) -> None:
    assert accuracy_of(file("가나"), [sheet(right)]) is None
