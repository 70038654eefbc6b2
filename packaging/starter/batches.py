"""Rows of token ids for training: whole conversations, packed one after another.

Layout of a conversation, the same as the chat templates write it (E is the end mark, / a line
feed; what stands in brackets may be missing or repeated)::

    BOS [system/…E/] user/…E/ assistant/…E [/user/…E/ assistant/…E]

Only the answers and the end mark behind them are scored.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from pairs import Talk, Turn
from tokenizer import ASSISTANT, BOS, END, PAD, SYSTEM, USER
from tokenizers import Tokenizer

# Chance of a system prompt that asks for brief answers, for full ones, or for neither.
_SYSTEM_CHANCES = (("brief", 0.04), ("full", 0.04), ("neutral", 0.06))
# Chances of one, two and three talks in a conversation.
_TALK_COUNTS, _TALK_CHANCES = (1, 2, 3), (0.74, 0.16, 0.10)
_UNSCORED = -100

Scored = tuple[list[int], list[bool]]


@dataclass(frozen=True)
class EncodedTurn:
    """Token ids of a turn, answers by style."""

    ask: list[int]
    answers: dict[str, list[int]]


class Conversations:
    """Endless stream of conversations, each talk once an epoch, in an order set by the seed."""

    def __init__(
        self,
        talks: list[Talk],
        tokenizer: Tokenizer,
        style: str,
        systems: dict[str, list[str]],
        seed: int,
    ) -> None:
        self._encode = tokenizer
        self._style = style
        self._random = random.Random(seed)
        self._talks = [[self._turn(turn) for turn in talk.turns] for talk in talks]
        self._systems = {
            kind: [self._ids(f"\n{text}") for text in texts] for kind, texts in systems.items()
        }
        self._newline = self._ids("\n")
        self._order: list[int] = []

    def _ids(self, text: str) -> list[int]:
        return self._encode.encode(text, add_special_tokens=False).ids

    def _turn(self, turn: Turn) -> EncodedTurn:
        brief, full = self._ids(turn.brief), self._ids(turn.full)
        return EncodedTurn(self._ids(f"\n{turn.ask}"), {"brief": brief, "full": full})

    def _next_talk(self) -> list[EncodedTurn]:
        if not self._order:
            self._order = list(range(len(self._talks)))
            self._random.shuffle(self._order)
        return self._talks[self._order.pop()]

    def _system(self) -> tuple[str, list[int]]:
        """Style of the answers and the ids of the system prompt, if there is one."""
        draw = self._random.random()
        for kind, chance in _SYSTEM_CHANCES:
            if draw < chance:
                text = self._random.choice(self._systems[kind])
                style = self._style if kind == "neutral" else kind
                return style, [SYSTEM, *text, END, *self._newline]
            draw -= chance
        return self._style, []

    def render(self, turns: list[EncodedTurn], style: str, system: list[int]) -> Scored:
        """Ids of a conversation and which of them are scored."""
        ids, scored = [BOS, *system], [False] * (1 + len(system))
        for place, turn in enumerate(turns):
            before = self._newline if place else []
            prompt = [*before, USER, *turn.ask, END, *self._newline, ASSISTANT, *self._newline]
            answer = [*turn.answers[style], END]
            ids += prompt + answer
            scored += [False] * len(prompt) + [True] * len(answer)
        return ids, scored

    def draw(self) -> Scored:
        """One to three talks as a conversation."""
        style, system = self._system()
        count = self._random.choices(_TALK_COUNTS, _TALK_CHANCES)[0]
        turns = [turn for _ in range(count) for turn in self._next_talk()]
        return self.render(turns, style, system)

    def each(self) -> list[Scored]:
        """Every talk alone, without a system prompt, in order (for validation)."""
        return [self.render(talk, self._style, []) for talk in self._talks]


class Packer:
    """Fills batches of rows with as many whole conversations as fit."""

    def __init__(self, conversations: Conversations) -> None:
        self._source = conversations
        self._waiting: Scored | None = None

    def batch(self, rows: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Inputs and targets, each rows x length; -100 in the targets is not scored.

        A conversation longer than a row is left out.
        """
        ids = torch.full((rows, length + 1), PAD)
        targets = torch.full((rows, length + 1), _UNSCORED)
        for row in range(rows):
            used = 0
            while True:
                tokens, scored = self._waiting or self._source.draw()
                self._waiting = None
                end = used + len(tokens)
                if len(tokens) > length + 1:
                    continue
                if end > length + 1:
                    self._waiting = (tokens, scored)
                    break
                row_ids = torch.tensor(tokens)
                ids[row, used:end] = row_ids
                mask = torch.tensor(scored)
                targets[row, used:end][mask] = row_ids[mask]
                used = end
        return ids[:, :-1], targets[:, 1:]


def padded(conversations: list[Scored]) -> tuple[torch.Tensor, torch.Tensor]:
    """One conversation a row, filled up with PAD, as inputs and targets."""
    length = max(len(ids) for ids, _ in conversations)
    inputs = torch.full((len(conversations), length), PAD)
    targets = torch.full((len(conversations), length), _UNSCORED)
    for row, (ids, scored) in enumerate(conversations):
        tokens = torch.tensor(ids)
        inputs[row, : len(ids)] = tokens
        targets[row, : len(ids)][torch.tensor(scored)] = tokens[torch.tensor(scored)]
    return inputs[:, :-1], targets[:, 1:]
