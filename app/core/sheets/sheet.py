"""A sheet of questions, each with what a good answer must hold, and how that is checked."""

from typing import Literal

import msgspec

CheckKind = Literal["exact", "contains", "one_of", "number", "regex", "choice", "none"]
"""``none``: marked by hand alone."""
ALTERNATIVES = "|"
"""Between several expected answers in one cell."""


class _Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below."""


class Question(_Frozen, frozen=True):
    """One line of a sheet. ``expected`` is as it was written; the check says how it is read."""

    number: int
    question: str
    expected: str = ""
    check: CheckKind = "none"
    category: str = ""
    system: str = ""
    good: str = ""
    """What a good answer holds, in a sentence, for whoever marks by hand."""


class Sheet(_Frozen, frozen=True):
    """Questions in order. ``sha256`` is that of the file's bytes, or of the questions."""

    title: str
    questions: tuple[Question, ...]
    sha256: str = ""


class SheetFault(_Frozen, frozen=True):
    """A line, or a cell, of a sheet that cannot be used as it stands; the others can.

    ``kind``: ``question_empty``, ``check_unknown``, ``number_unreadable``, ``regex_broken``,
    ``expected_empty``, ``cell_too_long``. ``row`` counts as the person's program does, the
    headings being row 1.
    """

    row: int
    kind: str
    value: str = ""


class Marking(_Frozen, frozen=True):
    """What the check says of one answer: ``right`` is None where there is nothing to check."""

    right: bool | None
    found: str = ""
    """What of the answer decided: the number or the letter that was read."""
