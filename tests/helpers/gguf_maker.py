"""Makes GGUF files that llama.cpp loads: any shape, random or scripted weights.

Tiny ones for tests are written and loaded in milliseconds; real shapes for measurements are
streamed to the disk and kept in a folder given by the caller.
"""

import dataclasses
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGUFWriter
from gguf.constants import GGMLQuantizationType, LlamaFileType

from tests.helpers import chat_templates
from tests.helpers.gguf_layers import F32, LayerMaker, Shape, architecture_keys
from tests.helpers.gguf_vocabulary import (
    CONTROL,
    USER_DEFINED,
    Vocabulary,
    broken_vocabulary,
    large_vocabulary,
    scripted_vocabulary,
    small_vocabulary,
    valid_vocabulary,
)
from tests.helpers.gguf_weights import Tensor

ALIGNMENT = 32


@dataclass(frozen=True, kw_only=True)
class Family:
    """What models of one make have in common. ``specials`` map a token's text to its type."""

    architecture: str
    tokenizer_pre: str
    template: str
    specials: dict[str, int]
    bos: str
    eos: str


def _specials(*controls: str, thinking: tuple[str, ...] = ()) -> dict[str, int]:
    return dict.fromkeys(controls, CONTROL) | dict.fromkeys(thinking, USER_DEFINED)


_THINK = ("<think>", "</think>")

