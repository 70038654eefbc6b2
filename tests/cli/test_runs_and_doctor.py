"""``runs`` and ``doctor``, help, version, and errors that nobody foresaw."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.doctor_engine import inspect_engine
from app.core.fit.backend import BackendChoice, Candidate, Trial
from app.core.machine import read_machine
from app.services.engine_probe import EngineProbe
from app.services.paths import DataPaths
from app.services.worker_process import worker_command
from app.store.bench_store import BenchStore
from app.store.database import Database
from tests.cli.terminal import QUESTION, ROOT, STARTERS, Ran, command, environment, only_line, run


def test_runs_without_a_history(data: Path, call: Callable[..., Ran]) -> None:
    ran = call("runs")
    assert (ran.status, ran.out) == (0, "")
    assert only_line(ran)
    assert run("runs", "--json", data=data).document == []
    assert not data.exists()


def test_runs_are_listed_newest_first(data: Path) -> None:
    document = run("compare", *STARTERS, "-p", QUESTION, "--json", data=data).document
    race = ("--mode", "race", "--max-tokens", "2")
    run("compare", *STARTERS, "-p", "봄은 어떤 계절인가요?", *race, data=data)
    stored = run("runs", "--json", data=data).document
    assert len(stored) == 4
    assert [one["prompt_start"] for one in stored[2:]] == [QUESTION, QUESTION]
    assert {one["label"] for one in stored[:2]} == {"race"}
    by_id = {one["run_id"]: one for one in stored}
    for one in document["runs"]:
        assert by_id[one["run_id"]]["decode_tps"] == pytest.approx(one["decode_tps"])
        assert by_id[one["run_id"]]["model_id"] == one["model"]
    assert len(run("runs", "--json", "--limit", "1", data=data).document) == 1
    table = run("runs", data=data).out
    assert "starter-m" in table
    assert QUESTION in table


def test_a_broken_history_is_put_aside(data: Path) -> None:
    data.mkdir()
    (data / "naranhi.sqlite3").write_bytes(b"not a database" * 1000)
    ran = run("compare", *STARTERS, "-p", QUESTION, "--json", data=data)
    assert ran.status == 0
    assert len(ran.document["runs"]) == 2
    assert len(run("runs", "--json", data=data).document) == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    ran = run("compare", *STARTERS, "-p", QUESTION, "--json", data=tmp_path / "data", cwd=ROOT)
    tmp_path.chmod(0o700)
    assert len(ran.document["runs"]) == 2


def test_a_file_where_the_data_folder_should_be(data: Path) -> None:
    data.write_text("")
    ran = run("compare", *STARTERS, "-p", QUESTION, "--json", data=data)
    assert ran.status == 0
    assert {one["state"] for one in ran.document["runs"]} == {"finished"}
    assert str(data) in ran.err


def test_doctor_tells_the_facts(data: Path) -> None:
    ran = run("doctor", "--json", data=data)
    assert ran.status == 0
    facts = ran.document
    assert facts["program"]["packages"]["PySide6-Essentials"]
    assert facts["engine"]["problem"] is None
    assert "llama-cpp-python" in facts["engine"]["info"]["engine"]
    assert facts["engine"]["cpu_features"]
    assert any(device["kind"] == "cpu" for device in facts["engine"]["info"]["devices"])
    assert facts["folders"]["data"]["path"] == str(data)
    assert facts["folders"]["models"]["exists"]
    assert facts["fonts"]["shipped"]
    assert facts["memory"]["available_bytes"] > 0
    assert not any(advice["serious"] for advice in facts["advice"])


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_doctor_in_words(lang: str, data: Path) -> None:
    ran = run("doctor", data=data, lang=lang, PATH="/nonexistent", DISPLAY="", WAYLAND_DISPLAY="")
    assert ran.status == 0
    assert "llama-cpp-python" in ran.out
    assert ("엔진" in ran.out) is (lang == "ko")
    assert "DISPLAY" in ran.out or sys.platform != "linux"


def test_doctor_survives_an_engine_that_dies() -> None:
    state = inspect_engine([sys.executable, "-c", "import os; os.abort()"])
    assert state.info is None
    assert state.problem is not None
    assert state.problem.kind == "worker_crashed"


def test_doctor_survives_an_engine_that_hangs() -> None:
    state = inspect_engine([sys.executable, "-c", "import sys; sys.stdin.read()"], limit_s=1)
    assert state.problem is not None
    assert state.problem.kind == "worker_hung"


def test_doctor_survives_a_missing_worker() -> None:
    state = inspect_engine(["/no/such/program"])
    assert state.problem is not None
    assert state.problem.kind == "worker_not_started"


def test_doctor_shows_which_device_was_measured_to_be_faster_and_forgets_it(data: Path) -> None:
    data.mkdir(parents=True)
    cpu, card = Candidate(n_layers=33), Candidate(devices=("CUDA0",), n_layers=33, n_gpu_layers=33)
    choice = BackendChoice(
        shape_class="dense Q4_K 4096 MiB",
        chosen=card,
        trials=(
            Trial(candidate=cpu, outcome="measured", decode_tps=8.4, prefill_tps=60.0),
            Trial(candidate=card, outcome="measured", decode_tps=76.0, prefill_tps=900.0),
        ),
        made_at_ns=1,
    )
    engine = EngineProbe(DataPaths(data), worker_command()).fingerprint()
    database = Database(data / "naranhi.sqlite3")
    BenchStore(database).save_choice(choice, engine, read_machine(), "CUDA0")
    database.close()
    evidence = "CPU 8.4 tok/s, CUDA0 76 tok/s: CUDA0"
    shown = run("doctor", data=data)
    assert f"Q4_K, 4.0 GiB쯤  {evidence}" in shown.out
    (told,) = run("doctor", "--json", data=data).document["choices"]
    assert (told["evidence"], told["shape_class"]) == (evidence, choice.shape_class)
    forgotten = run("doctor", "--forget-choices", data=data)
    assert forgotten.status == 0
    assert evidence not in forgotten.out
    assert "다시 잽니다" in forgotten.err
    assert run("doctor", "--json", data=data).document["choices"] == []


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("words", [[], ["compare"], ["runs"], ["doctor"]])
def test_help(words: list[str], lang: str, call: Callable[..., Ran]) -> None:
    ran = call(*words, "--help", lang=lang)
    assert ran.status == 0
    assert "--data-dir" in ran.out
    assert ran.err == ""


def test_version_imports_nothing_heavy() -> None:
    probe = (
        "import sys; from app.__main__ import main; main(['--version'])\n"
        "heavy = {'PySide6', 'llama_cpp', 'rich', 'typer', 'msgspec', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Naranhi ")


def test_the_language_of_the_system(data: Path) -> None:
    start = [sys.executable, "-m", "app", "--data-dir", str(data), "runs"]
    told = {
        lang: subprocess.run(
            start,
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=environment(LANG=lang, LC_ALL=lang, LANGUAGE=""),
        ).stderr
        for lang in ("ko_KR.UTF-8", "en_US.UTF-8")
    }
    assert "기록" in told["ko_KR.UTF-8"]
    assert "기록" not in told["en_US.UTF-8"]


def test_output_is_utf8_whatever_the_console(data: Path) -> None:
    done = subprocess.run(
        command("runs", data=data),
        capture_output=True,
        check=True,
        env=environment(PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C"),
    )
    assert "기록" in done.stderr.decode()


def test_an_unforeseen_error_is_one_sentence(data: Path) -> None:
    broken = (
        "import sys\n"
        "from app import __main__ as program\n"
        "from app.cli import runs_command\n"
        "def fail(*_):\n"
        "    raise ZeroDivisionError('아무도 몰랐던 일')\n"
        "runs_command.stored_runs = fail\n"
        f"sys.exit(program.main(['runs', '--lang', 'ko', '--data-dir', {str(data)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken], capture_output=True, check=False, env=environment()
    )
    err = done.stderr.decode()
    assert done.returncode == 1
    assert len(err.splitlines()) == 1
    assert "아무도 몰랐던 일" in err
    log = data / "logs" / "crash.log"
    assert str(log) in err
    assert "Traceback" in log.read_text(encoding="utf-8")
