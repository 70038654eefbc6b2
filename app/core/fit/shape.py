"""What of a model costs memory and time: its layers, and the bytes of each."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from app.core.catalogue import CatalogueModel
from app.core.fit.catalogue_facts import Sizes, bits_of, edge_bits, main_type, sizes_of
from app.core.fit.header_facts import HeaderFacts
from app.core.fit.tensor_groups import TensorGroup, TensorGroups
from app.core.gguf_header import GgufHeader

LayerKind = Literal["full", "window", "mla", "recurrent"]
"""How a layer remembers: every token, those of a sliding window, every token compressed
(multi-head latent attention), or in a state of fixed size."""


class LayerShape(msgspec.Struct, frozen=True, kw_only=True):
    """One repeating layer. One that predicts further tokens does not run and weighs nothing:
    llama.cpp leaves it out, but counts it where layers are shared out."""

    kind: LayerKind = "full"
    weights_bytes: int
    expert_bytes: int = 0
    """Part of ``weights_bytes``: experts, of which a token meets a few only."""
    bytes_by_type: dict[str, int] = {}
    """``weights_bytes`` by tensor type (``Q4_K`` …)."""
    n_k: int = 0
    n_v: int = 0
    """Values that one token leaves in the K and the V cache."""
    n_head: int = 0
    n_head_kv: int = 0
    n_query: int = 0
    """Values of one token's queries."""
    n_attention: int = 0
    """Values that one token takes up while attention is computed, without the cache."""
    window: int = 0
    """Tokens that a sliding window looks back; 0 for none."""
    state_bytes: int = 0
    """Of a recurrent layer, for each sequence."""
    n_ff: int = 0
    """Width of the feed-forward part; of one expert where there are experts."""
    has_experts: bool = False
    runs: bool = True
    groups: tuple[TensorGroup, ...] = ()
    """Its tensors, where the header is known."""

    def largest_bytes(self, *, experts: bool) -> int:
        """Return the bytes of its largest tensor, ``experts`` or another."""
        if self.groups:
            return max((g.largest for g in self.groups if g.expert == experts), default=0)
        # Gate, up and down are alike, and most of a layer is them.
        return (self.expert_bytes if experts else self.weights_bytes - self.expert_bytes) // 3


class ModelShape(msgspec.Struct, frozen=True, kw_only=True):
    """A model as far as memory and speed go. Counts that nobody knows are 0."""

    architecture: str
    quantisation: str
    layers: tuple[LayerShape, ...]
    embedding_bytes: int
    """The table of input embeddings, and what else the input needs."""
    output_bytes: int
    """The output matrix and its norm; where it is tied, what a copy of it takes."""
    tied_output: bool
    n_vocab: int
    n_embd: int
    n_head: int
    n_ff: int
    n_ctx_train: int
    n_expert: int = 0
    n_expert_used: int = 0
    n_params: int
    bytes_by_type: dict[str, int] = {}
    """Of the whole file, by tensor type."""
    exact: bool = True
    """False where something was guessed: without the header, or with a part of it missing."""
    embedding_groups: tuple[TensorGroup, ...] = ()
    output_groups: tuple[TensorGroup, ...] = ()

    @property
    def weights_bytes(self) -> int:
        """Bytes of all tensors of the file."""
        return sum(self.bytes_by_type.values())


def shape_of(header: GgufHeader, further_parts: Sequence[GgufHeader] = ()) -> ModelShape:
    """Return what the header of a GGUF, and those of its further parts, say about memory.

    Never raises: what a file says absurdly counts as 0.
    """
    facts = HeaderFacts(header)
    groups = TensorGroups([header, *further_parts])
    layers = tuple(_layer(facts, groups, index) for index in range(facts.n_layers))
    tied = not groups.has_output
    return ModelShape(
        architecture=header.architecture,
        quantisation=header.quantisation,
        layers=layers,
        embedding_bytes=groups.embedding_bytes,
        output_bytes=groups.output_bytes + (groups.embedding_bytes if tied else 0),
        tied_output=tied,
        n_vocab=header.n_vocab or 0,
        n_embd=facts.n_embd,
        n_head=facts.n_head(0),
        n_ff=facts.n_ff(0),
        n_ctx_train=header.context_length or 0,
        n_expert=facts.n_expert,
        n_expert_used=facts.n_expert_used,
        n_params=groups.n_params,
        bytes_by_type=groups.bytes_by_type,
        exact=len(further_parts) + 1 >= header.split_count,
        embedding_groups=groups.embedding,
        output_groups=groups.output,
    )