LLAMA = Family(
    architecture="llama",
    tokenizer_pre="llama-bpe",
    template=chat_templates.LLAMA3,
    specials=_specials(
        "<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"
    ),
    bos="<|begin_of_text|>",
    eos="<|eot_id|>",
)
QWEN2 = Family(
    architecture="qwen2",
    tokenizer_pre="qwen2",
    template=chat_templates.CHATML,
    specials=_specials("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
    bos="<|endoftext|>",
    eos="<|im_end|>",
)
QWEN3 = Family(
    architecture="qwen3",
    tokenizer_pre="qwen2",
    template=chat_templates.QWEN3,
    specials=_specials("<|endoftext|>", "<|im_start|>", "<|im_end|>", thinking=_THINK),
    bos="<|endoftext|>",
    eos="<|im_end|>",
)
EXAONE4 = Family(
    architecture="exaone4",
    tokenizer_pre="exaone4",
    template=chat_templates.EXAONE4,
    specials=_specials(
        "[BOS]", "[|system|]", "[|user|]", "[|assistant|]", "[|endofturn|]", thinking=_THINK
    ),
    bos="[BOS]",
    eos="[|endofturn|]",
)
SOLAR_OPEN = Family(
    architecture="llama",
    tokenizer_pre="llama-bpe",
    template=chat_templates.SOLAR_OPEN,
    specials=_specials(
        "<|begin|>", "<|content|>", "<|think|>", "<|end|>", "<|flush|>", "<|calls|>"
    ),
    bos="<|begin|>",
    eos="<|flush|>",
)


TINY = Shape()
HALF_B = Shape(
    n_layers=24, width=1024, n_heads=16, n_kv_heads=8, n_ff=4096, n_ctx=8192, n_vocab=110_592
)
"""The shape of a 0.5B model."""


@dataclass(kw_only=True)
class Recipe:
    """One model to make.

    Args:
        quantisation: name of a ggml type; ``Q4_K`` (rows of 256) is random bits with sane scales.
        tied: no ``output.weight``; not with ``speak_only`` or a script.
        speak_only: ids that may come out; every other gets a logit far below.
        template: None takes the family's, "" writes none.
        overrides: keys written instead of ours; None leaves a key out.
    """

    family: Family = LLAMA
    shape: Shape = TINY
    vocabulary: Vocabulary | None = None
    quantisation: str = "F32"
    tied: bool = False
    speak_only: Sequence[int] | None = None
    name: str = "tiny"
    architecture: str = ""
    tokenizer_pre: str = ""
    template: str | None = None
    overrides: dict[str, Any] = field(default_factory=dict[str, Any])
    seed: int = 1

    def words(self) -> Vocabulary:
        """Return the vocabulary, made where none was given."""
        if self.vocabulary is None:
            size, specials = self.shape.n_vocab, self.family.specials
            self.vocabulary = (
                large_vocabulary(specials, size) if size else small_vocabulary(specials)
            )
        return self.vocabulary


def make_gguf(path: Path, recipe: Recipe | None = None) -> Path:
    """Write one model to ``path`` and return the path. The file appears when it is whole."""
    recipe = recipe or Recipe()
    part = path.with_name(path.name + ".part")
    tensors = list(_tensors(recipe))
    _write_header(part, recipe, tensors)
    random = np.random.default_rng(recipe.seed)
    with part.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        _pad(file)
        for tensor in tensors:
            for chunk in tensor.chunks(random):
                file.write(chunk)
            _pad(file)
    part.replace(path)
    return path


def make_hollow(path: Path, recipe: Recipe) -> Path:
    """Write a model all of whose weights are zeros that take no room on the disk: any size in
    a moment, for what depends on sizes alone."""
    part = path.with_name(path.name + ".part")
    tensors = list(_tensors(recipe))
    _write_header(part, recipe, tensors)
    with part.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        _pad(file)
        n_bytes = sum(-(-tensor.n_bytes // ALIGNMENT) * ALIGNMENT for tensor in tensors)
        file.truncate(file.tell() + n_bytes)
    part.replace(path)
    return path


def make_scripted(
    path: Path,
    pieces: Iterable[str | bytes],
    family: Family = LLAMA,
    shape: Shape | None = None,
    **recipe: Any,
) -> Path:
    """Write a model that answers any prompt with exactly ``pieces``, a token each, then its
    end token, greedily or sampled. A piece may be a special's text or bytes of any kind."""
    vocabulary = scripted_vocabulary(family.specials, pieces)
    width = max(64, -(-(len(vocabulary.script) + 2) // 64) * 64)
    shape = dataclasses.replace(shape or Shape(n_layers=1), width=width)
    return make_gguf(path, Recipe(family=family, shape=shape, vocabulary=vocabulary, **recipe))


def make_cached(folder: Path, file_name: str, recipe: Recipe) -> Path:
    """Return ``folder / file_name``, made first where it is missing."""
    path = folder / file_name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make_gguf(path, recipe)
    return path


def half_b(folder: Path) -> Path:
    """Return a GGUF of the 0.5B shape with random Q4_K weights (about 290 MB), made once."""
    recipe = Recipe(shape=HALF_B, quantisation="Q4_K", tied=True, name="random 0.5B")
    return make_cached(folder, "random-0.5b-Q4_K.gguf", recipe)


def _pad(file: Any) -> None:
    file.write(bytes(-file.tell() % ALIGNMENT))


def _write_header(path: Path, recipe: Recipe, tensors: list[Tensor]) -> None:
    architecture = recipe.architecture or recipe.family.architecture
    writer = GGUFWriter(None, architecture)
    for key, value in (_keys(recipe, architecture) | recipe.overrides).items():
        if value is None:
            writer.kv_data[0].pop(key, None)
        elif key == "general.architecture":
            writer.kv_data[0][key].value = value
        else:
            _add(writer, key, value)
    for tensor in tensors:
        writer.add_tensor_info(
            tensor.name, tensor.shape, np.dtype(np.float32), tensor.n_bytes, tensor.kind
        )
    writer.write_header_to_file(path)
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()


def _add(writer: GGUFWriter, key: str, value: Any) -> None:
    match value:
        case bool():
            writer.add_bool(key, value)
        case int():
            writer.add_uint32(key, value)
        case float():
            writer.add_float32(key, value)
        case str():
            writer.add_string(key, value)
        case _:
            writer.add_array(key, value)


def _keys(recipe: Recipe, architecture: str) -> dict[str, Any]:
    shape, family, words = recipe.shape, recipe.family, recipe.words()
    template = family.template if recipe.template is None else recipe.template
    own = architecture_keys(architecture, shape)
    file_type = f"MOSTLY_{recipe.quantisation}".replace("Q4_K", "Q4_K_S").replace(
        "MOSTLY_F32", "ALL_F32"
    )
    return {
        "general.name": recipe.name,
        "general.type": "model",
        "general.file_type": int(LlamaFileType[file_type]),
        "general.quantization_version": 2,
        f"{architecture}.context_length": shape.n_ctx,
        f"{architecture}.block_count": shape.n_layers,
        f"{architecture}.embedding_length": shape.width,
        f"{architecture}.feed_forward_length": shape.n_ff,
        f"{architecture}.attention.head_count": shape.n_heads,
        f"{architecture}.attention.head_count_kv": shape.n_kv_heads,
        f"{architecture}.attention.layer_norm_rms_epsilon": 1e-5,
        f"{architecture}.rope.dimension_count": shape.head_size,
        f"{architecture}.rope.freq_base": 10000.0,
        f"{architecture}.vocab_size": len(words.tokens),
        **{f"{architecture}.{key}": value for key, value in own.items()},
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": recipe.tokenizer_pre or family.tokenizer_pre,
        "tokenizer.ggml.tokens": words.tokens,
        "tokenizer.ggml.token_type": words.types,
        "tokenizer.ggml.merges": words.merges or None,
        "tokenizer.ggml.bos_token_id": words.id_of(family.bos),
        "tokenizer.ggml.eos_token_id": words.id_of(family.eos),
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": template or None,
    }


def _tensors(recipe: Recipe) -> Iterator[Tensor]:
    shape, words = recipe.shape, recipe.words()
    n_vocab, width = len(words.tokens), shape.width
    kind = GGMLQuantizationType[recipe.quantisation]
    # K-quant files keep the embedding finer than the rest.
    edge = GGMLQuantizationType.Q6_K if recipe.quantisation == "Q4_K" else kind
    if words.script:
        yield from _scripted_edges(recipe, words)
    elif recipe.speak_only is not None:
        edge = GGMLQuantizationType.F16 if edge is GGMLQuantizationType.Q6_K else edge
        far_below = np.full(n_vocab, -1000.0, dtype=np.float32)
        far_below[list(recipe.speak_only)] = 0.0
        ones = np.ones(n_vocab, dtype=np.float32)
        size = (n_vocab, width)
        yield Tensor("token_embd.weight", size, edge, scale=1.0, column=ones)
        yield Tensor("output.weight", size, edge, scale=width**-0.5, column=far_below)
    else:
        yield Tensor("token_embd.weight", (n_vocab, width), edge, scale=width**-0.5)
        if not recipe.tied:
            yield Tensor("output.weight", (n_vocab, width), edge, scale=width**-0.5)
    yield Tensor("output_norm.weight", (width,), F32, fill=1.0)
    maker = LayerMaker(
        architecture=recipe.family.architecture,
        shape=shape,
        kind=kind,
        still=recipe.speak_only is not None,
        quiet=bool(words.script),
    )
    for index in range(shape.n_layers):
        yield from maker.layer(index)


def _scripted_edges(recipe: Recipe, words: Vocabulary) -> Iterator[Tensor]:
    """Give an embedding and an output that make token after token of the script follow from
    the last one alone; what the layers between add is too little to change that."""
    size = (len(words.tokens), recipe.shape.width)
    inputs, outputs = (np.zeros(size, dtype=np.float32) for _ in range(2))
    inputs[:, 0] = 1.0
    chain = [*words.script, words.id_of(recipe.family.eos)]
    for step, token in enumerate(chain):
        outputs[token, step] = 10.0
        inputs[token, 0] = 0.0
        inputs[token, step + 1] = 1.0
    # After its end the model would begin anew: so does a prompt that ends in the end token.
    inputs[chain[-1]] = 0.0
    inputs[chain[-1], 0] = 1.0
    kind = GGMLQuantizationType[recipe.quantisation]
    yield Tensor("token_embd.weight", size, kind, rows=inputs)
    yield Tensor("output.weight", size, kind, rows=outputs)


def make_speaker(path: Path, *, broken: bool, shape: Shape = TINY, **recipe: Any) -> Path:
    """Write a model with random weights whose every output is ``broken`` UTF-8, or valid; it
    never ends by itself. Both have as many tokens."""
    make = broken_vocabulary if broken else valid_vocabulary
    vocabulary = make(LLAMA.specials)
    ids = vocabulary.normal_ids()
    return make_gguf(path, Recipe(shape=shape, vocabulary=vocabulary, speak_only=ids, **recipe))
