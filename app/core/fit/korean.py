"""How much Korean a token carries, by tokenizer: tokens a second become characters a second."""

READING_CHARS_PER_S = 10.0
"""How fast people read Korean silently."""
PROMPT_CHARS = 500
"""Length of the prompt that "time to first token" is told for."""

MADE_FOR_KOREAN = 85 / 51
MULTILINGUAL = 85 / 64
OTHERS = 85 / 75
"""Characters a token, counted on one paragraph of 85 characters: tokenizers whose makers
trained them on Korean, large multilingual ones, and older ones."""

_BY_NAME = {
    "exaone": MADE_FOR_KOREAN,
    "exaone4": MADE_FOR_KOREAN,
    "exaone-moe": MADE_FOR_KOREAN,
    "midm-2.0": MADE_FOR_KOREAN,
    "a.x-4.0": MADE_FOR_KOREAN,
    "solar-open": MADE_FOR_KOREAN,
    "kanana2": MADE_FOR_KOREAN,
    "llama-bpe": MULTILINGUAL,
    "qwen2": MULTILINGUAL,
    "hyperclova-x-seed": MADE_FOR_KOREAN,
    "a.x": MADE_FOR_KOREAN,
    "midm": MADE_FOR_KOREAN,
    "eeve": MADE_FOR_KOREAN,
    "kanana": MULTILINGUAL,
    "bllossom": MULTILINGUAL,
    "varco": MULTILINGUAL,
}
"""By ``tokenizer.ggml.pre``, by architecture, or by the catalogue's family."""


def chars_per_token(*names: str) -> float:
    """Return how many characters of Korean a token stands for, about, by the first of a
    model's ``names`` that tells; what nobody knows is taken for the least."""
    return next((_BY_NAME[name] for name in names if name in _BY_NAME), OTHERS)
