"""What set-up does where a part of the engine does not build, or a person brings an engine."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import start
from tests.packaging_setup.setup_stage import (
    GPU,
    LDCONFIG,
    PRINTED,
    Interrupted,
    PretendRunner,
    Project,
    debian,
    make_project,
    prints,
    put_engine,
    write_headers,
)

pytestmark = pytest.mark.skipif(start.WINDOWS, reason="the pretended environment is POSIX's")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project on a Debian that can build for Vulkan with its own headers."""
    project = make_project(tmp_path / "나란히 {x}")
    system = tmp_path / "system"
    write_headers(system, (1, 4, 309))
    project.look = replace(project.look, output_of=prints(ldconfig=LDCONFIG), root=str(system))
    return project


def args(runner: PretendRunner) -> str:
    return runner.environs["wheel"]["CMAKE_ARGS"]


def spoken(project: Project) -> str:
    said = project.spoken.getvalue()
    project.spoken.seek(0)
    project.spoken.truncate()
    return said


def test_the_engine_is_said_to_be_for_what_it_is(project: Project) -> None:
    project.set_up(PretendRunner())
    said = spoken(project)
    assert "The engine is built for: CPU, RPC, Vulkan.\n" in said
    assert "With CUDA" not in said


def test_how_long_cuda_takes_is_said_before(project: Project) -> None:
    told = prints(ldconfig=LDCONFIG, nvidia_smi=GPU, nvcc="release 13")
    project.look = replace(project.look, output_of=told)
    project.set_up(PretendRunner())
    said = spoken(project)
    assert "The engine is built for: CPU, RPC, Vulkan, CUDA.\n" in said
    assert "With CUDA it takes about twice as long" in said


def test_what_is_left_out_is_said_with_the_way_to_have_it(project: Project) -> None:
    project.look = replace(project.look, output_of=lambda command: None)
    project.set_up(PretendRunner())
    said = spoken(project)
    assert "Vulkan (GPUs) is left out: libvulkan.so.1 is missing. To install:" in said
    assert "python3 packaging/start.py engine" in said


def test_a_backend_that_does_not_build_is_left_out_and_the_rest_goes_on(project: Project) -> None:
    fails = {"-DGGML_VULKAN=ON": "FAILED: ggml-vulkan/a.o"}
    runner = PretendRunner(fails=fails)
    project.set_up(runner)
    assert runner.steps.count("wheel") == 2
    assert "-DGGML_VULKAN=OFF" in args(runner)
    assert "-DGGML_CPU_ALL_VARIANTS=ON" in args(runner)
    assert "Vulkan did not build" in spoken(project)
    assert project.is_ready()
    # Nothing is tried again by itself, nor in an environment that is made anew.
    assert not project.set_up(PretendRunner(ends_at=0))
    project.write_lock("run", 2)
    again = PretendRunner(fails=fails)
    project.set_up(again)
    assert "wheel" not in again.steps


def test_it_is_tried_again_when_asked(project: Project) -> None:
    project.set_up(PretendRunner(fails={"-DGGML_VULKAN=ON": "FAILED: ggml-vulkan/a.o"}))
    mended = PretendRunner()
    assert project.set_up(mended, anew=True)
    assert mended.steps == ["source", "wheel", "engine", "check"]
    assert "-DGGML_VULKAN=ON" in args(mended)
    spoken(project)
    assert not project.set_up(PretendRunner(ends_at=0), anew=True)
    assert "already has all that can be built here: CPU, RPC, Vulkan" in spoken(project)


def test_new_tools_are_found_when_asked(project: Project) -> None:
    full = project.look
    project.look = replace(full, output_of=lambda command: None)
    project.set_up(PretendRunner())
    project.look = full
    # By itself set-up keeps what it chose.
    assert not project.set_up(PretendRunner(ends_at=0))
    runner = PretendRunner()
    assert project.set_up(runner, "run", anew=True)
    assert "-DGGML_VULKAN=ON" in args(runner)


