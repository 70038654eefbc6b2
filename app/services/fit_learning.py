"""What the runs of this PC say of the speed estimates."""

from collections.abc import Iterable
from pathlib import Path

from app.core.fit.calibration import Calibration
from app.core.fit.memory import Placement
from app.core.fit.rooms import HOST
from app.core.fit.shape import ModelShape
from app.core.fit.speed import Correction, Figure, learn
from app.core.problem import ModelFileError
from app.core.run import LoadReport
from app.services.fit_shapes import Shapes
from app.store.records import MeasuredRun
from app.store.run_store import MeasuredRow, read_measured

LEAST_OUTPUT, LEAST_PROMPT = 16, 32
"""Tokens under which a run says nothing of decode, or of prefill."""
LEAST_BYTES = 100 * 2**20
"""A smaller model's time goes into other things than its weights: it says nothing of others."""


class Learnt:
    """Corrections from real runs: of models like those that people use, and of small ones, which
    count for themselves alone."""

    def __init__(self) -> None:
        self.corrections: list[Correction] = []
        self.of_small: list[Correction] = []


def learn_from(rows: Iterable[MeasuredRow], calibration: Calibration, shapes: Shapes) -> Learnt:
    """Return what measured runs teach. Unpacks them and reads headers: not for the window's
    thread. Files that are gone, or are others now, teach nothing."""
    learnt = Learnt()
    for run in read_measured(rows):
        try:
            read = shapes.of_file(Path(run.planned.model.path))
        except ModelFileError:
            continue
        if run.planned.model.engine != "llama" or read.header_sha256 != run.file.header_sha256:
            continue
        small = read.shape.weights_bytes < LEAST_BYTES
        found = learnt.of_small if small else learnt.corrections
        found += _corrections(run, read.shape, calibration)
    return learnt


def placement_of(report: LoadReport) -> Placement:
    """Return where a loaded model's layers lie, as its engine told it."""
    return Placement(
        n_ctx=report.n_ctx,
        n_batch=report.n_batch,
        cache_type=report.cache_type,
        flash_attention="off" if report.flash_attention is False else "auto",
        gpus=tuple(part.device for part in report.parts if part.device != HOST),
        n_gpu_layers=report.gpu_layers,
    )


def _corrections(
    run: MeasuredRun, shape: ModelShape, calibration: Calibration
) -> Iterable[Correction]:
    placement = placement_of(run.report)
    told: tuple[tuple[Figure, float | None, bool], ...] = (
        ("decode", run.decode_tps, run.n_output >= LEAST_OUTPUT),
        ("prefill", run.prefill_tps, run.n_prompt >= LEAST_PROMPT),
    )
    for figure, measured, enough in told:
        if measured is None or not enough:
            continue
        correction = learn(
            figure,
            shape,
            placement,
            calibration,
            measured,
            n_prompt=run.n_prompt,
            n_output=run.n_output,
            identity=run.file.header_sha256,
        )
        if correction is not None:
            yield correction
