"""One frozen object is a run: everything needed to repeat it, and what came of it."""

from typing import Literal

import msgspec

from app.core.problem import Problem

Role = Literal["system", "user", "assistant"]
Mode = Literal["fair", "race"]
Think = Literal["on", "off", "default"]
Label = Literal["isolated", "race"]
CacheType = Literal["f16", "q8_0", "q4_0"]
FlashAttention = Literal["auto", "on", "off"]
SplitMode = Literal["none", "layer", "row"]
"""How several GPUs share a model: not at all, whole layers each, or each layer's rows."""
Rung = Literal["as_asked", "fewer_layers", "smaller_batch", "smaller_context", "cpu"]
EngineKind = Literal["llama", "fake"]
StopReason = Literal["end_token", "stop_token", "stop_string", "max_tokens", "context_full"]
RunState = Literal["running", "finished", "cancelled", "failed", "interrupted"]

DEFAULT_N_CTX = 4096
"""Context length (tokens) where nobody chose one, capped by what the model was trained for:
a model's maximum can cost 16 GiB of cache."""
GPU_MARGIN_BYTES = 512 * 1024 * 1024
"""What stays free on each GPU where the layers are chosen: for the driver, the screen, and what
other programs take meanwhile."""
DEFAULT_MAX_TOKENS = 512
MIN_PANES, MAX_PANES = 2, 6


class _Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below: immutable, compared by content."""


class ChatMessage(_Frozen, frozen=True):
    """One turn of a conversation; ``content`` of an assistant turn has no thinking in it."""

    role: Role
    content: str


class Sampling(_Frozen, frozen=True):
    """Every sampling value, always explicit; temperature 0 is greedy."""

    temperature: float = 0.0
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    repeat_last_n: int = 64
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    seed: int = 0


class LoadSettings(_Frozen, frozen=True):
    """How a model is loaded. ``None`` means: chosen at load, and told in the LoadReport."""

    n_ctx: int | None = None
    n_batch: int = 512
    n_threads: int | None = None
    devices: tuple[str, ...] | None = None
    """Devices by llama.cpp's names. ``()`` is the CPU alone; ``None`` means every GPU."""
    n_gpu_layers: int = -1
    """Layers to offload; -1 is the most that fits beside what is loaded, with a margin."""
    split_mode: SplitMode = "layer"
    tensor_split: tuple[float, ...] = ()
    """Shares of the model for each of ``devices``; empty: by their free memory."""
    n_cpu_moe: int = 0
    """Of this many layers, from the first, the experts stay in main memory."""
    cache_type: CacheType = "f16"
    flash_attention: FlashAttention = "auto"
    use_mmap: bool = True
    may_shrink_context: bool = False
    """Whether a smaller context may be tried where memory does not suffice."""


class ModelFile(_Frozen, frozen=True):
    """A model that can be put into a pane.

    ``id`` is what people type (``starter-s`` or a path). ``path`` is the GGUF (first part of a
    split one), or for the fake engine its script. ``sampling`` is its makers' recommendation,
    ``sampling_thinking`` the one for a model that thinks, ``stop`` the tokens that end a turn
    besides those that the file names.
    """

    id: str
    path: str
    name: str
    engine: EngineKind = "llama"
    practice: bool = False
    architecture: str = ""
    quantisation: str = ""
    size_bytes: int = 0
    sampling: Sampling | None = None
    sampling_thinking: Sampling | None = None
    thinks_by_default: bool = False
    stop: tuple[str, ...] = ()

    def makers_sampling(self, think: Think) -> Sampling | None:
        """Return what the makers recommend for answers with or without thinking; None where
        they recommend nothing."""
        thinks = think == "on" or (think == "default" and self.thinks_by_default)
        if thinks and self.sampling_thinking is not None:
            return self.sampling_thinking
        return self.sampling


class PlannedModel(_Frozen, frozen=True):
    """A pane's part of the plan. ``history`` is that pane's own conversation so far."""

    pane: int
    model: ModelFile
    load: LoadSettings = LoadSettings()
    sampling: Sampling = Sampling()
    history: tuple[ChatMessage, ...] = ()
    template_args: dict[str, bool | int | str] = {}


class RunSpec(_Frozen, frozen=True):
    """What the person asked for: one prompt to several models."""

    comparison_id: str
    prompt: str
    models: tuple[PlannedModel, ...]
    system: str = ""
    mode: Mode = "fair"
    rounds: int = 1
    max_tokens: int = DEFAULT_MAX_TOKENS
    think: Think = "default"
    stop: tuple[str, ...] = ()

    def messages_for(self, planned: PlannedModel) -> tuple[ChatMessage, ...]:
        """Return the conversation that ``planned``'s model is sent, this prompt last."""
        system = (ChatMessage(role="system", content=self.system),) if self.system else ()
        return (*system, *planned.history, ChatMessage(role="user", content=self.prompt))


class Memory(_Frozen, frozen=True):
    """Bytes by purpose, as the engine reported them; ``None`` where it did not say."""

    weights_bytes: int | None = None
    kv_bytes: int | None = None
    compute_bytes: int | None = None
    mapped_bytes: int | None = None
    """Pages of the mapped file whose contents were copied elsewhere. The system takes them back
    when memory is short: nothing has to be there for them."""


