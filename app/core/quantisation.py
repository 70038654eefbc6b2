"""Quantisations by name: which one to take where nobody says."""

PREFERRED = ("Q4_K_M", "Q4_K_S", "Q5_K_M", "Q4_0", "IQ4_XS", "Q6_K", "Q8_0", "Q3_K_M", "F16")
"""First the usual trade of size against quality, then what is nearest to it."""


def same(one: str, other: str) -> bool:
    """Tell whether two quantisations are the same, however their names are written."""
    return one.casefold() == other.casefold()


def rank(quantisation: str) -> int:
    """Return a place in the order of preference, 0 for the most wanted."""
    upper = quantisation.upper()
    return PREFERRED.index(upper) if upper in PREFERRED else len(PREFERRED)
