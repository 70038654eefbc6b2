"""Capitals and proverbs."""

from __future__ import annotations

from pairs import Desk, Turn
from texts import Row

_KOREA = "대한민국"


def _country(row: Row, desk: Desk) -> dict[str, str]:
    """Fields of a country, now and then under the other name that people use for it."""
    name, city = row["n"], row["c"]
    if name == _KOREA and desk.rng.random() < 0.6:
        name = desk.rng.choice(("한국", "한국", "우리나라"))
    elif name == "튀르키예" and desk.rng.random() < 0.2:
        name = "터키"
    elif name == "영국" and desk.rng.random() < 0.1:
        name = "잉글랜드"
    if city == "워싱턴 D.C." and desk.rng.random() < 0.6:
        city = "워싱턴"
    return {**row, "n": name, "c": city}


def capital(desk: Desk) -> Turn:
    """A question about a country or its capital; the answer uses the full names."""
    row = desk.rng.choice(desk.library.capitals)
    asked = _country(row, desk)
    phrasing = desk.phrasing("capital")
    answer = desk.say(phrasing, row)
    return Turn(desk.ask(phrasing, asked), answer[0], " ".join(answer))


def home_capital(desk: Desk) -> Turn:
    """The first question that many people try: the capital of Korea."""
    row = next(each for each in desk.library.capitals if each["n"] == _KOREA)
    phrasing = desk.library.phrasings["capital"][0]
    answer = desk.say(phrasing, row)
    return Turn(desk.ask(phrasing, _country(row, desk)), answer[0], " ".join(answer))


def proverb(desk: Desk) -> Turn:
    """Meaning, use or continuation of a proverb."""
    row = dict(desk.rng.choice(desk.library.proverbs))
    saying = row["p"] if desk.rng.random() < 0.85 else row["p"].replace(" ", "")
    quoted = desk.rng.choice(("'{}'", '"{}"', "{}", "‘{}’", "'{}'")).format(saying)
    words = row["p"].split(" ")
    row["q"], row["head"] = quoted, " ".join(words[: (len(words) + 1) // 2])
    return desk.turn("proverb", row)
