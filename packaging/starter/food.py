"""Korean dishes, and what to eat when."""

from __future__ import annotations

from pairs import Desk, Turn, turn
from texts import Row

# "밤에 먹는다" but "야식으로 먹는다", "추울 때 먹는다": these endings take no further particle.
_COMPLETE = ("로", "때", "함께")


def dish_fields(row: Row) -> dict[str, str]:
    """Fields of a dish; ``when`` gets the particle it needs."""
    when = row["when"] if row["when"].endswith(_COMPLETE) else row["when"] + "에"
    return {**row, "when": when}


def dish(desk: Desk) -> Turn:
    """What a dish is, how it tastes, what goes into it, when it is eaten."""
    row = dish_fields(desk.rng.choice(desk.library.foods))
    phrasing = desk.phrasing("food")
    answer = desk.say(phrasing, row)
    asked = {**row, "n": "순대국"} if row["n"] == "순댓국" and desk.rng.random() < 0.4 else row
    return turn(desk.ask(phrasing, asked), answer)


def wish(desk: Desk) -> Turn:
    """A dish that fits a taste, a day or a meal."""
    wished = desk.rng.choice(desk.library.wishes["wish"])
    name = desk.rng.choice(wished["dishes"])
    row = next(each for each in desk.library.foods if each["n"] == name)
    return desk.turn(f"wish_{wished['kind']}", {**dish_fields(row), "key": wished["key"]})


def anything(desk: Desk) -> Turn:
    """A dish for somebody who does not say what they like."""
    return desk.turn("wish_any", dish_fields(desk.rng.choice(desk.library.foods)))
