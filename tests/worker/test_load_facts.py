"""What is read from llama.cpp's log, word by word."""

import pytest

from app.core.run import Memory
from app.worker.load_facts import load_error, read_load_facts

MIB = 1024 * 1024
CPU_LOAD = """\
load_tensors:   CPU_Mapped model buffer size =   260.50 MiB
load_tensors:   CPU_REPACK model buffer size =   200.00 MiB
llama_context:        CPU  output buffer size =     0.50 MiB
llama_kv_cache:        CPU KV buffer size =    12.00 MiB
sched_reserve:        CPU compute buffer size =     4.51 MiB
""".splitlines()
GPU_LOAD = """\
load_tensors: offloading 24 repeating layers to GPU
load_tensors: offloaded 25/25 layers to GPU
load_tensors:   CPU_Mapped model buffer size =    10.00 MiB
load_tensors:        CUDA0 model buffer size =   250.00 MiB
llama_kv_cache:      CUDA0 KV buffer size =   100.00 MiB
llama_memory_recurrent:      CUDA0 RS buffer size =     1.00 MiB
sched_reserve:      CUDA0 compute buffer size =    30.00 MiB
sched_reserve:  CUDA_Host compute buffer size =     8.00 MiB
""".splitlines()


def test_memory_of_a_load_on_the_processor():
    facts = read_load_facts(CPU_LOAD)
    assert facts.memory == Memory(
        weights_bytes=int(460.5 * MIB), kv_bytes=12 * MIB, compute_bytes=round(5.01 * MIB)
    )
    assert facts.gpu_layers == 0
    assert facts.devices == ("CPU",)


def test_memory_and_layers_of_an_offloaded_load():
    facts = read_load_facts(GPU_LOAD)
    assert facts.memory == Memory(
        weights_bytes=260 * MIB, kv_bytes=101 * MIB, compute_bytes=38 * MIB
    )
    assert facts.gpu_layers == 25
    assert facts.devices == ("CUDA0",), "the embedding always stays with the processor"


def test_partly_offloaded_layers_run_on_both():
    lines = [line.replace("25/25", "10/25") for line in GPU_LOAD]
    assert read_load_facts(lines).devices == ("CUDA0", "CPU")


def test_what_is_not_said_is_not_guessed():
    facts = read_load_facts(["model memory: 250 MiB on the GPU", ""])
    assert facts.memory == Memory()
    assert facts.devices == ()


@pytest.mark.parametrize(
    ("line", "kind", "params"),
    [
        (
            "llama_model_load: error loading model: unknown model architecture: 'hyperclovax'",
            "unknown_architecture",
            {"architecture": "hyperclovax"},
        ),
        (
            "error loading model vocabulary: unknown pre-tokenizer type: 'a.x-9'",
            "unknown_tokenizer",
            {"tokenizer": "a.x-9"},
        ),
        ("llama_init_from_model: failed to allocate buffer for kv cache", "out_of_memory", {}),
        ("error loading model: mmap failed: Cannot allocate memory", "out_of_memory", {}),
        ("error loading model: std::bad_alloc", "out_of_memory", {}),
        ("error loading model: missing tensor 'blk.0.attn_q.weight'", "load_failed", {}),
    ],
)
def test_errors_are_told_apart_by_the_last_words(line: str, kind: str, params: dict[str, str]):
    problem = load_error(["loading", line, "llama_model_load_from_file_impl: failed"]).problem
    assert (problem.kind, problem.params) == (kind, params)
    assert line in problem.detail


def test_how_much_was_wanted_is_told_where_it_was_said():
    lines = [
        "ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 17179869184",
        "llama_init_from_model: failed to initialize the context",
    ]
    problem = load_error(lines).problem
    assert (problem.kind, problem.params) == ("out_of_memory", {"needed_bytes": 17179869184})
