"""Where a model runs when nobody said so: asked, measured, remembered, told."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.core.fit.backend import BackendChoice, Candidate, Trial, choose, made_like, shape_class
from app.core.fit.shape import shape_of
from app.core.gguf_header import read_header
from app.core.machine import read_machine
from app.core.run import Device, EngineInfo, LoadSettings
from app.services import backend_trial
from app.services.backend_choice import BackendChooser
from app.services.backend_words import class_words, evidence_words
from app.services.devices import DeviceList, DeviceNow
from app.services.worker_process import worker_command
from app.store.bench_store import BenchStore
from app.store.database import Database
from tests.helpers.gguf_maker import Recipe, Shape, make_gguf
from tests.services.stage import LONG_MS

GIB = 1 << 30
CPU = Device(name="CPU", description="A CPU", kind="cpu", total_bytes=8 * GIB, free_bytes=8 * GIB)
NO_SUCH_GPU = Device(
    name="Vulkan7",
    description="A card that is not there",
    kind="gpu",
    total_bytes=8 * GIB,
    free_bytes=8 * GIB,
)


INFO = EngineInfo(engine="", system_info="", devices=(), gpu_offload=True, library_folder="")


class KnownDevices(DeviceList):
    """A list that was asked already, and says what a test wants."""

    def __init__(self, *devices: Device) -> None:
        super().__init__(["/no/such/program"])
        self._known = devices
        self.n_asked = 0

    def look(self) -> None:
        self.n_asked += 1
        self.now = tuple(DeviceNow(device, "engine") for device in self._known)
        self.problem, self.engine = None, INFO
        self.changed.emit()


class Decisions:
    """What was decided, and whether candidates were tried for it."""

    def __init__(self) -> None:
        self.settings: list[LoadSettings] = []
        self.choices: list[BackendChoice | None] = []
        self.n_measured = 0

    def decided(self, settings: LoadSettings, choice: BackendChoice | None) -> None:
        self.settings.append(settings)
        self.choices.append(choice)

    def measuring(self) -> None:
        self.n_measured += 1


MakeChooser = Callable[[DeviceList], BackendChooser]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BenchStore]:
    database = Database(tmp_path / "store.sqlite3")
    yield BenchStore(database)
    database.close()


@pytest.fixture
def make_chooser(qtbot: QtBot, tmp_path: Path, store: BenchStore) -> Iterator[MakeChooser]:
    made: list[BackendChooser] = []

    def make(devices: DeviceList) -> BackendChooser:
        made.append(
            BackendChooser(
                tmp_path / "made", worker_command(), lambda: "build", devices, lambda: store
            )
        )
        return made[-1]

    yield make
    for chooser in made:
        chooser.close()


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A model with matrices of a real width, in few layers."""
    shape = Shape(n_layers=2, width=256, n_heads=4, n_kv_heads=2, n_ff=512)
    return str(make_gguf(tmp_path / "model.gguf", Recipe(shape=shape, quantisation="Q8_0")))


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' machine is busy."""
    monkeypatch.setattr(backend_trial, "LIMIT_S", 200.0)


def ask(
    chooser: BackendChooser, path: str, settings: LoadSettings | None = None, *, anew: bool = False
) -> Decisions:
    told = Decisions()
    chooser.choose(path, settings or LoadSettings(), told.decided, told.measuring, anew=anew)
    return told


def decided(qtbot: QtBot, told: Decisions) -> tuple[LoadSettings, BackendChoice | None]:
    qtbot.waitUntil(lambda: bool(told.settings), timeout=LONG_MS)
    assert len(told.settings) == 1
    return told.settings[0], told.choices[0]


def test_devices_that_were_asked_for_are_taken(make_chooser: MakeChooser, model: str) -> None:
    devices = KnownDevices(CPU, NO_SUCH_GPU)
    asked = LoadSettings(devices=("Vulkan7",), n_gpu_layers=3)
    told = ask(make_chooser(devices), model, asked)
    assert told.settings == [asked]
    assert told.choices == [None]
    assert devices.n_asked == 0


