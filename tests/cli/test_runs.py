"""``runs``: found, shown, run again, compared, named, carried and deleted, in the terminal."""

import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.core.measure.plan import BenchPlan
from app.core.run import ModelFile
from app.services.paths import DataPaths
from app.store.measure_store import MeasureStore
from app.store.run_store import RunStore
from tests.cli.terminal import QUESTION, STARTERS, Ran, command, environment, run
from tests.store.samples import MACHINE, comparison, outcome
from tests.store.samples import run as sample_run

Call = Callable[..., Ran]


@pytest.fixture
def stored(data: Path) -> Path:
    """A history of two comparisons, ``aa…`` and ``bb…``, two runs each."""
    data.mkdir()
    store = RunStore(DataPaths(data).database)
    for letter, prompt, day in (("a", "한국의 수도는?", 1), ("b", "환불은 며칠 걸려요?", 2)):
        asked = comparison(letter * 32, prompt)
        began = 1_700_049_600_000_000_000 + day * 86_400_000_000_000
        asked = msgspec.structs.replace(asked, started_at_ns=began)
        for pane in (0, 1):
            begun = sample_run(asked, f"{pane}{letter}" * 16, pane, started_at_ns=began + pane)
            store.finish_run(asked, begun, outcome(), began + 50)
    store.close()
    return data


def ids(ran: Ran) -> list[str]:
    return [one["run_id"][:2] for one in ran.document]


def test_found_by_words_model_and_date(stored: Path, call: Call) -> None:
    assert stored.exists()
    assert ids(call("runs", "--json")) == ["1b", "0b", "1a", "0a"]
    assert ids(call("runs", "--search", "환불", "--json")) == ["1b", "0b"]
    assert ids(call("runs", "--search", "수도", "--model", "m1", "--json")) == ["1a"]
    assert ids(call("runs", "--search", "가가가", "--limit", "3", "--json")) == ["1b", "0b", "1a"]
    assert ids(call("runs", "--label", "race", "--json")) == []
    assert ids(call("runs", "--since", "2023-11-17", "--json")) == ["1b", "0b"]
    assert ids(call("runs", "--until", "2023-11-15", "--json")) == []
    assert ids(call("runs", "--until", "2023-11-16", "--json")) == ["1a", "0a"]
    assert "그런 기록이 없습니다" in call("runs", "--search", "부산").err
    assert call("runs", "--since", "어제").status == 2


def test_shown_with_text_and_figures_from_its_stamps(stored: Path, call: Call) -> None:
    assert stored.exists()
    document = call("runs", "show", "1a", "--json").document
    (shown,) = document["runs"]
    assert document["prompt"] == "한국의 수도는?"
    assert (shown["text"], shown["thinking"]) == ("가" * 5, "음")
    assert shown["ttft_ms"] == 50
    assert len(shown["stamps_ns"]["tokens"]) == 5
    assert len(call("runs", "show", "aaaa", "--json").document["runs"]) == 2
    words = call("runs", "show", "1a").out
    assert "가가가가가" in words
    assert "(생각) 음" in words


def test_an_id_that_is_nobodys_or_not_enough(stored: Path, call: Call) -> None:
    assert stored.exists()
    for words in (("show", "zz"), ("show", "1"), ("again", "x"), ("delete", "q", "--yes")):
        ran = call("runs", *words)
        assert ran.status == 2
        assert "기록이 없거나 여럿" in ran.err
    assert call("runs", "compare", "1a").status == 2
    assert call("runs", "show").status == 2


def test_two_runs_side_by_side(stored: Path, call: Call) -> None:
    assert stored.exists()
    document = call("runs", "compare", "0a", "1a", "--json").document
    assert document["speeds_comparable"]
    assert document["same_text"]
    words = call("runs", "compare", "0a", "1b").out
    assert "tok/s" in words
    assert "견줄 수 있습니다" in words
    assert "질문이 서로 다릅니다" in words


def test_kept_named_and_noted(stored: Path, call: Call) -> None:
    assert stored.exists()
    assert call("runs", "keep", "1a").status == 0
    call("runs", "title", "aaaa", "점심", "시간")
    call("runs", "note", "0a", "다시 볼 것")
    assert ids(call("runs", "--kept", "--json")) == ["1a", "0a"]
    shown = call("runs", "show", "1a", "--json").document
    assert (shown["title"], shown["note"], shown["kept"]) == ("점심 시간", "다시 볼 것", True)
    call("runs", "unkeep", "1a")
    assert ids(call("runs", "--kept", "--json")) == []


def test_deleted_only_with_a_yes(stored: Path, call: Call) -> None:
    assert stored.exists()
    refused = call("runs", "delete", "1a")
    assert refused.status == 1
    assert "--yes" in refused.err
    assert len(ids(call("runs", "--json"))) == 4
    assert call("runs", "delete", "1a", "0a", "--yes", "--json").document["deleted"] == 1
    assert ids(call("runs", "--json")) == ["1b", "0b"]


