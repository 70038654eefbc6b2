"""Catalogue, library and bundles have words for everything that can go wrong."""

import pytest

from app.core.problem import ProblemKind
from app.services.library_problem_words import LIBRARY_WORDS

KINDS: tuple[ProblemKind, ...] = (
    "catalogue_broken",
    "model_cannot_run",
    "quantisation_unknown",
    "licence_not_accepted",
    "licence_conflict",
    "tokenizer_differs",
    "name_unsafe",
    "disk_too_small",
    "library_missing",
    "library_unwritable",
    "library_busy",
    "already_downloading",
    "not_in_library",
    "file_broken",
    "not_downloaded",
    "bundle_broken",
    "bundle_incomplete",
    "folder_not_empty",
    "folder_nested",
    "file_too_large_for_disk",
    "fetcher_crashed",
)


def test_nothing_is_left_out() -> None:
    assert set(LIBRARY_WORDS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_sentences(kind: ProblemKind) -> None:
    title, what, do = LIBRARY_WORDS[kind]()
    assert len(title) <= 25
    assert what
    assert do.endswith(".")
