"""A speed as people type it."""

import re

_RATE = re.compile(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{1,3})?)(?P<unit>[KMG]?)B?(?:/S)?", re.I)
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}


def read_rate(text: str) -> int | None:
    """Return bytes a second of ``5M``, ``500k``, ``1.5M``, ``0`` (no limit); None for what is
    no rate."""
    match = _RATE.fullmatch(text.strip())
    if match is None:
        return None
    return int(float(match["number"]) * _UNITS[match["unit"].upper()])
