"""Sums of numbers below one hundred, and the multiplication table."""

from __future__ import annotations

from korean import particle
from pairs import Desk, Turn, turn

# Things that are counted, with the word that counts them.
_COUNTED = (
    ("사과", "개"),
    ("귤", "개"),
    ("사탕", "개"),
    ("연필", "자루"),
    ("볼펜", "자루"),
    ("책", "권"),
    ("공책", "권"),
    ("달걀", "개"),
    ("풍선", "개"),
    ("빵", "개"),
    ("꽃", "송이"),
    ("우표", "장"),
    ("색종이", "장"),
    ("학생", "명"),
    ("구슬", "개"),
    ("쿠키", "개"),
)


def steps(a: int, b: int, plus: bool, unit: str = "") -> list[str]:
    """The way to the result, tens first, in the words of the full answer."""
    sign, verb, place = (1, "더하면", "에") if plus else (-1, "빼면", "에서")
    result = a + sign * b
    tens, ones = b // 10 * 10, b % 10
    if tens and ones:
        middle = a + sign * tens
        way = f"{a}{place} {_object(tens)} {verb} {middle}, {middle}{place} {_object(ones)} {verb}"
    else:
        way = f"{a}{place} {_object(b)} {verb}"
    return [f"{way} {result}입니다.", f"그래서 답은 {result}{unit}입니다."]


def _object(number: int) -> str:
    return f"{number}{particle(str(number), '을')}"


def brief(a: int, b: int, plus: bool, unit: str = "") -> str:
    """The sum and its result in one line."""
    sign, result = ("+", a + b) if plus else ("-", a - b)
    if unit:
        return f"{a} {sign} {b} = {result}이므로 {result}{unit}입니다."
    return f"{a} {sign} {b} = {result}입니다."


def plain_sum(desk: Desk) -> Turn:
    """Addition or subtraction of numbers."""
    a, b, plus = _numbers(desk)
    question = desk.ask(
        desk.phrasing("add" if plus else "subtract"), {"a": str(a), "b": str(b)}, opening=False
    )
    return turn(question, steps(a, b, plus), brief(a, b, plus))


def story_sum(desk: Desk) -> Turn:
    """A sum told with apples or pencils."""
    a, b, plus = _numbers(desk)
    a, b = max(a, 1), max(b, 1)
    thing, unit = desk.rng.choice(_COUNTED)
    fields = {"th": thing, "u": unit, "au": f"{a}{unit}", "bu": f"{b}{unit}"}
    fields["j"] = desk.rng.choice((particle(fields["au"], "과"), "하고", "에"))
    kind = "add_story" if plus else "subtract_story"
    question = desk.ask(desk.phrasing(kind), fields, opening=False)
    return turn(question, steps(a, b, plus, unit), brief(a, b, plus, unit))


def table(desk: Desk) -> Turn:
    """One line of the multiplication table."""
    a, b = desk.rng.randrange(1, 10), desk.rng.randrange(1, 10)
    return desk.turn("times", {"a": str(a), "b": str(b), "r": str(a * b)}, opening=False)


def too_big(desk: Desk) -> Turn:
    """Sums beyond what is taught."""
    a, b = desk.rng.randrange(100, 9999), desk.rng.randrange(10, 9999)
    if desk.rng.random() < 0.2:
        a = desk.rng.randrange(2, 20)
        b = desk.rng.randrange(101, 999)
    return desk.turn("too_big", {"a": str(a), "b": str(b)}, opening=False)


def _numbers(desk: Desk) -> tuple[int, int, bool]:
    """Two numbers, mostly of two digits, and whether to add; a difference is never negative."""
    top = 100 if desk.rng.random() < 0.85 else 10
    a, b = desk.rng.randrange(top), desk.rng.randrange(top)
    plus = desk.rng.random() < 0.5
    if not plus and a < b:
        a, b = b, a
    return a, b, plus
