"""The layers and keys of each architecture that test models are made of, as small as it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType

from tests.helpers.gguf_weights import Tensor

F32 = GGMLQuantizationType.F32
QUIET = 1e-3
"""What the layers of a scripted model add, against what its embedding says."""
SLIDING_LAYERS = 64
SLIDING_WINDOW = 16
"""Tokens that a layer with a sliding window looks back: fewer than any prompt has."""

_POST_NORMS = {"exaone4"}
_HEAD_NORMS = {"exaone4", "exaone-moe", "qwen3"}
_BIASES = {"qwen2", "glm4moe"}
_EXPERTS = {"exaone-moe", "glm4moe", "deepseek2"}
_N_DENSE = 1
"""Layers without experts, at the start."""
_SIGMOID = 2


@dataclass(frozen=True, kw_only=True)
class Compressed:
    """Sizes of the compressed cache and of the parts of a head, of DeepSeek's attention."""

    lora: int = 32
    rope: int = 16
    nope: int = 16
    value: int = 24


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A model's sizes; ``n_vocab`` 0 means as many as the vocabulary has.

    ``n_next`` of the layers, the last ones, predict further tokens and are never run.
    ``head`` 0 shares the width among the heads. ``window`` is how many tokens a layer
    with a sliding window looks back.
    """

    n_layers: int = 2
    width: int = 64
    n_heads: int = 4
    n_kv_heads: int = 2
    n_ff: int = 128
    n_ctx: int = 2048
    n_vocab: int = 0
    n_next: int = 0
    head: int = 0
    n_experts: int = 4
    n_experts_used: int = 2
    n_ff_expert: int = 32
    window: int = SLIDING_WINDOW
    compressed: Compressed = Compressed()

    @property
    def head_size(self) -> int:
        """Width of one head."""
        return self.head or self.width // self.n_heads


def architecture_keys(architecture: str, shape: Shape) -> dict[str, Any]:
    """Return the keys that only some architectures have, without their prefix."""
    keys: dict[str, Any] = {}
    if architecture in _EXPERTS:
        keys |= {
            "expert_count": shape.n_experts,
            "expert_used_count": shape.n_experts_used,
            "expert_shared_count": 1,
            "expert_feed_forward_length": shape.n_ff_expert,
            "expert_gating_func": _SIGMOID,
            "expert_weights_norm": True,
            "expert_weights_scale": 2.5,
            "leading_dense_block_count": _N_DENSE,
        }
    if architecture == "exaone-moe" or _slides(architecture, shape):
        keys["attention.sliding_window"] = shape.window
    if shape.head:
        keys |= {"attention.key_length": shape.head, "attention.value_length": shape.head}
    if shape.n_next:
        keys["nextn_predict_layers"] = shape.n_next
    if architecture == "deepseek2":
        sizes = shape.compressed
        keys |= {
            "attention.head_count_kv": 1,
            "attention.key_length": sizes.lora + sizes.rope,
            "attention.value_length": sizes.lora,
            "attention.key_length_mla": sizes.nope + sizes.rope,
            "attention.value_length_mla": sizes.value,
            "attention.kv_lora_rank": sizes.lora,
            "rope.dimension_count": sizes.rope,
        }
    return keys


def _slides(architecture: str, shape: Shape) -> bool:
    """By its number of layers llama.cpp knows the EXAONE 4 that has sliding windows."""
    return architecture == "exaone4" and shape.n_layers - shape.n_next == SLIDING_LAYERS


@dataclass(frozen=True, kw_only=True)
class LayerMaker:
    """Makes random layers.

    ``still`` keeps residual dimension 0 what the embedding made it; ``quiet`` makes all that a
    layer adds too small to change what a scripted model says.
    """

    architecture: str
    shape: Shape
    kind: GGMLQuantizationType
    still: bool = False
    quiet: bool = False

    def layer(self, index: int) -> Iterator[Tensor]:
        """Give the tensors of one layer."""
        prefix, shape = f"blk.{index}.", self.shape
        yield from self._norms(prefix)
        if self.architecture == "deepseek2":
            yield from self._compressed_attention(prefix)
        else:
            yield from self._attention(prefix)
        is_next = index >= shape.n_layers - shape.n_next
        dense = index < _N_DENSE or (is_next and self.architecture == "exaone-moe")
        if self.architecture in _EXPERTS and not dense:
            yield from self._experts(prefix)
        else:
            yield from self._feed_forward(prefix, "", shape.n_ff)
        if is_next:
            yield self._matrix(prefix, "nextn.eh_proj", shape.width, 2 * shape.width)
            yield self._norm(prefix, "nextn.enorm", shape.width)
            yield self._norm(prefix, "nextn.hnorm", shape.width)

    def _norms(self, prefix: str) -> Iterator[Tensor]:
        width = self.shape.width
        names = ("attn_norm", "ffn_norm")
        if self.architecture in _POST_NORMS:
            names = ("post_attention_norm", "post_ffw_norm")
        elif self.architecture == "glm4moe":
            names = ("attn_norm", "post_attention_norm")
        for name in names:
            yield self._norm(prefix, name, width)
        if self.architecture in _HEAD_NORMS:
            yield self._norm(prefix, "attn_q_norm", self.shape.head_size)
            yield self._norm(prefix, "attn_k_norm", self.shape.head_size)

    def _attention(self, prefix: str) -> Iterator[Tensor]:
        shape = self.shape
        width, kv_width = shape.width, shape.head_size * shape.n_kv_heads
        q_width = shape.head_size * shape.n_heads
        for name, size in (("attn_q", q_width), ("attn_k", kv_width), ("attn_v", kv_width)):
            yield self._matrix(prefix, name, size, width)
            if self.architecture in _BIASES:
                yield Tensor(f"{prefix}{name}.bias", (size,), F32, scale=0.1)
        yield self._matrix(prefix, "attn_output", width, q_width, out=True)

    def _compressed_attention(self, prefix: str) -> Iterator[Tensor]:
        shape = self.shape
        width, n_heads, sizes = shape.width, shape.n_heads, shape.compressed
        yield self._norm(prefix, "attn_kv_a_norm", sizes.lora)
        yield self._matrix(prefix, "attn_q", n_heads * (sizes.nope + sizes.rope), width)
        yield self._matrix(prefix, "attn_kv_a_mqa", sizes.lora + sizes.rope, width)
        yield self._matrix(prefix, "attn_k_b", sizes.lora, sizes.nope, n_heads)
        yield self._matrix(prefix, "attn_v_b", sizes.value, sizes.lora, n_heads)
        yield self._matrix(prefix, "attn_output", width, n_heads * sizes.value, out=True)

    def _experts(self, prefix: str) -> Iterator[Tensor]:
        shape = self.shape
        yield Tensor(
            f"{prefix}ffn_gate_inp.weight",
            (shape.n_experts, shape.width),
            F32,
            shape.width**-0.5,
        )
        yield Tensor(f"{prefix}exp_probs_b.bias", (shape.n_experts,), F32, scale=0.1)
        yield from self._feed_forward(prefix, "_exps", shape.n_ff_expert, shape.n_experts)
        yield from self._feed_forward(prefix, "_shexp", shape.n_ff_expert)

    def _feed_forward(self, prefix: str, suffix: str, n_ff: int, *count: int) -> Iterator[Tensor]:
        width = self.shape.width
        yield self._matrix(prefix, f"ffn_gate{suffix}", n_ff, width, *count)
        yield self._matrix(prefix, f"ffn_up{suffix}", n_ff, width, *count)
        yield self._matrix(prefix, f"ffn_down{suffix}", width, n_ff, *count, out=True)

    def _matrix(
        self, prefix: str, name: str, n_out: int, n_in: int, *count: int, out: bool = False
    ) -> Tensor:
        scale = n_in**-0.5 * (QUIET if out and self.quiet else 1.0)
        # As llama.cpp's own quantiser does with rows that are no whole blocks.
        whole = n_in % GGML_QUANT_SIZES[self.kind][0] == 0
        return Tensor(
            f"{prefix}{name}.weight",
            (*count, n_out, n_in),
            self.kind if whole else GGMLQuantizationType.Q8_0,
            scale,
            zero_row=out and self.still,
        )

    def _norm(self, prefix: str, name: str, size: int) -> Tensor:
        rows = np.ones((1, size), dtype=np.float32)
        if self.architecture in _POST_NORMS and name.startswith("post_"):
            # It follows what the layer adds, and would make it loud again.
            rows *= QUIET if self.quiet else 1.0
            if self.still:
                rows[0, 0] = 0.0
        return Tensor(f"{prefix}{name}.weight", (size,), F32, rows=rows)
