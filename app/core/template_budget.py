"""What rendering a chat template may cost, counted as it goes.

A template comes from a model file, which anybody may have made. Counting work, rather than
watching a clock alone, gives the same answer on every machine and stops a step before it is
taken: no later interruption could end one call that makes 16 GB of text.
"""

import time
from typing import Any

from jinja2.runtime import Undefined
from jinja2.utils import Namespace

_NODE = 60
_READ_SHIFT = 4
"""Reading text is cheap: one unit for 16 characters."""


class TemplateTooMuchError(Exception):
    """The template would take too much time or memory."""


class Budget:
    """Units of work that are left: about 20 ns each, 1 for each character made.

    A prompt of a megabyte, or of 800 turns, takes 2 to 20 million with the templates in use.
    """

    def __init__(self, units: int = 60_000_000, seconds: float = 5.0) -> None:
        self._left = units
        self._end = time.monotonic() + seconds

    def charge(self, units: int) -> None:
        """Take ``units`` off; raises TemplateTooMuchError when there are none."""
        self._left -= units
        if self._left < 0:
            raise TemplateTooMuchError("too much work")
        if time.monotonic() > self._end:
            raise TemplateTooMuchError("too slow")

    def read(self, *values: Any) -> None:
        """Pay for going through ``values`` with all that is in them."""
        for value in values:
            self._walk(value, _READ_SHIFT)

    def make(self, *values: Any) -> None:
        """Pay for ``values`` written out as text, or copied."""
        for value in values:
            self._walk(value, 0)

    def copy(self, value: Any) -> None:
        """Pay for one new string or list; what is in a list is shared."""
        if isinstance(value, str):
            self.charge(len(value))
        elif isinstance(value, list | tuple | dict):
            self.charge(_NODE * len(value))  # pyright: ignore[reportUnknownArgumentType]

    def _walk(self, value: Any, shift: int) -> None:
        """Visit a value and everything in it, as often as it is reached: a list that holds one
        other list a thousand times is a thousand lists when it is printed."""
        waiting: list[Any] = [value]
        while waiting:
            value = waiting.pop()
            self.charge(_NODE)
            if isinstance(value, str):
                self.charge(len(value) >> shift)
            elif isinstance(value, list | tuple | set | frozenset):
                self.charge(_NODE * len(value))  # pyright: ignore[reportUnknownArgumentType]
                waiting.extend(value)  # pyright: ignore[reportUnknownArgumentType]
            elif isinstance(value, dict):
                self.charge(_NODE * len(value))  # pyright: ignore[reportUnknownArgumentType]
                waiting.extend(value)  # pyright: ignore[reportUnknownArgumentType]
                waiting.extend(value.values())  # pyright: ignore[reportUnknownArgumentType]
            elif isinstance(value, Namespace):
                waiting.append(object.__getattribute__(value, "_Namespace__attrs"))


def text_of(value: Any, budget: Budget) -> str:
    """Return what ``{{ value }}`` prints; raises TemplateTooMuchError."""
    if type(value) is not str:
        if not isinstance(value, str | int | float | list | tuple | dict | Undefined | None):
            raise TypeError(f"a {type(value).__name__} cannot be printed")
        budget.make(value)
        return str(value)  # pyright: ignore[reportUnknownArgumentType]
    budget.charge(_NODE + len(value))
    return value