def test_without_a_gpu_nothing_is_measured_and_the_next_start_asks_nobody(
    make_chooser: MakeChooser, model: str
) -> None:
    devices = KnownDevices(CPU, msgspec.structs.replace(NO_SUCH_GPU, software=True))
    told = ask(make_chooser(devices), model)
    assert told.settings == [LoadSettings()]
    assert told.choices == [None]
    assert told.n_measured == 0
    assert devices.n_asked == 1
    later = KnownDevices(CPU)
    told = ask(make_chooser(later), model)
    assert told.settings == [LoadSettings()]
    assert later.n_asked == 0


def test_a_gpu_that_a_load_has_told_is_looked_at(make_chooser: MakeChooser, model: str) -> None:
    ask(make_chooser(KnownDevices(CPU)), model)
    plugged_in = KnownDevices(CPU, NO_SUCH_GPU)
    chooser = make_chooser(plugged_in)
    ask(chooser, model)
    assert plugged_in.n_asked == 0
    chooser.observe([CPU, NO_SUCH_GPU])
    assert plugged_in.n_asked == 1


def test_a_candidate_that_does_not_run_loses_and_the_choice_is_remembered(
    qtbot: QtBot, make_chooser: MakeChooser, model: str, tmp_path: Path
) -> None:
    told = ask(make_chooser(KnownDevices(CPU, NO_SUCH_GPU)), model)
    settings, choice = decided(qtbot, told)
    assert told.n_measured == 1
    assert settings == LoadSettings(devices=())
    assert choice is not None
    assert [trial.outcome for trial in choice.trials] == ["measured", "failed"]
    words = evidence_words(choice)
    assert words.startswith("CPU ")
    assert words.endswith(": CPU")
    assert "tok/s" in words
    assert list((tmp_path / "made").iterdir()) == []
    chooser = make_chooser(KnownDevices(CPU, NO_SUCH_GPU))
    again = ask(chooser, model)
    assert decided(qtbot, again) == (settings, choice)
    assert again.n_measured == 0
    assert chooser.choices() == [choice]
    # Another driver is measured again, as is whatever somebody wants anew.
    newer = msgspec.structs.replace(NO_SUCH_GPU, driver="2.0")
    with_newer = ask(make_chooser(KnownDevices(CPU, newer)), model)
    decided(qtbot, with_newer)
    assert with_newer.n_measured == 1
    anew = ask(chooser, model, anew=True)
    decided(qtbot, anew)
    assert anew.n_measured == 1


def test_a_choice_that_was_forgotten_is_measured_again(
    qtbot: QtBot, make_chooser: MakeChooser, model: str, store: BenchStore
) -> None:
    devices = KnownDevices(CPU, NO_SUCH_GPU)
    chooser = make_chooser(devices)
    assert chooser.remembered() == ()
    with qtbot.waitSignal(chooser.changed, timeout=LONG_MS):
        told = ask(chooser, model)
    _, choice = decided(qtbot, told)
    assert choice is not None
    assert chooser.remembered() == (choice,)
    # What is remembered of another driver is no choice among these devices.
    newer = msgspec.structs.replace(NO_SUCH_GPU, driver="2.0")
    elsewhere = KnownDevices(CPU, newer)
    other = make_chooser(elsewhere)
    elsewhere.look()
    assert other.remembered() == ()
    chooser.forget("another class")
    assert chooser.remembered() == (choice,)
    with qtbot.waitSignal(chooser.changed):
        chooser.forget(choice.shape_class)
    assert chooser.remembered() == ()
    again = ask(chooser, model)
    decided(qtbot, again)
    assert again.n_measured == 1
    store.forget_choices("build", read_machine())
    assert store.choices("build", read_machine()) == []


def test_a_question_that_was_dropped_is_never_answered(
    qtbot: QtBot, make_chooser: MakeChooser, model: str, tmp_path: Path
) -> None:
    chooser = make_chooser(KnownDevices(CPU, NO_SUCH_GPU))
    dropped = ask(chooser, model)
    qtbot.waitUntil(lambda: dropped.n_measured == 1, timeout=LONG_MS)
    chooser.cancel()
    told = ask(chooser, model, LoadSettings(devices=()))
    assert told.settings == [LoadSettings(devices=())]
    qtbot.waitUntil(lambda: not list((tmp_path / "made").iterdir()), timeout=LONG_MS)
    assert dropped.settings == []


def test_a_file_that_is_no_model_is_left_to_the_load(
    qtbot: QtBot, make_chooser: MakeChooser, tmp_path: Path
) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"no model")
    told = ask(make_chooser(KnownDevices(CPU, NO_SUCH_GPU)), str(path))
    assert decided(qtbot, told) == (LoadSettings(), None)


