"""Every problem of the Hub and the network has words, with its parameters in them."""

import string
from typing import get_args

import pytest

from app.core.problem import ProblemKind
from app.services.hub_problem_words import HUB_WORDS

_KINDS = get_args(ProblemKind)
KINDS = _KINDS[_KINDS.index("offline") : _KINDS.index("keyring_missing") + 1]
PARAMS = {
    "hub_unreachable": {"host"},
    "hub_answer": {"host", "status"},
    "tls_failed": {"host"},
    "rate_limited": {"host", "seconds"},
    "repo_missing": {"repo"},
    "revision_missing": {"repo", "revision"},
    "remote_file_missing": {"repo", "file"},
    "repo_gated": {"repo", "url"},
    "token_refused": {"host"},
    "no_gguf": {"repo"},
    "html_instead": {"host"},
    "redirect_loop": {"host"},
    "remote_changed": {"file"},
    "wrong_length": {"file", "expected_bytes", "actual_bytes"},
    "wrong_hash": {"file"},
    "no_range": {"file"},
    "stalled": {"host", "seconds"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_words(kind: ProblemKind) -> None:
    words = HUB_WORDS[kind]()
    assert all(words)
    fields = {name for text in words for _, name, _, _ in string.Formatter().parse(text) if name}
    assert fields == PARAMS.get(kind, set())


def test_nothing_else() -> None:
    assert set(HUB_WORDS) == set(KINDS)
