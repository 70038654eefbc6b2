"""Topics in three sentences, seasons, months, weather and short poems."""

from __future__ import annotations

from pairs import Desk, Turn, turn, varied


def topic(desk: Desk) -> Turn:
    """An explanation of three sentences."""
    block = desk.rng.choice(desk.library.topics)
    name = block["name"] if desk.rng.random() < 0.75 else desk.rng.choice(block["also"])
    first, second, third = block["say"]
    fields = {"n": name, "why": desk.rng.choice(block["why"]), "a": first, "b": second, "c": third}
    return desk.turn("topic", fields)


def season(desk: Desk) -> Turn:
    """One side of a season: its weather, food, clothes, flowers, months."""
    block = desk.rng.choice(desk.library.seasons["season"])
    return desk.turn("season", {**block, "n": block["name"]})


def month(desk: Desk) -> Turn:
    """A month and its season."""
    block = desk.rng.choice(desk.library.seasons["month"])
    return desk.turn("month", {**block, "n": block["name"]})


def four_seasons(desk: Desk) -> Turn:
    """The seasons together."""
    return desk.turn("seasons", {})


def weather(desk: Desk) -> Turn:
    """What to do in the weather that the person tells of."""
    block = desk.rng.choice(desk.library.weather)
    fields = {**block, "call": desk.rng.choice(block["calls"])}
    phrasing = desk.phrasing("weather")
    answer = desk.say(phrasing, fields)
    if block["name"] == "맑음" and answer[0].startswith("꼭 나가야"):
        answer[0] = "네, 나가기 좋은 날이에요."
    return turn(desk.ask(phrasing, fields), answer)


def weather_now(desk: Desk) -> Turn:
    """Today's weather, which a model without a network cannot know."""
    return desk.turn("weather_now", {})


def poem(desk: Desk) -> Turn:
    """Three lines about something."""
    block = desk.rng.choice(desk.library.poems)
    lines = ",\n".join(block["lines"]) + "."
    return desk.turn("poem", {"n": block["name"], "poem": lines})


def small_talk(desk: Desk) -> Turn:
    """Greetings, moods, everyday advice and the model's own person."""
    block = desk.rng.choice(desk.library.talks)
    question = desk.patterns.fill(desk.rng.choice(block["ask"]))
    return turn(varied(question, desk.rng), desk.rng.choice(block["answers"]))


def program_help(desk: Desk) -> Turn:
    """Help with the program."""
    block = desk.rng.choice(desk.library.program)
    question = desk.patterns.fill(desk.rng.choice(block["ask"]))
    return turn(varied(question, desk.rng), desk.rng.choice(block["answers"]))
