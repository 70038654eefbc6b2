"""Which engine stands behind a name; engines are imported only when they are asked for."""

from app.core.problem import EngineError
from app.core.run import EngineInfo, EngineKind, LoadSettings, Simulation
from app.worker.engine import Engine, LoadProgressCallback, LoadStepCallback


def load_engine(
    kind: EngineKind,
    path: str,
    settings: LoadSettings,
    progress: LoadProgressCallback,
    on_step: LoadStepCallback,
) -> Engine:
    """Return the loaded model, warmed up; ``on_step`` is told of tries that the memory did not
    suffice for.

    Raises ModelFileError, EngineError (``engine_missing`` where it is not installed), or
    LoadCancelledError when ``progress`` returned False.
    """
    if kind == "fake":
        from app.worker.fake_engine import load_fake

        return load_fake(path, settings, progress, on_step)
    try:
        from app.worker.llama_engine import load_llama
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineError("engine_missing", detail=str(error)) from error
    return load_llama(path, settings, progress, on_step)


def simulate_llama(path: str, settings: LoadSettings) -> Simulation:
    """Return what loading ``path`` would take; raises ModelFileError or EngineError."""
    try:
        from app.worker.llama_simulation import simulate_file
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineError("engine_missing", detail=str(error)) from error
    return simulate_file(path, settings)


def inspect_llama() -> EngineInfo:
    """Return what llama.cpp can do on this PC; raises EngineError where it is missing."""
    try:
        from app.worker.llama_devices import inspect
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineError("engine_missing", detail=str(error)) from error
    return inspect()
