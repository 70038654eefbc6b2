"""``fit``: documents and pages, from files, the catalogue and the Hub."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import msgspec
import psutil
import pytest

from app.cli.fit_desk import FitDesk
from app.core.catalogue_files import load_catalogue
from app.core.fit import calibration_plan
from app.core.machine import read_machine
from app.services import calibration as calibration_service
from app.services.engine_probe import EngineProbe
from app.services.paths import DataPaths
from app.services.worker_process import worker_command
from app.store.bench_store import BenchStore
from app.store.database import Database
from tests.cli.hub_stage import BOUND, FILE, FREE, FREE_REPO, HOPELESS, Terminal
from tests.cli.terminal import LIMIT_S, QUESTION, STARTERS, Ran, command, environment, only_line
from tests.helpers.fit_facts import calibration
from tests.helpers.hub_server import LocalHub

Call = Callable[..., Ran]
VERDICTS = {"comfortable", "fits", "tight", "no"}
KEYS = {
    "model",
    "ctx",
    "cache_type",
    "devices",
    "total_bytes",
    "decode_tps",
    "prefill_tps",
    "verdict",
    "reason",
    "advice",
}
"""What a document of ``fit`` has had from the first day."""
GIB = 2**30
UNMEASURED = "--no-calibrate"


@pytest.fixture
def measured(known_data: Path) -> Path:
    """A data folder in which this PC's speed has been measured already."""
    engine = EngineProbe(DataPaths(known_data), worker_command()).fingerprint()
    database = Database(DataPaths(known_data).database)
    BenchStore(database).save_calibration(
        msgspec.structs.replace(calibration(), engine=engine, machine=read_machine())
    )
    database.close()
    return known_data


def test_a_file_here_is_told_by_llama_cpp_itself(pull: Call) -> None:
    ran = pull("--offline", "fit", "starter-s", UNMEASURED, "--json")
    assert ran.status == 0
    document = ran.document
    assert document.keys() >= KEYS
    assert document["here"] is True
    assert document["memory_basis"] == "simulated"
    (cpu,) = document["devices"]
    assert cpu["name"] == "CPU"
    assert cpu["weights_bytes"] > 0
    assert cpu["kv_bytes"] > 0
    assert 0 < cpu["free_bytes"] <= cpu["total_bytes"]
    parts = cpu["weights_bytes"] + cpu["kv_bytes"] + cpu["compute_bytes"]
    assert document["total_bytes"] == parts + document["engine_bytes"]
    assert document["decode_tps"] is None
    assert document["verdict"] in VERDICTS
    assert document["advice"] is None


def test_its_speed_comes_from_what_was_measured(measured: Path, pull: Call) -> None:
    document = pull("--offline", "fit", "starter-m", "--json").document
    for figure in ("decode_tps", "prefill_tps", "decode_full_tps", "chars_per_s"):
        band = document[figure]
        assert 0 < band["low"] <= band["estimate"] <= band["high"]
        assert band["basis"] == "calibration"
        assert band["measured"] is None
    assert document["decode_full_tps"]["estimate"] <= document["decode_tps"]["estimate"]
    assert document["first_token_s"] > 0
    assert document["assumed"]["reading_chars_per_s"] == 10


def test_a_real_run_becomes_the_measured_value(measured: Path, pull: Call) -> None:
    assert pull("compare", *STARTERS, "-p", QUESTION).status == 0
    document = pull("--offline", "fit", "starter-m", "--json").document
    band = document["decode_tps"]
    assert band["basis"] == "measured"
    assert band["low"] <= band["measured"] <= band["high"]
    # So small a model says nothing of others.
    other = pull("--offline", "fit", BOUND, "--json").document
    assert other["decode_tps"]["basis"] == "calibration"


def test_the_context_and_the_cache_are_what_was_asked_for(pull: Call) -> None:
    asked = ("--offline", "fit", BOUND, UNMEASURED, "--json")
    usual = pull(*asked).document
    longer = pull(*asked, "--ctx", "8192", "--panes", "3").document
    smaller = pull(*asked, "--cache-type", "q8_0").document
    assert usual["devices"][0]["kv_bytes"] * 2 == longer["devices"][0]["kv_bytes"]
    assert smaller["devices"][0]["kv_bytes"] < usual["devices"][0]["kv_bytes"]
    assert longer["total_bytes"] == 3 * longer["pane_bytes"]


