"""When a download goes on by itself, and after how long."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.core.problem import HubError, Problem

MOST_ASKED_S = 3600.0
"""A server that asks for more patience than this is asked again all the same."""
_LATER = {408, 409, 425, 429}
"""4xx that say "later", not "no"."""

T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How long things are waited for, in seconds."""

    connect_s: float = 15.0
    stall_s: float = 30.0
    """Without any byte: connected anew."""
    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0


class Backoff:
    """Waits that double with every attempt that brought nothing, spread by ±50 %: many PCs
    behind one router do not come back in the same instant."""

    def __init__(self, patience: Patience, spread: Callable[[], float] = random.random) -> None:
        self._patience = patience
        self._spread = spread
        self._attempts = 0

    def reset(self) -> None:
        """Something came."""
        self._attempts = 0

    def next_wait(self, problem: Problem) -> float:
        """Return the seconds to wait; never less than the server asked for, within an hour."""
        # Beyond 30 doublings the bound has long been reached, and a power would overflow.
        doubled = self._patience.first_wait_s * 2.0 ** min(self._attempts, 30)
        self._attempts += 1
        wait = min(doubled, self._patience.longest_wait_s) * (0.5 + self._spread())
        return max(min(wait, self._patience.longest_wait_s), _asked(problem))


def patiently(
    ask: Callable[[], T], told: Callable[[Problem, float], None], patience: Patience, most: int = 5
) -> T:
    """Ask, and ask again where the server says "later": it is in trouble, or wants to be left
    alone for a while. ``told`` hears what it said and how many seconds are waited then.

    Raises what ``ask`` does at the ``most``-th time, and at once where no waiting helps: a
    network that is away is for the person to judge.
    """
    backoff = Backoff(patience)
    for _ in range(most - 1):
        try:
            return ask()
        except HubError as error:
            away = error.problem.kind in {"hub_unreachable", "stalled"}
            if away or not passes(error.problem):
                raise
            seconds = backoff.next_wait(error.problem)
            if seconds > patience.longest_wait_s:
                raise
            told(error.problem, seconds)
            time.sleep(seconds)
    return ask()


def _asked(problem: Problem) -> float:
    """Return for how many seconds the server asked; 0 where it said nothing."""
    seconds = problem.params.get("seconds", 0)
    told = problem.kind in {"rate_limited", "hub_answer"} and not isinstance(seconds, str)
    return min(max(0.0, float(seconds)), MOST_ASKED_S) if told else 0.0


def passes(problem: Problem) -> bool:
    """Tell whether a download goes on by itself after this: the network is away, or the server
    is in trouble. What is refused, wrong or full needs a person."""
    if problem.kind == "hub_answer":
        status = problem.params.get("status", 0)
        return isinstance(status, int) and (status >= 500 or status in _LATER)
    return problem.kind in {"hub_unreachable", "stalled", "rate_limited"}
