"""What the corpus is made of: questions with a brief and a full answer, and talks of them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from korean import Patterns
from texts import Block, Library

# Said before a question now and then, so that the models do not stumble over it.
_OPENINGS = (
    "저기, ",
    "혹시 ",
    "궁금한데 ",
    "질문 있어. ",
    "있잖아, ",
    "음, ",
    "그런데 ",
    "안녕! ",
    "안녕하세요. ",
    "반가워. ",
    "미안한데 ",
    "하나만 물어볼게. ",
    "질문이 있어요. ",
    "갑자기 궁금한데 ",
    "부탁이 있어. ",
    "아, ",
    "자, ",
)
_MARKS = re.compile(r"[\s.,!?~'\"‘’“”]+")


@dataclass(frozen=True)
class Turn:
    """One question and its answers: ``brief`` teaches starter-s, ``full`` starter-m."""

    ask: str
    brief: str
    full: str


@dataclass(frozen=True)
class Talk:
    """One to three turns that belong together; a later turn may lean on an earlier one."""

    kind: str
    turns: tuple[Turn, ...]


def turn(ask: str, sentences: list[str], brief: str | None = None) -> Turn:
    """A turn whose brief answer is the first sentence unless another is given."""
    return Turn(ask, sentences[0] if brief is None else brief, " ".join(sentences))


def bare(question: str) -> str:
    """The question without spaces and punctuation: what makes two questions the same."""
    return _MARKS.sub("", question).lower()


def varied(question: str, rng: random.Random, opening: bool = True) -> str:
    """The question as hasty people type it: openings, missing marks and missing spaces."""
    if opening and rng.random() < 0.22:
        question = rng.choice(_OPENINGS) + question
    draw = rng.random()
    if draw < 0.26 and question[-1] in "?.!":
        question = question[:-1]
    elif draw < 0.29 and question[-1] == "?":
        question += "?"
    elif draw < 0.33 and question[-1] not in "?.!":
        question += "."
    draw = rng.random()
    if draw < 0.05:
        return question.replace(" ", "")
    if draw < 0.12 and " " in question:
        gap = rng.choice([place for place, letter in enumerate(question) if letter == " "])
        return question[:gap] + question[gap + 1 :]
    return question


@dataclass
class Desk:
    """What every generator works with: the texts, the patterns and the one random generator."""

    library: Library
    rng: random.Random
    patterns: Patterns = field(init=False)

    def __post_init__(self) -> None:
        self.patterns = Patterns(self.library.macros, self.rng)

    def phrasing(self, kind: str) -> Block:
        """One phrasing of a kind, drawn by weight."""
        blocks = self.library.phrasings[kind]
        return self.rng.choices(blocks, [block["weight"] for block in blocks])[0]

    def ask(self, phrasing: Block, fields: dict[str, str], opening: bool = True) -> str:
        """A question of the phrasing with the fields filled in."""
        question = self.patterns.fill(self.rng.choice(phrasing["ask"]), fields)
        return varied(question, self.rng, opening)

    def say(self, phrasing: Block, fields: dict[str, str]) -> list[str]:
        """The sentences of the phrasing's answer with the fields filled in."""
        return [self.patterns.fill(sentence, fields) for sentence in phrasing["say"]]

    def turn(self, kind: str, fields: dict[str, str], opening: bool = True) -> Turn:
        """A question and its answer from one phrasing of the kind."""
        phrasing = self.phrasing(kind)
        return turn(self.ask(phrasing, fields, opening), self.say(phrasing, fields))


class Collector:
    """Gathers talks, each only once, and none that asks a question kept for evaluation."""

    # After so many tries in a row that brought nothing new, a generator has run dry.
    _PATIENCE = 3000

    def __init__(self, held_out: Collection[str]) -> None:
        self._held_out = {bare(question) for question in held_out}
        self._seen: set[tuple[Turn, ...]] = set()
        self.talks: list[Talk] = []
        self.counts: Counter[str] = Counter()

    def add(self, talk: Talk) -> bool:
        """Takes the talk unless it is known or held out; says whether it was taken."""
        if talk.turns in self._seen:
            return False
        if any(bare(each.ask) in self._held_out for each in talk.turns):
            return False
        self._seen.add(talk.turns)
        self.talks.append(talk)
        self.counts[talk.kind] += 1
        return True

    def fill(self, kind: str, count: int, make: Callable[[], Talk | Turn]) -> None:
        """Adds up to ``count`` talks from a generator."""
        added = misses = 0
        while added < count and misses < self._PATIENCE:
            made = make()
            talk = made if isinstance(made, Talk) else Talk(kind, (made,))
            if self.add(talk):
                added, misses = added + 1, 0
            else:
                misses += 1
