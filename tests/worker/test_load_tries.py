"""How the loader chooses layers and goes down the ladder, on a GPU that a test makes up.

llama.cpp itself is not asked: what it would answer is said here, so that a GPU can be as full as
a case needs.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import cast

import msgspec
import pytest
from llama_cpp import _utils as llama_utils

from app.core.gguf_header import TensorInfo
from app.core.problem import EngineError
from app.core.run import (
    GPU_MARGIN_BYTES,
    Device,
    DevicePart,
    LoadSettings,
    LoadStep,
    Simulation,
)
from app.worker import llama_tries
from app.worker.engine import LoadCancelledError
from app.worker.layer_weights import layer_weights
from app.worker.llama_log import LlamaLog
from app.worker.llama_tries import Wanted, open_model

GIB = 2**30
N_LAYERS = 10
GPU = "CUDA0"
WANTED = Wanted(
    path="m.gguf",
    settings=LoadSettings(),
    layer_weights=(GIB,) * N_LAYERS,
    cache_bytes=1024,
    n_ctx_train=8192,
)


@pytest.fixture(scope="module", autouse=True)
def closed_bindings() -> Iterator[None]:
    """The bindings leave two files open for the interpreter to complain about."""
    yield
    for name in ("outnull_file", "errnull_file"):
        getattr(llama_utils, name).close()


@dataclass
class MadeUp:
    """A PC with one GPU, and an engine on which each layer takes 1 GiB."""

    room: int
    """Free bytes of the GPU, as it says; 0 where it says nothing."""
    true_room: int | None = None
    """How much there really is to be had; None: what it says."""
    left: int | None = None
    """What it says to have left once a model is loaded."""
    software: bool = False
    simulates: bool = True
    takes_matrices: bool = True
    loads: list[LoadSettings] = field(default_factory=list[LoadSettings])
    steps: list[LoadStep] = field(default_factory=list[LoadStep])
    freed: int = 0
    lines_: list[str] = field(default_factory=list[str])
    layers_: dict[int, str] = field(default_factory=dict[int, str])

    def devices(self) -> tuple[Device, ...]:
        free = self.left if self.loads and self.left is not None else self.room
        gpu = Device(
            name=GPU,
            description="made up",
            kind="gpu",
            total_bytes=self.room,
            free_bytes=free,
            software=self.software,
        )
        cpu = Device(
            name="CPU", description="", kind="cpu", total_bytes=64 * GIB, free_bytes=64 * GIB
        )
        return (gpu, cpu)

    def simulate(self, path: str, settings: LoadSettings, log: object) -> Simulation | None:
        del path, log
        if not self.simulates:
            return None
        n = settings.n_gpu_layers
        parts = (
            DevicePart(device=GPU, n_layers=n, weights_bytes=n * GIB),
            DevicePart(device="CPU", n_layers=N_LAYERS - n, weights_bytes=(N_LAYERS - n) * GIB),
        )
        return Simulation(parts=parts, gpu_layers=n, n_layers=N_LAYERS - 1, n_ctx=4096, n_batch=512)

    def load_model(
        self, path: str, settings: LoadSettings, progress: Callable[[float], bool], log: object
    ) -> object:
        del path, log
        self.loads.append(settings)
        if not progress(1.0):
            raise LoadCancelledError
        on_gpu = 0 if settings.devices == () else settings.n_gpu_layers
        room = self.room if self.true_room is None else self.true_room
        if on_gpu * GIB > room:
            line = f"alloc_tensor_range: failed to allocate {GPU} buffer of size {on_gpu * GIB}"
            self.lines_ = [line]
            raise EngineError("out_of_memory", needed_bytes=on_gpu * GIB)
        first = N_LAYERS - on_gpu
        self.layers_ = {i: "CPU" if i < first else GPU for i in range(N_LAYERS)}
        self.lines_ = [f"using device {GPU} (made up) (0) - 1 MiB free"]
        if on_gpu and self.takes_matrices:
            self.lines_.append(f"load_tensors: {GPU} model buffer size = {on_gpu * 1024}.00 MiB")
        return object()

    # -- in place of the log --

    def begin(self) -> None:
        self.lines_, self.layers_ = [], {}

    def lines(self) -> list[str]:
        return self.lines_

    def layers(self) -> dict[int, str]:
        return self.layers_

    def free(self, _model: object) -> None:
        self.freed += 1

    def open(self, settings: LoadSettings, *, cancelled: bool = False) -> LoadSettings:
        """Load, give it back at once, and return how it was loaded in the end."""
        wanted = msgspec.structs.replace(WANTED, settings=settings)
        opened = open_model(
            wanted, lambda _fraction: not cancelled, self.steps.append, cast("LlamaLog", self)
        )
        with ExitStack() as undo:
            undo.push(opened.freeing)
        assert list(opened.steps) == self.steps
        return self.loads[-1]


@pytest.fixture
def make_up(monkeypatch: pytest.MonkeyPatch) -> Callable[..., MadeUp]:
    def make(room: int, **values: object) -> MadeUp:
        made = MadeUp(room, **values)  # type: ignore[arg-type]
        for name in ("devices", "simulate", "load_model"):
            monkeypatch.setattr(llama_tries, name, getattr(made, name))
        monkeypatch.setattr(llama_tries, "new_context", lambda *_: object())
        for name in ("llama_model_free", "llama_free"):
            monkeypatch.setattr(llama_tries.llama_cpp, name, made.free)
        return made

    return make


MakeUp = Callable[..., MadeUp]


@pytest.mark.parametrize(
    ("room", "layers"),
    [
        (100 * GIB, 10),
        (10 * GIB + GPU_MARGIN_BYTES, 10),
        (10 * GIB + GPU_MARGIN_BYTES - 1, 9),
        (5 * GIB, 4),
        (GIB + GPU_MARGIN_BYTES, 1),
    ],
)
def test_as_many_layers_as_fit_with_the_margin(make_up: MakeUp, room: int, layers: int):
    made = make_up(room)
    assert made.open(LoadSettings()).n_gpu_layers == layers
    assert made.steps == []
    assert len(made.loads) == 1, "one load: what fits was known before"
    assert made.freed == 2, "the model and its context"


def test_where_not_one_layer_fits_the_cpu_takes_all_and_that_is_told(make_up: MakeUp):
    made = make_up(GIB)
    assert made.open(LoadSettings()).devices == ()
    (step,) = made.steps
    assert (step.rung, step.n_gpu_layers) == ("as_asked", 1)
    assert step.wanted_bytes == GIB + GPU_MARGIN_BYTES


def test_a_named_gpu_without_room_is_an_error_with_its_figures(make_up: MakeUp):
    made = make_up(GIB)
    with pytest.raises(EngineError) as caught:
        made.open(LoadSettings(devices=(GPU,)))
    assert caught.value.problem.kind == "out_of_memory"
    assert caught.value.problem.params == {
        "needed_bytes": GIB + GPU_MARGIN_BYTES,
        "free_bytes": GIB,
    }
    assert made.loads == [], "nothing was even tried"


def test_somebody_took_the_memory_meanwhile(make_up: MakeUp):
    made = make_up(20 * GIB, true_room=6 * GIB)
    settings = made.open(LoadSettings())
    assert settings.n_gpu_layers == 6
    assert [step.n_gpu_layers for step in made.steps] == [10, 8]
    assert [step.rung for step in made.steps] == ["as_asked", "fewer_layers"]
    assert [step.wanted_bytes for step in made.steps] == [10 * GIB, 8 * GIB]


def test_a_gpu_that_is_left_with_next_to_nothing_is_relieved(make_up: MakeUp):
    made = make_up(20 * GIB, left=GPU_MARGIN_BYTES // 8)
    made.open(LoadSettings())
    assert made.loads[-1].devices == (), "it never said that it had enough left"
    assert made.steps[0].rung == "as_asked"
    assert made.freed == 2 * len(made.loads), "nothing of the tries is left"


def test_a_gpu_that_says_nothing_of_its_memory_is_tried(make_up: MakeUp):
    made = make_up(0, true_room=3 * GIB)
    assert made.open(LoadSettings()).n_gpu_layers == 3
    assert {step.rung for step in made.steps} == {"as_asked", "fewer_layers"}


def test_an_engine_that_cannot_simulate_goes_by_trying(make_up: MakeUp):
    made = make_up(6 * GIB, simulates=False)
    assert made.open(LoadSettings()).n_gpu_layers == 6


def test_a_cache_beyond_what_drivers_give_at_once_is_not_simulated(make_up: MakeUp):
    made = make_up(6 * GIB)
    assert made.open(LoadSettings(n_ctx=2**21)).n_gpu_layers == 6
    assert made.steps, "found out by trying"


def test_a_driver_that_takes_no_matrix_leaves_the_cpu_and_that_is_told(make_up: MakeUp):
    made = make_up(20 * GIB, takes_matrices=False)
    assert made.open(LoadSettings()).devices == ()
    assert [step.n_gpu_layers for step in made.steps] == [10]


def test_a_driver_that_takes_no_matrix_is_an_error_where_layers_were_asked_for(make_up: MakeUp):
    made = make_up(20 * GIB, takes_matrices=False)
    with pytest.raises(EngineError) as caught:
        made.open(LoadSettings(n_gpu_layers=5))
    assert caught.value.problem.kind == "not_offloaded"
    assert made.freed == 2


def test_a_gpu_that_the_processor_plays_is_left_out(make_up: MakeUp):
    made = make_up(20 * GIB, software=True)
    assert made.open(LoadSettings()).devices == ()
    assert made.steps == []
    assert made.open(LoadSettings(devices=(GPU,))).n_gpu_layers == N_LAYERS


def test_a_load_is_broken_off_while_it_still_reckons(make_up: MakeUp):
    made = make_up(20 * GIB)
    with pytest.raises(LoadCancelledError):
        made.open(LoadSettings(), cancelled=True)
    assert made.loads == []


def test_layers_are_weighed_by_the_header():
    def tensor(name: str, size: int) -> TensorInfo:
        return TensorInfo(name=name, shape=(size,), type="F32", offset=0, n_bytes=size)

    tensors = [
        tensor("token_embd.weight", 1000),
        tensor("blk.0.attn_q.weight", 10),
        tensor("blk.0.ffn_up_exps.weight", 100),
        tensor("blk.1.ffn_down_exps.weight", 200),
        tensor("blk.1.ffn_norm.weight", 3),
        tensor("blk.99.attn_q.weight", 7),
        tensor("output_norm.weight", 5),
    ]
    assert layer_weights(tensors, 2) == (110, 203, 1000), "the embedding is the output layer's too"
    assert layer_weights(tensors, 2, 1) == (10, 203, 1000)
    assert layer_weights([*tensors, tensor("output.weight", 9)], 2, 9) == (10, 3, 9)
    assert len(layer_weights(tensors, 2**40)) < 10_000, "a file may say anything"
