"""One byte-level BPE tokenizer for both models: 4,096 tokens, digits one by one.

llama.cpp splits text the same way when ``tokenizer.ggml.pre`` is "exaone".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pairs import Talk
from recipes import VOCABULARY
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

# The first ids. Each model gives 2 to 6 names of its own (recipes.ControlTokens); TOOL is spare.
PAD, BOS, SYSTEM, USER, ASSISTANT, END, TOOL = range(7)
_SPECIALS = ["[PAD]", "[BOS]", "[SYSTEM]", "[USER]", "[ASSISTANT]", "[END]", "[TOOL]"]
_MIN_FREQUENCY = 12
_MAX_TOKEN_BYTES = 24
# Sums are thousands of lines with few distinct words; a tenth of them says enough.
_SUM_STRIDE = 10


def train(talks: list[Talk], path: Path) -> None:
    """Learns the merges from the talks and writes tokenizer.json.

    ValueError when the talks are too few to fill the vocabulary, which the networks count on.
    """
    tokenizer = _bare(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=_SPECIALS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=_MIN_FREQUENCY,
        max_token_length=_MAX_TOKEN_BYTES,
        show_progress=False,
    )
    tokenizer.train_from_iterator(_lines(talks), trainer)
    size = tokenizer.get_vocab_size()
    if size != VOCABULARY:
        raise ValueError(f"{len(talks)} talks give {size} tokens, not {VOCABULARY}")
    tokenizer.save(str(path))


def load(path: Path) -> Tokenizer:
    """The tokenizer that ``train`` wrote."""
    return Tokenizer.from_file(str(path))


def rebuild(tokens: list[str], merges: list[str]) -> Tokenizer:
    """The tokenizer of a GGUF file, whose first tokens are the control tokens."""
    pairs = [(left, right) for left, right in (merge.split(" ") for merge in merges)]
    vocabulary = {token: place for place, token in enumerate(tokens)}
    tokenizer = _bare(models.BPE(vocab=vocabulary, merges=pairs))
    tokenizer.add_special_tokens(tokens[: len(_SPECIALS)])
    return tokenizer


def _bare(model: models.BPE) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def _lines(talks: list[Talk]) -> Iterator[str]:
    """Every question, and every distinct answer twice, so that frequent answers do not rule."""
    seen: set[str] = set()
    sums = 0
    for talk in talks:
        if talk.kind == "noise":
            continue
        for turn in talk.turns:
            sums += talk.kind == "sum"
            if talk.kind != "sum" or sums % _SUM_STRIDE == 0:
                yield turn.ask
            for answer in (turn.brief, turn.full):
                if answer not in seen:
                    seen.add(answer)
                    yield answer
                    yield answer
