"""Talks of two turns, the second of which is understood only from the first."""

from __future__ import annotations

import food
import nature
import polite
import sums
import world
from pairs import Desk, Talk, Turn, turn, varied


def capital_of_another(desk: Desk) -> Talk:
    """The capital of one country, then "and of that one?"."""
    first, second = desk.rng.sample(desk.library.capitals, 2)
    phrasing = desk.library.phrasings["capital"][0]
    opening = turn(desk.ask(phrasing, first), desk.say(phrasing, first))
    asked = _second(desk, "another", {"n": second["n"]})
    return Talk("follow-up", (opening, turn(asked, desk.say(phrasing, second))))


def about_there(desk: Desk) -> Talk:
    """The capital of a country, then what the country is known for or where it lies."""
    row = desk.rng.choice(desk.library.capitals)
    phrasings = desk.library.phrasings["capital"]
    first = turn(desk.ask(phrasings[0], row), desk.say(phrasings[0], row))
    kind, phrasing = desk.rng.choice(
        (("there_known_for", phrasings[3]), ("there_where", phrasings[2]))
    )
    return Talk("follow-up", (first, turn(_second(desk, kind, {}), desk.say(phrasing, row))))


def about_the_dish(desk: Desk) -> Talk:
    """A dish, then its ingredients, its taste or its day."""
    row = food.dish_fields(desk.rng.choice(desk.library.foods))
    phrasings = desk.library.phrasings["food"]
    first = turn(desk.ask(phrasings[3], row), desk.say(phrasings[3], row))
    kind, phrasing = desk.rng.choice(
        (
            ("food_taste", phrasings[0]),
            ("food_made_of", phrasings[1]),
            ("food_when", phrasings[2]),
        )
    )
    return Talk("follow-up", (first, turn(_second(desk, kind, {}), desk.say(phrasing, row))))


def another_dish(desk: Desk) -> Talk:
    """The same question about a second dish."""
    one, two = (food.dish_fields(row) for row in desk.rng.sample(desk.library.foods, 2))
    phrasing = desk.rng.choice(desk.library.phrasings["food"][:3])
    first = turn(desk.ask(phrasing, one), desk.say(phrasing, one))
    asked = _second(desk, "another", {"n": two["n"]})
    return Talk("follow-up", (first, turn(asked, desk.say(phrasing, two))))


def when_proverb(desk: Desk) -> Talk:
    """The meaning of a proverb, then when it is said."""
    row = desk.rng.choice(desk.library.proverbs)
    fields = {**row, "q": f"'{row['p']}'", "head": row["p"]}
    phrasing = desk.library.phrasings["proverb"][0]
    first = turn(desk.ask(phrasing, fields), desk.say(phrasing, fields))
    second = turn(_second(desk, "proverb_when", {}), [f"{row['w']} 씁니다."])
    return Talk("follow-up", (first, second))


def another_season(desk: Desk) -> Talk:
    """The same question about a second season."""
    one, two = (
        {**block, "n": block["name"]}
        for block in desk.rng.sample(desk.library.seasons["season"], 2)
    )
    phrasing = desk.rng.choice(desk.library.phrasings["season"][:6])
    first = turn(desk.ask(phrasing, one), desk.say(phrasing, one))
    asked = _second(desk, "another", {"n": two["n"]})
    return Talk("follow-up", (first, turn(asked, desk.say(phrasing, two))))


def more(desk: Desk) -> Talk:
    """A topic, then the rest of it."""
    first = nature.topic(desk)
    sentences = first.full.split(". ")
    rest = [f"{sentence.rstrip('.')}." for sentence in sentences[1:]]
    return Talk("follow-up", (first, turn(_second(desk, "more", {}), rest)))


def shorter(desk: Desk) -> Talk:
    """A topic, then its first sentence alone."""
    first = nature.topic(desk)
    return Talk("follow-up", (first, Turn(_second(desk, "shorter", {}), first.brief, first.brief)))


def again(desk: Desk) -> Talk:
    """Anything, then the same once more."""
    make = desk.rng.choice((world.capital, world.proverb, food.dish, nature.season))
    first = make(desk)
    return Talk("follow-up", (first, Turn(_second(desk, "again", {}), first.brief, first.full)))


def sum_goes_on(desk: Desk) -> Talk:
    """A sum, then a second one with its result."""
    rng = desk.rng
    a, b = rng.randrange(1, 50), rng.randrange(1, 50)
    question = desk.ask(desk.phrasing("add"), {"a": str(a), "b": str(b)}, opening=False)
    first = turn(question, sums.steps(a, b, True), sums.brief(a, b, True))
    plus = rng.random() < 0.5
    c = rng.randrange(1, 10) if plus else rng.randrange(1, min(a + b, 30) + 1)
    asked = _second(desk, "sum_add" if plus else "sum_subtract", {"a": str(c)})
    second = turn(asked, sums.steps(a + b, c, plus), sums.brief(a + b, c, plus))
    return Talk("follow-up", (first, second))


def polite_again(desk: Desk) -> Talk:
    """A sentence in polite speech, then another."""
    first = polite.sentence(desk)
    plain, said, remark = polite.compose(desk)
    asked = _second(desk, "polite_another", {"s": plain.rstrip(".")})
    return Talk("follow-up", (first, turn(asked, [f"‘{said}’라고 하면 됩니다.", remark])))


def _second(desk: Desk, kind: str, fields: dict[str, str]) -> str:
    asked = desk.patterns.fill(desk.rng.choice(desk.library.follow_ups[kind]), fields)
    return varied(asked, desk.rng, opening=False)