def _layer(facts: HeaderFacts, groups: TensorGroups, index: int) -> LayerShape:
    if index >= facts.n_run_layers:
        return LayerShape(weights_bytes=0, runs=False)
    own = groups.layer(index)
    has_experts = any(group.expert for group in own)
    bytes_by_type: dict[str, int] = {}
    for group in own:
        bytes_by_type[group.type] = bytes_by_type.get(group.type, 0) + group.n_bytes
    kind = facts.kind(index)
    n_k, n_v = facts.cache_width(index)
    return LayerShape(
        kind=kind,
        weights_bytes=sum(group.n_bytes for group in own),
        expert_bytes=sum(group.n_bytes for group in own if group.expert),
        bytes_by_type=bytes_by_type,
        n_k=n_k,
        n_v=n_v,
        n_head=facts.n_head(index),
        n_head_kv=facts.n_head_kv(index),
        n_query=facts.n_query(index),
        n_attention=facts.n_attention(index),
        window=facts.window if kind == "window" else 0,
        state_bytes=facts.state_bytes if kind == "recurrent" else 0,
        n_ff=facts.n_ff_expert(index) if has_experts else facts.n_ff(index),
        has_experts=has_experts,
        groups=own,
    )


def shape_of_catalogue(
    model: CatalogueModel, quantisation: str, size_bytes: int | None = None
) -> ModelShape | None:
    """Return about what a model of the catalogue is like, before its header has been read.

    ``size_bytes`` is its file's length where that is known. None for a quantisation that
    nobody has heard of and whose size is not known either.
    """
    bits = bits_of(quantisation)
    if bits is None and size_bytes is None:
        return None
    sizes = sizes_of(model)
    total = size_bytes or round(sizes.params * (bits or 0.0) / 8)
    kind = main_type(quantisation)
    table = sizes.n_vocab * sizes.n_embd
    output = min(round(table * edge_bits(quantisation) / 8), total // 3)
    embedding = output if sizes.tied else min(round(table * (bits or 8.0) / 8), total // 3)
    in_layers = max(total - embedding - (0 if sizes.tied else output), 0)
    n_expert_used, n_expert, expert_share = _experts(sizes, table)
    layer_bytes = in_layers // sizes.n_layer
    full, sliding = (
        _guessed_layer(model, sizes, kind, layer_bytes, expert_share, window)
        for window in (0, model.shape.sliding_window or 0)
    )
    # The Korean models with windows have three layers with one between two without.
    layers = tuple(sliding if index % 4 < 3 else full for index in range(sizes.n_layer))
    return ModelShape(
        architecture=model.architecture,
        quantisation=quantisation,
        layers=layers,
        embedding_bytes=embedding,
        output_bytes=output,
        tied_output=sizes.tied,
        n_vocab=sizes.n_vocab,
        n_embd=sizes.n_embd,
        n_head=sizes.n_head,
        n_ff=sizes.n_ff,
        n_ctx_train=model.context or 0,
        n_expert=n_expert,
        n_expert_used=n_expert_used,
        n_params=sizes.params,
        bytes_by_type={kind: total},
        exact=False,
    )


_EXPERTS = 128
"""Taken for how many experts a model has: only the share that works matters here."""


def _experts(sizes: Sizes, table: int) -> tuple[int, int, float]:
    """Return experts used and all, and which share of the layers they are, so that as many
    weights work for a token as the catalogue says; 0, 0, 0.0 for a model without experts."""
    layers = sizes.params - table * (1 if sizes.tied else 2)
    active = max(sizes.active - table * (1 if sizes.tied else 2), sizes.active // 2)
    if sizes.active >= sizes.params or layers <= active:
        return 0, 0, 0.0
    attention = sizes.n_layer * sizes.n_embd * sizes.head_dim * 2
    attention *= sizes.n_head + sizes.n_head_kv
    always = min(attention, active // 2)
    experts = layers - always
    used = max(1, round((active - always) / experts * _EXPERTS))
    return used, _EXPERTS, experts / layers


def _guessed_layer(
    model: CatalogueModel,
    sizes: Sizes,
    kind: str,
    n_bytes: int,
    expert_share: float,
    window: int,
) -> LayerShape:
    width, n_query = sizes.n_head_kv * sizes.head_dim, sizes.n_head * sizes.head_dim
    compressed = model.architecture == "deepseek2"
    return LayerShape(
        kind="mla" if compressed else "window" if window else "full",
        weights_bytes=n_bytes,
        expert_bytes=round(n_bytes * expert_share),
        bytes_by_type={kind: n_bytes},
        n_k=_COMPRESSED if compressed else width,
        n_v=0 if compressed else width,
        n_head=sizes.n_head,
        n_head_kv=1 if compressed else sizes.n_head_kv,
        n_query=n_query,
        n_attention=sizes.n_head * _COMPRESSED_WORK if compressed else 2 * (n_query + width),
        window=0 if compressed else window,
        # Models with experts have several small ones work in the place of one that is wide.
        n_ff=sizes.n_ff // 8 if expert_share > 0 else sizes.n_ff,
        has_experts=expert_share > 0,
    )


_COMPRESSED = 512 + 64
"""Values that a token leaves with DeepSeek's attention."""
_COMPRESSED_WORK = 192 + 512 + _COMPRESSED + 2 * 64
"""Values of one head of it while it is computed."""
