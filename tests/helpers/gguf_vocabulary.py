"""Byte-level BPE vocabularies for test models, made from nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

NORMAL, CONTROL, USER_DEFINED = 1, 3, 4
"""``tokenizer.ggml.token_type`` of a text token, a control token and an added text token."""

_SYLLABLES = range(0xAC00, 0xD7A4)


def _alphabet() -> list[str]:
    """Return the character that stands for each byte, as GPT-2's byte-level BPE writes it:
    printable bytes are themselves, the others follow from U+0100 on."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    letters = {byte: chr(byte) for byte in printable}
    others = (byte for byte in range(256) if byte not in letters)
    letters.update({byte: chr(256 + n) for n, byte in enumerate(others)})
    return [letters[byte] for byte in range(256)]


ALPHABET = _alphabet()


def token_text(data: bytes) -> str:
    """Return how a GGUF writes a text token of these bytes."""
    return "".join(ALPHABET[byte] for byte in data)


@dataclass
class Vocabulary:
    """Tokens in the order of their ids, their types, and BPE merges in the order of their rank.

    ``script`` are ids that a scripted model says one after the other.
    """

    tokens: list[str] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    script: list[int] = field(default_factory=list)

    def add(self, text: str, kind: int = NORMAL) -> int:
        """Add one token and return its id."""
        self.tokens.append(text)
        self.types.append(kind)
        return len(self.tokens) - 1

    def id_of(self, text: str) -> int:
        """Return the id of a token written ``text``; raises ValueError when there is none."""
        return self.tokens.index(text)

    def normal_ids(self) -> list[int]:
        """Return the ids of text tokens."""
        return [i for i, kind in enumerate(self.types) if kind == NORMAL]


def _start(specials: dict[str, int], byte_values: Iterable[int]) -> Vocabulary:
    vocabulary = Vocabulary()
    for text, kind in specials.items():
        vocabulary.add(text, kind)
    for byte in byte_values:
        vocabulary.add(ALPHABET[byte])
    return vocabulary


def _add_merged(vocabulary: Vocabulary, left: str, right: str) -> None:
    vocabulary.add(left + right)
    vocabulary.merges.append(f"{left} {right}")


def small_vocabulary(specials: dict[str, int]) -> Vocabulary:
    """Return ``specials``, the 256 bytes and a few merges: any text tokenises, and some
    syllables stay cut in two."""
    vocabulary = _start(specials, range(256))
    for text in ("ed", "th", "an", "er"):
        _add_merged(vocabulary, text[0], text[1])
    for syllable in "가나다한국어서울은는이":
        first, second, third = (ALPHABET[byte] for byte in syllable.encode())
        if first + second not in vocabulary.tokens:
            _add_merged(vocabulary, first, second)
        _add_merged(vocabulary, first + second, third)
    return vocabulary


def scripted_vocabulary(specials: dict[str, int], pieces: Iterable[str | bytes]) -> Vocabulary:
    """Return a small vocabulary that has each of ``pieces`` as a token, for a model that says
    them in this order.

    A piece that is the text of a special is that special. Pieces must differ from each other:
    a scripted model knows what comes next by the last token alone.
    """
    vocabulary = small_vocabulary(specials)
    known = {text: i for i, text in enumerate(vocabulary.tokens)}
    for piece in pieces:
        text = piece if isinstance(piece, str) and piece in specials else token_text(_bytes(piece))
        if text not in known:
            known[text] = vocabulary.add(text)
        vocabulary.script.append(known[text])
    if len(set(vocabulary.script)) != len(vocabulary.script):
        raise ValueError("the pieces of a script must differ")
    return vocabulary


def _bytes(piece: str | bytes) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece


def broken_vocabulary(specials: dict[str, int]) -> Vocabulary:
    """Return ``specials`` and tokens of which no sequence ever is valid UTF-8: continuation
    bytes, bytes that UTF-8 does not use, and pairs of them.

    Of a Korean prompt the continuation bytes tokenise, the rest is left out.
    """
    wrong = [*range(0x80, 0xC0), *range(0xF8, 0x100)]
    vocabulary = _start(specials, wrong)
    for left in wrong[:16]:
        for right in wrong:
            _add_merged(vocabulary, ALPHABET[left], ALPHABET[right])
    return vocabulary


def valid_vocabulary(specials: dict[str, int]) -> Vocabulary:
    """Return ``specials`` and tokens each of which is whole, valid UTF-8 (ASCII letters and
    Hangul syllables), as many as :func:`broken_vocabulary` has."""
    vocabulary = _start(specials, range(0x20, 0x7F))
    _add_merged(vocabulary, "t", "h")  # llama.cpp refuses a vocabulary without any
    size = len(broken_vocabulary(specials).tokens)
    for code in _SYLLABLES[: size - len(vocabulary.tokens)]:
        vocabulary.add(token_text(chr(code).encode()))
    return vocabulary


def large_vocabulary(specials: dict[str, int], size: int) -> Vocabulary:
    """Return exactly ``size`` tokens, as large as a real model's: the bytes, every Hangul
    syllable with its merges, then pairs of syllables."""
    vocabulary = _start(specials, range(256))
    if size < len(vocabulary.tokens):
        raise ValueError("too small for the specials and the bytes")
    for left, right in _hangul_merges():
        if len(vocabulary.tokens) == size:
            return vocabulary
        _add_merged(vocabulary, left, right)
    raise ValueError("too large")


def _hangul_merges() -> Iterator[tuple[str, str]]:
    syllables: list[str] = []
    begun: set[str] = set()
    for code in _SYLLABLES:
        first, second, third = (ALPHABET[byte] for byte in chr(code).encode())
        if first + second not in begun:
            begun.add(first + second)
            yield first, second
        syllables.append(first + second + third)
        yield first + second, third
    for left in syllables:
        for right in syllables:
            yield left, right
