"""Asks a finished file the questions of texts/evaluation.toml, greedily, through llama.cpp."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment
from llama_cpp import Llama
from recipes import CONTEXT
from texts import Block

_LONGEST_ANSWER = 160


@dataclass(frozen=True)
class Answer:
    """What came back, in how many tokens and seconds."""

    text: str
    tokens: int
    seconds: float


class Asker:
    """A loaded file with its own chat template; one thread, for more would only wait in turn."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._model = Llama(str(path), n_ctx=CONTEXT, n_threads=threads, verbose=False)
        source = self._model.metadata["tokenizer.chat_template"]
        self._template = ImmutableSandboxedEnvironment().from_string(source)

    def ask(self, messages: list[dict[str, str]]) -> Answer:
        """The greedy answer to a conversation."""
        prompt = self._template.render(messages=messages, add_generation_prompt=True)
        model, answer = self._model, list[int]()
        ids = model.tokenize(prompt.encode(), add_bos=False, special=True)
        model.reset()
        begun = time.perf_counter()
        for token in model.generate(ids, temp=0.0, repeat_penalty=1.0):
            if token == model.token_eos() or len(answer) == _LONGEST_ANSWER:
                break
            answer.append(token)
        text = model.detokenize(answer).decode("utf-8", "replace")
        return Answer(text, len(answer), time.perf_counter() - begun)


def report(path: Path, questions: dict[str, list[Block]], loud: bool = True) -> dict[str, int]:
    """Prints every answer and the count of right ones in each group; returns the counts."""
    asker = Asker(path)
    counts: dict[str, int] = {}
    for group, blocks in questions.items():
        right = 0
        for block in blocks:
            history = [{"role": "user", "content": block["ask"]}]
            answer = asker.ask(history)
            matches = re.search(block["expect"], answer.text) is not None
            right += matches
            if loud:
                mark = "o" if matches else "x"
                print(f"{mark} {group}: {block['ask']} → {answer.text}")
        counts[group] = right
        print(f"{path.name} {group}: {right} of {len(blocks)}", flush=True)
    return counts