class Device(_Frozen, frozen=True):
    """A compute device by llama.cpp's own name (``CPU``, ``CUDA0``, ``Vulkan0`` …)."""

    name: str
    description: str
    kind: Literal["cpu", "gpu", "igpu", "accel"]
    total_bytes: int = 0
    free_bytes: int = 0
    backend: str = ""
    """Registry that offers it: ``CPU``, ``CUDA``, ``Vulkan``, ``Metal``, ``RPC`` …"""
    driver: str = ""
    """Name and version of its driver, where something tells it."""
    unified_memory: bool = False
    """Whether its memory is the PC's own: what it takes is missing there."""
    software: bool = False
    """Whether the processor only plays it, as Mesa's llvmpipe: never faster than the CPU."""


class DevicePart(_Frozen, frozen=True):
    """What one device holds of a loaded model."""

    device: str
    n_layers: int
    """Repeating layers, and the output layer where it lies here."""
    weights_bytes: int = 0
    kv_bytes: int = 0
    compute_bytes: int = 0
    mapped_bytes: int = 0
    """See :class:`Memory`."""


class LoadStep(_Frozen, frozen=True):
    """One try of a load for which memory did not suffice, and what was changed for it."""

    rung: Rung
    n_gpu_layers: int
    n_batch: int
    n_ctx: int
    wanted_bytes: int | None = None


class Simulation(_Frozen, frozen=True):
    """What a load would take, told by the engine without any weights being read."""

    parts: tuple[DevicePart, ...]
    gpu_layers: int
    """Layers that would be offloaded, of ``n_layers + 1``."""
    n_layers: int
    n_ctx: int
    n_batch: int


class LoadReport(_Frozen, frozen=True):
    """What came of a load, read back from the engine and never assumed."""

    architecture: str
    name: str
    quantisation: str
    n_params: int
    n_layers: int
    n_vocab: int
    n_ctx_train: int
    n_ctx: int
    n_batch: int
    n_threads: int
    backend: str
    """Where the layers run, e.g. ``CPU`` or ``CUDA0``."""
    gpu_layers: int
    """Layers offloaded, of ``n_layers + 1`` (the output layer counts)."""
    load_ms: float
    memory: Memory
    devices: tuple[Device, ...] = ()
    cpu_features: str = ""
    engine: str = ""
    """Engine and version, e.g. ``llama-cpp-python 0.3.36``."""
    has_chat_template: bool = True
    file_bytes: int = 0
    parts: tuple[DevicePart, ...] = ()
    """Each device's share, as llama.cpp told it."""
    steps: tuple[LoadStep, ...] = ()
    """Tries that failed for want of memory before this load, in order."""
    cache_type: CacheType = "f16"
    flash_attention: bool | None = None
    cpu_variant: str = ""
    """The CPU library in use, such as ``haswell``; empty for one built for this machine."""


class BackendFault(_Frozen, frozen=True):
    """A backend that the engine brings and this PC cannot load."""

    name: str
    reason: str
    """The loader's own words; empty where the library loads and its backend stays away."""


class EngineInfo(_Frozen, frozen=True):
    """What the installed engine can do on this PC, without any model."""

    engine: str
    """Engine and version, e.g. ``llama-cpp-python 0.3.36``."""
    system_info: str
    """llama.cpp's own line of CPU features and backends."""
    devices: tuple[Device, ...]
    gpu_offload: bool
    library_folder: str
    backends: tuple[str, ...] = ()
    """Registries that were loaded, in order."""
    cpu_variant: str = ""
    faults: tuple[BackendFault, ...] = ()


class TokenEvent(msgspec.Struct, frozen=True, array_like=True):
    """One sampled token: when (ns, worker's monotonic clock), where its text goes, the text.

    ``text`` may be empty: a syllable is still coming, or the text is held back because it
    could be the start of a stop string or of a thinking mark. ``is_token`` is False for text
    that was let go without a new token: at the end of a run, or the second part of a token
    that closes the thinking and opens the answer.
    """

    ns: int
    thinking: bool
    text: str
    is_token: bool = True


class Stamps(_Frozen, frozen=True):
    """Raw stamps (ns) of one monotonic clock inside the worker; figures are derived from them.

    ``None`` marks what was not reached. ``tokens[i]`` is when token i had been sampled.
    ``pieces`` are (ns, code points of text that came then, negative for thinking), in order,
    so that a stored run can be replayed.
    """

    submitted: int
    prompt_ready: int | None = None
    prefill_done: int | None = None
    answer_started: int | None = None
    ended: int | None = None
    tokens: tuple[int, ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()


class MeasuredRun(_Frozen, frozen=True):
    """Stamps (ns) of one repetition of synthetic work; figures are derived from them.

    ``began`` is when the context had its depth and the clock started, ``prefill_done`` when the
    prompt was evaluated (``began`` where there was none), ``tokens[i]`` when token i was.
    """

    began: int
    prefill_done: int
    tokens: tuple[int, ...] = ()


class RunOutcome(_Frozen, frozen=True):
    """What one run of one model came to."""

    state: RunState
    label: Label
    text: str = ""
    thinking: str = ""
    stop_reason: StopReason | None = None
    problem: Problem | None = None
    n_prompt: int | None = None
    n_prompt_evaluated: int | None = None
    n_output: int = 0
    n_thinking: int = 0
    stamps: Stamps | None = None
    report: LoadReport | None = None
