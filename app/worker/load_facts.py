"""Facts about a load that llama.cpp tells in its log alone, and what its errors mean.

What it says is taken as it is; where the words have changed the fact is ``None``, never a guess.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast, get_args

import msgspec

from app.core.problem import EngineError
from app.core.run import CacheType, DevicePart, Memory
from app.worker.load_ladder import Short

CPU = "CPU"
_MAPPED = "_Mapped"
_MIB = 1024 * 1024
_BUFFER = re.compile(
    r"(?P<device>\S+)\s+(?P<purpose>model|KV|RS|compute|output|DSV4 \S+ state)\s+buffer size\s*=\s*"
    r"(?P<mib>[0-9]+(?:\.[0-9]+)?) MiB"
)
_OFFLOADED = re.compile(r"offloaded (\d+)/(\d+) layers to GPU")
_USING = re.compile(r"using device (\S+) \(")
_CACHE = re.compile(r"\bK \((\w+)\):")
_FLASH = re.compile(r"\bflash_attn\s*=\s*(auto|enabled|disabled)")
_FLASH_RESOLVED = re.compile(r"\bFlash Attention (enabled|not supported)")
_UNKNOWN_ARCHITECTURE = re.compile(r"unknown model architecture: '([^']*)'")
_UNKNOWN_TOKENIZER = re.compile(r"unknown (?:pre-tokenizer type|tokenizer): '([^']*)'")
_NO_MEMORY = re.compile(
    r"(?:failed|unable) to (?:re)?allocate|insufficient memory|out of(?: device)? memory"
    r"|ErrorOutOf(?:Device|Host)Memory|cannot allocate memory|std::bad_alloc|not enough space",
    re.IGNORECASE,
)
_WANTED = re.compile(r"of size (?P<bytes>\d+)\b|allocating (?P<mib>\d+(?:\.\d+)?) MiB on device")
_SHORT_BUFFER = re.compile(r"(?:failed|unable) to allocate (?P<buffer>\S+) buffer\b")
_HOST_SHORT = re.compile(r"cpu_buffer_type|mmap failed|bad_alloc|_Host\b")
_GPU_SHORT = re.compile(r"ErrorOutOfDeviceMemory|on device|device memory", re.IGNORECASE)
_DETAIL_LINES = 12


class LoadFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the log of one load said."""

    memory: Memory
    gpu_layers: int
    """Layers on GPUs, the output layer counts; 0 where nothing was said of any."""
    devices: tuple[str, ...]
    """Where the layers run, by llama.cpp's name (``CPU``, ``CUDA0`` …), GPUs first."""
    parts: tuple[DevicePart, ...]
    """What each device holds, in llama.cpp's order, the CPU last."""
    cache_type: CacheType | None
    flash_attention: bool | None
    mapped_bytes: int = 0
    """Of the weights in main memory, what lies in the mapped file's own pages."""

    @property
    def offloaded_bytes(self) -> int:
        """Weights on GPUs."""
        return sum(part.weights_bytes for part in self.parts if part.device != CPU)


def read_load_facts(
    lines: Sequence[str], layers: Mapping[int, str] | None = None, n_layers: int | None = None
) -> LoadFacts:
    """Gather the facts from the log lines of one load (model and context).

    ``layers`` are the devices by layer, from its debug lines, the output layer last.
    ``n_layers`` is how many layers are run: those behind them, which some models have for
    predicting further tokens, are not.
    """
    placed = _placed(layers or {}, n_layers)
    gpus = gpu_names(lines, placed)
    sizes: dict[tuple[str, str], float] = {}
    mapped = 0.0
    for line in lines:
        if found := _BUFFER.search(line):
            key = device_of(found["device"], gpus), _purpose(found["purpose"])
            sizes[key] = sizes.get(key, 0.0) + float(found["mib"])
            if key == (CPU, "weights") and found["device"].endswith(_MAPPED):
                mapped += float(found["mib"])
    parts = _parts(sizes, placed, gpus)
    gpu_layers, n_told = _layers_on_gpu(lines, placed, parts)
    return LoadFacts(
        memory=Memory(
            weights_bytes=_bytes(sizes, "weights"),
            kv_bytes=_bytes(sizes, "kv"),
            compute_bytes=_bytes(sizes, "compute"),
        ),
        gpu_layers=gpu_layers,
        devices=_where(placed, parts, gpu_layers, n_told),
        parts=parts,
        cache_type=_cache_type(lines),
        flash_attention=_flash_attention(lines),
        mapped_bytes=_rounded(mapped),
    )


def held_facts(facts: LoadFacts, weights_bytes: int) -> LoadFacts:
    """Return the facts with only what has to be held as weights: ``weights_bytes`` on all devices
    together. llama.cpp counts the mapped file whole, also what it has copied from it into an order
    that suits the processor, or to a GPU.
    """
    told = sum(part.weights_bytes for part in facts.parts)
    spare = min(max(told - weights_bytes, 0), facts.mapped_bytes)
    if not spare:
        return facts
    memory = msgspec.structs.replace(
        facts.memory,
        weights_bytes=(facts.memory.weights_bytes or 0) - spare,
        mapped_bytes=spare,
    )
    parts = tuple(
        msgspec.structs.replace(part, weights_bytes=part.weights_bytes - spare, mapped_bytes=spare)
        if part.device == CPU
        else part
        for part in facts.parts
    )
    return msgspec.structs.replace(facts, memory=memory, parts=parts)


