"""The sizes of a model that llama.cpp reads from a GGUF's keys, each harmless whatever they say.

Source: llama.cpp's ``llama-model.cpp`` (``load_hparams``), ``llama-hparams.cpp`` and the
``load_arch_hparams`` of each architecture.
"""

from typing import Literal

from app.core.gguf_header import GgufHeader

MAX_LAYERS = 1024
"""llama.cpp takes 512."""
_MAX_COUNT = 2**31 - 1
_MAX_WIDTH = 2**24
_FLOAT = 4
_RECURRENT_WORK = 6

_WINDOW_EVERY = {
    "afmoe": 4,
    "cohere2": 4,
    "exaone-moe": 4,
    "exaone4": 4,
    "gemma2": 2,
    "gemma3": 6,
    "gemma3n": 5,
    "gpt-oss": 2,
    "llama4": 4,
    "mellum": 4,
    "olmo2": 4,
    "plamo3": 8,
}
"""Architectures with sliding windows: of so many layers the last one looks at everything."""
_DENSE_FIRST_EVERY = {"cohere2moe": 4, "smallthinker": 4}
"""The same, the first one looking at everything."""
_SLIDING_EXAONE4_LAYERS = 64
_DEFAULT_WINDOWS = {"exaone4": 4096, "exaone-moe": 128, "gemma2": 4096, "llama4": 8192}
_RECURRENT = {"mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"}