def test_where_nothing_can_be_written_the_load_goes_its_usual_way(
    qtbot: QtBot, make_chooser: MakeChooser, model: str, tmp_path: Path
) -> None:
    (tmp_path / "made").write_text("in the way")
    told = ask(make_chooser(KnownDevices(CPU, NO_SUCH_GPU)), model)
    assert decided(qtbot, told) == (LoadSettings(), None)


@pytest.mark.vulkan
def test_a_gpu_that_the_processor_plays_is_measured_to_be_slower(
    qtbot: QtBot, make_chooser: MakeChooser, model: str
) -> None:
    devices = DeviceList(worker_command())
    told = ask(make_chooser(devices), model, anew=True)
    settings, choice = decided(qtbot, told)
    devices.close()
    assert settings.devices == ()
    assert choice is not None
    cpu, played = choice.trials
    assert played.candidate.devices == ("Vulkan0",)
    assert played.outcome in ("measured", "too_slow")
    assert (played.decode_tps or 0.0) < (cpu.decode_tps or 0.0)
    assert "Vulkan0" in evidence_words(choice)


CPU_WAY = Candidate(n_layers=25)
CARD = Candidate(devices=("CUDA0",), n_gpu_layers=25, n_layers=25)
PART = Candidate(devices=("CUDA0",), n_gpu_layers=12, n_layers=25)


def trial(candidate: Candidate, decode: float, prefill: float) -> Trial:
    return Trial(candidate=candidate, outcome="measured", decode_tps=decode, prefill_tps=prefill)


def test_a_usual_chat_decides() -> None:
    # Prefill weighs too: 320 tokens to read, 200 to write.
    quick_reader = trial(CARD, 18.0, 2000.0)
    assert choose([trial(CPU_WAY, 20.0, 50.0), quick_reader]) == CARD
    assert choose([trial(CPU_WAY, 40.0, 300.0), quick_reader]) == CPU_WAY
    given_up = Trial(candidate=CARD, outcome="too_slow", decode_tps=1.2)
    assert choose([trial(CPU_WAY, 20.0, 50.0), given_up]) == CPU_WAY
    assert choose([given_up, given_up]).devices == ()


def test_every_gpu_together_is_no_condition_a_part_of_them_is() -> None:
    settings = LoadSettings(n_ctx=8192)
    assert CARD.apply(settings, ["CUDA0"]) == settings
    assert CARD.apply(settings, ["CUDA0", "CUDA1"]).devices == ("CUDA0",)
    assert CPU_WAY.apply(settings, ["CUDA0"]).devices == ()


def test_the_evidence_in_words() -> None:
    choice = BackendChoice(
        shape_class="",
        chosen=CPU_WAY,
        trials=(
            trial(CPU_WAY, 76.4, 500.0),
            Trial(candidate=CARD, outcome="too_slow", decode_tps=1.23),
            trial(PART, 20.0, 100.0),
        ),
    )
    assert evidence_words(choice) == (
        "CPU 76 tok/s, CUDA0 1.2 tok/s, CUDA0 12/25 + CPU 20 tok/s: CPU"
    )


def test_models_alike_share_a_choice(tmp_path: Path) -> None:
    small = Shape(n_layers=2, width=256, n_heads=4, n_kv_heads=2, n_ff=512)
    shapes = [
        shape_of(
            read_header(make_gguf(tmp_path / f"{n}.gguf", Recipe(shape=shape, quantisation=kind)))
        )
        for n, (shape, kind) in enumerate(
            [
                (small, "Q8_0"),
                (dataclasses.replace(small, n_heads=8), "Q8_0"),
                (small, "Q4_K"),
                (dataclasses.replace(small, n_layers=9), "Q8_0"),
            ]
        )
    ]
    classes = [shape_class(shape) for shape in shapes]
    assert classes[0] == classes[1]
    words = [class_words(BackendChoice(shape_class=one, chosen=CPU_WAY)) for one in classes]
    assert words[0].startswith("Q8_0, 1 MiB") or words[0].startswith("Q8_0, 2 MiB")
    assert len(set(classes)) == 3
    made = made_like(shapes[0])
    assert (made.type, made.width, made.n_ff, made.n_layers) == ("Q8_0", 256, 512, 2)