@pytest.mark.vulkan
def test_a_gpu_is_planned_where_it_is_asked_for(terminal: Terminal) -> None:
    asked = ("--offline", "fit", "starter-m", UNMEASURED, "--json")
    document = terminal.run(*asked, "--devices", "Vulkan0", "--gpu-layers", "3").document
    parts = {device["name"]: device for device in document["devices"]}
    assert parts.keys() == {"CPU", "Vulkan0"}
    assert document["memory_basis"] == "simulated"
    assert document["gpu_layers"] == parts["Vulkan0"]["n_layers"] == 3
    assert parts["CPU"]["n_layers"] == document["n_layers"] + 1 - 3
    assert all(part["weights_bytes"] and part["kv_bytes"] for part in parts.values())
    # What the processor plays is taken for itself by nobody.
    by_itself = terminal.run(*asked).document
    assert by_itself["gpu_layers"] == 0
    assert [device["name"] for device in by_itself["devices"]] == ["CPU"]


def test_without_the_hub_the_catalogue_has_to_do(hub: LocalHub, pull: Call) -> None:
    ran = pull("--offline", "fit", BOUND, UNMEASURED, "--json")
    assert ran.status == 0
    assert ran.document["memory_basis"] == "catalogue"
    assert ran.document["licence"]["badge"] == "noncommercial"
    assert ran.document["disk"]["needed_bytes"] > GIB / 2
    assert only_line(ran)
    assert not hub.requests


@pytest.mark.parametrize(
    "name",
    [
        f"{FREE}:Q8_0",
        FREE_REPO,
        f"{FREE_REPO}/{FILE}",
        "{endpoint}/" + f"{FREE_REPO}/blob/main/{FILE}",
        f"https://huggingface.co/{FREE_REPO}",
    ],
)
def test_a_file_of_the_hub_is_judged_by_its_header(name: str, hub: LocalHub, pull: Call) -> None:
    ran = pull("fit", name.format(endpoint=hub.endpoint), UNMEASURED, "--json")
    assert ran.status == 0
    document = ran.document
    assert document["memory_basis"] == "header"
    assert document["here"] is False
    assert document["repo"] == FREE_REPO
    assert document["file"] == FILE
    assert document["licence"]["badge"] == "commercial"
    fetched = [request for request in hub.requests if request.method == "GET" and request.range]
    assert fetched
    assert not (known := [request for request in hub.requests if request.authorization]), known


def test_a_model_that_was_downloaded_is_a_file_here(pull: Call) -> None:
    assert pull("pull", FREE).status == 0
    document = pull("--offline", "fit", FREE, UNMEASURED, "--json").document
    assert document["here"] is True
    assert document["memory_basis"] == "simulated"
    assert document["disk"] is None
    assert document["licence"]["badge"] == "commercial"
    listed = pull("--offline", "fit", "--all", UNMEASURED, "--json").document
    assert [(one["model"], one["memory_basis"]) for one in listed if one["here"]] == [
        (f"{FREE}:Q8_0", "header")
    ]


def test_an_address_of_somebody_else(hub: LocalHub, pull: Call) -> None:
    for address in ("https://example.com/a/b", "https://huggingface.co/models"):
        assert pull("fit", address, UNMEASURED).status == 1
    assert not hub.requests


