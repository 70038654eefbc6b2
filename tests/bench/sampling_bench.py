"""What it costs that the machine is sampled while a model computes."""

import time
from pathlib import Path

from app.core.measure.plan import standard_task
from app.core.measure.results import MachineSample
from app.core.measure.sensors import Sensors
from app.core.run import LoadSettings, ModelFile, PlannedModel
from app.services.measuring.sampling import SAMPLE_MS
from tests.bench.measurements import Bench, measure, plan_of
from tests.bench.table import Row, ratio_row
from tests.bench.yardstick import N_CTX, N_THREADS
from tests.helpers.gguf_maker import half_b

N_DECODE = 192
N_READINGS = 100


class NoSensors(Sensors):
    """Reads nothing."""

    def read(self) -> MachineSample:
        """Return the moment alone."""
        return MachineSample(ns=time.perf_counter_ns())


def sampling_cost(folder: Path, n_pairs: int) -> list[Row]:
    """Decode with the sensors read and not read, in turn, on one loaded model that computes on
    every core; who goes first alternates."""
    path = half_b(folder)
    load = LoadSettings(n_ctx=N_CTX, n_threads=N_THREADS, devices=())
    model = PlannedModel(pane=0, model=ModelFile(id="0.5B", path=str(path), name="0.5B"), load=load)
    task = standard_task(n_prefill=0, n_decode=N_DECODE)
    pairs: list[tuple[float, float]] = []
    with Bench() as bench:
        read, not_read = bench.measurer(), bench.measurer(NoSensors())

        def rate(which: object) -> float:
            measurer = read if which == "read" else not_read
            # One plan's last step is the next one's warm-up.
            found = measure(measurer, plan_of([model], task, rounds=1, warmups=0))
            figure = found.find(0, 0, "decode_tps")
            assert figure is not None
            assert figure.summary.median is not None
            return figure.summary.median

        rate("not")
        for turn in range(2 * n_pairs):
            order = ("read", "not") if turn % 2 else ("not", "read")
            rates = {which: rate(which) for which in order}
            pairs.append((rates["read"], rates["not"]))
    return [
        ratio_row("decode while the machine is sampled, against not sampled", pairs, 0.99),
        _own_time(),
    ]


def _own_time() -> Row:
    """Return the row of what the readings themselves take of one core."""
    sensors = Sensors()
    began = time.process_time_ns()
    for _ in range(N_READINGS):
        sensors.read()
    taken_ms = (time.process_time_ns() - began) / 1e6 / N_READINGS
    sensors.close()
    note = f"{taken_ms:.2f} ms of processor time a reading, one every {SAMPLE_MS} ms"
    share = taken_ms / SAMPLE_MS * 100
    return Row("readings of the machine, share of one core", share, 1, "%", True, note)
