"""Several sequences in one context of llama.cpp."""

import ctypes
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from llama_cpp import llama_cpp

from app.core.problem import EngineError
from app.core.run import LoadSettings
from app.worker.engine import Share
from app.worker.llama_loading import new_context
from app.worker.llama_log import LlamaLog

_NO_MEMORY = -2
_LAST_LINES = 12


class LlamaTogether:
    """A context of its own beside the loaded model's; the weights are the same."""

    def __init__(
        self,
        model: llama_cpp.llama_model_p,
        settings: LoadSettings,
        log: LlamaLog,
        *,
        users: int,
        n_ctx_each: int,
        n_vocab: int,
    ) -> None:
        self._log = log
        self._n_vocab = n_vocab
        self._context = new_context(model, settings, log, users=users, n_ctx_each=n_ctx_each)
        self._n_batch = llama_cpp.llama_n_batch(self._context)
        self._batch = llama_cpp.llama_batch_init(self._n_batch, 0, 1)
        self._positions = [0] * users
        self._rows: list[int] = []

    def evaluate(self, shares: Sequence[Share]) -> None:
        """Put every share into one batch and decode it; raises EngineError."""
        batch, at = self._batch, 0
        self._rows = []
        for share in shares:
            for number, token in enumerate(share.tokens):
                batch.token[at] = token
                batch.pos[at] = self._positions[share.user] + number
                batch.n_seq_id[at] = 1
                batch.seq_id[at][0] = share.user
                batch.logits[at] = share.last and number == len(share.tokens) - 1
                at += 1
            self._positions[share.user] += len(share.tokens)
            self._rows.append(at - 1)
        batch.n_tokens = at
        code = llama_cpp.llama_decode(self._context, batch)
        if code:
            detail = "\n".join(self._log.lines()[-_LAST_LINES:])
            if code == _NO_MEMORY:
                raise EngineError("out_of_memory", detail=detail)
            raise EngineError("decode_failed", code=code, detail=detail)
        llama_cpp.llama_synchronize(self._context)

    def next_token(self, place: int) -> int:
        """Return the token with the largest logit behind that share."""
        # A pointer, which the bindings declare as an array.
        logits = cast("Any", llama_cpp.llama_get_logits_ith(self._context, self._rows[place]))
        address = ctypes.cast(logits, ctypes.POINTER(ctypes.c_float))
        return int(np.ctypeslib.as_array(address, (self._n_vocab,)).argmax())

    def close(self) -> None:
        """Free batch and context."""
        llama_cpp.llama_batch_free(self._batch)
        llama_cpp.llama_free(self._context)
