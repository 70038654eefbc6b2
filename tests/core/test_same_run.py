"""What two runs have in common, and where two texts part."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.same_run import (
    Change,
    RunFacts,
    changes_between,
    facts_of,
    first_difference,
    same_file,
    speeds_comparable,
)
from tests.store.samples import MACHINE, outcome

FILE = (123, "ab", "cd")


def facts(**changes: object) -> RunFacts:
    return msgspec.structs.replace(facts_of(MACHINE, "0.1.0", outcome(), FILE), **changes)


def test_the_same_run_has_no_changes() -> None:
    assert changes_between(facts(), facts()) == ()
    assert speeds_comparable(())


@pytest.mark.parametrize(
    ("changed", "found", "comparable"),
    [
        ({"machine": msgspec.structs.replace(MACHINE, cpu_name="다른 CPU")}, "machine", False),
        ({"engine": "llama-cpp-python 0.4"}, "engine", False),
        ({"cpu_variant": "haswell"}, "engine", False),
        ({"backend": "CUDA0"}, "backend", False),
        ({"gpu_layers": 20}, "backend", False),
        ({"n_threads": 8}, "settings", False),
        ({"cache_type": "q8_0"}, "settings", False),
        ({"label": "race"}, "label", False),
        ({"file_sha256": "ef"}, "file", True),
        ({"program": "0.2.0"}, "program", True),
    ],
)
def test_each_change_is_named_and_says_whether_speeds_compare(
    changed: dict[str, object], found: Change, *, comparable: bool
) -> None:
    changes = changes_between(facts(), facts(**changed))
    assert changes == (found,)
    assert speeds_comparable(changes) is comparable


def test_what_the_system_calls_itself_is_no_other_machine() -> None:
    updated = msgspec.structs.replace(MACHINE, os="Linux 9", python="3.13")
    assert changes_between(facts(), facts(machine=updated)) == ()


def test_files_are_told_apart_by_what_both_know() -> None:
    unhashed = facts(file_sha256="")
    assert same_file(facts(), unhashed)
    assert not same_file(facts(), facts(file_sha256="", header_sha256="zz"))
    assert not same_file(facts(file_size=1, file_sha256="a"), facts(file_size=1, file_sha256="b"))


def test_a_run_that_never_loaded_has_facts_too() -> None:
    failed = msgspec.structs.replace(outcome(state="failed"), report=None)
    empty = facts_of(MACHINE, "0.1.0", failed, (0, "", ""))
    assert "engine" in changes_between(facts(), empty)


@given(st.text(), st.text())
def test_the_first_difference_is_where_the_texts_part(one: str, other: str) -> None:
    place = first_difference(one, other)
    if place is None:
        assert one == other
    else:
        assert one[:place] == other[:place]
        assert one[place : place + 1] != other[place : place + 1]
