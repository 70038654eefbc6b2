"""Set-up's steps, with a runner that only pretends: what is interrupted is continued."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import setup_env
import start
from setup_env import Refused, locked_packages
from setup_words import Words
from tests.packaging_setup.setup_stage import Interrupted, PretendRunner, Project, make_project

ALL_STEPS = ["venv", "packages", "source", "wheel", "engine", "check", "tests"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project in a folder whose name has Hangul, a blank and braces."""
    return make_project(tmp_path / "나란히 {x}")


pytestmark = pytest.mark.skipif(start.WINDOWS, reason="the pretended environment is POSIX's")


def test_everything_once_and_then_nothing(project: Project) -> None:
    runner = PretendRunner()
    assert not project.is_ready()
    assert project.set_up(runner)
    assert runner.steps == ALL_STEPS
    assert project.is_ready()
    again = PretendRunner()
    assert not project.set_up(again)
    assert again.steps == []
    # Only the wheel is kept of what the engine was made from.
    assert {path.name for path in (project.root / ".build").iterdir()} == {"stamps", "wheel"}


def test_the_project_is_on_the_environments_path(project: Project) -> None:
    project.set_up(PretendRunner())
    (link,) = project.root.glob(".venv/lib/*/site-packages/naranhi.pth")
    assert link.read_text(encoding="utf-8").strip() == str(project.root)


def test_tests_are_added_to_what_is_there(project: Project) -> None:
    project.set_up(PretendRunner(), "run")
    assert project.is_ready("run")
    assert not project.is_ready("test")
    runner = PretendRunner()
    project.set_up(runner, "test")
    assert runner.steps == ["tests"]
    assert project.is_ready("run")


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("ends_at", range(len(ALL_STEPS)))
def test_an_interruption_anywhere_is_continued(
    project: Project, ends_at: int, *, after: bool
) -> None:
    first = PretendRunner(ends_at, after)
    with pytest.raises(Interrupted):
        project.set_up(first)
    assert not project.is_ready("run") or ends_at == ALL_STEPS.index("tests")
    assert not project.is_ready("test")
    second = PretendRunner()
    project.set_up(second)
    assert project.is_ready("test")
    # The long step is never done twice, unless it was itself what was cut off.
    builds = first.steps.count("wheel") + second.steps.count("wheel")
    assert builds == (2 if after and ALL_STEPS[ends_at] == "wheel" else 1)
    assert (second.steps[0] == "venv") == (ALL_STEPS[ends_at] not in ("source", "wheel"))


# No deadline: it writes files.
@settings(deadline=None, max_examples=40)
@given(cuts=st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=6))
def test_any_row_of_interruptions_ends_well(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, bool]]
) -> None:
    project = make_project(tmp_path_factory.mktemp("project"))
    for ends_at, after in cuts:
        try:
            project.set_up(PretendRunner(ends_at, after))
        except Interrupted:
            assert not project.is_ready()
    project.set_up(PretendRunner())
    assert project.is_ready()
    assert not project.set_up(PretendRunner(ends_at=0))


def test_a_build_cut_off_keeps_its_objects_and_its_count(project: Project) -> None:
    with pytest.raises(Interrupted):
        project.set_up(PretendRunner(3, after=True))
    objects = project.root / ".build" / "objects"
    objects.mkdir()
    (objects / "a.o").touch()
    with pytest.raises(Interrupted):
        project.set_up(PretendRunner(0, after=True))
    assert (objects / "a.o").exists()
    assert (project.root / ".build" / "build-total").read_text(encoding="utf-8") == "20\n"
    with pytest.raises(Interrupted):
        project.set_up(PretendRunner(0, after=True), CMAKE_ARGS="-DGGML_AVX512=OFF")
    assert not (objects / "a.o").exists()


@pytest.mark.parametrize(
    ("lock", "steps"),
    [
        ("run", ["venv", "packages", "engine", "check", "tests"]),
        ("build", ["venv", "packages", "source", "wheel", "engine", "check", "tests"]),
        ("engine", ["source", "wheel", "engine", "check"]),
        ("test", ["tests"]),
    ],
)
def test_a_changed_lock_redoes_what_comes_of_it(
    project: Project, lock: str, steps: list[str]
) -> None:
    project.set_up(PretendRunner())
    project.write_lock(lock, 22)
    assert not project.is_ready("test")
    runner = PretendRunner()
    project.set_up(runner)
    assert runner.steps == steps
    assert project.is_ready("test")


