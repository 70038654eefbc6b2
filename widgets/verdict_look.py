"""How verdicts look: a sign, a word and a colour each, the same on every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.fit.verdict import Verdict


@dataclass(frozen=True)
class VerdictLook:
    """How a verdict is told from the others: by its sign first, then by word and colour."""

    icon: str
    color: str
    """A name for :meth:`Theme.color`; for signs and grounds, words stay in the text's own."""


VERDICT_LOOKS: Mapping[Verdict, VerdictLook] = {
    "comfortable": VerdictLook("verdict-comfortable", "pane2"),
    "fits": VerdictLook("verdict-fits", "pane0"),
    "tight": VerdictLook("verdict-tight", "warning"),
    "no": VerdictLook("verdict-no", "error"),
}
