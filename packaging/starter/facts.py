"""Writes resources/models/starter.toml: what the program and its people know of the two files."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from recipes import CONTEXT, RECIPES, SAMPLING, Recipe
from texts import toml

_HEADER = "# The practice models of this folder. Written by packaging/starter/make.py export.\n"
_LICENCE = "CC0-1.0"


def parameters(recipe: Recipe) -> int:
    """Number of weights; the output layer is the embedding once more and counts once."""
    shape = recipe.shape
    kv_width = shape.kv_heads * shape.head_size
    attention = 2 * shape.width * shape.width + 2 * shape.width * kv_width
    norms = 2 * shape.width
    if shape.architecture == "exaone4":
        norms += 2 * shape.head_size
    block = attention + 3 * shape.width * shape.feed_forward + norms
    return shape.vocabulary * shape.width + shape.layers * block + shape.width


def file_name(recipe: Recipe) -> str:
    """Name of a model's file."""
    return f"{recipe.name}.Q8_0.gguf"


def write(models: Path) -> None:
    """Describes both files of the folder as they are now."""
    text = _HEADER + "".join(_entry(recipe, models) for recipe in RECIPES.values())
    target = models / "starter.toml"
    unfinished = target.with_suffix(".part")
    unfinished.write_text(text, "utf-8")
    os.replace(unfinished, target)


def _entry(recipe: Recipe, models: Path) -> str:
    cards = toml("cards.toml")
    card = cards[recipe.name]
    content = (models / file_name(recipe)).read_bytes()
    facts = {
        "id": recipe.name,
        "file": file_name(recipe),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size_bytes": len(content),
        "name_ko": card["name_ko"],
        "name_en": card["name_en"],
        "architecture": recipe.shape.architecture,
        "parameters": parameters(recipe),
        "context": CONTEXT,
        "quantisation": "Q8_0",
        "licence": _LICENCE,
        "note_ko": card["note_ko"],
        "note_en": card["note_en"],
    }
    # JSON writes these strings and numbers as TOML does.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    pairs = ", ".join(f"{key} = {value}" for key, value in SAMPLING.items())
    lines.append(f"sampling = {{ {pairs} }}")
    prompts = "".join(
        f"  {json.dumps(prompt, ensure_ascii=False)},\n" for prompt in cards["common"]["prompts"]
    )
    lines.append(f"prompts = [\n{prompts}]")
    return "\n[[model]]\n" + "\n".join(lines) + "\n"
