"""Outcomes as small blobs."""

import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.problem import StoreError
from app.core.run import RunOutcome, Stamps
from app.store.blob import pack, unpack
from tests.store.samples import outcome

ns = st.integers(0, 2**62)


@given(
    st.builds(
        Stamps,
        submitted=ns,
        prompt_ready=st.none() | ns,
        ended=st.none() | ns,
        tokens=st.lists(ns).map(tuple),
        pieces=st.lists(st.tuples(ns, st.integers(-100, 100))).map(tuple),
    )
)
def test_every_stamp_survives(stamps: Stamps) -> None:
    before = msgspec.structs.replace(outcome(), stamps=stamps)
    assert unpack(pack(before)) == before


def test_an_outcome_without_stamps() -> None:
    bare = RunOutcome(state="failed", label="race")
    assert unpack(pack(bare)) == bare


def test_four_thousand_tokens_stay_small() -> None:
    long = outcome(4000)
    assert unpack(pack(long)) == long
    assert len(pack(long)) < 25_000 < len(msgspec.json.encode(long)) / 5


@pytest.mark.parametrize(
    "blob",
    [b"", b"\x02", b"\x01", b"\x01not deflate", b"\x01" + zlib.compress(b"no outcome")],
)
def test_anything_else_is_a_broken_store(blob: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        unpack(blob)
    assert caught.value.problem.kind == "store_broken"


def test_a_cut_off_blob_is_broken() -> None:
    with pytest.raises(StoreError):
        unpack(pack(outcome(100))[:-60])
