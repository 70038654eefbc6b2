"""Which architectures and tokenizers the installed llama.cpp knows, as it says itself."""

from collections.abc import Iterable

import msgspec

from app.core.problem import Problem

TokenizerName = tuple[str, str]
"""``tokenizer.ggml.model`` and ``tokenizer.ggml.pre`` of a GGUF; the latter may be ""."""

_BYTE_PAIRS = "gpt2"
"""The tokenizer model of every file that names a pre-tokenizer."""


class EngineQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names that llama.cpp is asked about."""

    architectures: tuple[str, ...] = ()
    tokenizers: tuple[TokenizerName, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.architectures and not self.tokenizers


class EngineKnowledge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was asked of llama.cpp and what it said; what was not asked is not judged.

    ``problem`` is set where it could not be asked (``engine_missing``): then nothing is judged.
    """

    library: str = ""
    """Which llama.cpp this is about: another build, another fingerprint."""
    architectures: dict[str, bool] = {}
    tokenizers: dict[str, bool] = {}
    """By :func:`tokenizer_key`."""
    problem: Problem | None = None

    def loads(
        self, architecture: str, tokenizer_model: str = "", tokenizer_pre: str = ""
    ) -> bool | None:
        """Tell whether a file with these names can be loaded; None where that is not known.

        A name that is "" is not held against the file.
        """
        found = [self.architectures.get(architecture)] if architecture else []
        if tokenizer_model or tokenizer_pre:
            found.append(self.tokenizers.get(tokenizer_key(tokenizer_model, tokenizer_pre)))
        if False in found:
            return False
        return True if found and None not in found else None

    def judge(
        self, architecture: str, tokenizer_model: str = "", tokenizer_pre: str = ""
    ) -> Problem | None:
        """Return why llama.cpp would refuse a file with these names (``unknown_architecture``,
        ``unknown_tokenizer``); None where it would not, or where that is not known."""
        if self.architectures.get(architecture) is False:
            return Problem(kind="unknown_architecture", params={"architecture": architecture})
        if self.tokenizers.get(tokenizer_key(tokenizer_model, tokenizer_pre)) is False:
            name = tokenizer_pre or tokenizer_model
            return Problem(kind="unknown_tokenizer", params={"tokenizer": name})
        return None

    def lacks(
        self, architectures: Iterable[str] = (), tokenizers: Iterable[TokenizerName] = ()
    ) -> EngineQuestion:
        """Return which of these names have to be asked first, each once, without empty ones."""
        return EngineQuestion(
            architectures=tuple(
                dict.fromkeys(
                    name for name in architectures if name and name not in self.architectures
                )
            ),
            tokenizers=tuple(
                dict.fromkeys(
                    (model, pre)
                    for model, pre in tokenizers
                    if (model or pre) and tokenizer_key(model, pre) not in self.tokenizers
                )
            ),
        )

    def joined(self, other: "EngineKnowledge") -> "EngineKnowledge":
        """Return this with what ``other``, about the same library, knows besides."""
        return msgspec.structs.replace(
            self,
            architectures={**self.architectures, **other.architectures},
            tokenizers={**self.tokenizers, **other.tokenizers},
        )


def tokenizer_key(model: str, pre: str) -> str:
    """Return the key of a tokenizer: ``model/pre``."""
    return f"{model or _BYTE_PAIRS}/{pre}"
