"""How verdicts look: a sign, a word and a colour each, the same on every page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.fit.verdict import Verdict
from app.services.translation import tr


@dataclass(frozen=True)
class VerdictLook:
    """How a verdict is told from the others: by its sign first, then by word and colour."""

    icon: str
    color: str
    """A name for :meth:`Theme.color`; for signs and grounds, words stay in the text's own."""
    short: Callable[[], str]
    """Its word where there is little room."""


VERDICT_LOOKS: Mapping[Verdict, VerdictLook] = {
    "comfortable": VerdictLook("verdict-comfortable", "pane2", lambda: _last(tr("칸|쾌적"))),
    "fits": VerdictLook("verdict-fits", "pane0", lambda: _last(tr("칸|가능"))),
    "tight": VerdictLook("verdict-tight", "warning", lambda: _last(tr("칸|빠듯"))),
    "no": VerdictLook("verdict-no", "error", lambda: _last(tr("칸|불가"))),
}


def _last(words: str) -> str:
    # The part before the bar tells these words from others that are spelt alike.
    return words.rpartition("|")[2]
