"""The lock files pin everything, with hashes, and name no place to fetch from."""

import re
import tomllib
from pathlib import Path

import pytest

import start

PACKAGING = Path(start.__file__).parent
LOCKS = ("run", "build", "engine", "test")


def entries(name: str) -> dict[str, list[str]]:
    """Return requirement → hashes of a lock file."""
    text = (PACKAGING / f"lock-{name}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    requirement = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("    --hash=sha256:"):
            found[requirement].append(line.strip(" \\"))
        else:
            requirement = line.rstrip(" \\")
            found[requirement] = []
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_pinned_and_has_hashes(name: str) -> None:
    found = entries(name)
    assert found
    for requirement, hashes in found.items():
        assert re.match(r"[a-z0-9.-]+==[0-9][0-9a-z.+]*( ; .+)?$", requirement), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes)


@pytest.mark.parametrize("name", LOCKS)
def test_no_index_host_or_path_is_named(name: str) -> None:
    text = (PACKAGING / f"lock-{name}.txt").read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert not re.search(r"://|--(extra-)?index|--find-links|^-|@ |/", body, re.MULTILINE)


def test_the_engine_is_exactly_this_one_and_apart_from_the_rest() -> None:
    assert list(entries("engine")) == ["llama-cpp-python==0.3.36"]
    others = [line for name in ("run", "build", "test") for line in entries(name)]
    assert not [line for line in others if line.startswith("llama-cpp-python")]


def test_qt_is_older_than_the_one_that_aborts() -> None:
    (qt,) = [line for line in entries("run") if line.startswith("pyside6-essentials==")]
    major, minor = map(int, qt.split("==")[1].split(".")[:2])
    assert (6, 8) <= (major, minor) < (6, 12)


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "run": project["project"]["dependencies"],
        "build": project["dependency-groups"]["build"],
        "test": project["dependency-groups"]["test"],
    }
    for name, requirements in wanted.items():
        locked = {line.split("==")[0] for line in entries(name)} | {"llama-cpp-python"}
        names = {re.split(r"[\[<>=!~ ]", line)[0].lower() for line in requirements}
        assert names <= locked, name


def test_packages_in_two_locks_have_one_version() -> None:
    versions: dict[str, set[str]] = {}
    for name in ("run", "build", "test"):
        for line in entries(name):
            package, _, version = line.partition(" ;")[0].partition("==")
            versions.setdefault(package, set()).add(version)
    # A package may be locked twice in one file, for older and newer Pythons.
    assert {name for name, found in versions.items() if len(found) > 1} <= {"numpy", "scipy"}
