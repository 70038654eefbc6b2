"""Loading a model and making its context, with llama.cpp's own functions."""

import ctypes
import os
from typing import cast

from llama_cpp import llama_cpp

from app.core.problem import EngineError
from app.core.run import DEFAULT_N_CTX, CacheType, FlashAttention, LoadSettings
from app.worker.engine import LoadCancelledError, LoadProgressCallback
from app.worker.llama_log import LlamaLog
from app.worker.llama_placement import Placement
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
_FLASH_ATTENTION: dict[FlashAttention, int] = {
    "auto": llama_cpp.LLAMA_FLASH_ATTN_TYPE_AUTO,
    "on": llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED,
    "off": llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED,
}


def load_model(
    path: str,
    settings: LoadSettings,
    progress: LoadProgressCallback,
    log: LlamaLog,
    *,
    weightless: bool = False,
) -> llama_cpp.llama_model_p:
    """Read the weights; raises EngineError by llama.cpp's words, or LoadCancelledError.

    A negative number of layers is all of them. ``weightless`` reads no weights and allocates
    nothing: only a context's sizes can be had of such a model.
    """
    cancelled = False

    def on_progress(fraction: float, _user_data: object) -> bool:
        nonlocal cancelled
        cancelled = not progress(fraction)
        return not cancelled

    params = llama_cpp.llama_model_default_params()
    placement = Placement(settings)
    placement.fill(params)
    params.no_alloc = weightless
    # What is not allocated cannot be mapped either.
    mapped = settings.use_mmap and not weightless
    params.load_mode = llama_cpp.LLAMA_LOAD_MODE_MMAP if mapped else llama_cpp.LLAMA_LOAD_MODE_NONE
    callback = llama_cpp.llama_progress_callback(on_progress)
    params.progress_callback = callback
    model = llama_cpp.llama_model_load_from_file(os.fsencode(path), params)
    if model is None:
        if cancelled:
            raise LoadCancelledError
        raise load_error(log.lines())
    return model


def new_context(
    model: llama_cpp.llama_model_p,
    settings: LoadSettings,
    log: LlamaLog,
    *,
    users: int = 1,
    n_ctx_each: int = 0,
) -> llama_cpp.llama_context_p:
    """Allocate cache and compute buffers; raises EngineError by llama.cpp's words.

    More than one of ``users`` gets a sequence of ``n_ctx_each`` tokens each, instead of the
    context that the settings ask for.
    """
    params = llama_cpp.llama_context_default_params()
    n_ctx = context_length(settings, llama_cpp.llama_model_n_ctx_train(model))
    params.n_ctx = min(max(MIN_N_BATCH, n_ctx), _MAX_INT)
    params.n_batch = params.n_ubatch = batch_length(settings)
    # One row of logits is all that is ever read: without this the compute buffer holds
    # n_batch of them, 226 MB for a vocabulary of 110,000.
    params.n_outputs_max = users
    if n_ctx_each:
        params.n_seq_max = users
        # Each user's part is rounded up by llama.cpp itself.
        params.n_ctx = min(users * max(MIN_N_BATCH, n_ctx_each), _MAX_INT)
        params.kv_unified = False
    threads = settings.n_threads
    if threads is None:
        threads = default_threads(llama_cpp.llama_model_size(model))
    params.n_threads = params.n_threads_batch = bounded_threads(threads)
    params.type_k = params.type_v = _CACHE_TYPES[settings.cache_type]
    params.flash_attn_type = _flash_attention(settings)
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


def _flash_attention(settings: LoadSettings) -> int:
    """Return the setting; a quantised V cache exists with flash attention only."""
    if settings.cache_type == "f16":
        return _FLASH_ATTENTION[settings.flash_attention]
    if settings.flash_attention == "off":
        raise EngineError("flash_attention_needed", cache_type=settings.cache_type)
    return llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED


def context_length(settings: LoadSettings, n_ctx_train: int | None) -> int:
    """Return the context to ask for: what was chosen, else the usual one, or less where the
    model was trained for less."""
    return settings.n_ctx or min(n_ctx_train or DEFAULT_N_CTX, DEFAULT_N_CTX)


def batch_length(settings: LoadSettings) -> int:
    """Return the length of a slice of the prompt, within what makes sense."""
    return min(max(MIN_N_BATCH, settings.n_batch), MAX_N_BATCH)


def metadata(model: llama_cpp.llama_model_p, key: str) -> str:
    """Return a value of the model's metadata as text; empty where there is none."""
    buffer = ctypes.create_string_buffer(4096)
    # A char buffer to write to, which the bindings declare as bytes.
    target = cast("bytes", buffer)
    length = llama_cpp.llama_model_meta_val_str(model, key.encode(), target, len(buffer))
    return buffer.value.decode("utf-8", "replace") if length >= 0 else ""
