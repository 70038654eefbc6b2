"""Where models run whose devices nobody chose: the arena waits for that, and tells it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.core.fit.backend import BackendChoice, Candidate, Trial
from app.core.run import Device, LoadSettings, ModelFile, RunSpec
from app.services.device_chooser import Decided
from app.services.devices import DeviceNow
from tests.services.stage import LONG_MS, Stage, plan

CPU = Candidate(n_layers=7)
GPU = Candidate(devices=("Vulkan0",), n_gpu_layers=7, n_layers=7)
CHOICE = BackendChoice(
    shape_class="any",
    chosen=CPU,
    trials=(
        Trial(candidate=CPU, outcome="measured", decode_tps=76.0, prefill_tps=500.0),
        Trial(candidate=GPU, outcome="too_slow", decode_tps=1.2),
    ),
)


class PlayedChooser:
    """Decides when a test says so."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.waiting: list[tuple[LoadSettings, Decided, Callable[[], None]]] = []
        self.seen: list[Device] = []
        self.n_prepared = 0
        self.gpus_now: Callable[[], Sequence[DeviceNow]] = tuple
        self.closed = False

    def prepare(self) -> None:
        self.n_prepared += 1

    def choose(
        self, path: str, settings: LoadSettings, decided: Decided, measuring: Callable[[], None]
    ) -> None:
        self.asked.append(path)
        self.waiting = [(settings, decided, measuring)]

    def decide(self, *, measured: bool = False) -> None:
        settings, decided, measuring = self.waiting.pop()
        if measured:
            measuring()
        decided(CPU.apply(settings, ["Vulkan0"]), CHOICE)

    def cancel(self) -> None:
        self.waiting.clear()

    def observe(self, devices: Sequence[Device]) -> None:
        self.seen = list(devices)

    def gpus(self) -> Sequence[DeviceNow]:
        return self.gpus_now()

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def chooser() -> PlayedChooser:
    return PlayedChooser()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, chooser: PlayedChooser) -> Iterator[Stage]:
    built = Stage(tmp_path, chooser=chooser)
    yield built
    built.close()
    assert chooser.closed


@pytest.fixture
def starter(resources: Path) -> ModelFile:
    path = resources / "models" / "starter-s.Q8_0.gguf"
    return ModelFile(id="starter-s", path=str(path), name="starter-s")


def test_a_run_waits_for_the_choice_and_the_evidence_is_told(
    qtbot: QtBot, stage: Stage, chooser: PlayedChooser, starter: ModelFile
) -> None:
    stage.arena.start(plan([starter, starter], max_tokens=4))
    qtbot.waitUntil(lambda: bool(chooser.waiting), timeout=LONG_MS)
    assert chooser.n_prepared == 1
    assert stage.arena.worker_state(0) == "stopped"
    chooser.decide(measured=True)
    qtbot.waitUntil(lambda: len(chooser.asked) == 2, timeout=LONG_MS)
    chooser.decide()
    stage.wait_for_end(qtbot)
    assert [outcome.state for outcome in stage.outcomes()] == ["finished", "finished"]
    assert [device.name for device in chooser.seen if device.kind == "cpu"] == ["CPU"]
    told = [notice.text for notice in stage.told if notice.key == "backend_measuring"]
    # That it measures, and what came of it; of what was remembered nothing.
    assert len(told) == 2
    last = told[-1]
    assert callable(last)
    assert "CPU 76 tok/s, Vulkan0 1.2 tok/s: CPU" in last()


def test_stop_while_it_measures(
    qtbot: QtBot, stage: Stage, chooser: PlayedChooser, starter: ModelFile
) -> None:
    stage.arena.start(plan([starter, starter], max_tokens=4))
    qtbot.waitUntil(lambda: bool(chooser.waiting), timeout=LONG_MS)
    stage.arena.stop()
    stage.wait_for_end(qtbot)
    assert chooser.waiting == []
    assert stage.arena.worker_state(0) == "stopped"
    # The next comparison asks anew.
    stage.arena.start(plan([starter, starter], max_tokens=4))
    for n_asked in (2, 3):
        qtbot.waitUntil(lambda n=n_asked: len(chooser.asked) == n, timeout=LONG_MS)
        chooser.decide()
    stage.wait_for_end(qtbot)
    assert [outcome.state for outcome in stage.outcomes()] == ["finished", "finished"]


