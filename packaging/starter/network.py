"""The two networks as llama.cpp runs them, in PyTorch.

``llama``: RMS norm before attention and before the feed-forward part; RoPE turns consecutive
pairs. ``exaone4``: RMS norm behind both parts, and over each head's query and key before RoPE,
which turns halves. Both: grouped-query attention, SwiGLU, output tied to the embedding.
"""

from __future__ import annotations

import math

import torch
from recipes import CONTEXT, Shape
from torch import Tensor, nn
from torch.nn import functional

_EXAONE4 = "exaone4"


class RmsNorm(nn.Module):
    """Root-mean-square norm over the last dimension."""

    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self._epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return functional.rms_norm(x, x.shape[-1:], self.weight.to(x.dtype), self._epsilon)


def rotated(x: Tensor, cos: Tensor, sin: Tensor, halves: bool) -> Tensor:
    """RoPE on x (batch, heads, length, head size) with tables of (length, head size / 2)."""
    cos, sin = cos.to(x.dtype), sin.to(x.dtype)
    if halves:
        a, b = x.chunk(2, -1)
        return torch.cat((a * cos - b * sin, a * sin + b * cos), -1)
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2)


class Attention(nn.Module):
    """Causal grouped-query attention."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self._shape = shape
        kv_width = shape.kv_heads * shape.head_size
        self.q = nn.Linear(shape.width, shape.width, bias=False)
        self.k = nn.Linear(shape.width, kv_width, bias=False)
        self.v = nn.Linear(shape.width, kv_width, bias=False)
        self.output = nn.Linear(shape.width, shape.width, bias=False)
        self._halves = shape.architecture == _EXAONE4
        if self._halves:
            self.q_norm = RmsNorm(shape.head_size, shape.rms_epsilon)
            self.k_norm = RmsNorm(shape.head_size, shape.rms_epsilon)

    def _heads(self, x: Tensor, count: int) -> Tensor:
        batch, length, _ = x.shape
        return x.view(batch, length, count, self._shape.head_size).transpose(1, 2)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        shape = self._shape
        q, k = self._heads(self.q(x), shape.heads), self._heads(self.k(x), shape.kv_heads)
        v = self._heads(self.v(x), shape.kv_heads)
        if self._halves:
            q, k = self.q_norm(q), self.k_norm(k)
        q, k = rotated(q, cos, sin, self._halves), rotated(k, cos, sin, self._halves)
        groups = shape.heads // shape.kv_heads
        if groups > 1:
            k, v = k.repeat_interleave(groups, 1), v.repeat_interleave(groups, 1)
        mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.output(mixed.transpose(1, 2).flatten(2))


class FeedForward(nn.Module):
    """SwiGLU."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.up = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.down = nn.Linear(shape.feed_forward, shape.width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(functional.silu(self.gate(x)) * self.up(x))


class Block(nn.Module):
    """Attention and feed-forward part with the norms where the architecture wants them."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape)
        self.feed_forward = FeedForward(shape)
        self.attention_norm = RmsNorm(shape.width, shape.rms_epsilon)
        self.feed_forward_norm = RmsNorm(shape.width, shape.rms_epsilon)
        self._norm_behind = shape.architecture == _EXAONE4

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        if self._norm_behind:
            x = x + self.attention_norm(self.attention(x, cos, sin))
            return x + self.feed_forward_norm(self.feed_forward(x))
        x = x + self.attention(self.attention_norm(x), cos, sin)
        return x + self.feed_forward(self.feed_forward_norm(x))


class Network(nn.Module):
    """A whole language model; the output shares the embedding's weights."""

    cos: Tensor
    sin: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = RmsNorm(shape.width, shape.rms_epsilon)
        exponents = torch.arange(0, shape.head_size, 2).float() / shape.head_size
        angles = torch.outer(torch.arange(CONTEXT).float(), shape.rope_base**-exponents)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)
        self._start()

    def _start(self) -> None:
        """Starting weights; the way back into the residual stream starts small."""
        behind = self.shape.architecture == _EXAONE4
        nn.init.normal_(self.embedding.weight, 0, 0.05 if behind else 0.02)
        for name, weight in self.blocks.named_parameters():
            if weight.ndim == 2:
                into_residual = name.endswith(("output.weight", "down.weight"))
                gain = 0.3 if into_residual and not behind else 0.6
                nn.init.normal_(weight, 0, gain / math.sqrt(weight.shape[1]))
            elif behind and name.endswith(("attention_norm.weight", "feed_forward_norm.weight")):
                nn.init.constant_(weight, 0.3)

    def hidden(self, ids: Tensor) -> Tensor:
        """States before the output layer, (batch, length, width)."""
        length = ids.shape[1]
        x = self.embedding(ids)
        if torch.is_autocast_enabled("cpu"):
            x = x.bfloat16()
        for block in self.blocks:
            x = block(x, self.cos[:length], self.sin[:length])
        return self.norm(x)

    def forward(self, ids: Tensor) -> Tensor:
        """Logits, (batch, length, vocabulary)."""
        return functional.linear(self.hidden(ids), self.embedding.weight)

    def scored_logits(self, ids: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Logits and targets of the scored positions alone, which saves most of the output."""
        scored = targets >= 0
        states = self.hidden(ids)[scored]
        logits = functional.linear(states, self.embedding.weight.to(states.dtype)).float()
        return logits, targets[scored]
