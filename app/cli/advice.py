"""One thing that ``doctor`` says to mend."""

import msgspec


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend. ``kind`` is for programs, the sentence for people."""

    kind: str
    serious: bool
    """Whether the program's main job cannot be done."""
    message: str
