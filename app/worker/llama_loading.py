"""Loading a model and making its context, with llama.cpp's own functions."""

import ctypes
import os
from typing import cast

from llama_cpp import llama_cpp

from app.core.problem import EngineError
from app.core.run import DEFAULT_N_CTX, CacheType, LoadSettings
from app.worker.engine import LoadCancelledError, LoadProgressCallback
from app.worker.llama_log import LlamaLog
from app.worker.load_facts import load_error
from app.worker.threads import bounded_threads, default_threads

MIN_N_BATCH, MAX_N_BATCH = 32, 16384
"""Shorter slices only make prefill slow, and the count of prompt tokens needs 3; longer ones
only cost memory."""
_MAX_INT = 2**31 - 1
"""What does not fit would reach llama.cpp as another number."""
_CACHE_TYPES: dict[CacheType, int] = {
    "f16": llama_cpp.GGML_TYPE_F16,
    "q8_0": llama_cpp.GGML_TYPE_Q8_0,
    "q4_0": llama_cpp.GGML_TYPE_Q4_0,
}


def load_model(
    path: str, settings: LoadSettings, progress: LoadProgressCallback, log: LlamaLog
) -> llama_cpp.llama_model_p:
    """Read the weights; raises EngineError by llama.cpp's words, or LoadCancelledError."""
    cancelled = False

    def on_progress(fraction: float, _user_data: object) -> bool:
        nonlocal cancelled
        cancelled = not progress(fraction)
        return not cancelled

    params = llama_cpp.llama_model_default_params()
    params.n_gpu_layers = min(settings.n_gpu_layers, _MAX_INT) if settings.n_gpu_layers >= 0 else -1
    params.load_mode = (
        llama_cpp.LLAMA_LOAD_MODE_MMAP if settings.use_mmap else llama_cpp.LLAMA_LOAD_MODE_NONE
    )
    callback = llama_cpp.llama_progress_callback(on_progress)
    params.progress_callback = callback
    model = llama_cpp.llama_model_load_from_file(os.fsencode(path), params)
    if model is None:
        if cancelled:
            raise LoadCancelledError
        raise load_error(log.lines())
    return model


def new_context(
    model: llama_cpp.llama_model_p, settings: LoadSettings, log: LlamaLog
) -> llama_cpp.llama_context_p:
    """Allocate cache and compute buffers; raises EngineError by llama.cpp's words."""
    n_ctx = settings.n_ctx or llama_cpp.llama_model_n_ctx_train(model) or DEFAULT_N_CTX
    if settings.n_ctx is None:
        n_ctx = min(n_ctx, DEFAULT_N_CTX)
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = min(max(MIN_N_BATCH, n_ctx), _MAX_INT)
    params.n_batch = params.n_ubatch = min(max(MIN_N_BATCH, settings.n_batch), MAX_N_BATCH)
    # One row of logits is all that is ever read: without this the compute buffer holds
    # n_batch of them, 226 MB for a vocabulary of 110,000.
    params.n_outputs_max = 1
    threads = settings.n_threads
    if threads is None:
        threads = default_threads(llama_cpp.llama_model_size(model))
    params.n_threads = params.n_threads_batch = bounded_threads(threads)
    params.type_k = params.type_v = _CACHE_TYPES[settings.cache_type]
    # A quantised V cache exists with flash attention only.
    params.flash_attn_type = (
        llama_cpp.LLAMA_FLASH_ATTN_TYPE_AUTO
        if settings.cache_type == "f16"
        else llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED
    )
    # Layers with a sliding window keep only what they look back on. The whole context is for
    # going back to an earlier position, which no run here does; it would cost an EXAONE 4.0
    # 32B nearly four times the memory.
    params.swa_full = False
    # The count of evaluated prompt tokens comes from these counters.
    params.no_perf = False
    context = llama_cpp.llama_init_from_model(model, params)
    if context is None:
        raise load_error(log.lines())
    if llama_cpp.llama_get_memory(context) is None or llama_cpp.llama_model_has_encoder(model):
        # Embedding models and translators load, but do not continue a text.
        llama_cpp.llama_free(context)
        architecture = metadata(model, "general.architecture")
        raise EngineError("unknown_architecture", architecture=architecture)
    return context


def metadata(model: llama_cpp.llama_model_p, key: str) -> str:
    """Return a value of the model's metadata as text; empty where there is none."""
    buffer = ctypes.create_string_buffer(4096)
    # A char buffer to write to, which the bindings declare as bytes.
    target = cast("bytes", buffer)
    length = llama_cpp.llama_model_meta_val_str(model, key.encode(), target, len(buffer))
    return buffer.value.decode("utf-8", "replace") if length >= 0 else ""
