"""Finds stop strings in text that arrives in pieces."""

from collections import deque
from collections.abc import Iterable


class StopStrings:
    """Lets text go until the first stop string is complete; the stop string and what follows
    are kept back.

    Only text that may still become a stop string waits. Time is linear in the text whatever
    the strings (an Aho-Corasick automaton). Of strings that end at the same place the longest
    counts; empty ones are left out.
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._fallback = [0]
        self._depth = [0]
        self._length = [0]
        """By state: length of the longest stop string that ends there, or 0."""
        for string in strings:
            self._add(string)
        self._link()
        self._state = 0
        self._held = ""
        self._hit = False

    def feed(self, text: str) -> tuple[str, bool]:
        """Return the text that may be shown, and whether a stop string is complete.

        After a hit nothing comes any more.
        """
        if self._hit:
            return "", True
        if len(self._next) == 1:
            return text, False
        waiting = self._held + text
        for at, character in enumerate(text, start=len(self._held) + 1):
            self._state = self._step(self._state, character)
            if self._length[self._state]:
                self._hit, self._held = True, ""
                return waiting[: at - self._length[self._state]], True
        keep = self._depth[self._state]
        free = len(waiting) - keep
        self._held = waiting[free:]
        return waiting[:free], False

    def flush(self) -> str:
        """Return what waited, at the end of the text."""
        rest, self._held, self._state = self._held, "", 0
        return rest

    def _add(self, string: str) -> None:
        state = 0
        for character in string:
            if character not in self._next[state]:
                self._next[state][character] = len(self._next)
                self._next.append({})
                self._fallback.append(0)
                self._depth.append(self._depth[state] + 1)
                self._length.append(0)
            state = self._next[state][character]
        self._length[state] = len(string)

    def _link(self) -> None:
        """Set for every state where to go on when the next character does not fit: the longest
        other beginning that the text so far ends with."""
        waiting = deque(self._next[0].values())
        while waiting:
            state = waiting.popleft()
            fallback = self._fallback[state]
            self._length[state] = max(self._length[state], self._length[fallback])
            for character, follower in self._next[state].items():
                self._fallback[follower] = self._step(fallback, character)
                waiting.append(follower)

    def _step(self, state: int, character: str) -> int:
        while state and character not in self._next[state]:
            state = self._fallback[state]
        return self._next[state].get(character, 0)
