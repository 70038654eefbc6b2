"""How fast a disk reads, and where that cannot be told."""

from pathlib import Path

import pytest

from app.services import disk_speed
from app.services.disk_speed import read_speed

ROOM = 100 * 2**30


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_speed, "N_BYTES", 8 * 2**20)


def test_it_is_measured_and_nothing_stays(tmp_path: Path) -> None:
    rate = read_speed(tmp_path, ROOM)
    assert rate is None or rate > 2**20
    assert list(tmp_path.iterdir()) == []


def test_a_nearly_full_disk_is_left_alone(tmp_path: Path) -> None:
    assert read_speed(tmp_path, 2**20) is None
    assert read_speed(tmp_path, None) is None


def test_a_folder_that_cannot_be_written_tells_nothing(tmp_path: Path) -> None:
    assert read_speed(tmp_path / "nowhere", ROOM) is None


def test_a_system_that_always_caches_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(disk_speed.os, "O_DIRECT", raising=False)
    assert read_speed(tmp_path, ROOM) is None


def test_it_can_be_given_up(tmp_path: Path) -> None:
    assert read_speed(tmp_path, ROOM, lambda: True) is None
    assert list(tmp_path.iterdir()) == []
