"""A measurement's report: medians, users, energy, and nothing that was not measured."""

import msgspec

from app.core.report.model import Facts, Heading, Report, Table, Words
from app.services.report.measurement_report import energy_words, measurement_report, users_words
from tests.services.report.report_samples import file, measurement


def made(**more: object) -> Report:
    stored = measurement([file("가나"), file("다라")], **more)  # type: ignore[arg-type]
    return measurement_report(stored, "ko", 1, 150.0)


def facts_after(report: Report, heading: str) -> dict[str, str]:
    place = report.blocks.index(Heading(text=heading))
    block = report.blocks[place + 1]
    assert isinstance(block, Facts)
    return {name: cell.text for name, cell in block.pairs}


def test_every_task_has_its_table() -> None:
    report = made()
    tables = [block for block in report.blocks if isinstance(block, Table)]
    assert len(tables) == 5
    standard = {(row[0].text, row[1].text): row[2].text for row in tables[0].rows}
    # 64 tokens in 64 ms, 8 tokens in 80 ms.
    assert standard[("읽기 tok/s", "가나")] == "1,000"
    assert standard[("tok/s", "다라")] == "100"
    assert report.title == "가게 측정"


def test_users_and_energy_follow_from_the_stamps() -> None:
    report = made()
    # 40 characters a second are shared by all: 4 users are the last with 10 each.
    assert facts_after(report, "동시 사용자")["가나"] == "4명 이상 (잰 데까지 모두)"
    # 36 J an answer: 0.01 kWh for a thousand, 1.5 won at 150.
    assert facts_after(report, "전기")["가나"] == "0.010 kWh · 1.5원"
    assert energy_words(3600.0, 100.0) == "1.0 kWh · 100원"


def test_a_slow_model_keeps_fewer_users() -> None:
    assert facts_after(made(ms_per_token=40.0), "동시 사용자")["가나"] == "2명까지"
    assert users_words(0, 4) == "혼자 써도 읽는 속도보다 느림"
    assert users_words(None, 0) == "재지 않음"


def test_energy_that_nothing_tells_is_not_made_up() -> None:
    report = made(joules=None)
    words = [block.text for block in report.blocks if isinstance(block, Words)]
    assert "이 PC에서는 전력을 잴 수 없습니다." in words


def test_a_measurement_without_results_says_so() -> None:
    empty = msgspec.structs.replace(measurement([file("가나")]), results=())
    report = measurement_report(empty, "ko", 1, 150.0)
    assert report.blocks == (Words(text="아직 잰 것이 없습니다.", role="lead"),)
