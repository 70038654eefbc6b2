"""Reads the hand-written texts: tables with `` | `` between their columns, and TOML."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"

Row = dict[str, str]
Block = dict[str, Any]


def table(name: str, columns: tuple[str, ...]) -> list[Row]:
    """Rows of a text table; ValueError names the line that has the wrong number of columns."""
    rows: list[Row] = []
    for number, line in enumerate((TEXTS / name).read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split(" | ")
        if len(cells) != len(columns):
            raise ValueError(f"{name}:{number} has {len(cells)} columns, not {len(columns)}")
        rows.append(dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    return rows


def toml(name: str) -> Block:
    """A whole TOML file of the texts."""
    return tomllib.loads((TEXTS / name).read_text("utf-8"))


class Library:
    """Every text that the generators draw on, read once, when first asked for."""

    @cached_property
    def macros(self) -> dict[str, str]:
        return toml("macros.toml")

    @cached_property
    def phrasings(self) -> dict[str, list[Block]]:
        names = ("world", "food", "nature", "tasks")
        return {
            kind: blocks
            for name in names
            for kind, blocks in toml(f"phrasings_{name}.toml").items()
        }

    @cached_property
    def capitals(self) -> list[Row]:
        return table("capitals.txt", ("n", "c", "k", "f"))

    @cached_property
    def foods(self) -> list[Row]:
        return table("foods.txt", ("n", "t", "ing", "taste", "when", "note"))

    @cached_property
    def proverbs(self) -> list[Row]:
        return table("proverbs.txt", ("p", "m", "w"))

    @cached_property
    def polite_phrases(self) -> list[Row]:
        return table("polite_phrases.txt", ("plain", "polite"))

    @cached_property
    def polite_parts(self) -> Block:
        return toml("polite_parts.toml")

    @cached_property
    def topics(self) -> list[Block]:
        names = ("nature", "culture", "everyday")
        return [block for name in names for block in toml(f"topics_{name}.toml")["topic"]]

    @cached_property
    def talks(self) -> list[Block]:
        names = ("greetings", "feelings", "daily", "self")
        return [block for name in names for block in toml(f"talk_{name}.toml")["talk"]]

    @cached_property
    def program(self) -> list[Block]:
        return toml("program.toml")["talk"]

    @cached_property
    def seasons(self) -> Block:
        return toml("seasons.toml")

    @cached_property
    def weather(self) -> list[Block]:
        return toml("weather.toml")["weather"]

    @cached_property
    def poems(self) -> list[Block]:
        return toml("poems.toml")["poem"]

    @cached_property
    def unknown(self) -> Block:
        return toml("unknown.toml")

    @cached_property
    def wishes(self) -> Block:
        return toml("wishes.toml")

    @cached_property
    def follow_ups(self) -> Block:
        return toml("follow_ups.toml")

    @cached_property
    def systems(self) -> dict[str, list[str]]:
        return toml("systems.toml")

    @cached_property
    def evaluation(self) -> dict[str, list[Block]]:
        return toml("evaluation.toml")
