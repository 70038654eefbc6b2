"""``sheet`` in the terminal: a shop's own file from the template to the export."""

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.cli.terminal import STARTERS, Ran, command, environment, run

SHEET = """질문,기대 답,검사
한국의 수도는 어디인가요?,서울,포함
비빔밥에 뭐가 들어가?,철근,포함
안녕하세요,,사람
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A shop's sheet in the encoding that Korean Excel writes, given to both practice models."""
    folder = tmp_path_factory.mktemp("가게")
    (folder / "우리 가게.csv").write_bytes((SHEET + "?,,느낌\n").encode("cp949"))
    data = folder / "자료"
    return data, run("sheet", "run", "우리 가게.csv", *STARTERS, "--json", data=data)


def test_the_document_has_accuracy_beside_speed(asked: tuple[Path, Ran]) -> None:
    data, ran = asked
    assert ran.status == 0
    assert "5행" in ran.err
    assert "느낌" in ran.err
    document = ran.document
    assert (document["title"], document["state"]) == ("우리 가게", "finished")
    assert [r["model"] for r in document["results"]] == ["starter-s", "starter-m"]
    for result in document["results"]:
        assert (result["n_right"], result["n_checked"]) == (1, 2)
        assert result["low"] < result["accuracy"] == 0.5 < result["high"]
        assert result["decode_tps"] > 0
        assert result["chars_per_s"] > 0
        assert result["memory_bytes"] > 0
    assert len(document["answers"]) == 6
    assert all(answer["stamps_ns"]["tokens"] for answer in document["answers"])
    (line,) = run("sheet", "list", "--json", data=data).document
    assert (line["title"], line["n_answers"]) == ("우리 가게", 6)


def test_a_past_sheet_is_shown_and_exported(asked: tuple[Path, Ran], tmp_path: Path) -> None:
    data, ran = asked
    name = ran.document["run_id"][:8]
    assert run("sheet", "show", name, "--json", data=data).document == ran.document
    table = run("sheet", "show", name, "--lang", "en", data=data)
    assert "95 % interval" in table.out
    assert "✓ starter-m" in table.out
    for ending in ("csv", "xlsx", "json"):
        assert run("sheet", "export", name, "--to", tmp_path / f"o.{ending}", data=data).status == 0
    assert json.loads((tmp_path / "o.json").read_text("utf-8")) == ran.document
    assert "대한민국의 수도는 서울입니다." in (tmp_path / "o.csv").read_text("utf-8-sig")
    finished = run("sheet", "resume", name, data=data)
    assert finished.status == 1
    assert "이미 끝났거나" in finished.err


def test_a_mark_by_hand_is_kept(asked: tuple[Path, Ran]) -> None:
    data, ran = asked
    words = ("sheet", "mark", ran.document["run_id"], "--question", "3", "-m", "starter-m")
    marked = run(*words, "--mark", "4", "--note", "짧지만 맞다", "--json", data=data).document
    assert [(a["mark"], a["note"]) for a in marked["answers"]][-1] == (4, "짧지만 맞다")
    assert marked["results"][1]["mean_mark"] == 4
    taken = run(*words, "--json", data=data).document
    assert taken == ran.document
    wrong = run("sheet", "mark", ran.document["run_id"], "--question", "9", data=data)
    assert wrong.status == 2
    assert "starter-s" in wrong.err


def test_the_packs_and_the_template_need_no_engine(
    call: Callable[..., Ran], tmp_path: Path
) -> None:
    packs = call("sheet", "packs", "--json").document
    assert len(packs) == 10
    assert packs[0] == {"id": "shop", "title": "쇼핑몰 문의", "n": 10}
    path = tmp_path / "양식.xlsx"
    assert call("sheet", "template", str(path)).status == 0
    assert path.read_bytes().startswith(b"PK")
    again = call("sheet", "template", str(path))
    assert again.status == 1
    assert "이미 있는" in again.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("run",), 2, "sheet packs"),
        (("run", "shop"), 2, "모델"),
        (("run", "없는문제지", "-m", "starter-s"), 2, "없는문제지"),
        (("run", "없는.csv", "-m", "starter-s"), 1, "없는.csv"),
        (("show", "zzz"), 2, "zzz"),
        (("export", "zzz"), 2, "zzz"),
        (("template", "x.doc"), 2, ".csv"),
        (("느낌",), 2, "resume"),
    ],
)
def test_wrong_words_are_told(
    call: Callable[..., Ran], words: tuple[str, ...], status: int, said: str
) -> None:
    ran = call("sheet", *words)
    assert ran.status == status
    assert said in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 not a workbook",
        "질문\n".encode() + "안녕하세요\n".encode("cp949") * 3,
        "답,검사\n서울,포함\n".encode(),
        b"question\n" + b"x" * 200_000 + b"\n",
        ('question\n"' + "열린 따옴표 " * 2000).encode(),
    ],
    ids=["empty", "binary", "zip", "mixed", "no question", "huge cell", "open quote"],
)
def test_hostile_sheets_end_with_a_sentence(
    call: Callable[..., Ran], tmp_path: Path, hostile: bytes
) -> None:
    path = tmp_path / "h.csv"
    path.write_bytes(hostile)
    ran = call("sheet", "run", str(path), "-m", "no-such-model")
    assert ran.status in (1, 2)
    assert ran.err.strip()
    assert ran.out == ""


def test_a_stopped_sheet_goes_on(data: Path, endless: Path) -> None:
    sheet = data.parent / "s.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    words = ("sheet", "run", str(sheet), "-m", str(endless), "--max-tokens", "4000")
    started = subprocess.Popen(
        command(*words, data=data),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=data.parent,
        env=environment(),
    )
    assert started.stderr is not None
    assert "0/3" in started.stderr.readline()
    children = psutil.Process(started.pid).children(recursive=True)
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=30)
    assert started.returncode == 130
    assert not psutil.wait_procs(children, timeout=10)[1]
    (line,) = run("sheet", "list", "--json", data=data).document
    assert line["state"] == "stopped"
    assert f"sheet resume {line['run_id'][:8]}" in told
    assert run("sheet", "delete", line["run_id"][:8], data=data).status == 0
    assert run("sheet", "list", "--json", data=data).document == []
