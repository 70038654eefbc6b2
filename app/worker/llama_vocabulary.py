"""A model's vocabulary: text to tokens and back."""

import ctypes
from typing import cast

from llama_cpp import llama_cpp

_STEERING = llama_cpp.LLAMA_TOKEN_ATTR_UNKNOWN | llama_cpp.LLAMA_TOKEN_ATTR_CONTROL
_TURN_MARK_STARTS = ("<|", "[|")
_PIECE_BYTES = 256


class Vocabulary:
    """Tokenises, and knows each token's bytes; what was asked once is remembered."""

    def __init__(self, model: llama_cpp.llama_model_p) -> None:
        vocab = llama_cpp.llama_model_get_vocab(model)
        assert vocab is not None
        self._vocab = vocab
        self.n_tokens = llama_cpp.llama_vocab_n_tokens(vocab)
        self.bos = cast("int", llama_cpp.llama_vocab_bos(vocab))
        """Id of the begin-of-sequence token; negative where there is none."""
        self.eos = cast("int", llama_cpp.llama_vocab_eos(vocab))
        self.wants_bos = self.bos >= 0 and llama_cpp.llama_vocab_get_add_bos(vocab)
        self._pieces: dict[int, bytes] = {}
        self._ends: dict[int, bool] = {}
        self._buffer = ctypes.create_string_buffer(_PIECE_BYTES)

    def tokenize(self, text: str) -> list[int]:
        """Return the tokens of ``text``, special tokens recognised, nothing added around."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        while True:
            tokens = (llama_cpp.llama_token * room)()
            count = llama_cpp.llama_tokenize(
                self._vocab, data, len(data), tokens, room, False, True
            )
            if count >= 0:
                return tokens[:count]
            room = -count

    def piece(self, token: int) -> bytes:
        """Return the bytes of a token; none for control tokens."""
        piece = self._pieces.get(token)
        if piece is None:
            piece = self._pieces[token] = self._read_piece(token)
        return piece

    def is_end(self, token: int) -> bool:
        """Tell whether the model ends its turn with this token."""
        end = self._ends.get(token)
        if end is None:
            end = self._ends[token] = llama_cpp.llama_vocab_is_eog(self._vocab, token)
        return end

    def text(self, token: int) -> str:
        """Return how the vocabulary spells a token; empty where there is none."""
        if not 0 <= token < self.n_tokens:
            return ""
        return (llama_cpp.llama_vocab_get_text(self._vocab, token) or b"").decode(
            "utf-8", "replace"
        )

    def specials(self) -> list[str]:
        """Return the spellings of all tokens that steer the model: typed text must never
        become one of them."""
        return [text for token in range(self.n_tokens) if (text := self._steering_text(token))]

    def control_token(self, text: str) -> int | None:
        """Return the id of the one token that is spelled ``text`` and has no bytes."""
        tokens = self.tokenize(text)
        return tokens[0] if len(tokens) == 1 and not self.piece(tokens[0]) else None

    def mark_token(self, mark: str) -> int | None:
        """Return the id of a mark that the vocabulary has as one token.

        Where it takes several, their control tokens get their spelling as piece from here on,
        so that the mark can be found in the text.
        """
        tokens = self.tokenize(mark)
        if len(tokens) == 1:
            return tokens[0]
        for token in tokens:
            if not self.piece(token):
                self._pieces[token] = self.text(token).encode()
        return None

    def _steering_text(self, token: int) -> str:
        attributes = llama_cpp.llama_vocab_get_attr(self._vocab, token)
        if attributes & _STEERING or self.is_end(token):
            return self.text(token)
        if attributes & llama_cpp.LLAMA_TOKEN_ATTR_USER_DEFINED:
            # Added tokens are mostly plain text (runs of blanks, HTML), but some files list
            # their turn marks among them.
            text = self.text(token)
            return text if text.startswith(_TURN_MARK_STARTS) else ""
        return ""

    def _read_piece(self, token: int) -> bytes:
        length = llama_cpp.llama_token_to_piece(
            self._vocab, token, self._buffer, len(self._buffer), 0, False
        )
        if length < 0:
            self._buffer = ctypes.create_string_buffer(-length)
            return self._read_piece(token)
        return self._buffer.raw[:length]