def gpu_names(lines: Iterable[str], layers: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the devices that the log says are used besides the CPU, in its order."""
    told = [found[1] for line in lines if (found := _USING.search(line))]
    return tuple(name for name in dict.fromkeys([*told, *layers]) if name != CPU)


def device_of(buffer: str, gpus: Sequence[str]) -> str:
    """Return the device in whose memory a buffer of llama.cpp lies, by the buffer's name.

    ``CPU_Mapped``, ``CPU_REPACK``, ``CUDA_Host`` and the like lie in main memory;
    ``CUDA0_Private`` or ``MTL0_Mapped`` in that of the device; ``SYCL_Split`` on several, of
    which the first stands for all.
    """
    for gpu in sorted(gpus, key=len, reverse=True):
        rest = buffer.removeprefix(gpu)
        if rest != buffer and (not rest or not rest[0].isdigit()):
            return gpu
    if buffer.endswith("_Split"):
        kind = buffer.removesuffix("_Split")
        return next((gpu for gpu in gpus if gpu.startswith(kind)), CPU)
    if not gpus and buffer.rstrip("0123456789") != buffer:
        # No line named the devices: a number is what tells a device from a kind of memory.
        return buffer
    return CPU


def load_error(lines: Sequence[str]) -> EngineError:
    """Return what a failed load was about, by llama.cpp's last words."""
    detail = "\n".join(lines[-_DETAIL_LINES:])
    for line in reversed(lines):
        if found := _UNKNOWN_ARCHITECTURE.search(line):
            return EngineError("unknown_architecture", architecture=found[1], detail=detail)
        if found := _UNKNOWN_TOKENIZER.search(line):
            return EngineError("unknown_tokenizer", tokenizer=found[1], detail=detail)
        if _NO_MEMORY.search(line):
            wanted = wanted_bytes(lines)
            params = {} if wanted is None else {"needed_bytes": wanted}
            return EngineError("out_of_memory", detail=detail, **params)
    return EngineError("load_failed", detail=detail)


def whose_memory(lines: Sequence[str]) -> Short:
    """Return whose memory did not suffice, by the last line that says so."""
    for line in reversed(lines):
        if found := _SHORT_BUFFER.search(line):
            name = found["buffer"]
            if name not in ("compute", "output"):
                return "host" if name.startswith(CPU) or name.endswith("_Host") else "gpu"
        if _HOST_SHORT.search(line):
            return "host"
        if _GPU_SHORT.search(line):
            return "gpu"
    return "unknown"


def wanted_bytes(lines: Iterable[str]) -> int | None:
    """Return how much the last allocation that failed was for, where it was said."""
    wanted: int | None = None
    for line in lines:
        if "alloca" in line and (found := _WANTED.search(line)):
            wanted = int(found["bytes"]) if found["bytes"] else _rounded(float(found["mib"]))
    return wanted


def _placed(layers: Mapping[int, str], n_layers: int | None) -> tuple[str, ...]:
    """Return the devices of the layers that are run, in order, the output layer last."""
    if not layers:
        return ()
    output = max(layers)
    last = output if n_layers is None else n_layers
    return tuple(layers[i] for i in sorted(layers) if i < last or i == output)


def _layers_on_gpu(
    lines: Iterable[str], placed: Sequence[str], parts: Sequence[DevicePart]
) -> tuple[int, int]:
    """Return how many layers lie on GPUs, and of how many."""
    if placed:
        return sum(name != CPU for name in placed), len(placed)
    told = [found for line in lines if (found := _OFFLOADED.search(line))]
    # llama.cpp tells this of layers that it would offload, also where there is no GPU.
    if told and any(part.weights_bytes for part in parts if part.device != CPU):
        return int(told[-1][1]), int(told[-1][2])
    return 0, 0


def _parts(
    sizes: Mapping[tuple[str, str], float], placed: Sequence[str], gpus: Sequence[str]
) -> tuple[DevicePart, ...]:
    named = {device for device, _ in sizes} | set(placed)
    others = sorted(named - {CPU, *gpus})
    order = [name for name in (*gpus, *others, CPU) if name in named]
    return tuple(
        DevicePart(
            device=name,
            n_layers=placed.count(name),
            weights_bytes=_rounded(sizes.get((name, "weights"), 0.0)),
            kv_bytes=_rounded(sizes.get((name, "kv"), 0.0)),
            compute_bytes=_rounded(sizes.get((name, "compute"), 0.0)),
        )
        for name in order
    )


def _where(
    placed: Sequence[str], parts: Sequence[DevicePart], gpu_layers: int, n_layers: int
) -> tuple[str, ...]:
    """Return the devices that layers run on. The embedding, which always stays with the
    processor, is no layer."""
    if placed:
        return tuple(sorted(dict.fromkeys(placed), key=lambda name: name == CPU))
    weighty = [part.device for part in parts if part.weights_bytes]
    on_gpu = [name for name in weighty if name != CPU]
    if on_gpu and gpu_layers >= n_layers:
        return tuple(on_gpu)
    return tuple(weighty)


def _cache_type(lines: Iterable[str]) -> CacheType | None:
    told = [found[1] for line in lines if (found := _CACHE.search(line))]
    return cast("CacheType", told[-1]) if told and told[-1] in get_args(CacheType) else None


def _flash_attention(lines: Iterable[str]) -> bool | None:
    answer: bool | None = None
    for line in lines:
        if found := _FLASH_RESOLVED.search(line):
            answer = found[1] == "enabled"
        elif found := _FLASH.search(line):
            answer = None if found[1] == "auto" else found[1] == "enabled"
    return answer


def _purpose(words: str) -> str:
    match words:
        case "model":
            return "weights"
        case "compute" | "output":
            return "compute"
        case _:
            return "kv"


def _bytes(sizes: Mapping[tuple[str, str], float], purpose: str) -> int | None:
    found = [size for (_, mine), size in sizes.items() if mine == purpose]
    return _rounded(sum(found)) if found else None


def _rounded(mib: float) -> int:
    return round(mib * _MIB)