def test_a_build_cut_off_after_a_failure_goes_on_without_what_failed(project: Project) -> None:
    fails = {"-DGGML_VULKAN=ON": "FAILED: ggml-vulkan/a.o"}
    with pytest.raises(Interrupted):
        # venv, packages, source, the failed build; the second is cut off.
        project.set_up(PretendRunner(4, fails=fails))
    objects = project.root / ".build" / "objects"
    objects.mkdir()
    (objects / "a.o").touch()
    spoken(project)
    runner = PretendRunner(fails=fails)
    project.set_up(runner)
    assert runner.steps.count("wheel") == 1
    assert "-DGGML_VULKAN=OFF" in args(runner)
    assert "Vulkan did not build" in spoken(project)


def test_a_build_cut_off_after_a_failure_tries_all_of_it_when_asked(project: Project) -> None:
    with pytest.raises(Interrupted):
        project.set_up(PretendRunner(4, fails={"-DGGML_VULKAN=ON": "FAILED: ggml-vulkan/a.o"}))
    spoken(project)
    mended = PretendRunner()
    project.set_up(mended, anew=True)
    assert mended.steps.count("wheel") == 1
    assert "-DGGML_VULKAN=ON" in args(mended)
    assert "did not build" not in spoken(project)


def test_an_engine_that_builds_for_nothing_fails(project: Project) -> None:
    fails = {"-DGGML_RPC=OFF": "FAILED: llama.o", "-DGGML_RPC=ON": "FAILED: llama.o"}
    runner = PretendRunner(fails=fails)
    with pytest.raises(Exception, match="wheel"):
        project.set_up(runner)
    # Vulkan, RPC, one library a generation: each was left out in turn.
    assert runner.steps.count("wheel") == 4
    assert "-DGGML_NATIVE=ON" in args(runner)


def test_headers_that_cannot_be_fetched_leave_vulkan_out(project: Project, tmp_path: Path) -> None:
    (tmp_path / "debian").mkdir()
    old = debian(tmp_path / "debian")
    project.look = replace(old, output_of=prints(ldconfig=LDCONFIG, apt_get=PRINTED))
    runner = PretendRunner(headers_fail=True)
    project.set_up(runner)
    assert "headers could not be fetched" in spoken(project)
    assert "-DGGML_VULKAN=OFF" in args(runner)
    assert project.is_ready()


def test_a_persons_own_engine_is_used_as_it_is(project: Project) -> None:
    with pytest.raises(Interrupted):
        project.set_up(PretendRunner(2))
    (packages,) = project.root.glob(".venv/lib/*/site-packages")
    put_engine(packages, "0.3.36")
    spoken(project)
    runner = PretendRunner()
    project.set_up(runner)
    assert runner.steps == ["check", "tests"]
    assert project.is_ready()
    said = spoken(project)
    assert "Your own llama-cpp-python 0.3.36 is used as it is; no engine is built." in said
    assert "The engine is built for" not in said


def test_it_goes_along_into_a_new_environment(project: Project) -> None:
    project.set_up(PretendRunner())
    (packages,) = project.root.glob(".venv/lib/*/site-packages")
    put_engine(packages, "0.4.0", "file:///home/me/Downloads/llama_cpp_python.whl")
    project.set_up(PretendRunner(), anew=True)
    project.write_lock("run", 2)
    with pytest.raises(Interrupted):
        project.set_up(PretendRunner(1))
    runner = PretendRunner()
    project.set_up(runner)
    assert "wheel" not in runner.steps
    assert "engine" not in runner.steps
    (library,) = project.root.glob(".venv/lib/*/site-packages/llama_cpp/lib/libllama.so")
    assert library.read_text(encoding="utf-8") == "0.4.0"
    assert not (project.root / ".build" / "own-engine").exists()
    assert "llama-cpp-python 0.4.0 is used as it is" in spoken(project)


def test_without_it_ours_comes_back(project: Project) -> None:
    project.set_up(PretendRunner())
    (packages,) = project.root.glob(".venv/lib/*/site-packages")
    put_engine(packages, "0.3.36")
    checked = PretendRunner()
    project.set_up(checked, anew=True)
    assert checked.steps == ["check"]
    for folder in packages.glob("llama_cpp*"):
        shutil.rmtree(folder)
    runner = PretendRunner()
    assert project.set_up(runner, anew=True)
    assert runner.steps == ["engine", "check"]