def test_a_race_chooses_for_every_model_before_it_begins(
    qtbot: QtBot, stage: Stage, chooser: PlayedChooser, starter: ModelFile
) -> None:
    stage.arena.start(plan([starter, starter], mode="race", max_tokens=4))
    for n_asked in (1, 2):
        qtbot.waitUntil(lambda n=n_asked: len(chooser.asked) == n, timeout=LONG_MS)
        chooser.decide()
    stage.wait_for_end(qtbot)
    assert [outcome.state for outcome in stage.outcomes()] == ["finished", "finished"]


def test_a_played_model_has_no_devices(
    qtbot: QtBot, stage: Stage, chooser: PlayedChooser, fake: Callable[..., ModelFile]
) -> None:
    outcomes = stage.run(qtbot, plan([fake("a"), fake("b")]))
    assert [outcome.state for outcome in outcomes] == ["finished", "finished"]
    assert chooser.asked == []


GIB = 1 << 30


def gpu_with(stage: Stage, taken: dict[str, int], free_bytes: int) -> Sequence[DeviceNow]:
    """A GPU whose memory is free but for what the loaded ones of ``taken`` hold."""
    names = stage.arena._pool._names
    held = sum(taken.get(name, 0) for worker, name in names.items() if worker.pid is not None)
    gpu = Device(name="CUDA0", description="", kind="gpu", total_bytes=24 * GIB)
    return (DeviceNow(msgspec.structs.replace(gpu, free_bytes=free_bytes - held), "nvml"),)


def load_on_the_gpu(qtbot: QtBot, stage: Stage, chooser: PlayedChooser, spec: RunSpec) -> None:
    """Run a comparison, and say of its one real model that it is to lie on the GPU."""
    stage.arena.start(spec)
    qtbot.waitUntil(lambda: bool(chooser.waiting), timeout=LONG_MS)
    settings, decided, _ = chooser.waiting.pop()
    decided(GPU.apply(settings, GPU.devices), CHOICE)
    stage.wait_for_end(qtbot)
    assert [outcome.state for outcome in stage.outcomes()] == ["finished", "finished"]


@pytest.mark.parametrize("room_beside", [False, True])
def test_a_model_that_rests_on_the_gpu_leaves_where_the_next_one_needs_its_room(
    qtbot: QtBot,
    stage: Stage,
    chooser: PlayedChooser,
    starter: ModelFile,
    fake: Callable[..., ModelFile],
    room_beside: bool,
) -> None:
    sizes = {"a": 8 * GIB, "b": 8 * GIB, "cpu": 0}
    free = 17 * GIB if room_beside else 16 * GIB
    chooser.gpus_now = lambda: gpu_with(stage, sizes, free)
    a, b = (fake(name, rate=1000, gpu="CUDA0", gpu_bytes=sizes[name], n_layers=4) for name in "ab")
    cpu = fake("cpu", rate=1000)
    stage.run(qtbot, plan([a, cpu, b]))
    load_on_the_gpu(qtbot, stage, chooser, plan([starter, cpu], max_tokens=4))
    states = {name: worker.state for worker, name in stage.arena._pool._names.items()}
    told = [notice.words() for notice in stage.told if notice.key == "evicted"]
    # Nobody leaves in vain: not the one on the CPU, nor the other, once there is room.
    assert states == {
        "a": "ready" if room_beside else "stopped",
        "cpu": "ready",
        "b": "ready",
        "starter-s": "ready",
    }
    assert len(told) == (not room_beside)
    assert all("GPU" in words and "a" in words for words in told)


def test_nobody_leaves_where_even_an_empty_gpu_is_too_small(
    qtbot: QtBot,
    stage: Stage,
    chooser: PlayedChooser,
    starter: ModelFile,
    fake: Callable[..., ModelFile],
) -> None:
    chooser.gpus_now = lambda: gpu_with(stage, {"a": 1 << 20}, 1 << 26)
    small = fake("a", rate=1000, gpu="CUDA0", gpu_bytes=1 << 20, n_layers=4)
    cpu = fake("cpu", rate=1000)
    stage.run(qtbot, plan([small, cpu]))
    load_on_the_gpu(qtbot, stage, chooser, plan([starter, cpu], max_tokens=4))
    assert [notice for notice in stage.told if notice.key == "evicted"] == []