def test_measurements_are_kept_named_and_deleted_too(stored: Path, call: Call) -> None:
    store = RunStore(DataPaths(stored).database)
    plans = MeasureStore(store.database)
    plan = BenchPlan(plan_id="f" * 32, models=(), tasks=())
    plans.begin(plan, MACHINE, "0.1.0", 1)
    assert call("runs", "delete", "ffff", "--yes", "--json").document["running"] == 1
    plans.end(plan.plan_id, "finished", 2)
    call("runs", "keep", "ffff")
    call("runs", "title", "ffff", "월요일")
    call("runs", "note", "ffff", "조용할 때")
    (summary,) = plans.plans()
    assert (summary.kept, summary.label, summary.note) == (True, "월요일", "조용할 때")
    assert call("runs", "delete", "ffff", "--yes").status == 0
    assert plans.plans() == []
    store.close()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals to play here")
def test_a_terminal_is_asked(stored: Path) -> None:
    parent, child = pty.openpty()
    with subprocess.Popen(
        command("runs", "delete", "1a", data=stored),
        stdin=child,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as asked:
        os.write(parent, "네\n".encode())
        _, err = asked.communicate(timeout=60)
    os.close(parent)
    os.close(child)
    assert asked.returncode == 0
    assert "되돌릴 수 없습니다" in err.decode()
    assert len(run("runs", "--json", data=stored).document) == 2


def test_carried_to_another_pc_and_only_once(stored: Path, call: Call, tmp_path: Path) -> None:
    assert stored.exists()
    file = tmp_path / "기록.jsonl"
    assert call("runs", "--export", str(file), "--json").document["runs"] == 4
    document = call("runs", "export", str(file), "1a", "--json").document
    assert (document["comparisons"], document["runs"], document["works"]) == (1, 2, 0)
    other = tmp_path / "다른 PC"
    came = run("runs", "import", file, "--json", data=other).document
    assert (came["runs"], came["known_runs"]) == (2, 0)
    assert run("runs", "import", file, "--json", data=other).document["known_runs"] == 2
    assert ids(run("runs", "--search", "수도", "--json", data=other)) == ["1a", "0a"]


def test_what_cannot_be_carried_is_a_sentence(stored: Path, call: Call, tmp_path: Path) -> None:
    assert stored.exists()
    assert call("runs", "import", str(tmp_path / "none")).status == 1
    (tmp_path / "x").write_text("{}")
    ran = call("runs", "import", str(tmp_path / "x"))
    assert ran.status == 1
    assert "내보낸 기록" in ran.err
    assert call("runs", "export", str(tmp_path / "no" / "folder")).status == 1


def again(data: Path, *words: str) -> Any:
    return run("runs", "again", *words, "--json", data=data).document


def test_greedy_again_writes_the_same(data: Path) -> None:
    first = run("compare", *STARTERS, "-p", QUESTION, "--json", data=data).document
    document = again(data, first["runs"][0]["run_id"][:10])
    assert document["again_of"] == first["comparison_id"]
    assert [one["text"] for one in document["runs"]] == [one["text"] for one in first["runs"]]
    assert [one["same_text"] for one in document["again"]] == [True, True]
    assert [one["changes"] for one in document["again"]] == [[], []]
    words = run("runs", "again", first["comparison_id"], data=data).out
    assert words.count("글이 같습니다") == 2


def test_the_same_seed_again_writes_the_same(data: Path) -> None:
    hot = ("--temperature", "1.5", "--seed", "7", "--rounds", "2", "--max-tokens", "20")
    first = run("compare", *STARTERS, "-p", "가을", *hot, "--json", data=data).document
    document = again(data, first["comparison_id"])
    assert len(document["again"]) == 4
    assert all(one["same_text"] for one in document["again"])


def test_again_says_what_has_changed(data: Path, tmp_path: Path) -> None:
    models = Path(__file__).parents[2] / "resources" / "models"
    small, large = sorted(models.glob("starter-*.gguf"), key=lambda path: path.stat().st_size)
    one = tmp_path / "one.gguf"
    one.write_bytes(small.read_bytes())
    pair = ("-m", str(one), "-m", "starter-s")
    first = run("compare", *pair, "-p", "가을에 대해 설명해 줘", "--json", data=data).document
    one.write_bytes(large.read_bytes())
    changed, same = again(data, first["comparison_id"])["again"]
    assert "file" in changed["changes"]
    assert not changed["same_text"]
    assert same["same_text"]
    told = run("runs", "again", first["comparison_id"], data=data).out
    assert "그 사이 달라진 것: 모델 파일" in told
    assert "번째 글자부터" in told


def test_a_model_from_another_pc_is_found_by_its_name(data: Path) -> None:
    data.mkdir()
    store = RunStore(DataPaths(data).database)
    asked = comparison("c" * 32, QUESTION)
    moved = tuple(
        msgspec.structs.replace(
            planned, model=ModelFile(id=name, path=f"/elsewhere/{name}.gguf", name=name)
        )
        for planned, name in zip(asked.spec.models, ("starter-s", "starter-m"), strict=True)
    )
    spec = msgspec.structs.replace(asked.spec, models=moved)
    asked = msgspec.structs.replace(asked, spec=spec)
    store.finish_run(asked, sample_run(asked, "d" * 32), outcome(), 9)
    store.close()
    document = again(data, "dddd")
    assert {one["state"] for one in document["runs"]} == {"finished"}
    (found,) = document["again"]
    assert {"machine", "engine", "file"} <= set(found["changes"])
