"""Writes a trained network as a Q8_0 GGUF file and reads one back."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf import GGMLQuantizationType, quants
from recipes import CONTEXT, SAMPLING, Recipe
from tokenizer import BOS, END, PAD

LICENCE = "CC0-1.0"

_HEAD = {"embedding": "token_embd", "norm": "output_norm"}
_BLOCK = {
    "attention.q": "attn_q",
    "attention.k": "attn_k",
    "attention.v": "attn_v",
    "attention.output": "attn_output",
    "attention.q_norm": "attn_q_norm",
    "attention.k_norm": "attn_k_norm",
    "feed_forward.gate": "ffn_gate",
    "feed_forward.up": "ffn_up",
    "feed_forward.down": "ffn_down",
}
_NORMS = {
    "llama": {"attention_norm": "attn_norm", "feed_forward_norm": "ffn_norm"},
    "exaone4": {"attention_norm": "post_attention_norm", "feed_forward_norm": "post_ffw_norm"},
}


@dataclass(frozen=True)
class Shipped:
    """What ``refine`` needs of a file: weights by the network's names, tokens and merges."""

    weights: dict[str, torch.Tensor]
    tokens: list[str]
    merges: list[str]


def tensor_name(name: str, architecture: str) -> str:
    """llama.cpp's name of one of the network's weights ("blocks.0.attention.q.weight")."""
    stem = name.removesuffix(".weight")
    if stem in _HEAD:
        return f"{_HEAD[stem]}.weight"
    _, number, part = stem.split(".", 2)
    return f"blk.{number}.{(_BLOCK | _NORMS[architecture])[part]}.weight"


def template(recipe: Recipe) -> str:
    """The chat template: BOS, system prompt, and the last two turns before the question.

    More turns than that would outgrow what the models have been trained to read.
    """
    tokens = recipe.tokens
    return (
        "{{- '[BOS]' -}}"
        "{%- for m in messages if m['role'] == 'system' and m['content'] | trim -%}"
        f"{{{{- '{tokens.system}\\n' + m['content'] | trim + '{tokens.end}\\n' -}}}}"
        "{%- endfor -%}"
        "{%- set turns = messages | rejectattr('role', 'equalto', 'system') | list -%}"
        "{%- for m in turns[-5:] -%}"
        "{%- if m['role'] == 'user' -%}"
        f"{{{{- '{tokens.user}\\n' + m['content'] | trim + '{tokens.end}\\n' -}}}}"
        "{%- elif m['role'] == 'assistant' -%}"
        f"{{{{- '{tokens.assistant}\\n' + m['content'] | trim + '{tokens.end}\\n' -}}}}"
        "{%- endif -%}{%- endfor -%}"
        f"{{%- if add_generation_prompt -%}}{{{{- '{tokens.assistant}\\n' -}}}}{{%- endif -%}}"
    )


def write(recipe: Recipe, weights: dict[str, torch.Tensor], tokenizer: Path, path: Path) -> None:
    """Writes the file beside its place and moves it there when it is whole."""
    shape = recipe.shape
    unfinished = path.with_suffix(".part")
    writer = gguf.GGUFWriter(str(unfinished), shape.architecture)
    writer.add_name(recipe.title)
    writer.add_description("Practice model of Naranhi: shows how the program works, knows little.")
    writer.add_license(LICENCE)
    writer.add_languages(["ko"])
    writer.add_context_length(CONTEXT)
    writer.add_block_count(shape.layers)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head_size)
    writer.add_value_length(shape.head_size)
    writer.add_rope_dimension_count(shape.head_size)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.rms_epsilon)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_sampling_temp(SAMPLING["temperature"])
    writer.add_sampling_top_k(int(SAMPLING["top_k"]))
    writer.add_sampling_top_p(SAMPLING["top_p"])
    _add_tokenizer(writer, recipe, tokenizer)
    for name, weight in weights.items():
        _add_tensor(writer, tensor_name(name, shape.architecture), weight.float().numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(unfinished, path)


def _add_tokenizer(writer: gguf.GGUFWriter, recipe: Recipe, tokenizer: Path) -> None:
    model = json.loads(tokenizer.read_text("utf-8"))["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].__getitem__)
    control = recipe.tokens.in_order()
    tokens[: len(control)] = control
    types = [gguf.TokenType.NORMAL] * len(tokens)
    types[: len(control)] = [gguf.TokenType.CONTROL] * len(control)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("exaone")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges([" ".join(pair) for pair in model["merges"]])
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(END)
    writer.add_pad_token_id(PAD)
    # The template writes BOS itself, so that it is there once however the text is tokenised.
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)
    writer.add_chat_template(template(recipe))


def _add_tensor(writer: gguf.GGUFWriter, name: str, values: np.ndarray) -> None:
    if values.ndim == 1:
        writer.add_tensor(name, values.astype(np.float32))
        return
    packed = quants.quantize(values.astype(np.float32), GGMLQuantizationType.Q8_0)
    writer.add_tensor(name, packed, raw_dtype=GGMLQuantizationType.Q8_0)


def read(path: Path) -> Shipped:
    """The weights, tokens and merges of a file that ``write`` made."""
    reader = gguf.GGUFReader(path)
    architecture = reader.fields["general.architecture"].contents()
    names = _HEAD | _BLOCK | _NORMS[architecture]
    back = {theirs: ours for ours, theirs in names.items()}
    weights: dict[str, torch.Tensor] = {}
    for tensor in reader.tensors:
        stem = tensor.name.removesuffix(".weight")
        values = torch.from_numpy(quants.dequantize(tensor.data, tensor.tensor_type).copy())
        if stem.startswith("blk."):
            _, number, part = stem.split(".")
            weights[f"blocks.{number}.{back[part]}.weight"] = values
        else:
            weights[f"{back[stem]}.weight"] = values
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    merges = reader.fields["tokenizer.ggml.merges"].contents()
    return Shipped(weights, tokens, merges)
