"""The yardstick: a plain ``llama_decode`` loop in a process of its own, without sampling.

Started with a model's path, a thread count and a context length. Reads lines
``<n_prompt> <n_output>`` and answers each with a JSON line of stamps (ns): when prefill began
and was done, and when each decode was done. Uses the bindings' C functions and
nothing of ours but what loads the backends.
"""

import json
import os
import sys
import time
from typing import Any

from llama_cpp import llama_cpp

from app.worker.llama_backends import load_backends

N_BATCH = 512
SOME_TOKENS = range(40, 104)
"""Fed again and again: what a token is does not change the work of a decode."""


def main(path: str, n_threads: int, n_ctx: int) -> None:
    """Load, warm up, then measure for as long as orders come."""
    protocol = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    load_backends()
    model: Any = llama_cpp.llama_model_load_from_file(
        path.encode(), llama_cpp.llama_model_default_params()
    )
    params = llama_cpp.llama_context_default_params()
    params.n_ctx, params.n_batch, params.n_ubatch = n_ctx, N_BATCH, N_BATCH
    params.n_threads = params.n_threads_batch = n_threads
    context: Any = llama_cpp.llama_init_from_model(model, params)
    measure(context, 16, 8)
    print("ready", file=protocol, flush=True)
    for line in sys.stdin:
        n_prompt, n_output = map(int, line.split())
        print(json.dumps(measure(context, n_prompt, n_output)), file=protocol, flush=True)
    llama_cpp.llama_free(context)
    llama_cpp.llama_model_free(model)


def measure(context: Any, n_prompt: int, n_output: int) -> dict[str, object]:
    """Return the stamps of one prefill of ``n_prompt`` tokens and ``n_output`` decodes."""
    memory: Any = llama_cpp.llama_get_memory(context)
    llama_cpp.llama_memory_clear(memory, False)
    n_different = len(SOME_TOKENS)
    tokens = [SOME_TOKENS[i % n_different] for i in range(n_prompt)]
    prompt = (llama_cpp.llama_token * n_prompt)(*tokens)
    token = (llama_cpp.llama_token * 1)(SOME_TOKENS[0])
    batch = llama_cpp.llama_batch_get_one(token, 1)
    began = time.perf_counter_ns()
    llama_cpp.llama_decode(context, llama_cpp.llama_batch_get_one(prompt, n_prompt))
    llama_cpp.llama_synchronize(context)
    prefilled = time.perf_counter_ns()
    stamps: list[int] = []
    for _ in range(n_output):
        llama_cpp.llama_decode(context, batch)
        llama_cpp.llama_synchronize(context)
        stamps.append(time.perf_counter_ns())
    return {"began": began, "prefilled": prefilled, "stamps": stamps}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
