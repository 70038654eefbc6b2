"""Checks an answer against what a sheet expects. Patterns and answers may be hostile: every
check is bounded in time."""

import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import regex

from app.core.sheets.sheet import ALTERNATIVES, CheckKind, Marking, Question

PATTERN_SECONDS = 0.5
"""A pattern that takes longer on an answer counts as not found."""
MAX_PATTERN_CHARS = 2000
MAX_ANSWER_CHARS = 200_000
_MANY = {"만": 4, "억": 8, "조": 12}
_NUMBER = regex.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?(?:\s*[만억조]\s*(?:\d[\d,]*(?:\.\d+)?)?)*")
_SAID_NUMBER = regex.compile(
    r"(?:정답|답|합계|총액|총|모두|결과|answer|total|=)\s*(?:은|는|이|가|is|:)?\s*[:：]?\s*[₩$]?\s*(?=[-+−]?\d)",
    regex.IGNORECASE,
)
_TOLERANCE = regex.compile(r"(?P<value>.+?)\s*(?:±|\+/-|\+-)\s*(?P<around>[\d.,]+)\s*(?P<share>%?)")
_RANGE = regex.compile(r"(?P<low>[-+−]?[\d.,]+)\s*(?:~|\.\.)\s*(?P<high>[-+−]?[\d.,]+)")
_CIRCLED = {chr(0x2460 + n): str(n + 1) for n in range(20)}
_CHOICE = regex.compile(
    r"(?<![\p{L}\p{N}])(?P<mark>[A-Za-z]|[가나다라마바사아자차]|\d{1,2})(?=\s*(?:[).:번,]|입니다|이다|$|\s))"
)
_SAID_CHOICE = regex.compile(
    r"(?:정답|답|선택|answer)\s*(?:은|는|is|:)?\s*[:：]?\s*[(\[]?"
    r"(?P<mark>[A-Za-z](?!\p{L})|[가나다라마바사아자차](?!\p{L})|\d{1,2})",
    regex.IGNORECASE,
)


class PatternError(ValueError):
    """The expected pattern is no regular expression, or too long for one."""


def check_answer(question: Question, answer: str) -> Marking:
    """Mark one answer. What cannot be checked (an expectation that is no number, no pattern)
    is marked with None: it was told when the sheet was read."""
    try:
        return _CHECKS[question.check](question.expected, answer[:MAX_ANSWER_CHARS])
    except (PatternError, ValueError, InvalidOperation):
        return Marking(right=None)


def fold(text: str) -> str:
    """Return ``text`` as two people would call it the same: NFKC, case and white space folded,
    and without the quotation marks and full stops around it."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split()).strip(" .。!\"'“”‘’`")


def alternatives(expected: str) -> list[str]:
    """Return the expected answers of a cell, folded, without empty ones."""
    return [folded for part in expected.split(ALTERNATIVES) if (folded := fold(part))]


def read_number(text: str) -> Decimal | None:
    """Return the first number in ``text``: 12,000 and 1만 2000 are both 12000; None without
    one."""
    match = _NUMBER.search(unicodedata.normalize("NFKC", text))
    return _value(match[0]) if match else None


def answered_number(answer: str) -> Decimal | None:
    """Return the number that an answer comes to: the one behind the last 답은, 총, 합계 or =,
    else the last of all, for a calculation is shown before its result."""
    plain = unicodedata.normalize("NFKC", answer)
    said = list(_SAID_NUMBER.finditer(plain))
    if said:
        return read_number(plain[said[-1].end() :])
    found = list(_NUMBER.finditer(plain))
    return _value(found[-1][0]) if found else None


def read_range(expected: str) -> tuple[Decimal, Decimal] | None:
    """Return the numbers that an expectation lets pass: ``12000``, ``12000±5%``, ``3.14±0.01``
    or ``10~20``; None where it is none of these."""
    text = unicodedata.normalize("NFKC", expected).strip()
    if match := _TOLERANCE.fullmatch(text):
        value, around = read_number(match["value"]), read_number(match["around"])
        if value is None or around is None:
            return None
        width = abs(value) * around / 100 if match["share"] else around
        return value - width, value + width
    if match := _RANGE.fullmatch(text):
        low, high = _value(match["low"]), _value(match["high"])
        return (min(low, high), max(low, high))
    value = read_number(text)
    return None if value is None else (value, value)


def compile_pattern(pattern: str) -> "regex.Pattern[str]":
    """Return a pattern that can be searched with a time limit; raises PatternError."""
    if len(pattern) > MAX_PATTERN_CHARS:
        raise PatternError("too long")
    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.DOTALL)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        raise PatternError(str(error)) from error


def read_choice(text: str) -> str:
    """Return the choice that an answer names (``b``, ``3``, ``다``): the one after words such
    as 정답은, else the first that stands alone; empty where there is none."""
    plain = unicodedata.normalize("NFC", "".join(_CIRCLED.get(c, c) for c in text))
    match = _SAID_CHOICE.search(plain) or _CHOICE.search(plain)
    return match["mark"].casefold() if match else ""


def _value(text: str) -> Decimal:
    """Return a written number; 1억 2000만 and 1만2천 style units of ten thousands add up."""
    total, rest = Decimal(0), text.replace(",", "").replace("−", "-").strip()
    sign = -1 if rest.startswith("-") else 1
    rest = rest.lstrip("+-")
    for unit in sorted(_MANY, key=lambda u: -_MANY[u]):
        head, found, tail = rest.partition(unit)
        if found:
            total += Decimal(head.strip() or "1") * 10 ** _MANY[unit]
            rest = tail.strip()
    return sign * (total + (Decimal(rest) if rest else 0))


def _exact(expected: str, answer: str) -> Marking:
    return Marking(right=fold(answer) in alternatives(expected))


def _contains(expected: str, answer: str) -> Marking:
    """Every part must be there."""
    folded = fold(answer)
    return Marking(right=all(part in folded for part in alternatives(expected)))


def _one_of(expected: str, answer: str) -> Marking:
    folded = fold(answer)
    found = next((part for part in alternatives(expected) if part in folded), "")
    return Marking(right=bool(found), found=found)


def _number(expected: str, answer: str) -> Marking:
    wanted = read_range(expected)
    if wanted is None:
        return Marking(right=None)
    found = answered_number(answer)
    if found is None:
        return Marking(right=False)
    return Marking(right=wanted[0] <= found <= wanted[1], found=f"{found:f}")


def _regex(expected: str, answer: str) -> Marking:
    try:
        match = compile_pattern(expected).search(answer, timeout=PATTERN_SECONDS)
    except TimeoutError:
        return Marking(right=False)
    return Marking(right=match is not None, found=match[0][:200] if match else "")


def _choice(expected: str, answer: str) -> Marking:
    found = read_choice(answer)
    return Marking(right=bool(found) and found == read_choice(expected), found=found)


def _nothing(_expected: str, _answer: str) -> Marking:
    return Marking(right=None)


_CHECKS: dict[CheckKind, Callable[[str, str], Marking]] = {
    "exact": _exact,
    "contains": _contains,
    "one_of": _one_of,
    "number": _number,
    "regex": _regex,
    "choice": _choice,
    "none": _nothing,
}
