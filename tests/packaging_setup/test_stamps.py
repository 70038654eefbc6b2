"""A stamp is whole or it is none; the lock is held by one."""

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from setup_stamps import Stamp, exclusive, text_digest, write_atomically


def test_a_stamp_holds_for_its_inputs_only(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "marks" / "wheel.json")
    assert not stamp.holds({})
    stamp.write({"lock": "abc"}, {"file": "a.whl"})
    assert stamp.holds({"lock": "abc"})
    assert not stamp.holds({"lock": "abd"})
    assert not stamp.holds({})
    assert stamp.notes() == {"file": "a.whl"}
    stamp.remove()
    stamp.remove()
    assert not stamp.holds({"lock": "abc"})


def test_an_altered_stamp_does_not_hold(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "a.json")
    stamp.write({"lock": "abc"}, {"file": "a.whl"})
    content = json.loads(stamp.path.read_text(encoding="utf-8"))
    content["notes"]["file"] = "../../evil.whl"
    stamp.path.write_text(json.dumps(content), encoding="utf-8")
    assert not stamp.holds({"lock": "abc"})
    assert stamp.notes() == {}


@settings(deadline=None)
@given(st.data())
def test_a_cut_stamp_does_not_hold(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    stamp = Stamp(tmp_path_factory.mktemp("stamps") / "a.json")
    stamp.write({"lock": "abc", "count": 3}, {})
    whole = stamp.path.read_bytes()
    # The last byte is the line's end, without which the stamp still says everything.
    stamp.path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 2))])
    assert not stamp.holds({"lock": "abc", "count": 3})


@settings(deadline=None)
@given(content=st.one_of(st.binary(max_size=200), st.just(b"[]"), st.just(b'{"inputs": {}}')))
def test_a_file_of_anything_is_no_stamp(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    stamp = Stamp(tmp_path_factory.mktemp("stamps") / "a.json")
    stamp.path.write_bytes(content)
    assert stamp.read() is None


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a"
    write_atomically(target, "old")

    def no_room(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        write_atomically(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_line_ends_do_not_change_a_lock_files_digest(tmp_path: Path) -> None:
    (tmp_path / "unix").write_bytes(b"a==1 \\\n    --hash=x\n")
    (tmp_path / "windows").write_bytes(b"a==1 \\\r\n    --hash=x\r\n")
    assert text_digest(tmp_path / "unix") == text_digest(tmp_path / "windows")


@pytest.mark.skipif(sys.platform == "win32", reason="two locks in one process are flock's")
def test_the_second_waits_says_so_once_and_goes_on(tmp_path: Path) -> None:
    said: list[str] = []
    pauses = 0
    first = exclusive(tmp_path / "lock", lambda: None, lambda: None)
    first.__enter__()

    def pause() -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 3:
            first.__exit__(None, None, None)

    with exclusive(tmp_path / "lock", lambda: said.append("waiting"), pause):
        assert said == ["waiting"]
        assert pauses == 3