class HeaderFacts:
    """Sizes of the model that ``header`` describes; 0 where nothing sensible is said."""

    def __init__(self, header: GgufHeader) -> None:
        self._header = header
        self._prefix = f"{header.architecture}."
        self.n_layers = min(self._count("block_count"), MAX_LAYERS)
        self.n_run_layers = self.n_layers - min(self._count("nextn_predict_layers"), self.n_layers)
        """Those that are run; the rest predict further tokens."""
        self.n_embd = self._count("embedding_length", limit=_MAX_WIDTH)
        self.n_expert = self._count("expert_count")
        self.n_expert_used = min(self._count("expert_used_count"), self.n_expert)
        architecture = header.architecture
        self._is_mla = bool(
            self._count("attention.key_length_mla") and self._count("attention.value_length_mla")
        )
        self.window = 0
        if architecture != "exaone4" or self.n_run_layers == _SLIDING_EXAONE4_LAYERS:
            self.window = self._count("attention.sliding_window") or _DEFAULT_WINDOWS.get(
                architecture, 0
            )

    def kind(self, index: int) -> Literal["full", "window", "mla", "recurrent"]:
        """Return how the layer remembers."""
        if self._header.architecture in _RECURRENT or self._is_recurrent(index):
            return "recurrent"
        if self._is_mla:
            return "mla"
        return "window" if self.window and self._slides(index) else "full"

    def n_head(self, index: int) -> int:
        """Return the attention heads of a layer."""
        return self._at("attention.head_count", index)

    def n_head_kv(self, index: int) -> int:
        """Return its heads in the cache; as many as it has where the file does not say."""
        if self._prefix + "attention.head_count_kv" not in self._header.metadata:
            return self.n_head(index)
        return self._at("attention.head_count_kv", index)

    def n_ff(self, index: int) -> int:
        """Return the width of its feed-forward part."""
        return self._at("feed_forward_length", index)

    def n_ff_expert(self, index: int) -> int:
        """Return the width of one expert."""
        own = self._at("expert_feed_forward_length", index)
        return own or self.n_ff(index)

    def cache_width(self, index: int) -> tuple[int, int]:
        """Return the values that a token leaves in the layer's K and V cache."""
        kind, n_kv = self.kind(index), self.n_head_kv(index)
        if kind == "recurrent":
            return 0, 0
        keys, values = self._head_sizes(index)
        # A compressed token is kept once: the values are a part of the keys.
        return keys * n_kv, 0 if kind == "mla" else values * n_kv

    def n_query(self, index: int) -> int:
        """Return the values of one token's queries."""
        keys, _ = self._head_sizes(index)
        if self.kind(index) == "mla":
            keys = self._count("attention.key_length_mla", limit=_MAX_WIDTH)
        return keys * self.n_head(index)

    def n_attention(self, index: int) -> int:
        """Return the values that one token takes up at the height of a layer's attention.

        Found by what llama.cpp allocates: the queries before and after they are turned by
        position, keys and values. Compressed: the queries, their part without position brought
        to the cache's width, both parts joined, and the part with position twice.
        """
        kind, n_query = self.kind(index), self.n_query(index)
        if kind == "recurrent":
            return _RECURRENT_WORK * self._count("ssm.inner_size", limit=_MAX_WIDTH)
        if kind == "mla":
            joined, absorbed = self._head_sizes(index)
            turned = max(joined - absorbed, 0)
            return n_query + self.n_head(index) * (absorbed + joined + 2 * turned)
        return 2 * n_query + sum(self.cache_width(index))

    @property
    def state_bytes(self) -> int:
        """Return what a recurrent layer keeps of a sequence: convolution and state."""
        inner = self._count("ssm.inner_size", limit=_MAX_WIDTH)
        state = self._count("ssm.state_size", limit=_MAX_WIDTH)
        kernel = self._count("ssm.conv_kernel", limit=_MAX_WIDTH)
        groups = self._count("ssm.group_count", limit=_MAX_WIDTH)
        if head := self._count("wkv.head_size", limit=_MAX_WIDTH):
            shifts = self._count("token_shift_count") or 2
            return (shifts + head) * self.n_embd * _FLOAT
        convolution = max(kernel - 1, 0) * (inner + 2 * groups * state)
        return (convolution + state * inner) * _FLOAT

    def _head_sizes(self, index: int) -> tuple[int, int]:
        """Return the width of one head's keys and values, as the cache has them."""
        n_heads = self.n_head(0)
        default = self.n_embd // n_heads if n_heads else 0
        suffix = "_swa" if self.kind(index) == "window" else ""
        keys, values = (
            self._count(f"attention.{part}_length{suffix}", limit=_MAX_WIDTH)
            or self._count(f"attention.{part}_length", limit=_MAX_WIDTH)
            or default
            for part in ("key", "value")
        )
        return keys, values

    def _is_recurrent(self, index: int) -> bool:
        """Tell whether a layer of a mixed architecture has no attention: no heads in the
        cache, but a state."""
        return bool(
            self._prefix + "ssm.state_size" in self._header.metadata
            and self._prefix + "attention.head_count_kv" in self._header.metadata
            and self.n_head_kv(index) == 0
        )

    def _slides(self, index: int) -> bool:
        if index >= self.n_run_layers:
            return False
        pattern = self._header.metadata.get(self._prefix + "attention.sliding_window_pattern")
        if isinstance(pattern, tuple):
            return index < len(pattern) and bool(pattern[index])
        architecture = self._header.architecture
        every = _WINDOW_EVERY.get(architecture) or _DENSE_FIRST_EVERY.get(architecture)
        if not every:
            return False
        if type(pattern) is int and pattern > 0:
            every = pattern
        if architecture in _DENSE_FIRST_EVERY:
            return index % every != 0
        return index % every < every - 1

    def _at(self, key: str, index: int, limit: int = _MAX_WIDTH) -> int:
        """Return a number that may be given for each layer."""
        value = self._header.metadata.get(self._prefix + key)
        if isinstance(value, tuple):
            value = value[index] if index < len(value) else None
        return value if type(value) is int and 0 <= value <= limit else 0

    def _count(self, key: str, limit: int = _MAX_COUNT) -> int:
        value = self._header.metadata.get(self._prefix + key)
        return value if type(value) is int and 0 <= value <= limit else 0