def test_what_cannot_run_says_why_and_names_another(pull: Call, resources: Path) -> None:
    model = load_catalogue(resources).find(HOPELESS)
    assert model is not None
    assert model.cannot_run is not None
    document = pull("fit", HOPELESS, UNMEASURED, "--json").document
    assert document["verdict"] == "no"
    assert document["reason"] == model.cannot_run.ko
    assert document["advice_facts"]["kind"] == "other_model"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_page(lang: str, measured: Path, pull: Call) -> None:
    ran = pull("--offline", "fit", BOUND, "--ctx", "8192", lang=lang)
    assert ran.status == 0
    assert "8,192" in ran.out
    assert "CPU" in ran.out
    assert "tok/s" in ran.out
    assert ("판정" if lang == "ko" else "Verdict") in ran.out
    assert "{" not in ran.out


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_whole_catalogue(lang: str, measured: Path, pull: Call, resources: Path) -> None:
    ran = pull("--offline", "fit", "--all", lang=lang)
    assert ran.status == 0
    models = load_catalogue(resources).models
    for model in models:
        assert f" {model.id}:" in ran.out
    listed = pull("--offline", "fit", "--all", "--json").document
    assert {one["model"].partition(":")[0] for one in listed} == {model.id for model in models}
    assert {one["verdict"] for one in listed} <= VERDICTS
    assert "no" in {one["verdict"] for one in listed}


def test_a_model_that_nobody_knows(pull: Call) -> None:
    ran = pull("fit", "kanana-1.5-2.1", UNMEASURED, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "model_unknown"
    assert FREE in only_line(ran)
    assert pull("fit", UNMEASURED).status == 2
    assert pull("fit", FREE, "--all").status == 2


def test_a_broken_file(pull: Call, tmp_path: Path) -> None:
    broken = tmp_path / "깨진.gguf"
    broken.write_bytes(b"GGUF" + bytes(200))
    ran = pull("fit", str(broken), UNMEASURED, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "gguf_broken"


def test_a_question_makes_nothing(known_data: Path, pull: Call) -> None:
    before = sorted(path.name for path in known_data.iterdir())
    assert pull("--offline", "fit", "starter-s", UNMEASURED).status == 0
    assert sorted(path.name for path in known_data.iterdir()) == before


@pytest.fixture
def short_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PC on which one starter fits and two do not."""
    real = psutil.virtual_memory

    def little() -> SimpleNamespace:
        found = real()._asdict() | {"total": 120 * 2**20, "available": 100 * 2**20}
        return SimpleNamespace(**found)

    monkeypatch.setattr(psutil, "virtual_memory", little)


def test_a_race_that_would_not_fit_is_foretold(short_of_memory: None, pull: Call) -> None:
    ran = pull("compare", *STARTERS, "-p", QUESTION, "--mode", "race", "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "out_of_memory"
    assert "--mode fair" in only_line(ran)
    assert pull("runs", "--json").document == []


def test_it_is_run_where_somebody_wants_it_all_the_same(short_of_memory: None, pull: Call) -> None:
    ran = pull("compare", *STARTERS, "-p", QUESTION, "--mode", "race", "--anyway", "--json")
    assert ran.status == 0
    assert {one["state"] for one in ran.document["runs"]} == {"finished"}
    fair = pull("compare", *STARTERS, "-p", QUESTION, "--json")
    assert fair.status == 0


def test_the_first_question_measures_and_the_second_remembers(
    known_data: Path, pull: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only what must be measured, of small models and with no hurry: the tests' machine is busy.
    steps = calibration_service.calibration_steps
    monkeypatch.setattr(calibration_plan, "FAT_BYTES", 8 << 20)
    monkeypatch.setattr(calibration_service, "LIMIT_S", LIMIT_S)
    monkeypatch.setattr(
        calibration_service,
        "calibration_steps",
        lambda devices: [step for step in steps(devices) if step.must],
    )
    assert not DataPaths(known_data).database.exists()
    first = pull("--offline", "fit", "starter-s", "--json")
    assert first.status == 0
    assert first.document["decode_tps"]["basis"] == "calibration"
    monkeypatch.setattr(FitDesk, "_calibrate", None)
    second = pull("--offline", "fit", "starter-s", "--json")
    assert second.status == 0
    assert second.document["decode_tps"] == first.document["decode_tps"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_calibrating_is_stopped_by_a_signal(known_data: Path) -> None:
    started = subprocess.Popen(
        command("--offline", "fit", "starter-s", "--calibrate", data=known_data),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert started.stderr is not None
    assert started.stderr.readline()
    children = psutil.Process(started.pid).children(recursive=True)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=LIMIT_S)
    assert started.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
    assert not list(known_data.rglob("*.gguf"))
