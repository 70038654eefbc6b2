"""Generates the training texts: the same seed gives the same talks, in the same order."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import follow_ups
import food
import nature
import polite
import sums
import unknown
import world
from pairs import Collector, Desk, Talk, Turn
from texts import Library

SEED = 20261123
# One talk in so many is kept for validation.
VALIDATION_STRIDE = 300

# kind, how many at most, generator. The counts set how well each kind is learnt.
PLAN: tuple[tuple[str, int, Callable[[Desk], Talk | Turn]], ...] = (
    ("talk", 8500, nature.small_talk),
    ("program", 7500, nature.program_help),
    ("capital", 8500, world.capital),
    ("capital", 250, world.home_capital),
    ("food", 7000, food.dish),
    ("food", 2600, food.wish),
    ("food", 500, food.anything),
    ("proverb", 7500, world.proverb),
    ("topic", 7500, nature.topic),
    ("season", 3000, nature.season),
    ("season", 450, nature.month),
    ("season", 200, nature.four_seasons),
    ("weather", 2800, nature.weather),
    ("weather", 350, nature.weather_now),
    ("poem", 1300, nature.poem),
    ("sum", 11000, sums.plain_sum),
    ("sum", 2600, sums.story_sum),
    ("sum", 650, sums.table),
    ("sum", 450, sums.too_big),
    ("polite", 2600, polite.phrase),
    ("polite", 7500, polite.sentence),
    ("unknown", 900, unknown.person),
    ("unknown", 1900, unknown.thing),
    ("unknown", 700, unknown.task),
    ("unknown", 600, unknown.country),
    ("unknown", 300, unknown.food),
    ("unknown", 250, unknown.proverb),
    ("unknown", 1700, unknown.name),
    ("unknown", 1900, unknown.free),
    ("noise", 450, unknown.noise),
    ("follow-up", 900, follow_ups.capital_of_another),
    ("follow-up", 700, follow_ups.about_there),
    ("follow-up", 700, follow_ups.about_the_dish),
    ("follow-up", 500, follow_ups.another_dish),
    ("follow-up", 500, follow_ups.when_proverb),
    ("follow-up", 250, follow_ups.another_season),
    ("follow-up", 600, follow_ups.more),
    ("follow-up", 350, follow_ups.shorter),
    ("follow-up", 500, follow_ups.again),
    ("follow-up", 900, follow_ups.sum_goes_on),
    ("follow-up", 600, follow_ups.polite_again),
)


def held_out(library: Library) -> list[str]:
    """The evaluation's questions that must never be trained on."""
    return [
        block["ask"]
        for group, blocks in library.evaluation.items()
        if group != "taught"
        for block in blocks
    ]


def generate(seed: int = SEED, scale: float = 1.0) -> list[Talk]:
    """All talks, shuffled; ``scale`` shrinks every count alike (for tests)."""
    library = Library()
    desk = Desk(library, random.Random(seed))
    collector = Collector(held_out(library))
    for kind, count, make in PLAN:
        collector.fill(kind, round(count * scale), lambda make=make: make(desk))
    desk.rng.shuffle(collector.talks)
    return collector.talks


def write(talks: list[Talk], path: Path) -> None:
    """One JSON object a line: kind and turns."""
    with path.open("w", encoding="utf-8") as file:
        for talk in talks:
            file.write(json.dumps(asdict(talk), ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[Talk]:
    """The talks of a file that ``write`` made."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield Talk(record["kind"], tuple(Turn(**turn) for turn in record["turns"]))


def split(talks: list[Talk]) -> tuple[list[Talk], list[Talk]]:
    """Training talks and validation talks."""
    training = [talk for place, talk in enumerate(talks) if place % VALIDATION_STRIDE]
    return training, talks[::VALIDATION_STRIDE]
