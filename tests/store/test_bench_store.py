"""What was measured of the PC is there again, for the same PC and build only."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.fit.backend import BackendChoice, Candidate, Trial
from app.core.fit.calibration import TYPICAL_CPU, TYPICAL_GPU, Calibration
from app.core.fit.calibration_plan import WAY
from app.core.machine import MachineFacts
from app.store import bench_store
from app.store.bench_store import BenchStore
from app.store.database import Database

MACHINE = MachineFacts(
    os="Linux",
    cpu_name="A CPU",
    physical_cores=4,
    logical_cores=8,
    memory_bytes=1 << 34,
    python="3.11",
)
CALIBRATION = Calibration(
    made_at_ns=5, engine="build", machine=MACHINE, devices=(TYPICAL_CPU, TYPICAL_GPU), seconds=9.5
)
CPU = Candidate(n_layers=25)
GPU = Candidate(devices=("Vulkan0",), n_gpu_layers=25, n_layers=25)
CHOICE = BackendChoice(
    shape_class="dense Q4_K 512 MiB",
    chosen=CPU,
    trials=(
        Trial(candidate=CPU, outcome="measured", decode_tps=76.0, prefill_tps=500.0),
        Trial(candidate=GPU, outcome="too_slow", decode_tps=1.2),
    ),
    made_at_ns=7,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BenchStore]:
    database = Database(tmp_path / "store.sqlite3")
    yield BenchStore(database)
    database.close()


def test_the_newest_calibration_comes_back(store: BenchStore) -> None:
    assert store.latest_calibration("build", MACHINE) is None
    newer = msgspec.structs.replace(CALIBRATION, made_at_ns=9, seconds=11.0)
    for calibration in (newer, CALIBRATION):
        store.save_calibration(calibration)
    assert store.latest_calibration("build", MACHINE) == newer


def test_another_build_or_pc_knows_nothing_of_it(store: BenchStore) -> None:
    store.save_calibration(CALIBRATION)
    larger = msgspec.structs.replace(MACHINE, memory_bytes=1 << 35)
    assert store.latest_calibration("other build", MACHINE) is None
    assert store.latest_calibration("build", larger) is None
    renewed = msgspec.structs.replace(MACHINE, os="Linux, updated", python="3.12")
    assert store.latest_calibration("build", renewed) == CALIBRATION


def test_what_was_measured_another_way_is_measured_anew(
    store: BenchStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(bench_store, "WAY", WAY - 1)
        store.save_calibration(CALIBRATION)
        assert store.latest_calibration("build", MACHINE) == CALIBRATION
    assert store.latest_calibration("build", MACHINE) is None


def test_old_calibrations_go(store: BenchStore) -> None:
    for made_at in range(1, 40):
        store.save_calibration(msgspec.structs.replace(CALIBRATION, made_at_ns=made_at))
    newest = store.latest_calibration("build", MACHINE)
    assert newest is not None
    assert newest.made_at_ns == 39


def test_a_choice_is_for_its_class_build_and_drivers(store: BenchStore) -> None:
    store.save_choice(CHOICE, "build", MACHINE, "CPU; Vulkan0 1.0")
    assert store.choice(CHOICE.shape_class, "build", MACHINE, "CPU; Vulkan0 1.0") == CHOICE
    assert store.choice(CHOICE.shape_class, "build", MACHINE, "CPU; Vulkan0 1.1") is None
    assert store.choice("dense Q8_0 512 MiB", "build", MACHINE, "CPU; Vulkan0 1.0") is None
    redone = msgspec.structs.replace(CHOICE, chosen=GPU, made_at_ns=8)
    store.save_choice(redone, "build", MACHINE, "CPU; Vulkan0 1.0")
    assert store.choices("build", MACHINE) == [redone]


def test_what_another_version_wrote_counts_as_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "store.sqlite3")
    store = BenchStore(database)
    store.save_calibration(CALIBRATION)
    store.save_choice(CHOICE, "build", MACHINE, "")
    with database.writing() as connection:
        connection.execute("UPDATE calibrations SET calibration = '{\"devices\": 1}'")
        connection.execute("UPDATE backend_choices SET choice = 'no JSON'")
    assert store.latest_calibration("build", MACHINE) is None
    assert store.choice(CHOICE.shape_class, "build", MACHINE, "") is None
    assert store.choices("build", MACHINE) == []
    database.close()
