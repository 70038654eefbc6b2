"""The two models: their shapes, their control tokens and how long they are trained."""

from __future__ import annotations

from dataclasses import dataclass

VOCABULARY = 4096
CONTEXT = 512
# Recommended: as small as they are, the models are legible only near their greedy answer.
SAMPLING: dict[str, float | int] = {"temperature": 0.2, "top_k": 20, "top_p": 0.9}


@dataclass(frozen=True)
class Shape:
    """Sizes of a network. ``heads * head_size == width``; widths divide by 32 for Q8_0."""

    architecture: str
    width: int
    layers: int
    heads: int
    kv_heads: int
    feed_forward: int
    vocabulary: int = VOCABULARY
    rms_epsilon: float = 1e-5
    rope_base: float = 10000.0

    @property
    def head_size(self) -> int:
        return self.width // self.heads


@dataclass(frozen=True)
class ControlTokens:
    """How a model writes the marks of its turns; the ids are the same in both models."""

    system: str
    user: str
    assistant: str
    end: str
    tool: str

    def in_order(self) -> list[str]:
        """The names of ids 0 to 6."""
        return ["[PAD]", "[BOS]", self.system, self.user, self.assistant, self.end, self.tool]


@dataclass(frozen=True)
class Recipe:
    """Everything that sets one model apart. ``style`` names the answers it learns first."""

    name: str
    title: str
    shape: Shape
    tokens: ControlTokens
    style: str
    steps: int
    refine_steps: int
    seed: int


SMALL = Recipe(
    name="starter-s",
    title="Naranhi starter-s (practice)",
    shape=Shape("llama", width=160, layers=4, heads=5, kv_heads=5, feed_forward=416),
    tokens=ControlTokens("<|system|>", "<|user|>", "<|assistant|>", "<|end|>", "<|tool|>"),
    style="brief",
    steps=3700,
    refine_steps=300,
    seed=1,
)
MEDIUM = Recipe(
    name="starter-m",
    title="Naranhi starter-m (practice)",
    shape=Shape("exaone4", width=256, layers=6, heads=8, kv_heads=4, feed_forward=512),
    tokens=ControlTokens("[|system|]", "[|user|]", "[|assistant|]", "[|endofturn|]", "[|tool|]"),
    style="full",
    steps=1450,
    refine_steps=210,
    seed=2,
)
RECIPES = {"s": SMALL, "m": MEDIUM}
