"""Which engine stands behind a name; engines are imported only when they are asked for."""

from app.core.problem import EngineError
from app.core.run import EngineInfo, EngineKind, LoadSettings
from app.worker.engine import Engine, LoadProgressCallback


def load_engine(
    kind: EngineKind, path: str, settings: LoadSettings, progress: LoadProgressCallback
) -> Engine:
    """Return the loaded model, warmed up.

    Raises ModelFileError, EngineError (``engine_missing`` where it is not installed), or
    LoadCancelledError when ``progress`` returned False.
    """
    if kind == "fake":
        from app.worker.fake_engine import load_fake

        return load_fake(path, settings, progress)
    try:
        from app.worker.llama_engine import load_llama
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineError("engine_missing", detail=str(error)) from error
    return load_llama(path, settings, progress)


def inspect_llama() -> EngineInfo:
    """Return what llama.cpp can do on this PC; raises EngineError where it is missing."""
    try:
        from app.worker.llama_devices import inspect
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineError("engine_missing", detail=str(error)) from error
    return inspect()