def test_a_touched_lock_costs_nothing(project: Project) -> None:
    project.set_up(PretendRunner())
    os.utime(project.root / "packaging" / "lock-run.txt", (1, 1))
    assert not project.is_ready()
    assert not project.set_up(PretendRunner(ends_at=0))
    assert project.is_ready()


def test_options_are_built_in_and_stay(project: Project) -> None:
    project.set_up(PretendRunner())
    assert not project.is_ready(CMAKE_ARGS="-DGGML_NATIVE=OFF")
    runner = PretendRunner()
    project.set_up(runner, CMAKE_ARGS=" -DGGML_NATIVE=OFF\n-DX=1")
    assert runner.steps == ["source", "wheel", "engine", "check"]
    assert runner.environs["wheel"]["CMAKE_ARGS"].endswith("-DGGML_RPC=ON -DGGML_NATIVE=OFF -DX=1")
    # Unset means as it was built; empty means none.
    assert project.is_ready()
    assert project.is_ready(CMAKE_ARGS="-DGGML_NATIVE=OFF  -DX=1")
    assert not project.is_ready(CMAKE_ARGS="")


def test_nothing_counts_as_ready_while_the_engine_is_exchanged(project: Project) -> None:
    project.set_up(PretendRunner())
    with pytest.raises(Interrupted):
        project.set_up(PretendRunner(2, after=True), CMAKE_ARGS="-DX=1")
    assert not project.is_ready("run")
    assert not project.is_ready("test")


def test_a_moved_project_gets_a_new_environment_and_keeps_its_engine(project: Project) -> None:
    project.set_up(PretendRunner())
    moved = Project(project.root.with_name("moved"), project.look)
    shutil.move(project.root, moved.root)
    assert not moved.is_ready()
    runner = PretendRunner()
    moved.set_up(runner)
    assert runner.steps == ["venv", "packages", "engine", "check", "tests"]
    assert moved.is_ready()


def test_an_environment_whose_python_is_gone_is_not_ready(project: Project) -> None:
    project.set_up(PretendRunner())
    Path(start.venv_python(str(project.root))).unlink()
    assert not project.is_ready()


def test_a_damaged_wheel_is_not_installed(project: Project) -> None:
    with pytest.raises(Interrupted):
        project.set_up(PretendRunner(4))
    (wheel,) = project.root.glob(".build/wheel/*.whl")
    wheel.write_bytes(b"half")
    runner = PretendRunner()
    project.set_up(runner)
    assert "wheel" in runner.steps


def test_somebody_elses_environment_is_left_alone(project: Project) -> None:
    (project.root / ".venv" / "bin").mkdir(parents=True)
    with pytest.raises(Refused) as refused:
        project.set_up(PretendRunner(ends_at=0))
    (problem,) = refused.value.problems
    assert str(project.root / ".venv") in problem.sentence(Words("en", "linux", "apt"))
    assert (project.root / ".venv" / "bin").is_dir()


def test_a_machine_that_lacks_something_is_told_before_anything_is_made(project: Project) -> None:
    project.look = replace(
        project.look, which=lambda name: None, has_module=lambda name: False, free_bytes=lambda f: 0
    )
    with pytest.raises(Refused) as refused:
        project.set_up(PretendRunner(ends_at=0))
    keys = [problem.key for problem in refused.value.problems]
    assert keys == ["no_venv", "no_compiler", "little_disk"]
    assert not (project.root / ".venv").exists()


def test_what_would_break_an_environment_is_not_passed_on(project: Project) -> None:
    runner = PretendRunner()
    project.set_up(runner, PYTHONPATH="/opt/ros", PIP_USER="1", SSL_CERT_FILE="/etc/ssl/a.pem")
    for environ in runner.environs.values():
        assert "PYTHONPATH" not in environ
        assert environ["PIP_USER"] == "0"
        assert environ["SSL_CERT_FILE"] == "/etc/ssl/a.pem"


@pytest.mark.parametrize("path", ["/usr/bin", ""])
def test_the_build_finds_the_tools_that_were_installed_for_it(project: Project, path: str) -> None:
    runner = PretendRunner()
    project.set_up(runner, PATH=path)
    tools = str(project.root / ".venv" / "bin")
    places = runner.environs["wheel"]["PATH"].split(os.pathsep)
    assert places == ([tools, path] if path else [tools])


def test_packages_are_counted_for_progress() -> None:
    lock = Path(setup_env.__file__).with_name("lock-run.txt")
    assert 30 < locked_packages(lock) < 80
