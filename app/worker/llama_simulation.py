"""What a load would take on each device, told by llama.cpp itself without reading weights."""

from contextlib import ExitStack
from pathlib import Path

import msgspec
from llama_cpp import llama_cpp

from app.core.gguf_header import check_file, split_parts
from app.core.problem import EngineError
from app.core.run import DevicePart, LoadSettings, Simulation
from app.worker.llama_backends import load_backends
from app.worker.llama_breakdown import BufferBytes, memory_breakdown
from app.worker.llama_loading import load_model, new_context
from app.worker.llama_log import LlamaLog
from app.worker.load_facts import CPU, LoadFacts, device_of, gpu_names, read_load_facts


def simulate(path: str, settings: LoadSettings, log: LlamaLog) -> Simulation | None:
    """Return what loading ``path`` would take, with ``settings`` as they are: a negative number
    of layers is all of them. None where this llama.cpp cannot tell it.

    Raises EngineError where it could not even be begun.
    """
    with ExitStack() as undo, log.silently():
        log.begin()
        model = load_model(path, settings, lambda _fraction: True, log, weightless=True)
        undo.callback(llama_cpp.llama_model_free, model)
        context = new_context(model, settings, log)
        undo.callback(llama_cpp.llama_free, context)
        buffers = memory_breakdown(context)
        if buffers is None:
            return None
        n_layers = llama_cpp.llama_model_n_layer(model)
        facts = read_load_facts(log.lines(), log.layers(), n_layers)
        return Simulation(
            parts=_parts(facts, buffers, gpu_names(log.lines())),
            gpu_layers=facts.gpu_layers,
            n_layers=n_layers,
            n_ctx=llama_cpp.llama_n_ctx(context),
            n_batch=llama_cpp.llama_n_batch(context),
        )


def simulate_file(path: str, settings: LoadSettings) -> Simulation:
    """Check the file, then simulate its load; raises ModelFileError or EngineError."""
    parts = split_parts(Path(path), check_file(Path(path)))
    log = LlamaLog()
    try:
        load_backends()
        found = simulate(str(parts[0]), settings, log)
    finally:
        log.close()
    if found is None:
        raise EngineError("load_failed", detail="this llama.cpp does not tell its memory")
    return found


def _parts(
    facts: LoadFacts, buffers: tuple[BufferBytes, ...], gpus: tuple[str, ...]
) -> tuple[DevicePart, ...]:
    """Return each device's share: layers and compute buffers as the log has them; weights and
    cache, of which it says nothing where nothing was allocated, as they were added up."""
    shares = {part.device: part for part in facts.parts}
    shares = {
        name: shares.get(name) or DevicePart(device=name, n_layers=0)
        for name in dict.fromkeys([*gpus, *shares, CPU])
    }
    held = {name: [0, 0] for name in shares}
    for buffer in buffers:
        mine = held.setdefault(device_of(buffer.buffer, gpus), [0, 0])
        mine[0] += buffer.weights_bytes
        mine[1] += buffer.cache_bytes
    return tuple(
        msgspec.structs.replace(
            shares.get(name) or DevicePart(device=name, n_layers=0),
            weights_bytes=weights,
            kv_bytes=cache,
        )
        for name, (weights, cache) in held.items()
    )
