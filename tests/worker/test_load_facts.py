"""What is read from llama.cpp's log, word by word."""

import pytest

from app.core.run import DevicePart, Memory
from app.worker.load_facts import (
    device_of,
    gpu_names,
    held_facts,
    load_error,
    read_load_facts,
    wanted_bytes,
    whose_memory,
)

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


def test_what_was_copied_from_the_mapped_file_is_not_counted_twice():
    layers = dict.fromkeys(range(25), "CPU")
    facts = held_facts(read_load_facts(CPU_LOAD, layers, 24), 300 * MIB)
    assert facts.memory.weights_bytes == 300 * MIB
    assert facts.memory.mapped_bytes == int(160.5 * MIB)
    (part,) = facts.parts
    assert (part.weights_bytes, part.mapped_bytes) == (300 * MIB, int(160.5 * MIB))
    # Never more than lies in the file, whatever a header says.
    assert held_facts(facts, 0).memory.weights_bytes == 300 * MIB - facts.mapped_bytes
    read = read_load_facts([line.replace("_Mapped", "") for line in CPU_LOAD], layers, 24)
    assert held_facts(read, 300 * MIB) == read


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


def test_each_device_has_its_part():
    layers = {index: "CPU" if index < 15 else "CUDA0" for index in range(25)}
    lines = ["using device CUDA0 (a GPU) (0000:01:00.0) - 8000 MiB free", *GPU_LOAD]
    facts = read_load_facts(lines, layers, 24)
    assert facts.parts == (
        DevicePart(
            device="CUDA0",
            n_layers=10,
            weights_bytes=250 * MIB,
            kv_bytes=101 * MIB,
            compute_bytes=30 * MIB,
        ),
        DevicePart(device="CPU", n_layers=15, weights_bytes=10 * MIB, compute_bytes=8 * MIB),
    )
    assert (facts.gpu_layers, facts.devices) == (10, ("CUDA0", "CPU"))
    assert facts.offloaded_bytes == 250 * MIB


def test_layers_that_llama_cpp_only_would_offload_are_not_offloaded():
    """Without any GPU it still says that it offloaded every layer."""
    lines = [GPU_LOAD[1], *CPU_LOAD]
    assert read_load_facts(lines).gpu_layers == 0
    assert read_load_facts(lines, dict.fromkeys(range(25), "CPU"), 24).gpu_layers == 0


def test_layers_that_only_predict_further_tokens_are_not_counted():
    layers = {0: "CPU", 1: "Vulkan0", 2: "Vulkan0", 3: "Vulkan0"}
    facts = read_load_facts([], layers, 2)
    assert facts.gpu_layers == 2, "one layer and the output; the layer between is never run"
    assert [(part.device, part.n_layers) for part in facts.parts] == [("Vulkan0", 2), ("CPU", 1)]


@pytest.mark.parametrize(
    ("buffer", "device"),
    [
        ("CUDA0", "CUDA0"),
        ("CUDA1", "CUDA1"),
        ("CUDA12", "CUDA12"),
        ("CUDA_Host", "CPU"),
        ("MTL0_Mapped", "MTL0"),
        ("SYCL_Split", "SYCL1"),
        ("CPU", "CPU"),
        ("CPU_Mapped", "CPU"),
        ("CPU_REPACK", "CPU"),
        ("BLAS", "CPU"),
        ("RPC0[10.0.0.2:50052]", "RPC0"),
    ],
)
def test_a_buffer_lies_on_the_device_that_its_name_means(buffer: str, device: str):
    gpus = ("CUDA1", "CUDA0", "CUDA12", "MTL0", "SYCL1", "RPC0")
    assert device_of(buffer, gpus) == device


def test_the_devices_in_use_are_told_by_name():
    lines = [
        "prepare_model_devices: using device Vulkan0 (llvmpipe (LLVM 15)) (0000) - 1 MiB free",
        "llama_prepare_model_devices: using device Vulkan1 (b) (unknown id) - 1 MiB free",
    ]
    assert gpu_names(lines) == ("Vulkan0", "Vulkan1")


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (["flash_attn            = enabled"], True),
        (["flash_attn            = disabled"], False),
        (["flash_attn            = auto"], None),
        (["flash_attn            = auto", "resolve_fused_ops: Flash Attention enabled"], True),
        (["flash_attn = auto", "x: Flash Attention not supported, set to disabled"], False),
    ],
)
def test_flash_attention_is_what_came_of_it(lines: list[str], answer: bool | None):
    assert read_load_facts(lines).flash_attention is answer


def test_the_caches_type_is_read_back():
    line = "llama_kv_cache: size = 3.19 MiB ( 2048 cells), K (q8_0): 1.59 MiB, V (q8_0): 1.59 MiB"
    assert read_load_facts([line]).cache_type == "q8_0"
    assert read_load_facts([line.replace("q8_0", "iq9")]).cache_type is None


@pytest.mark.parametrize(
    ("line", "whose"),
    [
        ("alloc_tensor_range: failed to allocate Vulkan0 buffer of size 99", "gpu"),
        ("alloc_tensor_range: failed to allocate CPU buffer of size 99", "host"),
        ("alloc_tensor_range: failed to allocate CUDA_Host buffer of size 99", "host"),
        ("ggml_gallocr_reserve_n_impl: failed to allocate CUDA0 buffer of size 99", "gpu"),
        ("allocating 8000.00 MiB on device 0: cudaMalloc failed: out of memory", "gpu"),
        ("ggml_vulkan: vk::Device::allocateMemory: ErrorOutOfDeviceMemory", "gpu"),
        ("ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 9", "host"),
        ("error loading model: mmap failed: Cannot allocate memory", "host"),
        ("llama_init_from_model: failed to allocate compute pp buffers", "unknown"),
    ],
)
def test_whose_memory_was_short(line: str, whose: str):
    after = "llama_init_from_model: failed to initialize the context: failed to allocate compute"
    assert whose_memory(["x", line, after]) == whose
    assert load_error([line, after]).problem.kind == "out_of_memory"


def test_how_much_was_wanted_is_read_in_every_manner():
    cuda = "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 2.00 MiB on device 0: cudaMalloc"
    assert wanted_bytes([cuda]) == 2 * MIB
    assert wanted_bytes([cuda, "failed to allocate CUDA0 buffer of size 123"]) == 123
    assert wanted_bytes(["a window of size 55", "model of size 12"]) is None


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
