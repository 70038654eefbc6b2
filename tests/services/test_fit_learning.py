"""Real runs correct the estimates: of the model itself, and of others like it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.fit.calibration import Calibration
from app.core.fit.planning import Pc, Subject, fit_at, plan
from app.core.fit.rooms import HOST
from app.core.model_files import starter_models
from app.core.run import DevicePart, LoadSettings
from app.services.fit_learning import learn_from, placement_of
from app.services.fit_rooms import held_by, rooms_of
from app.services.fit_shapes import Shapes
from app.store.run_store import RunStore
from tests.helpers.fit_facts import GIB, calibration, pc, room, subject
from tests.store.samples import REPORT, comparison, outcome, run

HERE = calibration()


@pytest.fixture
def store() -> Iterator[RunStore]:
    store = RunStore(Path(":memory:"))
    yield store
    store.close()


def remember(store: RunStore, path: Path, shapes: Shapes, tps: float) -> None:
    """Store a run of the model at ``path`` that decoded so fast."""
    read = shapes.of_file(path)
    asked = comparison("c", n_models=1)
    planned = asked.spec.models[0]
    model = msgspec.structs.replace(planned.model, path=str(path))
    planned = msgspec.structs.replace(planned, model=model)
    asked = msgspec.structs.replace(
        asked, spec=msgspec.structs.replace(asked.spec, models=(planned,))
    )
    record = run(asked)
    file = msgspec.structs.replace(record.file, header_sha256=read.header_sha256)
    ended = outcome(64)
    assert ended.stamps is not None
    step = round(1e9 / tps)
    tokens = tuple(ended.stamps.submitted + 10**8 + step * index for index in range(64))
    stamps = msgspec.structs.replace(ended.stamps, tokens=tokens, ended=tokens[-1])
    ended = msgspec.structs.replace(
        ended, stamps=stamps, n_prompt=50, n_prompt_evaluated=50, n_output=64, report=REPORT
    )
    store.finish_run(asked, msgspec.structs.replace(record, file=file), ended, 10**10)


def learnt_pc(store: RunStore, shapes: Shapes, here: Calibration = HERE) -> Pc:
    learnt = learn_from(store.measured_rows(), here, shapes)
    return msgspec.structs.replace(
        pc(room(12)),
        calibration=here,
        corrections=tuple(learnt.corrections),
        of_small=tuple(learnt.of_small),
    )


def test_a_run_of_the_model_itself(store: RunStore, resources: Path) -> None:
    shapes = Shapes()
    path = Path(starter_models(resources)[0].path)
    remember(store, path, shapes, 123.0)
    here = learnt_pc(store, shapes)
    read = shapes.of_file(path)
    own = Subject(shape=read.shape, identity=read.header_sha256)
    placement = placement_of(REPORT)
    speed = fit_at(own, placement, here).speed
    assert speed is not None
    assert speed.decode_empty.basis == "measured"
    assert speed.decode_empty.measured == pytest.approx(123.0, rel=0.05)
    # So small a model says nothing of others.
    assert not here.corrections
    other = plan(subject(1.2), LoadSettings(), here).speed
    assert other is not None
    assert other.decode_empty.basis == "calibration"


def test_a_file_that_is_another_now_teaches_nothing(
    store: RunStore, resources: Path, tmp_path: Path
) -> None:
    first, second = (Path(model.path) for model in starter_models(resources)[:2])
    mine = tmp_path / "모델.gguf"
    mine.write_bytes(first.read_bytes())
    shapes = Shapes()
    remember(store, mine, shapes, 100.0)
    assert learn_from(store.measured_rows(), HERE, shapes).of_small
    mine.write_bytes(second.read_bytes())
    assert not learn_from(store.measured_rows(), HERE, shapes).of_small
    mine.unlink()
    assert not learn_from(store.measured_rows(), HERE, shapes).of_small


def test_where_a_loaded_model_lies() -> None:
    report = msgspec.structs.replace(
        REPORT,
        gpu_layers=3,
        cache_type="q8_0",
        parts=(
            DevicePart(device="CPU", n_layers=1, weights_bytes=GIB),
            DevicePart(device="CUDA0", n_layers=3, weights_bytes=2 * GIB, kv_bytes=GIB),
        ),
    )
    placement = placement_of(report)
    assert (placement.gpus, placement.n_gpu_layers) == (("CUDA0",), 3)
    assert placement.cache_type == "q8_0"
    assert held_by([report, report], GIB) == {HOST: GIB, "CUDA0": 6 * GIB}


def test_the_rooms_of_a_pc_without_an_engine() -> None:
    (host,) = rooms_of((), {HOST: 10**15})
    assert host.name == HOST
    assert 0 < host.free_bytes <= host.free_alone_bytes == host.total_bytes
