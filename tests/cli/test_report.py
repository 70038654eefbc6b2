"""``report``: files of every kind from what the practice models did, and nothing overwritten."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import QUESTION, STARTERS, Ran, run

QUICK = ("--prompt-tokens", "16", "--gen-tokens", "4", "--idle-wait", "0", "--max-tokens", "8")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a comparison and a measurement of both practice models."""
    data = tmp_path_factory.mktemp("보고서") / "자료"
    assert run("compare", *STARTERS, "-p", QUESTION, "--rounds", "2", data=data).status == 0
    words = ("--rounds", "2", "--kind", "standard,chat", *QUICK, "--label", "가게")
    assert run("bench", *STARTERS, *words, data=data).status == 0
    return data


STARTS = {
    "csv": b"\xef\xbb\xbf",
    "json": b"{",
    "md": b"# ",
    "html": b"<!DOCTYPE html>",
    "pdf": b"%PDF-",
    "png": b"\x89PNG",
}


@pytest.mark.parametrize("ending", list(STARTS))
def test_a_comparison_as_every_kind_of_file(done: Path, tmp_path: Path, ending: str) -> None:
    to = tmp_path / f"보고서.{ending}"
    ran = run("report", "comparison", "--to", to, data=done)
    assert ran.status == 0, ran.err
    assert ran.out == ""
    assert str(to) in ran.err
    assert to.read_bytes().startswith(STARTS[ending])
    assert [path.name for path in tmp_path.iterdir()] == [to.name]


def test_the_document_has_raw_stamps_and_what_people_read(done: Path) -> None:
    document = run("report", "comparison", "--json", data=done).document
    runs = document["data"]["runs"]
    assert len(runs) == 4
    for one in runs:
        tokens = one["outcome"]["stamps"]["tokens"]
        rate = (len(tokens) - 1) * 1e9 / (tokens[-1] - tokens[0])
        assert one["figures"]["decode_tps"] == pytest.approx(rate)
    assert {block["type"] for block in document["blocks"]} >= {"table", "answer", "facts"}
    short = runs[0]["outcome"] and document["data"]["comparison"]["spec"]["comparison_id"][:6]
    again = run("report", "comparison", short, "--json", data=done)
    assert again.document["data"] == document["data"]


def test_the_page_about_this_pc_is_one_page(done: Path, tmp_path: Path) -> None:
    to = tmp_path / "pc.pdf"
    ran = run("report", "pc", "--no-calibrate", "--to", to, data=done)
    assert ran.status == 0, ran.err
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", to.read_bytes())) == 1


def test_what_was_measured_is_on_the_page_and_english_is_spoken(done: Path) -> None:
    told = run("report", "pc", "--no-calibrate", "--json", data=done).document
    models = told["data"]["models"]
    assert [model["model"] for model in models] == ["starter-s", "starter-m"]
    assert all(model["measured"]["chars_per_s"]["n"] == 2 for model in models)
    page = run("report", "pc", "-m", "starter-s", "--no-calibrate", data=done, lang="en")
    assert page.out.startswith("# Will it run on our PC?")
    assert "characters/s" in page.out
    assert not re.search("[가-힣]", page.out.replace("starter", ""))


def test_a_measurement_as_a_table(done: Path, tmp_path: Path) -> None:
    to = tmp_path / "m.csv"
    assert run("report", "measurement", "--to", to, data=done).status == 0
    rows = list(csv.reader(io.StringIO(to.read_text("utf-8-sig"))))
    assert rows[0] == ["가게"]
    models = {row[1].split()[0] for row in rows if row[:1] == ["tok/s"]}
    assert models == {"starter-s", "starter-m"}


def test_a_file_that_is_there_is_kept(done: Path, tmp_path: Path) -> None:
    to = tmp_path / "r.md"
    to.write_text("내 글", encoding="utf-8")
    refused = run("report", "comparison", "--to", to, data=done)
    assert refused.status == 1
    assert "--force" in refused.err
    assert to.read_text("utf-8") == "내 글"
    assert run("report", "comparison", "--to", to, "--force", data=done).status == 0
    assert to.read_text("utf-8").startswith("# ")


def test_a_folder_that_is_not_there_is_told(done: Path, tmp_path: Path) -> None:
    ran = run("report", "comparison", "--to", tmp_path / "없음" / "r.pdf", data=done)
    assert ran.status == 1
    assert "없음" in ran.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("느낌",), 2, "느낌"),
        (("comparison",), 2, "아직"),
        (("measurement",), 2, "아직"),
        (("sheet",), 2, "아직"),
        (("comparison", "--to", "r.exe"), 2, ".pdf"),
        (("pc", "-m", "no-such-model", "--no-calibrate"), 2, "no-such-model"),
    ],
)
def test_wrong_words_are_told(
    call: Callable[..., Ran], words: tuple[str, ...], status: int, said: str
) -> None:
    ran = call("report", *words)
    assert ran.status == status, ran.err
    assert said in ran.err
    assert ran.out == ""


def test_an_unknown_id_is_told(done: Path) -> None:
    ran = run("report", "comparison", "zzz", "--json", data=done)
    assert ran.status == 2
    assert "zzz" in ran.err
    assert json.loads(ran.out)["error"]["kind"] == "report_unknown"


def test_the_price_of_electricity_is_remembered(done: Path) -> None:
    words = ("report", "pc", "-m", "starter-s", "--no-calibrate", "--json")
    assert run(*words, "--won-per-kwh", "200", data=done).document["data"]["won_per_kwh"] == 200
    assert run(*words, data=done).document["data"]["won_per_kwh"] == 200
