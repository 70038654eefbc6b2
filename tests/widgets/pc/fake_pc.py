"""A PC without a system, a disk and an engine: it is what a test says it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.fit.backend import BackendChoice
from app.core.fit.calibration import AttentionSpeed, Calibration, DeviceSpeed, TypeSpeed
from app.core.fit.memory import DeviceRoom
from app.core.fit.planning import Pc
from app.core.fit.report import FitReport
from app.core.fit.rooms import Rooms
from app.core.fit.table import TableRow
from app.core.machine import MachineFacts
from app.core.problem import Problem
from app.core.run import Device, ModelFile
from app.services.fit_alternatives import catalogue_subject
from tests.widgets.models.fake_backend import FakeTask
from tests.widgets.models.fake_models import MODELS, TEAMS
from widgets.models.backend import Failure, Success
from widgets.pc.backend import DiskFacts, Machine, MeasureProgress, PcBackend
from widgets.pc.rows import Key, Offer
from widgets.pc.wish import Wish

GIB = 2**30
COLUMNS = ("Q4_K_M", "Q8_0", "BF16")
GPU = Device(
    name="CUDA0",
    description="NVIDIA GeForce RTX 4060",
    kind="gpu",
    total_bytes=8 * GIB,
    free_bytes=7 * GIB,
    backend="CUDA",
    driver="NVIDIA 550.54",
)


def calibration() -> Calibration:
    """A PC with two memory channels, measured."""
    return Calibration(
        made_at_ns=1_763_000_000_000_000_000,
        engine="llama-cpp-python 0.3.36",
        machine=MachineFacts(
            os="Linux",
            cpu_name="AMD Ryzen 5 5600G",
            physical_cores=6,
            logical_cores=12,
            memory_bytes=16 * GIB,
            python="3.11",
        ),
        devices=(
            DeviceSpeed(
                name="CPU",
                kind="cpu",
                types={
                    "Q4_K": TypeSpeed(bytes_per_s=38e9, values_per_s=300e9),
                    "Q8_0": TypeSpeed(bytes_per_s=41e9, values_per_s=280e9),
                },
                layer_s=1e-5,
                token_s=1e-4,
                decode_attention=AttentionSpeed(pair_s=1e-9, value_s=1e-11),
                prefill_attention=AttentionSpeed(pair_s=1e-9, value_s=1e-11),
            ),
        ),
    )


def host(gib: float) -> DeviceRoom:
    """Main memory with so much free."""
    free = round(gib * GIB)
    return DeviceRoom(
        name="CPU", kind="cpu", total_bytes=16 * GIB, free_bytes=free, free_alone_bytes=free
    )


@dataclass
class AskedToMeasure:
    """A measurement that a test goes on with."""

    progress: MeasureProgress
    success: Callable[[None], None]
    failure: Failure
    task: FakeTask


class FakePc(PcBackend):
    """Its memory, its calibration and its files are set by tests."""

    def __init__(
        self,
        models: Sequence[CatalogueModel] = MODELS,
        columns: Sequence[str] = COLUMNS,
        held: Iterable[Key] = (),
    ) -> None:
        super().__init__()
        self.known = Catalogue(models=tuple(models), teams=TEAMS)
        self.columns, self.held = columns, frozenset(held)
        self.facts = Machine(
            cpu_name="AMD Ryzen 5 5600G",
            physical_cores=6,
            logical_cores=12,
            cpu_variant="haswell",
            cpu_features=("SSE3", "AVX", "AVX2", "F16C", "FMA"),
            memory_bytes=16 * GIB,
            memory_free_bytes=round(9.3 * GIB),
            devices=(),
        )
        self.rooms: Rooms = (host(9.3),)
        self.calibration: Calibration | None = calibration()
        self.choices: tuple[BackendChoice, ...] = ()
        self.unforgettable: Problem | None = None
        self.problems: dict[str, Problem] = {}
        self.asked: list[AskedToMeasure] = []
        self.n_looks = 0
        self.closer: list[tuple[Key, Wish, Success[FitReport]]] = []
        self.watched: list[bool] = []
        self._offers: tuple[Offer, ...] = ()

    def set_free(self, gib: float) -> None:
        """Let so much memory be free from now on, and tell."""
        self.rooms = (host(gib),)
        self.facts = replace(self.facts, memory_free_bytes=round(gib * GIB))
        self.machineChanged.emit()

    def forget_offers(self) -> None:
        """Make the table's cells anew at the next question."""
        self._offers = ()

    def catalogue(self) -> Catalogue:
        return self.known

    def judge(self, model: CatalogueModel) -> Problem | None:
        return self.problems.get(model.id)

    def machine(self) -> Machine:
        return replace(self.facts, choices=self.choices)

    def disk(self) -> DiskFacts:
        return DiskFacts(Path("/library"), 210 * GIB, 1.9e9)

    def pc(self) -> Pc:
        return Pc(rooms=self.rooms, calibration=self.calibration, choices=self.choices)

    def offers(self) -> Sequence[Offer]:
        if not self._offers:
            self._offers = tuple(self._made())
        return self._offers

    def model_file(self, key: Key) -> ModelFile | None:
        return ModelFile(id=":".join(key), path="/library/a.gguf", name=key[0])

    def look_closer(self, key: Key, wish: Wish, success: Success[FitReport]) -> None:
        self.closer.append((key, wish, success))

    def look_again(self) -> None:
        self.n_looks += 1

    def forget_choice(self, kind: str) -> Problem | None:
        if self.unforgettable is None:
            self.choices = tuple(one for one in self.choices if one.shape_class != kind)
            self.machineChanged.emit()
        return self.unforgettable

    def watch(self, watching: bool) -> None:
        self.watched.append(watching)

    def measure(
        self, progress: MeasureProgress, success: Success[None], failure: Failure
    ) -> FakeTask:
        self.asked.append(AskedToMeasure(progress, success, failure, FakeTask()))
        return self.asked[-1].task

    def _made(self) -> Iterable[Offer]:
        for model in self.known.models:
            if model.cannot_run is not None:
                continue
            offered = {file.quantisation for file in model.files}
            for name in self.columns:
                subject = catalogue_subject(model, name, free_bytes=210 * GIB)
                if subject is not None:
                    here = (model.id, name) in self.held
                    if here:
                        subject = msgspec.structs.replace(subject, disk=None)
                    row = TableRow(model_id=model.id, quantisation=name, subject=subject, here=here)
                    yield Offer(row, name in offered)
