"""The facts of this PC."""

import platform
from pathlib import Path

import msgspec
import psutil
import pytest

from app.core import machine
from app.core.machine import MachineFacts, read_machine


def test_this_machine() -> None:
    facts = read_machine()
    assert facts.memory_bytes == psutil.virtual_memory().total
    assert facts.logical_cores == psutil.cpu_count()
    assert facts.python == platform.python_version()
    assert facts.os
    assert facts.cpu_name
    assert msgspec.json.decode(msgspec.json.encode(facts), type=MachineFacts) == facts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("processor\t: 0\nmodel name\t: Some   CPU @ 3 GHz\n", "Some CPU @ 3 GHz"),
        ("Hardware\t: BCM2711\n", "BCM2711"),
        ("nothing of use", ""),
    ],
)
def test_linux_cpu_names(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / "cpuinfo"
    path.write_text(text)
    assert machine._linux_cpu_name(path) == name
    assert machine._linux_cpu_name(tmp_path / "none") == ""
